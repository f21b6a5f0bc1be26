package paint

import (
	"image"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"saywhen/charts"
)

var readingSetting = Setting{Size: 16, Width: 400, Leading: 26, Gap: 8}

// flowTexts are texts in which letters are not bytes.
var flowTexts = map[string]string{
	"latin":     "The minister denied the report. “It is not true,” she said, office and all.\nA second paragraph follows here, long enough to be broken more than once by a column.",
	"persian":   "سخنگوی وزارت خارجه گزارش بی‌بی‌سی فارسی را رد کرد و گفت: «این گزارش درست نیست» و موضع ایران پیش‌تر اعلام شده بود.",
	"arabic":    "قالت المتحدثة إنَّ التقرير لا صحّة له، وذلك يوم 5 سبتمبر 2014 (الجمعة) بحسب BBC Persian في طهران.",
	"hebrew":    "הדוברת אמרה: \"הדיווח אינו נכון\" ביום 16 ביוני, לפי Reuters ואחרים (12:30).",
	"mixed":     "BBC Persian (بی‌بی‌سی فارسی) reported that علی خامنه‌ای had told 3 generals: «نه» and no more.",
	"marks":     "Cafe\u0301 re\u0301sume\u0301, a\u0328\u0301 and Z\u0351\u036b\u0343\u036a\u0302\u036bͨ with नमस्ते दुनिया.",
	"emoji":     "Well 👩‍👩‍👧‍👦 done 🇮🇷🇮🇶 twice 👍🏽 over.",
	"breaks":    "one\r\ntwo\r\n\r\nthree\rfour\u2029five\n\n\nsix\n",
	"controls":  "\u202ea\u202cb\ufeffc\u200d\td\x00e",
	"nothing":   "",
	"blank":     "   ",
	"long word": strings.Repeat("Donaudampfschiff", 30),
	"no blanks": strings.Repeat("漢字仮名", 60),
}

func TestFlowLinesCoverTheText(t *testing.T) {
	for name, text := range flowTexts {
		fl := Default().NewFlow(text, readingSetting)
		at := 0
		fl.Lines(Place{}, 1e6, func(l Line) {
			if gap := text[at:l.Start]; strings.Trim(gap, "\r\n\u2029") != "" {
				t.Errorf("%s: %q is on no line", name, gap)
			}
			for _, c := range logical(l) {
				if int(c.start) != max(at, l.Start) {
					t.Errorf("%s: a letter begins at %d, the one before ends at %d", name, c.start, at)
				}
				if c.x0 < -0.01 || c.x1 > readingSetting.Width+0.01 || c.x1 < c.x0 {
					t.Errorf("%s: a letter stands at %v–%v", name, c.x0, c.x1)
				}
				at = int(c.end)
			}
			at = l.End
		})
		if rest := text[at:]; strings.Trim(rest, "\r\n") != "" {
			t.Errorf("%s: %q is on no line", name, rest)
		}
	}
}

// logical gives a line's letters in the order of the text.
func logical(l Line) []cell {
	list := append([]cell(nil), l.set.cells...)
	for i := range list {
		for k := i; k > 0 && list[k].start < list[k-1].start; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
	return list
}

// A point in the first half of a letter, as it runs, means the offset at which
// it begins; in the second half, that at which it ends.
func TestFlowPositionsAreOffsetsAndBack(t *testing.T) {
	for name, text := range flowTexts {
		fl := Default().NewFlow(text, readingSetting)
		fl.Lines(Place{}, 1e6, func(l Line) {
			for _, c := range l.set.cells {
				if c.x1-c.x0 < 0.5 {
					continue
				}
				quarter := (c.x1 - c.x0) / 4
				first, second := c.x0+quarter, c.x1-quarter
				if c.rtl {
					first, second = second, first
				}
				if got := l.Hit(first); got != int(c.start) {
					t.Errorf("%s: the letter at %d is hit as %d", name, c.start, got)
				}
				if got := l.Hit(second); got != int(c.end) {
					t.Errorf("%s: the end of the letter at %d–%d is hit as %d", name, c.start, c.end, got)
				}
				if x, rtl := l.Edge(int(c.start)); rtl != c.rtl || x != c.edge(false) {
					t.Errorf("%s: the letter at %d begins at %v, right to left %v; want %v, %v", name, c.start, x, rtl, c.edge(false), c.rtl)
				}
				again, _ := fl.LineOf(int(c.start))
				if again.Start != l.Start || again.End != l.End {
					t.Errorf("%s: the letter at %d is on the line %d–%d, found on %d–%d", name, c.start, l.Start, l.End, again.Start, again.End)
				}
			}
		})
	}
}

// The slow, obvious oracle of a stretch: each letter by itself.
func TestFlowStretchesHoldTheLettersAskedFor(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for name, text := range flowTexts {
		fl := Default().NewFlow(text, readingSetting)
		for range 20 {
			a, b := rnd.IntN(len(text)+1), rnd.IntN(len(text)+1)
			a, b = min(a, b), max(a, b)
			fl.Lines(Place{}, 1e6, func(l Line) {
				got := l.Stretches(nil, a, b)
				for _, c := range l.set.cells {
					mid := (c.x0 + c.x1) / 2
					inside := false
					for _, s := range got {
						inside = inside || mid >= s.X && mid <= s.X+s.W
					}
					if want := int(c.start) < b && int(c.end) > a; c.x1 > c.x0 && inside != want {
						t.Errorf("%s: [%d,%d): the letter at %d is marked: %v", name, a, b, c.start, inside)
					}
				}
			})
		}
	}
}

func TestFlowStandsRightToLeftParagraphsAtTheRight(t *testing.T) {
	fl := Default().NewFlow("short\nکوتاه", readingSetting)
	var lines []Line
	fl.Lines(Place{}, 500, func(l Line) { lines = append(lines, l) })
	if len(lines) != 2 || lines[0].RTL || !lines[1].RTL {
		t.Fatalf("%d lines", len(lines))
	}
	if x, _ := lines[0].Edge(0); x != 0 {
		t.Errorf("the first letter of a line to the right begins at %v", x)
	}
	if x, rtl := lines[1].Edge(6); !rtl || x < readingSetting.Width-0.5 {
		t.Errorf("the first letter of a line to the left begins at %v of %v", x, readingSetting.Width)
	}
}

// The slow, obvious oracle of paragraphs: one rune after the other.
func TestFlowParagraphsEndAtEveryKindOfLineBreak(t *testing.T) {
	for _, br := range []string{"\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"} {
		for _, around := range []string{"a", "é", "یک", "\u00a0", "…", "\t", "\xc2", "\xe2\x80"} {
			text := around + br + around + br
			if end, next := lineEnd(text, 0); end != len(around) || next != end+len(br) {
				t.Errorf("%q ends at %d, goes on at %d", text, end, next)
			}
		}
	}
	if end, next := lineEnd("\u00a0…\u2027\u202a", 0); end != next {
		t.Error("something else ends a line")
	}
}

func TestFlowBreaksBetweenWords(t *testing.T) {
	text := flowTexts["latin"]
	fl := Default().NewFlow(text, Setting{Size: 16, Width: 120, Leading: 26})
	n := 0
	fl.Lines(Place{}, 1e6, func(l Line) {
		n++
		if l.End < len(text) && text[l.End-1] != ' ' && text[l.End] != '\n' {
			t.Errorf("a line ends with %q", text[l.Start:l.End])
		}
	})
	if n < 8 {
		t.Errorf("%d lines", n)
	}
}

// Scrolling by small steps and back never jumps: a line moves by what was asked.
func TestFlowMovesExactly(t *testing.T) {
	text := strings.Repeat(flowTexts["latin"]+"\n\n"+flowTexts["arabic"]+"\n", 60)
	fl := Default().NewFlow(text, readingSetting)
	const view = 300
	rnd := rand.New(rand.NewPCG(3, 4))
	top := Place{}
	for range 400 {
		seen := map[int]float32{}
		fl.Lines(top, view, func(l Line) { seen[l.Start] = l.Y })
		dy := float32(rnd.IntN(400) - 150)
		next := fl.Move(top, dy, view)
		moved := fl.distance(top, next, view)
		if diff := moved - dy; (diff > 0.01 || diff < -0.01) && next != (Place{}) && fl.below(next, view+1) > view+0.01 {
			t.Fatalf("asked for %v, moved %v", dy, moved)
		}
		fl.Lines(next, view, func(l Line) {
			if y, ok := seen[l.Start]; ok && (y-moved-l.Y > 0.02 || l.Y-y+moved > 0.02) {
				t.Fatalf("the line at %d went from %v to %v by %v", l.Start, y, l.Y, moved)
			}
		})
		top = next
	}
	if end := fl.Move(top, 1e7, view); fl.below(end, view+1) < view-0.5 {
		t.Errorf("the end of the text can be scrolled out of the view: %v", fl.below(end, view))
	}
}

func TestFlowReveals(t *testing.T) {
	text := strings.Repeat(flowTexts["mixed"]+"\n", 400)
	fl := Default().NewFlow(text, readingSetting)
	const view = 300
	rnd := rand.New(rand.NewPCG(5, 6))
	top := Place{}
	for range 200 {
		offset := rnd.IntN(len(text))
		top = fl.Reveal(top, view, offset)
		found := false
		fl.Lines(top, view, func(l Line) {
			found = found || l.Start <= offset && offset < l.End+1 && l.Y >= -0.01 && l.Y+26 <= view+0.01
		})
		if !found {
			t.Fatalf("the letter at %d is not seen from %+v", offset, top)
		}
		if again := fl.Reveal(top, view, offset); again != top {
			t.Fatalf("what is seen already was scrolled to once more: %+v, %+v", top, again)
		}
	}
}

func TestFlowStepsByLines(t *testing.T) {
	text := flowTexts["latin"] + "\n\n" + flowTexts["arabic"]
	fl := Default().NewFlow(text, readingSetting)
	var starts []int
	fl.Lines(Place{}, 1e6, func(l Line) { starts = append(starts, l.Start) })
	for i := range starts {
		for n := -2; n <= 2; n++ {
			want := starts[min(max(i+n, 0), len(starts)-1)]
			if got := fl.Step(starts[i], n); got.Start != want {
				t.Errorf("%d lines from line %d: %d, want %d", n, i, got.Start, want)
			}
		}
	}
}

// A paragraph of a megabyte is cut where nobody minds.
func TestFlowCutsLongParagraphs(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("word and word ", 5000), strings.Repeat("漢", 9000), strings.Repeat("e\u0301", 9000),
		strings.Repeat("\u0301", 9000), strings.Repeat("\xff", 9000),
	} {
		fl := Default().NewFlow(text, readingSetting)
		at := 0
		for _, b := range fl.blocks {
			if b.start != at || b.end-b.start > blockBytes || b.end <= b.start {
				t.Fatalf("a block %d–%d after %d", b.start, b.end, at)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[b.start:b.end]) {
				t.Fatalf("a block cuts a character at %d", b.end)
			}
			at = b.end
		}
		if at != len(text) {
			t.Errorf("%d of %d bytes are in blocks", at, len(text))
		}
	}
}

func TestSetDrawsWithinTheClip(t *testing.T) {
	fl := Default().NewFlow(flowTexts["mixed"], readingSetting)
	img := image.NewRGBA(image.Rect(0, 0, 440, 120))
	p := NewPainter(nil)
	var lines []SetText
	fl.Lines(Place{}, 120, func(l Line) {
		lines = append(lines, SetText{Line: l, X: 10, Y: l.Y + 18, Style: charts.StyleText})
	})
	p.Set(img, lines, charts.Rect{X: 0, Y: 0, W: 440, H: 60}, Light(), 1)
	inked := func(y0, y1 int) (n int) {
		for i := y0 * img.Stride; i < y1*img.Stride; i += 4 {
			if img.Pix[i+3] != 0 {
				n++
			}
		}
		return n
	}
	if inked(0, 60) < 500 || inked(60, 120) != 0 {
		t.Errorf("%d pixels in the clip, %d outside", inked(0, 60), inked(60, 120))
	}
}

func FuzzFlow(f *testing.F) {
	for _, text := range flowTexts {
		f.Add(text, 7, float32(120))
	}
	f.Fuzz(func(t *testing.T, text string, offset int, width float32) {
		if len(text) > 2000 {
			text = text[:2000]
		}
		fl := Default().NewFlow(text, Setting{Size: 12, Width: min(max(width, 1), 1000), Leading: 18, Gap: 4})
		top := fl.Reveal(Place{}, 50, offset)
		fl.Lines(fl.Move(top, 30, 50), 50, func(l Line) {
			if h := l.Hit(width / 2); h < l.Start || h > l.End || l.End > len(text) {
				t.Fatalf("hit %d on %d–%d", h, l.Start, l.End)
			}
		})
		fl.Step(offset, 3)
	})
}

// BenchmarkFlow scrolls through an article of a megabyte as a wheel does, and
// jumps about in it as the thumb does: layout and paint of a frame.
func BenchmarkFlow(b *testing.B) {
	text := strings.Repeat(flowTexts["latin"]+"\n\n"+flowTexts["persian"]+"\n\n", 1_000_000/380)
	set := Setting{Size: 16, Width: 640, Leading: 26, Gap: 8}
	for _, way := range []struct {
		name string
		dy   float32
	}{{"wheel", 75}, {"page", 700}, {"jump", 80_000}} {
		b.Run(way.name, func(b *testing.B) {
			fl := Default().NewFlow(text, set)
			p, img := NewPainter(nil), image.NewRGBA(image.Rect(0, 0, 900, 800))
			var lines []SetText
			top, dy := Place{}, way.dy
			for b.Loop() {
				next := fl.Move(top, dy, 800)
				if next == top || next == (Place{}) {
					dy = -dy
				}
				top = next
				lines = lines[:0]
				fl.Lines(top, 800, func(l Line) {
					lines = append(lines, SetText{Line: l, X: 10, Y: l.Y + 18, Style: charts.StyleText})
				})
				clear(img.Pix)
				p.Set(img, lines, charts.Rect{W: 900, H: 800}, Light(), 1)
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			Default().NewFlow(text, set)
		}
	})
}
