package app

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// tableImport turns the rows of a table into statements. Records that a row
// needs are planned first and made only when the row has turned out right, so
// that a row which is left out leaves nothing behind.
type tableImport struct {
	tx     *sqlite.Tx
	table  *exchange.Table
	name   string // of the source
	o      ImportOptions
	report *ImportReport

	actors, verbs, claims, documents, coders *nameTable
	codes                                    map[string][]storage.ID   // verbs by code
	versions                                 map[storage.ID]storage.ID // → document
	// texts are those that rows gave: a row may wait, or be left out, while
	// others quote from the text that it brought.
	texts      map[storage.ID]storage.Version
	statements *waiter[exchange.Row]
	plan       []planned
}

// planned is a record that a row needs and that is not there yet.
type planned struct {
	make  func() error
	count *int
	undo  func()
}

func newTableImport(
	tx *sqlite.Tx, table *exchange.Table, name string, known *knownRecords, o ImportOptions, report *ImportReport,
) *tableImport {
	im := &tableImport{
		tx: tx, table: table, name: name, o: o, report: report,
		actors: newNameTable("actor"), verbs: newNameTable("verb"), claims: newNameTable("claim"),
		documents: newNameTable("document"), coders: newNameTable("coder"),
		codes: map[string][]storage.ID{}, versions: map[storage.ID]storage.ID{}, texts: map[storage.ID]storage.Version{},
		statements: newWaiter[exchange.Row](),
	}
	im.verbs.byLabel = true
	for _, a := range known.actors {
		im.actors.addOld(a.ID, a.Name, aliasNames(a)...)
	}
	for _, v := range known.verbs {
		im.verbs.addOld(v.ID, v.Label, v.Aliases...)
		im.codes[v.Code] = append(im.codes[v.Code], v.ID)
	}
	for _, c := range known.claims {
		im.claims.addOld(c.ID, c.Text)
	}
	for _, c := range known.coders {
		im.coders.addOld(c.ID, c.Name)
	}
	for _, d := range known.documents {
		im.documents.addOld(d.ID, d.Title)
		for _, v := range d.Versions {
			im.versions[v.ID] = d.ID
		}
	}
	for _, id := range known.statements {
		im.statements.there[id] = true
	}
	return im
}

func (im *tableImport) read() error {
	for {
		row, err := im.table.Next()
		var p *exchange.Problem
		switch {
		case errors.Is(err, io.EOF):
			im.leaveOutWaiting()
			return nil
		case errors.As(err, &p):
			im.report.Rows++
			im.leaveOut(p)
			continue
		case err != nil:
			return err
		}
		im.report.Rows++
		if err := im.take(row); err != nil {
			return err
		}
	}
}

func (im *tableImport) take(row exchange.Row) error {
	for _, c := range row.Citations {
		if c.Version != 0 && c.Text != "" {
			im.texts[c.Version] = storage.Version{ID: c.Version, Number: c.Number, Text: c.Text}
		}
	}
	if row.ID != 0 && im.statements.there[row.ID] {
		im.report.Known++
		return nil
	}
	if row.ID == 0 { // left so: PutStatement need not ask then whether it is there
		row.Made = cmp.Or(row.Made, im.o.Now().Unix())
		row.Changed = cmp.Or(row.Changed, row.Made)
	}
	return im.statements.put(row.ID, row.ReportedIn, row, im.put)
}

// leaveOutWaiting reports the rows whose reporting statement never came.
func (im *tableImport) leaveOutWaiting() {
	var rest []exchange.Row
	for _, list := range im.statements.waiting {
		for _, w := range list {
			rest = append(rest, w.v)
		}
	}
	slices.SortFunc(rest, func(a, b exchange.Row) int { return cmp.Compare(a.Line, b.Line) })
	for _, row := range rest {
		im.leaveOut(&exchange.Problem{
			Line: row.Line, Field: im.table.Column("reported_in"),
			Reason: "the statement #" + row.ReportedIn.String() + " is not in the project or in a row that could be taken, or the two report each other",
		})
	}
}

func (im *tableImport) leaveOut(p *exchange.Problem) {
	im.report.LeftOut++
	if im.o.Problem != nil {
		im.o.Problem(p)
	}
}

// badField blames a field of the row.
type badField struct {
	field string
	err   error
}

func (e *badField) Error() string { return e.err.Error() }
func (e *badField) Unwrap() error { return e.err }

// put adds one row's statement and reports whether it is there now.
func (im *tableImport) put(row exchange.Row) (bool, error) {
	if row.ID != 0 && im.statements.there[row.ID] { // it stood twice, and one of them waited
		im.report.Known++
		return true, nil
	}
	im.plan = im.plan[:0]
	s, err := im.statement(&row)
	if err == nil {
		err = im.check(&s)
	}
	if err != nil {
		for _, p := range slices.Backward(im.plan) {
			p.undo()
		}
	} else {
		err = im.write(&s)
	}
	var bad *badField
	var refused *sqlite.FieldError
	switch {
	case err == nil:
		im.report.Added++
		return true, nil
	case errors.As(err, &bad):
		im.leaveOut(&exchange.Problem{Line: row.Line, Field: im.table.Column(bad.field), Reason: bad.err.Error()})
		return false, nil
	case errors.As(err, &refused):
		im.leaveOut(&exchange.Problem{Line: row.Line, Field: im.table.Column(refused.Field), Reason: refused.Message})
		return false, nil
	}
	return false, err
}

func (im *tableImport) write(s *storage.Statement) error {
	for _, p := range im.plan {
		if err := p.make(); err != nil {
			return err
		}
		if p.count != nil {
			*p.count++
		}
	}
	return im.tx.PutStatement(s)
}

// check finds what only the matched records show.
func (im *tableImport) check(s *storage.Statement) error {
	if slices.Contains(s.CoSpeakers, s.Speaker) {
		return &badField{"co_speakers", errors.New("the speaker stands there too")}
	}
	for _, list := range [...]struct {
		field string
		ids   []storage.ID
	}{{"co_speakers", s.CoSpeakers}, {"addressees", s.Addressees}, {"about", s.About}} {
		if twice(list.ids) {
			return &badField{list.field, errors.New("names the same actor twice")}
		}
	}
	for i, p := range s.Positions {
		if slices.ContainsFunc(s.Positions[:i], func(q storage.Position) bool { return q.Claim == p.Claim }) {
			return &badField{"positions", errors.New("names the same claim twice")}
		}
	}
	return nil
}

func twice(list []storage.ID) bool {
	for i, id := range list {
		if slices.Contains(list[:i], id) {
			return true
		}
	}
	return false
}

// statement matches the row's names with records.
func (im *tableImport) statement(row *exchange.Row) (storage.Statement, error) {
	var err error
	of := func(field string, id storage.ID, e error) storage.ID { // the first error stays
		if e != nil && err == nil {
			err = &badField{field, e}
		}
		return id
	}
	all := func(field string, refs []exchange.Ref) []storage.ID {
		ids, e := im.actorList(refs)
		of(field, 0, e)
		return ids
	}
	one := func(field string, ref exchange.Ref) storage.ID {
		id, e := im.actor(ref)
		return of(field, id, e)
	}
	s := storage.Statement{
		ID: row.ID, When: row.When, Place: row.Place, Gist: row.Gist, ReportedIn: row.ReportedIn,
		Repeated: row.Repeated, Certainty: row.Certainty, Grade: row.Grade, Tags: row.Tags,
		Note: row.Note, Made: row.Made, Changed: row.Changed,
		Speaker: one("speaker", row.Speaker), CoSpeakers: all("co_speakers", row.CoSpeakers),
		OnBehalf: one("on_behalf", row.OnBehalf), Addressees: all("addressees", row.Addressees),
		About: all("about", row.About),
	}
	var e error
	s.Verb, e = im.verb(row)
	of("verb", 0, e)
	s.Positions, e = im.positions(row.Positions)
	of("positions", 0, e)
	s.Coder, e = im.coder(row.Coder)
	of("coder", 0, e)
	s.Citations, e = im.citations(row.Citations)
	of("document", 0, e)
	return s, err
}
