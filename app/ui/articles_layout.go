package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
)

// How the page of articles is put together, and what stands over the text.

func (s *shell) layOutArticles() *fyne.Container {
	a := &s.articles
	head := container.New(layout.NewCustomPaddedLayout(12, 8, gutter, 12),
		container.NewBorder(nil, nil, nil, container.NewVBox(container.NewHBox(a.version, a.edit)), a.head))
	a.top = container.NewVBox(head, a.bars.root, widget.NewSeparator())
	a.foot = container.NewVBox(widget.NewSeparator(), a.strip.root)
	pane := container.NewBorder(a.top, a.foot, nil, nil, a.reader)
	left := container.NewBorder(nil, nil, nil, widget.NewSeparator(), a.list.root)
	return container.New(sideBySide{width: 264}, left, pane)
}

// sideBySide is a layout: the first object has a width, at most a third of the
// whole, the second the rest.
type sideBySide struct{ width float32 }

// Layout is for the window library.
func (l sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := whole(min(l.width, size.Width/3))
	objects[0].Resize(fyne.NewSize(w, size.Height))
	objects[1].Move(fyne.NewPos(w, 0))
	objects[1].Resize(fyne.NewSize(size.Width-w, size.Height))
}

// MinSize is for the window library.
func (l sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (s *shell) showNoArticle() {
	a := &s.articles
	a.top.Hide()
	a.foot.Hide()
	a.strip.set(nil)
	say := "Choose an article at the left. What is coded in it is coloured by stance; select words and press Enter to code more."
	switch {
	case s.session == nil:
		say = "No project is open. Ctrl+O opens one, Ctrl+Shift+N makes a new one."
	case len(s.session.Lists().Documents) == 0:
		say = "No articles yet.\n\nPaste one, drop files on this window, or choose them: Ctrl+Shift+A. Then read, select words, press Enter: that is a statement, with its quote, its source and its date to count from."
	}
	a.reader.show(nil, say)
	a.root.Refresh()
}

// showHead shows title, outlet and date over the text.
func (s *shell) showHead() {
	a, l := &s.articles, s.session.Lists()
	title := a.doc.Title
	if title == "" {
		title = "Untitled"
	}
	meta := source(l, a.doc.ID)
	if rest, ok := cutTitle(meta, a.doc.Title); ok {
		meta = rest
	}
	if a.doc.Author != "" {
		meta = joinDots(meta, a.doc.Author)
	}
	if n := len(a.sts); n > 0 {
		meta = joinDots(meta, count(n, "statement"))
	}
	a.head.set(paragraph{text: title, size: 18, bold: true, style: charts.StyleTextStrong, maxLines: 2},
		paragraph{text: meta, size: 12.5, style: charts.StyleTextDim, above: 1, maxLines: 1})
	a.top.Show()
	a.foot.Show()
	a.version.Hidden = len(a.doc.Versions) < 2
	a.version.SetText(versionName(a.doc, a.shown))
	a.edit.Hidden = s.acts.byID["article.edit_text"] == nil
	a.root.Refresh()
}
