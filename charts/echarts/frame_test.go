package echarts

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

func mustLook(t testing.TB, o Options) look {
	t.Helper()
	l, err := o.look()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCutFitsAndCutsNoMoreThanItMust(t *testing.T) {
	f := paint.Default()
	rnd := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcdefghij MW.il مرضیهافخم 一丁")
	for range 300 {
		var s []rune
		for range rnd.IntN(60) {
			s = append(s, letters[rnd.IntN(len(letters))])
		}
		text, width := oneLine(string(s)), 20+rnd.Float64()*300
		got := cut(f, string(s), 12, width)
		if w := float64(f.Measure(got, 12, false)); w > width {
			t.Fatalf("cut(%q, %g) = %q is %g wide", text, width, got, w)
		}
		if float64(f.Measure(text, 12, false)) <= width && got != text {
			t.Fatalf("cut(%q, %g) = %q, though it fits", text, width, got)
		}
	}
	if got := oneLine(" a\n b\tc\x00 "); got != "a b c" {
		t.Errorf("oneLine gives %q", got)
	}
	if got := []rune(oneLine(strings.Repeat("ن", 10_000))); len(got) != longest+1 {
		t.Errorf("a text of 10,000 characters keeps %d", len(got))
	}
}

func TestWrap(t *testing.T) {
	f := paint.Default()
	text := strings.Repeat("some words that go on ", 12)
	for n := 1; n < 5; n++ {
		lines := wrap(f, text, 12, 200, n)
		if len(lines) > n {
			t.Errorf("%d lines, at most %d were asked for", len(lines), n)
		}
		for _, l := range lines {
			if f.Measure(l, 12, false) > 200 {
				t.Errorf("%q is too wide", l)
			}
		}
		if n < 4 && !strings.HasSuffix(lines[n-1], "…") {
			t.Errorf("%q hides that it is cut", lines[n-1])
		}
	}
	if got := wrap(f, "", 12, 200, 3); len(got) != 0 {
		t.Errorf("nothing gives %q", got)
	}
	if got := strings.Join(wrap(f, text, 12, 200, 99), " "); got != strings.TrimSpace(text) {
		t.Errorf("with room enough it gives %q", got)
	}
}

func TestDistinctNamesStayApart(t *testing.T) {
	o := mustLook(t, Options{})
	names := o.distinct([]charts.Entry{{Name: "BBC"}, {Name: "BBC"}, {Name: strings.Repeat("long ", 50) + "a"}, {Name: strings.Repeat("long ", 50) + "b"}, {Name: "others", Others: 12}}, 12, 100)
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] || o.fonts.Measure(n, 12, false) > 101 {
			t.Errorf("%q comes twice or is too wide", n)
		}
		seen[n] = true
	}
	if names[1] != "BBC (2)" || names[4] != "others (12)" {
		t.Errorf("%q", names)
	}
}

func TestContrast(t *testing.T) {
	black, white := color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}
	if got := contrast(black, white); math.Abs(got-21) > 1e-9 || contrast(white, white) != 1 {
		t.Errorf("black on white is %g", got)
	}
	for _, theme := range paint.PaletteNames() {
		o := mustLook(t, Options{Theme: theme})
		for i := range 12 {
			if !o.visible(hues[theme][i]) {
				t.Errorf("%s: hue %d cannot be seen", theme, i)
			}
		}
		for i := range 21 {
			var c, text color.NRGBA
			fill := o.ramp(float64(i) / 20)
			c, text = parsed(t, fill), parsed(t, ink(fill))
			if got := contrast(c, text); got < 4.2 {
				t.Errorf("%s: %s on %s has a contrast of %.2g", theme, ink(fill), fill, got)
			}
		}
	}
}

func parsed(t *testing.T, s string) color.NRGBA {
	t.Helper()
	if len(s) != 7 {
		t.Fatal(s)
	}
	v := func(i int) uint8 {
		const digits = "0123456789abcdef"
		return uint8(strings.IndexByte(digits, s[i])<<4 | strings.IndexByte(digits, s[i+1]))
	}
	return color.NRGBA{v(1), v(3), v(5), 255}
}

func TestEntryColours(t *testing.T) {
	o := mustLook(t, Options{})
	for _, test := range []struct {
		e    charts.Entry
		want string
	}{
		{charts.Entry{ID: 1, Colour: 0xaa1122}, "#aa1122"},
		{charts.Entry{ID: 1, Colour: 0xfffffe}, o.hue(3)}, // white on white
		{charts.Entry{ID: 1, Colour: storage.NoColour}, o.hue(3)},
		{charts.Entry{Others: 9, Colour: storage.NoColour}, o.css(charts.StyleDensity)},
		{charts.Entry{Name: "no outlet", Colour: storage.NoColour}, o.css(charts.StyleDensity)},
		{charts.Entry{Style: charts.StyleStancePlus2}, o.css(charts.StyleStancePlus2)},
		{charts.Entry{Class: storage.Deny, Colour: storage.NoColour}, o.hue(3)},
	} {
		if got := o.entryColour(test.e, 3); got != test.want {
			t.Errorf("%+v is %s, want %s", test.e, got, test.want)
		}
	}
}

func TestFigures(t *testing.T) {
	for v, want := range map[float64]string{0: "", 0.01: "<0.1", 0.1: "0.1", 1: "1", 2.25: "2.2", 99.96: "100", 1234.4: "1234"} {
		if got := figureText(v); got != want {
			t.Errorf("figureText(%g) = %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0", -0.01: "0", 2: "+2", -1.5: "–1.5", 0.3: "+0.3"} {
		if got := signed(v); got != want {
			t.Errorf("signed(%g) = %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64]float64{0.7: 1, 1: 1, 1.2: 2, 3: 5, 7: 10, 45: 50, 0.03: 0.05} {
		if got := niceStep(v); math.Abs(got-want) > 1e-12 {
			t.Errorf("niceStep(%g) = %g, want %g", v, got, want)
		}
	}
}

func TestSpreadKeepsToItsBoxAndApart(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 3, 17, 60, 200} {
		var ties []tie
		for i := 1; i < n; i++ {
			ties = append(ties, tie{i, rnd.IntN(i), rnd.Float64()})
		}
		radius := make([]float64, n)
		for i := range radius {
			radius[i] = 3 + rnd.Float64()*4
		}
		at := spread(n, ties, radius, 900, 500)
		for i, p := range at {
			if !(p.x >= -0.01 && p.x <= 900.01 && p.y >= -0.01 && p.y <= 500.01) {
				t.Errorf("%d nodes: %d stands at %v", n, i, p)
			}
			for j := range i {
				if math.Hypot(p.x-at[j].x, p.y-at[j].y) < (radius[i]+radius[j])*0.8 {
					t.Errorf("%d nodes: %d and %d overlap", n, i, j)
				}
			}
		}
	}
}

func TestPackSharesTheBoxOut(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		sets := make([][]int, rnd.IntN(30))
		for i := range sets {
			sets[i] = make([]int, 1+rnd.IntN(20))
		}
		list := pack(sets, box{10, 20, 800, 400})
		var area float64
		for i, p := range list {
			area += p.w * p.h
			if len(p.nodes) != len(sets[i]) || p.x < 10 || p.y < 20 || p.x+p.w > 810.001 || p.y+p.h > 420.001 || p.w <= 0 || p.h <= 0 {
				t.Errorf("part %d of %d is %+v", i, len(sets), p.box)
			}
			for _, q := range list[:i] {
				if p.x < q.x+q.w-1e-6 && q.x < p.x+p.w-1e-6 && p.y < q.y+q.h-1e-6 && q.y < p.y+p.h-1e-6 {
					t.Errorf("%+v and %+v overlap", p.box, q.box)
				}
			}
		}
		if len(sets) > 0 && math.Abs(area-800*400) > 1 {
			t.Errorf("%d parts take %g pixels", len(sets), area)
		}
	}
}
