package sqlite

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saywhen/storage"
)

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"plain ASCII, é", "plain ASCII, é"},
		{"كتاب", "کتاب"},
		{"علي", "علی"},
		{"مُذاكَرات", "مذاکرات"},
		{"مـــذاکرات", "مذاکرات"},
		{"می‌شود", "می شود"},
		{"۱۲ ٣٤", "12 34"},
		{"الأمم", "الامم"},
		{"إيران آن", "ایران ان"},
		{"مسؤول رئيس", "مسوول رییس"},
		{"خانهٔ خانۀ", "خانه خانه"},
		{"a\u00a0b", "a b"},
	} {
		if got := Fold(c[0]); got != c[1] {
			t.Errorf("%q is folded to %q, not %q", c[0], got, c[1])
		}
	}
}

// TestFoldIsSQL compares Fold with every generated column of the schema, on each
// character that is folded and on random text.
func TestFoldIsSQL(t *testing.T) {
	f := newProject(t, testOptions())
	alphabet := []rune(foldLetters + foldDigits + foldGone + foldBlank + "az é”🙂\n'")
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		var b strings.Builder
		for range 1 + i {
			b.WriteRune(alphabet[r.IntN(len(alphabet))])
		}
		if i == 0 {
			b.WriteString(string(alphabet))
		}
		text := b.String()
		do(t, f, "Put", func(tx *Tx) error {
			for _, tab := range f.tables.list {
				for _, column := range tab.searched {
					plain := strings.TrimSuffix(column, "_folded")
					if err := tx.compareFold(t, tab, plain, text); err != nil {
						return fmt.Errorf("%s.%s: %w", tab.name, plain, err)
					}
				}
			}
			return nil
		})
	}
}

// compareFold puts text into a column of some row and reads how it was folded.
func (t *Tx) compareFold(test *testing.T, tab *table, column, text string) error {
	var n int
	if err := t.w.scan("SELECT count(*) FROM "+tab.name, nil, &n); err != nil {
		return err
	}
	if n == 0 {
		if err := t.oneOfEach(); err != nil {
			return err
		}
	}
	if _, err := t.exec("UPDATE "+tab.name+" SET "+column+" = ?", "x"+text); err != nil {
		return err
	}
	var folded string
	if err := t.w.scan("SELECT "+column+"_folded FROM "+tab.name, nil, &folded); err != nil {
		return err
	}
	if want := Fold("x" + text); folded != want {
		test.Errorf("%s.%s: SQL folds %q to %q, Go to %q", tab.name, column, text, folded, want)
	}
	return nil
}

// oneOfEach puts one row into every searched table.
func (t *Tx) oneOfEach() error {
	a := storage.Actor{Kind: storage.Person, Name: "a", Aliases: []storage.Alias{{Name: "b"}}, Colour: storage.NoColour}
	c := storage.Claim{Kind: storage.Factual, Text: "c"}
	d := storage.Document{Title: "d", Versions: []storage.Version{{Text: "e"}}}
	if err := firstError(t.PutActor(&a), t.PutClaim(&c), t.PutDocument(&d)); err != nil {
		return err
	}
	return t.PutStatement(&storage.Statement{
		Speaker: a.ID, Verb: 1, Certainty: storage.NoCertainty, Citations: []storage.Citation{{Document: d.ID}},
	})
}

// TestFoldedSearch finds words whatever their spelling.
func TestFoldedSearch(t *testing.T) {
	f := newProject(t, testOptions())
	do(t, f, "Put", func(tx *Tx) error {
		if err := tx.oneOfEach(); err != nil {
			return err
		}
		_, err := tx.exec("UPDATE citation SET quote = ?", "دولت كتابِ هسته‌ای را در ۱۲ مُـذاكره")
		return err
	})
	for _, word := range []string{"کتاب", "كتاب", "هسته", "ای", "12", "۱۲", "١٢", "مذاکره"} {
		var n int
		must(t, f.writer.scan("SELECT count(*) FROM citation_fts WHERE citation_fts MATCH ?", []any{`"` + Fold(word) + `"`}, &n))
		if n != 1 {
			t.Errorf("%s is found %d times", word, n)
		}
	}
	checkSound(t, f)
}
