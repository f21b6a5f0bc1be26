package ui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/article"
)

// The slow, obvious oracle of passages: look at every one.
func TestPassagesAroundAPlace(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 50 {
		var list []passage
		for i := range rnd.IntN(40) {
			start := rnd.IntN(200)
			list = append(list, passage{Span: storage.Span{Start: start, End: start + 1 + rnd.IntN(60)}, statement: storage.ID(i), citation: storage.ID(i)})
		}
		p := newPassages(list)
		for range 50 {
			a := rnd.IntN(220)
			b := a + 1 + rnd.IntN(30)
			var got, want []int
			p.within(a, b, func(i int) { got = append(got, i) })
			for i, x := range p.list {
				if x.Start < b && x.End > a {
					want = append(want, i)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("[%d,%d): %v, want %v", a, b, got, want)
			}
		}
		for i, x := range p.list {
			for _, y := range p.list[:i] {
				if x.row == y.row && x.row < maxRows-1 && y.End > x.Start {
					t.Fatalf("%v and %v are underlined in one row", x, y)
				}
			}
		}
	}
}

func TestFindingSteps(t *testing.T) {
	f := finding{list: []storage.Span{{Start: 2, End: 4}, {Start: 10, End: 12}, {Start: 20, End: 22}}}
	if s, ok := f.nearest(5); !ok || s.Start != 10 {
		t.Errorf("nearest to 5: %v", s)
	}
	if s, _ := f.nearest(21); s.Start != 2 {
		t.Errorf("behind the last: %v", s)
	}
	if s, _ := f.step(-1); s.Start != 20 {
		t.Errorf("before the first: %v", s)
	}
	if _, ok := (&finding{}).step(1); ok {
		t.Error("nothing has a next")
	}
}

func TestFindTerms(t *testing.T) {
	const text = "ISIL and isil; operations."
	got, err := findTerms(text, terms(" isil ; /op\\w+/;; "))
	if err != nil || len(got) != 3 {
		t.Errorf("%v, %v", got, err)
	}
	got, err = findTerms(text, terms("isil; /(/"))
	if err == nil || len(got) != 2 {
		t.Errorf("a wrong expression beside a word: %v, %v", got, err)
	}
}

// newTestReader shows a text in a reader of a size, outside any window.
func newTestReader(t testing.TB, text string) *reader {
	t.Helper()
	none := func(passage) {}
	r := newReader(paint.Light, func(fn func()) { fn() }, readerEvents{
		key: func(keystroke) bool { return false }, hold: none, loose: func() {}, move: func(passage, storage.Span) {},
		changed: func() {}, hover: func([]passage, fyne.Position) {}, menu: func([]passage, fyne.Position) {}, frame: func(frame) {},
	})
	r.show(article.NewText(text), "")
	r.raster.Resize(fyne.NewSize(760, 640))
	return r
}

// What is selected is painted where its letters are, in both directions.
func TestReaderPaintsTheSelectionWhereTheLettersAre(t *testing.T) {
	newFixture(t)
	for name, text := range map[string]string{
		"latin": "He said it is not true, and left.", "persian": "سخنگو گفت که این گزارش درست نیست و رفت.",
		"hebrew": "הדוברת אמרה שהדיווח אינו נכון והלכה.", "mixed": "BBC (بی‌بی‌سی فارسی) said 👩‍👩‍👧‍👦 «نه» at 12:30.",
	} {
		r := newTestReader(t, text)
		r.generate(760, 640)
		words := r.text.All(article.Word)
		for _, w := range words {
			r.mark.put(w)
			r.generate(760, 640)
			set := r.sets[0]
			want := set.Line.Stretches(nil, w.Start, w.End)
			fills := 0
			for _, f := range r.art.scene.Layers[0].Rects {
				for _, s := range want {
					if f.X == set.X+s.X && f.W == s.W {
						fills++
					}
				}
			}
			if fills != len(want) {
				t.Errorf("%s: %q is painted in %d of %d pieces", name, text[w.Start:w.End], fills, len(want))
			}
		}
	}
}

// Arrow keys go where they point: in a paragraph read from the right, left is
// forward.
func TestReaderArrowsPointTheirWay(t *testing.T) {
	newFixture(t)
	for text, right := range map[string]int{"one two three": 1, "یک دو سه": -1} {
		r := newTestReader(t, text)
		if got := r.side(1); got != right {
			t.Errorf("right in %q is %d", text, got)
		}
	}
}

func TestReaderMovesByLines(t *testing.T) {
	newFixture(t)
	r := newTestReader(t, strings.Repeat("words that go on and on until the line is full and broken ", 30)+"\n\nshort\n\nlast line here")
	r.generate(760, 640)
	r.mark.place(30)
	r.lines(3)
	if l, _ := r.flow.LineOf(r.mark.start); l.Start != r.flow.Step(0, 3).Start {
		t.Errorf("three lines down: line %d", l.Start)
	}
	r.lines(-3)
	if r.mark.start < 28 || r.mark.start > 32 {
		t.Errorf("down and up again from 30: %d", r.mark.start)
	}
	r.lines(1000)
	if l, _ := r.flow.LineOf(r.mark.start); l.End != len(r.text.String()) {
		t.Errorf("far down: line %d", l.Start)
	}
}

func TestReaderSeeksLetters(t *testing.T) {
	newFixture(t)
	r := newTestReader(t, "The minister denied it. The ministry did not.")
	r.beginSeek()
	for _, c := range "mini" {
		r.TypedRune(c)
	}
	r.TypedRune('s')
	if got := r.text.String()[r.mark.start:r.mark.end]; got != "minister denied it" {
		t.Errorf("selected %q", got)
	}
	r.TypedRune('#')
	if !r.seek.missed {
		t.Error("nothing begins so, and nothing says it")
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if r.seek.missed || r.seek.letters != "minis" {
		t.Errorf("after Backspace: %+v", r.seek)
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.seek != nil || r.mark.any() {
		t.Error("Esc does not go back")
	}
}

// BenchmarkReader scrolls through an article of a megabyte with 2,000 coded
// passages: layout and paint of a frame, in a window of 1280 by 800.
func BenchmarkReader(b *testing.B) {
	text := strings.Repeat("The minister denied the report on Friday and said that “it is not true,” office and all, while others confirmed it.\n\nسخنگوی وزارت خارجه گزارش را رد کرد و گفت که «این گزارش درست نیست».\n\n", 1_000_000/270)
	r := newTestReader(b, text)
	var list []passage
	for i := range 2000 {
		s := r.text.Snap(storage.Span{Start: i * len(text) / 2000, End: i*len(text)/2000 + 40 + i%700})
		list = append(list, passage{Span: s, statement: storage.ID(i), citation: storage.ID(i), style: 14 + 1})
	}
	r.setCoded(newPassages(list))
	for name, dy := range map[string]float32{"wheel": 75, "page": 560, "jump": 90_000} {
		b.Run(name, func(b *testing.B) {
			r.top = paint.Place{}
			r.generate(760, 640)
			for b.Loop() {
				before := r.top
				r.scroll(dy)
				if r.top == before {
					dy = -dy
				}
				r.generate(760, 640)
			}
		})
	}
}
