package sqlite

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
)

// someContext is a period, a callout and a view of a scene.
func someContext(s *scene) (storage.Period, storage.Callout, storage.SavedView) {
	return storage.Period{Label: "Mosul falls", Note: "n", Colour: 0xAA3311, When: day(2014, 6, 10)},
		storage.Callout{Statement: s.said.ID, Text: "The first denial\nof three", DX: 40.5, DY: -30},
		storage.SavedView{
			Name: "Summer", Filter: storage.Filter{Speakers: []storage.ID{s.iran.ID}, Text: "deny"},
			View: storage.ViewState{From: 1_400_000_000, Width: 86400.5, Collapsed: []storage.ID{s.iran.ID}, Order: storage.LanesByName, Links: storage.LinksOfAll, HideEmpty: true},
		}
}

// addContext adds them as one step.
func addContext(t *testing.T, s *scene) (p storage.Period, c storage.Callout, v storage.SavedView) {
	t.Helper()
	p, c, v = someContext(s)
	do(t, s.f, "Add context", func(tx *Tx) error {
		return firstError(tx.PutPeriod(&p), tx.PutCallout(&c), tx.PutView(&v))
	})
	return p, c, v
}

// readContext reads all that there is.
func readContext(t *testing.T, f *File) ([]storage.Period, []storage.Callout, []storage.SavedView) {
	t.Helper()
	ctx := context.Background()
	p, err1 := f.Periods(ctx)
	c, err2 := f.Callouts(ctx)
	v, err3 := f.Views(ctx)
	must(t, errors.Join(err1, err2, err3))
	return p, c, v
}

func TestContextIsWhatWasPut(t *testing.T) {
	s := newScene(t)
	p, c, v := addContext(t, s)
	before := dump(t, s.f)
	s.f = reopen(t, s.f)
	ps, cs, vs := readContext(t, s.f)
	if !reflect.DeepEqual(ps, []storage.Period{p}) || !reflect.DeepEqual(cs, []storage.Callout{c}) || !reflect.DeepEqual(vs, []storage.SavedView{v}) {
		t.Errorf("read\n%+v\n%+v\n%+v", ps, cs, vs)
	}
	change, err := s.f.Do(context.Background(), "Again", func(tx *Tx) error {
		return firstError(tx.PutPeriod(&p), tx.PutCallout(&c), tx.PutView(&v))
	})
	if err != nil || !change.Empty() || dump(t, s.f) != before {
		t.Errorf("putting the same changed %+v (%v)", change, err)
	}
	checkSound(t, s.f)
	info, err := s.f.Info(context.Background())
	if err != nil || info.Periods != 1 || info.Callouts != 1 || info.Views != 1 {
		t.Errorf("it counts %+v (%v)", info, err)
	}
}

func TestContextIsUndone(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	bare := dump(t, s.f)
	p, c, v := addContext(t, s)
	full := dump(t, s.f)
	change, err := s.f.Undo(ctx)
	must(t, err)
	for kind, id := range map[storage.RecordKind]storage.ID{storage.PeriodRecord: p.ID, storage.CalloutRecord: c.ID, storage.SavedViewRecord: v.ID} {
		if got := change.Touched[kind]; len(got) != 1 || got[0] != id {
			t.Errorf("undo touches the %s %v, not %d", kind, got, id)
		}
	}
	if dump(t, s.f) != bare {
		t.Error("undo left something")
	}
	_, err = s.f.Redo(ctx)
	must(t, err)
	if dump(t, s.f) != full {
		t.Error("redo left something out")
	}
	// The callout goes with its statement, and comes back with it.
	do(t, s.f, "Delete", func(tx *Tx) error { return tx.DeleteStatement(s.said.ID) })
	if _, cs, _ := readContext(t, s.f); len(cs) != 0 {
		t.Errorf("without its statement there is %+v", cs)
	}
	checkSound(t, s.f)
	_, err = s.f.Undo(ctx)
	must(t, err)
	if dump(t, s.f) != full {
		t.Error("undo did not bring the callout back")
	}
	do(t, s.f, "Delete all", func(tx *Tx) error {
		return firstError(tx.DeletePeriod(p.ID), tx.DeleteCallout(c.ID), tx.DeleteView(v.ID))
	})
	for _, err := range []error{delOnce(s.f, (*Tx).DeletePeriod, p.ID), delOnce(s.f, (*Tx).DeleteCallout, c.ID), delOnce(s.f, (*Tx).DeleteView, v.ID)} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("deleting what is gone gives %v", err)
		}
	}
}

func delOnce(f *File, del func(*Tx, storage.ID) error, id storage.ID) error {
	_, err := f.Do(context.Background(), "Delete", func(tx *Tx) error { return del(tx, id) })
	return err
}

func TestContextRefused(t *testing.T) {
	s := newScene(t)
	addContext(t, s)
	p, c, v := someContext(s)
	cases := map[string]func(*Tx) error{
		"label":     func(tx *Tx) error { p := p; p.Label = " "; return tx.PutPeriod(&p) },
		"colour":    func(tx *Tx) error { p := p; p.Colour = 1 << 24; return tx.PutPeriod(&p) },
		"when":      func(tx *Tx) error { p := p; p.When.Corners.LatestEnd = 0; return tx.PutPeriod(&p) },
		"text":      func(tx *Tx) error { c := c; c.Text = "\n"; return tx.PutCallout(&c) },
		"statement": func(tx *Tx) error { c := c; c.Statement = 99; return tx.PutCallout(&c) },
		"place":     func(tx *Tx) error { c := c; c.DX = math.NaN(); return tx.PutCallout(&c) },
		"name":      func(tx *Tx) error { v := v; return tx.PutView(&v) },
		"view":      func(tx *Tx) error { v := v; v.Name = "Other"; v.View.Width = math.Inf(1); return tx.PutView(&v) },
	}
	before := dump(t, s.f)
	for field, put := range cases {
		_, err := s.f.Do(context.Background(), "Put", put)
		var e *FieldError
		if !errors.As(err, &e) || e.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if dump(t, s.f) != before {
		t.Error("something was written")
	}
}

// TestMigrateToVersion2 opens a file as the first version wrote it.
func TestMigrateToVersion2(t *testing.T) {
	ctx := context.Background()
	content, err := os.ReadFile("testdata/v1" + Extension)
	must(t, err)
	path := writeFile(t, content)
	f, err := Open(ctx, path, testOptions())
	must(t, err)
	if m := f.Migrated(); m.From != 1 || m.Copy == "" {
		t.Errorf("it says %+v", m)
	}
	aside, err := os.ReadFile(f.Migrated().Copy)
	must(t, err)
	if version, err := Inspect(f.Migrated().Copy); err != nil || version != 1 || len(aside) == 0 {
		t.Errorf("the copy is of version %d (%v)", version, err)
	}
	p, c, v := readContext(t, f)
	if len(p)+len(c)+len(v) != 0 {
		t.Errorf("it holds %v %v %v", p, c, v)
	}
	do(t, f, "Add", func(tx *Tx) error {
		return tx.PutPeriod(&storage.Period{Label: "New", Colour: storage.NoColour})
	})
	checkSound(t, f)
	f = reopen(t, f)
	if p, _, _ := readContext(t, f); len(p) != 1 || p[0].Label != "New" || f.Migrated().From != 0 {
		t.Errorf("after opening again it holds %+v", p)
	}
}

// TestRepairKeepsContext: nothing of it is lost in a file that can be read, and a
// file of version 1 misses none.
func TestRepairKeepsContext(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p, c, v := addContext(t, s)
	must(t, s.f.Close())
	to := filepath.Join(t.TempDir(), "new"+Extension)
	rescue, err := Repair(ctx, s.f.Path(), to, testOptions(), nil)
	must(t, err)
	if len(rescue.Mended)+len(rescue.Dropped) > 0 {
		t.Errorf("mended %v, dropped %v", rescue.Mended, rescue.Dropped)
	}
	f, err := Open(ctx, to, testOptions())
	must(t, err)
	defer f.Close()
	ps, cs, vs := readContext(t, f)
	if !reflect.DeepEqual(ps, []storage.Period{p}) || !reflect.DeepEqual(cs, []storage.Callout{c}) || !reflect.DeepEqual(vs, []storage.SavedView{v}) {
		t.Errorf("rescued\n%+v\n%+v\n%+v", ps, cs, vs)
	}
	content, err := os.ReadFile("testdata/v1" + Extension)
	must(t, err)
	rescue, err = Repair(ctx, writeFile(t, content), filepath.Join(t.TempDir(), "old"+Extension), testOptions(), nil)
	must(t, err)
	for _, table := range rescue.Tables {
		if table.MayMiss {
			t.Errorf("a whole file of version 1 may miss %s", table.Name)
		}
	}
}

// TestTornView: what cannot be read in a saved view is found, and keeps no one out.
func TestTornView(t *testing.T) {
	s := newScene(t)
	_, _, v := addContext(t, s)
	_, err := s.f.writer.exec("UPDATE saved_view SET view = '{\"frac\":7}', filter = '{' WHERE id = ?", int64(v.ID))
	must(t, err)
	_, _, vs := readContext(t, s.f)
	if len(vs) != 1 || vs[0].Name != "Summer" || !reflect.DeepEqual(vs[0].View, storage.ViewState{}) || !vs[0].Filter.IsZero() {
		t.Errorf("it is %+v", vs)
	}
	found, err := s.f.Check(context.Background(), nil)
	must(t, err)
	var all strings.Builder
	for _, p := range found {
		all.WriteString(p.String())
	}
	if !strings.Contains(all.String(), "The saved view “Summer”: its filter cannot be read") {
		t.Errorf("the check says %s", all.String())
	}
}

// TestBringBackContext: a period that was deleted, a callout that went with its
// statement, and two views that changed their names come back as they were.
func TestBringBackContext(t *testing.T) {
	s := newScene(t)
	p, _, v := addContext(t, s)
	w := v
	w.ID, w.Name = 0, "Winter"
	do(t, s.f, "Add", func(tx *Tx) error { return tx.PutView(&w) })
	then, before := stateAside(t, s.f, "then"), dump(t, s.f)
	do(t, s.f, "Change", func(tx *Tx) error {
		v, w, between := v, w, v
		between.Name = "between"
		v.Name, w.Name = w.Name, v.Name
		return firstError(tx.PutView(&between), tx.PutView(&w), tx.PutView(&v), tx.DeletePeriod(p.ID), tx.DeleteStatement(s.said.ID))
	})
	after := dump(t, s.f)
	d, err := s.f.Compare(context.Background(), then, 10, nil)
	must(t, err)
	if d.Kinds[storage.PeriodRecord].Removed != 1 || d.Kinds[storage.CalloutRecord].Removed != 1 || d.Kinds[storage.SavedViewRecord].Changed != 2 {
		t.Errorf("it differs in %+v", d.Kinds)
	}
	_, err = s.f.BringBack(context.Background(), then, "Go back")
	must(t, err)
	if got := dump(t, s.f); got != before {
		t.Errorf("brought back\n%s", got)
	}
	_, err = s.f.Undo(context.Background())
	must(t, err)
	if dump(t, s.f) != after {
		t.Error("undo left something")
	}
	checkSound(t, s.f)
}
