package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"saywhen/storage"
)

// shape is what the rows of a table look like as bytes: when the page that says
// whose they are is gone, their shape has to tell.
type shape struct {
	name    string
	types   []string
	notNull []bool
	reals   uint64
}

// newShapes gives the shape of every content table and of the history, in the
// order in which they refer to one another. They are those of our migrations:
// nothing that a damaged file says about itself is believed.
func newShapes(tables *tableSet) ([]*shape, error) {
	db, err := sql.Open("sqlite", "file::memory:?_dqs=0")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := upgrade(context.Background(), db, migration, 0, SchemaVersion); err != nil {
		return nil, err
	}
	var shapes []*shape
	for _, t := range append(slices.Clone(tables.list), nil) {
		s := &shape{name: historyTable}
		if t != nil {
			s.name, s.reals = t.name, t.reals
		}
		if err := s.load(db); err != nil {
			return nil, err
		}
		shapes = append(shapes, s)
	}
	return shapes, nil
}

// historyTable holds the steps that can be undone.
const historyTable = "undo"

func (s *shape) load(db *sql.DB) error {
	rows, err := db.Query(`SELECT type, "notnull" FROM pragma_table_info(?) ORDER BY cid`, s.name)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var notNull bool
		if err := rows.Scan(&kind, &notNull); err != nil {
			return err
		}
		s.types, s.notNull = append(s.types, kind), append(s.notNull, notNull)
	}
	return rows.Err()
}

// row makes a row of values as they were read, if they have the shape.
func (s *shape) row(id int64, values []any) ([]any, error) {
	if len(values) != len(s.types) {
		return nil, fmt.Errorf("it has %d columns, not %d", len(values), len(s.types))
	}
	if values[0] != nil || id <= 0 {
		return nil, fmt.Errorf("its id cannot be")
	}
	values[0] = id
	for i, v := range values[1:] {
		i++
		if n, ok := v.(int64); ok && s.reals>>i&1 == 1 {
			values[i], v = float64(n), float64(n)
		}
		if !s.holds(i, v) {
			return nil, fmt.Errorf("column %d holds a %T", i, v)
		}
	}
	return values, nil
}

func (s *shape) holds(column int, v any) bool {
	switch v.(type) {
	case nil:
		return !s.notNull[column]
	case int64:
		return s.types[column] == "INTEGER"
	case float64:
		return s.types[column] == "REAL"
	case string:
		return s.types[column] == "TEXT"
	}
	return false
}

// plausible reports whether a row that has the shape also looks like one of
// this table: some tables have the same columns.
func (s *shape) plausible(row []any) bool {
	switch s.name {
	case "meta":
		return row[0] == keyID(row[1].(string))
	case "tag":
		return isTagID(row)
	case "coder":
		return !isTagID(row)
	case "party":
		return oneOf(row[2], partyRoles)
	case "position":
		return stanceFault(row[3]) == "" && row[2].(int64) > 2
	case "span":
		return row[2].(int64) >= 0 && row[3].(int64) > row[2].(int64) && row[3].(int64) < 1<<31
	case "relation":
		return oneOf(row[2], storage.RelationKinds)
	case "claim":
		return oneOf(row[2], storage.ClaimKinds)
	case "actor":
		return oneOf(row[1], storage.ActorKinds)
	case "verb":
		return oneOf(row[3], storage.Classes)
	case "version":
		return len(row[4].(string)) == 64
	case "saved_view":
		return savedViewFault(row) == ""
	}
	return true
}

// isTagID: the id of a tag comes from its name, or is one of the next.
func isTagID(row []any) bool {
	id, name := row[0].(int64), row[1].(string)
	return id >= keyID(name) && id < keyID(name)+8
}

var partyRoles = []string{"co_speaker", "on_behalf", "addressee", "about"}

// oneOf reports whether a column holds one of the words of a list.
func oneOf[T ~string](v any, list []T) bool {
	text, ok := v.(string)
	return ok && slices.Contains(list, T(text))
}

func stanceFault(v any) string {
	if n, ok := v.(int64); !ok || n < -2 || n > 2 {
		return "its stance cannot be read"
	}
	return ""
}

// at is the place of a column in the rows of a table.
func (t *table) at(column string) int {
	i := slices.Index(t.columns, column)
	if i < 0 { // a mistake in the code, met by every repair
		panic("sqlite: " + t.name + " has no column " + column)
	}
	return i
}

// blankRow is a row of a table with nothing in it.
func (s *shape) blankRow(id int64) []any {
	row := make([]any, len(s.types))
	for i, kind := range s.types {
		switch {
		case !s.notNull[i]:
		case strings.HasPrefix(kind, "INT"):
			row[i] = int64(0)
		case kind == "REAL":
			row[i] = float64(0)
		default:
			row[i] = ""
		}
	}
	row[0] = id
	return row
}
