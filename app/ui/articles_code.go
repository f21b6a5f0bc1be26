package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Statements and citations out of what is selected in an article. Every change
// is one step of undo.

// marked says at the foot what can be done with what is selected.
func (s *shell) marked() {
	r := s.articles.reader
	dim := func(text string) paragraph {
		return paragraph{text: text, size: 12, style: charts.StyleTextDim, maxLines: 1}
	}
	switch {
	case r.text == nil:
		s.articles.strip.say(dim(""))
	case r.seek != nil && r.seek.missed:
		s.articles.strip.say(paragraph{text: "No word begins with “" + r.seek.letters + "”. Backspace, or Esc to go back.", size: 12, style: charts.StyleText, maxLines: 1})
	case r.seek != nil:
		s.articles.strip.say(paragraph{text: "To the word  " + r.seek.letters + "|   Enter ends", size: 12, style: charts.StyleText, maxLines: 1})
	case r.held >= 0:
		s.articles.strip.say(dim("Coded passage: Shift+arrows, [ ] and < > move its ends · Del takes it off · Enter edits its statement · Esc lets go"))
	case r.mark.any() || len(r.mark.kept) > 0:
		s.articles.strip.say(dim(keptWords(len(r.mark.kept)) + "Enter: statement · A: add to one · Space: and a further passage · C X: cut front, tail · Shift+arrows, [ ]: ends"))
	default:
		s.articles.strip.say(dim("J K: sentence · Q: quotation · /: to a word · arrows: words, lines · . ,: coded passages · ?: all keys"))
	}
	s.trace.step("marked", "start", startOf(r), "end", endOf(r), "kept", keptOf(r), "held", r.held >= 0)
}

func keptWords(n int) string {
	if n == 0 {
		return ""
	}
	return count(n, "passage") + " kept · "
}

func startOf(r *reader) int {
	if r.mark == nil {
		return 0
	}
	return r.mark.start
}

func endOf(r *reader) int {
	if r.mark == nil {
		return 0
	}
	return r.mark.end
}

func keptOf(r *reader) int {
	if r.mark == nil {
		return 0
	}
	return len(r.mark.kept)
}

// anySelected tells whether there is something to code.
func (s *shell) anySelected() bool {
	r := s.articles.reader
	return s.reading() && s.writable() && r.held < 0 && len(r.mark.passages()) > 0
}

// holding tells whether a coded passage is held.
func (s *shell) holding() bool {
	return s.reading() && s.writable() && s.articles.reader.holding() != nil
}

// codeSelection begins a statement of what is selected, with the speaker of the
// statement before.
func (s *shell) codeSelection() { s.codeWith(s.speakerBefore()) }

// codeAs begins one of the i-th recent speaker.
func (s *shell) codeAs(i int) {
	if list := s.articles.strip.shown; i < len(list) {
		s.codeWith(list[i])
	}
}

func (s *shell) codeWith(speaker string) {
	a := &s.articles
	spans := a.reader.mark.passages()
	if len(spans) == 0 {
		return
	}
	e := app.Entry{
		Speaker: speaker, Document: a.doc.Title, Source: a.doc.ID, Version: a.shown.ID, Spans: spans,
		Quote: a.reader.text.Quote(spans), Certainty: storage.NoCertainty,
	}
	if st, ok := s.statementBefore(spans[0].Start, func(st storage.Statement) bool { return !st.When.IsZero() }); ok {
		e.Before = st.When
	}
	s.trace.step("code", "spans", len(spans), "speaker", speaker)
	s.openEntryFrom(e, func(id storage.ID) { s.coded(id, spans) })
}

// coded goes on behind a passage whose statement was saved. Nothing was when id
// is 0: then the selection stays.
func (s *shell) coded(id storage.ID, spans []storage.Span) {
	a := &s.articles
	if id != 0 {
		if a.reader.mark != nil {
			a.reader.let()
			a.reader.mark.kept = nil
			a.reader.mark.place(spans[len(spans)-1].End)
			a.reader.touched()
		}
		s.session.Select(id)
		s.trace.step("coded", "id", id.String())
	}
	s.showView(articlesView)
	s.focusReader()
}

// statementBefore is that of the nearest coded passage that begins before an
// offset and fits.
func (s *shell) statementBefore(offset int, fits func(storage.Statement) bool) (storage.Statement, bool) {
	a := &s.articles
	for i := a.reader.coded.before(offset + 1); i >= 0; i-- {
		if st := a.sts[a.reader.coded.list[i].statement]; fits(st) {
			return st, true
		}
	}
	return storage.Statement{}, false
}

// speakerBefore is the speaker of the statement before what is selected.
func (s *shell) speakerBefore() string {
	spans := s.articles.reader.mark.passages()
	if len(spans) == 0 {
		return ""
	}
	st, _ := s.statementBefore(spans[0].Start, func(storage.Statement) bool { return true })
	return s.session.Lists().ActorName(st.Speaker)
}

// recentSpeakers are those of the statements of this article that were made
// last, then those of the project.
func (s *shell) recentSpeakers() (names []string) {
	if s.session == nil || s.articles.reader.text == nil {
		return nil
	}
	add := func(id storage.ID) {
		if n := s.session.Lists().ActorName(id); n != "" && !slices.Contains(names, n) && len(names) < maxSpeakers {
			names = append(names, n)
		}
	}
	here := make([]storage.Statement, 0, len(s.articles.sts))
	for _, st := range s.articles.sts {
		here = append(here, st)
	}
	slices.SortFunc(here, func(x, y storage.Statement) int { return cmp.Compare(y.ID, x.ID) })
	for _, st := range here {
		add(st.Speaker)
	}
	cols := s.session.Index().Columns()
	for i := len(cols.Speaker) - 1; i >= max(0, len(cols.Speaker)-200); i-- {
		add(cols.Speaker[i])
	}
	return names
}

// heldPassage selects the statement of a passage.
func (s *shell) heldPassage(p passage) { s.session.Select(p.statement) }

// hoveredPassage shows the card of the statement under the pointer, and how
// many more there are.
func (s *shell) hoveredPassage(list []passage, at fyne.Position) {
	st, ok := s.articles.sts[list[0].statement]
	if !ok {
		return
	}
	c := statementCard(st, nil, s.session.Lists(), s.zone())
	if n := len(list) - 1; n > 0 {
		c = append(c, paragraph{text: "and " + count(n, "further passage") + " here: click again to go through them", size: 12, style: charts.StyleTextDim, above: 6, maxLines: 1})
	}
	s.articles.reader.showCard(c, at)
	s.trace.step("hover", "statement", st.ID)
}

// passageMenu offers what can be done where the pointer is.
func (s *shell) passageMenu(list []passage, at fyne.Position) {
	var items []*fyne.MenuItem
	for _, p := range list {
		st := s.articles.sts[p.statement]
		v, _ := s.session.Lists().Verb(st.Verb)
		items = append(items, fyne.NewMenuItem("Select: "+shorten(s.session.Lists().ActorName(st.Speaker)+" "+v.Label, 40), func() {
			if i := s.articles.reader.coded.find(p.citation, p.part); i >= 0 {
				s.articles.reader.hold(i)
				s.articles.reader.touched()
			}
		}))
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, id := range []string{"article.code", "article.cite", "article.remove", "article.show_timeline"} {
		a := s.acts.byID[id]
		item := fyne.NewMenuItem(a.name(), func() { s.acts.runAction(a) })
		item.Disabled = !a.can()
		items = append(items, item)
	}
	s.trace.step("dialog", "name", "context", "open", true)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.win.Canvas(), at)
}

// movePassage makes a coded passage reach elsewhere.
func (s *shell) movePassage(p passage, to storage.Span) {
	a := &s.articles
	if !s.writable() || to.Start >= to.End {
		return
	}
	text := a.reader.text
	a.moving++
	s.session.Do("Move passage", func(tx *sqlite.Tx) error {
		return changeCitation(tx, p, func(c *storage.Citation) {
			if p.part < len(c.Spans) {
				c.Spans[p.part] = to
				c.Spans = joined(c.Spans)
				c.Quote = text.Quote(c.Spans)
			}
		})
	}, func(err error) {
		a.moving--
		s.failed(err)
		s.trace.step("moved", "start", to.Start, "end", to.End)
		if a.moving == 0 {
			s.rereadCoded()
		}
	})
}

// changeCitation changes the citation of a passage; one that is left without
// spans is taken off.
func changeCitation(tx *sqlite.Tx, p passage, change func(*storage.Citation)) error {
	st, err := tx.Statement(p.statement)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(st.Citations, func(c storage.Citation) bool { return c.ID == p.citation })
	if i < 0 {
		return nil
	}
	change(&st.Citations[i])
	if len(st.Citations[i].Spans) == 0 {
		st.Citations = slices.Delete(st.Citations, i, i+1)
	}
	return tx.PutStatement(&st)
}

// removePassage takes the passage that is held off its citation, the citation
// with its last one.
func (s *shell) removePassage() {
	p, text := *s.articles.reader.holding(), s.articles.reader.text
	s.do("Remove passage", func(tx *sqlite.Tx) error {
		return changeCitation(tx, p, func(c *storage.Citation) {
			if p.part < len(c.Spans) {
				c.Spans = slices.Delete(c.Spans, p.part, p.part+1)
				c.Quote = text.Quote(c.Spans)
			}
		})
	}, func() {
		s.toasts.say("The passage is not coded any more; its statement stays. Ctrl+Z brings it back.")
	})
}

// copyPassages puts the words that are selected on the clipboard.
func (s *shell) copyPassages() {
	r := s.articles.reader
	s.app.Clipboard().SetContent(r.text.Quote(r.mark.passages()))
	s.trace.step("copied", "what", "words")
}
