package ui

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/article"
)

// pressAll gives the marker keys as the reader's table of keys means them, and
// counts them. Letters behind "/" end with Enter.
func pressAll(t *testing.T, m *marker, keys ...string) (count int) {
	t.Helper()
	for _, k := range keys {
		if letters, ok := strings.CutPrefix(k, "/"); ok {
			if !m.jump(letters, m.span()) {
				t.Fatalf("nothing begins with %q", letters)
			}
			count += len([]rune(letters)) + 2
			continue
		}
		do, ok := markerKeys[k]
		if !ok {
			t.Fatalf("%q is no key", k)
		}
		do(m)
		count++
	}
	return count
}

var markerKeys = map[string]func(*marker){
	"j": func(m *marker) { m.sentence(1) }, "k": func(m *marker) { m.sentence(-1) },
	"q": func(m *marker) { m.quotation(1) }, "Q": func(m *marker) { m.quotation(-1) },
	"c": func(m *marker) { m.cutFront(1) }, "C": func(m *marker) { m.cutFront(-1) },
	"x": func(m *marker) { m.cutTail(1) }, "X": func(m *marker) { m.cutTail(-1) },
	"[": func(m *marker) { m.edge(true) }, "]": func(m *marker) { m.edge(false) },
	"<": func(m *marker) { m.letter(-1) }, ">": func(m *marker) { m.letter(1) },
	"+right": func(m *marker) { m.stretch(1) }, "+left": func(m *marker) { m.stretch(-1) },
	"right": func(m *marker) { m.word(1) }, "left": func(m *marker) { m.word(-1) },
	"+down": func(m *marker) { m.stretchSentence(1) }, "+up": func(m *marker) { m.stretchSentence(-1) },
	"e": (*marker).finish, "b": (*marker).begin, "p": (*marker).paragraph,
	";": (*marker).punctuation, " ": func(m *marker) { m.keep() }, "back": (*marker).drop,
}

func TestMarkerKeys(t *testing.T) {
	const text = "On Friday, Mr. Smith said that “it is not true,” and left. Then, silence: nobody spoke."
	for _, c := range []struct{ keys, want string }{
		{"j", "On Friday, Mr. Smith said that “it is not true,” and left"},
		{"j j", "Then, silence: nobody spoke"},
		{"j j k", "On Friday, Mr. Smith said that “it is not true,” and left"},
		{"j c", "Mr. Smith said that “it is not true,” and left"},
		{"j c C", "On Friday, Mr. Smith said that “it is not true,” and left"},
		{"j j x", "Then, silence"},
		{"j j x x", "Then"},
		{"j j x x X", "Then, silence"},
		{"j j x x X X", "Then, silence: nobody spoke"},
		{"q", "it is not true,"},
		{"q ;", "it is not true"},
		{"q ; ;", "it is not true,"},
		{"j q", "it is not true,"},
		{"j /smi", "Smith said that “it is not true,” and left"},
		{"/nobody", "nobody spoke"},
		{"right right +right +right", "Mr. Smith"},
		{"right +right +right +left", "Friday"},
		{"right right +left", "Friday, "},
		{"j [ +right", "Friday, Mr. Smith said that “it is not true,” and left"},
		{"j ] +left", "On Friday, Mr. Smith said that “it is not true,” and"},
		{"j [ > >", " Friday, Mr. Smith said that “it is not true,” and left"},
		{"q <", "it is not true"},
		{"right right e", "Mr. Smith said that “it is not true,” and left"},
		{"right right +right b", "On Friday, Mr"},
		{"j +down", text[:len(text)-1]},
		{"j +down +up", "On Friday, Mr. Smith said that “it is not true,” and left"},
		{"p", text},
		{"j right", ""},
		{"q back", ""},
	} {
		m := newMarker(article.NewText(text))
		pressAll(t, m, strings.Split(c.keys, " ")...)
		if got := text[m.start:m.end]; got != c.want {
			t.Errorf("%s selects %q, want %q", c.keys, got, c.want)
		}
	}
}

func TestMarkerKeepsPassages(t *testing.T) {
	const text = "One “two three” four “five six” seven."
	m := newMarker(article.NewText(text))
	pressAll(t, m, "q", " ", "q")
	if got := m.text.Quote(m.passages()); got != "two three … five six" {
		t.Errorf("kept and selected: %q", got)
	}
	pressAll(t, m, " ", "back")
	if got := m.text.Quote(m.passages()); got != "two three … five six" {
		t.Errorf("after taking the last one back: %q", got)
	}
	m.put(storage.Span{Start: 0, End: 12})
	if got := m.passages(); len(got) != 1 || got[0].Start != 0 {
		t.Errorf("overlapping passages: %v", got)
	}
	m.clear()
	if m.any() || len(m.kept) > 0 {
		t.Error("clearing leaves something")
	}
}

// Whatever is pressed in whatever text, the selection lies in the text on the
// borders of letters, and the passages ascend.
func TestMarkerStaysAtBordersOfLetters(t *testing.T) {
	keys := make([]string, 0, len(markerKeys))
	for k := range markerKeys {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, text := range []string{
		"", " ", "Well 👩‍👩‍👧‍👦 said: “yes 🇮🇷🇮🇶.”\r\n\r\nCafe\u0301, no? \"So\" it went.",
		"سخنگوی وزارت خارجه گفت: «این گزارش درست نیست»، و رفت. پس از آن، سکوت؛ هیچ‌کس نگفت که چرا.",
		"הדוברת אמרה: \"לא נכון\" ביום 16, וסיימה. BBC (בי־בי־סי) said that nothing, at all, happened!",
	} {
		m := newMarker(article.NewText(text))
		for range 600 {
			k := keys[rnd.IntN(len(keys))]
			markerKeys[k](m)
			if m.start < 0 || m.end > len(text) || m.start > m.end {
				t.Fatalf("%s selects [%d,%d) of %d", k, m.start, m.end, len(text))
			}
			if s := m.text.Snap(m.span()); s != m.span() {
				t.Fatalf("%s selects %v of %q, which cuts a letter: %v", k, m.span(), text, s)
			}
			last := 0
			for _, p := range m.passages() {
				if p.Start < last || p.End <= p.Start {
					t.Fatalf("%s leaves the passages %v", k, m.passages())
				}
				last = p.End
			}
		}
	}
}

// The founding article's fifteen statements, each from where the caret stood
// after the one before, with the keys that a practised person would press.
func TestMarkerSelectsTheFoundingArticle(t *testing.T) {
	text, spans := founding(t)
	m := newMarker(article.NewText(text))
	total := 0
	for i, keys := range [][]string{
		{"j", "/d", " ", "q", ";"},
		{"j", "c"},
		{"k", "/to "},
		{"j", "/i"},
		{"j", "/u"},
		{"j", "c"},
		{"j", "/rep"},
		{"j", "c"},
		{"j", "c"},
		{"j", "c"},
		{"q"},
		{"j", "c", "c"},
		{"q"},
		{"j", "/r", "x", "x", " ", "q"},
		{"q", ";"},
	} {
		m.clear()
		n := pressAll(t, m, keys...)
		total += n
		if got := m.passages(); !slices.Equal(got, spans[i]) {
			t.Errorf("statement %d: %v selects %v (%s), want %v", i+1, keys, got, m.text.Quote(got), spans[i])
		}
		if n > 8 {
			t.Errorf("statement %d takes %d keys", i+1, n)
		}
		t.Logf("statement %2d: %d keys  %q", i+1, n, keys)
		m.kept = nil
		m.place(spans[i][len(spans[i])-1].End)
	}
	t.Logf("%d keys for 15 statements, %.1f each", total, float64(total)/15)
}

// founding reads the article that the product was founded on and the spans of
// its coding, where they are.
func founding(t *testing.T) (text string, spans [][]storage.Span) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "seed")
	body, err := os.ReadFile(filepath.Join(dir, "article.txt"))
	if err != nil {
		t.Skip("the founding article is not here")
	}
	coding, err := os.ReadFile(filepath.Join(dir, "coding.json"))
	if err != nil {
		t.Skip("the coding of the founding article is not here")
	}
	var c struct {
		Statements []struct{ Spans []storage.Span }
	}
	if err := json.Unmarshal(coding, &c); err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Statements {
		spans = append(spans, s.Spans)
	}
	return string(body), spans
}

func FuzzMarkerJump(f *testing.F) {
	f.Add("On Friday, Mr. Smith said", "sm", 0, 4)
	f.Add("افخم گفت که نه", "گ", 2, 2)
	f.Fuzz(func(t *testing.T, text, letters string, a, b int) {
		if len(text) > 500 {
			text = text[:500]
		}
		m := newMarker(article.NewText(text))
		m.put(storage.Span{Start: a, End: b})
		from := m.span()
		if m.jump(letters, from) && !beginsWith(text[m.start:], letters) {
			t.Fatalf("%q begins with %q", text[m.start:], letters)
		}
		if m.start < 0 || m.end > len(text) || m.start > m.end {
			t.Fatalf("[%d,%d) of %d", m.start, m.end, len(text))
		}
	})
}
