package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
)

// TableOptions say how a table is to be read.
type TableOptions struct {
	// Map names columns by field: {"speaker": "source_actor"}. Fields that it
	// does not name are guessed.
	Map map[string]string
	// Tabs says that fields are separated by tabs; otherwise the separator is
	// found in the first line.
	Tabs bool
	// Zone is meant where the table has no column for zones.
	Zone string
}

// Table reads the rows of a table one by one.
type Table struct {
	scan   *scanner
	header []string
	// fields say what each column holds; one without a set is not used.
	fields []column
	dates  dater
}

// NewTable reads the header row and matches its columns with fields. A table
// must have a column for the speaker and one for the verb or its code.
func NewTable(r *bufio.Reader, o TableOptions) (*Table, error) {
	comma := byte('\t')
	if !o.Tabs {
		comma = sniff(r)
	}
	t := &Table{scan: newScanner(r, comma)}
	header, _, err := t.scan.next()
	if err != nil {
		return nil, fmt.Errorf("the first row, which names the columns, cannot be read: %w", err)
	}
	if !utf8.ValidString(strings.Join(header, "")) {
		return nil, errors.New("the first row is not UTF-8: save the table as UTF-8")
	}
	t.header = slices.Clone(header)
	if err := t.match(o.Map); err != nil {
		return nil, err
	}
	t.dates = dater{ownWording: t.has("wording")}
	if !t.has("zone") {
		t.dates.zone = o.Zone
	}
	return t, nil
}

// Fields lists the names of all fields that a column can hold, in the order in
// which a table is written.
func Fields() []string {
	var names []string
	for _, c := range columns() {
		names = append(names, c.name)
	}
	return names
}

// Unused lists the columns that no field takes, as the header names them.
func (t *Table) Unused() []string {
	var names []string
	for i, c := range t.fields {
		if c.set == nil {
			names = append(names, t.header[i])
		}
	}
	return names
}

// Column gives the header's name for a field, or the field's own when the table
// does not have it.
func (t *Table) Column(field string) string {
	for i, c := range t.fields {
		if c.name == field {
			return t.header[i]
		}
	}
	return field
}

func (t *Table) has(field string) bool {
	return slices.ContainsFunc(t.fields, func(c column) bool { return c.name == field })
}

// match gives every column its field: those that were named by hand first, then
// those that carry a field's own name, then those with another name of it.
func (t *Table) match(named map[string]string) error {
	t.fields = make([]column, len(t.header))
	all := columns()
	if err := t.matchNamed(all, named); err != nil {
		return err
	}
	for _, c := range all {
		t.guess(c, []string{c.name})
	}
	for _, c := range all {
		t.guess(c, c.also)
	}
	if !t.has("speaker") && !t.has("speaker_id") {
		return t.lacks("speaker")
	}
	if !t.has("verb") && !t.has("verb_code") && !t.has("verb_id") {
		return t.lacks("verb")
	}
	return nil
}

func (t *Table) lacks(field string) error {
	return fmt.Errorf("no column was found for the %s: say which with --map %s=COLUMN; the columns are %s",
		field, field, strings.Join(t.header, ", "))
}

func (t *Table) matchNamed(all []column, named map[string]string) error {
	for _, field := range slices.Sorted(maps.Keys(named)) {
		i := slices.IndexFunc(all, func(c column) bool { return c.name == field })
		if i < 0 {
			return fmt.Errorf("there is no field %q: the fields are %s", field, strings.Join(Fields(), ", "))
		}
		k := t.find(named[field])
		if k < 0 {
			return fmt.Errorf("there is no column %q: the columns are %s", named[field], strings.Join(t.header, ", "))
		}
		if t.fields[k].set != nil {
			return fmt.Errorf("the column %q was given to two fields, %s and %s", named[field], t.fields[k].name, field)
		}
		t.fields[k] = all[i]
	}
	return nil
}

// find gives the column of that very name, else of one that differs in case,
// blanks and punctuation, else -1.
func (t *Table) find(name string) int {
	if i := slices.Index(t.header, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(t.header, func(h string) bool { return headerKey(h) == headerKey(name) })
}

func (t *Table) guess(c column, names []string) {
	if t.has(c.name) {
		return
	}
	for _, name := range names {
		for i, h := range t.header {
			if t.fields[i].set == nil && headerKey(h) == name {
				t.fields[i] = c
				return
			}
		}
	}
}

// headerKey is what is compared of a column's name: its letters and digits in
// lower case, with "_" for whatever stands between them.
func headerKey(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(words, "_")
}

// Next reads the next row. The error is io.EOF after the last one, a *Problem
// when only this row is wrong and the next can be asked for; anything else ends
// the table.
func (t *Table) Next() (Row, error) {
	cells, line, err := t.scan.next()
	if err != nil {
		return Row{}, err
	}
	if len(cells) != len(t.header) {
		return Row{}, &Problem{Line: line, Reason: fmt.Sprintf("has %d fields, the header has %d", len(cells), len(t.header))}
	}
	row := Row{Line: line, Certainty: storage.NoCertainty}
	for i, cell := range cells {
		if err := t.cell(&row, i, cell); err != nil {
			return Row{}, &Problem{Line: line, Field: t.header[i], Reason: err.Error()}
		}
	}
	return row, t.finish(&row)
}

func (t *Table) cell(row *Row, i int, cell string) error {
	f := t.fields[i]
	switch {
	case !utf8.ValidString(cell):
		return errors.New("is not UTF-8")
	case strings.IndexByte(cell, 0) >= 0:
		return errors.New("has a NUL character in it")
	case f.set == nil, cell == "", !f.blanks && strings.TrimSpace(cell) == "":
		return nil
	}
	return f.set(row, cell)
}

// finish checks what only the whole row can show.
func (t *Table) finish(row *Row) error {
	problem := func(field, reason string) error {
		return &Problem{Line: row.Line, Field: t.Column(field), Reason: reason}
	}
	date, err := t.dates.date(row.date)
	if err != nil {
		return problem("date", err.Error())
	}
	row.When = date
	row.date = dateCells{}
	switch {
	case row.Speaker.IsZero():
		return problem("speaker", "is empty")
	case row.Verb.IsZero() && row.VerbCode == "":
		return problem("verb", "is empty")
	case slices.ContainsFunc(row.Positions, func(p RowPosition) bool { return p.Claim.IsZero() }):
		return problem("stance", "stands without a claim")
	}
	return nil
}
