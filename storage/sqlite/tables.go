package sqlite

import (
	"strings"

	"saywhen/storage"
)

// table describes a table whose rows are content: undo covers them, the
// revision counts them, and each belongs to a record.
type table struct {
	name    string
	columns []string // without generated ones; the first is id
	kind    storage.RecordKind
	owner   int // index of the column that holds the record's id; -1: see recordOf
	// hashFrom is 0, or 1 when the row's own id is nothing that anyone wrote, so
	// that the revision of a project is the same after export and import.
	hashFrom int
	reals    uint64   // bit i: column i is REAL
	searched []string // the columns of its full-text table, or none

	insert, update, selectRow string
}

const dateFields = " wording edtf zone kind precision qualifier anchor sequence es ls ee le "

func newTable(name, columns string, kind storage.RecordKind, owner, hashFrom int, searched string) *table {
	t := &table{name: name, columns: strings.Fields(columns), kind: kind, owner: owner, hashFrom: hashFrom}
	for _, column := range strings.Fields(searched) {
		t.searched = append(t.searched, column+"_folded")
	}
	list := strings.Join(t.columns, ", ")
	t.insert = "INSERT INTO " + name + " (" + list + ") VALUES (?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
	t.update = "UPDATE " + name + " SET " + strings.Join(t.columns[1:], " = ?, ") + " = ? WHERE id = ?"
	t.selectRow = "SELECT " + list + " FROM " + name
	return t
}

// tableSet is the content tables, each after those that it refers to.
type tableSet struct {
	list   []*table
	byName map[string]*table

	meta, coder, actor, alias, affiliation, document, version, claim, verb, verbAlias,
	statement, party, position, citation, span, relation, tag, tagging,
	period, callout, savedView *table
}

// ownID says that a row is its own record.
const ownID = 0

// viaParent says that the row names its record through another row.
const viaParent = -1

func newTables() *tableSet {
	s := &tableSet{
		meta:        newTable("meta", "id key value", storage.MetaRecord, ownID, 1, ""),
		coder:       newTable("coder", "id name", storage.CoderRecord, ownID, 0, ""),
		actor:       newTable("actor", "id kind name parent_id colour pos pinned hidden note", storage.ActorRecord, ownID, 0, "name note"),
		alias:       newTable("alias", "id actor_id name lang pos", storage.ActorRecord, 1, 1, "name"),
		affiliation: newTable("affiliation", "id actor_id organization_id role"+dateFields, storage.AffiliationRecord, ownID, 0, ""),
		document:    newTable("document", "id title outlet_id author"+dateFields+"url language", storage.DocumentRecord, ownID, 0, "title"),
		version:     newTable("version", "id document_id number text sha256 made", storage.DocumentRecord, 1, 0, "text"),
		claim:       newTable("claim", "id parent_id kind text note", storage.ClaimRecord, ownID, 0, "text note"),
		verb:        newTable("verb", "id label code class", storage.VerbRecord, ownID, 0, ""),
		verbAlias:   newTable("verb_alias", "id verb_id name pos", storage.VerbRecord, 1, 1, ""),
		statement: newTable("statement", "id speaker_id verb_id"+dateFields+
			"place gist reported_in repeated certainty grade note coder_id made changed", storage.StatementRecord, ownID, 0, "gist note place"),
		party:     newTable("party", "id statement_id role actor_id pos", storage.StatementRecord, 1, 1, ""),
		position:  newTable("position", "id statement_id claim_id stance pos", storage.StatementRecord, 1, 1, ""),
		citation:  newTable("citation", "id statement_id document_id version_id quote translation pos", storage.StatementRecord, 1, 0, "quote translation"),
		span:      newTable("span", "id citation_id start stop pos", storage.StatementRecord, viaParent, 1, ""),
		relation:  newTable("relation", "id from_id kind to_id note", storage.RelationRecord, ownID, 0, ""),
		tag:       newTable("tag", "id name", storage.StatementRecord, viaParent, 0, ""),
		tagging:   newTable("tagging", "id statement_id tag_id", storage.StatementRecord, 1, 1, ""),
		period:    newTable("period", "id label note colour"+dateFields, storage.PeriodRecord, ownID, 0, ""),
		callout:   newTable("callout", "id statement_id text dx dy", storage.CalloutRecord, ownID, 0, ""),
		savedView: newTable("saved_view", "id name filter view", storage.SavedViewRecord, ownID, 0, ""),
	}
	s.actor.reals = 1 << 5        // pos
	s.callout.reals = 1<<3 | 1<<4 // dx, dy
	s.list = []*table{
		s.meta, s.coder, s.actor, s.alias, s.affiliation, s.document, s.version, s.claim, s.verb,
		s.verbAlias, s.statement, s.party, s.position, s.citation, s.span, s.relation, s.tag, s.tagging,
		s.period, s.callout, s.savedView,
	}
	s.byName = make(map[string]*table, len(s.list))
	for _, t := range s.list {
		s.byName[t.name] = t
	}
	return s
}

// Settings that are facts of the file, not of the project: they have no undo
// and are no part of the revision.
const (
	metaRevision = "revision"
	metaClean    = "closed_cleanly" // "1" or "0"
	metaCreated  = "created"        // RFC 3339, UTC
)

func isBookkeeping(key string) bool {
	return key == metaRevision || key == metaClean || key == metaCreated
}

// counts reports whether the row is content.
func (t *table) counts(row []any) bool {
	if t.kind != storage.MetaRecord {
		return true
	}
	key, _ := row[1].(string)
	return !isBookkeeping(key)
}
