package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// mender writes what was found into a new project, each row made such that it
// may stand there. Rows keep their ids, so that everything that was found still
// refers to everything that was found. Where a row must refer to one that is
// gone, a record called “(lost)” takes its id.
type mender struct {
	tx     *Tx
	dig    *dig
	second *second
	rescue *Rescue

	extra   map[*table]map[int64]bool   // rows that were written and not found
	made    map[*table]map[int64]string // those that stand for lost ones, and their names
	cut     map[*table]map[int64]bool   // rows whose parent would close a loop
	labels  map[string]bool             // of verbs
	numbers map[int64]map[int64]bool    // of versions, by document
	zones   zoneCache
	unknown struct{ actor, verb int64 }
	// lostSpans: a quote without spans may have had some.
	lostSpans bool
}

func newMender(tx *Tx, d *dig, s *second, r *Rescue) *mender {
	span := tx.f.tables.span
	return &mender{
		lostSpans: len(d.byName[span.name].lost)+len(s.known[span]) > 0,
		tx:        tx, dig: d, second: s, rescue: r, extra: map[*table]map[int64]bool{}, made: map[*table]map[int64]string{}, cut: map[*table]map[int64]bool{},
		labels: map[string]bool{}, numbers: map[int64]map[int64]bool{}, zones: zoneCache{},
	}
}

// reference is a column that names a row of another table.
type reference struct {
	column, to string
	duty       duty
}

// duty is what to do when the row that is named is gone.
type duty int

const (
	optional  duty = iota // name none
	necessary             // make one
	vain                  // the row says nothing without it
)

var references = map[string][]reference{
	"actor":       {{"parent_id", "actor", optional}},
	"alias":       {{"actor_id", "actor", necessary}},
	"affiliation": {{"actor_id", "actor", necessary}, {"organization_id", "actor", optional}},
	"document":    {{"outlet_id", "actor", optional}},
	"version":     {{"document_id", "document", necessary}},
	"claim":       {{"parent_id", "claim", optional}},
	"verb_alias":  {{"verb_id", "verb", necessary}},
	"statement": {
		{"speaker_id", "actor", necessary},
		{"verb_id", "verb", necessary},
		{"reported_in", "statement", optional},
		{"coder_id", "coder", optional},
	},
	"party":    {{"statement_id", "statement", necessary}, {"actor_id", "actor", necessary}},
	"position": {{"statement_id", "statement", necessary}, {"claim_id", "claim", necessary}},
	"citation": {
		{"statement_id", "statement", necessary},
		{"document_id", "document", necessary},
		{"version_id", "version", optional},
	},
	"span":     {{"citation_id", "citation", vain}},
	"relation": {{"from_id", "statement", vain}, {"to_id", "statement", vain}},
	"callout":  {{"statement_id", "statement", vain}},
	"tagging":  {{"statement_id", "statement", vain}, {"tag_id", "tag", vain}},
}

// trees are the columns in which a row refers to one of its own table.
var trees = map[string]string{"actor": "parent_id", "claim": "parent_id", "statement": "reported_in"}

// write fills the new project.
func (m *mender) write() error {
	if err := m.tx.w.script("PRAGMA defer_foreign_keys = 1"); err != nil {
		return err
	}
	for _, query := range []string{"DELETE FROM verb", "DELETE FROM meta WHERE NOT key IN ('" + metaRevision + "', '" + metaClean + "', '" + metaCreated + "')"} {
		if _, err := m.tx.exec(query); err != nil {
			return err
		}
	}
	for _, t := range m.tx.f.tables.list {
		if err := m.findLoops(t); err != nil {
			return err
		}
		if err := m.writeTable(t); err != nil {
			return err
		}
	}
	return m.mendTogether()
}

// findLoops notes which rows of a tree name a parent that lies below them.
func (m *mender) findLoops(t *table) error {
	column, ok := trees[t.name]
	if !ok {
		return nil
	}
	parent := map[storage.ID]storage.ID{}
	note := func(row []any) error {
		if up, ok := row[t.at(column)].(int64); ok {
			parent[storage.ID(row[0].(int64))] = storage.ID(up)
		}
		return nil
	}
	for _, rows := range []map[int64][]any{m.second.history[t], m.second.index[t]} {
		for _, row := range rows {
			_ = note(row)
		}
	}
	if err := m.dig.each(m.dig.byName[t.name], note); err != nil {
		return err
	}
	m.cut[t] = map[int64]bool{}
	for _, id := range loops(parent) {
		m.cut[t][int64(id)] = true
	}
	return nil
}

// writeTable writes the rows of a table, from wherever they are known.
func (m *mender) writeTable(t *table) error {
	count := m.rescue.table(t)
	err := m.dig.each(m.dig.byName[t.name], func(row []any) error { return m.put(t, row, &count.Rescued) })
	if err != nil {
		return err
	}
	for _, id := range sortedIDs(m.second.history[t]) {
		if err := m.put(t, m.second.history[t][id], &count.FromHistory); err != nil {
			return err
		}
	}
	for _, id := range sortedIDs(m.second.index[t]) {
		if m.extra[t][id] {
			continue
		}
		if err := m.put(t, m.second.index[t][id], &count.FromIndex); err != nil {
			return err
		}
	}
	return nil
}

// put mends a row and writes it.
func (m *mender) put(t *table, row []any, count *int) error {
	if t == m.tx.f.tables.meta {
		return m.putMeta(row, count)
	}
	before := slices.Clone(row)
	gone := m.mendAlone(t, row)
	if gone == "" {
		var err error
		if gone, err = m.mendReferences(t, row); err != nil {
			return err
		}
	}
	if gone != "" {
		m.lose(t, before, gone)
		return nil
	}
	written, err := m.insert(t, row)
	if err != nil || !written {
		return err
	}
	*count++
	return nil
}

// insert writes a row unless the table's rules forbid it.
func (m *mender) insert(t *table, row []any) (written bool, err error) {
	err = m.tx.insert(t, row)
	if primary, _ := code(err); primary == lib.SQLITE_CONSTRAINT {
		m.lose(t, row, "it says what another one says")
		return false, nil
	}
	if err == nil {
		m.note(t, row[0].(int64))
	}
	return err == nil, err
}

// note remembers a row that was written and not found in its table.
func (m *mender) note(t *table, id int64) {
	if m.dig.byName[t.name].has(id) {
		return
	}
	if m.extra[t] == nil {
		m.extra[t] = map[int64]bool{}
	}
	m.extra[t][id] = true
}

// putMeta writes a setting. Facts of the damaged file are not those of the new
// one, but for its first day.
func (m *mender) putMeta(row []any, count *int) error {
	key, value := row[1].(string), row[2].(string)
	switch {
	case key == metaRevision:
		m.rescue.revision = value
	case key == metaCreated:
		return m.tx.putBookkeeping(key, value)
	case isBookkeeping(key):
	case checkName("key", "A setting", key) != nil || checkText("value", "A setting", value) != nil || value == "":
		m.lose(m.tx.f.tables.meta, row, "the setting cannot be read")
	default:
		*count++
		return m.tx.SetMeta(key, value)
	}
	return nil
}

// has reports whether a row is in the new project, or will be.
func (m *mender) has(t *table, id int64) bool {
	return m.dig.byName[t.name].has(id) || m.extra[t][id] || m.second.history[t][id] != nil || m.second.index[t][id] != nil
}

// mendReferences looks at what a row refers to.
func (m *mender) mendReferences(t *table, row []any) (gone string, err error) {
	for _, r := range references[t.name] {
		i := t.at(r.column)
		id, there := row[i].(int64)
		to := m.tx.f.tables.byName[r.to]
		looped := trees[t.name] == r.column && m.cut[t][row[0].(int64)]
		switch name := m.made[to][id]; {
		case !there:
			continue
		case name != "" && t.name == "alias": // it gave the actor its name
			continue
		case name != "":
			m.mended(t, row, "it refers to %s that is lost: “%s” stands for it", withArticle(r.to), name)
			continue
		case looped:
			row[i] = nil
			m.mended(t, row, "it lay below itself, and lies below none now")
			continue
		case m.has(to, id):
			continue
		}
		switch r.duty {
		case vain:
			return fmt.Sprintf("%s that it belongs to is lost", withArticle(r.to)), nil
		case optional:
			row[i] = nil
			m.mended(t, row, "it refers to %s that is lost, and names none now", withArticle(r.to))
		case necessary:
			if id, err = m.make(to, id, row, t); err != nil {
				return "", err
			}
			row[i] = id
			m.mended(t, row, "it refers to %s that is lost: “%s” stands for it", withArticle(r.to), m.made[to][id])
		}
	}
	if t.name == "affiliation" && row[1] == row[2] {
		row[2] = nil
	}
	return "", nil
}

// mended notes what was changed in a row.
func (m *mender) mended(t *table, row []any, format string, args ...any) {
	id, err := m.ownerOf(t, row)
	if err != nil {
		id = 0
	}
	m.rescue.Mended = append(m.rescue.Mended, Problem{Kind: t.kind, ID: id, Message: fmt.Sprintf(format, args...)})
}

// lose notes a row that is not brought over.
func (m *mender) lose(t *table, row []any, why string) {
	id, err := m.ownerOf(t, row)
	if err != nil {
		id = 0
	}
	message := "it is left out: " + why
	if t.owner != ownID {
		message = "of its " + m.rescue.table(t).Name + " one is left out: " + why
	}
	m.rescue.Dropped = append(m.rescue.Dropped, Problem{Kind: t.kind, ID: id, Message: message})
}

// ownerOf is the record to which a row belongs, or 0.
func (m *mender) ownerOf(t *table, row []any) (storage.ID, error) {
	if t.owner >= 0 {
		id, _ := row[t.owner].(int64)
		return storage.ID(id), nil
	}
	if t != m.tx.f.tables.span {
		return 0, nil
	}
	id, err := m.tx.statementOf(row[1].(int64))
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return storage.ID(id), err
}
