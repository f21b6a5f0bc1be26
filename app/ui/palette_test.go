package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func ids(rows []*action) (out []string) {
	for _, a := range rows {
		out = append(out, a.id)
	}
	return out
}

func TestPaletteFindsActions(t *testing.T) {
	f := newSampleFixture(t)
	for _, tt := range []struct{ typed, first string }{
		{"", "file.new"},
		{"exp", "file.export"},
		{"dark", "theme.dark"},
		{"view links all", "links.all"},
		{"lanes collapse", "view.collapse"},
		{"collpase", "view.collapse"}, // two letters swapped
		{"stmt new", "statement.new"}, // thinned out
		{"imprt", "file.import"},      // one left out
		{"EXPORT", "file.export"},
		{"zoom out", "view.zoom_out"},
	} {
		got := matchActions(f.acts.rows, tt.typed, nil)
		if len(got) == 0 || got[0].id != tt.first {
			t.Errorf("%q finds %v first, want %s", tt.typed, ids(got), tt.first)
		}
	}
	if got := matchActions(f.acts.rows, "xyzzy such thing", nil); len(got) != 0 {
		t.Errorf("nonsense finds %v", ids(got))
	}
	if got := matchActions(f.acts.rows, "", nil); len(got) != len(f.acts.rows) {
		t.Errorf("of %d actions %d are listed", len(f.acts.rows), len(got))
	}
}

func TestMistyped(t *testing.T) {
	for _, tt := range []struct {
		typed, word string
		want        bool
	}{
		{"export", "export", true},
		{"exprt", "export", true},
		{"exxport", "export", true},
		{"epxort", "export", true},
		{"ezport", "export", true},
		{"expo", "export", true},
		{"exports", "export", true},
		{"xepor", "export", true},
		{"epxrot", "export", false},
		{"import", "export", false},
		{"exportsss", "export", false},
	} {
		if got := mistyped([]rune(tt.typed), []rune(tt.word)); got != tt.want {
			t.Errorf("%q for %q: %v", tt.typed, tt.word, got)
		}
	}
}

func TestPaletteOrder(t *testing.T) {
	f := newFixture(t)
	found := matchActions(f.acts.rows, "", []string{"help.about", "theme.dark"})
	if got := ids(found[:2]); !slices.Equal(got, []string{"help.about", "theme.dark"}) {
		t.Errorf("used last come first: %v", got)
	}
	barrier := false
	for _, a := range found {
		if a.can() && barrier {
			t.Errorf("%s can be done and stands after one that cannot", a.id)
		}
		barrier = barrier || !a.can()
		if why := f.acts.reason(a); (why == "") != a.can() || why != "" && !strings.HasSuffix(why, ".") {
			t.Errorf("%s: can %v, reason %q", a.id, a.can(), why)
		}
	}
	if !barrier {
		t.Error("with no project open everything can be done")
	}
}

// TestPaletteReachesEveryAction types each title and finds it on the first
// line, so that each can be run without a mouse.
func TestPaletteReachesEveryAction(t *testing.T) {
	for name, f := range map[string]*fixture{"nothing open": newFixture(t), "sample": newSampleFixture(t)} {
		for _, a := range f.acts.rows {
			found := matchActions(f.acts.rows, a.name(), nil)
			at := slices.Index(found, a)
			if at < 0 || a.can() && at > 2 {
				t.Errorf("%s: %q is on line %d of %v", name, a.name(), at, ids(found))
			}
		}
	}
}

func TestPaletteRunsTheMarkedAction(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("edit.palette")
	p := newCommandPalette(f.acts, nil)
	p.modal = f.modals.open[0]
	p.filter("collapse all")
	p.key(fyne.KeyReturn)
	if f.modals.any() {
		t.Error("the palette is still open")
	}
	if len(f.session.View().Collapsed) == 0 {
		t.Error("no lane is collapsed")
	}
	if got := f.settings.commands(); len(got) == 0 || got[0] != "view.collapse" {
		t.Errorf("used lately: %v", got)
	}
}

func TestPaletteDoesNotRunWhatCannotBeDone(t *testing.T) {
	f := newFixture(t)
	f.acts.do("edit.palette")
	p := newCommandPalette(f.acts, nil)
	p.modal = f.modals.open[0]
	p.filter("export")
	p.key(fyne.KeyReturn)
	if !f.modals.any() {
		t.Error("the palette closed over an action that cannot be done")
	}
	row := newPaletteRow()
	p.update(0, row)
	if got := row.(*fyne.Container).Objects[1].(interface{ MinSize() fyne.Size }); got == nil {
		t.Error("no reason")
	}
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyPageUp} {
		p.filter("")
		p.key(k)
		if p.at < 0 || p.at >= len(p.found) {
			t.Errorf("%s marks line %d of %d", k, p.at, len(p.found))
		}
	}
	p.filter("xyzzy")
	if p.none.Hidden || len(p.found) != 0 {
		t.Error("nothing found is not said")
	}
}

func TestRecentCommandsAreFew(t *testing.T) {
	f := newFixture(t)
	for range 2 {
		for _, a := range f.acts.rows {
			f.settings.addCommand(a)
		}
	}
	got := f.settings.commands()
	if len(got) != maxCommands {
		t.Errorf("%d commands are remembered", len(got))
	}
	slices.Sort(got)
	if len(slices.Compact(got)) != maxCommands {
		t.Errorf("one is remembered twice: %v", got)
	}
}
