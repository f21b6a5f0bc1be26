package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"saywhen/storage"
)

// Periods, callouts and saved views: what the timeline shows besides statements.
// A saved view keeps its filter and its state as JSON in a column each, because
// nothing ever asks for a part of them; what cannot be read in one (only damage
// can do that) counts as not set, is found by Check, and keeps no one from
// opening the project.

// PutPeriod adds or updates an outside event or period.
func (t *Tx) PutPeriod(p *storage.Period) error {
	err := firstError(checkName("label", "A period", p.Label), checkText("note", "The note", p.Note), checkDate("when", p.When))
	if err != nil {
		return err
	}
	var colour any
	switch {
	case p.Colour < storage.NoColour || p.Colour > 0xFFFFFF:
		return fieldErrorf("colour", "The colour %d is not one of 0 to 0xFFFFFF.", p.Colour)
	case p.Colour != storage.NoColour:
		colour = int64(p.Colour)
	}
	fresh, err := t.assign(&p.ID)
	if err != nil {
		return err
	}
	row := []any{int64(p.ID), p.Label, p.Note, colour}
	_, err = t.putRecord(t.f.tables.period, append(row, dateRow(p.When)...), fresh)
	return err
}

// DeletePeriod deletes an outside event or period.
func (t *Tx) DeletePeriod(id storage.ID) error { return t.deleteRecord(t.f.tables.period, id) }

// PutCallout adds or updates a note that is pinned to a statement.
func (t *Tx) PutCallout(c *storage.Callout) error {
	if err := checkText("text", "A callout", c.Text); err != nil {
		return err
	}
	switch {
	case blankFault(c.Text) != "":
		return fieldErrorf("text", "Write what the callout says.")
	case c.Statement == 0:
		return fieldErrorf("statement", "Choose the statement that the callout is pinned to.")
	case !within10k(c.DX) || !within10k(c.DY):
		return fieldErrorf("place", "The callout is too far from its statement; move it nearer.")
	}
	if err := t.mustExist(t.f.tables.statement, c.Statement, "statement"); err != nil {
		return err
	}
	fresh, err := t.assign(&c.ID)
	if err != nil {
		return err
	}
	// A negative zero would be another row to the revision.
	_, err = t.putRecord(t.f.tables.callout, []any{int64(c.ID), int64(c.Statement), c.Text, c.DX + 0, c.DY + 0}, fresh)
	return err
}

func within10k(v float64) bool { return math.Abs(v) <= storage.MaxCalloutReach } // NaN is not

// DeleteCallout takes a callout off its statement.
func (t *Tx) DeleteCallout(id storage.ID) error { return t.deleteRecord(t.f.tables.callout, id) }

// PutView adds or updates a saved view.
func (t *Tx) PutView(v *storage.SavedView) error {
	if err := checkName("name", "A view", v.Name); err != nil {
		return err
	}
	if !v.View.Valid() {
		return fieldErrorf("view", "The view “%s” holds a number or a word that cannot be.", v.Name)
	}
	var other int64
	err := t.w.scan("SELECT id FROM saved_view WHERE name = ? AND id <> ?", []any{v.Name, int64(v.ID)}, &other)
	switch {
	case err == nil:
		return fieldErrorf("name", "There is a view “%s” already; choose another name, or delete that one first.", v.Name)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	filter, err := json.Marshal(v.Filter)
	if err != nil {
		return err
	}
	view, err := json.Marshal(v.View)
	if err != nil {
		return err
	}
	fresh, err := t.assign(&v.ID)
	if err != nil {
		return err
	}
	_, err = t.putRecord(t.f.tables.savedView, []any{int64(v.ID), v.Name, string(filter), string(view)}, fresh)
	return err
}

// DeleteView deletes a saved view.
func (t *Tx) DeleteView(id storage.ID) error { return t.deleteRecord(t.f.tables.savedView, id) }

// Period reads a period as this transaction sees it; so do the methods below. A
// record that is not there gives ErrNotFound.
func (t *Tx) Period(id storage.ID) (storage.Period, error) {
	list, err := readPeriods(t.ctx, t.querier(), only(id))
	return sole(storage.PeriodRecord, id, list, err)
}

// Callout reads a callout.
func (t *Tx) Callout(id storage.ID) (storage.Callout, error) {
	list, err := readCallouts(t.ctx, t.querier(), only(id))
	return sole(storage.CalloutRecord, id, list, err)
}

// View reads a saved view.
func (t *Tx) View(id storage.ID) (storage.SavedView, error) {
	list, err := readViews(t.ctx, t.querier(), only(id))
	return sole(storage.SavedViewRecord, id, list, err)
}

// Periods gives every period, by id.
func (f *File) Periods(ctx context.Context) ([]storage.Period, error) {
	return list(ctx, f, readPeriods)
}

// Callouts gives every callout, by id.
func (f *File) Callouts(ctx context.Context) ([]storage.Callout, error) {
	return list(ctx, f, readCallouts)
}

// Views gives every saved view, by id.
func (f *File) Views(ctx context.Context) ([]storage.SavedView, error) {
	return list(ctx, f, readViews)
}

func readPeriods(ctx context.Context, q querier, of scope) ([]storage.Period, error) {
	var list []storage.Period
	var p storage.Period
	err := each(ctx, q, `SELECT id, label, note, coalesce(colour, -1), `+dateColumns+`
		FROM period WHERE `+of.on("id")+` ORDER BY id`, of.args,
		append([]any{&p.ID, &p.Label, &p.Note, &p.Colour}, dateInto(&p.When)...),
		func() { list = append(list, p) })
	return list, err
}

func readCallouts(ctx context.Context, q querier, of scope) ([]storage.Callout, error) {
	var list []storage.Callout
	var c storage.Callout
	err := each(ctx, q, `SELECT id, statement_id, text, dx, dy FROM callout WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&c.ID, &c.Statement, &c.Text, &c.DX, &c.DY}, func() { list = append(list, c) })
	return list, err
}

func readViews(ctx context.Context, q querier, of scope) ([]storage.SavedView, error) {
	var list []storage.SavedView
	var id storage.ID
	var name, filter, view string
	err := each(ctx, q, `SELECT id, name, filter, view FROM saved_view WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&id, &name, &filter, &view}, func() {
			v := storage.SavedView{ID: id, Name: name}
			v.Filter, v.View, _ = decodeView(filter, view)
			list = append(list, v)
		})
	return list, err
}

// decodeView reads the two columns of a saved view; what cannot be read is left
// zero.
func decodeView(filter, view string) (f storage.Filter, v storage.ViewState, err error) {
	if e := json.Unmarshal([]byte(filter), &f); e != nil {
		f, err = storage.Filter{}, fmt.Errorf("its filter cannot be read")
	}
	if e := json.Unmarshal([]byte(view), &v); e != nil || !v.Valid() {
		v, err = storage.ViewState{}, errors.Join(err, fmt.Errorf("what it shows cannot be read"))
	}
	return f, v, err
}

// savedViews finds saved views that cannot be read.
func (c *checker) savedViews(ctx context.Context, q querier) error {
	var id storage.ID
	var filter, view string
	return each(ctx, q, "SELECT id, filter, view FROM saved_view ORDER BY id", nil, []any{&id, &filter, &view}, func() {
		if _, _, err := decodeView(filter, view); err != nil {
			c.add(storage.SavedViewRecord, id, "%s", oneLine(err.Error(), labelLength))
		}
	})
}

// savedViewFault says what is wrong with the row of a saved view, or "".
func savedViewFault(row []any) string {
	if _, _, err := decodeView(row[2].(string), row[3].(string)); err != nil {
		return err.Error()
	}
	return ""
}

// mendContext mends the row of a period or a saved view.
func (m *mender) mendContext(t *table, row []any) {
	if t.name == "period" {
		m.mendName(t, row, "label")
		m.mendNumber(t, row, "colour", 0, 0xFFFFFF, nil)
		m.mendDate(t, row)
		return
	}
	m.mendName(t, row, "name")
	if savedViewFault(row) == "" {
		return
	}
	filter, view, _ := decodeView(row[2].(string), row[3].(string))
	for i, v := range []any{filter, view} {
		text, err := json.Marshal(v)
		if err != nil {
			text = []byte("{}")
		}
		row[2+i] = string(text)
	}
	m.mended(t, row, "a part of what it shows is lost")
}

// mendCallout brings a callout back to its mark when its place is lost; one
// without a text says nothing.
func mendCallout(row []any) (gone string) {
	for i := 3; i <= 4; i++ {
		if !within10k(row[i].(float64)) {
			row[i] = float64(0)
		}
	}
	return blankFault(row[2])
}

// sinceVersion2 are the tables that a file of version 1 does not have.
var sinceVersion2 = map[string]bool{"period": true, "callout": true, "saved_view": true}
