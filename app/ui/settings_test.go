package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
)

func TestSettingsAreKept(t *testing.T) {
	f := newFixture(t)
	s := f.settings
	if s.dayMonth() != phrase.Ask || s.weekStart() != time.Monday || s.fontSize() != normalFont || s.reducedMotion() || s.backupFolder() != "" {
		t.Error("the settings at first are others")
	}
	s.setDayMonth(phrase.MonthDay)
	s.setWeekStart(time.Saturday)
	s.setFontSize(16)
	s.setReducedMotion(true)
	s.setBackupFolder("/somewhere")
	s.setCoder("Ada")
	if s.dayMonth() != phrase.MonthDay || s.weekStart() != time.Saturday || s.fontSize() != 16 || !s.reducedMotion() || s.backupFolder() != "/somewhere" || s.coder() != "Ada" {
		t.Error("a setting was not kept")
	}
	for key, v := range map[string]int{"day_month": 99, "week_start": -3} {
		s.p.SetInt(key, v)
	}
	s.setFontSize(4000)
	if s.dayMonth() > phrase.MonthDay || s.weekStart() != time.Sunday || s.fontSize() != largestFont {
		t.Errorf("nonsense is read as %v, %v, %v", s.dayMonth(), s.weekStart(), s.fontSize())
	}
}

// settingsOpen opens the dialog with a form that the test holds.
func settingsOpen(f *fixture) *settingsForm {
	form := newSettingsForm(newCompletionList(f.palette), f.now, f.writable(), func() {})
	form.set(f.userChoices())
	return form
}

func TestSettingsShowWhatIsSo(t *testing.T) {
	f := newSampleFixture(t)
	c, ok := settingsOpen(f).value()
	if !ok || c != f.userChoices() {
		t.Errorf("unchanged, the form gives %+v instead of %+v", c, f.userChoices())
	}
	bare := newSettingsForm(newCompletionList(f.palette), f.now, false, nil)
	if bare.title != nil || bare.first() != fyne.Focusable(bare.coder) {
		t.Error("without a project there are lines for one")
	}
}

func TestSettingsAreApplied(t *testing.T) {
	f := newSampleFixture(t)
	form := settingsOpen(f)
	form.title.SetText(" The affair ")
	form.zone.set("Europe/Paris")
	form.coder.SetText("Ada")
	form.order.SetSelected("Month first")
	form.week.SetSelected("Sunday")
	form.theme.SetSelected("Dark")
	form.font.SetSelected("18")
	form.still.SetChecked(true)
	form.backup.SetText(t.TempDir())
	c, ok := form.value()
	if !ok {
		t.Fatal("the form is refused")
	}
	f.applySettings(c)
	f.settle()
	switch {
	case f.session.Title() != "The affair", f.session.Lists().Zone() != "Europe/Paris":
		t.Errorf("the project is %q in %s", f.session.Title(), f.session.Lists().Zone())
	case f.session.DayMonth() != phrase.MonthDay, f.session.WeekStart() != time.Sunday:
		t.Error("the session reads dates as before")
	case f.look.choice != themeDark, theme.TextSize() != 18, f.options().FontSize != 18:
		t.Errorf("the window has text of %v, the timeline of %v", theme.TextSize(), f.options().FontSize)
	case !f.settings.reducedMotion(), f.settings.coder() != "Ada", f.settings.backupFolder() == "":
		t.Error("a setting was not kept")
	}
	if !strings.Contains(f.session.Status().Undo, "settings") {
		t.Errorf("the last step is %q", f.session.Status().Undo)
	}
	f.undo()
	f.settle()
	if f.session.Lists().Zone() == "Europe/Paris" {
		t.Error("undo did not bring the zone back")
	}
	undo := f.session.Status().Undo
	f.applySettings(f.userChoices())
	f.settle()
	if f.session.Status().Undo != undo {
		t.Error("saving what is so already made a step")
	}
}

func TestSettingsRefuseWhatIsWrong(t *testing.T) {
	f := newSampleFixture(t)
	locked := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		wrong func(*settingsForm)
		says  func(*settingsForm) string
		want  string
	}{
		"zone": {
			func(f *settingsForm) { f.zone.set("Asia/Teheran") },
			func(f *settingsForm) string { return f.zoneAt.Text }, "Asia/Tehran",
		},
		"folder": {
			func(f *settingsForm) { f.backup.SetText("/no/such/folder") },
			func(f *settingsForm) string { return f.wrong.Text }, "There is no folder",
		},
	} {
		t.Run(name, func(t *testing.T) {
			form := settingsOpen(f)
			tt.wrong(form)
			if _, ok := form.value(); ok || !strings.Contains(tt.says(form), tt.want) {
				t.Errorf("accepted %v, says %q", ok, tt.says(form))
			}
		})
	}
	if os.Getuid() != 0 && folderProblem(locked) == "" {
		t.Error("a folder that cannot be written is accepted")
	}
	if problem := folderProblem(t.TempDir()); problem != "" {
		t.Error(problem)
	}
}

func TestSettingsByKeyboard(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("edit.settings")
	title, ok := f.win.Canvas().Focused().(*textField)
	if !ok {
		t.Fatalf("%T has the keyboard", f.win.Canvas().Focused())
	}
	title.SetText("By hand")
	title.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.settle()
	if f.modals.any() || f.session.Title() != "By hand" {
		t.Errorf("Enter left the title %q", f.session.Title())
	}
	f.acts.do("edit.settings")
	for range 12 { // whatever has the keyboard
		f.win.Canvas().FocusNext()
	}
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.modals.any() {
		t.Errorf("Esc in a %T left the dialog open", f.win.Canvas().Focused())
	}
}

func TestEveryZoneLoads(t *testing.T) {
	n := 0
	for name := range strings.Lines(zones) {
		n++
		if _, err := edtf.LoadZone(strings.TrimSpace(name)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	if n < 400 {
		t.Errorf("only %d zones", n)
	}
}

func TestFindZones(t *testing.T) {
	at := time.Date(2014, 9, 6, 12, 0, 0, 0, time.UTC)
	for typed, want := range map[string]suggestion{
		"tehr": {text: "Asia/Tehran", hint: "+04:30"}, "new york": {text: "America/New_York", hint: "-04:00"},
		"york new": {text: "America/New_York", hint: "-04:00"}, "Europe/Lond": {text: "Europe/London", hint: "+01:00"},
		"utc": {text: "UTC", hint: "+00:00"},
	} {
		got := findZones(typed, at)
		if len(got) == 0 || got[0].text != want.text || got[0].hint != want.hint {
			t.Errorf("%q finds %v first, want %v", typed, got, want)
		}
	}
	if got := findZones("", at); len(got) != maxSuggestions {
		t.Errorf("nothing typed lists %d", len(got))
	}
	if got := findZones("atlantis", at); len(got) != 0 {
		t.Errorf("atlantis: %v", got)
	}
}

func TestFontScalesTextOfOurOwn(t *testing.T) {
	f := newFixture(t)
	line := newTextLine(f.palette, "Some words", 13)
	card := newCard(f.palette)
	before, small := line.MinSize(), card.set(cardText{{text: "Some words", size: 13}})
	f.settings.setFontSize(2 * normalFont) // cut to the largest
	f.setTheme(themeLight)
	after, large := line.MinSize(), card.set(cardText{{text: "Some words", size: 13}})
	if after.Width < 1.5*before.Width || after.Height < 1.5*before.Height {
		t.Errorf("a line grew from %v to %v", before, after)
	}
	if large.Height <= small.Height {
		t.Errorf("the card grew from %v to %v", small, large)
	}
}
