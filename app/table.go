package app

import (
	"fmt"
	"strings"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// The table shows every statement that passes the filter in a row. Its order is
// a list of ids, computed off the window's goroutine from what the index holds
// and, for texts, from the file (table_sort.go); the words of a row are read by
// id when it is seen (TableText); cells are edited as the form edits fields
// (table_cells.go), many rows at once by one rule (table_bulk.go).

// TableColumn names a column of the table.
type TableColumn string

// The columns.
const (
	TableDate       TableColumn = "date"
	TableSpeaker    TableColumn = "speaker"
	TableRole       TableColumn = "role"
	TableVerb       TableColumn = "verb"
	TableAddressees TableColumn = "addressees"
	TableClaims     TableColumn = "claims"
	TableGist       TableColumn = "gist"
	TableQuote      TableColumn = "quote"
	TableDocument   TableColumn = "document"
	TableOutlet     TableColumn = "outlet"
	TableTags       TableColumn = "tags"
	TableCoder      TableColumn = "coder"
	TableCertainty  TableColumn = "certainty"
	TableReportedIn TableColumn = "reported_in"
	TablePlace      TableColumn = "place"
	TableMade       TableColumn = "made"
	TableChanged    TableColumn = "changed"
	// TableWording is the date as the source words it.
	TableWording TableColumn = "wording"
)

// TableColumns are all of them in the order that a new table has, with what
// stands above them.
var TableColumns = []struct {
	Name  TableColumn
	Title string
}{
	{TableDate, "Date"},
	{TableWording, "As worded"},
	{TableSpeaker, "Speaker"},
	{TableRole, "Role then"},
	{TableVerb, "Verb"},
	{TableAddressees, "To"},
	{TableClaims, "Claims"},
	{TableGist, "Gist"},
	{TableQuote, "Quote"},
	{TableDocument, "Document"},
	{TableOutlet, "Outlet"},
	{TableTags, "Tags"},
	{TableCoder, "Coder"},
	{TableCertainty, "Certainty"},
	{TableReportedIn, "Reported in"},
	{TablePlace, "Place"},
	{TableMade, "Made"},
	{TableChanged, "Changed"},
}

// Title is what stands above the column.
func (c TableColumn) Title() string {
	for _, t := range TableColumns {
		if t.Name == c {
			return t.Title
		}
	}
	return string(c)
}

// Field is the field of an Entry that the column shows, as FieldError names it;
// "" when it shows none that can be edited.
func (c TableColumn) Field() string {
	switch c {
	case TableDate:
		return "when"
	case TableClaims:
		return "positions"
	case TableSpeaker, TableVerb, TableAddressees, TableGist, TableQuote, TableDocument, TableTags, TableCertainty, TableReportedIn, TablePlace:
		return string(c)
	}
	return ""
}

// TableText gives what stands in a cell, whole. head names the statement that
// carries another one: see Session.Head. loc is the zone in which clock times of
// the program's own (made, changed) are shown.
func (l *Lists) TableText(c TableColumn, st *storage.Statement, head func(storage.ID) string, loc *time.Location) string {
	switch c {
	case TableDate:
		return tableDate(st.When)
	case TableWording:
		return st.When.Wording
	case TableSpeaker:
		return l.ActorName(st.Speaker)
	case TableRole:
		return l.RoleThen(st.Speaker, st.When)
	case TableVerb:
		v, _ := l.Verb(st.Verb)
		return v.Label
	case TableAddressees:
		return strings.Join(l.actorNames(st.Addressees), "; ")
	case TableClaims:
		return l.positionsText(st.Positions)
	case TableGist:
		return st.Gist
	case TableTags:
		return strings.Join(st.Tags, "; ")
	case TableCertainty:
		return certaintyText(st.Certainty)
	case TablePlace:
		return st.Place
	case TableReportedIn:
		if st.ReportedIn == 0 {
			return ""
		}
		return head(st.ReportedIn)
	}
	return l.tableSource(c, st, loc)
}

// tableSource gives the cells that say where a statement comes from.
func (l *Lists) tableSource(c TableColumn, st *storage.Statement, loc *time.Location) string {
	var first storage.Citation
	if len(st.Citations) > 0 {
		first = st.Citations[0]
	}
	d, _ := l.Document(first.Document)
	switch c {
	case TableQuote:
		return first.Quote
	case TableDocument:
		return d.Title
	case TableOutlet:
		return l.ActorName(d.Outlet)
	case TableCoder:
		return l.coderName(st.Coder)
	case TableMade:
		return clockText(st.Made, loc)
	case TableChanged:
		return clockText(st.Changed, loc)
	}
	return ""
}

// tableDate is the label of a date with its place in the moment.
func tableDate(d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	if d.Sequence != 0 {
		return fmt.Sprintf("%s #%d", d.Short(), d.Sequence)
	}
	return d.Short()
}

func (l *Lists) coderName(id storage.ID) string {
	for _, c := range l.Coders {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// positionsText writes positions as "claim (stance); claim (stance)".
func (l *Lists) positionsText(list []storage.Position) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 {
			b.WriteString("; ")
		}
		c, _ := l.Claim(p.Claim)
		b.WriteString(c.Text + " (" + p.Stance.Name(c.Kind) + ")")
	}
	return b.String()
}

func certaintyText(c int8) string {
	if c == storage.NoCertainty {
		return ""
	}
	return fmt.Sprint(c)
}

func clockText(unix int64, loc *time.Location) string {
	if unix == 0 {
		return ""
	}
	return time.Unix(unix, 0).In(loc).Format("2006-01-02 15:04")
}
