package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// The index over all statements is read table by table, in the order of the
// rowids, never by way of an index and a look-up per row: child rows are mostly
// in the order of their statements already, so putting them in order afterwards
// costs less than asking for it. NOT INDEXED keeps SQLite to that order, which
// ORDER BY would take a detour for.

// packChunk is the number of rows in one packed value: a few megabytes.
const packChunk = 1 << 17

// packing is a table from which numbers are read in packed rows.
type packing struct {
	table   string
	owner   string // the column with the statement's id
	columns string // expressions
	width   int    // their number
}

var (
	packStatements = packing{"statement", "id", `id, speaker_id, verb_id, coder_id, reported_in, es, ls, ee, le,
		sequence, CASE WHEN es IS NULL THEN -1 ELSE precision END, kind, qualifier, repeated, coalesce(certainty, -1)`, 15}
	packPositions = packing{"position", "statement_id", "statement_id, claim_id, pos, stance", 4}
	packParties   = packing{"party", "statement_id", "statement_id, actor_id, pos, " + // then as in storage.Role
		"CASE role WHEN 'addressee' THEN 2 WHEN 'about' THEN 3 WHEN 'co_speaker' THEN 0 ELSE 1 END", 4}
	packCitations = packing{"citation", "statement_id", "statement_id, document_id, pos", 3}
)

// count is the number of rows of the table.
func (p packing) count(ctx context.Context, q querier) (rows int, err error) {
	err = q.QueryRowContext(ctx, "SELECT count(*) FROM "+p.table).Scan(&rows)
	return rows, err
}

// all reads the whole table of so many rows by id, in chunks; read is told how
// many there were in each.
func (p packing) all(ctx context.Context, q querier, rows, chunk int, visit func(row []int64), read func(rows int)) error {
	query := "SELECT " + packName + "(" + p.columns + ") FROM " + p.table + " NOT INDEXED WHERE id > ? AND id <= ?"
	for after, last := int64(math.MinInt64), int64(0); last < math.MaxInt64; after = last {
		last = math.MaxInt64
		if rows > chunk {
			var err error
			if last, err = p.chunkEnd(ctx, q, chunk, after); err != nil {
				return err
			}
		}
		n, err := readPacked(ctx, q, p.width, visit, query, after, last)
		if err != nil {
			return err
		}
		read(n)
		rows -= n
	}
	return nil
}

// chunkEnd is the id of the last row of the chunk behind an id; the greatest
// there can be if that is the last chunk.
func (p packing) chunkEnd(ctx context.Context, q querier, chunk int, after int64) (last int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT id FROM "+p.table+" NOT INDEXED WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?",
		after, chunk-1).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return math.MaxInt64, nil
	}
	return last, err
}

// some reads the rows of the statements of a scope, by statement and id.
func (p packing) some(ctx context.Context, q querier, of scope, visit func(row []int64)) error {
	_, err := readPacked(ctx, q, p.width, visit, "SELECT "+packName+"("+p.columns+") FROM (SELECT * FROM "+p.table+
		" WHERE "+of.on(p.owner)+" ORDER BY "+p.owner+", id)", of.args...)
	return err
}

// readTable reads rows of one table: packing.all, or packing.some of a scope.
type readTable func(p packing, visit func(row []int64)) error

// readColumns reads the columns of the statements that read finds; about n are
// expected.
func readColumns(n int, read readTable) (*storage.Columns, error) {
	c := newColumns(n)
	if err := read(packStatements, func(row []int64) { appendStatement(c, row) }); err != nil {
		return nil, err
	}
	if !slices.IsSorted(c.ID) {
		return nil, errors.New("the statements came out of order")
	}
	positions, err := readLinks(read, packPositions, c.ID)
	if err != nil {
		return nil, err
	}
	parties, err := readLinks(read, packParties, c.ID)
	if err != nil {
		return nil, err
	}
	citations, err := readLinks(read, packCitations, c.ID)
	if err != nil {
		return nil, err
	}
	fillPositions(c, positions)
	fillParties(c, parties)
	fillDocuments(c, citations)
	return c, nil
}

// newColumns makes room for n statements.
func newColumns(n int) *storage.Columns {
	ids := func() []storage.ID { return make([]storage.ID, 0, n) }
	return &storage.Columns{
		ID: ids(), Speaker: ids(), Verb: ids(), Coder: ids(), ReportedIn: ids(),
		When: make([]edtf.Corners, 0, n), Precision: make([]edtf.Precision, 0, n),
		Sequence: make([]int32, 0, n), Certainty: make([]int8, 0, n), Flags: make([]storage.Flags, 0, n),
	}
}

// appendStatement adds a row of packStatements.
func appendStatement(c *storage.Columns, row []int64) {
	dated, doubt := row[10] >= 0, edtf.Qualifier(row[12])
	c.ID = append(c.ID, storage.ID(row[0]))
	c.Speaker = append(c.Speaker, storage.ID(row[1]))
	c.Verb = append(c.Verb, storage.ID(row[2]))
	c.Coder = append(c.Coder, storage.ID(row[3]))
	c.ReportedIn = append(c.ReportedIn, storage.ID(row[4]))
	c.When = append(c.When, edtf.Corners{EarliestStart: row[5], LatestStart: row[6], EarliestEnd: row[7], LatestEnd: row[8]})
	c.Sequence = append(c.Sequence, int32(row[9]))
	c.Precision = append(c.Precision, edtf.Precision(max(0, row[10])))
	c.Flags = append(c.Flags, flagsOf(dated, edtf.Kind(row[11]), doubt, row[13] != 0))
	c.Certainty = append(c.Certainty, int8(row[14]))
}

// flagsOf gives the flags of a statement; an undated one has no facts of a date.
func flagsOf(dated bool, kind edtf.Kind, doubt edtf.Qualifier, repeated bool) storage.Flags {
	var f storage.Flags
	set := func(flag storage.Flags, on bool) {
		if on {
			f |= flag
		}
	}
	set(storage.Repeated, repeated)
	set(storage.Undated, !dated)
	set(storage.Approx, dated && doubt&edtf.Approximate != 0)
	set(storage.Unsure, dated && doubt&edtf.Uncertain != 0)
	set(storage.IsExtent, dated && kind == edtf.Extent)
	set(storage.IsAllOf, dated && kind == edtf.AllOf)
	return f
}

// link is a row that belongs to a statement and names another record.
type link struct {
	to    storage.ID
	pos   int64
	owner int32 // place of the statement in the columns
	value int8  // the stance of a position, the role of a party
}

// readLinks reads a table of links, ordered by statement, in that by position
// (of parties: by role first), in that as they are read.
func readLinks(read readTable, p packing, statements []storage.ID) ([]link, error) {
	links := make([]link, 0, len(statements))
	at := 0
	err := read(p, func(row []int64) {
		var found bool
		if at, found = find(statements, at, storage.ID(row[0])); found {
			l := link{to: storage.ID(row[1]), pos: row[2], owner: int32(at)}
			if p.width > 3 {
				l.value = int8(row[3])
			}
			links = append(links, l)
		}
	})
	order := comparePositions
	if p == packParties {
		order = compareParties
	}
	if !slices.IsSortedFunc(links, order) {
		slices.SortStableFunc(links, order)
	}
	return links, err
}

func comparePositions(a, b link) int {
	if a.owner != b.owner {
		return cmp.Compare(a.owner, b.owner)
	}
	return cmp.Compare(a.pos, b.pos)
}

func compareParties(a, b link) int {
	if a.owner != b.owner {
		return cmp.Compare(a.owner, b.owner)
	}
	return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.pos, b.pos))
}

// find gives the place of an id in ascending ids. It looks first where the
// one before was found, and behind that.
func find(ids []storage.ID, last int, id storage.ID) (int, bool) {
	for i := last; i < min(last+2, len(ids)); i++ {
		if ids[i] == id {
			return i, true
		}
	}
	return slices.BinarySearch(ids, id)
}

// offsets are where the links of each of n statements begin, and the end.
func offsets(n int, links []link) []int32 {
	off := make([]int32, n+1)
	for _, l := range links {
		off[l.owner+1]++
	}
	for i := range n {
		off[i+1] += off[i]
	}
	return off
}

func fillPositions(c *storage.Columns, links []link) {
	c.PosOff = offsets(c.Len(), links)
	c.Claims = make([]storage.ID, len(links))
	c.Stance = make([]storage.Stance, len(links))
	for i, l := range links {
		c.Claims[i], c.Stance[i] = l.to, storage.Stance(l.value)
	}
}

func fillParties(c *storage.Columns, links []link) {
	c.PartyOff = offsets(c.Len(), links)
	c.Parties = make([]storage.ID, len(links))
	c.Roles = make([]storage.Role, len(links))
	for i, l := range links {
		c.Parties[i], c.Roles[i] = l.to, storage.Role(l.value)
	}
}

func fillDocuments(c *storage.Columns, links []link) {
	c.Document = make([]storage.ID, c.Len())
	for _, l := range slices.Backward(links) { // the first one stays
		c.Document[l.owner] = l.to
	}
}
