package article

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"saywhen/storage"
)

// texts hold everything that can be got wrong with offsets.
var texts = []string{
	"", " ", "\n\n", "word", "a\r\nb", "…", "🇮🇷🇮🇶 met. 👩‍👩‍👧 👍🏽 waved.",
	"Cafe\u0301 re\u0301sume\u0301: “nai\u0308ve”, she said.",
	"او گفت: «ما نمی‌خواهیم مداخله کنیم». سپس رفت؟ بله، رفت.",
	"قال الوزير: «لن نتدخل». ثم غادر القاعة؛ ولم يعلّق.",
	"הוא אמר: \"לא נתערב\". אחר כך יצא.",
	"He said: “We said ‘no’ twice.” Then — as ever — he left; Gen. Smith stayed until 17:30.",
	"한국어 문장입니다. 日本語の文。「はい」と言った。",
}

func passages(t *Text, u Unit) (list []string) {
	for _, sp := range t.All(u) {
		list = append(list, t.s[sp.Start:sp.End])
	}
	return list
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		unit Unit
		text string
		want []string
	}{
		{Word, "He said 3.5 “no”.", []string{"He", "said", "3.5", "no"}},
		{Word, "🇮🇷🇮🇶 👩‍👩‍👧!", []string{"🇮🇷", "🇮🇶", "👩‍👩‍👧"}},
		{Word, "Cafe\u0301 — r\u00e9sum\u00e9", []string{"Cafe\u0301", "r\u00e9sum\u00e9"}},
		{Word, "نمی‌خواهیم، گفت", []string{"نمی‌خواهیم", "گفت"}},
		{Word, "לא נתערב", []string{"לא", "נתערב"}},
		{Sentence, "One. Two! Three? Four", []string{"One.", "Two!", "Three?", "Four"}},
		{Sentence, "“No.” He left.", []string{"“No.”", "He left."}},
		{Sentence, "Maj. Gen. Soleimani met J. Smith. The U.S. President denied it.", []string{"Maj. Gen. Soleimani met J. Smith.", "The U.S. President denied it."}},
		{Sentence, "Did he? No. So I went, and I. Then all.", []string{"Did he?", "No.", "So I went, and I.", "Then all."}},
		{Sentence, "سپس رفت؟ بله، رفت. تمام شد", []string{"سپس رفت؟", "بله، رفت.", "تمام شد"}},
		{Sentence, "הוא אמר. אחר כך יצא.", []string{"הוא אמר.", "אחר כך יצא."}},
		{Sentence, "Head\r\n\r\nBody one. Body\u00a0two.\r\n", []string{"Head", "Body one.", "Body\u00a0two."}},
		{Sentence, "A headline\n\nA line that was wrapped by hand goes on and\non the next one. And ends.\n", []string{
			"A headline", "A line that was wrapped by hand goes on and\non the next one.", "And ends.",
		}},
		{Paragraph, "A headline\n\nA line that was wrapped by hand goes on and\non the next one.\n", []string{
			"A headline", "A line that was wrapped by hand goes on and\non the next one.",
		}},
		{Paragraph, "One\nTwo\r\n  Three \n", []string{"One", "Two", "Three"}},
		{Clause, "He came, saw; left: “yes,” he said — at 17:30, 1,000 men.", []string{
			"He came,", "saw;", "left:", "“yes,”", "he said —", "at 17:30,", "1,000 men.",
		}},
		{Clause, "بله، رفت؛ گفت", []string{"بله،", "رفت؛", "گفت"}},
		{Clause, "Iran-US talks - he said – failed.", []string{"Iran-US talks -", "he said –", "failed."}},
		{Quotation, "He said “we said ‘no’ twice” and \"left\".", []string{"we said ‘no’ twice", "no", "left"}},
		{Quotation, "«ما نمی‌خواهیم» و „Nein“ und »ja«.", []string{"ما نمی‌خواهیم", "Nein", "ja"}},
		{Quotation, "It’s the ministers’ “view”, isn’t it?", []string{"view"}},
		{Quotation, "“Long one\n“goes on.” End\n“never closed", []string{"Long one", "goes on."}},
		{Quotation, "“” ‘ ’ \"…\"", nil},
	} {
		if got := passages(NewText(c.text), c.unit); !slices.Equal(got, c.want) {
			t.Errorf("unit %d of %q:\n got %q\nwant %q", c.unit, c.text, got, c.want)
		}
	}
}

// TestUnitsHold checks what is true of every text: passages are in bounds, in
// order, of whole characters, not blank, and every word lies in one sentence.
func TestUnitsHold(t *testing.T) {
	for _, s := range texts {
		holds(t, s)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Add("\u0600١“\u200d’\u0301\u200c »«")
	f.Add(strings.Repeat("a line of some forty characters, and more\n", 3) + "\nend. x\u0301. ")
	f.Fuzz(func(t *testing.T, s string) { holds(t, s) })
}

func holds(t *testing.T, s string) {
	x := NewText(s)
	for u := range numUnits {
		last := storage.Span{}
		for i, sp := range x.All(u) {
			if sp.Start < 0 || sp.End > len(s) || sp.Start >= sp.End || x.Snap(sp) != sp {
				t.Fatalf("unit %d of %q: bad span %v", u, s, sp)
			}
			if i > 0 && (sp.Start < last.Start || u != Quotation && sp.Start < last.End) {
				t.Fatalf("unit %d of %q: %v after %v", u, s, sp, last)
			}
			last = sp
		}
	}
	words := x.All(Word)
	if !utf8.ValidString(s) {
		words = nil // the rules of words and of sentences part ways there
	}
	for _, w := range words {
		for _, u := range []Unit{Clause, Sentence, Paragraph} {
			if sp, ok := x.At(u, w.Start); !ok || sp.Start > w.Start || sp.End < w.End {
				t.Fatalf("%q: the word at %v is not in one passage of unit %d: %v", s, w, u, sp)
			}
		}
	}
	for off := -1; off <= len(s)+1; off++ {
		sp := x.Snap(storage.Span{Start: off, End: off + 3})
		if x.Snap(sp) != sp || sp.Start < 0 || sp.End > len(s) {
			t.Fatalf("%q: Snap(%d) = %v", s, off, sp)
		}
		if got := x.Trim(storage.Span{Start: off, End: len(s)}); x.Snap(got) != got {
			t.Fatalf("%q: Trim splits a character: %v", s, got)
		}
	}
}

func TestSteps(t *testing.T) {
	x := NewText("One two. “Three” four.")
	at := func(name string, sp storage.Span, ok bool, want string) {
		t.Helper()
		if got := x.s[sp.Start:sp.End]; got != want || ok != (want != "") {
			t.Errorf("%s = %q, %t; want %q", name, got, ok, want)
		}
	}
	sp, ok := x.At(Word, 5)
	at("At in a word", sp, ok, "two")
	sp, ok = x.At(Word, 8)
	at("At between words", sp, ok, "Three")
	sp, ok = x.At(Word, 999)
	at("At behind the text", sp, ok, "four")
	sp, ok = x.Next(Word, 4)
	at("Next", sp, ok, "Three")
	sp, ok = x.Prev(Word, 4)
	at("Prev", sp, ok, "One")
	sp, ok = x.Prev(Word, 0)
	at("Prev at the start", sp, ok, "")
	sp, ok = x.Next(Sentence, 0)
	at("Next sentence", sp, ok, "“Three” four.")
	sp, ok = x.Next(Sentence, 10)
	at("Next sentence at the end", sp, ok, "")
	sp, ok = x.At(Quotation, 0)
	at("At before the quotation", sp, ok, "Three")
	sp, ok = NewText("…").At(Word, 0)
	if ok {
		t.Errorf("a text without words has the word %v", sp)
	}
	if got := x.Quote([]storage.Span{{Start: 0, End: 3}, {Start: 5, End: 5}, {Start: 12, End: 17}}); got != "One … Three" {
		t.Errorf("Quote = %q", got)
	}
}

func TestQuotationAtIsInnermost(t *testing.T) {
	x := NewText("“a ‘b’ c” d")
	sp, _ := x.At(Quotation, strings.Index(x.s, "b"))
	if got := x.s[sp.Start:sp.End]; got != "b" {
		t.Errorf("at b: %q", got)
	}
	sp, _ = x.At(Quotation, strings.Index(x.s, " c"))
	if got := x.s[sp.Start:sp.End]; got != "a ‘b’ c" {
		t.Errorf("at c: %q", got)
	}
}

func TestTrim(t *testing.T) {
	for in, want := range map[string]string{
		"  He left. ":                       "He left",
		"“No comment,” ":                    "No comment",
		"are “completely unreal.”":          "are “completely unreal.”",
		"“psychological warfare” against":   "“psychological warfare” against",
		"the region).":                      "the region",
		"(in part) yes,":                    "(in part) yes",
		"met in the U.S.":                   "met in the U.S.",
		"«نه»، گفت؟":                        "«نه»، گفت",
		"— and the report is not true\r\n":  "and the report is not true",
		"… ":                                "",
		"":                                  "",
		"the ministers’ view":               "the ministers’ view",
		"👍🏽!":                               "👍🏽",
		"re\u0301sume\u0301.”":              "re\u0301sume\u0301",
		"which is “free and fair elections": "which is “free and fair elections",
	} {
		x := NewText(in)
		sp := x.Trim(storage.Span{Start: 0, End: len(in)})
		if got := in[sp.Start:sp.End]; got != want {
			t.Errorf("Trim(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	x := NewText("e\u0301\r\n👩‍👩‍👧x")
	var got []string
	for off := 0; off < len(x.s); {
		c := x.Cell(off)
		got = append(got, x.s[c.Start:c.End])
		if back := x.CellBefore(c.End); back != c {
			t.Errorf("before %d: %v, want %v", c.End, back, c)
		}
		off = c.End
	}
	if want := []string{"e\u0301", "\r\n", "👩‍👩‍👧", "x"}; !slices.Equal(got, want) {
		t.Errorf("characters %q, want %q", got, want)
	}
	if c := x.Cell(len(x.s)); c.Start != c.End || c.End != len(x.s) {
		t.Errorf("at the end: %v", c)
	}
	if c := x.CellBefore(0); c != (storage.Span{}) {
		t.Errorf("at the start: %v", c)
	}
}

// TestReference steps through the founding article when it is there: what its
// coding quotes between marks is one step, and what it quotes from a sentence
// begins and ends with words.
func TestReference(t *testing.T) {
	text, err := os.ReadFile("../../../shared/seed/article.txt")
	coding, err2 := os.ReadFile("../../../shared/seed/coding.json")
	if err != nil || err2 != nil {
		t.Skip("the founding article is not here")
	}
	var want struct {
		Statements []struct{ Spans []json.RawMessage }
	}
	if err := json.Unmarshal(coding, &want); err != nil {
		t.Fatal(err)
	}
	x, quoted := NewText(string(text)), 0
	for _, st := range want.Statements {
		for _, raw := range st.Spans {
			sp := spanOf(t, raw)
			if x.Snap(sp) != sp {
				t.Errorf("%v splits a character", sp)
			}
			mark := x.CellBefore(sp.Start)
			if !strings.Contains("“\"", x.s[mark.Start:mark.End]) {
				continue
			}
			quoted++
			if got, ok := x.At(Quotation, sp.Start); !ok || got.Start != sp.Start || got.End < sp.End {
				t.Errorf("the quotation at %v is %v: %q", sp, got, x.s[got.Start:got.End])
			}
		}
	}
	if quoted == 0 {
		t.Error("nothing of the reference is quoted")
	}
}

// spanOf reads a span that is written as a pair or as an object.
func spanOf(t *testing.T, raw json.RawMessage) (sp storage.Span) {
	t.Helper()
	var pair [2]int
	if json.Unmarshal(raw, &pair) == nil {
		return storage.Span{Start: pair[0], End: pair[1]}
	}
	if err := json.Unmarshal(raw, &sp); err != nil {
		t.Fatal(err)
	}
	return sp
}

// longText makes a text of many words, of at most size bytes.
func longText(size int) string {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the minister said on Friday that Iran denied reports about military cooperation «نه» او گفت résumé 👍 talks failed, however; “we” know")
	var b strings.Builder
	for b.Len() < size {
		for range 5 + r.IntN(20) {
			b.WriteString(words[r.IntN(len(words))])
			if r.IntN(4) == 0 {
				b.WriteString(string(rune('a' + r.IntN(26))))
				b.WriteString(string(rune('a' + r.IntN(26))))
			}
			b.WriteByte(' ')
		}
		b.WriteString("end. ")
		if r.IntN(5) == 0 {
			b.WriteString("\n")
		}
	}
	s := b.String()[:size]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}

func BenchmarkNewText1MB(b *testing.B) {
	s := longText(1 << 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		NewText(s)
	}
}
