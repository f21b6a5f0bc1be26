package sqlite

import (
	"fmt"

	"saywhen/storage"
)

// Records that stand for lost ones. They have the ids of those, so that whatever
// refers to them is left as it is, and say what is known, or “(lost)”.

// make writes a record in the place of one that is lost, and gives its id.
func (m *mender) make(t *table, id int64, from []any, source *table) (int64, error) {
	if id <= 0 {
		id = int64(m.tx.NewID())
	}
	row := m.dig.byName[t.name].blankRow(id)
	switch t.name {
	case "actor":
		row[1], row[2] = string(storage.Group), lostName
		if source.name == "alias" {
			row[2] = from[2]
		}
	case "verb":
		m.blankVerb(id, row)
	case "claim":
		row[2], row[3] = string(storage.Factual), lostName
	case "document":
		row[1] = lostName
	case "statement":
		if err := m.blankStatement(t, id, row); err != nil {
			return 0, err
		}
	}
	if err := m.tx.insert(t, row); err != nil {
		return 0, err
	}
	m.note(t, id)
	if m.made[t] == nil {
		m.made[t] = map[int64]string{}
	}
	m.made[t][id] = madeName(t, row)
	m.rescue.table(t).Made++
	return id, nil
}

// madeName is what a record is called that was just made.
func madeName(t *table, row []any) string {
	switch t.name {
	case "actor":
		return row[2].(string)
	case "verb":
		return row[1].(string)
	}
	return lostName
}

// blankVerb fills in what is known of a verb: the starter verbs have fixed ids.
func (m *mender) blankVerb(id int64, row []any) {
	for _, verb := range storage.StarterVerbs() {
		if int64(verb.ID) == id && !m.labels[verb.Label] {
			row[1], row[2], row[3] = verb.Label, verb.Code, string(verb.Class)
			m.labels[verb.Label] = true
			return
		}
	}
	row[1], row[3] = m.freeLabel(), lostClass
	m.labels[row[1].(string)] = true
}

// freeLabel is “(lost)” or, as no two verbs have one label, “(lost 2)” …
func (m *mender) freeLabel() string {
	label := lostName
	for n := 2; m.labels[label]; n++ {
		label = fmt.Sprintf("(lost %d)", n)
	}
	return label
}

// blankStatement fills in who said it, if an index knows, and that it is lost.
func (m *mender) blankStatement(t *table, id int64, row []any) (err error) {
	tables := m.tx.f.tables
	speaker := m.second.speaker[id]
	if speaker <= 0 {
		if m.unknown.actor == 0 {
			if m.unknown.actor, err = m.make(tables.actor, 0, nil, t); err != nil {
				return err
			}
		}
		speaker = m.unknown.actor
	} else if !m.has(tables.actor, speaker) {
		if speaker, err = m.make(tables.actor, speaker, nil, t); err != nil {
			return err
		}
	}
	if m.unknown.verb == 0 {
		if m.unknown.verb, err = m.make(tables.verb, 0, nil, t); err != nil {
			return err
		}
	}
	row[1], row[2], row[t.at("gist")] = speaker, m.unknown.verb, lostName
	return nil
}
