package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"saywhen/storage"
)

// Reading is written once, on a querier, and serves three: the read-only
// connection behind File's methods, a transaction of the writer that wants to
// see its own changes, and tests. Records of a kind are read with one query
// for their rows and one for each kind of child row, all in the order of the
// ids, and joined by walking both (never one query per record).

var (
	_ querier = (*sql.DB)(nil)
	_ querier = (*sql.Conn)(nil)
	_ querier = (*sql.Tx)(nil)
)

// scope says which records are read: a condition on the column of their id.
type scope struct {
	condition string // with @ for the column
	args      []any
}

// everything reads all records.
func everything() scope { return scope{condition: "TRUE"} }

// only reads one record.
func only(id storage.ID) scope { return scope{"@ = ?", []any{int64(id)}} }

// within reads the records from first to last, both included.
func within(first, last storage.ID) scope {
	return scope{"@ BETWEEN ? AND ?", []any{int64(first), int64(last)}}
}

// among reads the records of a list; ids that are not there are left out.
func among(ids []storage.ID) scope {
	numbers := make([]int64, len(ids))
	for i, id := range ids {
		numbers[i] = int64(id)
	}
	list, _ := json.Marshal(numbers) // a list of integers always encodes
	return scope{"@ IN (SELECT value FROM json_each(?))", []any{string(list)}}
}

// on is the condition for one column.
func (s scope) on(column string) string { return strings.ReplaceAll(s.condition, "@", column) }

// each runs a query, scans every row into dest and calls visit after each.
func each(ctx context.Context, q querier, query string, args, dest []any, visit func()) error {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := found.Scan(dest...); err != nil {
			return err
		}
		visit()
	}
	return found.Err()
}

// eachOf is each for child rows: the first column of the query is the id of
// the owner, ascending, as owners is; visit gets the owner's place in owners.
func eachOf(ctx context.Context, q querier, owners []storage.ID, query string, args, dest []any, visit func(owner int)) error {
	var id storage.ID
	at := 0
	return each(ctx, q, query, args, append([]any{&id}, dest...), func() {
		for at < len(owners) && owners[at] < id {
			at++
		}
		if at < len(owners) && owners[at] == id {
			visit(at)
		}
	})
}

// sole is the one record of a list, or ErrNotFound with the kind and id.
func sole[T any](kind storage.RecordKind, id storage.ID, list []T, err error) (T, error) {
	var none T
	if err != nil {
		return none, err
	}
	if len(list) == 0 {
		return none, fmt.Errorf("%s %d: %w", kind, id, ErrNotFound)
	}
	return list[0], nil
}
