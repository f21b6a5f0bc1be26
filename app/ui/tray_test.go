package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// undatedFixture has the sample with two statements whose dates were taken away,
// and the tray open.
func undatedFixture(t *testing.T) (*fixture, []storage.ID) {
	t.Helper()
	f := newSampleFixture(t)
	ids := []storage.ID{f.statement("Marzieh Afkham"), f.statement("Ali Shamkhani")}
	f.do("Take dates away", func(tx *sqlite.Tx) error {
		for _, id := range ids {
			st, err := tx.Statement(id)
			if err != nil {
				return err
			}
			st.When = edtf.Date{}
			if err := tx.PutStatement(&st); err != nil {
				return err
			}
		}
		return nil
	}, nil)
	f.settle()
	f.acts.do("view.undated")
	f.settle()
	f.frame()
	if !f.tray.root.Visible() || len(f.tray.sts) != 2 {
		t.Fatalf("the tray has %d statements", len(f.tray.sts))
	}
	return f, ids
}

func (f *fixture) dateDialog() *textField {
	f.t.Helper()
	field, ok := f.win.Canvas().Focused().(*textField)
	if !ok || len(f.modals.open) != 1 || f.modals.open[0].name != "date" {
		f.t.Fatalf("the dialog did not open; the keyboard is at %T", f.win.Canvas().Focused())
	}
	return field
}

// trayRowOf is a line as the list would show it.
func (f *fixture) trayRowOf(i int) *trayRow {
	r := newTrayRow(f.tray)
	r.show(f.tray.sts[i], f.tray.heads[f.tray.sts[i].ID])
	return r
}

func TestAStatementIsDraggedFromTheTray(t *testing.T) {
	f, _ := undatedFixture(t)
	row, id := f.trayRowOf(0), f.tray.sts[0].ID
	plot := f.plot()
	at := absolute(f.time).AddXY(plot.X+plot.W/2, plot.Y+60)
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	day := unixIn(f.time.scene().Scale.T(plot.X+plot.W/2), f.zone())
	if m := f.time.lane.mark; !m.Visible() || m.Size().Width != dropLine || !strings.Contains(f.time.lane.note.text[0].text, day.Format("2 Jan 2006")) {
		t.Errorf("the note says %v, want %s", f.time.lane.note.text, day)
	}
	row.DragEnd()
	if f.time.lane.mark.Visible() {
		t.Error("the line stayed")
	}
	field := f.dateDialog()
	if field.Text != day.Format("2006-01-02") {
		t.Errorf("the field says %q", field.Text)
	}
	field.SetText(day.Format("2006-01") + "~")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	readStatement(t, f, id, func(st storage.Statement) {
		if st.When.Precision != edtf.ToMonth || st.When.Qualifier != edtf.Approximate {
			t.Errorf("the date is %+v", st.When)
		}
	})
	if len(f.tray.sts) != 1 || f.modals.any() || !f.session.Selected(id) {
		t.Errorf("then: %d in the tray, dialog %v", len(f.tray.sts), f.modals.any())
	}
	f.acts.do("edit.undo")
	f.settle()
	if len(f.tray.sts) != 2 {
		t.Errorf("one undo leaves %d in the tray", len(f.tray.sts))
	}
}

func TestADragFromTheTrayCanBeLeft(t *testing.T) {
	f, _ := undatedFixture(t)
	row := f.trayRowOf(0)
	plot := f.plot()
	inside := absolute(f.time).AddXY(plot.X+200, plot.Y+60)
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: inside}})
	f.tray.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: inside}})
	row.DragEnd()
	if f.modals.any() || f.time.lane.mark.Visible() || !f.tray.root.Visible() {
		t.Error("Esc did not end the drag alone")
	}
	// Let go beside the lanes, nothing is asked.
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(3, 3)}})
	row.DragEnd()
	if f.modals.any() {
		t.Error("a date is asked for though it was let go elsewhere")
	}
}

func TestTheTrayByKeyboard(t *testing.T) {
	f, _ := undatedFixture(t)
	if f.win.Canvas().Focused() != fyne.Focusable(f.tray.list) {
		t.Fatalf("the keyboard is at %T", f.win.Canvas().Focused())
	}
	f.tray.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	second := f.tray.sts[1].ID
	if !f.session.Selected(second) {
		t.Error("Down does not select the second")
	}
	f.tray.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	field := f.dateDialog()
	field.SetText("no date at all")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !f.modals.any() {
		t.Fatal("a text that is no date was taken")
	}
	field.SetText("13 July 2014")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	readStatement(t, f, second, func(st storage.Statement) {
		if st.When.EDTF != "2014-07-13" {
			t.Errorf("the date is %+v", st.When)
		}
	})
	f.tray.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.tray.root.Visible() {
		t.Error("Esc did not close the tray")
	}
}

func TestTheTrayGoesWithItsLastStatement(t *testing.T) {
	f, ids := undatedFixture(t)
	f.session.Select(ids...)
	f.acts.do("edit.undo")
	f.settle()
	if f.tray.root.Visible() {
		t.Error("an empty tray stays")
	}
	f.acts.do("view.undated")
	f.settle()
	if f.tray.root.Visible() {
		t.Error("an empty tray opened")
	}
}

func TestDatesAreCutToAPrecision(t *testing.T) {
	for _, c := range []struct {
		day, precision string
		about          bool
		want           string
	}{
		{"2014-06-15", "Day", false, "2014-06-15"},
		{"2014-06-15", "Month", false, "2014-06"},
		{"2014-06-15", "Year", true, "2014~"},
		{"-0044-03-15", "Month", false, "-0044-03"},
		{"-0044-03-15", "Day", true, "-0044-03-15~"},
		{"mid June", "Month", true, "mid June"},
		{"", "Day", true, ""},
	} {
		if got := precise(c.day, c.precision, c.about); got != c.want {
			t.Errorf("%q to a %s (%v): %q, want %q", c.day, c.precision, c.about, got, c.want)
		}
	}
}

func TestTheDateFormRewritesItsField(t *testing.T) {
	newFixture(t)
	f := newDateForm("2014-06-15", func(s string) (string, error) { return "read " + s, nil })
	f.precision.SetSelected("Month")
	f.about.SetChecked(true)
	if f.field.Text != "2014-06~" || f.says.Text != "read 2014-06~" {
		t.Errorf("the field says %q, below it %q", f.field.Text, f.says.Text)
	}
}
