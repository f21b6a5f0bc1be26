package ui

import (
	"context"
	"encoding/csv"
	"errors"
	"slices"
	"strings"

	"saywhen/app"
	"saywhen/storage"
)

// Copy puts the selected rows on the clipboard as a table that spreadsheets
// read: the shown columns, tabs between cells, quotes around what has tabs or
// line breaks of its own. Paste reads the same.

// copyRows copies the selected rows in the order of the table.
func (s *shell) copyRows() {
	t, session := &s.table, s.session
	cols := slices.Clone(t.view.cols)
	ids := t.selectedRows(session)
	l, head, loc := session.Lists(), headOf(session), session.Location()
	var text string
	s.long("Copying "+count(len(ids), "row")+" …", func(ctx context.Context, tell report) (err error) {
		text, err = tableTSV(ctx, session, ids, cols, func(c app.TableColumn, st *storage.Statement) string {
			return l.TableText(c, st, head, loc)
		}, tell)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.toasts.say("Stopped; the clipboard is as it was.")
		case err != nil:
			s.failed(err)
		default:
			s.app.Clipboard().SetContent(text)
			s.toasts.say(count(len(ids), "row") + " copied, with " + count(len(cols), "column") + ".")
			s.trace.step("copied", "rows", len(ids), "columns", len(cols))
		}
	})
}

// selectedRows gives the selected statements in the order of the rows; those
// that are not among the rows come last.
func (t *tableState) selectedRows(session *app.Session) (ids []storage.ID) {
	for _, id := range t.view.rows {
		if session.Selected(id) {
			ids = append(ids, id)
		}
	}
	if sel := session.Selection(); len(ids) < len(sel) {
		in := make(map[storage.ID]bool, len(ids))
		for _, id := range ids {
			in[id] = true
		}
		for _, id := range sel {
			if !in[id] {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// headOf names carrying statements on any goroutine: who they are is copied now.
func headOf(session *app.Session) func(storage.ID) string {
	cols, l := session.Index().Columns(), session.Lists()
	ids, speakers, verbs := cols.ID, cols.Speaker, cols.Verb
	return func(id storage.ID) string {
		i, ok := slices.BinarySearch(ids, id)
		if !ok {
			return ""
		}
		v, _ := l.Verb(verbs[i])
		return l.ActorName(speakers[i]) + " " + v.Label
	}
}

// tableTSV writes statements as a table with a header.
func tableTSV(ctx context.Context, session *app.Session, ids []storage.ID, cols []tableColumn, text func(app.TableColumn, *storage.Statement) string, tell report) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = '\t'
	line := make([]string, len(cols))
	for i, c := range cols {
		line[i] = c.Name.Title()
	}
	err := w.Write(line)
	done := 0
	for batch := range slices.Chunk(ids, 500) {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return "", err
		}
		list, err := session.File().StatementsOf(ctx, batch)
		if err != nil {
			return "", err
		}
		place := make(map[storage.ID]int, len(list))
		for i := range list {
			place[list[i].ID] = i
		}
		for _, id := range batch {
			i, ok := place[id]
			if !ok {
				continue
			}
			for j, c := range cols {
				line[j] = text(c.Name, &list[i])
			}
			if err := w.Write(line); err != nil {
				return "", err
			}
		}
		done += len(batch)
		tell(done, len(ids))
	}
	w.Flush()
	return b.String(), errors.Join(err, w.Error())
}

// readTSV reads a table from the clipboard. A line without tabs is one cell.
func readTSV(text string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = '\t', -1, true
	return r.ReadAll()
}

// maxPasted is how many cells are pasted at most; more belong into an import.
const maxPasted = 100_000

// pasteCells previews what is on the clipboard, put into the cells from the
// cursor on downwards, and to the right for several columns.
func (s *shell) pasteCells() {
	t := s.table.view
	lines, err := readTSV(s.app.Clipboard().Content())
	if err != nil || len(lines) == 0 {
		s.toasts.say("There is no text on the clipboard that could be pasted.")
		return
	}
	edits := pastedCells(lines, t)
	if len(edits) == 0 {
		s.toasts.say("Put the cursor on a row first.")
		return
	}
	if len(edits) > maxPasted {
		s.toasts.say("That is more than " + thousands(maxPasted) + " cells: import it as a table (Ctrl+I).")
		return
	}
	session := s.session
	s.previewChange(changePlan{
		name: "paste", title: "Paste " + count(len(edits), "cell"), do: "Paste",
		preview: func(ctx context.Context, tell report, done func(app.TablePreview, error)) {
			session.PreviewCells(ctx, edits, shownChanges, done)
		},
		apply: func(ctx context.Context, tell report, done func(int, error)) {
			session.SetCells(ctx, "Paste "+count(len(edits), "cell"), edits, tell, done)
		},
	})
}

// pastedCells gives each pasted text its cell. A first line that repeats the
// names of the columns is left out.
func pastedCells(lines [][]string, t *tableView) (edits []app.CellEdit) {
	if t.row < 0 {
		return nil
	}
	if len(lines) > 1 && isHeader(lines[0], t) {
		lines = lines[1:]
	}
	for i, line := range lines {
		for j, text := range line {
			if t.row+i < len(t.rows) && t.col+j < len(t.cols) {
				edits = append(edits, app.CellEdit{Statement: t.rows[t.row+i], Column: t.cols[t.col+j].Name, Text: text})
			}
		}
	}
	return edits
}

func isHeader(line []string, t *tableView) bool {
	for j, text := range line {
		if t.col+j >= len(t.cols) || text != t.cols[t.col+j].Name.Title() {
			return false
		}
	}
	return true
}
