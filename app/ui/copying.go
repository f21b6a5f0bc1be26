package ui

import (
	"cmp"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
)

// The selected statements are copied as text, a line each, or as a table that
// spreadsheets read; what is seen of the timeline as a picture.

// copyBatch is how many statements are read at a time.
const copyBatch = 500

// lineOf is a statement in one line: date, speaker verb addressee: gist
// “quote” (source).
func lineOf(st *storage.Statement, l *app.Lists) string {
	verb, _ := l.Verb(st.Verb)
	line := "no date"
	if !st.When.IsZero() {
		line = st.When.Short()
	}
	line += ", " + namesOf(l, append([]storage.ID{st.Speaker}, st.CoSpeakers...)) + " " + verb.Label
	if len(st.Addressees) > 0 {
		line += " to " + namesOf(l, st.Addressees)
	}
	said := st.Gist
	for _, c := range st.Citations {
		if c.Quote != "" {
			said = strings.TrimSpace(said + " " + quoted(c.Quote))
			break
		}
	}
	if said != "" {
		line += ": " + said
	}
	if len(st.Citations) > 0 {
		line += " (" + source(l, st.Citations[0].Document) + ")"
	}
	return strings.Join(strings.Fields(line), " ")
}

// inTime gives the selected statements in the order of time; those without a
// date come last.
func (s *shell) inTime() []storage.ID {
	x := s.session.Index()
	ids := slices.Clone(s.session.Selection())
	slices.SortStableFunc(ids, func(a, b storage.ID) int {
		ta, oka := x.Anchor(a)
		tb, okb := x.Anchor(b)
		if oka != okb {
			return cmp.Compare(btoi(okb), btoi(oka))
		}
		return cmp.Or(cmp.Compare(ta, tb), cmp.Compare(a, b))
	})
	return ids
}

// copyText copies the selected statements, a line each.
func (s *shell) copyText() {
	session, ids, l := s.session, s.inTime(), s.session.Lists()
	s.copyAs(ids, "text", func(ctx context.Context, tell report) (string, error) {
		var b strings.Builder
		done := 0
		for batch := range slices.Chunk(ids, copyBatch) {
			list, err := session.File().StatementsOf(ctx, batch)
			if err != nil {
				return "", err
			}
			for _, st := range inOrder(list, batch) {
				b.WriteString(lineOf(&st, l) + "\n")
			}
			done += len(batch)
			tell(done, len(ids))
		}
		return b.String(), nil
	})
}

// copyTable copies the selected statements as tab-separated values.
func (s *shell) copyTable() {
	session, ids := s.session, s.inTime()
	l, head, loc := session.Lists(), headOf(session), session.Location()
	s.copyAs(ids, "tsv", func(ctx context.Context, tell report) (string, error) {
		return tableTSV(ctx, session, ids, freshSetup().Columns, func(c app.TableColumn, st *storage.Statement) string {
			return l.TableText(c, st, head, loc)
		}, tell)
	})
}

// copyAs writes statements off the window's goroutine and puts them on the
// clipboard.
func (s *shell) copyAs(ids []storage.ID, kind string, write func(context.Context, report) (string, error)) {
	var text string
	s.long("Copying "+count(len(ids), "statement")+" …", func(ctx context.Context, tell report) (err error) {
		text, err = write(ctx, tell)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.toasts.say("Stopped; the clipboard is as it was.")
		case err != nil:
			s.failed(err)
		default:
			s.app.Clipboard().SetContent(text)
			s.toasts.say(count(len(ids), "statement") + " copied.")
			s.trace.step("copied", "as", kind, "statements", len(ids))
		}
	})
}

// paintView paints what is seen of the timeline, without halos, as sharp as for
// print.
func (s *shell) paintView() *image.RGBA {
	size := s.time.Size()
	art := newArtist(s.palette)
	img, _ := art.draw(int(size.Width*copyScale), int(size.Height*copyScale), copyScale, func(dst *charts.Scene, w, h float32) {
		o := s.options()
		o.W, o.H, o.Selected = w, h, nil
		if o.Links == charts.LinksSelected {
			o.Selected = s.session.Selected
		}
		charts.Layout(dst, s.session.Index(), s.session.View(), o)
	})
	return img
}

// copyPicture puts what is seen on the clipboard as a picture; where that cannot
// be done, into a file.
func (s *shell) copyPicture() {
	tool, noTool := clipboardTool(runtime.GOOS, os.Getenv, exec.LookPath)
	path := ""
	if noTool != nil {
		path = freeName(documentsFolder(), s.session.Title(), ".png")
	}
	img := s.paintView()
	s.long("Copying the picture …", func(ctx context.Context, _ report) error {
		if noTool != nil {
			return writePNG(path, img)
		}
		dir, err := os.MkdirTemp("", "saywhen-copy")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		file := filepath.Join(dir, "timeline.png")
		if err := writePNG(file, img); err != nil {
			return err
		}
		return copyFile(ctx, tool, file)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.fail("The picture was not copied", err)
		case noTool != nil:
			s.toasts.say("Saved " + shortPath(path) + ": no program that puts pictures on the clipboard (xclip, wl-copy) is installed.")
			s.trace.step("copied", "as", "png", "to", path)
		default:
			s.toasts.say("The picture is on the clipboard.")
			s.trace.step("copied", "as", "png", "to", "clipboard")
		}
	})
}

func writePNG(path string, img image.Image) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return png.Encode(f, img)
}

// copyingRows are the actions that copy.
func (s *shell) copyingRows() []*action {
	return []*action{
		{id: "copy.text", title: "Copy the selected statements as text", menu: editMenu, sub: "Copy", group: 2, enabled: s.selected, why: s.whyNothingSelected, run: s.copyText},
		{id: "copy.table", title: "Copy the selected statements as a table", menu: editMenu, sub: "Copy", group: 2, enabled: s.selected, why: s.whyNothingSelected, run: s.copyTable},
		{id: "copy.picture", title: "Copy what is seen as a picture", menu: editMenu, sub: "Copy", group: 2, enabled: s.onTimeline, why: func() string { return "Only on the timeline." }, run: s.copyPicture},
	}
}

// TypedShortcut copies; all others are the window's.
func (t *timeline) TypedShortcut(sc fyne.Shortcut) {
	if _, ok := sc.(*fyne.ShortcutCopy); ok && t.on.copy() {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(t).(fyne.Shortcutable); ok {
		c.TypedShortcut(sc)
	}
}
