package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// The index over all statements is read table by table, in the order of the
// rowids, a chunk at a time (read_pack.go), never by way of an index and a
// look-up per row: child rows are mostly in the order of their statements
// already, so putting them in order afterwards costs less than asking for it.

// packChunk is the number of rows in one packed value: about a megabyte.
const packChunk = 8192

// packing is a table from which numbers are read in packed rows.
type packing struct {
	table   string
	owner   string   // the column with the statement's id
	columns []string // expressions; the first one is id
}

var (
	packStatements = packing{"statement", "id", []string{
		"id", "speaker_id", "verb_id", "coder_id", "reported_in", "es", "ls", "ee", "le", "sequence",
		"CASE WHEN es IS NULL THEN -1 ELSE precision END", "kind", "qualifier", "repeated",
		"coalesce(certainty, -1)",
	}}
	packPositions = packing{"position", "statement_id", []string{
		"id", "statement_id", "claim_id", "pos", "0", "stance",
	}}
	packParties = packing{"party", "statement_id", []string{
		"id", "statement_id", "actor_id", "pos", // the order of storage.Role
		"CASE role WHEN 'addressee' THEN 2 WHEN 'about' THEN 3 WHEN 'co_speaker' THEN 0 ELSE 1 END", "0",
	}}
	packCitations = packing{"citation", "statement_id", []string{
		"id", "statement_id", "document_id", "pos", "0", "0",
	}}
)

// query is the one that packs the rows that a condition lets through; limited
// by a second argument when it pages.
func (p packing) query(condition, tail string) string {
	inner := make([]string, len(p.columns))
	outer := make([]string, len(p.columns))
	for i, column := range p.columns {
		outer[i] = fmt.Sprintf("c%d", i)
		inner[i] = column + " AS " + outer[i]
	}
	return "SELECT " + packName + "(" + strings.Join(outer, ", ") + ") FROM (SELECT " + strings.Join(inner, ", ") +
		" FROM " + p.table + " WHERE " + condition + " ORDER BY " + tail + ")"
}

// all reads the whole table in chunks, by id.
func (p packing) all(ctx context.Context, q querier, visit func(rows)) error {
	query := p.query("id > ?", "id LIMIT ?")
	for after := int64(math.MinInt64); ; {
		r, err := readPacked(ctx, q, len(p.columns), query, after, packChunk)
		if err != nil {
			return err
		}
		visit(r)
		if r.len() < packChunk {
			return nil
		}
		after = r.at(r.len()-1, 0)
	}
}

// some reads the rows of the statements of a scope, by statement.
func (p packing) some(ctx context.Context, q querier, of scope, visit func(rows)) error {
	r, err := readPacked(ctx, q, len(p.columns), p.query(of.on(p.owner), p.owner+", id"), of.args...)
	if err == nil {
		visit(r)
	}
	return err
}

// readTable reads rows of one table: packing.all, or packing.some of a scope.
type readTable func(packing, func(rows)) error

// readColumns reads the columns of the statements that read finds.
func readColumns(read readTable) (*storage.Columns, error) {
	c := &storage.Columns{}
	if err := read(packStatements, func(r rows) { appendStatements(c, r) }); err != nil {
		return nil, err
	}
	c.Document = make([]storage.ID, c.Len())
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

// appendStatements adds rows of packStatements.
func appendStatements(c *storage.Columns, r rows) {
	for i := range r.len() {
		id := func(column int) storage.ID { return storage.ID(r.at(i, column)) }
		c.ID = append(c.ID, id(0))
		c.Speaker = append(c.Speaker, id(1))
		c.Verb = append(c.Verb, id(2))
		c.Coder = append(c.Coder, id(3))
		c.ReportedIn = append(c.ReportedIn, id(4))
		c.When = append(c.When, edtf.Corners{
			EarliestStart: r.at(i, 5), LatestStart: r.at(i, 6),
			EarliestEnd: r.at(i, 7), LatestEnd: r.at(i, 8),
		})
		c.Sequence = append(c.Sequence, int32(r.at(i, 9)))
		c.Precision = append(c.Precision, edtf.Precision(max(0, r.at(i, 10))))
		flags := flagsOf(r.at(i, 10) >= 0, edtf.Kind(r.at(i, 11)), edtf.Qualifier(r.at(i, 12)), r.at(i, 13) != 0)
		c.Flags = append(c.Flags, flags)
		c.Certainty = append(c.Certainty, int8(r.at(i, 14)))
	}
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
	id, to storage.ID
	pos    int64
	owner  int32 // place of the statement in the columns
	group  uint8 // before pos in the order; the role of a party
	value  int8  // the stance of a position
}

// compareLinks orders links by statement, group, position and age.
func compareLinks(a, b link) int {
	if a.owner != b.owner {
		return cmp.Compare(a.owner, b.owner)
	}
	return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.pos, b.pos), cmp.Compare(a.id, b.id))
}

// readLinks reads a table of links, in the order of compareLinks.
func readLinks(read readTable, p packing, statements []storage.ID) ([]link, error) {
	var links []link
	at := 0
	err := read(p, func(r rows) {
		links = slices.Grow(links, r.len())
		for i := range r.len() {
			var found bool
			if at, found = find(statements, at, storage.ID(r.at(i, 1))); found {
				links = append(links, link{
					id: storage.ID(r.at(i, 0)), to: storage.ID(r.at(i, 2)), pos: r.at(i, 3),
					owner: int32(at), group: uint8(r.at(i, 4)), value: int8(r.at(i, 5)),
				})
			}
		}
	})
	if !slices.IsSortedFunc(links, compareLinks) {
		slices.SortFunc(links, compareLinks)
	}
	return links, err
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
		c.Parties[i], c.Roles[i] = l.to, storage.Role(l.group)
	}
}

func fillDocuments(c *storage.Columns, links []link) {
	for _, l := range slices.Backward(links) { // the first one stays
		c.Document[l.owner] = l.to
	}
}
