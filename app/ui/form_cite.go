package ui

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// citeList shows where a statement stands: each citation's document and quote.
// Enter or a click opens the document there, Del or × takes the citation away.
// The first citation is the one whose fields the form shows.
type citeList struct {
	palette func() paint.Palette
	title   *widget.Label
	rows    *fyne.Container
	box     *fyne.Container
	open    func(c storage.Citation) // nil when nothing can show a document
	remove  func(c storage.Citation)
}

// maxCites is how many citations are seen without scrolling.
const maxCites = 4

func newCiteList(palette func() paint.Palette, remove func(storage.Citation)) *citeList {
	l := &citeList{palette: palette, remove: remove, title: widget.NewLabel(""), rows: container.NewVBox()}
	l.title.SizeName, l.title.Importance = theme.SizeNameCaptionText, widget.LowImportance
	l.rows.Layout = rows{}
	l.box = container.NewVBox()
	l.box.Hide()
	return l
}

// show lists citations; one alone is listed only when it can be opened.
func (l *citeList) show(lists *app.Lists, list []storage.Citation) {
	l.box.Hidden = len(list) == 0 || len(list) == 1 && (l.open == nil || len(list[0].Spans) == 0)
	if l.box.Hidden {
		return
	}
	l.rows.RemoveAll()
	documents := map[storage.ID]bool{}
	for _, c := range list {
		documents[c.Document] = true
		l.rows.Add(newCiteRow(l, lists, c))
	}
	l.title.SetText("Cited in " + count(len(documents), "document") + citeTimes(len(list), len(documents)))
	l.box.RemoveAll()
	l.box.Add(l.title)
	if len(list) > maxCites {
		scroll := container.NewVScroll(l.rows)
		scroll.SetMinSize(fyne.NewSize(0, maxCites*l.rows.Objects[0].MinSize().Height))
		l.box.Add(scroll)
	} else {
		l.box.Add(l.rows)
	}
	l.box.Refresh()
}

func citeTimes(cites, documents int) string {
	if cites == documents {
		return ""
	}
	return fmt.Sprintf(", %d times", cites)
}

// citeRow is one line of the list.
type citeRow struct {
	widget.BaseWidget
	choice
	list *citeList
	cite storage.Citation
	text *textBlock
	gone *quietButton
	ring *canvas.Rectangle
}

var (
	_ fyne.Focusable = (*citeRow)(nil)
	_ fyne.Tappable  = (*citeRow)(nil)
)

func newCiteRow(l *citeList, lists *app.Lists, c storage.Citation) *citeRow {
	d, _ := lists.Document(c.Document)
	text := oneLine(d.Title)
	if c.Quote != "" {
		text += " — " + quoted(oneLine(c.Quote))
	}
	r := &citeRow{list: l, cite: c, ring: canvas.NewRectangle(color.Transparent)}
	r.choice = newChoice(r.follow)
	r.text = newTextBlock(l.palette, paragraph{text: text, size: theme.TextSize() - 1, style: charts.StyleText, maxLines: 2})
	r.gone = newQuietButton("×", func() { l.remove(c) })
	r.ring.StrokeWidth, r.ring.CornerRadius = 2, 4
	r.ExtendBaseWidget(r)
	return r
}

// follow opens the document where the citation stands.
func (r *citeRow) follow() {
	if r.list.open != nil {
		r.list.open(r.cite)
	}
}

// FocusGained shows where the keyboard is.
func (r *citeRow) FocusGained() {
	r.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	r.ring.Refresh()
}

// FocusLost shows that it is elsewhere.
func (r *citeRow) FocusLost() {
	r.ring.StrokeColor = color.Transparent
	r.ring.Refresh()
}

// TypedRune does nothing.
func (r *citeRow) TypedRune(rune) {}

// TypedKey opens or removes; what it has no use for is the window's.
func (r *citeRow) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.follow()
	case fyne.KeyDelete:
		r.list.remove(r.cite)
	default:
		passKey(r, k)
	}
}

// CreateRenderer is for the window library.
func (r *citeRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.back, r.ring,
		container.NewBorder(nil, nil, nil, container.NewVBox(r.gone),
			container.New(layout.NewCustomPaddedLayout(4, 4, 6, 0), r.text))))
}

// openCite opens the document of a citation where it stands.
func (in *inspector) openCite(c storage.Citation) {
	span := storage.Span{}
	if len(c.Spans) > 0 {
		span = c.Spans[0]
	}
	if in.openCitation != nil {
		in.openCitation(c.Document, c.Version, span)
	}
}

// removeCite takes a citation away, as one step of undo.
func (in *inspector) removeCite(c storage.Citation) {
	s, id := in.deps.session(), in.id
	if s == nil || id == 0 {
		return
	}
	if ro, _ := s.ReadOnly(); ro {
		return
	}
	s.Do("Remove citation", func(tx *sqlite.Tx) error {
		st, err := tx.Statement(id)
		if err != nil {
			return err
		}
		st.Citations = slices.DeleteFunc(st.Citations, func(x storage.Citation) bool { return x.ID == c.ID })
		return tx.PutStatement(&st)
	}, func(err error) {
		if err != nil {
			in.deps.trace.step("refused", "error", err.Error())
		}
	})
}
