package article

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saywhen/storage"
)

// news makes a text of n words out of a vocabulary of 3,000.
func news(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d", int(3000*r.Float64()*r.Float64()))
		if b.WriteByte(' '); i%12 == 11 {
			b.WriteString("said.\n")
		}
	}
	return b.String()
}

func TestCorpus(t *testing.T) {
	var c Corpus
	if len(c.Near("anything at all")) != 0 {
		t.Error("an empty corpus knows a text")
	}
	base := news(1, 600)
	for i := range 50 {
		c.Add(storage.ID(i+1), news(uint64(i+1), 600))
	}
	c.Add(99, "no")
	if c.Len() != 51 {
		t.Errorf("%d texts", c.Len())
	}
	words := strings.Fields(base)
	for name, q := range map[string]struct {
		text         string
		least        float64
		contained    float64
		same, absent bool
	}{
		"itself":          {base, 1, 1, true, false},
		"blanks around":   {"\n " + base + "\n\n", 1, 1, true, false},
		"CRLF":            {strings.ReplaceAll(base, "\n", "\r\n"), 1, 1, true, false},
		"upper case":      {strings.ToUpper(base), 1, 1, false, false},
		"wrapped anew":    {strings.Join(words, "\n"), 1, 1, false, false},
		"one word more":   {"Update: " + base, 0.95, 0.95, false, false},
		"a tenth changed": {edited(words, 60), 0.35, 0.5, false, false},
		"first half":      {strings.Join(words[:300], " "), 0.4, 0.9, false, false},
		"with an ending":  {base + news(1000, 600), 0.4, 0.9, false, false},
		"unrelated":       {news(2000, 600), 0, 0, false, true},
	} {
		id, same := c.Same(q.text)
		if same != q.same || same && id != 1 {
			t.Errorf("%s: same %t %d", name, same, id)
		}
		near := c.Near(q.text)
		if q.absent {
			if len(near) > 0 && near[0].Similarity > 0.05 {
				t.Errorf("%s: %+v", name, near[0])
			}
			continue
		}
		if len(near) == 0 || near[0].ID != 1 || near[0].Similarity < q.least || near[0].Contained < q.contained {
			t.Errorf("%s: %+v", name, near)
		}
		if len(near) > 1 && near[1].Similarity > 0.05 {
			t.Errorf("%s: unrelated %+v", name, near[1])
		}
	}
	if near := c.Near("No!"); len(near) != 1 || near[0].ID != 99 {
		t.Errorf("a text of one word: %+v", near)
	}
}

func edited(words []string, n int) string {
	r := rand.New(rand.NewPCG(9, 9))
	words = append([]string(nil), words...)
	for i := range n {
		words[r.IntN(len(words))] = fmt.Sprint("other", i)
	}
	return strings.Join(words, " ")
}

// TestNearAgainstSets checks similarity against plain sets of shingles: it may
// differ by the sampling only.
func TestNearAgainstSets(t *testing.T) {
	words := strings.Fields(news(3, 2000))
	for _, n := range []int{0, 5, 20, 100, 400} {
		a, b := strings.Join(words, " "), edited(words, n)
		var c Corpus
		c.Add(1, a)
		got, want := 0.0, jaccard(a, b)
		if near := c.Near(b); len(near) > 0 {
			got = near[0].Similarity
		}
		if got < want-0.12 || got > want+0.12 {
			t.Errorf("%d words changed: %.3f, of all shingles %.3f", n, got, want)
		}
	}
}

func jaccard(a, b string) float64 {
	set := func(s string) map[string]bool {
		words, out := strings.Fields(strings.ToLower(s)), map[string]bool{}
		for i := shingle; i <= len(words); i++ {
			out[strings.Join(words[i-shingle:i], " ")] = true
		}
		return out
	}
	x, y := set(a), set(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func TestDifferences(t *testing.T) {
	a := "The minister said on Friday that no talks had taken place. She left at once. Nobody followed her to the car."
	b := "Update. The minister said on Monday that no talks had taken place.\nNobody followed her to the car, or home."
	got, more := Differences(a, b, 10)
	want := []Difference{
		{Added: "Update.", After: "The minister said on Friday"},
		{Removed: "Friday", Added: "Monday", Before: "The minister said on", After: "that no talks had taken place."},
		{Removed: "She left at once.", Before: "no talks had taken place.", After: "Nobody followed her to the"},
		{Added: ", or home", Before: "Nobody followed her to the car", After: "."},
	}
	if len(got) != len(want) || more != 0 {
		t.Fatalf("%d more of\n%+v", more, got)
	}
	for i := range want {
		if got[i].Removed != want[i].Removed || got[i].Added != want[i].Added {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
		if i == 1 && (got[i].Before == "" || got[i].After == "" || !strings.HasSuffix(got[i].Before, "said on")) {
			t.Errorf("context: %+v", got[i])
		}
	}
	if got, more := Differences(a, b, 1); len(got) != 1 || more != 3 {
		t.Errorf("limited: %d and %d more", len(got), more)
	}
	if got, _ := Differences(a, strings.ReplaceAll(a, " ", "\n"), 9); len(got) != 0 {
		t.Errorf("white space alone: %+v", got)
	}
	if got, _ := Differences("", news(1, 500), 9); len(got) != 1 || len(got[0].Added) > 3*shownPart {
		t.Errorf("a long addition: %+v", got)
	}
}

func BenchmarkCorpus500(b *testing.B) {
	texts := make([]string, 500)
	for i := range texts {
		texts[i] = news(uint64(i), 750)[:5000]
	}
	for b.Loop() {
		var c Corpus
		for i, s := range texts {
			c.Add(storage.ID(i+1), s)
		}
		for _, s := range texts {
			c.Near(s)
		}
	}
}
