package ui

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func TestFirstStartOpensTheSample(t *testing.T) {
	f := newSampleFixture(t)
	if !isUntitled(f.session.Path()) || f.session.Index().Len() != 15 {
		t.Fatalf("opened %s with %d statements", f.session.Path(), f.session.Index().Len())
	}
	if got := f.title(); !strings.HasPrefix(got, "Untitled (sample)") {
		t.Errorf("the window is called %q", got)
	}
	if f.banners.has("untitled") {
		t.Error("a name is asked for before anything was changed")
	}
	f.session.Select(f.statement("BBC Persian"))
	f.acts.do("statement.delete")
	f.settle()
	if !f.banners.has("untitled") {
		t.Error("no name is offered after the first change")
	}
	old := f.session
	f.detach()
	if err := old.Close(); err != nil { // waits for the one that detach began
		t.Fatal(err)
	}
	f.start("")
	f.until("the untitled project again", func() bool { return f.session != nil })
	if n := f.session.Index().Len(); n != 14 {
		t.Errorf("opened again it has %d statements, want the 14 that were left", n)
	}
}

func TestRefusedFileLeavesTheProjectOpen(t *testing.T) {
	f := newSampleFixture(t)
	was := f.session
	bad := filepath.Join(t.TempDir(), "notes.saywhen")
	if err := os.WriteFile(bad, []byte("just some notes, long enough to be looked at\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{bad, filepath.Join(t.TempDir(), "none.saywhen")} {
		f.openPath(path)
		f.until("the refusal", func() bool { return len(f.modals.open) > 0 })
		f.typed(plain(fyne.KeyReturn))
		if f.modals.any() {
			t.Fatal("Enter did not close the message")
		}
		if f.session != was {
			t.Fatal("the open project was given up")
		}
	}
	if got, _ := os.ReadFile(bad); !bytes.HasPrefix(got, []byte("just some notes")) {
		t.Error("the file was changed")
	}
}

func TestSaveAsGoesOnInTheNewFile(t *testing.T) {
	f := newSampleFixture(t)
	path := filepath.Join(t.TempDir(), "the affair (۱).saywhen")
	f.acts.do("file.save_as")
	if len(f.modals.open) != 1 {
		t.Fatal("no dialog opened")
	}
	f.modals.escape()
	done := false
	f.copyTo(path, func() { done = true })
	f.until("the copy", func() bool { return done })
	f.openPath(path)
	f.until("the new file", func() bool { return f.session != nil && f.session.Path() == path })
	f.settle()
	if f.session.Index().Len() != 15 || f.settings.recent()[0] != path || f.settings.last() != path {
		t.Errorf("%d statements, recent %v, last %s", f.session.Index().Len(), f.settings.recent(), f.settings.last())
	}
	f.copyTo(path, func() { t.Error("an existing file was overwritten") })
	f.until("the refusal", func() bool { return len(f.modals.open) > 0 })
}

func TestOutsideChangeIsOffered(t *testing.T) {
	f := newSampleFixture(t)
	f.settle()
	f.lookOutside()
	f.settle()
	if f.banners.has("outside") {
		t.Fatal("a change is reported that nobody made")
	}
	writeElsewhere(t, f.session.Path(), "UPDATE actor SET note = 'changed elsewhere'")
	f.lookOutside()
	f.settle()
	if !f.banners.has("outside") {
		t.Error("a change from outside is not reported")
	}
	f.failed(&sqlite.ChangedError{Path: f.session.Path()})
	if !f.banners.has("outside") {
		t.Error("a commit that met an outside change does not offer to reload")
	}
	f.session.Reload(f.failed)
	f.settle()
	if f.session.Index().Len() != 15 {
		t.Errorf("reloaded, there are %d statements", f.session.Index().Len())
	}
}

func TestLanesAreHiddenAndShown(t *testing.T) {
	f := newSampleFixture(t)
	id := f.actor("ISIL")
	f.changeLane(id, "Hide lane", func(a *storage.Actor) { a.Hidden = true })
	f.settle()
	if got := f.hiddenActors(); len(got) != 1 || got[0] != id {
		t.Fatalf("hidden: %v", got)
	}
	f.showLanes(f.hiddenActors())
	f.settle()
	if got := f.hiddenActors(); len(got) != 0 {
		t.Errorf("still hidden: %v", got)
	}
	f.acts.do("edit.undo")
	f.settle()
	if len(f.hiddenActors()) != 1 {
		t.Error("showing lanes cannot be undone")
	}
}

func TestSearchFindsFiltersAndGoesThere(t *testing.T) {
	f := newSampleFixture(t)
	f.find.field.SetText("psychological")
	f.find.now()
	f.settle()
	if len(f.find.results) == 0 || !f.find.drop.Visible() {
		t.Fatal("nothing was found")
	}
	if n := f.session.Index().Shown(); n == 0 || n == 15 {
		t.Errorf("the filter passes %d statements", n)
	}
	want := f.find.results[0].statement
	f.find.key(fyne.KeyReturn)
	f.settle()
	if !f.session.Selected(want) || f.find.drop.Visible() {
		t.Errorf("selected %v, want %v", f.session.Selection(), want)
	}
	f.find.clear()
	f.settle()
	if f.session.Index().Shown() != 15 || !f.session.Filter().IsZero() {
		t.Error("an empty box does not show everything")
	}
}

func TestSearchDropsLateAnswers(t *testing.T) {
	f := newFixture(t)
	f.find.ask = func(string, int) {}
	f.find.field.SetText("new")
	f.find.now()
	f.find.show("old", []found{{head: "late"}})
	if len(f.find.results) != 0 {
		t.Error("an answer to an older question is shown")
	}
	f.find.show("new", []found{{head: "one"}, {head: "two"}})
	f.find.key(fyne.KeyDown)
	f.find.key(fyne.KeyDown)
	if f.find.at != 1 {
		t.Errorf("the mark is at %d", f.find.at)
	}
	f.find.key(fyne.KeyEscape)
	if f.find.drop.Visible() || f.find.field.Text != "new" {
		t.Error("Esc must take the list away and leave the text")
	}
	f.find.key(fyne.KeyEscape)
	if f.find.field.Text != "" {
		t.Error("a second Esc must empty the box")
	}
}

func TestSearchWaitsForTypingToRest(t *testing.T) {
	f := newFixture(t)
	var asked []string
	f.find.ask = func(s string, _ int) { asked = append(asked, s) }
	for _, s := range []string{"a", "ab", "abc"} {
		f.find.field.SetText(s)
	}
	f.until("the question", func() bool { return len(asked) > 0 })
	if len(asked) != 1 || asked[0] != "abc" {
		t.Errorf("asked %q", asked)
	}
}

func TestResultsHaveOneLineForARecord(t *testing.T) {
	f := newSampleFixture(t)
	iran := f.actor("Iran")
	hits := []sqlite.Hit{
		{Kind: storage.ActorRecord, ID: iran, Snippet: "Iran"},
		{Kind: storage.ActorRecord, ID: iran, Field: "alias", Snippet: "ایران"},
		{Kind: storage.StatementRecord, ID: 7, Statement: 7, Snippet: "a"},
		{Kind: storage.StatementRecord, ID: 7, Statement: 7, Snippet: "b"},
	}
	got := resultsOf(hits, map[storage.ID]string{7: "X said"}, f.session.Lists())
	if len(got) != 2 || got[0].excerpt != "Show only this actor" || got[1].head != "X said" {
		t.Errorf("got %+v", got)
	}
}

func TestLongWorkShowsAndCancels(t *testing.T) {
	f := newFixture(t)
	finished := make(chan struct{})
	var result error
	ended := false
	f.long("Working …", func(ctx context.Context, tell report) error {
		tell(1, 4)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-finished:
			return nil
		}
	}, func(err error) { result, ended = err, true })
	f.until("the box", func() bool { return len(f.modals.open) == 1 })
	if f.modals.escape(); len(f.modals.open) != 1 {
		t.Fatal("Esc closed the box while the work goes on")
	}
	// The button ends the work's context.
	run := f.begin("Another")
	run.cancel()
	if err := run.end(run.ctx.Err()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled work ends with %v", err)
	}
	close(finished)
	f.until("the end", func() bool { return ended })
	if result != nil || len(f.modals.open) != 0 {
		t.Errorf("ended with %v, %d boxes", result, len(f.modals.open))
	}
}

func TestBoxTellsHowFarTheWorkIs(t *testing.T) {
	f := newFixture(t)
	b := &progressBox{title: "Working …", unit: " kB"}
	b.second() // before it is shown
	b.show(f.modals)
	b.second()
	if b.bar.Visible() || b.text.Text != "2 seconds so far" {
		t.Errorf("of work without an end it says %q", b.text.Text)
	}
	b.set(1500, 6000)
	b.second()
	if !b.bar.Visible() || b.bar.Value != 0.25 || b.text.Text != "1,500 of 6,000 kB" {
		t.Errorf("a quarter is %g, %q", b.bar.Value, b.text.Text)
	}
	b.stopping = true
	b.set(3000, 6000)
	if b.bar.Value != 0.25 {
		t.Error("it goes on after Cancel")
	}
	b.finish()
	b.finish()
	if len(f.modals.open) != 0 {
		t.Error("the box stays")
	}
}

func TestShortWorkShowsNothing(t *testing.T) {
	f := newFixture(t)
	ended := false
	f.long("Working …", func(context.Context, report) error { return nil }, func(error) { ended = true })
	f.until("the end", func() bool { return ended })
	time.Sleep(progressDelay + 50*time.Millisecond)
	for len(f.posts) > 0 {
		(<-f.posts)()
	}
	if len(f.modals.open) != 0 {
		t.Error("a box for work that is over")
	}
}

func TestPathAnswers(t *testing.T) {
	newFixture(t) // home is a folder of the test
	dir := t.TempDir()
	there := filepath.Join(dir, "there.saywhen")
	if err := os.WriteFile(there, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	save := pathQuestion{save: true, fresh: true, extension: ".saywhen"}
	read := pathQuestion{extension: ".saywhen"}
	for _, tt := range []struct {
		name    string
		q       pathQuestion
		typed   string
		problem bool
		ends    string
	}{
		{"new", save, filepath.Join(dir, "new"), false, "new.saywhen"},
		{"own extension", save, filepath.Join(dir, "new.db"), false, "new.db"},
		{"odd names", save, filepath.Join(dir, "a #1?% پرونده"), false, "پرونده.saywhen"},
		{"there already", save, there, true, ""},
		{"no folder", save, filepath.Join(dir, "no", "new"), true, ""},
		{"folder", save, dir + "/", true, ""},
		{"empty", save, "  ", true, ""},
		{"relative", save, "mine", false, "mine.saywhen"},
		{"read", read, there, false, "there.saywhen"},
		{"read nothing", read, filepath.Join(dir, "nope.saywhen"), true, ""},
	} {
		got := tt.q.answer(tt.typed)
		if problem := tt.q.pathProblem(got); (problem != "") != tt.problem || !strings.HasSuffix(got, tt.ends) {
			t.Errorf("%s: %q is %q: %s", tt.name, tt.typed, got, problem)
		}
	}
	if got := freeName(dir, "there", ".saywhen"); filepath.Base(got) != "there 2.saywhen" {
		t.Errorf("the next free name is %s", got)
	}
}

func TestExportDialogReadsItsFields(t *testing.T) {
	f := newSampleFixture(t)
	form := newExportForm(f.win, defaultExport(), "the affair")
	if _, path, ok := form.value(); !ok || filepath.Base(path) != "the affair.png" {
		t.Fatalf("as it opens: %q, %v", path, ok)
	}
	form.format.SetSelected("SVG")
	if c, path, ok := form.value(); !ok || filepath.Ext(path) != ".svg" || c.Format != "SVG" || !form.scale.Disabled() {
		t.Errorf("as SVG: %q, %+v", path, c)
	}
	form.format.SetSelected("PDF")
	form.paper.SetSelected("A4 landscape")
	if c, path, ok := form.value(); !ok || filepath.Ext(path) != ".pdf" || c.Paper != "A4 landscape" || !form.height.Disabled() || !form.scale.Disabled() {
		t.Errorf("as PDF: %q, %+v", path, c)
	}
	form.format.SetSelected("SVG")
	if form.height.Disabled() || !form.paper.Disabled() {
		t.Error("an SVG has paper and no height")
	}
	for _, w := range []string{"", "x", "0", "199", "20001", "1e3"} {
		form.width.SetText(w)
		if _, _, ok := form.value(); ok || !form.wrong.Visible() {
			t.Errorf("a width of %q was accepted", w)
		}
	}
	form.width.SetText(" 4000 ")
	form.area.SetSelected(exportRanges[1])
	c, _, ok := form.value()
	if !ok || c.Width != 4000 || !c.All || form.wrong.Visible() {
		t.Errorf("got %+v, %v", c, ok)
	}
	f.settings.keep("export", c)
	c.Title = "" // of one picture
	back := defaultExport()
	if f.settings.load("export", &back); back != c {
		t.Errorf("remembered %+v, want %+v", back, c)
	}
}

func TestResolution(t *testing.T) {
	for _, tt := range []struct {
		sharp string
		scale float64
		dpi   int
	}{{"1×", 1, 0}, {"3×", 3, 0}, {"300 dpi", 3.125, 300}, {"", 1, 0}} {
		if scale, dpi := resolution(tt.sharp); scale != tt.scale || dpi != tt.dpi {
			t.Errorf("%q is %v, %d", tt.sharp, scale, dpi)
		}
	}
}

func TestExportWritesThePicture(t *testing.T) {
	f := newSampleFixture(t)
	for _, format := range []string{"PNG", "SVG"} {
		c := defaultExport()
		c.Format = format
		path := filepath.Join(t.TempDir(), "out"+extensionOf(format))
		f.export(c, path)
		f.until("the picture", func() bool { return exists(path) && len(f.modals.open) == 0 })
		data, err := os.ReadFile(path)
		if err != nil || len(data) < 5000 {
			t.Errorf("%s: %d bytes, %v", format, len(data), err)
		}
		f.settle()
	}
	f.export(defaultExport(), filepath.Join(t.TempDir(), "no folder", "x.png"))
	f.until("the refusal", func() bool { return len(f.modals.open) > 0 && f.modals.open[0].name == "error" })
}

func TestImportBringsATable(t *testing.T) {
	f := newSampleFixture(t)
	path := filepath.Join(t.TempDir(), "table.csv")
	table := "speaker,verb,date\nA New One,said,2014-07-01\n,said,2014-07-02\nBBC Persian,reported,\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	f.importFile(path)
	f.until("the result", func() bool { return len(f.modals.open) > 0 && f.modals.open[0].name == "imported" })
	f.settle()
	if n := f.session.Index().Len(); n != 17 {
		t.Errorf("there are %d statements, want 17", n)
	}
	if got := f.session.Status().Undated; got != 1 {
		t.Errorf("%d are undated", got)
	}
	f.modals.escape()
	f.acts.do("view.undated")
	f.settle()
	if !f.tray.root.Visible() || len(f.tray.sts) != 1 {
		t.Error("the tray of undated statements did not open")
	}
	f.acts.do("edit.undo")
	f.settle()
	if n := f.session.Index().Len(); n != 15 {
		t.Errorf("after undo there are %d", n)
	}
}

func TestImportText(t *testing.T) {
	for _, tt := range []struct {
		r    app.ImportReport
		want string
	}{
		{app.ImportReport{Rows: 1, Added: 1}, "1 statement added."},
		{app.ImportReport{Rows: 5, Added: 2, Known: 1, LeftOut: 2, Actors: 1, Verbs: 3}, "2 statements added, 1 there already, 2 of 5 rows left out; new: 1 actor, 3 verbs."},
	} {
		if got := importText(tt.r); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestBannersAndToasts(t *testing.T) {
	f := newFixture(t)
	done := 0
	f.banners.show("a", "text", offer{"Do", func() { done++ }})
	f.banners.show("a", "again")
	if len(f.banners.box.Objects) != 1 {
		t.Errorf("%d bars for one key", len(f.banners.box.Objects))
	}
	f.banners.hide("a")
	f.banners.hide("a")
	if f.banners.has("a") || len(f.banners.box.Objects) != 0 {
		t.Error("the bar stayed")
	}
	f.toasts.say("one")
	f.toasts.say("two")
	if !f.toasts.box.Visible() || f.toasts.text.Text != "two" {
		t.Error("the toast is not seen")
	}
}

func TestTextFieldGivesUndoAway(t *testing.T) {
	newFixture(t)
	n := 0
	field := newTextField("")
	field.onUndo, field.onRedo = func() { n++ }, func() { n += 10 }
	field.TypedShortcut(&fyne.ShortcutUndo{})
	field.TypedShortcut(&fyne.ShortcutRedo{})
	if n != 11 {
		t.Errorf("an empty field gave away %d", n)
	}
	field.SetText("typed")
	field.TypedShortcut(&fyne.ShortcutUndo{})
	if n != 11 {
		t.Error("a field with text gave its undo away")
	}
}
