package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// From a statement to its place in an article and on, and between the versions
// of an article.

// openCitation shows a place in a version of an article; with version 0, in its
// newest text.
func (s *shell) openCitation(document, version storage.ID, span storage.Span) {
	s.openPlace(citationAt{document: document, version: version, span: span})
}

func (s *shell) openPlace(at citationAt) {
	if s.session == nil {
		return
	}
	a := &s.articles
	a.pending = &at
	s.showView(articlesView)
	if a.doc.ID == at.document && (a.shown.ID == at.version || at.version == 0) && a.reader.text != nil {
		s.showPending()
		return
	}
	s.readArticle(at.document, at.version)
}

// showPending goes to the place that was asked for, once its text is there.
func (s *shell) showPending() {
	a := &s.articles
	at := a.pending
	if at == nil || at.document != a.doc.ID || a.reader.text == nil {
		return
	}
	a.pending = nil
	i := slices.IndexFunc(a.reader.coded.list, func(p passage) bool {
		return p.Span == at.span && (at.statement == 0 || p.statement == at.statement)
	})
	if i >= 0 {
		a.reader.hold(i)
	} else {
		a.reader.let()
		a.reader.mark.put(at.span)
		a.reader.reveal(a.reader.mark.start)
	}
	a.reader.touched()
	s.focusArticles()
	s.trace.step("citation", "start", at.span.Start, "end", at.span.End)
}

// showInArticle goes to where the selected statement stands; asked again, to the
// next place.
func (s *shell) showInArticle() {
	ids := s.session.Selection()
	if len(ids) == 0 {
		return
	}
	session, id := s.session, ids[len(ids)-1]
	var st storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		st, err = f.Statement(ctx, id)
		return err
	}, func(err error) {
		switch places := placesOf(st); {
		case s.session != session:
		case err != nil:
			s.failed(err)
		case len(places) == 0:
			s.toasts.say("This statement has no marked passage: select its words in an article and press A.")
		default:
			s.openPlace(places[s.nextPlace(places)])
		}
	})
}

// placesOf gives where the citations of a statement stand.
func placesOf(st storage.Statement) (list []citationAt) {
	for _, c := range st.Citations {
		if len(c.Spans) > 0 {
			list = append(list, citationAt{document: c.Document, version: c.Version, span: c.Spans[0], statement: st.ID})
		}
	}
	return list
}

// nextPlace is the one behind that which is shown now.
func (s *shell) nextPlace(places []citationAt) int {
	a := &s.articles
	if !s.reading() || a.reader.held < 0 {
		return 0
	}
	held := a.reader.holding()
	i := slices.IndexFunc(places, func(p citationAt) bool {
		return p.document == a.doc.ID && p.statement == held.statement && p.span == held.Span
	})
	return (i + 1) % len(places)
}

// chooseVersion offers the texts that the article had.
func (s *shell) chooseVersion() {
	a := &s.articles
	var items []*fyne.MenuItem
	for i := len(a.doc.Versions) - 1; i >= 0; i-- {
		v := a.doc.Versions[i]
		title := fmt.Sprintf("Text %d of %d, %s", v.Number, len(a.doc.Versions), unixIn(v.Made, s.session.Location()).Format("2 Jan 2006 15:04"))
		item := fyne.NewMenuItem(title, func() { s.readArticle(a.doc.ID, v.ID) })
		item.Checked = v.ID == a.shown.ID
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(a.version)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.win.Canvas(), at.AddXY(0, a.version.Size().Height))
}
