package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"unicode/utf8"

	"saywhen/storage"
)

// What the program never writes, although the tables would hold it: text that
// is none, and statements that contradict themselves. An edit of such a record
// would be refused.

// rules are questions for the statements that break one, and what is said then.
var rules = []struct{ query, message string }{
	{
		`SELECT DISTINCT statement_id FROM position JOIN claim ON claim.id = claim_id WHERE claim.kind = 'topic' ORDER BY 1`,
		"it takes a stance on a topic, which is no claim",
	},
	{
		`SELECT DISTINCT statement.id FROM party JOIN statement ON statement.id = statement_id
			WHERE role = 'co_speaker' AND actor_id = speaker_id ORDER BY 1`,
		"its speaker is a co-speaker too",
	},
	{
		`SELECT statement_id FROM party WHERE role = 'on_behalf' GROUP BY statement_id HAVING count(*) > 1 ORDER BY 1`,
		"it is said on behalf of more than one",
	},
}

// rules finds statements that contradict themselves.
func (c *checker) rules(ctx context.Context, q querier) error {
	for _, rule := range rules {
		var id storage.ID
		err := each(ctx, q, rule.query, nil, []any{&id}, func() { c.add(storage.StatementRecord, id, "%s", rule.message) })
		if err != nil {
			return err
		}
	}
	return nil
}

// tornRow is a row with text that is none.
type tornRow struct {
	t      *table
	id     int64
	column string
}

// tornIn gives the first such column of a row.
func tornIn(t *table, row []any) (r tornRow, torn bool) {
	for i, v := range row {
		if text, ok := v.(string); ok && (!utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0) {
			return tornRow{t, row[0].(int64), t.columns[i]}, true
		}
	}
	return r, false
}

// revision compares the stored revision with that of the rows, and looks at the
// text in each.
func (c *checker) revision(ctx context.Context, q querier) error {
	var stored string
	err := q.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = ?", metaRevision).Scan(&stored)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	var torn []tornRow
	now, err := revisionOf(ctx, q, c.f.tables, func(t *table, row []any) {
		if r, ok := tornIn(t, row); ok {
			torn = append(torn, r)
		}
	})
	if err == nil && now != stored {
		c.ofFile("its content is not what Saywhen wrote last: the revision is %.12s… and should be %.12s…", now, stored)
	}
	for _, r := range torn {
		kind, id, err := c.ownerOf(ctx, q, r.t.name, r.id)
		if err != nil {
			return err
		}
		c.add(kind, id, "its %s is not text throughout: a part of it is damaged", said(r.column))
	}
	return err
}

// history reads every step that can be undone.
func (c *checker) history(ctx context.Context, q querier) error {
	var name, text string
	return each(ctx, q, "SELECT name, changes FROM undo ORDER BY id", nil, []any{&name, &text}, func() {
		if _, _, _, err := c.f.tables.decodeStep(text); err != nil {
			c.ofFile("the step “%s” of its history cannot be read, so that it cannot be undone", oneLine(name, labelLength))
		}
	})
}
