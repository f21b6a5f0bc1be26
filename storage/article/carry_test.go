package article

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

// span finds the words between [ and ] and gives the text without the brackets.
func span(marked string) (string, storage.Span) {
	start := strings.Index(marked, "[")
	s := strings.Replace(marked, "[", "", 1)
	end := strings.Index(s, "]")
	return strings.Replace(s, "]", "", 1), storage.Span{Start: start, End: end}
}

func TestCarry(t *testing.T) {
	for name, c := range map[string]struct{ old, edited string }{
		"nothing changed":       {"He [denied it] today.", "He [denied it] today."},
		"text before":           {"He [denied it] today.", "On Friday he [denied it] today."},
		"text after":            {"He [denied it] today.", "He [denied it] today, twice."},
		"typo inside":           {"He [deneid the report] today.", "He [denied the report] today."},
		"typo in a lone word":   {"He [deneid] it.", "He [denied] it."},
		"first word replaced":   {"He [rejected the whole long report] today.", "He [denied the whole long report] today."},
		"last word replaced":    {"He [denied the whole long report] today.", "He [denied the whole long account] today."},
		"word put in":           {"He [denied the report] today.", "He [denied the new report] today."},
		"word taken out":        {"He [denied the whole report] today.", "He [denied the report] today."},
		"same word put before":  {"Then [the cat] slept.", "Then the dog saw [the cat] slept."},
		"glued to a word":       {"a [cat] b", "a xx[cat]yy b"},
		"deleted":               {"He came. [He denied it.] He left.", "He came. ~ He left."},
		"mostly deleted":        {"He [denied the report about military cooperation] today.", "He [denied] it ~"},
		"replaced":              {"He [denied the report] today.", "He ~ welcomed an agreement today."},
		"moved":                 {"[He denied it.] She came to the city on Friday evening.", "She came to the city on Friday evening. [He denied it.]"},
		"moved, stands twice":   {"[He denied it.] She came to the city on Friday evening.", "She came to the city on Friday evening. He denied it. He denied it. ~"},
		"another one is left":   {"No. [No comment.] The minister left the hall. No comment.", "No. The minister left the hall. No comment. ~"},
		"lines wrapped anew":    {"He [denied the\nreport] today.", "He [denied\nthe report] today."},
		"much put inside":       {"He [denied it] now.", "He denied a very long list of other things that had nothing to do with what was being asked about it now. ~"},
		"combining marks":       {"Un [re\u0301sume\u0301] court.", "Voici: un [re\u0301sume\u0301] court."},
		"a mark is added":       {"Un [resume\u0301] court.", "Un [re\u0301sume\u0301] court."},
		"emoji":                 {"👩‍👩‍👧 [waved 👍🏽] once", "👩‍👧 🇮🇷 [waved 👍🏽] once"},
		"Persian":               {"او گفت: «[ما نمی‌خواهیم] مداخله کنیم».", "دیروز او گفت: «[ما نمی‌خواهیم] مداخله کنیم»."},
		"Persian letters fixed": {"او گفت [ما نمي‌خواهيم مداخله] کنیم", "او گفت [ما نمی‌خواهیم مداخله] کنیم"},
		"CRLF":                  {"a\r\n[b c]\r\nd", "a\r\nx\r\n[b c]\r\nd"},
		"everything gone":       {"He [denied it].", "~"},
	} {
		old, sp := span(c.old)
		want := []storage.Span{{}}
		edited := strings.ReplaceAll(c.edited, "~", "")
		wantLost := edited != c.edited && !strings.Contains(c.edited, "[") || strings.Contains(name, "mostly")
		edited, want[0] = strings.NewReplacer("[", "", "]", "").Replace(edited), storage.Span{}
		if !wantLost {
			edited, want[0] = span(c.edited)
		}
		got, lost := Carry(old, edited, []storage.Span{sp})
		if !slices.Equal(got, want) || (len(lost) == 1) != wantLost {
			t.Errorf("%s: %v %q, lost %v; want %v", name, got, edited[got[0].Start:got[0].End], lost, want)
		}
	}
}

func TestCarryRefusesBadSpans(t *testing.T) {
	bad := []storage.Span{{Start: -1, End: 2}, {Start: 1, End: 9}, {Start: 2, End: 2}, {Start: 0, End: 3}}
	got, lost := Carry("abc", "abc", bad)
	if !slices.Equal(lost, []int{0, 1, 2}) || got[3] != bad[3] {
		t.Errorf("carried %v, lost %v", got, lost)
	}
}

// TestCarryShifts edits a text at random between its spans. Where a span goes is
// then known from the edits alone.
func TestCarryShifts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		var old, edited strings.Builder
		var spans, want []storage.Span
		for i := range 1 + r.IntN(40) {
			passage := sentence(r, fmt.Sprint("w", i, "x"))
			if r.IntN(2) == 0 {
				spans = append(spans, storage.Span{Start: old.Len(), End: old.Len() + len(passage)})
				want = append(want, storage.Span{Start: edited.Len(), End: edited.Len() + len(passage)})
				old.WriteString(passage)
				edited.WriteString(passage)
			} else {
				old.WriteString(passage)
				edited.WriteString(randomEdit(r, passage, fmt.Sprint("n", i, "y")))
			}
			old.WriteString(" ")
			edited.WriteString(" ")
		}
		got, lost := Carry(old.String(), edited.String(), spans)
		if len(lost) > 0 || !slices.Equal(got, want) {
			t.Fatalf("round %d: lost %v\n got %v\nwant %v\nold    %q\nedited %q", round, lost, got, want, old.String(), edited.String())
		}
	}
}

// sentence makes words of which most stand nowhere else.
func sentence(r *rand.Rand, own string) string {
	words := []string{}
	for i := range 2 + r.IntN(6) {
		words = append(words, fmt.Sprint(own, i))
		if r.IntN(3) == 0 {
			words = append(words, []string{"the", "of", "گفت", "👍🏽", "e\u0301", "—", "and\r\n"}[r.IntN(7)])
		}
	}
	return strings.Join(words, " ")
}

func randomEdit(r *rand.Rand, s, own string) string {
	switch words := strings.Fields(s); r.IntN(5) {
	case 0:
		return ""
	case 1:
		return s + " " + sentence(r, own)
	case 2:
		return sentence(r, own)
	case 3:
		return strings.Join(slices.Delete(words, 0, len(words)/2), " ")
	default:
		return s
	}
}

// TestCarryMoves moves whole passages about: all are found again.
func TestCarryMoves(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		n := 2 + r.IntN(12)
		passages, order := make([]string, n), r.Perm(n)
		spans, want := make([]storage.Span, n), make([]storage.Span, n)
		var old, edited strings.Builder
		for i := range n {
			passages[i] = sentence(r, fmt.Sprint("w", i, "x"))
			spans[i] = storage.Span{Start: old.Len(), End: old.Len() + len(passages[i])}
			old.WriteString(passages[i] + ". ")
		}
		for _, i := range order {
			want[i] = storage.Span{Start: edited.Len(), End: edited.Len() + len(passages[i])}
			edited.WriteString(passages[i] + ". ")
		}
		got, lost := Carry(old.String(), edited.String(), spans)
		if len(lost) > 0 || !slices.Equal(got, want) {
			t.Fatalf("lost %v\n got %v\nwant %v\n%q\n%q", lost, got, want, old.String(), edited.String())
		}
	}
}

// TestMatches checks the comparison against its meaning: runs ascend in both
// texts and the bytes are the same.
func TestMatches(t *testing.T) {
	for _, a := range texts {
		for _, b := range texts {
			checkRuns(t, a, b)
			checkRuns(t, a+b, b+a)
		}
	}
}

func checkRuns(t *testing.T, a, b string) {
	t.Helper()
	last := run{}
	for _, r := range matches(a, b) {
		if r.old < last.oldEnd() || r.edited < last.editedEnd() || r.len <= 0 {
			t.Fatalf("%q → %q: run %v after %v", a, b, r, last)
		}
		if a[r.old:r.oldEnd()] != b[r.edited:r.editedEnd()] {
			t.Fatalf("%q → %q: run %v differs", a, b, r)
		}
		last = r
	}
}

func FuzzCarry(f *testing.F) {
	for _, s := range texts {
		f.Add(s, s+"x", 0, 5, 3, 9)
		f.Add(s, "e\u0301 "+s, 1, 4, 2, 20)
	}
	f.Add("\xff\xfea b", "a\xff b", 0, 3, 1, 2)
	f.Fuzz(func(t *testing.T, old, edited string, a, b, c, d int) {
		spans := []storage.Span{{Start: a, End: b}, {Start: c, End: d}, {Start: 0, End: len(old)}}
		got, lost := Carry(old, edited, spans)
		x := Text{s: edited, cells: cellsOf(edited)}
		for i, sp := range got {
			if gone := slices.Contains(lost, i); gone != (sp == storage.Span{}) {
				t.Fatalf("span %d is %v and lost is %v", i, sp, lost)
			}
			if sp.Start < 0 || sp.End > len(edited) || x.Snap(sp) != sp {
				t.Fatalf("%q → %q: %v", old, edited, sp)
			}
		}
		checkRuns(t, old, edited)
	})
}

func benchmarkCarry(b *testing.B, edit func(string) string) {
	old := longText(1 << 20)
	edited := edit(old)
	x := NewText(old)
	var spans []storage.Span
	for i := range 2000 {
		sp, _ := x.At(Sentence, i*len(old)/2000)
		spans = append(spans, sp)
	}
	var lost []int
	for b.Loop() {
		_, lost = Carry(old, edited, spans)
	}
	b.ReportMetric(float64(len(lost)), "lost")
}

func BenchmarkCarry1MBFewEdits(b *testing.B) {
	benchmarkCarry(b, func(s string) string {
		return strings.Replace("A new head. "+s, "minister said", "ministry said", 20)
	})
}

func BenchmarkCarry1MBManyEdits(b *testing.B) {
	benchmarkCarry(b, func(s string) string { return strings.ReplaceAll(s, "Friday that", "Monday that") })
}

func BenchmarkCarry1MBWrappedAnew(b *testing.B) {
	benchmarkCarry(b, func(s string) string { return strings.ReplaceAll(s, " the ", "\nthe ") })
}

func BenchmarkCarry1MBUnlike(b *testing.B) {
	benchmarkCarry(b, func(s string) string {
		words := strings.Fields(s)
		slices.Reverse(words)
		return strings.Join(words, " ")
	})
}
