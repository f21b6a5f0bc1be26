package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"saywhen/storage"
)

// Check looks for what SQLite cannot see, after asking SQLite what it can: it
// has no checksums of its pages, so that a flipped letter in an article, or a
// date whose corners belong to another one, is found only by reading it all
// again. Each step is a transaction of its own, so that a check in the
// background never holds up a commit for long. A step that meets a damaged page
// says so and ends; the others still run.

// Problem is one thing that is wrong in a file.
type Problem struct {
	// Kind and ID name the record; ID is 0 when the fault is the file's own.
	Kind storage.RecordKind
	ID   storage.ID
	// Name is that of the record, as a person would look for it; "" when it has
	// none or cannot be read.
	Name string
	// Message says what is wrong with it, without naming it again.
	Message string
}

// String is the problem in one line.
func (p Problem) String() string {
	switch {
	case p.ID == 0:
		return "The file: " + p.Message + "."
	case p.Name == "":
		return fmt.Sprintf("The %s with the id %d: %s.", p.Kind, p.ID, p.Message)
	default:
		return fmt.Sprintf("The %s “%s”: %s.", p.Kind, p.Name, p.Message)
	}
}

// Check reads the whole file and gives what is wrong with it; no problems mean
// that it is whole. Progress, when given, is told how many steps of how many
// are done. The error is for what kept it from looking, not for what it found.
func (f *File) Check(ctx context.Context, progress func(done, total int)) ([]Problem, error) {
	c := &checker{f: f}
	steps := []struct {
		what string // is looked at
		look func(context.Context, querier) error
	}{
		{"pages", c.pages},
		{"references", c.references},
		{"texts", c.texts},
		{"dates", c.dates},
		{"trees", c.ancestry},
		{"statements", c.rules},
		{"saved views", c.savedViews},
		{"revision", c.revision},
		{"history", c.history},
		{"index of words", c.indexed},
	}
	for i, step := range steps {
		err := f.read(ctx, func(q querier) error { return step.look(ctx, q) })
		if err := c.meet(step.what, err); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i+1, len(steps)+1)
		}
	}
	if err := c.meet("index of words", f.checkSearch(ctx, c)); err != nil {
		return nil, err
	}
	err := f.read(ctx, func(q querier) error { return c.name(ctx, q) })
	if progress != nil {
		progress(len(steps)+1, len(steps)+1)
	}
	return c.found, err
}

// checker gathers problems.
type checker struct {
	f     *File
	found []Problem
}

func (c *checker) add(kind storage.RecordKind, id storage.ID, format string, args ...any) {
	c.found = append(c.found, Problem{Kind: kind, ID: id, Message: fmt.Sprintf(format, args...)})
}

// ofFile adds a fault that belongs to no record.
func (c *checker) ofFile(format string, args ...any) { c.add(storage.MetaRecord, 0, format, args...) }

// meet makes a problem of an error that says the file is damaged, and passes on
// the others.
func (c *checker) meet(what string, err error) error {
	if !IsDamage(err) {
		return err
	}
	c.ofFile("its %s cannot be checked, because a part of it is damaged", what)
	return nil
}

// pages is SQLite's own check of pages, indexes and constraints. SQLite leaves
// CHECK constraints out when it opens a database for reading only, so that a
// connection of its own is opened, which could write but is told not to.
func (c *checker) pages(ctx context.Context, q querier) error {
	if c.f.readOnly.Load() == nil {
		db, err := sql.Open("sqlite", DSN(c.f.path, append([]string{"mode", "rw", "_query_only", "1"}, carefulParams...)...))
		if err != nil {
			return err
		}
		defer db.Close()
		q = db
	}
	var said string
	return each(ctx, q, "PRAGMA integrity_check(100)", nil, []any{&said}, func() {
		for line := range strings.Lines(said) {
			if line = strings.TrimSpace(line); line != "ok" && line != "*** in database main ***" {
				c.ofFile("SQLite finds it damaged: %s", line)
			}
		}
	})
}

// dangling is a row that refers to another one that is not there.
type dangling struct {
	table, parent string
	row           sql.NullInt64
	key           int
}

// references finds rows that refer to records that are not there.
func (c *checker) references(ctx context.Context, q querier) error {
	var d dangling
	var all []dangling
	err := each(ctx, q, "PRAGMA foreign_key_check", nil, []any{&d.table, &d.row, &d.parent, &d.key},
		func() { all = append(all, d) })
	if err != nil {
		return err
	}
	for _, d := range all {
		kind, id, err := c.ownerOf(ctx, q, d.table, d.row.Int64)
		if err != nil {
			return err
		}
		c.add(kind, id, "it refers to %s that is not in the project", withArticle(d.parent))
	}
	return nil
}

// ownerOf gives the record to which a row belongs; id 0 when that cannot be
// said.
func (c *checker) ownerOf(ctx context.Context, q querier, name string, row int64) (storage.RecordKind, storage.ID, error) {
	t := c.f.tables.byName[name]
	if t == nil {
		return storage.MetaRecord, 0, nil
	}
	query := "SELECT statement_id FROM citation WHERE id = (SELECT citation_id FROM span WHERE id = ?)"
	if t.owner >= 0 {
		query = "SELECT " + t.columns[t.owner] + " FROM " + t.name + " WHERE id = ?"
	}
	var id storage.ID
	err := q.QueryRowContext(ctx, query, row).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t.kind, id, err
}

// withArticle is a table's name as a person would say it.
func withArticle(table string) string {
	if table == "version" {
		return "a version of a document"
	}
	if strings.ContainsRune("aeiou", rune(table[0])) {
		return "an " + table
	}
	return "a " + table
}

// ancestry finds records that are their own ancestor.
func (c *checker) ancestry(ctx context.Context, q querier) error {
	for _, tree := range []struct {
		kind          storage.RecordKind
		table, column string
		message       string
	}{
		{storage.ActorRecord, "actor", "parent_id", "it is below itself in the tree of actors"},
		{storage.ClaimRecord, "claim", "parent_id", "it is below itself in the tree of topics"},
		{storage.StatementRecord, "statement", "reported_in", "it is reported, by way of others, in itself"},
	} {
		parent := map[storage.ID]storage.ID{}
		var id, up storage.ID
		err := each(ctx, q, fmt.Sprintf("SELECT id, %[1]s FROM %[2]s WHERE %[1]s IS NOT NULL", tree.column, tree.table),
			nil, []any{&id, &up}, func() { parent[id] = up })
		if err != nil {
			return err
		}
		for _, id := range loops(parent) {
			c.add(tree.kind, id, "%s", tree.message)
		}
	}
	return nil
}

// name fills in the names of the records that were found.
func (c *checker) name(ctx context.Context, q querier) error {
	for i := range c.found {
		p := &c.found[i]
		if p.ID == 0 {
			continue
		}
		name, err := recordName(ctx, q, p.Kind, p.ID)
		if err := c.meetQuietly(err); err != nil {
			return err
		}
		p.Name = oneLine(name, labelLength)
	}
	return nil
}

// meetQuietly lets pass what only means that there is no name.
func (c *checker) meetQuietly(err error) error {
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, ErrNotFound) || IsDamage(err) {
		return nil
	}
	return err
}

// nameQueries give the name of a record by its id.
var nameQueries = map[storage.RecordKind]string{
	storage.ActorRecord: "SELECT name FROM actor WHERE id = ?",
	storage.AffiliationRecord: `SELECT coalesce(name || ', ', '') || role FROM affiliation
		LEFT JOIN actor ON actor.id = actor_id WHERE affiliation.id = ?`,
	storage.DocumentRecord:  "SELECT title FROM document WHERE id = ?",
	storage.ClaimRecord:     "SELECT text FROM claim WHERE id = ?",
	storage.VerbRecord:      "SELECT label FROM verb WHERE id = ?",
	storage.CoderRecord:     "SELECT name FROM coder WHERE id = ?",
	storage.PeriodRecord:    "SELECT label FROM period WHERE id = ?",
	storage.CalloutRecord:   "SELECT text FROM callout WHERE id = ?",
	storage.SavedViewRecord: "SELECT name FROM saved_view WHERE id = ?",
}

// recordName is what a person would look for to find a record.
func recordName(ctx context.Context, q querier, kind storage.RecordKind, id storage.ID) (name string, err error) {
	switch kind {
	case storage.StatementRecord:
		labels, err := readLabels(ctx, q, only(id))
		return labels[id], err
	case storage.RelationRecord:
		r, err := readRelation(ctx, q, id)
		if err != nil {
			return "", err
		}
		labels, err := readLabels(ctx, q, among([]storage.ID{r.From, r.To}))
		return fmt.Sprintf("%s – %s – %s", oneLine(labels[r.From], 50), r.Kind, oneLine(labels[r.To], 50)), err
	}
	query, ok := nameQueries[kind]
	if !ok {
		return "", nil
	}
	err = q.QueryRowContext(ctx, query, id).Scan(&name)
	return name, err
}
