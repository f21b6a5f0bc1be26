package sqlite

import (
	"context"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// texts checks every version of every document against its checksum, and what
// is marked in it. One text is in memory at a time.
func (c *checker) texts(ctx context.Context, q querier) error {
	var ids []storage.ID
	var id storage.ID
	if err := each(ctx, q, "SELECT id FROM version ORDER BY id", nil, []any{&id},
		func() { ids = append(ids, id) }); err != nil {
		return err
	}
	for _, id := range ids {
		if err := c.version(ctx, q, id); err != nil {
			return err
		}
	}
	return each(ctx, q, `SELECT DISTINCT statement_id FROM citation
		WHERE version_id IS NULL AND id IN (SELECT citation_id FROM span) ORDER BY statement_id`, nil,
		[]any{&id}, func() {
			c.add(storage.StatementRecord, id, "a passage is marked without saying in which version of the document")
		})
}

func (c *checker) version(ctx context.Context, q querier, id storage.ID) error {
	var document storage.ID
	v := storage.Version{ID: id}
	err := q.QueryRowContext(ctx, "SELECT document_id, number, text, sha256 FROM version WHERE id = ?", id).
		Scan(&document, &v.Number, &v.Text, &v.SHA256)
	if err != nil {
		return err
	}
	if fault := checksumFault(v); fault != "" {
		c.add(storage.DocumentRecord, document, "%s", fault)
	}
	cited, err := readMarked(ctx, q, id)
	for _, m := range cited {
		if m.Document != document {
			c.add(storage.StatementRecord, m.statement, "a passage is marked in a text that belongs to another document than the one cited")
		}
		if fault := spanFault(v.Text, m.Citation); fault != "" {
			c.add(storage.StatementRecord, m.statement, "%s", fault)
		}
	}
	return err
}

// marked is a citation with the statement that it belongs to.
type marked struct {
	storage.Citation
	statement storage.ID
}

// readMarked reads the citations that point into a version.
func readMarked(ctx context.Context, q querier, version storage.ID) ([]marked, error) {
	var list []marked
	var ids []storage.ID
	m := marked{Citation: storage.Citation{Version: version}}
	err := each(ctx, q, "SELECT id, statement_id, document_id, quote FROM citation WHERE version_id = ? ORDER BY id",
		[]any{version}, []any{&m.ID, &m.statement, &m.Document, &m.Quote},
		func() { list, ids = append(list, m), append(ids, m.ID) })
	if err != nil {
		return nil, err
	}
	var s storage.Span
	err = eachOf(ctx, q, ids, `SELECT citation_id, start, stop FROM span
		WHERE citation_id IN (SELECT id FROM citation WHERE version_id = ?) ORDER BY citation_id, pos, id`,
		[]any{version}, []any{&s.Start, &s.End},
		func(i int) { list[i].Spans = append(list[i].Spans, s) })
	return list, err
}

// dates checks the corners of every date against its EDTF.
func (c *checker) dates(ctx context.Context, q querier) error {
	zones := zoneCache{}
	for _, dated := range []struct {
		kind  storage.RecordKind
		table string
	}{
		{storage.StatementRecord, "statement"},
		{storage.DocumentRecord, "document"},
		{storage.AffiliationRecord, "affiliation"},
		{storage.PeriodRecord, "period"},
	} {
		var id storage.ID
		var d edtf.Date
		err := each(ctx, q, "SELECT id, "+dateColumns+" FROM "+dated.table+" ORDER BY id", nil,
			append([]any{&id}, dateInto(&d)...), func() {
				if fault := dateFault(d, zones.load); fault != "" {
					c.add(dated.kind, id, "%s", fault)
				}
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// zoneCache keeps the zones that were loaded.
type zoneCache map[string]*time.Location

func (z zoneCache) load(name string) (*time.Location, error) {
	if location, ok := z[name]; ok {
		return location, nil
	}
	location, err := edtf.LoadZone(name)
	if err == nil {
		z[name] = location
	}
	return location, err
}

// indexed finds records that are missing from the full-text tables, or are in
// them and nowhere else.
func (c *checker) indexed(ctx context.Context, q querier) error {
	for _, s := range sources {
		var missing []int64
		var row int64
		err := each(ctx, q, "SELECT id FROM "+s.table+" WHERE id NOT IN (SELECT id FROM "+s.fts()+"_docsize) ORDER BY id",
			nil, []any{&row}, func() { missing = append(missing, row) })
		if err != nil {
			return err
		}
		for _, row := range missing {
			kind, id, err := c.ownerOf(ctx, q, s.table, row)
			if err != nil {
				return err
			}
			c.add(kind, id, "searching does not find its %s, because the index of words leaves it out", s.fields[0])
		}
		var stale int
		err = q.QueryRowContext(ctx, "SELECT count(*) FROM "+s.fts()+"_docsize WHERE id NOT IN (SELECT id FROM "+s.table+")").Scan(&stale)
		if err != nil {
			return err
		}
		if stale > 0 {
			c.ofFile("the index of words holds %d texts that are not in the project any more (table %s)", stale, s.fts())
		}
	}
	return nil
}

// checkSearch lets SQLite compare the full-text tables with the texts. It
// counts as writing for SQLite, and is left out in a file that is only read.
func (f *File) checkSearch(ctx context.Context, c *checker) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.writer == nil {
		return nil
	}
	if err := f.writer.begin(ctx, recordNothing); err != nil {
		return f.explainRead(err)
	}
	defer f.writer.rollback()
	for _, s := range sources {
		err := f.writer.script("INSERT INTO " + s.fts() + " (" + s.fts() + ", rank) VALUES ('integrity-check', 1)")
		if IsDamage(err) {
			c.ofFile("the index of words does not agree with the texts (table %s)", s.fts())
		} else if err != nil {
			return f.explainRead(err)
		}
	}
	return nil
}
