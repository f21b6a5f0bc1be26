package sqlite

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/storage"
)

// TestSaveCopyHoldsNoTraces deletes, changes and undoes words that are nowhere
// else, and looks for them in the bytes of the copy.
func TestSaveCopyHoldsNoTraces(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	newCrowd(t, b.File, 5, 100)
	secrets := []string{"xylograph", "quagmire", "zeppelin", "whirligig", "obelisk"}
	s := storage.Statement{Speaker: b.actor, Verb: 1, Certainty: -1, Gist: "the xylograph", Note: strings.Repeat("quagmire ", 2000)}
	d := storage.Document{Title: "The zeppelin", Versions: []storage.Version{{Number: 1, Text: "It was a whirligig."}}}
	do(t, b.File, "Add", func(tx *Tx) error { return firstError(tx.PutStatement(&s), tx.PutDocument(&d)) })
	do(t, b.File, "Delete", func(tx *Tx) error { return firstError(tx.DeleteStatement(s.ID), tx.DeleteDocument(d.ID)) })
	do(t, b.File, "Rename", func(tx *Tx) error {
		a, err := tx.Actor(b.actor)
		must(t, err)
		a.Note = "obelisk"
		must(t, tx.PutActor(&a))
		a.Note = ""
		return tx.PutActor(&a)
	})
	path := filepath.Join(t.TempDir(), "کپی ۱?%20#.saywhen")
	must(t, b.SaveCopy(ctx, path))
	holds := func(path, word string) bool {
		t.Helper()
		whole, err := os.ReadFile(path)
		must(t, err)
		return bytes.Contains(bytes.ToLower(whole), []byte(word))
	}
	for _, word := range secrets {
		if holds(path, word) {
			t.Errorf("the copy holds %q, which was deleted", word)
		}
		if word != "obelisk" && !holds(b.Path(), word) {
			t.Errorf("the test proves nothing: the project itself does not hold %q", word)
		}
	}
	if !holds(path, "the gist") {
		t.Error("the copy does not hold what is in the project")
	}
}

func TestSaveCopyIsWhole(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	path := filepath.Join(t.TempDir(), "copy.saywhen")
	must(t, b.SaveCopy(ctx, path))
	g, err := Open(ctx, path, testOptions())
	must(t, err)
	defer g.Close()
	if got, want := dump(t, g), dump(t, b.File); got != want {
		t.Errorf("the copy differs:\n%s\nfrom\n%s", got, want)
	}
	problems, err := g.Check(ctx, nil)
	must(t, err)
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	if !g.ClosedCleanly() {
		t.Error("the copy looks as if it had not been closed")
	}
	if name, err := g.UndoName(ctx); err != nil || name != "" {
		t.Errorf("the copy can undo %q, %v", name, err)
	}
	if _, total, err := g.Search(ctx, "gist", 1); err != nil || total != 1 {
		t.Errorf("the copy finds %d, %v", total, err)
	}
	addSpeaker(t, g, "the copy can be edited")
	addSpeaker(t, b.File, "and so can the project")
	onlyFile(t, filepath.Dir(path), "copy.saywhen")
}

// onlyFile holds that a folder has one file besides locks.
func onlyFile(t *testing.T, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		if e.Name() != name && !strings.HasSuffix(e.Name(), ".lock") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestSaveCopyRefuses(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	folder := t.TempDir()
	there := filepath.Join(folder, "there.saywhen")
	must(t, os.WriteFile(there, []byte("precious"), 0o600))
	other := newProject(t, testOptions())
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	tests := []struct {
		name, path, want string
		ctx              context.Context
		options          []CopyOption
	}{
		{"a file that is there", there, "there already", ctx, nil},
		{"the project itself", b.Path(), "the project itself", ctx, []CopyOption{Overwrite}},
		{"a project that is open", other.Path(), "open in another window", ctx, []CopyOption{Overwrite}},
		{"a folder that is not there", filepath.Join(folder, "no", "x.saywhen"), "does not exist", ctx, nil},
		{"when it is cancelled", filepath.Join(folder, "x.saywhen"), "cancel", cancelled, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := b.SaveCopy(tt.ctx, tt.path, tt.options...)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if whole, _ := os.ReadFile(there); string(whole) != "precious" {
		t.Error("a file that was there was touched")
	}
	onlyFile(t, folder, "there.saywhen")
	addSpeaker(t, b.File, "still whole")
	addSpeaker(t, other, "still whole")
}

func TestSaveCopyOverwrites(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "there.saywhen")
	must(t, os.WriteFile(path, []byte("old"), 0o600))
	must(t, b.SaveCopy(ctx, path, Overwrite))
	g, err := Open(ctx, path, testOptions())
	must(t, err)
	if got, want := dump(t, g), dump(t, b.File); got != want {
		t.Error("the copy differs")
	}
	must(t, g.Close())
	must(t, b.SaveCopy(ctx, path, Overwrite)) // and once more over a project
	onlyFile(t, folder, "there.saywhen")
}

// TestSaveCopyOfALostFile holds that what was opened can still be kept when the
// file is deleted, or another one put in its place.
func TestSaveCopyOfALostFile(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	want := dump(t, b.File)
	must(t, os.Remove(b.Path()))
	must(t, os.WriteFile(b.Path(), []byte("something else"), 0o600))
	path := filepath.Join(t.TempDir(), "kept.saywhen")
	must(t, b.SaveCopy(ctx, path))
	g, err := Open(ctx, path, testOptions())
	must(t, err)
	defer g.Close()
	if got := dump(t, g); got != want {
		t.Error("the copy is not what was opened")
	}
	var on int
	must(t, b.reader.QueryRow("PRAGMA query_only").Scan(&on))
	if on != 1 {
		t.Error("the connection that looks on may write now")
	}
}
