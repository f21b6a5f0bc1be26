package sqlite

import (
	"context"
	"errors"
	"slices"
	"testing"

	"saywhen/storage"
)

func TestCoded(t *testing.T) {
	f := newProject(t, Options{})
	var first, second storage.Statement
	doc := storage.Document{Title: "Coded", Versions: []storage.Version{{Text: "One two. Three four."}}}
	bare := storage.Document{Title: "Bare"}
	do(t, f, "Test", func(tx *Tx) error {
		speaker := storage.Actor{Kind: storage.Person, Name: "A. Speaker", Colour: storage.NoColour}
		if err := errors.Join(tx.PutActor(&speaker), tx.PutDocument(&doc), tx.PutDocument(&bare)); err != nil {
			return err
		}
		in := func(spans ...storage.Span) storage.Citation {
			return storage.Citation{Document: doc.ID, Version: doc.Versions[0].ID, Spans: spans, Quote: "x"}
		}
		first = storage.Statement{Speaker: speaker.ID, Verb: 1, Certainty: storage.NoCertainty, Citations: []storage.Citation{
			in(storage.Span{Start: 9, End: 14}, storage.Span{Start: 15, End: 19}), {Document: bare.ID, Quote: "y"},
		}}
		second = storage.Statement{Speaker: speaker.ID, Verb: 1, Certainty: storage.NoCertainty, Citations: []storage.Citation{
			in(storage.Span{Start: 0, End: 3}), {Document: doc.ID, Quote: "z", Translation: "w"},
		}}
		return errors.Join(tx.PutStatement(&first), tx.PutStatement(&second))
	})
	got, err := f.Coded(context.Background(), doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := []Coded{
		{second.ID, second.Citations[1]},
		{second.ID, second.Citations[0]},
		{first.ID, first.Citations[0]},
	}
	same := func(a, b Coded) bool {
		return a.Statement == b.Statement && a.ID == b.ID && a.Document == b.Document && a.Version == b.Version &&
			a.Quote == b.Quote && a.Translation == b.Translation && slices.Equal(a.Spans, b.Spans)
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("coded\n got %+v\nwant %+v", got, want)
	}
	do(t, f, "Test", func(tx *Tx) error {
		inside, err := tx.Coded(doc.ID)
		if !slices.EqualFunc(inside, want, same) {
			t.Errorf("in a transaction: %+v", inside)
		}
		return err
	})
	counts, err := f.DocumentCounts(context.Background())
	if err != nil || counts[doc.ID] != (DocumentCount{2, 1, true}) || counts[bare.ID] != (DocumentCount{1, 0, false}) || len(counts) != 2 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	if none, err := f.Coded(context.Background(), 12345); err != nil || len(none) != 0 {
		t.Errorf("of no document: %v, %v", none, err)
	}
}
