package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"saywhen/storage"
)

// library is a project with one text in every place that is searched.
type library struct {
	*File
	actor, claim, document, statement storage.ID
}

func newLibrary(t testing.TB) library {
	t.Helper()
	l := library{File: newProject(t, testOptions())}
	actor := storage.Actor{
		Kind: storage.Person, Name: "Marzieh Afkham", Colour: storage.NoColour, Note: "spokeswoman since 2013",
		Aliases: []storage.Alias{{Name: "مرضيه افخم", Lang: "fa"}}, // with the Arabic ye
	}
	claim := storage.Claim{Kind: storage.Factual, Text: "Consultations took place", Note: "key question"}
	d := storage.Document{Title: "Secret letters", Versions: []storage.Version{
		{Number: 1, Text: "An obsolete draft."},
		{Number: 2, Text: "The ministry confirmed an exchange of embassies."},
	}}
	do(t, l.File, "Add", func(tx *Tx) error {
		must(t, firstError(tx.PutActor(&actor), tx.PutClaim(&claim), tx.PutDocument(&d)))
		s := storage.Statement{
			Speaker: actor.ID, Verb: 11, Certainty: storage.NoCertainty, Place: "Tehrān",
			Gist: "She called it unfounded", Note: "check against ۱۲ شهريور",
			Positions: []storage.Position{{Claim: claim.ID, Stance: -2}},
			Citations: []storage.Citation{{
				Document: d.ID, Quote: "ایران این خبر را تکذیب می‌کند، مُذاکراتی نبوده", Translation: "Iran denies the news",
			}},
		}
		must(t, tx.PutStatement(&s))
		l.statement = s.ID
		other := storage.Statement{Speaker: actor.ID, Verb: 1, Certainty: storage.NoCertainty, Gist: "Something else"}
		return tx.PutStatement(&other)
	})
	l.actor, l.claim, l.document = actor.ID, claim.ID, d.ID
	return l
}

// TestSearchFindsEveryField asks for a word of each place, as another keyboard
// may write it.
func TestSearchFindsEveryField(t *testing.T) {
	l := newLibrary(t)
	st, ac, do, cl := storage.StatementRecord, storage.ActorRecord, storage.DocumentRecord, storage.ClaimRecord
	tests := []struct {
		query string
		kind  storage.RecordKind
		id    storage.ID
		field string
	}{
		{"afkham ", ac, l.actor, "name"},
		{"SPOKESW", ac, l.actor, "note"},
		{"مرضیه", ac, l.actor, "alias"},      // Persian ye
		{"مرضيه", ac, l.actor, "alias"},      // Arabic ye
		{"مرضیـــه", ac, l.actor, "alias"},   // tatweel
		{"place took", cl, l.claim, "claim"}, // in any order
		{"question", cl, l.claim, "note"},
		{`"secret letters"`, do, l.document, "title"},
		{"embass", do, l.document, "text"},
		{"unfounded", st, l.statement, "gist"},
		{"tehran", st, l.statement, "place"}, // without the macron
		{"12", st, l.statement, "note"},      // Persian digits
		{"۱۲", st, l.statement, "note"},
		{"١٢", st, l.statement, "note"},
		{"شهریور", st, l.statement, "note"},
		{"ایران", st, l.statement, "quote"},
		{"ايران", st, l.statement, "quote"},
		{"مذاکراتی", st, l.statement, "quote"}, // without the damma
		{"مذاكراتي", st, l.statement, "quote"},
		{"می‌کند", st, l.statement, "quote"},
		{"می کند", st, l.statement, "quote"}, // a space for the non-joiner
		{"iran news", st, l.statement, "translation"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			hits, total, err := l.Search(context.Background(), tt.query, 10)
			must(t, err)
			if total != 1 || len(hits) != 1 {
				t.Fatalf("%d hits of %d: %+v", len(hits), total, hits)
			}
			h := hits[0]
			if h.Kind != tt.kind || h.ID != tt.id || h.Field != tt.field || h.Snippet == "" {
				t.Errorf("got %+v, want the %s of %s %d", h, tt.field, tt.kind, tt.id)
			}
			if (h.Kind == st) != (h.Statement == l.statement) {
				t.Errorf("hit names the statement %d", h.Statement)
			}
		})
	}
}

func TestSearchFindsNothing(t *testing.T) {
	l := newLibrary(t)
	for _, query := range []string{"", " ", `""`, "xylophone", "afkham embassies", `"letters secret"`, "obsolete", "fkham"} {
		if hits, total, err := l.Search(context.Background(), query, 10); err != nil || total != 0 || hits != nil {
			t.Errorf("%q: %d hits %+v, %v", query, total, hits, err)
		}
	}
}

// hostile is what people type and paste.
var hostile = []string{
	`"`, `""`, `"""`, `a"b`, `"a`, `a" OR "b`, "AND", "OR", "NOT", "NEAR", "a AND", "NOT a", "NEAR(a b)", "NEAR(a b, 2)",
	"(", ")", "((a)", "*", "a*", "*a", "^a", "a:b", "gist_folded:a", "{a b}:c", "-a", "a-b", "a+b", "a;b", "'", "''", "a'b",
	"%", "_", "\\", "\x00", "a\x00b", "\xff\xfe", "\u200c", "می\u200cکند\u200c", "\u0651", "🙂", "ﷺ", "…", "\u202eabc",
	strings.Repeat("wort ", 2000), strings.Repeat(`"`, 10_000), strings.Repeat("x", 10_000), strings.Repeat("( ", 5000),
	strings.Repeat("a\u200cb ", 2000), strings.Repeat("ی", 5001), "rowid", "rank", "statement_fts", "1 OR 1=1", "₁²", "①", "a\u0301",
}

func TestHostileQueriesAreNoErrors(t *testing.T) {
	l := newLibrary(t)
	for _, query := range hostile {
		if _, _, err := l.Search(context.Background(), query, 5); err != nil {
			t.Errorf("Search %.40q: %v", query, err)
		}
		if _, err := l.SearchStatements(context.Background(), query); err != nil {
			t.Errorf("SearchStatements %.40q: %v", query, err)
		}
	}
}

func FuzzSearch(f *testing.F) {
	l := newLibrary(f)
	for _, query := range hostile {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		hits, total, err := l.Search(context.Background(), query, 5)
		if err != nil || len(hits) > total {
			t.Fatalf("Search %q: %d hits of %d, %v", query, len(hits), total, err)
		}
		if _, err := l.SearchStatements(context.Background(), query); err != nil {
			t.Fatalf("SearchStatements %q: %v", query, err)
		}
	})
}

func TestSearchStatements(t *testing.T) {
	l := newLibrary(t)
	everything, err := l.SearchStatements(context.Background(), "")
	must(t, err)
	if len(everything) != 2 || !slices.IsSorted(everything) {
		t.Fatalf("no condition gives %d statements, want 2, ascending", len(everything))
	}
	one := []storage.ID{l.statement}
	tests := []struct {
		name, query string
		want        []storage.ID
	}{
		{"the speaker's name", "afkham", everything},
		{"another name of hers", "افخم", everything},
		{"her name and a word of the gist", "afkham unfounded", one},
		{"quote and claim", "ایران consultations", one},
		{"the document's title", "secret", one},
		{"what is only in the article", "embassies", nil},
		{"what is only in a note on the actor", "spokeswoman", nil},
		{"a word too many", "afkham unfounded xylophone", nil},
		{"the beginning of the last word", "Afkham unfo", one},
		{"only the last word is a beginning", "unfo afkham", nil},
		{"signs ask for nothing", `"*"`, everything},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := l.SearchStatements(context.Background(), tt.query)
			must(t, err)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestSearchStatementsByParty finds a statement by everyone who takes part.
func TestSearchStatementsByParty(t *testing.T) {
	f := newProject(t, testOptions())
	var s storage.Statement
	do(t, f, "Add", func(tx *Tx) error {
		ids := map[string]storage.ID{}
		for _, name := range []string{"Anna", "Bertha", "Clara", "Dora", "Emma"} {
			a := storage.Actor{Kind: storage.Person, Name: name, Colour: storage.NoColour}
			must(t, tx.PutActor(&a))
			ids[name] = a.ID
		}
		s = storage.Statement{
			Speaker: ids["Anna"], CoSpeakers: []storage.ID{ids["Bertha"]}, OnBehalf: ids["Clara"], Verb: 1,
			Addressees: []storage.ID{ids["Dora"]}, About: []storage.ID{ids["Emma"]}, Certainty: storage.NoCertainty,
		}
		return tx.PutStatement(&s)
	})
	for _, query := range []string{"anna", "bertha", "clara", "dora", "emma", "emma anna"} {
		got, err := f.SearchStatements(context.Background(), query)
		must(t, err)
		if !slices.Equal(got, []storage.ID{s.ID}) {
			t.Errorf("%s: %v, want the statement", query, got)
		}
	}
}

// TestSearchFollowsEdits holds that what is changed, deleted, undone and
// imported is found as it is now.
func TestSearchFollowsEdits(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	speaker := addSpeaker(t, f, "Speaker")
	s := storage.Statement{Speaker: speaker, Verb: 1, Certainty: storage.NoCertainty, Gist: "apples"}
	found := func(query string, want int) {
		t.Helper()
		if _, total, err := f.Search(ctx, query, 5); err != nil || total != want {
			t.Errorf("%s: %d hits, %v; want %d", query, total, err, want)
		}
	}
	do(t, f, "Add", func(tx *Tx) error { return tx.PutStatement(&s) })
	found("apples", 1)
	s.Gist = "pears"
	do(t, f, "Edit", func(tx *Tx) error { return tx.PutStatement(&s) })
	found("apples", 0)
	found("pears", 1)
	_, err := f.Undo(ctx)
	must(t, err)
	found("apples", 1)
	do(t, f, "Delete", func(tx *Tx) error { return tx.DeleteStatement(s.ID) })
	found("apples", 0)
	_, err = f.Import(ctx, "Import", func(tx *Tx) error {
		for range 3 {
			if err := tx.PutStatement(&storage.Statement{Speaker: speaker, Verb: 1, Certainty: storage.NoCertainty, Gist: "plums"}); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	found("plums", 3)
}

// TestSearchOrder holds that a limit is shared among the places, and that the
// newest come first when there are too many to rank.
func TestSearchOrder(t *testing.T) {
	ctx := context.Background()
	f := newProject(t, testOptions())
	speaker := addSpeaker(t, f, "Iran")
	var last storage.Statement
	_, err := f.Import(ctx, "Import", func(tx *Tx) error {
		for i := range rankLimit + 1 {
			last = storage.Statement{Speaker: speaker, Verb: 1, Certainty: storage.NoCertainty, Gist: fmt.Sprint("Iran ", i)}
			if err := tx.PutStatement(&last); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	hits, total, err := f.Search(ctx, "iran", 4)
	must(t, err)
	if total != rankLimit+2 || len(hits) != 4 {
		t.Fatalf("%d hits of %d, want 4 of %d", len(hits), total, rankLimit+2)
	}
	if hits[0].Kind != storage.ActorRecord || hits[1].ID != last.ID || hits[2].ID >= hits[1].ID {
		t.Errorf("order: %+v", hits)
	}
}

func TestTakeTurns(t *testing.T) {
	tests := []struct {
		available []int
		limit     int
		want      []int
	}{
		{[]int{0, 0}, 5, []int{0, 0}},
		{[]int{1, 100}, 10, []int{1, 9}},
		{[]int{100, 100, 1}, 9, []int{4, 4, 1}},
		{[]int{2, 2}, 10, []int{2, 2}},
		{[]int{5, 5}, 3, []int{2, 1}},
		{[]int{5}, 0, []int{0}},
		{[]int{5}, -1, []int{0}},
	}
	for _, tt := range tests {
		if got := takeTurns(tt.available, tt.limit); !slices.Equal(got, tt.want) {
			t.Errorf("takeTurns(%v, %d) = %v, want %v", tt.available, tt.limit, got, tt.want)
		}
	}
}

func TestSnippet(t *testing.T) {
	filler := strings.Repeat("lorem ipsum ", 60)
	harakat := "مُذَاکَرَات در وین"
	tests := []struct{ name, text, marked, begins, holds string }{
		{"at the start", "denied it", "\x02denied\x03 it", "denied it", "denied"},
		{"short texts are whole", "He denied it", "He \x02denied\x03 it", "He denied", "it"},
		{"far inside", filler + "denied it " + filler, filler + "\x02denied\x03 it " + filler, "…", "denied it"},
		{"on one line", "He\n\ndenied", "He\n\n\x02denied\x03", "He denied", "denied"},
		{"as it was written", harakat, Fold("مُذَاکَرَات در ") + "\x02وین\x03", "مُذَاکَرَات", "وین"},
		{"far behind folded text", strings.Repeat(harakat+" ", 30) + "Wien", Fold(strings.Repeat(harakat+" ", 30)) + "\x02Wien\x03", "…", "Wien"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := snippet(tt.text, tt.marked)
			if !strings.HasPrefix(got, tt.begins) || !strings.Contains(got, tt.holds) {
				t.Errorf("snippet = %q, want it to begin with %q and hold %q", got, tt.begins, tt.holds)
			}
			if n := utf8.RuneCountInString(got); n > snippetLength {
				t.Errorf("%d runes, want at most %d", n, snippetLength)
			}
		})
	}
}

// FuzzSnippet holds that a snippet is made of any text wherever the match is
// said to be.
func FuzzSnippet(f *testing.F) {
	f.Add("He denied it", "He \x02denied\x03 it")
	f.Add("", "\x02")
	f.Add("می\u200cکند", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\x02")
	f.Fuzz(func(t *testing.T, text, marked string) {
		got := snippet(text, marked)
		if utf8.RuneCountInString(got) > snippetLength {
			t.Errorf("snippet(%q, %q) is too long", text, marked)
		}
	})
}
