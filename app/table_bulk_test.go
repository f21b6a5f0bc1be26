package app

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// everyStatement reads all of them, by id.
func everyStatement(t testing.TB, s *Session) map[storage.ID]storage.Statement {
	t.Helper()
	all := map[storage.ID]storage.Statement{}
	for st, err := range s.File().Statements(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		all[st.ID] = st
	}
	return all
}

func applyBulk(t testing.TB, s *Session, ids []storage.ID, b BulkEdit) (changed int, failed error) {
	t.Helper()
	s.ApplyBulk(context.Background(), ids, b, nil, func(n int, err error) { changed, failed = n, err })
	s.Flush()
	return changed, failed
}

func previewBulk(t testing.TB, s *Session, ids []storage.ID, b BulkEdit) (p TablePreview) {
	t.Helper()
	s.PreviewBulk(context.Background(), ids, b, 1000, nil, func(got TablePreview, err error) {
		if err != nil {
			t.Error(err)
		}
		p = got
	})
	s.Flush()
	return p
}

// bulkCases are edits, each with what it does written out once more by names: to
// the words of the entry, not to the record.
var bulkCases = []struct {
	edit BulkEdit
	hand func(e *Entry)
}{
	{BulkEdit{Field: BulkSpeaker, Value: " Bo "}, func(e *Entry) { e.Speaker = "Bo" }},
	{BulkEdit{Field: BulkSpeaker, Value: "Nobody yet"}, func(e *Entry) { e.Speaker = "Nobody yet" }},
	{BulkEdit{Field: BulkVerb, Value: "denied"}, func(e *Entry) { e.Verb = "denied" }},
	{BulkEdit{Field: BulkVerb, Value: "shrugged"}, func(e *Entry) { e.Verb = "shrugged" }},
	{BulkEdit{Field: BulkAddAddressee, Value: "Zoe"}, func(e *Entry) {
		if !slices.Contains(e.Addressees, "Zoe") {
			e.Addressees = append(e.Addressees, "Zoe")
		}
	}},
	{BulkEdit{Field: BulkRemoveAddressee, Value: "Zoe"}, func(e *Entry) { e.Addressees = dropText(e.Addressees, "Zoe") }},
	{BulkEdit{Field: BulkStance, Value: "Bo?", Stance: -2}, func(e *Entry) {
		for i := range e.Positions {
			if e.Positions[i].Claim == "Bo?" {
				e.Positions[i].Stance = -2
				return
			}
		}
		e.Positions = append(e.Positions, EntryPosition{Claim: "Bo?", Kind: storage.Factual, Stance: -2})
	}},
	{BulkEdit{Field: BulkRemoveClaim, Value: "Bo?"}, func(e *Entry) {
		e.Positions = slices.DeleteFunc(e.Positions, func(p EntryPosition) bool { return p.Claim == "Bo?" })
	}},
	{BulkEdit{Field: BulkAddTag, Value: "x"}, func(e *Entry) {
		e.Tags = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(e.Tags), "x"))))
	}},
	{BulkEdit{Field: BulkRemoveTag, Value: "z"}, func(e *Entry) { e.Tags = dropText(e.Tags, "z") }},
	{BulkEdit{Field: BulkPlace, Value: "Vienna"}, func(e *Entry) { e.Place = "Vienna" }},
	{BulkEdit{Field: BulkPlace, Value: ""}, func(e *Entry) { e.Place = "" }},
	{BulkEdit{Field: BulkCertainty, Value: "70 %"}, func(e *Entry) { e.Certainty = 70 }},
	{BulkEdit{Field: BulkGrade, Value: "b2"}, func(e *Entry) { e.Grade = "B2" }},
	{BulkEdit{Field: BulkDocument, Value: "Bo!"}, func(e *Entry) { e.Document = "Bo!" }},
}

func dropText(list []string, text string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == text })
}

// words are what an entry says, without what no bulk edit speaks of.
func words(e Entry) Entry {
	e.Source, e.Version, e.Spans, e.Before = 0, 0, nil, edtf.Date{}
	for _, list := range []*[]string{&e.Addressees, &e.Tags, &e.CoSpeakers, &e.About} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	if len(e.Positions) == 0 {
		e.Positions = nil
	}
	return e
}

func TestBulkEditAsByHand(t *testing.T) {
	s := tableProject(t, 40)
	for _, c := range bulkCases {
		ids := sorted(t, s)[5:30]
		before := everyStatement(t, s)
		p := previewBulk(t, s, ids, c.edit)
		changed, err := applyBulk(t, s, ids, c.edit)
		if err != nil {
			t.Fatalf("%+v: %v", c.edit, err)
		}
		after, moved := everyStatement(t, s), 0
		for id, was := range before {
			want := words(s.EntryOf(was))
			if slices.Contains(ids, id) {
				c.hand(&want)
				want = words(want)
			}
			now := after[id]
			if got := words(s.EntryOf(now)); !reflect.DeepEqual(got, want) {
				t.Errorf("%+v:\n got %+v\nwant %+v", c.edit, got, want)
			}
			if !reflect.DeepEqual(was, now) {
				moved++
			}
		}
		if moved != changed || p.Changed != changed || p.Changed+p.Same != len(ids) || p.Wrong != 0 {
			t.Errorf("%+v: %d moved, %d said to be changed, preview %d changed %d same %d wrong", c.edit, moved, changed, p.Changed, p.Same, p.Wrong)
		}
		for _, x := range p.First {
			now, was := after[x.Statement], before[x.Statement]
			if s.Lists().bulkText(c.edit.Field, &now) != x.After || s.Lists().bulkText(c.edit.Field, &was) != x.Before {
				t.Errorf("%+v: the preview said %q → %q, it is %q", c.edit, x.Before, x.After, s.Lists().bulkText(c.edit.Field, &now))
			}
		}
		if changed > 0 {
			mustUndo(t, s)
		}
		if !reflect.DeepEqual(everyStatement(t, s), before) {
			t.Errorf("%+v: one undo does not bring all back", c.edit)
		}
	}
}

func mustUndo(t testing.TB, s *Session) {
	t.Helper()
	if err := step(s, func(done func(error)) { s.Undo(context.Background(), done) }); err != nil {
		t.Fatal(err)
	}
}

// TestBulkZoneMeansTheSameClock holds that a date keeps its words and clock, and
// that its corners move by the difference of the zones.
func TestBulkZoneMeansTheSameClock(t *testing.T) {
	s := newSession(t)
	e := entry("A", "said")
	e.When, e.Zone = "2014-06-16T10:00", "UTC"
	dated := enter(t, s, e)
	undated := enter(t, s, entry("A", "said"))
	b := BulkEdit{Field: BulkZone, Value: "+03:00"}
	if p := previewBulk(t, s, []storage.ID{undated, dated}, b); p.Changed != 1 || p.Same != 1 || !strings.Contains(p.First[0].After, "+03:00") {
		t.Errorf("the preview is %+v", p)
	}
	before := everyStatement(t, s)[dated].When
	if n, err := applyBulk(t, s, []storage.ID{undated, dated}, b); n != 1 || err != nil {
		t.Fatalf("%d changed, %v", n, err)
	}
	after := everyStatement(t, s)[dated].When
	if after.Corners.EarliestStart != before.Corners.EarliestStart-3*3600 || after.EDTF != before.EDTF || after.Zone != "+03:00" {
		t.Errorf("%+v became %+v", before, after)
	}
}

func TestBulkEditThatCannotBe(t *testing.T) {
	s := tableProject(t, 3)
	ids := sorted(t, s)
	for _, b := range []BulkEdit{
		{Field: BulkSpeaker},
		{Field: BulkVerb, Value: "  "},
		{Field: BulkRemoveAddressee, Value: "nobody"},
		{Field: BulkRemoveClaim, Value: "nothing"},
		{Field: BulkZone, Value: "Nowhere/Land"},
		{Field: BulkCertainty, Value: "101"},
		{Field: BulkCertainty, Value: "many"},
		{Field: BulkGrade, Value: "Z9"},
		{Field: BulkPlace, Value: strings.Repeat("x", ShortText+1)},
	} {
		var field *FieldError
		if _, err := applyBulk(t, s, ids, b); !errors.As(err, &field) || field.Field != "value" || field.Message == "" {
			t.Errorf("%v %.20q: %v", b.Field, b.Value, err)
		}
	}
	if s.Status().Undo != "Fill" {
		t.Errorf("a step was left behind: %s", s.Status().Undo)
	}
}

func TestBulkEditCanBeStopped(t *testing.T) {
	s := tableProject(t, 30)
	ids, before := sorted(t, s), everyStatement(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	var failed error
	s.ApplyBulk(ctx, ids, BulkEdit{Field: BulkPlace, Value: "Geneva"}, func(done, total int) {
		if done == 10 {
			cancel()
		}
	}, func(_ int, err error) { failed = err })
	s.Flush()
	if !errors.Is(failed, context.Canceled) || !reflect.DeepEqual(everyStatement(t, s), before) {
		t.Errorf("after it was stopped (%v) the project is not as it was", failed)
	}
}

func TestBulkStepSaysWhat(t *testing.T) {
	if got := (BulkEdit{Field: BulkAddTag}).Step(12); got != "Change of 12 statements: add a tag" {
		t.Errorf("the step is called %q", got)
	}
	for _, f := range BulkFields {
		if f.Title == "" || strings.Contains((BulkEdit{Field: f.Field}).Step(1), "fields") {
			t.Errorf("%s has no title", f.Field)
		}
	}
}
