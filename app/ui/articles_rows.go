package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// articleActions are the rows of the table for the page of articles. Their plain
// keys hold while the text has the keyboard.
func (s *shell) articleActions() (rows []*action) {
	for _, part := range [][]*action{s.articleAddRows(), s.codeRows(), s.speakerRows(), s.passageRows(), s.readRows(), s.markRows()} {
		rows = append(rows, part...)
	}
	for _, a := range rows {
		a.menu = articleMenu
		if a.why == nil {
			a.why = s.whyNotRead
		}
	}
	return rows
}

// whyNotRead says why a command of the page cannot be done now.
func (s *shell) whyNotRead() string {
	switch {
	case s.session == nil:
		return "Open a project first."
	case !s.onArticles():
		return "Only on the page of articles."
	case s.articles.reader.text == nil:
		return "Open an article with a text first."
	case !s.writable():
		return "This project can only be looked at."
	}
	return "Select words of the article first."
}

func (s *shell) codeRows() []*action {
	return []*action{
		{id: "article.code", title: "New statement of what is selected", on: articlesView, keys: []keystroke{plain(fyne.KeyReturn)}, enabled: s.anySelected, run: s.codeSelection},
		{id: "article.cite", title: "Add what is selected to a statement…", on: articlesView, keys: []keystroke{char('a')}, enabled: s.anySelected, run: s.pickStatement},
		{id: "article.keep", title: "Keep what is selected and add a further passage", on: articlesView, keys: []keystroke{char(' ')}, enabled: s.anySelected, run: func() {
			s.articles.reader.do(func(m *marker) { m.keep() }, false)
		}},
		{id: "article.drop", title: "Take back the last passage that was kept", on: articlesView, keys: []keystroke{plain(fyne.KeyBackspace)}, enabled: s.anySelected, run: func() {
			s.articles.reader.do((*marker).drop, false)
		}},
	}
}

// speakerRows begin a statement of a recent speaker.
func (s *shell) speakerRows() (rows []*action) {
	for i := range maxSpeakers {
		title := fmt.Sprintf("New statement of recent speaker %d", i+1)
		rows = append(rows, &action{
			id: fmt.Sprintf("article.speaker_%d", i+1), title: title, sub: "Recent speakers", group: 1,
			on: articlesView, keys: []keystroke{char(rune('1' + i))},
			enabled: func() bool { return s.anySelected() && i < len(s.articles.strip.shown) },
			label: func() string {
				if list := s.articles.strip.shown; i < len(list) {
					return "New statement of " + shorten(list[i], 40)
				}
				return title
			},
			run: func() { s.codeAs(i) },
		})
	}
	return rows
}

func (s *shell) passageRows() []*action {
	step := func(by int) func() { return func() { s.articles.reader.step(by) } }
	coded := func() bool { return s.reading() && len(s.articles.reader.coded.list) > 0 }
	none := func() string {
		if s.reading() {
			return "Nothing is coded in this text yet."
		}
		return s.whyNotRead()
	}
	return []*action{
		{id: "article.next_passage", title: "Next coded passage", group: 2, on: articlesView, keys: []keystroke{char('.')}, enabled: coded, why: none, run: step(1)},
		{id: "article.previous_passage", title: "Previous coded passage", group: 2, on: articlesView, keys: []keystroke{char(',')}, enabled: coded, why: none, run: step(-1)},
		{id: "article.remove", title: "Take the coded passage off its statement", group: 2, on: articlesView, keys: []keystroke{plain(fyne.KeyDelete)}, enabled: s.holding, run: s.removePassage},
		{id: "article.show", title: "Show the selected statement in its article", group: 2, keys: []keystroke{char('r')}, enabled: s.selected, why: s.whyNothingSelected, run: s.showInArticle},
		{id: "article.show_timeline", title: "Show the selected statement on the timeline", group: 2, enabled: s.selected, why: s.whyNothingSelected, run: s.showSelection},
	}
}

func (s *shell) whyNothingSelected() string { return "Select a statement first." }

func (s *shell) readRows() []*action {
	size := func(by float32) func() {
		return func() {
			s.articles.reader.setSize(s.articles.reader.size + by)
			s.settings.setReaderSize(s.articles.reader.size)
		}
	}
	versions := func() bool { return s.reading() && len(s.articles.doc.Versions) > 1 }
	found := func() bool { return s.reading() && len(s.articles.reader.found.list) > 0 }
	selected := func() bool { return s.reading() && len(s.articles.reader.mark.passages()) > 0 }
	return []*action{
		{id: "article.copy", title: "Copy what is selected", group: 3, keys: []keystroke{ctrl(fyne.KeyC)}, fieldFirst: true, enabled: selected, run: s.copyPassages},
		{id: "article.find", title: "Find in the article", group: 3, enabled: s.reading, run: s.findInArticle},
		{id: "article.find_next", title: "Next place that was found", group: 3, on: articlesView, keys: []keystroke{plain(fyne.KeyF3)}, enabled: found, run: func() { s.articles.bars.step(1) }},
		{id: "article.find_previous", title: "Previous place that was found", group: 3, on: articlesView, keys: []keystroke{{mod: fyne.KeyModifierShift, key: fyne.KeyF3}}, enabled: found, run: func() { s.articles.bars.step(-1) }},
		{id: "article.keywords", title: "Highlight keywords…", group: 3, on: articlesView, keys: []keystroke{char('h')}, enabled: s.reading, run: s.editKeywords},
		{id: "article.version", title: "Other texts of this article…", group: 3, enabled: versions, why: func() string { return "This article has one text." }, run: s.chooseVersion},
		{id: "article.larger", title: "Larger letters", group: 3, on: articlesView, keys: []keystroke{char('+'), char('=')}, enabled: s.reading, run: size(1)},
		{id: "article.smaller", title: "Smaller letters", group: 3, on: articlesView, keys: []keystroke{char('-')}, enabled: s.reading, run: size(-1)},
		{id: "article.leave", title: "Take back, then to the list of articles", group: 3, on: articlesView, keys: []keystroke{plain(fyne.KeyEscape)}, enabled: s.reading, run: s.leaveReader},
	}
}

// leaveReader takes one thing back; when there is none the list has the
// keyboard.
func (s *shell) leaveReader() {
	if !s.articles.reader.escape() {
		s.win.Canvas().Focus(s.articles.list.list)
	}
}

func shift(key fyne.KeyName) keystroke { return keystroke{mod: fyne.KeyModifierShift, key: key} }

// markRows move the caret and the selection.
func (s *shell) markRows() (rows []*action) {
	r := func() *reader { return s.articles.reader }
	add := func(id, title string, run func(), keys ...keystroke) {
		rows = append(rows, &action{
			id: "article." + id, title: title, sub: "Selecting", group: 4, on: articlesView, keys: keys, enabled: s.reading, run: run,
		})
	}
	sel := func(id, title string, change func(*marker), keys ...keystroke) {
		add(id, title, func() { r().do(change, false) }, keys...)
	}
	ends := func(id, title string, change func(*marker), keys ...keystroke) {
		add(id, title, func() { r().do(change, true) }, keys...)
	}
	sel("next_sentence", "Next sentence", func(m *marker) { m.sentence(1) }, char('j'))
	sel("previous_sentence", "This sentence, then the one before", func(m *marker) { m.sentence(-1) }, char('k'))
	sel("next_quotation", "Next quotation", func(m *marker) { m.quotation(1) }, char('q'))
	sel("previous_quotation", "Previous quotation", func(m *marker) { m.quotation(-1) }, char('Q'))
	sel("paragraph", "Paragraph", (*marker).paragraph, char('p'))
	add("to_word", "To a word by its first letters", func() { r().beginSeek() }, char('/'))
	ends("cut_front", "Leave out the first clause", func(m *marker) { m.cutFront(1) }, char('c'))
	ends("uncut_front", "Take in the clause before", func(m *marker) { m.cutFront(-1) }, char('C'))
	ends("cut_tail", "Leave out the last clause", func(m *marker) { m.cutTail(1) }, char('x'))
	ends("uncut_tail", "Take in the next clause", func(m *marker) { m.cutTail(-1) }, char('X'))
	ends("punctuation", "With or without the mark at the end", (*marker).punctuation, char(';'))
	ends("to_end", "To the end of the sentence", (*marker).finish, char('e'))
	ends("to_start", "From the start of the sentence", (*marker).begin, char('b'))
	add("edge_start", "Move the start of the selection", func() { r().chooseEdge(true) }, char('['))
	add("edge_end", "Move the end of the selection", func() { r().chooseEdge(false) }, char(']'))
	add("stretch_right", "The end that moves a word to the right", func() { by := r().side(1); r().do(func(m *marker) { m.stretch(by) }, true) }, shift(fyne.KeyRight))
	add("stretch_left", "The end that moves a word to the left", func() { by := r().side(-1); r().do(func(m *marker) { m.stretch(by) }, true) }, shift(fyne.KeyLeft))
	ends("letter_on", "The end that moves a letter on", func(m *marker) { m.letter(1) }, char('>'))
	ends("letter_back", "The end that moves a letter back", func(m *marker) { m.letter(-1) }, char('<'))
	ends("sentence_on", "The end that moves a sentence on", func(m *marker) { m.stretchSentence(1) }, shift(fyne.KeyDown), char('J'))
	ends("sentence_back", "The end that moves a sentence back", func(m *marker) { m.stretchSentence(-1) }, shift(fyne.KeyUp), char('K'))
	add("word_right", "A word to the right", func() { by := r().side(1); r().do(func(m *marker) { m.word(by) }, false) }, plain(fyne.KeyRight))
	add("word_left", "A word to the left", func() { by := r().side(-1); r().do(func(m *marker) { m.word(by) }, false) }, plain(fyne.KeyLeft))
	add("line_down", "A line down", func() { r().lines(1) }, plain(fyne.KeyDown))
	add("line_up", "A line up", func() { r().lines(-1) }, plain(fyne.KeyUp))
	add("page_down", "A page down", func() { r().page(1) }, plain(fyne.KeyPageDown))
	add("page_up", "A page up", func() { r().page(-1) }, plain(fyne.KeyPageUp))
	sel("first", "Start of the text", func(m *marker) { m.place(0) }, plain(fyne.KeyHome))
	sel("last", "End of the text", func(m *marker) { m.place(len(m.text.String())) }, plain(fyne.KeyEnd))
	return rows
}

// articleKey takes the plain keys of the page.
func (s *shell) articleKey(k keystroke) bool { return s.acts.typedOn(articlesView, k) }
