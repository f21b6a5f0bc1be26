package ui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// chosen selects the first statement and gives the inspector that shows it.
func chosen(f *fixture) (*inspector, storage.ID) {
	f.t.Helper()
	id := f.session.Index().Columns().ID[0]
	f.session.Select(id)
	f.settle()
	if f.inspect.id != id {
		f.t.Fatalf("the inspector shows %d, not %d", f.inspect.id, id)
	}
	return f.inspect, id
}

// statementAt reads a statement of a project that no window has open.
func statementAt(t *testing.T, path string, id storage.ID) storage.Statement {
	t.Helper()
	file, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	st, err := file.Statement(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// TestQuitSavesTheFieldBeingTyped closes the window while the keyboard is still
// in a changed field.
func TestQuitSavesTheFieldBeingTyped(t *testing.T) {
	f := newSampleFixture(t)
	in, id := chosen(f)
	path := f.session.Path()
	in.form.gist.SetText("Typed last")
	f.quit()
	f.shutDown()
	if st := statementAt(t, path, id); st.Gist != "Typed last" {
		t.Errorf("the file has %q", st.Gist)
	}
}

// TestOtherProjectSavesTheFieldBeingTyped opens another project meanwhile.
func TestOtherProjectSavesTheFieldBeingTyped(t *testing.T) {
	f := newSampleFixture(t)
	first := f.session.Path()
	copied := filepath.Join(t.TempDir(), "copy.saywhen")
	if err := f.session.File().SaveCopy(context.Background(), copied); err != nil {
		t.Fatal(err)
	}
	in, id := chosen(f)
	in.form.gist.SetText("Typed last")
	f.openPath(copied)
	f.until("the copy", func() bool { return f.session != nil && f.session.Path() == copied })
	f.settle()
	chosen(f)
	if in.form.gist.Text == "Typed last" {
		t.Error("what was typed into one project is shown in the other")
	}
	f.openPath(first)
	f.until("the first", func() bool { return f.session != nil && f.session.Path() == first })
	f.settle()
	if chosen(f); in.form.gist.Text != "Typed last" || len(in.pending) != 0 {
		t.Errorf("the first project has %q, and %d edits wait", in.form.gist.Text, len(in.pending))
	}
	if st := statementAt(t, first, id); st.Gist != "Typed last" {
		t.Errorf("the file has %q", st.Gist)
	}
}

// TestWrongEditOutlivesTheProgram starts anew with a date that cannot be saved.
func TestWrongEditOutlivesTheProgram(t *testing.T) {
	f := newSampleFixture(t)
	in, _ := chosen(f)
	in.form.when.entry.SetText("whenever")
	f.quit()
	f.shutDown()
	again := newFixtureIn(t, f)
	again.start("")
	again.until("the sample", func() bool { return again.session != nil })
	again.settle()
	in, _ = chosen(again)
	if in.form.when.entry.Text != "whenever" || !in.form.byName["when"].wrong.Visible() {
		t.Errorf("came back as %q", in.form.when.entry.Text)
	}
	if head := strings.Join(said(in.head), " "); !strings.Contains(head, "not saved") {
		t.Errorf("the heading says %q", head)
	}
	in.revert()
	again.settle()
	if len(again.inspect.drafts.LoadEdits(again.session.Path())) != 0 {
		t.Error("what was taken back is kept")
	}
	if head := strings.Join(said(in.head), " "); strings.Contains(head, "not saved") {
		t.Errorf("after Esc the heading says %q", head)
	}
}

func said(b *textBlock) (texts []string) {
	for _, p := range b.ps {
		texts = append(texts, p.text)
	}
	return texts
}

// TestWordsThatNameNoStatement are not saved, and not passed over in silence.
func TestWordsThatNameNoStatement(t *testing.T) {
	f := newSampleFixture(t)
	in, _ := chosen(f)
	in.form.reportedIn.SetText("one; two")
	in.save()
	f.settle()
	if !in.form.byName["reported_in"].wrong.Visible() {
		t.Error("nothing is said beside the field")
	}
	in.form.reportedIn.SetText("")
	in.save()
	if in.form.byName["reported_in"].wrong.Visible() {
		t.Error("the field is empty again, and still said to be wrong")
	}
}
