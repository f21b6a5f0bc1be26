package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Cells are changed by text, as a spreadsheet's are: what is pasted means what
// it would mean in the form's field. Texts that cannot be used are reported and
// leave their cell as it was.

// CellEdit is a cell that is to say something else.
type CellEdit struct {
	Statement storage.ID
	Column    TableColumn
	Text      string
}

// CellChange is what an edit does to a cell, in words.
type CellChange struct {
	Statement     storage.ID
	Column        TableColumn
	Before, After string
	Wrong         string // why it cannot be done; the cell stays then
}

// TablePreview says what a change of many cells would do.
type TablePreview struct {
	// First are the first cells that would change or cannot, in the order in which
	// they were given.
	First []CellChange
	// Cells that would change, that stay as they are, and that cannot be changed.
	Changed, Same, Wrong int
}

func (p *TablePreview) add(c CellChange, limit int) {
	switch {
	case c.Wrong != "":
		p.Wrong++
	case c.Before == c.After:
		p.Same++
		return
	default:
		p.Changed++
	}
	if len(p.First) < limit {
		p.First = append(p.First, c)
	}
}

// tableBatch is how many statements are read at once.
const tableBatch = 500

// PreviewCells says what SetCells would do, with at most limit cells in words.
func (s *Session) PreviewCells(ctx context.Context, edits []CellEdit, limit int, done func(TablePreview, error)) {
	l, habit := s.lists, s.reading
	var p TablePreview
	s.aside(ctx, func() error {
		return eachEdited(ctx, s.file, edits, func(st storage.Statement, own []CellEdit) error {
			e := l.entryOf(st, habit)
			for _, c := range own {
				p.add(l.editCell(&e, &st, c, habit), limit)
			}
			return nil
		})
	}, func(err error) { done(p, err) })
}

// aside runs work on the goroutine of sorts, which may take long, and done on
// the window's.
func (s *Session) aside(ctx context.Context, work func() error, done func(error)) {
	queued := s.sorts.add(func() {
		err := ctx.Err()
		if err == nil {
			err = s.guard(work)
		}
		s.post(func() { done(err) })
	})
	if !queued {
		done(ErrClosed)
	}
}

// eachEdited visits the statements of edits, each with its own edits, in the
// order of the edits; statements that are gone are left out.
func eachEdited(ctx context.Context, f *sqlite.File, edits []CellEdit, visit func(storage.Statement, []CellEdit) error) error {
	ids, own := groupEdits(edits)
	return eachOf(ctx, f.StatementsOf, ids, func(st storage.Statement) error { return visit(st, own[st.ID]) })
}

// eachOf reads statements in batches and visits those that are there, in the
// order of the ids.
func eachOf(ctx context.Context, read func(context.Context, []storage.ID) ([]storage.Statement, error), ids []storage.ID, visit func(storage.Statement) error) error {
	for batch := range slices.Chunk(ids, tableBatch) {
		list, err := read(ctx, batch)
		if err != nil {
			return err
		}
		for _, id := range batch {
			i, ok := slices.BinarySearchFunc(list, id, func(st storage.Statement, id storage.ID) int { return cmp.Compare(st.ID, id) })
			if !ok {
				continue
			}
			if err := cmp.Or(ctx.Err(), visit(list[i])); err != nil {
				return err
			}
		}
	}
	return nil
}

// groupEdits lists the statements of edits as they come first.
func groupEdits(edits []CellEdit) (ids []storage.ID, own map[storage.ID][]CellEdit) {
	own = map[storage.ID][]CellEdit{}
	for _, c := range edits {
		if own[c.Statement] == nil {
			ids = append(ids, c.Statement)
		}
		own[c.Statement] = append(own[c.Statement], c)
	}
	return ids, own
}

// SetCells changes cells in one step called name. Those that cannot be changed
// are left as they are. done gets how many were changed.
func (s *Session) SetCells(ctx context.Context, name string, edits []CellEdit, progress func(done, total int), done func(int, error)) {
	ids, own := groupEdits(edits)
	habit, now, changed := s.reading, s.now().Unix(), 0
	s.bulkStep(ctx, name, ids, progress, func(tx *sqlite.Tx) func(storage.Statement) error {
		r := newResolver(tx, s.written, now)
		r.habit = habit
		return func(st storage.Statement) error {
			n, err := r.cells(st, own[st.ID])
			changed += n
			return err
		}
	}, func(err error) {
		if err != nil {
			changed = 0
		}
		done(changed, err)
	})
}

// bulkStep is one step that does something to each of many statements, each of
// which may have gone meanwhile. begin is called inside the transaction.
func (s *Session) bulkStep(ctx context.Context, name string, ids []storage.ID, progress func(done, total int), begin func(*sqlite.Tx) func(storage.Statement) error, done func(error)) {
	s.Bulk("Changing "+strconv.Itoa(len(ids))+" …", func(open context.Context, f *sqlite.File) (storage.Change, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(open, cancel)()
		return f.Do(ctx, name, func(tx *sqlite.Tx) error {
			change, seen := begin(tx), 0
			read := func(_ context.Context, ids []storage.ID) ([]storage.Statement, error) { return tx.StatementsOf(ids) }
			return eachOf(ctx, read, ids, func(st storage.Statement) error {
				if seen++; progress != nil {
					progress(seen, len(ids))
				}
				return change(st)
			})
		})
	}, done)
}

// cells changes the cells of one statement and says how many.
func (r *resolver) cells(st storage.Statement, edits []CellEdit) (changed int, err error) {
	e := r.lists.entryOf(st, r.habit)
	for _, c := range edits {
		if d := r.lists.editCell(&e, &st, c, r.habit); d.Wrong == "" && d.Before != d.After {
			changed++
		}
	}
	if changed == 0 {
		return 0, nil
	}
	when, err := r.lists.resolveWhen(e, r.habit)
	if err != nil {
		when = st.When // it was not retyped, or it would have been refused
	}
	_, err = r.statement(e, when)
	return changed, err
}

// editCell puts a text into the field of an entry; one that cannot be used
// leaves it as it was.
func (l *Lists) editCell(e *Entry, st *storage.Statement, c CellEdit, habit reading) CellChange {
	text := strings.TrimSpace(c.Text)
	d := CellChange{Statement: c.Statement, Column: c.Column, Before: l.TableText(c.Column, st, func(storage.ID) string { return "" }, location("UTC")), After: text}
	if text == d.Before {
		return d
	}
	was := *e
	if err := l.setField(e, c.Column, text); err != "" {
		*e, d.Wrong = was, err
		return d
	}
	for _, wrong := range tooLong(*e) {
		if wrong.Field == c.Column.Field() {
			*e, d.Wrong = was, wrong.Message
			return d
		}
	}
	when, err := l.resolveWhen(*e, habit)
	switch {
	case c.Column == TableDate && err != nil:
		*e, d.Wrong = was, err.Error()
	case c.Column == TableDate:
		d.After = tableDate(when)
	case c.Column == TableClaims:
		d.After = l.entryPositions(e.Positions)
	case c.Column == TableAddressees:
		d.After = strings.Join(e.Addressees, "; ")
	case c.Column == TableTags:
		slices.Sort(e.Tags)
		e.Tags = slices.Compact(e.Tags)
		d.After = strings.Join(e.Tags, "; ")
	case c.Column == TableCertainty:
		d.After = certaintyText(e.Certainty)
	}
	return d
}

// setField reads the text of a cell into its field; what is wrong is a sentence.
func (l *Lists) setField(e *Entry, c TableColumn, text string) (wrong string) {
	switch c {
	case TableDate:
		e.When, e.Picked, e.Wording = text, "", ""
	case TableSpeaker:
		e.Speaker, wrong = text, needs(text, "Who said it? Name the speaker.")
	case TableVerb:
		e.Verb, wrong = text, needs(text, "What did they do: said, denied, confirmed …? Name the verb.")
	case TableAddressees:
		e.Addressees = splitCell(text)
	case TableClaims:
		e.Positions, wrong = l.readPositions(text)
	case TableGist:
		e.Gist = text
	case TablePlace:
		e.Place = text
	case TableQuote:
		if e.Quote = text; blank(e.Document) && text != "" {
			wrong = "A quote needs the document that it stands in."
		}
	case TableDocument:
		if e.Document, e.Source = text, 0; text == "" && !(blank(e.Quote) && blank(e.Translation)) {
			wrong = "A quote needs the document that it stands in."
		}
	case TableTags:
		e.Tags = splitCell(text)
	case TableCertainty:
		e.Certainty, wrong = readCertainty(text)
	case TableReportedIn:
		wrong = "The carrying statement is chosen in the form, not pasted."
	default:
		wrong = "The column “" + c.Title() + "” follows from other things; it cannot be edited."
	}
	return wrong
}

func needs(text, wrong string) string {
	if blank(text) {
		return wrong
	}
	return ""
}

// splitCell takes a list apart at its semicolons.
func splitCell(text string) (list []string) {
	for _, item := range strings.Split(text, ";") {
		if item = strings.TrimSpace(item); item != "" && !slices.Contains(list, item) {
			list = append(list, item)
		}
	}
	return list
}

func readCertainty(text string) (c int8, wrong string) {
	text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	if text == "" {
		return storage.NoCertainty, ""
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 100 {
		return storage.NoCertainty, "Certainty is a whole number from 0 to 100, or nothing."
	}
	return int8(n), ""
}
