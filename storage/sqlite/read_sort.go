package sqlite

import (
	"context"
	"fmt"
	"strings"

	"saywhen/storage"
)

// What statements are sorted by and Columns do not hold: pieces of their texts,
// and when they were made. A piece at a time is read, so that sorting a million
// quotes does not need all of them in memory.

// SortText names a text of a statement.
type SortText string

// The texts. Of several quotes and of several tags it is the first.
const (
	SortGist  SortText = "gist"
	SortPlace SortText = "place"
	SortQuote SortText = "quote"
	SortTag   SortText = "tag"
	SortWords SortText = "wording" // of the date
)

// sortTexts are the queries: the statement's id and a piece of its text, where
// it has one behind the letter at which the piece begins.
var sortTexts = map[SortText]string{
	SortGist:  "SELECT id, substr(gist, ?1, ?2) FROM statement WHERE length(gist) >= ?1 AND @",
	SortPlace: "SELECT id, substr(place, ?1, ?2) FROM statement WHERE length(place) >= ?1 AND @",
	SortWords: "SELECT id, substr(wording, ?1, ?2) FROM statement WHERE length(wording) >= ?1 AND @",
	SortQuote: `SELECT id, substr(quote, ?1, ?2) FROM (SELECT statement_id AS id, quote, min(pos) FROM citation
		GROUP BY statement_id) WHERE length(quote) >= ?1 AND @`,
	SortTag: `SELECT id, substr(name, ?1, ?2) FROM (SELECT g.statement_id AS id, min(t.name) AS name FROM tagging g
		JOIN tag t ON t.id = g.tag_id GROUP BY g.statement_id) WHERE length(name) >= ?1 AND @`,
}

// SortTexts visits the letters from..from+length-1 (from 0) of a text of
// statements, in any order, and passes over those whose text ends before. No ids
// are all statements.
func (f *File) SortTexts(ctx context.Context, text SortText, from, length int, ids []storage.ID, visit func(storage.ID, string)) error {
	query, ok := sortTexts[text]
	if !ok {
		return fmt.Errorf("statements have no text called %q to sort by", text)
	}
	of := everything()
	if ids != nil {
		of = among(ids)
	}
	query = strings.ReplaceAll(query, "@", of.on("id"))
	args := append([]any{from + 1, length}, of.args...) // the scope's is the third
	return f.read(ctx, func(q querier) error {
		var id storage.ID
		var piece string
		return each(ctx, q, query, args, []any{&id, &piece}, func() { visit(id, piece) })
	})
}

// SortTimes visits when statements were made, or changed last, in Unix seconds.
func (f *File) SortTimes(ctx context.Context, changed bool, visit func(storage.ID, int64)) error {
	query := "SELECT id, made FROM statement"
	if changed {
		query = "SELECT id, changed FROM statement"
	}
	return f.read(ctx, func(q querier) error {
		var id storage.ID
		var at int64
		return each(ctx, q, query, nil, []any{&id, &at}, func() { visit(id, at) })
	})
}

// StatementsOf gives the statements with these ids as the transaction sees them,
// by id; see File.StatementsOf.
func (t *Tx) StatementsOf(ids []storage.ID) ([]storage.Statement, error) {
	return readStatements(t.ctx, t.querier(), among(ids))
}
