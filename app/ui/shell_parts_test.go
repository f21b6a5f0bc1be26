package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"saywhen/app"
	"saywhen/assets"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

func TestDisplayProblem(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(k string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == k {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for _, tt := range []struct {
		goos string
		env  func(string) string
		want error
	}{
		{"linux", env(), ErrNoDisplay},
		{"linux", env("DISPLAY", ":0"), nil},
		{"freebsd", env("WAYLAND_DISPLAY", "wayland-0"), nil},
		{"windows", env(), nil},
		{"darwin", env(), nil},
	} {
		if got := displayProblem(tt.goos, tt.env); !errors.Is(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.goos, got, tt.want)
		}
	}
}

func TestTraceLines(t *testing.T) {
	var b bytes.Buffer
	tr := newTracer(&b, time.Now())
	tr.step("started")
	tr.step("saved", "change", "Add “x”\n", "n", 3, "error", errors.New("bad"))
	tr.step("odd", "channel", make(chan int))
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], `{"step":"started","ms":`) {
		t.Fatalf("the trace is %q", b.String())
	}
	for _, l := range lines {
		var v map[string]any
		if err := json.Unmarshal([]byte(l), &v); err != nil {
			t.Errorf("%q: %v", l, err)
		}
	}
	var second struct {
		Change, Error string
		N             int
	}
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil || second.Change != "Add “x”\n" || second.N != 3 || second.Error != "bad" {
		t.Errorf("got %+v, %v", second, err)
	}
	newTracer(nil, time.Now()).step("into nothing")
}

func TestWidgetFontHasTheHeightOfTheLatinOne(t *testing.T) {
	var latin []byte
	for _, f := range assets.Fonts() {
		if f.Name == "Noto Sans" && !f.Bold {
			latin = f.TTF
		}
	}
	got := widgetFont(false).Content()
	for _, tt := range []struct {
		table  string
		at, to int
	}{{"hhea", 4, 10}, {"OS/2", 68, 74}, {"OS/2", 74, 78}} {
		a, b := sfntTable(got, tt.table)[tt.at:tt.to], sfntTable(latin, tt.table)[tt.at:tt.to]
		if unitsPerEm(got) != unitsPerEm(latin) {
			t.Skip("the fonts count in different units")
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s[%d:%d] is %x, want %x", tt.table, tt.at, tt.to, a, b)
		}
	}
	for n := range 400 { // cut files must do no harm
		withMetricsOf(got[:n], latin)
		withMetricsOf(latin, got[:n])
	}
}

func TestThemeIsCompleteAndReadable(t *testing.T) {
	l := newLook(themeSystem, normalFont)
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		ground := []fyne.ThemeColorName{
			theme.ColorNameBackground, theme.ColorNameInputBackground, theme.ColorNameMenuBackground,
			theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground,
		}
		for _, g := range ground {
			for _, c := range []fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNameError, theme.ColorNameHyperlink, theme.ColorNamePlaceHolder, theme.ColorNameDisabled} {
				if r := contrast(l.Color(c, v), l.Color(g, v)); r < 4.5 {
					t.Errorf("%s on %s, variant %d: contrast %.1f", c, g, v, r)
				}
			}
		}
		if r := contrast(l.Color(theme.ColorNameForegroundOnPrimary, v), l.Color(theme.ColorNamePrimary, v)); r < 4.5 {
			t.Errorf("on the main button, variant %d: contrast %.1f", v, r)
		}
	}
	for _, tt := range []struct {
		choice themeChoice
		system fyne.ThemeVariant
		dark   bool
	}{
		{themeSystem, theme.VariantDark, true},
		{themeSystem, theme.VariantLight, false},
		{themeLight, theme.VariantDark, false},
		{themeDark, theme.VariantLight, true},
	} {
		if got := l.with(tt.choice, normalFont).dark(tt.system); got != tt.dark {
			t.Errorf("%q with system %d: dark %v", tt.choice, tt.system, got)
		}
	}
}

// contrast is that of WCAG 2.
func contrast(a, b color.Color) float64 {
	lum := func(c color.Color) float64 {
		r, g, bl, _ := c.RGBA()
		lin := func(v uint32) float64 {
			f := float64(v) / 0xffff
			if f <= 0.04045 {
				return f / 12.92
			}
			return math.Pow((f+0.055)/1.055, 2.4)
		}
		return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(bl)
	}
	x, y := lum(a), lum(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestWrapKeepsEveryWord(t *testing.T) {
	measure := paint.Default().Measure
	for _, text := range []string{
		"", "word", "a few words that take more than one line",
		"رهبر جمهوری اسلامی گفت که هیچ همکاری در کار نیست", "Averyveryverylongwordthatdoesnotfit and more",
	} {
		for width := float32(30); width < 300; width += 45 {
			p := paragraph{text: text, size: 13}
			lines := p.lines(width, measure)
			if got := strings.Join(lines, " "); got != strings.Join(strings.Fields(text), " ") {
				t.Errorf("at %v: %q became %q", width, text, got)
			}
			for _, l := range lines {
				if strings.Contains(l, " ") && measure(l, 13, false) > width {
					t.Errorf("%q is wider than %v", l, width)
				}
			}
		}
	}
	if got := (paragraph{text: "a\nb\nc", size: 10, maxLines: 2}).lines(100, measure); len(got) != 2 || !strings.HasSuffix(got[1], "…") {
		t.Errorf("cut to %q", got)
	}
}

func TestFlowStandsRightToLeftTextAtTheRight(t *testing.T) {
	var l charts.Layer
	ps := []paragraph{{text: "مرضیه افخم", size: 12}, {text: "Marzieh Afkham", size: 12}, {text: "(۱) علی", size: 12}}
	flow(&l, ps, 10, 0, 200, paint.Default().Measure)
	want := []charts.Align{charts.AlignRight, charts.AlignLeft, charts.AlignRight}
	for i, txt := range l.Texts {
		if txt.Align != want[i] {
			t.Errorf("%q is aligned %d, want %d", txt.Str, txt.Align, want[i])
		}
	}
}

func TestTextBlockGrowsWhenNarrow(t *testing.T) {
	b := newTextBlock(paint.Light, paragraph{text: strings.Repeat("words ", 30), size: 13})
	b.Resize(fyne.NewSize(600, 10))
	wide := b.MinSize().Height
	b.Resize(fyne.NewSize(150, 10))
	if narrow := b.MinSize().Height; narrow < 2*wide {
		t.Errorf("at a quarter of the width it is %v high instead of %v", narrow, wide)
	}
	line := newTextLine(paint.Light, "علی شمخانی", 13)
	if s := line.MinSize(); s.Width < 30 || s.Height < 13 {
		t.Errorf("the line is %v", s)
	}
	if img := b.generate(150, 300); img.Bounds().Dx() != 150 {
		t.Errorf("painted %v", img.Bounds())
	}
}

func TestCardSaysEverything(t *testing.T) {
	f := newSampleFixture(t)
	ctx := context.Background()
	for st, err := range f.session.File().Statements(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		c := statementCard(st, nil, f.session.Lists(), time.UTC)
		var all strings.Builder
		for _, p := range c {
			all.WriteString(p.text + "\n")
		}
		text := all.String()
		l := f.session.Lists()
		v, _ := l.Verb(st.Verb)
		want := []string{l.ActorName(st.Speaker), v.Label, st.When.Label(), l.RoleThen(st.Speaker, st.When)}
		for _, p := range st.Positions {
			cl, _ := l.Claim(p.Claim)
			want = append(want, p.Stance.Name(cl.Kind)+": "+cl.Text)
		}
		for _, c := range st.Citations[:min(2, len(st.Citations))] {
			d, _ := l.Document(c.Document)
			want = append(want, c.Quote, d.Title)
		}
		for _, a := range st.Addressees {
			want = append(want, l.ActorName(a))
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("the card of %d does not say %q:\n%s", st.ID, w, text)
			}
		}
	}
	if got := quoted("he said “no”"); strings.Count(got, "“") != 1 {
		t.Errorf("a quote within quotes: %s", got)
	}
}

func TestChips(t *testing.T) {
	f := newSampleFixture(t)
	l, loc := f.session.Lists(), time.UTC
	iran := f.actor("Iran")
	filter := storage.Filter{
		Actors: []storage.ID{iran, f.actor("ISIL")}, Stances: []storage.Stance{-2}, Classes: []storage.Class{storage.Deny},
		HasFrom: true, HasTo: true, From: time.Date(2014, 6, 1, 0, 0, 0, 0, loc).Unix(), To: time.Date(2014, 7, 1, 0, 0, 0, 0, loc).Unix(),
		Text: "stands in the box",
	}
	chips := chipsOf(filter, l, loc)
	var names []string
	for _, c := range chips {
		names = append(names, c.text)
	}
	want := "Iran|ISIL|kind: deny|denies / opposes|1 Jun 2014 – 30 Jun 2014"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("chips %s, want %s", got, want)
	}
	for _, c := range chips {
		if len(chipsOf(c.without, l, loc)) != len(chips)-1 {
			t.Errorf("taking %q away leaves %+v", c.text, c.without)
		}
		if c.without.Text != filter.Text {
			t.Errorf("taking %q away loses the text", c.text)
		}
	}
	if len(filter.Actors) != 2 || filter.Actors[0] != iran {
		t.Error("the filter itself was changed")
	}
	for _, tt := range []struct {
		f    storage.Filter
		want string
	}{
		{storage.Filter{HasFrom: true, From: 0}, "from 1 Jan 1970"},
		{storage.Filter{HasTo: true, To: 0}, "before 1 Jan 1970"},
	} {
		if got := chipsOf(tt.f, l, loc)[0].text; got != tt.want {
			t.Errorf("%+v is %q", tt.f, got)
		}
	}
}

func TestFilterByChipAndMenu(t *testing.T) {
	f := newSampleFixture(t)
	f.showOnly(f.actor("BBC Persian"))
	f.settle()
	shown := f.session.Index().Shown()
	if shown == 0 || shown >= 15 {
		t.Fatalf("%d statements pass", shown)
	}
	if n := len(f.chips.box.Objects); n != 1 {
		t.Errorf("there are %d chips", n)
	}
	f.frame()
	filtered := f.time.scene().Content
	if !f.acts.do("filter.clear") || f.session.Index().Shown() != 15 {
		t.Error("clearing the filter left", f.session.Index().Shown())
	}
	f.settle()
	f.frame()
	if all := f.time.scene().Content; filtered >= all/2 {
		t.Errorf("lanes in which nothing is left are shown: %g of %g pixels", filtered, all)
	}
	stance := f.filterItems()[0].ChildMenu.Items
	stance[4].Action() // denies
	if got := f.session.Filter().Stances; len(got) != 1 || got[0] != -2 {
		t.Fatalf("the filter is %v", got)
	}
	again := f.filterItems()[0].ChildMenu.Items
	if !again[4].Checked {
		t.Error("the stance is not ticked")
	}
	again[4].Action()
	if !f.session.Filter().IsZero() {
		t.Error("a second click did not take the stance out")
	}
}

func TestStatusText(t *testing.T) {
	for _, tt := range []struct {
		name     string
		st       app.Status
		shown    int
		readOnly bool
		want     statusText
	}{
		{"saved", app.Status{Statements: 15}, 15, false, statusText{saved: "Saved", count: "15 statements"}},
		{"one", app.Status{Statements: 1}, 1, false, statusText{saved: "Saved", count: "1 statement"}},
		{"filtered", app.Status{Statements: 90730}, 1200, false, statusText{saved: "Saved", count: "1,200 of 90,730 statements"}},
		{"saving", app.Status{Saving: true, Undated: 2}, 0, false, statusText{saved: "Saving …", undated: "undated: 2", count: "0 statements"}},
		{"busy", app.Status{Saving: true, Busy: "Importing …"}, 0, false, statusText{saved: "Importing …", count: "0 statements"}},
		{"failed", app.Status{Err: errors.New("disk full")}, 0, false, statusText{saved: "Not saved: disk full", failed: true, count: "0 statements"}},
		{"read-only", app.Status{}, 0, true, statusText{saved: "Read-only: why", count: "0 statements"}},
	} {
		if got := statusOf(tt.st, tt.shown, tt.readOnly, "why"); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestViewText(t *testing.T) {
	at := func(days float64) charts.View {
		return charts.View{}.WithSpan(charts.Span{From: 0, To: int64(days * 86400)})
	}
	for _, tt := range []struct {
		days float64
		want string
	}{
		{1, "1 Jan 1970 00:00 – 2 Jan 1970 00:00"},
		{30, "1 Jan 1970 – 31 Jan 1970"},
		{4 * 365, "Jan 1970 – Dec 1973"},
		{100 * 365, "1970 – 2069"},
	} {
		if got := viewText(at(tt.days), time.UTC); got != tt.want {
			t.Errorf("%v days: %q, want %q", tt.days, got, tt.want)
		}
	}
}

func TestCounting(t *testing.T) {
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 999: "999 rows", 1000: "1,000 rows", 1234567: "1,234,567 rows", -1200: "-1,200 rows"} {
		if got := count(n, "row"); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"a sentence of words", 12, "a sentence…"},
		{"unbreakableunbreakable", 8, "unbreak…"},
		{"سپاه پاسداران انقلاب", 10, "سپاه پاسد…"},
	} {
		if got := shorten(tt.s, tt.n); got != tt.want {
			t.Errorf("%q at %d: %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}
