package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"sync"
)

// ApplicationID stands in the header of every project file: "SAYW".
const ApplicationID = 0x53415957

// SchemaVersion is the newest version of the tables, the one that is written.
const SchemaVersion = 2

// migrations/000N.sql leads from version N-1 to N. A new file runs them all, so
// that its schema is the same, letter for letter, as that of a migrated one;
// Inspect accepts nothing else.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration gives the SQL that leads to a version.
func migration(version int) (string, error) {
	text, err := migrationFiles.ReadFile(fmt.Sprintf("migrations/%04d.sql", version))
	return string(text), err
}

// execer is what runs SQL: a connection or a pool of one.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// querier is what answers queries: the read-only pool, or the writer's
// connection inside a transaction. What reads a record takes one of these.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// steps gives the SQL of a version; tests add versions.
type steps func(version int) (string, error)

// upgrade runs the steps after version `from` up to `to` on db, inside the
// caller's transaction.
func upgrade(ctx context.Context, db execer, next steps, from, to int) error {
	for v := from + 1; v <= to; v++ {
		text, err := next(v)
		if err != nil {
			return err
		}
		text += fmt.Sprintf(";\nPRAGMA application_id = %d; PRAGMA user_version = %d;", ApplicationID, v)
		if _, err := db.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("step to version %d: %w", v, err)
		}
	}
	return nil
}

var spaces = regexp.MustCompile(`\s+`)

// schemaOf lists what a database is made of: kind, name and table to the SQL
// text, with spaces made one. Statistics of ANALYZE are left out.
func schemaOf(ctx context.Context, q querier) (map[string]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT type || ' ' || name || ' ' || tbl_name, coalesce(sql, '')
		FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_stat%' ESCAPE '\'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	schema := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		schema[name] = spaces.ReplaceAllString(text, " ")
	}
	return schema, rows.Err()
}

// buildSchema makes a version's schema in memory.
func buildSchema(version int, next steps) (map[string]string, error) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file::memory:?_dqs=0")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := upgrade(ctx, db, next, 0, version); err != nil {
		return nil, err
	}
	return schemaOf(ctx, db)
}

// currentSchema is that of the newest version, made once.
var currentSchema = sync.OnceValues(func() (map[string]string, error) {
	return buildSchema(SchemaVersion, migration)
})

// expectedSchema is that of a version.
func expectedSchema(version int) (map[string]string, error) {
	if version == SchemaVersion {
		return currentSchema()
	}
	return buildSchema(version, migration)
}

// compareSchemas names the first thing found that got has and want has not, or
// the other way round; "" when they are equal.
func compareSchemas(got, want map[string]string) string {
	for name, text := range got {
		if want[name] != text {
			return strconv.Quote(name)
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			return "no " + strconv.Quote(name)
		}
	}
	return ""
}
