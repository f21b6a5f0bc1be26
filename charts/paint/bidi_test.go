package paint

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// In the tables, as in UAX #9's own examples, capitals stand for Hebrew letters
// (R) and the letters after ' for Arabic ones (AL): 'A is alef.
func unASCII(s string) []rune {
	var out []rune
	arabic := false
	for _, r := range s {
		switch {
		case r == '\'':
			arabic = true
			continue
		case r >= 'A' && r <= 'Z' && arabic:
			out = append(out, 0x0627+r-'A')
		case r >= 'A' && r <= 'Z':
			out = append(out, 0x05D0+r-'A')
		default:
			out = append(out, r)
		}
		arabic = false
	}
	return out
}

func TestLevels(t *testing.T) {
	for _, c := range []struct{ name, text, levels string }{
		{"plain", "abc 12", "000000"},
		{"empty", "", ""},
		{"rtl word in ltr", "car is CAR.", "00000001110"},
		{"N1 neutral between same", "a B, C d", "00111100"},
		{"N2 neutral at change takes base", "A b", "112"},
		{"rtl base with ltr and digits", "A bc 12.", "11222221"},
		{"digits after rtl in ltr line (W2, I2)", "a 'B 12 c", "00112200"},
		{"hebrew digits in ltr line", "a B 12 c", "00112200"},
		{"W4 single separator", "'A 1,2", "11222"},
		{"W4 double separator", "A 1,,2", "112112"},
		{"W4 slash between European digits after Arabic", "'A 1/2", "11222"},
		{"W5 terminator", "A 5% b", "112212"},
		{"W6 plus alone", "A + B", "11111"},
		{"W7 digits after ltr", "a 1 B", "00001"},
		{"N0 pair with embedding direction inside", "A(b)C", "11211"},
		{"N0 pair of opposite with context", "a (B) c", "0001000"},
		{"N0 context opposite", "a B(C)d", "0011110"},
		{"N0 strong before is embedding", "a(B)C d", "0010100"},
		{"N0 nested", "A (b [c] d)", "11122222221"},
		{"N0 pair with rtl and ltr inside, rtl base", "A(b C)d", "1121112"},
		{"L1 trailing space", "a B ", "0010"},
		{"NSM takes its base (W1)", "a B\u0301 c", "001100"},
		{"NSM after bracket", "a (b)\u0301 C", "00000001"},
	} {
		rs := unASCII(c.text)
		var got strings.Builder
		for _, l := range levels(rs, baseLevel(rs)) {
			got.WriteByte('0' + l)
		}
		if got.String() != c.levels {
			t.Errorf("%s: %q has levels %s, want %s", c.name, c.text, got.String(), c.levels)
		}
	}
}

// visualOrder lays runes out as they stand on the line, brackets mirrored.
func visualOrder(s string) string {
	rs := clean(s)
	lv := levels(rs, baseLevel(rs))
	var out strings.Builder
	for _, i := range visual(lv) {
		r := rs[i]
		if p, _ := bidi.LookupRune(r); lv[i]&1 == 1 && p.IsBracket() {
			r = mirror(r)
		}
		out.WriteRune(r)
	}
	return out.String()
}

// The wanted strings are in visual order from left to right; they were worked
// out by hand from UAX #9. An editor shows them reordered: read the code points.
func TestVisualOrder(t *testing.T) {
	word := func(s string) string { // a right-to-left word as it stands on the line
		rs := []rune(s)
		slices.Reverse(rs)
		return string(rs)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"رهبر: Khamenei گفت ۱۴۰۴ (تهران)", []string{"(", word("تهران"), ") ", "۱۴۰۴", " ", word("گفت"), " Khamenei :", word("رهبر")}},
		{"تکذیب (BBC Persian) در ۱۵ ژوئن 2014 بود", []string{word("بود"), " 2014 ", word("ژوئن"), " ۱۵ ", word("در"), " (BBC Persian) ", word("تکذیب")}},
		{"The daily روزنامه ۱۲ صبح reported 5%", []string{"The daily ", word("صبح"), " ۱۲ ", word("روزنامه"), " reported 5%"}},
		{"الجزيرة: 12/6/2014", []string{"12/6/2014 :", word("الجزيرة")}},
		{"Iran (سپاه) 2014", []string{"Iran (", word("سپاه"), ") 2014"}},
		{"abc \u202eevil\u202c", []string{"abc evil"}},
		{"", nil},
	} {
		if got, want := visualOrder(c.text), strings.Join(c.want, ""); got != want {
			t.Errorf("%q: got %q, want %q", c.text, got, want)
		}
	}
}

// TestLevelsAgainstText compares directions with those that x/text finds by its
// own implementation, for random lines of every class, but without brackets:
// x/text 0.22 compares an opening with a closing one and never finds a pair.
func TestLevelsAgainstText(t *testing.T) {
	alphabet := []rune("ab אבגابپ12٣٤۵۶ ..,:/+-%$«»!\u0301\u064B\u200C\u200F\u200E")
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		rs := make([]rune, 1+r.IntN(14))
		for i := range rs {
			rs[i] = alphabet[r.IntN(len(alphabet))]
		}
		base := baseLevel(rs)
		want, ok := textDirections(string(rs), base)
		if !ok {
			continue
		}
		lv := levels(rs, base)
		for i, l := range lv {
			if l&1 != want[i] && class(rs[i]) != bidi.BN {
				t.Fatalf("%q %U: rune %d has level %d of %v, x/text says %v", string(rs), rs, i, l, lv, want)
			}
		}
	}
}

// textDirections gives 1 for each rune that x/text puts from right to left.
func textDirections(s string, base uint8) ([]uint8, bool) {
	var p bidi.Paragraph
	dir := bidi.LeftToRight
	if base == 1 {
		dir = bidi.RightToLeft
	}
	if _, err := p.SetString(s, bidi.DefaultDirection(dir)); err != nil {
		return nil, false
	}
	o, err := p.Order()
	if err != nil {
		return nil, false
	}
	var out []uint8
	for i := range o.NumRuns() {
		run := o.Run(i)
		for range run.String() {
			out = append(out, uint8(run.Direction()))
		}
	}
	return out, len(out) == len([]rune(s))
}

// TestVisualIsPermutation holds for any levels, and that level 0 stays put.
func TestVisualIsPermutation(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		lv := make([]uint8, r.IntN(12))
		for i := range lv {
			lv[i] = uint8(r.IntN(4))
		}
		order := visual(lv)
		sorted := slices.Sorted(slices.Values(order))
		for i := range sorted {
			if sorted[i] != i {
				t.Fatalf("visual(%v) = %v", lv, order)
			}
			if lv[i] == 0 && order[i] != i {
				t.Fatalf("visual(%v) moves level 0: %v", lv, order)
			}
		}
	}
}

func TestDeepBracketsHaveNoPairs(t *testing.T) {
	deep := strings.Repeat("(", maxOpen+1) + "א" + strings.Repeat(")", maxOpen+1)
	q := newSequence([]rune(deep), classesOf(deep), 0)
	if p := q.pairs(); len(p) != 0 {
		t.Errorf("%d pairs, BD16 stops at %d open brackets", len(p), maxOpen)
	}
	if p := newSequence([]rune("(a)"+deep), classesOf("(a)"+deep), 0).pairs(); len(p) != 1 {
		t.Errorf("%d pairs, want the one before the search stops", len(p))
	}
	flat := deep[1 : len(deep)-1]
	if p := newSequence([]rune(flat), classesOf(flat), 0).pairs(); len(p) != maxOpen {
		t.Errorf("%d pairs, want %d", len(p), maxOpen)
	}
	angle := "\u2329a\u3009"
	if p := newSequence([]rune(angle), classesOf(angle), 0).pairs(); len(p) != 1 {
		t.Errorf("canonically equal brackets do not match")
	}
}

func classesOf(s string) []bidi.Class {
	var out []bidi.Class
	for _, r := range s {
		out = append(out, class(r))
	}
	return out
}
