package ui

import (
	"encoding/json"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage/phrase"
)

// settings are what the window remembers between starts. They are the user's,
// not the project's, and live where the window library keeps preferences.
type settings struct{ p fyne.Preferences }

const maxRecent = 10

func (s settings) theme() themeChoice     { return themeChoice(s.p.String("theme")) }
func (s settings) setTheme(c themeChoice) { s.p.SetString("theme", string(c)) }
func (s settings) inspector() bool        { return s.p.BoolWithFallback("inspector", true) }
func (s settings) setInspector(on bool)   { s.p.SetBool("inspector", on) }
func (s settings) split() float64         { return s.p.FloatWithFallback("split", 0.76) }
func (s settings) setSplit(f float64)     { s.p.SetFloat("split", f) }
func (s settings) links() charts.LinkMode {
	return charts.LinkMode(s.p.IntWithFallback("links", int(charts.LinksAll)))
}
func (s settings) setLinks(m charts.LinkMode) { s.p.SetInt("links", int(m)) }
func (s settings) hideEmpty() bool            { return s.p.Bool("hide_empty") }
func (s settings) setHideEmpty(on bool)       { s.p.SetBool("hide_empty", on) }
func (s settings) addressees() bool           { return s.p.Bool("addressee_lanes") }
func (s settings) setAddressees(on bool)      { s.p.SetBool("addressee_lanes", on) }

// size is that of the window when it was closed last.
func (s settings) size() fyne.Size {
	w, h := s.p.FloatWithFallback("width", 1280), s.p.FloatWithFallback("height", 800)
	return fyne.NewSize(float32(min(max(w, 640), 4000)), float32(min(max(h, 400), 3000)))
}

func (s settings) setSize(z fyne.Size) {
	s.p.SetFloat("width", float64(z.Width))
	s.p.SetFloat("height", float64(z.Height))
}

// coder is the name that new statements are signed with.
func (s settings) coder() string        { return s.p.String("coder") }
func (s settings) setCoder(name string) { s.p.SetString("coder", name) }

// dayMonth is how a date of two numbers is read.
func (s settings) dayMonth() phrase.Order {
	return phrase.Order(min(max(s.p.Int("day_month"), int(phrase.Ask)), int(phrase.MonthDay)))
}
func (s settings) setDayMonth(o phrase.Order) { s.p.SetInt("day_month", int(o)) }

// weekStart is the first day of a week, Monday at first.
func (s settings) weekStart() time.Weekday {
	return time.Weekday(min(max(s.p.IntWithFallback("week_start", int(time.Monday)), 0), 6))
}
func (s settings) setWeekStart(d time.Weekday) { s.p.SetInt("week_start", int(d)) }

// The sizes of the window's text, in logical pixels.
const (
	smallestFont = 10
	normalFont   = 13
	largestFont  = 22
)

// fontSize is that of the window's text.
func (s settings) fontSize() float32 {
	return float32(min(max(s.p.FloatWithFallback("font_size", normalFont), smallestFont), largestFont))
}
func (s settings) setFontSize(z float32) { s.p.SetFloat("font_size", float64(z)) }

// reducedMotion asks for pictures that change at once, without movement.
func (s settings) reducedMotion() bool      { return s.p.Bool("reduced_motion") }
func (s settings) setReducedMotion(on bool) { s.p.SetBool("reduced_motion", on) }

// backupFolder is where backups are put; "" is beside the project.
func (s settings) backupFolder() string        { return s.p.String("backup_folder") }
func (s settings) setBackupFolder(path string) { s.p.SetString("backup_folder", path) }

// knowsNetwork tells whether the user was warned that a project lies on a
// network drive.
func (s settings) knowsNetwork(path string) bool {
	return slices.Contains(s.p.StringList("network"), path)
}

func (s settings) setKnowsNetwork(path string) {
	list := append(slices.Clone(s.p.StringList("network")), path)
	s.p.SetStringList("network", list[max(0, len(list)-100):])
}

// last is the project that was open last, or "".
func (s settings) last() string        { return s.p.String("last") }
func (s settings) setLast(path string) { s.p.SetString("last", path) }

// recent are the projects that were open lately, the newest first.
func (s settings) recent() []string { return s.p.StringList("recent") }

// addRecent puts a project at the front of the list.
func (s settings) addRecent(path string) {
	list := slices.DeleteFunc(slices.Clone(s.recent()), func(p string) bool { return p == path })
	list = slices.Insert(list, 0, path)
	s.p.SetStringList("recent", list[:min(len(list), maxRecent)])
}

// dropRecent takes a project off the list: it is not there any more.
func (s settings) dropRecent(path string) {
	s.p.SetStringList("recent", slices.DeleteFunc(slices.Clone(s.recent()), func(p string) bool { return p == path }))
}

// load reads a value that was kept with keep; what cannot be read leaves v as
// it is.
func (s settings) load(key string, v any) { _ = json.Unmarshal([]byte(s.p.String(key)), v) }

// keep remembers a value.
func (s settings) keep(key string, v any) {
	if b, err := json.Marshal(v); err == nil {
		s.p.SetString(key, string(b))
	}
}
