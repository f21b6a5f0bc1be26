package article

import (
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

func found(t *testing.T, text, query string, regex bool) []string {
	t.Helper()
	spans, err := Find(text, query, regex)
	if err != nil {
		t.Fatalf("Find(%q, %q): %v", text, query, err)
	}
	var list []string
	for _, sp := range spans {
		list = append(list, text[sp.Start:sp.End])
	}
	return list
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text, query string
		regex       bool
		want        []string
	}{
		{"Iran, iran; IRAN.", "iran", false, []string{"Iran", "iran", "IRAN"}},
		{"aaaa", "aa", false, []string{"aa", "aa"}},
		{"Re\u0301sume\u0301 and résumé and resume", "resume", false, []string{"Re\u0301sume\u0301", "résumé", "resume"}},
		{"a resume", "résumé", false, []string{"resume"}},
		{"the  Iraqi\r\ncrisis", "iraqi crisis", false, []string{"Iraqi\r\ncrisis"}},
		{"«كتاب» و کتاب", "کتاب", false, []string{"كتاب", "کتاب"}},
		{"نمی‌خواهیم", "نمي خواهيم", false, []string{"نمی‌خواهیم"}},
		{"سال ۱۳۹۳", "1393", false, []string{"۱۳۹۳"}},
		{"مُحَمَّد", "محمد", false, []string{"مُحَمَّد"}},
		{"the West’s “war”", "west's \"war\"", false, []string{"West’s “war"}[:0]},
		{"ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ", false, []string{"ΣΊΣΥΦΟΣ", "σίσυφος"}},
		{"ﬁne", "f", false, nil},
		{"ﬁne", "fine", false, []string{"ﬁne"}},
		{"👩‍👩‍👧 and 👩", "👩", false, []string{"👩‍👩‍👧", "👩"}[0:2]},
		{"anything", "", false, nil},
		{"anything", "  \n", false, nil},
		{"Gen. Smith, gen Jones", `\bgen\.? \w+`, true, []string{"Gen. Smith", "gen Jones"}},
		{"one\ntwo", "^t", true, []string{"t"}},
		{"abc", "x*", true, nil},
		{"anything", "", true, nil},
		{"e\u0301a", "e", true, []string{"e\u0301"}},
		{strings.Repeat("a", 5000), "(a*)*b", true, nil},
	} {
		if c.text == "the West’s “war”" {
			c.want = []string{"West’s “war”"}
		}
		if got := found(t, c.text, c.query, c.regex); !slices.Equal(got, c.want) {
			t.Errorf("Find(%q, %q, %t) = %q, want %q", c.text, c.query, c.regex, got, c.want)
		}
	}
}

func TestFindExplains(t *testing.T) {
	for _, query := range []string{"(", "[a", "a**", `\p{Nowhere}`, "(?<x", "x{2000}", `\`} {
		_, err := Find("text", query, true)
		if err == nil {
			t.Errorf("%q was accepted", query)
			continue
		}
		if s := err.Error(); !strings.Contains(s, "“"+query+"”") || !strings.HasSuffix(s, ".") || strings.Contains(s, "(?im)") {
			t.Errorf("%q: %s", query, s)
		}
	}
}

// TestFindSelf looks for every word and sentence of the texts in them.
func TestFindSelf(t *testing.T) {
	for _, s := range texts {
		x := NewText(s)
		for _, u := range []Unit{Word, Sentence} {
			for _, sp := range x.All(u) {
				got, err := Find(s, s[sp.Start:sp.End], false)
				inside := func(f storage.Span) bool { return f.Start <= sp.Start && f.End >= sp.End }
				if err != nil || !slices.ContainsFunc(got, inside) {
					t.Errorf("%q is not found in %q: %v", s[sp.Start:sp.End], s, got)
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range texts {
		f.Add(s, "a", false)
		f.Add(s, `\w+|.`, true)
	}
	f.Add("İstanbul ﷺ", "i", false)
	f.Fuzz(func(t *testing.T, text, query string, regex bool) {
		spans, err := Find(text, query, regex)
		if err != nil && !regex {
			t.Fatal(err)
		}
		x, last := Text{s: text, cells: cellsOf(text)}, 0
		for _, sp := range spans {
			if sp.Start < last || sp.Start >= sp.End || sp.End > len(text) || x.Snap(sp) != sp {
				t.Fatalf("Find(%q, %q): %v", text, query, spans)
			}
			last = sp.End
		}
	})
}

func BenchmarkFind1MB(b *testing.B) {
	s := longText(1 << 20)
	for b.Loop() {
		if _, err := Find(s, "Résumé talks", false); err != nil {
			b.Fatal(err)
		}
	}
}
