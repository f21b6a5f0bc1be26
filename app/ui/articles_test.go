package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/app"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// newArticleFixture has the sample's article open.
func newArticleFixture(t *testing.T) *fixture {
	t.Helper()
	f := newSampleFixture(t)
	f.acts.do("view.articles")
	f.settle()
	f.drawReader()
	if f.articles.reader.text == nil {
		t.Fatal("the sample's article has no text")
	}
	return f
}

// drawReader draws the reader as the window library would.
func (f *fixture) drawReader() {
	size := f.articles.reader.raster.Size()
	f.articles.reader.generate(int(size.Width), int(size.Height))
}

// readerKeys gives keys to the reader: characters, or names of keys with "+" before
// them for Shift.
func (f *fixture) readerKeys(keys ...string) {
	r := f.articles.reader
	for _, k := range keys {
		name, shifted := strings.CutPrefix(k, "+")
		if shifted && len(name) > 0 {
			r.mods = func() fyne.KeyModifier { return fyne.KeyModifierShift }
		} else {
			r.mods, name = func() fyne.KeyModifier { return 0 }, k
		}
		if len([]rune(name)) == 1 {
			r.TypedRune([]rune(name)[0])
		} else {
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
		}
		f.settle()
	}
}

func (f *fixture) selectedText() string {
	r := f.articles.reader
	return r.text.String()[r.mark.start:r.mark.end]
}

func (f *fixture) read(id storage.ID) (st storage.Statement) {
	f.t.Helper()
	st, err := f.session.File().Statement(context.Background(), id)
	if err != nil {
		f.t.Fatal(err)
	}
	return st
}

func TestArticlesShowTheSample(t *testing.T) {
	f := newArticleFixture(t)
	a := &f.articles
	if n := len(a.reader.coded.list); n < 15 {
		t.Errorf("%d passages", n)
	}
	if len(a.reader.sets) < 10 {
		t.Errorf("%d lines are seen", len(a.reader.sets))
	}
	if f.win.Canvas().Focused() != fyne.Focusable(a.reader) {
		t.Error("the text has not the keyboard")
	}
	if len(a.list.shown) != 1 || a.list.shown[0].statements != 15 || a.list.open != a.doc.ID {
		t.Errorf("the list: %+v", a.list.shown)
	}
	if len(a.strip.shown) < 5 {
		t.Errorf("recent speakers: %v", a.strip.shown)
	}
}

func TestArticlesCodeASelection(t *testing.T) {
	f := newArticleFixture(t)
	a := &f.articles
	before := len(a.reader.coded.list)
	f.readerKeys("Home", "j", "j", "/", "p", "u", "t", "Return")
	if got := f.selectedText(); !strings.HasPrefix(got, "put out a report") {
		t.Fatalf("selected: %q", got)
	}
	span := a.reader.mark.span()
	f.readerKeys("Return")
	if !f.entry.root.Visible() {
		t.Fatal("Enter opens no form")
	}
	e := f.entry.form.value()
	if e.Source != a.doc.ID || e.Version != a.shown.ID || !slices.Equal(e.Spans, []storage.Span{span}) || e.Quote != f.selectedText() {
		t.Errorf("the form knows %+v", e)
	}
	e.Speaker, e.Verb = "Iran", "said"
	f.entry.form.load(e)
	f.entry.save()
	f.settle()
	if f.entry.root.Visible() {
		t.Error("the form is still open")
	}
	if n := len(a.reader.coded.list); n != before+1 {
		t.Fatalf("%d passages, want %d", n, before+1)
	}
	if f.win.Canvas().Focused() != fyne.Focusable(a.reader) || a.reader.mark.any() || a.reader.mark.start != span.End {
		t.Errorf("the caret is at %d, selected %v", a.reader.mark.start, a.reader.mark.span())
	}
	if len(f.session.Selection()) != 1 {
		t.Fatal("the new statement is not selected")
	}
	st := f.read(f.session.Selection()[0])
	if len(st.Citations) != 1 || !slices.Equal(st.Citations[0].Spans, []storage.Span{span}) {
		t.Errorf("saved: %+v", st.Citations)
	}
	f.undo()
	f.settle()
	if n := len(a.reader.coded.list); n != before {
		t.Errorf("after undo %d passages", n)
	}
}

func TestArticlesCarrySpeakerAndDateOver(t *testing.T) {
	f := newArticleFixture(t)
	f.readerKeys("End", "k")
	f.readerKeys("Return")
	e := f.entry.form.value()
	if e.Speaker != "Marie Harf" && e.Speaker == "" {
		t.Errorf("the speaker of the passage before is not carried over: %q", e.Speaker)
	}
	if e.When != "" || e.Before.IsZero() {
		t.Errorf("when %q, before %v", e.When, e.Before)
	}
	f.closeEntry()
	f.readerKeys("End", "k", "2")
	if got, want := f.entry.form.value().Speaker, f.articles.strip.shown[1]; got != want {
		t.Errorf("key 2 begins a statement of %q, want %q", got, want)
	}
}

func TestArticlesKeepPassagesForOneCitation(t *testing.T) {
	f := newArticleFixture(t)
	f.readerKeys("Home", "j", " ", "q", "Return")
	e := f.entry.form.value()
	if len(e.Spans) != 2 || !strings.Contains(e.Quote, app.QuoteGap) {
		t.Errorf("%d spans, quote %q", len(e.Spans), e.Quote)
	}
	f.closeEntry()
	f.readerKeys("BackSpace", "BackSpace")
	if len(f.articles.reader.mark.kept) != 0 {
		t.Error("Backspace takes nothing back")
	}
}

func TestArticlesMoveAndRemovePassages(t *testing.T) {
	f := newArticleFixture(t)
	r := f.articles.reader
	f.readerKeys("Home", ".")
	held := *r.holding()
	if !f.session.Selected(held.statement) {
		t.Fatal("the statement of the passage is not selected")
	}
	quote := f.read(held.statement).Citations[0].Quote
	f.readerKeys("+Left")
	st := f.read(held.statement)
	if got := st.Citations[0].Spans[held.part]; got.Start != held.Start || got.End >= held.End {
		t.Errorf("Shift+Left leaves %v of %v", got, held.Span)
	}
	if st.Citations[0].Quote == quote {
		t.Error("the quote did not follow")
	}
	f.readerKeys("[", ">")
	if got := f.read(held.statement).Citations[0].Spans[held.part]; got.Start != held.Start+1 {
		t.Errorf("[ > leaves %v of %v", got, held.Span)
	}
	if r.holding() == nil || r.holding().Start != held.Start+1 {
		t.Errorf("held: %+v", r.holding())
	}
	for range 2 {
		f.undo()
		f.settle()
	}
	if got := f.read(held.statement).Citations[0]; got.Quote != quote {
		t.Errorf("two undos give back %+v", got)
	}
	f.readerKeys("Delete")
	st = f.read(held.statement)
	if len(st.Citations) > 0 && slices.Contains(st.Citations[0].Spans, held.Span) {
		t.Errorf("Del leaves %+v", st.Citations)
	}
	if r.holding() != nil {
		t.Error("what was taken off is still held")
	}
}

func TestArticlesCiteOneUtteranceTwice(t *testing.T) {
	f := newArticleFixture(t)
	id := f.statement("Iran")
	f.session.Select(id)
	f.readerKeys("Home", "j")
	span := f.articles.reader.mark.span()
	f.readerKeys("a")
	if !f.modals.any() {
		t.Fatal("A opens no list")
	}
	f.settle()
	f.typed(plain(fyne.KeyEscape))
	if got := f.likelyStatements()[0]; got != id {
		t.Errorf("the likeliest is %v, want the selected %v", got, id)
	}
	before := f.read(id)
	f.cite(id)
	f.settle()
	st := f.read(id)
	n := 0
	for _, c := range st.Citations {
		if slices.Contains(c.Spans, span) {
			n++
		}
	}
	if n != 1 || len(st.Citations) != len(before.Citations) {
		t.Errorf("citations: %+v", st.Citations)
	}
}

func TestArticlesShowAStatementsPlace(t *testing.T) {
	f := newSampleFixture(t)
	id := f.statement("Marie Harf")
	f.session.Select(id)
	f.settle()
	f.acts.do("article.show")
	f.settle()
	held := f.articles.reader.holding()
	if !f.onArticles() || held == nil || held.statement != id {
		t.Fatalf("held: %+v", held)
	}
	f.drawReader()
	if !slices.ContainsFunc(f.articles.reader.sets, func(x paint.SetText) bool { return x.Line.Start <= held.Start && held.Start < x.Line.End }) {
		t.Error("the passage is not on the screen")
	}
}

func TestArticlesFindAndHighlight(t *testing.T) {
	f := newArticleFixture(t)
	b := f.articles.bars
	f.findHere()
	if f.win.Canvas().Focused() != fyne.Focusable(b.find.field) {
		t.Fatal("Ctrl+F in the text does not find in the text")
	}
	b.find.field.SetText("iran")
	f.until("the places", func() bool { return len(f.articles.reader.found.list) > 5 })
	first := f.articles.reader.found.at
	b.find.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if f.articles.reader.found.at != first+1 {
		t.Error("Enter does not go to the next place")
	}
	b.find.field.SetText("/ira(n/")
	f.until("a sentence", func() bool { return strings.Contains(b.find.result.Text, "expression") })
	b.find.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.win.Canvas().Focused() != fyne.Focusable(f.articles.reader) {
		t.Error("Esc does not lead back to the text")
	}
	f.readerKeys("h")
	b.keys.field.SetText("ISIL; /op\\w+/")
	f.until("keywords", func() bool { return len(f.articles.reader.words.list) > 3 })
	b.keys.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if got := f.session.Lists().Meta[keywordsMeta]; got != "ISIL; /op\\w+/" {
		t.Errorf("kept: %q", got)
	}
}

func TestArticlesClickAndDrag(t *testing.T) {
	f := newArticleFixture(t)
	r := f.articles.reader
	at := func(offset int) fyne.Position {
		for _, x := range r.sets {
			if x.Line.Start <= offset && offset < x.Line.End {
				e, _ := x.Line.Edge(offset)
				return fyne.NewPos(x.X+e+2, x.Y-5)
			}
		}
		t.Fatalf("the letter at %d is not seen", offset)
		return fyne.Position{}
	}
	click := func(p fyne.Position, times int) {
		for range times {
			r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary})
			r.Tapped(&fyne.PointEvent{Position: p})
		}
		f.settle()
	}
	p := r.coded.list[0]
	click(at(p.Start+3), 1)
	if r.holding() == nil || r.holding().citation != p.citation {
		t.Fatalf("a click holds %+v", r.holding())
	}
	if b := r.coded.list[1]; b.Start < p.End { // two lie here: the next click goes on
		r.press = readerPress{}
		click(at(b.Start+2), 1)
		first := r.held
		r.press = readerPress{}
		click(at(b.Start+2), 1)
		if r.held == first {
			t.Error("a second click stays on the same passage")
		}
	}
	r.press = readerPress{}
	click(at(1), 2)
	if got := f.selectedText(); got != "Did" {
		t.Errorf("a double click selects %q", got)
	}
	click(at(1), 1)
	if got := f.selectedText(); !strings.HasPrefix(got, "Did Iran") || !strings.HasSuffix(got, "Americans") {
		t.Errorf("a triple click selects %q", got)
	}
	r.press = readerPress{}
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(4)}, Button: desktop.MouseButtonPrimary})
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(12)}})
	r.DragEnd()
	if got := f.selectedText(); got != r.text.String()[4:12] {
		t.Errorf("a drag selects %q", got)
	}
}

func TestArticlesPullTheEndOfAPassage(t *testing.T) {
	f := newArticleFixture(t)
	r := f.articles.reader
	f.readerKeys("Home", ".")
	held := *r.holding()
	at := func(offset int) fyne.Position {
		i := slices.IndexFunc(r.sets, func(x paint.SetText) bool { return x.Line.Start <= offset && offset < x.Line.End })
		e, _ := r.sets[i].Line.Edge(offset)
		return fyne.NewPos(r.sets[i].X+e+1, r.sets[i].Y-5)
	}
	f.drawReader()
	to := held.Start + len("Ali ")
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(held.Start)}, Button: desktop.MouseButtonPrimary})
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(to)}})
	r.DragEnd()
	f.settle()
	if got := f.read(held.statement).Citations[0].Spans[held.part]; got.Start != to || got.End != held.End {
		t.Errorf("pulled to %v, want [%d,%d)", got, to, held.End)
	}
	f.undo()
	f.settle()
	if got := r.holding(); got == nil || got.Span != held.Span {
		t.Errorf("after undo: %+v", got)
	}
}

func TestArticlesEmptyStatesTeach(t *testing.T) {
	f := newArticleFixture(t)
	id := f.articles.doc.ID
	f.do("Clear", func(tx *sqlite.Tx) error {
		d := storage.Document{Title: "Without a text"}
		return tx.PutDocument(&d)
	}, nil)
	f.settle()
	for _, r := range f.articles.list.shown {
		if r.id != id {
			f.openArticle(r.id)
		}
	}
	f.settle()
	f.drawReader()
	if f.articles.reader.text != nil || !strings.Contains(f.articles.reader.empty, "no text yet") {
		t.Errorf("an article without a text says %q", f.articles.reader.empty)
	}
	f.articles.list.filter.SetText("nothing like it")
	if !f.articles.list.empty.Visible() {
		t.Error("a filter that finds nothing says nothing")
	}
}

func TestArticlesOlderTexts(t *testing.T) {
	f := newArticleFixture(t)
	a := &f.articles
	id := a.doc.ID
	f.do("Edit text", func(tx *sqlite.Tx) error {
		d, err := tx.Document(id)
		if err != nil {
			return err
		}
		d.Versions = append(d.Versions, storage.Version{Text: "Another text altogether."})
		return tx.PutDocument(&d)
	}, nil)
	f.settle()
	if a.shown.Number != 2 || a.version.Hidden || len(a.reader.coded.list) != 0 {
		t.Fatalf("version %d with %d passages", a.shown.Number, len(a.reader.coded.list))
	}
	f.readArticle(id, a.doc.Versions[0].ID)
	f.settle()
	if a.shown.Number != 1 || len(a.reader.coded.list) < 15 {
		t.Errorf("version %d with %d passages", a.shown.Number, len(a.reader.coded.list))
	}
}

func TestArticleListSortsAndFilters(t *testing.T) {
	rows := []articleRow{
		{id: 1, title: "Beta", key: "beta", at: 20, statements: 3, hay: "beta\nkhabar"},
		{id: 2, title: "alpha", key: "alpha", undated: true, statements: 9, hay: "alpha\n"},
		{id: 3, title: "Gamma", key: "gamma", at: 30, hay: "gamma\nkhabar"},
	}
	for _, c := range []struct {
		typed string
		order articleOrder
		want  []storage.ID
	}{
		{"", byDate, []storage.ID{3, 1, 2}},
		{"", byTitle, []storage.ID{2, 1, 3}},
		{"", byStatements, []storage.ID{2, 1, 3}},
		{"KHABAR", byDate, []storage.ID{3, 1}},
		{"kha bet", byDate, []storage.ID{1}},
		{"none", byDate, nil},
	} {
		var got []storage.ID
		for _, r := range arranged(rows, c.typed, c.order) {
			got = append(got, r.id)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q by %d: %v, want %v", c.typed, c.order, got, c.want)
		}
	}
}

func BenchmarkArticleList(b *testing.B) {
	rows := make([]articleRow, 5000)
	for i := range rows {
		rows[i] = articleRow{id: storage.ID(i), key: strings.Repeat("x", i%50), at: int64(i % 700), hay: "some title\nsome outlet"}
	}
	for b.Loop() {
		arranged(rows, "out", byDate)
	}
}
