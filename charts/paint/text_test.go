package paint

import (
	"image"
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"saywhen/assets"
	"saywhen/charts"
)

func TestMeasureScalesAndAdds(t *testing.T) {
	f := Default()
	near := func(what string, got, want float32) {
		t.Helper()
		if math.Abs(float64(got-want)) > 0.01 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	for _, n := range names {
		near("doubling "+n, f.Measure(n, 24, false), 2*f.Measure(n, 12, false))
	}
	near("nothing", f.Measure("", 12, false), 0)
	near("only control characters", f.Measure("\x00\u202e\u2066\ufeff", 12, true), 0)
	near("words that do not join", f.Measure("ab cd", 12, false), f.Measure("ab ", 12, false)+f.Measure("cd", 12, false))
	near("invisible joiner", f.Measure("خامنه\u200cای", 12, false), f.Measure("خامنه", 12, false)+f.Measure("ای", 12, false))
	near("missing characters", f.Measure("中国", 10, false), 2*10*boxWidth)
	near("a missing character and its variation selector", f.Measure("中\ufe0f", 10, false), 10*boxWidth)
	if f.Measure("Afkham", 12, true) <= f.Measure("Afkham", 12, false) {
		t.Error("bold is not wider")
	}
	if f.Measure("AV", 12, false) >= f.Measure("A", 12, false)+f.Measure("V", 12, false) {
		t.Error("A and V are not kerned")
	}
	joined, apart := f.Measure("سپاه", 12, false), f.Measure("س", 12, false)+f.Measure("پ", 12, false)+f.Measure("ا", 12, false)+f.Measure("ه", 12, false)
	if joined >= apart {
		t.Errorf("letters are not joined: %v, apart %v", joined, apart)
	}
}

// TestFit: a cut line is never too wide, keeps the logical start, and is as long
// as it can be.
func TestFit(t *testing.T) {
	f := Default()
	for _, n := range append([]string{strings.Repeat("long ", 2000), strings.Repeat("سپاه ", 2000), strings.Repeat("\u0301", 500), strings.Repeat("中", 5000)}, names...) {
		full := f.line(n, false)
		for w := float32(0.1); w < 12; w += 0.37 {
			l := f.fit(n, false, w)
			if l.width > w {
				t.Fatalf("%.20q in %v em is %v wide", n, w, l.width)
			}
			if full.width <= w {
				continue
			}
			head, cut := strings.CutSuffix(l.text, string(ellipsis))
			if !cut && l.text != "" {
				t.Fatalf("%.20q in %v em has no ellipsis: %q", n, w, l.text)
			}
			if !strings.HasPrefix(string(clean(n)), head) {
				t.Fatalf("%.20q in %v em became %q", n, w, l.text)
			}
			if l.rtl != full.rtl && l.text != "" {
				t.Fatalf("%.20q in %v em changed its direction", n, w)
			}
		}
	}
}

func TestFitIsGreedy(t *testing.T) {
	f := Default()
	text := "Ayatollah Ali Khamenei"
	for w := float32(2); w < f.line(text, false).width; w += 0.25 {
		n := utf8.RuneCountInString(f.fit(text, false, w).text) - 1
		for k := n + 1; k < len(text); k++ {
			if text[k-1] == ' ' {
				continue // a space before the ellipsis is dropped
			}
			if got := f.line(text[:k]+string(ellipsis), false).width; got <= w-0.05 {
				t.Fatalf("in %v em %d letters were kept, %d fit", w, n, k)
			}
		}
	}
}

// TestClustersStayWhole: a cut never falls between a letter and its marks.
func TestClustersStayWhole(t *testing.T) {
	text := strings.Repeat("e\u0301\u0323", 30)
	for w := float32(1.2); w < 8; w += 0.1 {
		l := Default().fit(text, false, w)
		head := strings.TrimSuffix(l.text, string(ellipsis))
		if len([]rune(head))%3 != 0 {
			t.Fatalf("cut inside a cluster: %q", l.text)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb\r\nc\u2028d":                     "a b  c d",
		"\x00a\x1b[0m\x7f":                     "a[0m",
		"\u202agood\u202c \u2067x\u2069\ufeff": "good x",
		"ok\u200c\u200d\u200f":                 "ok\u200c\u200d\u200f",
		"bad\xed\xa0\x80\xff":                  "bad\ufffd\ufffd\ufffd\ufffd",
		"\ufffe\U0001fffff\ufdd0":              "f",
	} {
		if got := string(clean(in)); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := len(clean(strings.Repeat("x", 10_000))); got != maxRunes {
		t.Errorf("%d runes kept", got)
	}
}

func TestEveryAssetFontHasItsScript(t *testing.T) {
	f := Default()
	for _, s := range []string{"Ali", "Élysée", "Россия", "Ελλάδα", "خامنه‌ای گچپژ ۱۴۰۴ «؟»", "الجزيرة ١٢٣", "…—–’“”"} {
		for _, bold := range []bool{false, true} {
			for _, g := range f.line(s, bold).glyphs {
				if g.face == boxFace || g.gid == 0 {
					t.Errorf("%q (bold %v) has a missing glyph", s, bold)
				}
			}
		}
	}
}

// TestBoldStaysBold: bold text takes every letter from bold faces.
func TestBoldStaysBold(t *testing.T) {
	f := Default()
	for _, g := range f.line("Iran سپاه", true).glyphs {
		if !assets.Fonts()[g.face].Bold {
			t.Fatalf("a glyph of bold text comes from face %d", g.face)
		}
	}
}

func TestParseFontsRefuses(t *testing.T) {
	if _, err := parseFonts(nil); err == nil {
		t.Error("no fonts were accepted")
	}
	if _, err := parseFonts([]assets.Font{{Name: "X", TTF: []byte("not a font")}}); err == nil || !strings.Contains(err.Error(), "X") {
		t.Errorf("a damaged font was accepted: %v", err)
	}
	if _, err := NewFonts(); err != nil {
		t.Error(err)
	}
}

func TestFontsAreShared(t *testing.T) {
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			img := image.NewRGBA(image.Rect(0, 0, 560, 300))
			p := NewPainter(f)
			for _, n := range names {
				f.Measure(n[i%2:], 12, i%2 == 0)
			}
			p.Paint(img, namesScene(), Light(), 1)
		})
	}
	wg.Wait()
}

func TestAlignment(t *testing.T) {
	for _, c := range []struct {
		align charts.Align
		x     float32
	}{{charts.AlignLeft, 20}, {charts.AlignCentre, 100}, {charts.AlignRight, 180}} {
		for _, str := range []string{"HHHHH", "ااااا"} {
			s, l := blank(200, 30)
			l.Texts = []charts.Text{{X: c.x, Y: 20, Size: 14, Align: c.align, Style: charts.StyleText, Str: str}}
			x0, x1 := inked(render(s, Light(), 1))
			w := Default().Measure(str, 14, false)
			left := c.x - w*alignShare(c.align)
			if math.Abs(float64(float32(x0)-left)) > 3 || math.Abs(float64(float32(x1)-left-w)) > 3 {
				t.Errorf("%q aligned %d: ink from %d to %d, want %v to %v", str, c.align, x0, x1, left, left+w)
			}
		}
	}
}

// inked gives the columns that are not background.
func inked(m *image.RGBA) (x0, x1 int) {
	x0 = m.Rect.Dx()
	for i := 0; i < len(m.Pix); i += 4 {
		if m.Pix[i] != m.Pix[0] {
			x := i / 4 % m.Rect.Dx()
			x0, x1 = min(x0, x), max(x1, x+1)
		}
	}
	return x0, x1
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache[int](100, func(int) int { return 10 })
	for i := range 1000 {
		c.put(i, i)
		if _, ok := c.get(7); i >= 7 && !ok {
			t.Fatal("what is asked for all the time was dropped")
		}
	}
	if n := len(c.young) + len(c.old); n > 21 {
		t.Errorf("%d entries are kept", n)
	}
	if _, ok := c.get(500); ok {
		t.Error("what nobody asked for was kept")
	}
	c.clear()
	if _, ok := c.get(7); ok {
		t.Error("cleared cache has entries")
	}
}

// FuzzText: no text panics, is wider than asked for, or has parts that are not
// numbers.
func FuzzText(f *testing.F) {
	for _, n := range names {
		f.Add(n, float32(5), true)
	}
	f.Add("\u200d\u200c", float32(0.01), false)
	f.Add("ﷺ\u0301ﷲ\u064b\u0651", float32(3), false)
	f.Add("\U000e0041\ufe0f\u20e3👨‍👩‍👧", float32(1), false)
	p := NewPainter(nil)
	img := image.NewRGBA(image.Rect(0, 0, 64, 32))
	f.Fuzz(func(t *testing.T, s string, maxEm float32, bold bool) {
		l := Default().line(s, bold)
		if !(l.width >= 0) || l.width > 1e6 {
			t.Fatalf("%q is %v wide", s, l.width)
		}
		if maxEm > 0 && maxEm < 100 && Default().fit(s, bold, maxEm).width > maxEm {
			t.Fatalf("%q is wider than %v", s, maxEm)
		}
		sc, layer := blank(64, 32)
		layer.Texts = []charts.Text{{X: 2, Y: 20, Size: 9, Bold: bold, Style: charts.StyleText, Str: s, MaxW: maxEm, Halo: bold}}
		p.Paint(img, sc, Light(), 1)
	})
}
