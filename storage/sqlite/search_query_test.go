package sqlite

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseQuery(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"nothing", "", ""},
		{"only spaces", " \t\n ", ""},
		{"only signs", `"" ( ) * - ^ : ، …`, ""},
		{"one word is a beginning", "enrich", `"enrich"*`},
		{"a space ends it", "enrich ", `"enrich"`},
		{"all words", "talks Vienna", `"talks" AND "Vienna"*`},
		{"a phrase stays together", `"nuclear talks" Vienna `, `"nuclear talks" AND "Vienna"`},
		{"an unclosed phrase is a beginning", `deal "nuclear ta`, `"deal" AND "nuclear ta"*`},
		{"a closed phrase is whole", `"nuclear talks"`, `"nuclear talks"`},
		{"curly quotes", "“nuclear talks” “deal”", `"nuclear talks" AND "deal"`},
		{"French quotes", "«nuclear talks» x ", `"nuclear talks" AND "x"`},
		{"operators are words", "AND OR NOT NEAR ", `"AND" AND "OR" AND "NOT" AND "NEAR"`},
		{"signs inside words", "foo-bar (baz) col:umn* ", `"foo-bar" AND "(baz)" AND "col:umn*"`},
		{"NUL parts words", "a\x00b ", `"a" AND "b"`},
		{"bytes that are no text", "a\xff\xfeb ", `"a" AND "b"`},
		{"a quote inside a word", `rock"n"roll `, `"rock" AND "n" AND "roll"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := matchAll(parseQuery(tt.typed)); got != tt.want {
				t.Errorf("parseQuery(%q) = %s, want %s", tt.typed, got, tt.want)
			}
		})
	}
}

func TestParseQueryJoinsAtNonJoiners(t *testing.T) {
	terms := parseQuery("می\u200cشود ")
	if len(terms) != 1 || len(terms[0].spellings) != 2 {
		t.Fatalf("got %+v, want one term of two spellings", terms)
	}
	if got, want := terms[0].spellings[1], Fold("میشود"); got != want {
		t.Errorf("second spelling %q, want %q", got, want)
	}
	if got := terms[0].match(); !strings.HasPrefix(got, "(") || !strings.Contains(got, " OR ") {
		t.Errorf("match = %s, want alternatives in brackets", got)
	}
}

func TestParseQueryIsBounded(t *testing.T) {
	terms := parseQuery(strings.Repeat("wort ", 10_000))
	if len(terms) != maxTerms {
		t.Errorf("%d terms, want %d", len(terms), maxTerms)
	}
	if parseQuery(strings.Repeat("a ", maxTerms) + "b")[maxTerms-1].prefix {
		t.Error("a query that was cut off must not end in a beginning")
	}
}

// FuzzParseQuery holds what keeps user text from being query language: the
// quotes of the query are balanced, and nothing between quoted strings but
// the program's own operators.
func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{``, `"`, `a"b`, `AND`, `foo-bar`, `(`, `*`, "می\u200cشود", `a* "b c`, "\x00", "“”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		query := matchAll(parseQuery(typed))
		if !utf8.ValidString(query) || strings.ContainsRune(query, 0) {
			t.Fatalf("%q gives %q, which SQLite cannot read", typed, query)
		}
		parts := strings.Split(query, `"`)
		if len(parts)%2 == 0 {
			t.Fatalf("%q gives %s with an open quote", typed, query)
		}
		for i := 0; i < len(parts); i += 2 {
			if rest := strings.NewReplacer(" AND ", "", " OR ", "", "(", "", ")", "", "*", "").Replace(parts[i]); rest != "" {
				t.Fatalf("%q gives %s, in which %q is not quoted", typed, query, rest)
			}
		}
	})
}
