package sqlite

import (
	"slices"
	"strings"

	"saywhen/storage/sqlite/pages"
)

// A row that is not in its table any more is often somewhere else in the file.
// The history holds an image of every row that was typed or changed by hand; the
// indexes that keep names and pairs unique hold all or most of a row; and every
// index tells the ids of the rows that should be there.

// second is what other parts of the file know of rows that were not found.
type second struct {
	history map[*table]map[int64][]any
	index   map[*table]map[int64][]any
	// speaker of statements that were not found, for what hangs on them.
	speaker map[int64]int64
	// texts are versions that were found with a wrong checksum, as the history has
	// them with a right one: that is proof enough.
	texts map[int64][]any
	// known are the ids of rows that were not found.
	known map[*table]map[int64]bool
}

// keys are the indexes that hold a row: the columns that they have, in order.
var keys = []struct{ index, table, columns string }{
	{"sqlite_autoindex_alias_1", "alias", "actor_id name"},
	{"sqlite_autoindex_verb_1", "verb", "label"},
	{"sqlite_autoindex_verb_alias_1", "verb_alias", "verb_id name"},
	{"sqlite_autoindex_party_1", "party", "statement_id role actor_id"},
	{"sqlite_autoindex_relation_1", "relation", "from_id kind to_id"},
	{"sqlite_autoindex_tag_1", "tag", "name"},
	{"sqlite_autoindex_saved_view_1", "saved_view", "name"},
	{"sqlite_autoindex_tagging_1", "tagging", "statement_id tag_id"},
}

// census are the indexes that only tell which rows there were.
var census = map[string]string{
	"statement_speaker": "statement", "sqlite_autoindex_position_1": "position", "citation_statement": "citation",
	"span_citation": "span", "sqlite_autoindex_version_1": "version", "affiliation_actor": "affiliation",
	"callout_statement": "callout",
}

// seek fills second from a file that was dug through.
func (d *dig) seek(tables *tableSet) *second {
	s := &second{
		history: map[*table]map[int64][]any{}, index: map[*table]map[int64][]any{},
		speaker: map[int64]int64{}, texts: map[int64][]any{}, known: map[*table]map[int64]bool{},
	}
	d.chains = 4*len(d.used) + 64
	for _, f := range d.lodes {
		for _, id := range f.broken {
			s.know(d, tables.byName[f.name], id)
		}
	}
	d.seekHistory(tables, s)
	d.seekTexts(tables, s)
	for _, k := range keys {
		d.eachEntry(k.index, func(values []any) { d.seekKey(tables.byName[k.table], strings.Fields(k.columns), values, s) })
	}
	for name, t := range census {
		d.eachEntry(name, func(values []any) {
			id, _ := values[len(values)-1].(int64)
			s.know(d, tables.byName[t], id)
			if name == "statement_speaker" && s.known[tables.statement][id] {
				s.speaker[id], _ = values[0].(int64)
			}
		})
	}
	for _, t := range tables.list {
		if t.searched != nil {
			d.eachID(t.name+"_fts_docsize", func(id int64) { s.know(d, t, id) })
		}
	}
	return s
}

// know notes a row that should be there.
func (s *second) know(d *dig, t *table, id int64) {
	if t == nil || id <= 0 || d.byName[t.name].has(id) {
		return
	}
	if s.known[t] == nil {
		s.known[t] = map[int64]bool{}
	}
	s.known[t][id] = true
}

// seekHistory keeps the last image of every row that was not found. Where the
// history itself has holes, a row may have been deleted by a step that is lost:
// then only rows in a range that the table lost are believed.
func (d *dig) seekHistory(tables *tableSet, s *second) {
	whole := d.eachChange(tables, func(c change) { s.remember(d, c) })
	for t, rows := range s.history {
		for id := range rows {
			if !whole && !d.byName[t.name].mayMiss(id) {
				delete(rows, id)
			}
		}
	}
}

// eachChange visits the changes of all steps that are not undone, in order, and
// reports whether the history could be read without a gap.
func (d *dig) eachChange(tables *tableSet, visit func(change)) (whole bool) {
	log := d.byName[historyTable]
	whole = len(log.lost)+len(log.broken) == 0
	_ = d.each(log, func(row []any) error {
		if row[3] != int64(0) { // undone
			return nil
		}
		changes, _, _, err := tables.decodeStep(row[5].(string))
		if err != nil {
			whole = false
			return nil
		}
		for _, c := range changes {
			visit(c)
		}
		return nil
	})
	return whole
}

// seekTexts looks for texts in the place of those with a wrong checksum.
func (d *dig) seekTexts(tables *tableSet, s *second) {
	wrong := map[int64]bool{}
	_ = d.each(d.byName["version"], func(row []any) error {
		if checksum(row[3].(string)) != row[4] {
			wrong[row[0].(int64)] = true
		}
		return nil
	})
	if len(wrong) == 0 {
		return
	}
	d.eachChange(tables, func(c change) {
		if c.table != tables.version || !wrong[c.id()] || c.new == nil {
			return
		}
		if text, ok := c.new[3].(string); ok && checksum(text) == c.new[4] {
			s.texts[c.id()] = c.new
		}
	})
}

func (s *second) remember(d *dig, c change) {
	if d.byName[c.table.name].has(c.id()) {
		return
	}
	if s.history[c.table] == nil {
		s.history[c.table] = map[int64][]any{}
	}
	if c.new == nil {
		delete(s.history[c.table], c.id())
		return
	}
	if row, err := d.byName[c.table.name].row(c.id(), append([]any{nil}, c.new[1:]...)); err == nil {
		s.history[c.table][c.id()] = row
	}
}

// seekKey makes a row of an entry of a unique index.
func (d *dig) seekKey(t *table, columns []string, values []any, s *second) {
	f := d.byName[t.name]
	id, _ := values[len(values)-1].(int64)
	if len(values) != len(columns)+1 || id <= 0 || f.has(id) {
		return
	}
	s.know(d, t, id)
	row := f.blankRow(id)
	for i, column := range columns {
		row[t.at(column)] = values[i]
	}
	if t.name == "verb" {
		row[t.at("class")] = lostClass
	}
	row[0] = nil
	row, err := f.row(id, row)
	if err != nil {
		return
	}
	if s.index[t] == nil {
		s.index[t] = map[int64][]any{}
	}
	s.index[t][id] = row
}

// eachEntry visits the entries of an index that can be reached.
func (d *dig) eachEntry(index string, visit func(values []any)) {
	root, ok := d.schema[index]
	if !ok {
		return
	}
	d.entries(root.root, make(map[uint32]bool), visit)
}

func (d *dig) entries(no uint32, seen map[uint32]bool, visit func(values []any)) {
	n, err := d.file.Node(no)
	if err != nil || seen[no] || n.Kind != pages.IndexInner && n.Kind != pages.IndexLeaf {
		return
	}
	seen[no] = true
	for i := range n.Len() {
		if n.Kind == pages.IndexInner {
			if child, _, err := n.Child(i); err == nil {
				d.entries(child, seen, visit)
			}
		}
		_, payload, err := n.Payload(i, d.overflow)
		if err != nil {
			continue
		}
		if values, err := pages.Values(payload); err == nil && len(values) > 1 {
			visit(values)
		}
	}
	if n.Kind == pages.IndexInner {
		d.entries(n.Right, seen, visit)
	}
}

// eachID visits the ids of the rows of a table that is not ours to read.
func (d *dig) eachID(name string, visit func(id int64)) {
	root, ok := d.schema[name]
	if !ok {
		return
	}
	clear(d.used) // the trees are walked once more
	d.eachLeaf(root.root, 0, func(n pages.Node) {
		for i := range n.Len() {
			if id, _, err := n.Payload(i, d.overflow); err == nil {
				visit(id)
			}
		}
	})
}

// sortedIDs are the keys of a map in ascending order.
func sortedIDs[V any](m map[int64]V) []int64 {
	ids := make([]int64, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
