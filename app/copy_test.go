package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// secretProject has a coder, notes on everything, and something deleted.
func secretProject(t *testing.T) *Session {
	t.Helper()
	s := newSession(t)
	s.SetCoder("Xylograph")
	e := entry("Somebody", "said")
	e.Note, e.Gist = "a quagmire", "the gist stays"
	e.Positions = []EntryPosition{{Claim: "A claim"}}
	first := enter(t, s, e)
	second := enter(t, s, entry("Zeppelin", "denied"))
	kept := enter(t, s, entry("Somebody", "denied"))
	s.Do("Notes", func(tx *sqlite.Tx) error {
		a := s.Lists().Actors[0]
		a.Note = "a whirligig"
		if err := tx.PutActor(&a); err != nil {
			return err
		}
		c := s.Lists().Claims[0]
		c.Note = "an obelisk"
		if err := tx.PutClaim(&c); err != nil {
			return err
		}
		if err := tx.PutPeriod(&storage.Period{Label: "June", Note: "a thingamajig", Colour: storage.NoColour}); err != nil {
			return err
		}
		if err := tx.PutCallout(&storage.Callout{Statement: kept, Text: "a hullabaloo"}); err != nil {
			return err
		}
		return tx.PutRelation(&storage.Relation{From: kept, To: first, Kind: storage.RelationKinds[0], Note: "a marzipan"})
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Do("Delete", func(tx *sqlite.Tx) error {
		if err := tx.DeleteStatement(second); err != nil {
			return err
		}
		id, _ := s.Lists().actorID("Zeppelin")
		return tx.DeleteActor(id)
	}, nil)
	s.Flush()
	return s
}

func TestCleanCopyHoldsNoTraces(t *testing.T) {
	ctx := context.Background()
	s := secretProject(t)
	for name, tt := range map[string]struct {
		out  CopyChoice
		gone []string
	}{
		"everything":  {CopyChoice{}, []string{"zeppelin"}},
		"no coders":   {CopyChoice{Coders: true}, []string{"zeppelin", "xylograph"}},
		"no notes":    {CopyChoice{Notes: true}, []string{"zeppelin", "quagmire", "whirligig", "obelisk", "marzipan", "thingamajig", "hullabaloo"}},
		"nor one nor": {CopyChoice{Coders: true, Notes: true}, []string{"zeppelin", "xylograph", "quagmire", "whirligig", "obelisk", "marzipan", "thingamajig", "hullabaloo"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "clean.saywhen")
			if err := CleanCopy(ctx, s.File(), path, tt.out); err != nil {
				t.Fatal(err)
			}
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			original, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range []string{"zeppelin", "xylograph", "quagmire", "whirligig", "obelisk", "marzipan", "thingamajig", "hullabaloo"} {
				gone := false
				for _, g := range tt.gone {
					gone = gone || g == word
				}
				if bytes.Contains(bytes.ToLower(whole), []byte(word)) == gone {
					t.Errorf("%q: in the copy %v", word, !gone == false)
				}
				if !bytes.Contains(bytes.ToLower(original), []byte(word)) {
					t.Errorf("the test proves nothing: the project does not hold %q", word)
				}
			}
			checkCleanCopy(t, path)
		})
	}
}

func checkCleanCopy(t *testing.T, path string) {
	t.Helper()
	c := openSession(t, path)
	if c.Index().Len() != 2 || c.Status().Undo != "" {
		t.Errorf("the copy has %d statements, undo %q", c.Index().Len(), c.Status().Undo)
	}
	if faults, err := c.File().Check(context.Background(), nil); err != nil || len(faults) > 0 {
		t.Errorf("the copy is not whole: %v, %v", faults, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".saywhen-copy-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCleanCopyOverwritesNothing(t *testing.T) {
	s := newSession(t)
	path := filepath.Join(t.TempDir(), "there.saywhen")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, out := range []CopyChoice{{}, {Notes: true}} {
		if err := CleanCopy(context.Background(), s.File(), path, out); err == nil {
			t.Errorf("%+v overwrote a file", out)
		}
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Errorf("the file now holds %q", data)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	if err := CleanCopy(ctx, s.File(), filepath.Join(dir, "x.saywhen"), CopyChoice{Coders: true}); err == nil {
		t.Error("a copy that was stopped succeeded")
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
