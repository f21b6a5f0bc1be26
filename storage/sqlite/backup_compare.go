package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"saywhen/storage"
)

// What differs between a backup and the project is found row by row, inside
// SQLite: the backup is opened read-only and judged, the project is attached to
// that connection (read-only too), and for each table one join by id gives the
// rows that only one of them has or that are not equal. Rows are then counted
// as the records that they belong to.
//
// Each table is read in a transaction of its own: one long one would hold up
// the commits of the window. When the project changed meanwhile, the comparison
// is made again.

// Difference is what happened to the project since a backup was made.
type Difference struct {
	Kinds [storage.NumRecordKinds]DifferenceCount
	// Statements are those that differ, up to the limit that was asked for:
	// first those that are gone, then the changed, then the new ones.
	Statements []StatementDifference
}

// DifferenceCount counts records of one kind.
type DifferenceCount struct{ Added, Removed, Changed int }

// Empty reports whether nothing differs.
func (d Difference) Empty() bool {
	return d.Kinds == [storage.NumRecordKinds]DifferenceCount{}
}

// DifferenceKind says what happened to a record since the backup.
type DifferenceKind uint8

// The kinds of difference, in the order in which they are listed.
const (
	Removed DifferenceKind = iota
	Changed
	Added
)

// StatementDifference is a statement that differs, as a line shows it.
type StatementDifference struct {
	ID   storage.ID
	What DifferenceKind
	// Then and Now describe the statement in the backup and in the project; the
	// one in which it is not is zero.
	Then, Now StatementLine
}

// StatementLine is what a line says of a statement.
type StatementLine struct{ Speaker, Verb, When, Text string }

// recordKey is a record.
type recordKey struct {
	kind storage.RecordKind
	id   storage.ID
}

// Compare says what differs between the backup at path and the project; up to
// limit statements are described. progress is told how many of how many steps
// are done; it may be nil. The backup is inspected first and refused with a
// sentence when it cannot be trusted.
func (f *File) Compare(ctx context.Context, path string, limit int, progress func(done, total int)) (d Difference, err error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	err = f.withBoth(ctx, path, func(conn *sql.Conn) error {
		for range 3 {
			before, err := attachedRevision(ctx, conn)
			if err != nil {
				return err
			}
			records, err := f.compareAll(ctx, conn, progress)
			if err != nil {
				return err
			}
			d = countRecords(records)
			if d.Statements, err = describe(ctx, conn, records, limit); err != nil {
				return err
			}
			after, err := attachedRevision(ctx, conn)
			if err != nil || before == after {
				return err
			}
		}
		return fileErrorf(f.path, nil, "The project is being changed all the time, so it could not be compared; try again in a moment.")
	})
	return d, f.explainRead(err)
}

// withBoth runs fn on a connection to the backup that has the project attached
// as "now", both read-only.
func (f *File) withBoth(ctx context.Context, path string, fn func(*sql.Conn) error) error {
	if err := f.stillHere(); err != nil {
		return err
	}
	return withBackup(ctx, path, func(conn *sql.Conn) error {
		if _, err := conn.ExecContext(ctx, "ATTACH ? AS now", DSN(f.path, "mode", "ro")); err != nil {
			return err
		}
		if err := f.stillHere(); err != nil { // the path led to the file that is open
			return err
		}
		return fn(conn)
	})
}

// stillHere is here without regard to write protection.
func (f *File) stillHere() error {
	err := f.here()
	if _, ok := err.(*ReadOnlyError); ok {
		return nil
	}
	return err
}

func attachedRevision(ctx context.Context, conn *sql.Conn) (revision string, err error) {
	err = conn.QueryRowContext(ctx, "SELECT value FROM now.meta WHERE key = ?", metaRevision).Scan(&revision)
	return revision, err
}

// compareAll gives every record that differs.
func (f *File) compareAll(ctx context.Context, conn *sql.Conn, progress func(done, total int)) (map[recordKey]DifferenceKind, error) {
	records := map[recordKey]DifferenceKind{}
	for i, t := range f.tables.list {
		progress(i, len(f.tables.list))
		if t == f.tables.tag {
			continue // its taggings name the statements
		}
		if err := compareTable(ctx, conn, t, records); err != nil {
			return nil, err
		}
	}
	progress(len(f.tables.list), len(f.tables.list))
	return records, nil
}

// compareTable adds the records of a table's differing rows.
func compareTable(ctx context.Context, conn *sql.Conn, t *table, records map[recordKey]DifferenceKind) error {
	var id int64
	for _, q := range []struct {
		what  DifferenceKind
		query string
	}{
		{Removed, "SELECT " + t.ownerIn("main") + t.onlyIn("main", "now")},
		{Added, "SELECT " + t.ownerIn("now") + t.onlyIn("now", "main")},
		{Changed, "SELECT " + t.ownerIn("now") + t.unequal()},
	} {
		what := q.what
		if t.owner != ownID {
			what = Changed // a part of a record
		}
		err := each(ctx, conn, q.query, nil, []any{&id}, func() {
			key := recordKey{t.kind, storage.ID(id)}
			if old, ok := records[key]; !ok || old == Changed {
				records[key] = what
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// onlyIn is the rows of one side whose id the other has not.
func (t *table) onlyIn(side, other string) string {
	return fmt.Sprintf(" FROM %[2]s.%[1]s WHERE NOT EXISTS (SELECT 1 FROM %[3]s.%[1]s AS o WHERE o.id = %[2]s.%[1]s.id)%[4]s",
		t.name, side, other, t.onlyContent(side+"."+t.name+"."))
}

// unequal is the rows that both have and that are not the same.
func (t *table) unequal() string {
	a, b := make([]string, len(t.columns)), make([]string, len(t.columns))
	for i, column := range t.columns {
		a[i], b[i] = "main."+t.name+"."+column, "now."+t.name+"."+column
	}
	return fmt.Sprintf(" FROM main.%[1]s JOIN now.%[1]s ON now.%[1]s.id = main.%[1]s.id WHERE (%[2]s) IS NOT (%[3]s)%[4]s",
		t.name, strings.Join(a, ", "), strings.Join(b, ", "), t.onlyContent("main."+t.name+"."))
}

// onlyContent leaves out what the file keeps for itself.
func (t *table) onlyContent(prefix string) string {
	if t.kind != storage.MetaRecord {
		return ""
	}
	return fmt.Sprintf(" AND %skey NOT IN ('%s', '%s', '%s')", prefix, metaRevision, metaClean, metaCreated)
}

// ownerIn is the id of the record that a row belongs to; 0 when the row hangs
// on nothing.
func (t *table) ownerIn(side string) string {
	if t.owner == viaParent { // a span; tags are not asked
		return fmt.Sprintf("coalesce((SELECT statement_id FROM %[1]s.citation AS c WHERE c.id = %[1]s.%[2]s.citation_id), 0)", side, t.name)
	}
	return side + "." + t.name + "." + t.columns[t.owner]
}

func countRecords(records map[recordKey]DifferenceKind) (d Difference) {
	for key, what := range records {
		count := &d.Kinds[key.kind]
		switch what {
		case Added:
			count.Added++
		case Removed:
			count.Removed++
		default:
			count.Changed++
		}
	}
	return d
}

// describe reads the lines of the first statements that differ.
func describe(ctx context.Context, conn *sql.Conn, records map[recordKey]DifferenceKind, limit int) ([]StatementDifference, error) {
	var list []StatementDifference
	for key, what := range records {
		if key.kind == storage.StatementRecord {
			list = append(list, StatementDifference{ID: key.id, What: what})
		}
	}
	slices.SortFunc(list, func(a, b StatementDifference) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.ID, b.ID))
	})
	list = list[:min(len(list), limit)]
	ids := make([]storage.ID, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	then, err := statementLines(ctx, conn, "main", ids)
	if err != nil {
		return nil, err
	}
	now, err := statementLines(ctx, conn, "now", ids)
	if err != nil {
		return nil, err
	}
	for i, s := range list {
		list[i].Then, list[i].Now = then[s.ID], now[s.ID]
	}
	return list, nil
}

// statementLines describes statements of one side.
func statementLines(ctx context.Context, conn *sql.Conn, side string, ids []storage.ID) (map[storage.ID]StatementLine, error) {
	lines := map[storage.ID]StatementLine{}
	of := among(ids)
	var id storage.ID
	var line StatementLine
	var gist, quote string
	query := strings.ReplaceAll(`SELECT s.id, a.name, v.label, coalesce(nullif(s.wording, ''), s.edtf), s.gist,
			coalesce((SELECT quote FROM @.citation AS c WHERE c.statement_id = s.id AND quote <> '' ORDER BY pos, c.id LIMIT 1), '')
		FROM @.statement AS s JOIN @.actor AS a ON a.id = s.speaker_id JOIN @.verb AS v ON v.id = s.verb_id
		WHERE `, "@", side) + of.on("s.id")
	err := each(ctx, conn, query, of.args, []any{&id, &line.Speaker, &line.Verb, &line.When, &gist, &quote}, func() {
		line.Text = cmp.Or(oneLine(gist, labelLength), oneLine(quote, labelLength))
		line.When = oneLine(line.When, labelLength)
		lines[id] = line
	})
	return lines, err
}

// sortedKeys gives the ids of a map in ascending order.
func sortedKeys[V any](m map[int64]V) []int64 { return slices.Sorted(maps.Keys(m)) }
