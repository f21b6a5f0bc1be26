package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

// readerBars are the two rows above the text, shown when they are asked for:
// one finds a word, the other highlights keywords, which the project keeps.
type readerBars struct {
	root *fyne.Container
	find *readerBar
	keys *readerBar
	s    *shell
}

// readerBar is one row: a field, what came of it, and a cross.
type readerBar struct {
	row    *fyne.Container
	field  *textField
	result *widget.Label
	asked  int
}

func newReaderBar(hint string, more ...fyne.CanvasObject) *readerBar {
	b := &readerBar{field: newTextField(hint), result: widget.NewLabel("")}
	b.result.SizeName, b.result.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	right := container.NewHBox(more...)
	room := container.New(sideBySide{width: 260}, b.field, container.NewBorder(nil, nil, nil, right, b.result))
	b.row = container.New(layout.NewCustomPaddedLayout(0, 6, gutter, 12), room)
	b.row.Hide()
	return b
}

// say tells what came of it.
func (b *readerBar) say(text string, wrong bool) {
	b.result.Importance = widget.LowImportance
	if wrong {
		b.result.Importance = widget.DangerImportance
	}
	b.result.SetText(text)
}

func newReaderBars(s *shell) *readerBars {
	b := &readerBars{s: s}
	quiet := func(icon fyne.Resource, do func()) *button {
		x := newIconButton("", icon, do)
		x.Importance = widget.LowImportance
		return x
	}
	b.find = newReaderBar("Find; /…/ is an expression",
		quiet(theme.MoveUpIcon(), func() { b.step(-1) }), quiet(theme.MoveDownIcon(), func() { b.step(1) }), quiet(theme.CancelIcon(), b.closeFind))
	b.keys = newReaderBar("Keywords, several with ;", quiet(theme.CancelIcon(), b.closeKeywords))
	b.find.field.OnChanged = func(string) { b.search(true) }
	b.find.field.onKey = b.findKey
	b.keys.field.OnChanged = func(string) { b.highlight() }
	b.keys.field.onKey = b.keywordKey
	b.root = container.NewVBox(b.find.row, b.keys.row)
	return b
}

func (b *readerBars) show(bar *readerBar) {
	bar.row.Show()
	b.s.articles.root.Refresh()
	b.s.win.Canvas().Focus(bar.field)
	bar.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (b *readerBars) hide(bar *readerBar) {
	bar.row.Hide()
	b.s.articles.root.Refresh()
	b.s.focusArticles()
}

// reset forgets what was looked for: another project was opened.
func (b *readerBars) reset() {
	b.find.field.SetText("")
	b.find.row.Hide()
	b.keys.row.Hide()
	keep := ""
	if b.s.session != nil {
		keep = b.s.session.Lists().Meta[keywordsMeta]
	}
	b.keys.field.SetText(keep)
}

// again looks for the same in another text.
func (b *readerBars) again() {
	if b.keys.field.Text == "" && b.s.session != nil {
		b.keys.field.SetText(b.s.session.Lists().Meta[keywordsMeta])
	}
	b.highlight()
	if b.find.row.Visible() {
		b.search(false)
	}
}

// terms splits what was typed; a term between slashes is an expression.
func terms(typed string) (list []string) {
	for _, t := range strings.Split(typed, ";") {
		if t = strings.TrimSpace(t); t != "" {
			list = append(list, t)
		}
	}
	return list
}

// findTerm finds a term in a text.
func findTerm(text, term string) ([]storage.Span, error) {
	if n := len(term); n > 2 && term[0] == '/' && term[n-1] == '/' {
		return article.Find(text, term[1:n-1], true)
	}
	return article.Find(text, term, false)
}

// findTerms finds several terms; the places ascend and do not overlap. A term
// that cannot be looked for leaves the others standing.
func findTerms(text string, list []string) (spans []storage.Span, wrong error) {
	for _, t := range list {
		found, err := findTerm(text, t)
		if err != nil {
			wrong = err
		}
		spans = append(spans, found...)
	}
	return joined(spans), wrong
}

// look finds terms off the window's goroutine; an answer that comes too late is
// dropped.
func (b *readerBars) look(bar *readerBar, list []string, done func([]storage.Span, error)) {
	bar.asked++
	asked, text := bar.asked, b.s.articles.reader.text
	if text == nil || len(list) == 0 {
		done(nil, nil)
		return
	}
	var spans []storage.Span
	b.s.job(func() (err error) {
		spans, err = findTerms(text.String(), list)
		return err
	}, func(err error) {
		if asked == bar.asked && text == b.s.articles.reader.text {
			done(spans, err)
		}
	})
}

// search finds what is typed; goes to the nearest place when asked.
func (b *readerBars) search(move bool) {
	typed := strings.TrimSpace(b.find.field.Text)
	var list []string
	if typed != "" {
		list = []string{typed}
	}
	b.look(b.find, list, func(spans []storage.Span, err error) {
		r := b.s.articles.reader
		r.found = finding{list: spans}
		if r.mark != nil {
			if at, ok := r.found.nearest(r.mark.start); ok && move {
				r.reveal(at.Start)
			}
		}
		b.sayFound(typed, err)
		r.refresh()
	})
}

func (b *readerBars) sayFound(typed string, err error) {
	f := b.s.articles.reader.found
	switch {
	case err != nil:
		b.find.say(err.Error(), true)
	case typed == "":
		b.find.say("", false)
	case len(f.list) == 0:
		b.find.say("Not in this article.", false)
	default:
		b.find.say(strconv.Itoa(f.at+1)+" of "+thousands(len(f.list)), false)
	}
	b.s.trace.step("found", "text", typed, "hits", len(f.list))
}

// step goes to the next place, or the one before.
func (b *readerBars) step(by int) {
	r := b.s.articles.reader
	if at, ok := r.found.step(by); ok {
		r.reveal(at.Start)
		b.sayFound(b.find.field.Text, nil)
	}
}

func (b *readerBars) findKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown, fyne.KeyF3:
		if currentModifiers()&fyne.KeyModifierShift != 0 {
			b.step(-1)
		} else {
			b.step(1)
		}
	case fyne.KeyUp:
		b.step(-1)
	case fyne.KeyEscape:
		b.closeFind()
	default:
		return false
	}
	return true
}

// closeFind selects what is shown and goes back to the text.
func (b *readerBars) closeFind() {
	r := b.s.articles.reader
	if f := r.found; len(f.list) > 0 && r.mark != nil {
		r.let()
		r.mark.put(f.list[f.at])
	}
	r.found = finding{}
	b.find.asked++
	b.hide(b.find)
	r.touched()
}

// keywordsMeta is the setting of the project that holds the keywords.
const keywordsMeta = "keywords"

// highlight shows the keywords in the text.
func (b *readerBars) highlight() {
	list := terms(b.keys.field.Text)
	b.look(b.keys, list, func(spans []storage.Span, err error) {
		r := b.s.articles.reader
		r.words = finding{list: spans, at: -1}
		switch {
		case err != nil:
			b.keys.say(err.Error(), true)
		case len(list) == 0:
			b.keys.say("", false)
		default:
			b.keys.say(count(len(spans), "place")+" in this article", false)
		}
		r.refresh()
		b.s.trace.step("keywords", "terms", len(list), "hits", len(spans))
	})
}

func (b *readerBars) keywordKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		b.closeKeywords()
	default:
		return false
	}
	return true
}

// closeKeywords keeps the keywords with the project and goes back to the text.
func (b *readerBars) closeKeywords() {
	b.hide(b.keys)
	kept := strings.Join(terms(b.keys.field.Text), "; ")
	if s := b.s; s.writable() && kept != strings.Join(terms(s.session.Lists().Meta[keywordsMeta]), "; ") {
		s.do("Change keywords", func(tx *sqlite.Tx) error { return tx.SetMeta(keywordsMeta, kept) }, nil)
	}
}

// findInArticle opens the row that finds.
func (s *shell) findInArticle() { s.articles.bars.show(s.articles.bars.find) }

// editKeywords opens the row of keywords.
func (s *shell) editKeywords() { s.articles.bars.show(s.articles.bars.keys) }

// findHere finds in the article while its text or its own field has the
// keyboard, else in the whole project.
func (s *shell) findHere() {
	a, has := &s.articles, s.win.Canvas().Focused()
	mine := []fyne.Focusable{a.reader, a.bars.find.field, a.bars.keys.field}
	if s.reading() && slices.Contains(mine, has) {
		s.findInArticle()
		return
	}
	s.focusSearch()
}
