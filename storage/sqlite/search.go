package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"saywhen/storage"
)

// Search looks into seven full-text tables, from names to articles, and shows
// what it found in that order: someone who types a name wants the actor before
// the hundred quotes that mention her. No table may crowd out the others: they
// take turns until the limit is reached. Within a table the best match comes
// first as long as there are few matches; ranking reads every one of them, so
// beyond rankLimit the newest come first, which is fast whatever their number.

// rankLimit is the greatest number of matches, in all tables, that are ranked.
const rankLimit = 5000

// Hit is one place where a search found what was asked for. A record that has it
// in two places gives two hits.
type Hit struct {
	Kind      storage.RecordKind
	ID        storage.ID // of the record
	Statement storage.ID // the statement that it is or belongs to; 0 if none
	// Field is where it stands: name, alias, claim, title, gist, place, quote,
	// translation, text (of a document) or note.
	Field string
	// Snippet is the text around it as it was written, on one line, at most
	// snippetLength runes.
	Snippet string
}

// source is one full-text table.
type source struct {
	kind      storage.RecordKind
	table     string // its rows are indexed in table_fts
	record    string // column with the record's id
	statement string // column with the statement's id, or "0"
	condition string // what else must hold, or ""
	columns   []string
	fields    []string // the names of the columns in Hit.Field
}

// sources are the full-text tables in the order of the answer.
var sources = []source{
	{storage.ActorRecord, "actor", "id", "0", "", []string{"name", "note"}, []string{"name", "note"}},
	{storage.ActorRecord, "alias", "actor_id", "0", "", []string{"name"}, []string{"alias"}},
	{storage.ClaimRecord, "claim", "id", "0", "", []string{"text", "note"}, []string{"claim", "note"}},
	{storage.DocumentRecord, "document", "id", "0", "", []string{"title"}, []string{"title"}},
	{storage.StatementRecord, "statement", "id", "t.id", "", []string{"gist", "note", "place"}, []string{"gist", "note", "place"}},
	{storage.StatementRecord, "citation", "statement_id", "t.statement_id", "", []string{"quote", "translation"}, []string{"quote", "translation"}},
	// Of a document's versions only the newest is looked into.
	{
		storage.DocumentRecord, "version", "document_id", "0",
		" AND NOT EXISTS (SELECT 1 FROM version n WHERE n.document_id = t.document_id AND n.number > t.number)",
		[]string{"text"},
		[]string{"text"},
	},
}

// Search finds what a person typed, all words of it in one place, and gives at
// most limit hits and the number of all there are. A query without a letter or
// digit finds nothing. No query is an error.
func (f *File) Search(ctx context.Context, query string, limit int) (hits []Hit, total int, err error) {
	terms := parseQuery(query)
	if len(terms) == 0 {
		return nil, 0, nil
	}
	err = f.read(ctx, func(q querier) error {
		hits, total, err = search(ctx, q, matchAll(terms), limit)
		return err
	})
	return hits, total, err
}

func search(ctx context.Context, q querier, match string, limit int) ([]Hit, int, error) {
	counts := make([]int, len(sources))
	total := 0
	for i, s := range sources {
		if err := q.QueryRowContext(ctx, s.countQuery(), match).Scan(&counts[i]); err != nil {
			return nil, 0, err
		}
		total += counts[i]
	}
	var hits []Hit
	for i, n := range takeTurns(counts, limit) {
		if n == 0 {
			continue
		}
		found, err := sources[i].hits(ctx, q, match, total <= rankLimit, n)
		if err != nil {
			return nil, 0, err
		}
		hits = append(hits, found...)
	}
	return hits, total, nil
}

// takeTurns shares a limit out: one for each that still has some, round after
// round.
func takeTurns(available []int, limit int) []int {
	shares := make([]int, len(available))
	for left := limit; left > 0; {
		before := left
		for i, n := range available {
			if shares[i] < n && left > 0 {
				shares[i]++
				left--
			}
		}
		if left == before {
			break
		}
	}
	return shares
}

// fts is the name of the full-text table.
func (s source) fts() string { return s.table + "_fts" }

// from is the table t beside its full-text table, for a match.
func (s source) from() string {
	return " FROM " + s.fts() + " CROSS JOIN " + s.table + " t ON t.id = " + s.fts() + ".rowid WHERE " +
		s.fts() + " MATCH ?" + s.condition
}

// countQuery counts matches; it asks the table itself only if it must.
func (s source) countQuery() string {
	if s.condition == "" {
		return "SELECT count(*) FROM " + s.fts() + " WHERE " + s.fts() + " MATCH ?"
	}
	return "SELECT count(*)" + s.from()
}

// markOpen and markShut stand around a match in what SQLite's highlight gives.
const markOpen, markShut = "\x02", "\x03"

// hits reads the first matches, ranked or the newest.
func (s source) hits(ctx context.Context, q querier, match string, ranked bool, limit int) ([]Hit, error) {
	hit := Hit{Kind: s.kind}
	marked := make([]string, len(s.columns))
	texts := make([]string, len(s.columns))
	dest := []any{&hit.ID, &hit.Statement}
	var args []any
	query := "SELECT t." + s.record + ", " + s.statement
	for i, column := range s.columns {
		query += fmt.Sprintf(", highlight(%s, %d, ?, ?), t.%s", s.fts(), i, column)
		args = append(args, markOpen, markShut)
		dest = append(dest, &marked[i], &texts[i])
	}
	order := s.fts() + ".rowid DESC"
	if ranked {
		order = s.fts() + ".rank"
	}
	var hits []Hit
	err := each(ctx, q, query+s.from()+" ORDER BY "+order+" LIMIT ?", append(args, match, limit), dest, func() {
		if i := slices.IndexFunc(marked, isMarked); i >= 0 {
			hit.Field, hit.Snippet = s.fields[i], snippet(texts[i], marked[i])
		}
		hits = append(hits, hit)
	})
	return hits, err
}

func isMarked(text string) bool { return strings.Contains(text, markOpen) }

// snippetLength is the greatest number of runes in a Hit's Snippet, and
// snippetLead how many of them may stand before the match.
const snippetLength, snippetLead = 160, 40

// snippet cuts the surroundings of the first match out of a text. The match is
// known in the folded text, where it is marked; letters that folding takes away
// are counted back in.
func snippet(text, marked string) string {
	lead, _, _ := strings.Cut(marked, markOpen)
	at := unfold(text, lead)
	start := at
	for range snippetLead {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	if space := strings.IndexByte(text[start:at], ' '); start > 0 && space >= 0 {
		start += space + 1 // begin with a whole word
	}
	end := min(len(text), start+4*2*snippetLength) // far enough for what oneLine keeps
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	if start > 0 {
		return oneLine("…"+text[start:end], snippetLength)
	}
	return oneLine(text[:end], snippetLength)
}

// unfold gives the place in text where its folded form has the prefix lead.
func unfold(text, lead string) int {
	if strings.HasPrefix(text, lead) && Fold(lead) == lead && len(text) > 0 {
		return len(lead)
	}
	left := len(lead)
	for i, r := range text {
		if left <= 0 {
			return i
		}
		left -= len(Fold(string(r)))
	}
	return len(text)
}

// statementSearch finds the statements for one term: in their own text and
// quotes, in the names of all who take part, in their claims and in the titles
// of the documents that they are cited from. One may come more than once.
const statementSearch = `WITH
	named (id) AS (SELECT rowid FROM actor_fts WHERE actor_fts MATCH 'name_folded : ' || ?1
		UNION SELECT actor_id FROM alias WHERE id IN (SELECT rowid FROM alias_fts WHERE alias_fts MATCH ?1)),
	claimed (id) AS (SELECT rowid FROM claim_fts WHERE claim_fts MATCH 'text_folded : ' || ?1),
	titled (id) AS (SELECT rowid FROM document_fts WHERE document_fts MATCH ?1)
	SELECT ` + packName + `(id) FROM (
		SELECT rowid AS id FROM statement_fts WHERE statement_fts MATCH ?1
		UNION ALL SELECT statement_id FROM citation_fts CROSS JOIN citation ON citation.id = citation_fts.rowid
			WHERE citation_fts MATCH ?1
		UNION ALL SELECT statement.id FROM statement WHERE speaker_id IN (SELECT id FROM named)
		UNION ALL SELECT statement_id FROM party WHERE actor_id IN (SELECT id FROM named)
		UNION ALL SELECT statement_id FROM position WHERE claim_id IN (SELECT id FROM claimed)
		UNION ALL SELECT statement_id FROM citation WHERE document_id IN (SELECT id FROM titled))`

// SearchStatements gives the ids, ascending, of the statements that have all
// words of what a person typed: each of them somewhere in its own text and
// quotes, the names of its speaker and parties, its claims or the titles of the
// documents it is cited from. A query without a letter or digit asks for
// nothing, so that all statements have it. No query is an error.
func (f *File) SearchStatements(ctx context.Context, query string) (ids []storage.ID, err error) {
	err = f.read(ctx, func(q querier) error {
		ids, err = searchStatements(ctx, q, parseQuery(query))
		return err
	})
	return ids, err
}

func searchStatements(ctx context.Context, q querier, terms []term) ([]storage.ID, error) {
	if len(terms) == 0 {
		return readNumbers[storage.ID](ctx, q, "SELECT "+packName+"(id) FROM statement")
	}
	var ids []storage.ID
	for i, t := range terms {
		found, err := readNumbers[storage.ID](ctx, q, statementSearch, t.match())
		if err != nil {
			return nil, err
		}
		if i > 0 {
			found = intersect(found, ids)
		}
		if ids = found; len(ids) == 0 {
			break
		}
	}
	return ids, nil
}

// intersect keeps of a what is in b too; both ascend. It reuses a.
func intersect(a, b []storage.ID) []storage.ID {
	return slices.DeleteFunc(a, func(id storage.ID) bool {
		_, ok := slices.BinarySearch(b, id)
		return !ok
	})
}
