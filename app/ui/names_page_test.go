package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// newNamesFixture shows the page of names on the sample.
func newNamesFixture(t *testing.T) *fixture {
	t.Helper()
	f := newSampleFixture(t)
	f.acts.do(pageAction(namesView))
	f.settle()
	return f
}

// pickName makes the record with a name the current one.
func (f *fixture) pickName(name string) storage.ID {
	f.t.Helper()
	for i, r := range f.names.list.rows {
		if f.session.Lists().Name(f.names.kind, r.id) == name {
			f.names.list.Select(i)
			f.settle()
			return r.id
		}
	}
	f.t.Fatalf("%q is not in the list", name)
	return 0
}

func (f *fixture) list() (names []string) {
	for _, r := range f.names.list.rows {
		names = append(names, strings.Repeat(">", r.depth)+f.session.Lists().Name(f.names.kind, r.id))
	}
	return names
}

func key(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// button presses the button with a text in the dialog that is open.
func (f *fixture) answer(text string) {
	f.t.Helper()
	for _, o := range test.LaidOutObjects(f.win.Canvas().Overlays().Top()) {
		if b, ok := o.(*button); ok && strings.HasPrefix(b.Text, text) {
			b.press()
			f.settle()
			return
		}
	}
	f.t.Fatalf("no button says %q", text)
}

// dialogField is the first field of a dialog that is open.
func (f *fixture) dialogField() *completionEntry {
	f.t.Helper()
	for _, o := range test.LaidOutObjects(f.win.Canvas().Overlays().Top()) {
		if e, ok := o.(*completionEntry); ok {
			return e
		}
	}
	f.t.Fatal("no field in the dialog")
	return nil
}

func TestNamesFindInAnyScript(t *testing.T) {
	f := newNamesFixture(t)
	if len(f.names.list.rows) != len(f.session.Lists().Actors) || f.names.list.current == 0 {
		t.Fatalf("the list is %q", f.list())
	}
	for _, typed := range []string{"Marzeiyeh", "افخم", "afk"} {
		f.names.find.SetText(typed)
		if got := f.session.Lists().ActorName(f.names.list.current); got != "Marzieh Afkham" {
			t.Errorf("%q leads to %q of %q", typed, got, f.list())
		}
	}
	f.names.find.SetText("qqqq")
	if f.names.list.current != 0 || !strings.Contains(f.names.detail.empty.Text, "anything like") || !f.names.detail.empty.Visible() {
		t.Errorf("nothing fits, and %q is said", f.names.detail.empty.Text)
	}
	f.namesFindKey(fyne.KeyEscape)
	if len(f.names.list.rows) != len(f.session.Lists().Actors) {
		t.Error("Esc does not bring the whole list back")
	}
	key(f.names.list, fyne.KeyHome)
	f.names.list.TypedRune('s')
	if f.names.find.Text != "s" || f.win.Canvas().Focused() != f.names.find {
		t.Errorf("a letter typed into the list gives %q", f.names.find.Text)
	}
}

func TestNamesTreeByKey(t *testing.T) {
	f := newNamesFixture(t)
	id := f.pickName("Iran")
	all := len(f.names.list.rows)
	key(f.names.list, fyne.KeyLeft)
	if len(f.names.list.rows) >= all {
		t.Fatal("Left does not close")
	}
	key(f.names.list, fyne.KeyRight, fyne.KeyRight)
	if len(f.names.list.rows) != all || f.session.Lists().Parent(app.ActorNames, f.names.list.current) != id {
		t.Errorf("Right does not open and go in: %q", f.list())
	}
	key(f.names.list, fyne.KeyLeft)
	if f.names.list.current != id {
		t.Error("Left does not go to the parent")
	}
	child := f.pickName("Ali Shamkhani")
	f.acts.do("names.out")
	f.settle()
	if f.session.Lists().Parent(app.ActorNames, child) != 0 {
		t.Error("Alt+Shift+Left does not move out")
	}
	f.acts.do("names.in")
	f.settle()
	if f.session.Lists().Parent(app.ActorNames, child) == 0 || f.session.Status().Undo != "Move actor" {
		t.Errorf("Alt+Shift+Right does not move in; the step is %q", f.session.Status().Undo)
	}
}

func TestNamesEditInPlace(t *testing.T) {
	f := newNamesFixture(t)
	id := f.pickName("Ali Shamkhani")
	key(f.names.list, fyne.KeyF2)
	if f.win.Canvas().Focused() != f.names.detail.name {
		t.Fatal("F2 does not go to the name")
	}
	f.names.detail.name.SetText("Admiral Shamkhani")
	key(f.names.detail.name, fyne.KeyReturn)
	f.settle()
	a, _ := f.session.Lists().Actor(id)
	if a.Name != "Admiral Shamkhani" || f.session.Status().Undo != "Rename actor" {
		t.Errorf("renamed to %q, step %q", a.Name, f.session.Status().Undo)
	}
	f.names.detail.name.SetText("")
	key(f.names.detail.name, fyne.KeyReturn)
	f.settle()
	if !f.names.detail.wrong.Visible() || f.names.detail.name.Text != "" {
		t.Errorf("an empty name: %q is said", f.names.detail.wrong.Text)
	}
	key(f.names.detail.name, fyne.KeyEscape)
	if f.names.detail.name.Text != "Admiral Shamkhani" || f.names.detail.wrong.Visible() {
		t.Error("Esc does not take it back")
	}
	f.acts.do("edit.undo")
	f.settle()
	if f.names.detail.name.Text != "Ali Shamkhani" {
		t.Errorf("after undo the field has %q", f.names.detail.name.Text)
	}
}

// TestNamesKindIsSavedWhenLeft: walking through the kinds is not yet choosing.
func TestNamesKindIsSavedWhenLeft(t *testing.T) {
	f := newNamesFixture(t)
	id := f.pickName("Ali Shamkhani")
	var kind *wordPick
	for _, o := range test.LaidOutObjects(f.names.detail.body) {
		if p, ok := o.(*wordPick); ok {
			kind = p
		}
	}
	f.win.Canvas().Focus(kind)
	key(kind, fyne.KeyDown, fyne.KeyDown)
	f.settle()
	if a, _ := f.session.Lists().Actor(id); a.Kind != storage.Person {
		t.Errorf("saved as %s on the way", a.Kind)
	}
	f.win.Canvas().Focus(f.names.find)
	f.settle()
	if a, _ := f.session.Lists().Actor(id); string(a.Kind) != kind.value || a.Kind == storage.Person {
		t.Errorf("saved as %s, shown as %s", a.Kind, kind.value)
	}
}

func TestNamesAliasesAndRoles(t *testing.T) {
	f := newNamesFixture(t)
	id := f.pickName("Marie Harf")
	before, _ := f.session.Lists().Actor(id)
	d := f.names.detail
	d.putAlias(id, len(before.Aliases), "ماری جان هارف")
	f.settle()
	a, _ := f.session.Lists().Actor(id)
	if n := len(a.Aliases); n != len(before.Aliases)+1 || a.Aliases[n-1].Lang != "fa" {
		t.Fatalf("aliases %+v", a.Aliases)
	}
	d.putAlias(id, len(a.Aliases)-1, "")
	f.settle()
	if a, _ = f.session.Lists().Actor(id); len(a.Aliases) != len(before.Aliases) {
		t.Errorf("not deleted: %+v, %q is said", a.Aliases, d.wrong.Text)
	}
	period, err := f.session.ReadPeriod("since 2013")
	if err != nil || period.EDTF != "2013/.." && period.EDTF != "2013-01-01/.." {
		t.Errorf("a period reads as %+v, %v", period, err)
	}
	if _, err := f.session.ReadPeriod("whenever it was"); err == nil {
		t.Error("nonsense is a period")
	}
	roles := len(rolesOf(f.session.Lists(), id))
	f.session.PutAffiliation(storage.Affiliation{Actor: id, Role: "visitor", Period: period}, nil)
	f.settle()
	if len(rolesOf(f.session.Lists(), id)) != roles+1 || !strings.Contains(d.shape, actorShape(f.session.Lists(), id)) {
		t.Error("the fields do not follow a new role")
	}
}

func TestNamesMergeWithPreview(t *testing.T) {
	f := newNamesFixture(t)
	child, parent := f.pickName("Ali Shamkhani"), f.actor("Iran")
	key(f.names.list) // M is a letter
	f.names.list.TypedRune('m')
	field := f.dialogField()
	field.SetText("Iran")
	field.list.close()
	f.answer("Go on")
	top := test.LaidOutObjects(f.win.Canvas().Overlays().Top())
	if text := labelTexts(top); !strings.Contains(text, "Ali Shamkhani” goes") || !strings.Contains(text, "speaker of") || !strings.Contains(text, "lies below the one that stays") {
		t.Errorf("the preview says %q", text)
	}
	f.answer("Merge")
	if f.session.Lists().ActorName(child) != "" || f.names.list.current != parent {
		t.Error("not merged, or the one that stays is not the current line")
	}
	if err := f.session.Status().Err; err != nil {
		t.Errorf("after the merge: %v", err)
	}
	f.acts.do("edit.undo")
	f.settle()
	if f.session.Lists().ActorName(child) != "Ali Shamkhani" {
		t.Error("undo does not bring it back")
	}
}

func labelTexts(objects []fyne.CanvasObject) string {
	var all []string
	for _, o := range objects {
		if l, ok := o.(*widget.Label); ok {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestNamesDeleteAsksInstead(t *testing.T) {
	f := newNamesFixture(t)
	gone := f.pickName("Ali Shamkhani")
	key(f.names.list, fyne.KeyDelete)
	f.settle()
	f.dialogField().SetText("Ali Khamenei")
	f.answer("Put in its place")
	if f.session.Lists().ActorName(gone) != "" {
		t.Error("not deleted")
	}
	f.names.find.SetText("")
	f.session.AddName(app.ActorNames, "Nobody", 0, func(storage.ID, error) {})
	f.settle()
	nobody := f.pickName("Nobody")
	key(f.names.list, fyne.KeyDelete)
	f.settle()
	if f.modals.any() || f.session.Lists().ActorName(nobody) != "" {
		t.Error("what nobody uses is not deleted at once")
	}
}

func TestNamesOfClaimsAndVerbs(t *testing.T) {
	f := newNamesFixture(t)
	for _, kind := range namesTabs[1:] {
		f.showNames(kind)
		f.settle()
		if len(f.names.list.rows) == 0 || f.names.detail.name == nil {
			t.Fatalf("%s: nothing is shown", kind.Noun(2))
		}
	}
	for i := 1; i < len(f.names.list.rows); i++ {
		if f.names.list.rows[i].uses > f.names.list.rows[i-1].uses {
			t.Error("verbs are not sorted by use")
		}
	}
	id := f.pickName("denied")
	f.acts.do("names.show")
	f.settle()
	if f.view != timelineView || len(f.session.Filter().Verbs) != 1 || f.session.Filter().Verbs[0] != id {
		t.Errorf("shown on %s with %+v", f.view, f.session.Filter())
	}
}

func TestNamesAlike(t *testing.T) {
	f := newNamesFixture(t)
	f.session.AddName(app.ActorNames, "Marziyeh Afkham", 0, func(storage.ID, error) {})
	f.settle()
	f.acts.do("names.alike")
	f.until("the pairs", f.modals.any)
	f.answer("They are two")
	for _, p := range f.session.Lists().Alike() {
		if f.session.Lists().ActorName(storage.ID(p.B)) == "Marziyeh Afkham" && strings.Contains(p.Why, "sound") {
			t.Errorf("asked again: %+v", p)
		}
	}
}

func TestNamesSplit(t *testing.T) {
	f := newNamesFixture(t)
	whole := f.pickName("Ali Shamkhani")
	f.acts.do("names.split")
	f.settle()
	for _, o := range test.LaidOutObjects(f.win.Canvas().Overlays().Top()) {
		if l, ok := o.(*splitList); ok {
			l.toggle(0)
			l.d.name.SetText("Another Shamkhani")
		}
	}
	f.answer("Split")
	part := f.names.list.current
	if part == whole || f.session.Lists().ActorName(part) != "Another Shamkhani" {
		t.Fatalf("the current line is %q", f.session.Lists().ActorName(part))
	}
	if f.statement("Another Shamkhani") == 0 {
		t.Error("no statement moved")
	}
}

func TestParseColour(t *testing.T) {
	for text, want := range map[string]int32{"#E69F00": 0xE69F00, " e69f00 ": 0xE69F00, "": storage.NoColour, "#000000": 0} {
		if got, err := parseColour(text); err != nil || got != want {
			t.Errorf("%q is %x, %v", text, got, err)
		}
	}
	for _, text := range []string{"red", "#12345", "#GGGGGG", "-12345", "#1234567"} {
		if _, err := parseColour(text); err == nil {
			t.Errorf("%q is a colour", text)
		}
	}
	for _, c := range laneColours {
		if got, err := parseColour(hexColour(c)); err != nil || got != c {
			t.Errorf("%x comes back as %x, %v", c, got, err)
		}
	}
}
