package sqlite

import (
	"database/sql"
	"strings"

	"saywhen/storage"
)

// mendTogether sets right what no row shows by itself.
func (m *mender) mendTogether() error {
	for _, query := range []string{
		"UPDATE claim SET kind = 'factual' WHERE kind = 'topic' AND id IN (SELECT claim_id FROM position)",
		`DELETE FROM party WHERE role = 'co_speaker' AND EXISTS (SELECT 1 FROM statement
			WHERE statement.id = statement_id AND speaker_id = actor_id)`,
		`DELETE FROM party WHERE role = 'on_behalf' AND EXISTS (SELECT 1 FROM party AS other
			WHERE other.statement_id = party.statement_id AND other.role = 'on_behalf' AND other.id < party.id)`,
		"DELETE FROM span WHERE citation_id IN (SELECT id FROM citation WHERE version_id IS NULL)",
	} {
		if _, err := m.tx.exec(query); err != nil {
			return err
		}
	}
	return m.mendPassages()
}

// mendPassages makes every quote what is marked in the text. When they differ,
// the passage is looked for where the quote stands in the text; failing that, a
// quote of the same length was damaged and the text is right; failing that, the
// quote stays and nothing is marked.
func (m *mender) mendPassages() error {
	versions, err := m.tx.w.ids("SELECT id FROM version ORDER BY id")
	if err != nil {
		return err
	}
	for _, id := range versions {
		if err := m.tx.ctx.Err(); err != nil {
			return err
		}
		if err := m.mendMarked(storage.ID(id)); err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) mendMarked(version storage.ID) error {
	var document storage.ID
	var text string
	err := m.tx.w.each("SELECT document_id, text FROM version WHERE id = ?", []any{int64(version)}, func(rows *sql.Rows) error {
		return rows.Scan(&document, &text)
	})
	if err != nil {
		return err
	}
	list, err := readMarked(m.tx.ctx, m.tx.querier(), version)
	if err != nil {
		return err
	}
	for _, c := range list {
		unmarked := m.lostSpans && len(c.Spans) == 0 && c.Quote != ""
		if c.Document == document && !unmarked && spanFault(text, c.Citation) == "" {
			continue
		}
		if err := m.mendCitation(c, text, c.Document == document, unmarked); err != nil {
			return err
		}
	}
	return nil
}

// mendCitation sets the spans of a citation right.
func (m *mender) mendCitation(c marked, text string, same, unmarked bool) error {
	t := m.tx.f.tables.citation
	row, err := m.tx.w.row(t, c.ID)
	if err != nil {
		return err
	}
	spans := locate(text, c.Quote)
	quote, inside := heldBy(text, c.Spans)
	switch {
	case same && spans != nil:
		m.mended(t, row, "the marks of a passage are lost; it is marked where its quote stands in the text")
	case unmarked && same:
		return nil // marked nothing before, as far as one can tell
	case same && inside && len(quote) == len(c.Quote):
		spans = c.Spans
		row[t.at("quote")] = quote
		m.mended(t, row, "its quote is damaged, and is now what is marked in the text")
	default:
		spans = nil
		row[t.at("version_id")] = nil
		m.mended(t, row, "the marks of a passage are lost; its quote stays")
	}
	if err := m.tx.update(t, row); err != nil {
		return err
	}
	return m.replaceSpans(int64(c.ID), spans)
}

func (m *mender) replaceSpans(citation int64, spans []storage.Span) error {
	if _, err := m.tx.exec("DELETE FROM span WHERE citation_id = ?", citation); err != nil {
		return err
	}
	for i, s := range spans {
		row := []any{int64(m.tx.NewID()), citation, int64(s.Start), int64(s.End), int64(i)}
		if err := m.tx.insert(m.tx.f.tables.span, row); err != nil {
			return err
		}
	}
	return nil
}

// heldBy is the quote that spans hold; inside is false when they are no spans of
// the text.
func heldBy(text string, spans []storage.Span) (quote string, inside bool) {
	parts := make([]string, len(spans))
	for i, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			return "", false
		}
		parts[i] = text[s.Start:s.End]
	}
	quote = strings.Join(parts, spanJoin)
	return quote, spanFault(text, storage.Citation{Spans: spans, Quote: quote}) == ""
}

// locate finds the spans of a quote in a text, or nil when a part of it is not
// there, or there more than once.
func locate(text, quote string) []storage.Span {
	var spans []storage.Span
	from := 0
	for _, part := range strings.Split(quote, spanJoin) {
		at := strings.Index(text[from:], part)
		if part == "" || at < 0 || strings.Count(text, part) > 1 {
			return nil
		}
		spans = append(spans, storage.Span{Start: from + at, End: from + at + len(part)})
		from += at + len(part)
	}
	return spans
}
