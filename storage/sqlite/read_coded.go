package sqlite

import (
	"context"

	"saywhen/storage"
)

// Coded is a citation with the statement that it belongs to.
type Coded struct {
	Statement storage.ID
	storage.Citation
}

// Coded gives every citation of a document, in any version of its text or in
// none, by version, then by where its first span starts.
func (f *File) Coded(ctx context.Context, document storage.ID) (list []Coded, err error) {
	err = f.read(ctx, func(q querier) error {
		list, err = readCoded(ctx, q, document)
		return err
	})
	return list, err
}

// Coded is File.Coded within a transaction.
func (t *Tx) Coded(document storage.ID) ([]Coded, error) {
	return readCoded(t.ctx, t.querier(), document)
}

func readCoded(ctx context.Context, q querier, document storage.ID) (list []Coded, err error) {
	var c Coded
	var span storage.Span
	err = each(ctx, q, `SELECT citation.statement_id, citation.id, document_id, coalesce(version_id, 0), quote, translation,
			coalesce(span.start, 0), coalesce(span.stop, 0)
		FROM citation LEFT JOIN span ON span.citation_id = citation.id
		WHERE document_id = ?
		ORDER BY coalesce(version_id, 0), coalesce((SELECT min(start) FROM span AS s WHERE s.citation_id = citation.id), 0),
			citation.statement_id, citation.id, span.pos, span.id`, []any{int64(document)},
		[]any{&c.Statement, &c.ID, &c.Document, &c.Version, &c.Quote, &c.Translation, &span.Start, &span.End}, func() {
			if n := len(list); n == 0 || list[n-1].ID != c.ID {
				list = append(list, c)
			}
			if last := &list[len(list)-1]; span.End > 0 {
				last.Spans = append(last.Spans, span)
			}
		})
	return list, err
}

// DocumentCount says what there is of a document.
type DocumentCount struct {
	Statements int // that cite it
	Versions   int // of its text
	HasText    bool
}

// DocumentCounts says of every document how many statements cite it and whether
// its text is in the project.
func (f *File) DocumentCounts(ctx context.Context) (counts map[storage.ID]DocumentCount, err error) {
	counts = map[storage.ID]DocumentCount{}
	var id storage.ID
	var n DocumentCount
	err = f.read(ctx, func(q querier) error {
		return each(ctx, q, `SELECT id,
				(SELECT count(DISTINCT statement_id) FROM citation WHERE document_id = document.id),
				(SELECT count(*) FROM version WHERE document_id = document.id),
				EXISTS (SELECT 1 FROM version WHERE document_id = document.id AND text <> '')
			FROM document`, nil, []any{&id, &n.Statements, &n.Versions, &n.HasText}, func() { counts[id] = n })
	})
	return counts, err
}
