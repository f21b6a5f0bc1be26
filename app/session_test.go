package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

var clock = func() time.Time { return time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) }

// newSession makes a project in a new file and opens it.
func newSession(t testing.TB) *Session {
	t.Helper()
	path := filepath.Join(t.TempDir(), "project.saywhen")
	f, err := sqlite.Create(context.Background(), path, sqlite.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return openSession(t, path)
}

func openSession(t testing.TB, path string) *Session {
	t.Helper()
	s, err := Open(context.Background(), path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// A view that shows everything goes on doing so; one that was moved stays.
func TestViewOfEverythingFollowsTheDates(t *testing.T) {
	s := newSession(t)
	told := What(0)
	s.Listen(func(e Event) { told |= e.What })
	enterAt := func(when string) {
		e := entry("Iran", "said")
		e.When = when
		told = 0
		enter(t, s, e)
	}
	for _, when := range []string{"2014-09-05", "2014-06-07", "2014-06-08"} {
		span := s.index.Span()
		enterAt(when)
		if s.view.From != s.view.Fit(s.index).From || s.view.Width != s.view.Fit(s.index).Width {
			t.Errorf("%s is out of sight: %+v", when, s.view)
		}
		if moved := s.index.Span() != span; (told&ViewChanged != 0) != moved {
			t.Errorf("%s: told %b, dates grew: %v", when, told, moved)
		}
	}
	moved := s.view.PanTo(1e9)
	s.SetView(moved)
	enterAt("2015")
	if s.view.From != moved.From || s.view.Width != moved.Width || told&ViewChanged != 0 {
		t.Errorf("the view that was moved is %+v, was %+v", s.view, moved)
	}
}

// enter saves an entry and waits for it.
func enter(t testing.TB, s *Session, e Entry) storage.ID {
	t.Helper()
	var id storage.ID
	s.SaveEntry(e, func(got storage.ID, err error) {
		if err != nil {
			t.Errorf("SaveEntry(%+v): %v", e, err)
		}
		id = got
	})
	s.Flush()
	return id
}

func entry(speaker, verb string) Entry {
	return Entry{Speaker: speaker, Verb: verb, Certainty: storage.NoCertainty}
}

func TestEntryRoundTrip(t *testing.T) {
	s := newSession(t)
	carrier := enter(t, s, entry("BBC Persian", "reported"))
	want := Entry{
		Speaker: "مرضیه افخم", CoSpeakers: []string{"Someone else"}, OnBehalf: "Iran", Verb: "denied",
		Addressees: []string{"BBC Persian", "United States"}, About: []string{"Iran"},
		Positions: []EntryPosition{
			{Claim: "Iran cooperates", Kind: storage.Factual, Stance: -2},
			{Claim: "Intervention is right", Kind: storage.Normative, Stance: -1},
		},
		When: "2014-09-05T17:30 #2", Wording: "Friday evening", Zone: "Asia/Tehran", Place: "Tehran",
		Gist: "Calls it untrue", Document: "Brief", Quote: "not true", Translation: "نادرست",
		ReportedIn: carrier, Repeated: true, Certainty: 80, Grade: "B2", Tags: []string{"a", "b"}, Note: "n",
	}
	want.ID = enter(t, s, want)
	want.Source, _ = s.Lists().documentID("Brief")
	st, err := s.File().Statement(context.Background(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Lists().EntryOf(st); !equalJSON(t, got, want) {
		t.Errorf("came back as\n%+v\nwent in as\n%+v", got, want)
	}
	if st.Made != clock().Unix() || st.When.Sequence != 2 {
		t.Errorf("made %d, sequence %d", st.Made, st.When.Sequence)
	}
}

func TestNewNamesAreMadeOnce(t *testing.T) {
	s := newSession(t)
	// Two entries typed faster than the first is saved: both name a new actor.
	s.SaveEntry(entry("Ali Shamkhani", "denied"), func(storage.ID, error) {})
	s.SaveEntry(entry("Ali Shamkhani", "sneered"), func(storage.ID, error) {})
	e := entry(" Ali Shamkhani ", "sneered")
	e.Addressees = []string{"Ali Shamkhani", "New", "New"}
	s.SaveEntry(e, func(storage.ID, error) {})
	s.Flush()
	count := map[string]int{}
	for _, a := range s.Lists().Actors {
		count[a.Name]++
	}
	if count["Ali Shamkhani"] != 1 || count["New"] != 1 || len(count) != 2 {
		t.Errorf("actors made: %v", count)
	}
	if s.Index().Len() != 3 {
		t.Errorf("%d statements in the index", s.Index().Len())
	}
}

func TestAliasMeansTheActor(t *testing.T) {
	s := newSession(t)
	s.Do("Add actor", func(tx *sqlite.Tx) error {
		return tx.PutActor(&storage.Actor{
			Kind: storage.Person, Name: "Marzieh Afkham", Colour: storage.NoColour,
			Aliases: []storage.Alias{{Name: "Marziyeh Afkham"}, {Name: "مرضیه افخم", Lang: "fa"}},
		})
	}, nil)
	s.Flush()
	enter(t, s, entry("Marziyeh Afkham", "denied"))
	enter(t, s, entry("مرضیه افخم", "denied"))
	if n := len(s.Lists().Actors); n != 1 {
		t.Errorf("%d actors, want the one that has the aliases", n)
	}
	for typed, alias := range map[string]string{"marzie": "", "Marziy": "Marziyeh Afkham", "مرضيه": "مرضیه افخم", "afk": ""} {
		got := s.Lists().Complete(ActorNames, typed, 5)
		if len(got) != 1 || got[0].Name != "Marzieh Afkham" || got[0].Alias != alias {
			t.Errorf("Complete(%q) = %+v, want Marzieh Afkham by alias %q", typed, got, alias)
		}
	}
}

func TestCompleteOrder(t *testing.T) {
	s := newSession(t)
	for _, n := range []string{"Government of Iran", "Iran", "Iranian MP", "Tehran", "Miran"} {
		enter(t, s, entry(n, "said"))
	}
	var got []string
	for _, c := range s.Lists().Complete(ActorNames, "iran", 10) {
		got = append(got, c.Name)
	}
	want := []string{"Iran", "Iranian MP", "Government of Iran", "Miran"}
	if !equalJSON(t, got, want) {
		t.Errorf("Complete(iran) = %q, want %q", got, want)
	}
	if n := len(s.Lists().Complete(ActorNames, "iran", 2)); n != 2 {
		t.Errorf("a limit of 2 gave %d", n)
	}
}

func TestCheckNamesEveryWrongField(t *testing.T) {
	s := newSession(t)
	topic := storage.Claim{Kind: storage.Topic, Text: "Iraq"}
	s.Do("Add topic", func(tx *sqlite.Tx) error { return tx.PutClaim(&topic) }, nil)
	s.Flush()
	e := Entry{
		Speaker: " ", When: "2014-13-40", Quote: "words", Certainty: 101, Grade: "G1",
		Positions: []EntryPosition{{Claim: "Iraq", Stance: 1}},
	}
	var fields []string
	for _, w := range s.Check(e) {
		if w.Message == "" {
			t.Errorf("%s is wrong without a word why", w.Field)
		}
		fields = append(fields, w.Field)
	}
	if want := []string{"speaker", "verb", "when", "document", "positions", "certainty", "grade"}; !equalJSON(t, fields, want) {
		t.Errorf("wrong fields %q, want %q", fields, want)
	}
	var refused *FieldError
	s.SaveEntry(e, func(_ storage.ID, err error) { errors.As(err, &refused) })
	s.Flush()
	if refused == nil || s.Index().Len() != 0 {
		t.Errorf("saved all the same: %v, %d statements", refused, s.Index().Len())
	}
}

func TestUndoRedoNamesAndIndex(t *testing.T) {
	s := newSession(t)
	id := enter(t, s, entry("Iran", "said"))
	s.Select(id)
	if got := s.Status(); got.Undo != "Add statement" || got.Redo != "" || got.Statements != 1 {
		t.Errorf("after adding: %+v", got)
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if got := s.Status(); got.Undo != "" || got.Redo != "Add statement" || got.Statements != 0 || got.Err != nil {
		t.Errorf("after undo: %+v", got)
	}
	if len(s.Selection()) != 0 || len(s.Lists().Actors) != 0 {
		t.Errorf("undo left %v selected and %d actors", s.Selection(), len(s.Lists().Actors))
	}
	s.Redo(context.Background(), nil)
	s.Flush()
	if s.Index().Len() != 1 || len(s.Lists().Actors) != 1 {
		t.Errorf("redo brought %d statements and %d actors", s.Index().Len(), len(s.Lists().Actors))
	}
	var err error
	s.Redo(context.Background(), func(e error) { err = e })
	s.Flush()
	if !errors.Is(err, sqlite.ErrNothingToRedo) {
		t.Errorf("redoing nothing: %v", err)
	}
}

func TestFailedCommitChangesNothing(t *testing.T) {
	s := newSession(t)
	enter(t, s, entry("Iran", "said"))
	refusal := errors.New("no")
	var got error
	s.Do("Fail", func(tx *sqlite.Tx) error {
		if err := tx.PutActor(&storage.Actor{Kind: storage.State, Name: "X", Colour: storage.NoColour}); err != nil {
			return err
		}
		return refusal
	}, func(err error) { got = err })
	s.Flush()
	if !errors.Is(got, refusal) || !errors.Is(s.Status().Err, refusal) {
		t.Errorf("done got %v, status %v", got, s.Status().Err)
	}
	if len(s.Lists().Actors) != 1 || s.Status().Undo != "Add statement" {
		t.Errorf("%d actors, undo %q", len(s.Lists().Actors), s.Status().Undo)
	}
}

func TestEventsComeInOrder(t *testing.T) {
	s := newSession(t)
	var heard []storage.Change
	cancel := s.Listen(func(e Event) {
		if e.What&DataChanged != 0 {
			heard = append(heard, e.Change)
		}
	})
	enter(t, s, entry("Iran", "said"))
	enter(t, s, entry("Iran", "denied"))
	s.Undo(context.Background(), nil)
	s.Flush()
	if len(heard) != 3 || !heard[2].Undone || len(heard[0].Touched[storage.ActorRecord]) != 1 || len(heard[1].Touched[storage.ActorRecord]) != 0 {
		t.Errorf("heard %+v", heard)
	}
	cancel()
	s.Redo(context.Background(), nil)
	s.Flush()
	if len(heard) != 3 {
		t.Error("a listener that was taken off heard more")
	}
}

func TestFilterByText(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.Gist = "کتاب و مذاکرات"
	found := enter(t, s, e)
	enter(t, s, entry("Iraq", "said"))
	s.SetFilter(storage.Filter{Text: "مذاکرات"})
	s.Flush()
	if got := s.Index().Shown(); got != 1 {
		t.Errorf("%d statements shown, want the one with the word", got)
	}
	// What is added later passes the same filter.
	e.Gist = "مذاكرات again" // Arabic kaf
	enter(t, s, e)
	if got := s.Index().Shown(); got != 2 {
		t.Errorf("%d statements shown after adding one that fits, want 2", got)
	}
	s.SetFilter(storage.Filter{})
	if got := s.Index().Shown(); got != 3 {
		t.Errorf("%d shown without a filter", got)
	}
	_ = found
}

func TestLabelsAreReadInBatches(t *testing.T) {
	s := newSession(t)
	e := entry("Iran", "said")
	e.Gist = "one"
	id := enter(t, s, e)
	if _, ok := s.Label(id); ok {
		t.Fatal("a label is there before it was read")
	}
	s.Flush()
	if got, ok := s.Label(id); !ok || got != "one" {
		t.Errorf("Label = %q, %v", got, ok)
	}
	e.ID, e.Gist = id, "two"
	enter(t, s, e)
	s.Label(id)
	s.Flush()
	if got, _ := s.Label(id); got != "two" {
		t.Errorf("Label after the edit = %q", got)
	}
}

func TestCloseDrainsTheQueue(t *testing.T) {
	s := newSession(t)
	path := s.Path()
	for range 20 {
		s.SaveEntry(entry("Iran", "said"), func(_ storage.ID, err error) {
			if err != nil {
				t.Error(err)
			}
		})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if n := openSession(t, path).Index().Len(); n != 20 {
		t.Errorf("%d of 20 statements were saved", n)
	}
	var err error
	s.Do("Late", func(*sqlite.Tx) error { return nil }, func(e error) { err = e })
	if !errors.Is(err, ErrClosed) {
		t.Errorf("a closed session answered %v", err)
	}
}

func TestDateThatWasNotRetypedStays(t *testing.T) {
	s := newSession(t)
	id := enter(t, s, Entry{Speaker: "Iran", Verb: "said", When: "[2014-06-11..2014-06-20]", Wording: "mid June", Certainty: storage.NoCertainty})
	before, err := s.File().Statement(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	e := s.Lists().EntryOf(before)
	e.Gist = "changed"
	enter(t, s, e)
	after, err := s.File().Statement(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	if after.When != before.When || after.Gist != "changed" {
		t.Errorf("date was %+v, is %+v", before.When, after.When)
	}
	e.When = "2014-06-16"
	enter(t, s, e)
	if after, _ = s.File().Statement(context.Background(), id); after.When.EDTF != "2014-06-16" || after.When.Wording != "mid June" {
		t.Errorf("retyped: %+v", after.When)
	}
}

// TestStoppedWorkIsNoFailure: the person who stopped it is not told that it was
// not saved.
func TestStoppedWorkIsNoFailure(t *testing.T) {
	s := newSession(t)
	var got error
	s.Bulk("Working …", func(context.Context, *sqlite.File) (storage.Change, error) {
		return storage.Change{}, fmt.Errorf("x.csv: %w", context.Canceled)
	}, func(err error) { got = err })
	s.Flush()
	if st := s.Status(); !errors.Is(got, context.Canceled) || st.Err != nil || st.Busy != "" || st.Saving {
		t.Errorf("stopped with %v, the status is %+v", got, st)
	}
	enter(t, s, entry("A", "said"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s.Undo(ctx, func(err error) { got = err })
	s.Flush()
	if st := s.Status(); !errors.Is(got, context.Canceled) || st.Err != nil || st.Undo == "" || st.Statements != 1 {
		t.Errorf("a stopped undo ends with %v, the status is %+v", got, st)
	}
	s.Bulk("Working …", func(context.Context, *sqlite.File) (storage.Change, error) {
		return storage.Change{}, errors.New("odd")
	}, nil)
	s.Flush()
	if s.Status().Err == nil {
		t.Error("work that failed is not said to have")
	}
}
