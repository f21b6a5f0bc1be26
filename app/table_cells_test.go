package app

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"saywhen/storage"
)

func setCells(t testing.TB, s *Session, edits ...CellEdit) (changed int) {
	t.Helper()
	s.SetCells(context.Background(), "Paste", edits, nil, func(n int, err error) {
		if err != nil {
			t.Error(err)
		}
		changed = n
	})
	s.Flush()
	return changed
}

func previewCells(t testing.TB, s *Session, edits ...CellEdit) (p TablePreview) {
	t.Helper()
	s.PreviewCells(context.Background(), edits, 100, func(got TablePreview, err error) {
		if err != nil {
			t.Error(err)
		}
		p = got
	})
	s.Flush()
	return p
}

func cell(s *Session, id storage.ID, c TableColumn) string {
	st, err := s.File().Statement(context.Background(), id)
	if err != nil {
		return err.Error()
	}
	return s.Lists().TableText(c, &st, s.Head, s.Location())
}

func TestCellsTakeTexts(t *testing.T) {
	s := newSession(t)
	e := entry("A", "said")
	e.Document, e.Quote = "Paper", "words"
	id := enter(t, s, e)
	for _, c := range []struct {
		column      TableColumn
		text, after string
	}{
		{TableSpeaker, " B ", "B"},
		{TableVerb, "denied", "denied"},
		{TableDate, "16 June 2014", "16 Jun 2014"},
		{TableDate, "", ""},
		{TableAddressees, "X;Y ; X", "X; Y"},
		{TableClaims, "it rains (denies); it pours (leans to)", "it rains (denies); it pours (leans to)"},
		{TableClaims, "it rains", "it rains (neutral)"},
		{TableClaims, "", ""},
		{TableGist, "said \"so\"\nand so", "said \"so\"\nand so"},
		{TableQuote, "other words", "other words"},
		{TableDocument, "Second paper", "Second paper"},
		{TableTags, "b; a; b", "a; b"},
		{TableCertainty, "80 %", "80"},
		{TableCertainty, "", ""},
		{TablePlace, "Vienna", "Vienna"},
	} {
		edit := CellEdit{id, c.column, c.text}
		p := previewCells(t, s, edit)
		if len(p.First) != 1 || p.Changed != 1 || p.First[0].After != c.after {
			t.Errorf("%s: the preview of %q is %+v", c.column, c.text, p)
		}
		if n := setCells(t, s, edit); n != 1 || cell(s, id, c.column) != c.after {
			t.Errorf("%s: %q makes %q, %d changed", c.column, c.text, cell(s, id, c.column), n)
		}
		if n := setCells(t, s, edit); n != 0 && c.column != TableDate {
			t.Errorf("%s: %q a second time changes %d", c.column, c.text, n)
		}
	}
}

func TestCellsThatCannotBe(t *testing.T) {
	s := newSession(t)
	id := enter(t, s, entry("A", "said"))
	before := everyStatement(t, s)
	for _, c := range []CellEdit{
		{id, TableSpeaker, ""},
		{id, TableVerb, " "},
		{id, TableDate, "the day of the goat"},
		{id, TableDate, "5/9/2014"},
		{id, TableQuote, "words"}, // without a document
		{id, TableCertainty, "101"},
		{id, TableReportedIn, "A said"},
		{id, TableCoder, "me"},
		{id, TableOutlet, "BBC"},
		{id, TablePlace, strings.Repeat("x", ShortText+1)},
	} {
		p := previewCells(t, s, c)
		if p.Wrong != 1 || p.First[0].Wrong == "" {
			t.Errorf("%s %.20q: the preview is %+v", c.Column, c.Text, p)
		}
		if setCells(t, s, c) != 0 || !reflect.DeepEqual(everyStatement(t, s), before) {
			t.Errorf("%s %.20q changed something", c.Column, c.Text)
		}
	}
}

// TestCellsAreOneStep changes several cells of several statements; the wrong one
// among them stays, the others of its row do not.
func TestCellsAreOneStep(t *testing.T) {
	s := tableProject(t, 20)
	ids := sorted(t, s)
	before := everyStatement(t, s)
	edits := []CellEdit{
		{ids[3], TablePlace, "Vienna"},
		{ids[1], TablePlace, "Geneva"},
		{ids[1], TableGist, "new"},
		{ids[3], TableCertainty, "wrong"},
		{ids[2], TableSpeaker, "Newcomer"},
		{ids[4], TableSpeaker, "Newcomer"},
		{12345, TableGist, "of nobody"},
	}
	if n := setCells(t, s, edits...); n != 5 {
		t.Errorf("%d cells were changed", n)
	}
	if cell(s, ids[3], TablePlace) != "Vienna" || cell(s, ids[1], TableGist) != "new" || cell(s, ids[2], TableSpeaker) != "Newcomer" {
		t.Error("cells are not what they were set to")
	}
	if after := everyStatement(t, s); after[ids[2]].Speaker != after[ids[4]].Speaker {
		t.Error("one new name made two actors")
	}
	mustUndo(t, s)
	if !reflect.DeepEqual(everyStatement(t, s), before) {
		t.Error("one undo does not bring all back")
	}
}

func TestPositionsComeBackFromTheirText(t *testing.T) {
	l := &Lists{}
	for _, claims := range [][]string{{"a"}, {"a; b", "c"}, {"(so) it is", "is it (so)"}, {"a (2014); b"}, {"خبر", "a)"}, {}} {
		var list []EntryPosition
		for i, c := range claims {
			list = append(list, EntryPosition{Claim: c, Kind: storage.Factual, Stance: storage.Stance(i%5 - 2)})
		}
		text := l.entryPositions(list)
		if got, wrong := l.readPositions(text); wrong != "" || !slices.Equal(got, list) {
			t.Errorf("%q gives %+v, %s", text, got, wrong)
		}
	}
	if _, wrong := l.readPositions("(denies)"); wrong == "" {
		t.Error("a stance on nothing was taken")
	}
}

func FuzzReadPositions(f *testing.F) {
	for _, text := range []string{"", "a (denies)", "a (denies); b (+2); c", "(;)", "a (supports) ; ; b)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := &Lists{}
		list, wrong := l.readPositions(strings.TrimSpace(text))
		if wrong != "" {
			return
		}
		again, wrong := l.readPositions(l.entryPositions(list))
		if wrong != "" || len(again) > len(list)+strings.Count(text, ";") {
			t.Errorf("%q gives %+v, and that gives %+v, %s", text, list, again, wrong)
		}
	})
}

// TestEveryColumnHasItsParts holds that no column was forgotten anywhere.
func TestEveryColumnHasItsParts(t *testing.T) {
	if len(columnOrders) != len(TableColumns) {
		t.Errorf("%d columns can be sorted by, of %d", len(columnOrders), len(TableColumns))
	}
	for _, c := range TableColumns {
		if c.Title == "" || c.Name.Title() != c.Title {
			t.Errorf("%s has the title %q", c.Name, c.Name.Title())
		}
	}
}
