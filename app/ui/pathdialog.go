package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
)

// pathQuestion asks for a file: typed, browsed for, or taken from a list.
type pathQuestion struct {
	name, title, label, action string
	path                       string   // to begin with
	extension                  string   // added to a name without one; "" any
	kinds                      []string // extensions that browsing shows; nil is extension
	save                       bool     // the file is to be written
	fresh                      bool     // and must not be there yet
	recent                     []string
}

// pathProblem says what is wrong with a path, or "".
func (q pathQuestion) pathProblem(path string) string {
	st, err := os.Stat(path)
	switch dir := filepath.Dir(path); {
	case strings.TrimSpace(path) == "":
		return "Type the name of a file, or browse for it."
	case err == nil && st.IsDir():
		return "That is a folder; add the name of a file."
	case !q.save && err != nil:
		return "There is no such file."
	case q.save && !isDir(dir):
		return "There is no folder " + shortPath(dir) + "; choose one that is there."
	case q.fresh && err == nil:
		return "There is such a file already, and it is not overwritten; choose another name."
	}
	return ""
}

func isDir(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// answer turns what was typed into the path that is meant.
func (q pathQuestion) answer(typed string) string {
	p := expand(typed)
	if p != "" && q.save && q.extension != "" {
		p = withExtension(p, q.extension)
	}
	return p
}

// pathField is a field for a path with a button to browse and a place for what
// is wrong with it.
type pathField struct {
	q      pathQuestion
	field  *textField
	wrong  *widget.Label
	browse *button
	box    *fyne.Container
}

func newPathField(w fyne.Window, q pathQuestion) *pathField {
	p := &pathField{q: q, field: newTextField("/path/to/file" + q.extension), wrong: newWrong()}
	p.field.SetText(shortPathOrEmpty(q.path))
	p.field.OnChanged = func(string) { p.wrong.Hide() }
	p.browse = newButton("Browse…", func() { p.pick(w) })
	p.box = container.NewVBox(container.NewBorder(nil, nil, nil, p.browse, p.field), p.wrong)
	return p
}

func shortPathOrEmpty(p string) string {
	if p == "" {
		return ""
	}
	return shortPath(p)
}

// newWrong is the line below a field that says what is wrong with it.
func newWrong() *widget.Label {
	l := widget.NewLabel("")
	l.Importance = widget.DangerImportance
	l.Wrapping = fyne.TextWrapWord
	l.Hide()
	return l
}

// value gives the path, or says beside the field why there is none.
func (p *pathField) value() (string, bool) {
	path := p.q.answer(p.field.Text)
	if problem := p.q.pathProblem(path); problem != "" {
		p.wrong.SetText(problem)
		p.wrong.Show()
		return "", false
	}
	return path, true
}

// pick browses with the library's own chooser.
func (p *pathField) pick(w fyne.Window) {
	take := func(u fyne.URI) {
		if u != nil {
			p.field.SetText(u.Path())
		}
	}
	var d *dialog.FileDialog
	if p.q.save {
		d = dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
			if err == nil && f != nil {
				take(f.URI())
				_ = f.Close()
				removeEmpty(f.URI().Path())
			}
		}, w)
		d.SetFileName(filepath.Base(p.q.answer(p.field.Text)))
	} else {
		d = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if err == nil && f != nil {
				take(f.URI())
				_ = f.Close()
			}
		}, w)
	}
	if kinds := p.kinds(); len(kinds) > 0 {
		d.SetFilter(fynestorage.NewExtensionFileFilter(kinds))
	}
	if dir, err := fynestorage.ListerForURI(fynestorage.NewFileURI(p.folder())); err == nil {
		d.SetLocation(dir)
	}
	d.Resize(fitInto(fyne.NewSize(900, 620), w.Canvas().Size()))
	d.Show()
}

// removeEmpty takes away the empty file that the chooser made: what writes the
// real one refuses to overwrite.
func removeEmpty(path string) {
	if st, err := os.Stat(path); err == nil && st.Size() == 0 {
		_ = os.Remove(path)
	}
}

func (p *pathField) kinds() []string {
	if p.q.kinds != nil || p.q.extension == "" {
		return p.q.kinds
	}
	return []string{p.q.extension}
}

func (p *pathField) folder() string {
	if dir := filepath.Dir(expand(p.field.Text)); p.field.Text != "" && isDir(dir) {
		return dir
	}
	return documentsFolder()
}

// askPath asks for a path and hands over a good one.
func (s *shell) askPath(q pathQuestion, ok func(path string)) {
	p := newPathField(s.win, q)
	body := container.NewVBox(widget.NewLabel(q.label), p.box)
	var md *modal
	accept := func() {
		if path, good := p.value(); good {
			md.close()
			ok(path)
		}
	}
	for _, r := range q.recent {
		b := newButton(shortPath(r), func() { md.close(); ok(r) })
		b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
		body.Add(b)
	}
	p.field.onKey = enterAndEscape(accept, func() { md.close() })
	cancel := newButton("Cancel", func() { md.close() })
	do := newButton(q.action, accept)
	do.Importance = widget.HighImportance
	md = s.modals.show(dialogSpec{
		name: q.name, title: q.title, body: body, buttons: []fyne.CanvasObject{cancel, do},
		size: fyne.NewSize(620, 190), focus: p.field,
	})
	p.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// enterAndEscape are the keys of a field in a dialog.
func enterAndEscape(enter, escape func()) func(fyne.KeyName) bool {
	return func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyReturn, fyne.KeyEnter:
			enter()
		case fyne.KeyEscape:
			escape()
		default:
			return false
		}
		return true
	}
}
