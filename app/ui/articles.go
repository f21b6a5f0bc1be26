package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

// The page of articles: the list at the left, the text that is open in the
// middle. This file reads what is shown and keeps it true; articles_code.go
// makes statements and citations out of what is selected.

// articleState is what the shell keeps for the page.
type articleState struct {
	root    *fyne.Container
	list    *articleList
	reader  *reader
	head    *textBlock
	version *button
	edit    *button
	bars    *readerBars
	strip   *speakerStrip
	top     *fyne.Container // above the text
	foot    *fyne.Container // below it

	doc     storage.Document // that is open, with the texts of its versions; zero when none is
	shown   storage.Version
	sts     map[storage.ID]storage.Statement // those that stand in it
	listed  int                              // as asked, for the list
	asked   int                              // so that what a late read brings is dropped
	moving  int                              // steps under way that move a passage
	speaker string                           // of the last statement that was made here
	waits   bool                             // the keyboard is to go to the text once there is one
	pending *citationAt                      // what to show once its text is read
}

// citationAt is a place in an article.
type citationAt struct {
	document, version storage.ID
	span              storage.Span
	statement         storage.ID
}

func (s *shell) buildArticles() {
	a := &s.articles
	a.list = newArticleList(s.palette, func() { s.acts.do("article.add") })
	a.list.choose, a.list.enter = s.openArticle, s.focusReader
	a.reader = newReader(s.palette, s.post, readerEvents{
		key: s.typed, hold: s.heldPassage, loose: func() {}, move: s.movePassage, changed: s.marked,
		hover: s.hoveredPassage, menu: s.passageMenu, frame: s.framedReader,
	})
	a.reader.size = s.settings.readerSize()
	a.head = newTextBlock(s.palette)
	a.version = newButton("", s.chooseVersion)
	a.edit = newIconButton("Edit …", theme.DocumentCreateIcon(), func() { s.acts.do("article.edit_text") })
	a.version.Importance, a.edit.Importance = lowImportance, lowImportance
	a.version.Hide()
	a.edit.Hide()
	a.bars = newReaderBars(s)
	a.strip = newSpeakerStrip(s.palette, s.codeAs)
	a.root = s.layOutArticles()
	s.win.SetOnDropped(s.dropped)
	s.inspect.openCitation = s.openCitation
	s.showNoArticle()
}

// articlesPage is the page of articles.
func (s *shell) articlesPage() *page {
	return &page{
		root: s.articles.root, focus: s.focusArticles, shown: s.listArticles, opened: s.resetArticles,
		heard: s.articleHeard, typed: s.articleKey, text: s.articleText,
	}
}

func (s *shell) onArticles() bool { return s.on(articlesView) }

// reading tells whether a text is open on the page that is seen.
func (s *shell) reading() bool { return s.onArticles() && s.articles.reader.text != nil }

func (s *shell) focusReader() { s.articles.reader.takeFocus() }

// focusArticles gives the keyboard to the text, or to the list while none is
// open.
func (s *shell) focusArticles() {
	if s.articles.reader.text != nil {
		s.focusReader()
		return
	}
	s.articles.waits = true
	s.win.Canvas().Focus(s.articles.list.list)
}

func (s *shell) articleText() string {
	a := &s.articles
	if a.doc.ID == 0 {
		return count(len(s.session.Lists().Documents), "article")
	}
	return count(len(a.sts), "statement") + " in this article"
}

// resetArticles begins with another project.
func (s *shell) resetArticles() {
	a := &s.articles
	a.asked++
	a.doc, a.shown, a.sts, a.speaker, a.pending, a.moving = storage.Document{}, storage.Version{}, nil, "", nil, 0
	a.list.setOpen(0)
	a.bars.reset()
	s.showNoArticle()
	if s.onArticles() {
		s.listArticles()
	}
}

// listArticles brings the list up to date, and opens an article when none is.
func (s *shell) listArticles() {
	a, session := &s.articles, s.session
	if session == nil {
		a.list.set(nil)
		return
	}
	var counts map[storage.ID]sqlite.DocumentCount
	a.listed++
	listed := a.listed
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		counts, err = f.DocumentCounts(ctx)
		return err
	}, func(err error) {
		switch {
		case s.session != session || listed != a.listed:
		case err != nil:
			s.failed(err)
		default:
			a.list.set(articleRowsOf(session.Lists(), counts))
			if a.doc.ID == 0 && a.list.open == 0 {
				s.showNoArticle()
			}
			if a.doc.ID == 0 && a.list.open == 0 && len(a.list.shown) > 0 {
				s.openArticle(a.list.shown[0].id)
			}
		}
	})
}

// openArticle reads an article's newest text, and what is coded in it.
func (s *shell) openArticle(id storage.ID) { s.readArticle(id, 0) }

// readArticle reads one version of an article; 0 is the newest.
func (s *shell) readArticle(id, version storage.ID) {
	a, session := &s.articles, s.session
	if session == nil {
		return
	}
	a.asked++
	asked := a.asked
	a.list.setOpen(id)
	var d storage.Document
	var v storage.Version
	var text *article.Text
	var sts []storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		if d, err = f.Document(ctx, id); err != nil {
			return err
		}
		if v = versionOf(d, version); v.Text != "" {
			text = article.NewText(v.Text)
		}
		sts, err = codedIn(ctx, f, id)
		return err
	}, func(err error) {
		switch {
		case asked != a.asked || s.session != session:
		case err != nil:
			s.failed(err)
		default:
			s.showArticle(d, v, text, sts)
		}
	})
}

// versionOf is a version of a document by id, else the newest; zero when it has
// no text.
func versionOf(d storage.Document, id storage.ID) (v storage.Version) {
	if n := len(d.Versions); n > 0 {
		v = d.Versions[n-1]
	}
	if i := slices.IndexFunc(d.Versions, func(o storage.Version) bool { return o.ID == id }); i >= 0 {
		v = d.Versions[i]
	}
	return v
}

// codedIn reads the statements that cite a document.
func codedIn(ctx context.Context, f *sqlite.File, document storage.ID) ([]storage.Statement, error) {
	list, err := f.Coded(ctx, document)
	if err != nil {
		return nil, err
	}
	ids := make([]storage.ID, len(list))
	for i, c := range list {
		ids[i] = c.Statement
	}
	return f.StatementsOf(ctx, ids)
}

// showArticle shows what was read. The same version again keeps its place.
func (s *shell) showArticle(d storage.Document, v storage.Version, text *article.Text, sts []storage.Statement) {
	a := &s.articles
	same := a.doc.ID == d.ID && a.shown.ID == v.ID && a.shown.SHA256 == v.SHA256 && v.ID != 0
	a.doc, a.shown = d, v
	if !same {
		a.reader.show(text, "This article has no text yet. “Edit …” or Ctrl+V puts one in; then its passages can be marked.")
		a.bars.again()
	}
	s.setCoded(sts)
	s.showHead()
	s.marked()
	s.showPending()
	s.refreshState()
	if a.waits && s.onArticles() && !s.modals.any() {
		s.focusArticles()
	}
	a.waits = false
	s.trace.step("article", "id", d.ID.String(), "version", v.Number, "bytes", len(v.Text), "passages", len(a.reader.coded.list))
}

// setCoded shows the passages of statements.
func (s *shell) setCoded(sts []storage.Statement) {
	a := &s.articles
	a.sts = make(map[storage.ID]storage.Statement, len(sts))
	var list []passage
	for _, st := range sts {
		a.sts[st.ID] = st
		list = append(list, passagesOf(st, a.doc.ID, a.shown.ID, s.session.Lists())...)
	}
	if a.reader.text != nil {
		a.reader.setCoded(newPassages(list))
	}
	s.showPicked()
	a.strip.set(s.recentSpeakers())
	s.trace.step("passages", "count", len(list))
}

// passagesOf gives where a statement stands in a version of a document.
func passagesOf(st storage.Statement, document, version storage.ID, l *app.Lists) (list []passage) {
	verb, _ := l.Verb(st.Verb)
	style := charts.StyleNoStance
	if len(st.Positions) > 0 {
		style = charts.StanceStyle(st.Positions[0].Stance)
	}
	for _, c := range st.Citations {
		if c.Document != document || c.Version != version || version == 0 {
			continue
		}
		for i, sp := range c.Spans {
			list = append(list, passage{
				Span: sp, statement: st.ID, citation: c.ID, part: i, style: style, shape: charts.ClassShape(verb.Class),
			})
		}
	}
	return list
}

// showPicked outlines the passages of the statements that are selected.
func (s *shell) showPicked() {
	r := s.articles.reader
	clear(r.picked)
	for _, id := range s.session.Selection() {
		r.picked[id] = true
	}
	r.refresh()
}

// articleHeard keeps the page true; while it is not seen, until it is.
func (s *shell) articleHeard(e app.Event) {
	a := &s.articles
	if e.What&app.SelectionChanged != 0 {
		s.showPicked()
	}
	if e.What&app.DataChanged == 0 {
		return
	}
	if s.onArticles() {
		s.listArticles()
	}
	if a.doc.ID == 0 {
		return
	}
	touched := e.Change.Touched
	switch {
	case e.Change.Reset, slices.Contains(touched[storage.DocumentRecord], a.doc.ID):
		s.rereadArticle()
	case len(touched[storage.StatementRecord])+len(touched[storage.VerbRecord])+len(touched[storage.ActorRecord]) > 0:
		s.rereadCoded()
	}
}

// rereadArticle reads the article anew: its newest text, unless an older one is
// looked at. An article that is gone is closed.
func (s *shell) rereadArticle() {
	a := &s.articles
	if _, ok := s.session.Lists().Document(a.doc.ID); !ok {
		s.resetArticles()
		return
	}
	version := a.shown.ID
	if version == versionOf(a.doc, 0).ID {
		version = 0
	}
	s.readArticle(a.doc.ID, version)
}

// rereadCoded reads what is coded in the article that is open.
func (s *shell) rereadCoded() {
	a, session := &s.articles, s.session
	asked, id := a.asked, a.doc.ID
	var sts []storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		sts, err = codedIn(ctx, f, id)
		return err
	}, func(err error) {
		// While a passage is being moved, the last of the steps reads what stands.
		if err == nil && asked == a.asked && s.session == session && a.moving == 0 {
			s.setCoded(sts)
			s.showHead()
			s.showPending()
			s.showStatus()
		}
	})
}

// framedReader traces a frame of the reader.
func (s *shell) framedReader(f frame) {
	s.trace.step("reader_frame", "layout_ms", milliseconds(f.layout), "paint_ms", milliseconds(f.paint),
		"total_ms", milliseconds(f.layout+f.paint), "marks", f.marks, "w", f.w, "h", f.h)
}
