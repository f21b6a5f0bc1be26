package ui

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
)

// What the settings dialog offers, in the order of its lines.
var (
	dayMonthChoices = []string{"Ask each time", "Day first", "Month first"} // as phrase.Order counts
	themeChoices    = []string{"As the system", "Light", "Dark"}
	themeOrder      = []themeChoice{themeSystem, themeLight, themeDark}
	weekChoices     = []string{"Monday", "Saturday", "Sunday"}
	weekOrder       = []time.Weekday{time.Monday, time.Saturday, time.Sunday}
	fontChoices     = []float32{10, 11, 12, 13, 14, 15, 16, 18, 20, 22}
)

// settingsForm is what the settings dialog shows. It decides nothing: value
// reads it, the shell does what follows.
type settingsForm struct {
	title  *textField // of the project; nil while none can be changed
	zone   *completionEntry
	zoneAt *widget.Label // the zone's time of day, or what is wrong with it
	coder  *textField
	order  *radio
	week   *radio
	font   *selectBox
	theme  *radio
	still  *check
	backup *textField
	browse *button
	wrong  *widget.Label // below the folder
	list   *completionList
	now    func() time.Time
}

// userChoices are the settings as the dialog shows them.
type userChoices struct {
	title, zone   string // of the project
	coder, backup string
	order         phrase.Order
	week          time.Weekday
	font          float32
	theme         themeChoice
	still         bool
}

// newSettingsForm makes the form; without project there are no lines for one.
func newSettingsForm(list *completionList, now func() time.Time, project bool, browse func()) *settingsForm {
	f := &settingsForm{list: list, now: now, wrong: newWrong(), zoneAt: newWrong()}
	f.coder, f.backup = newTextField("nobody"), newTextField("beside the project")
	f.order, f.week, f.theme = newRadio(dayMonthChoices, nil), newRadio(weekChoices, nil), newRadio(themeChoices, nil)
	var sizes []string
	for _, z := range fontChoices {
		sizes = append(sizes, sizeName(z))
	}
	f.font = newSelect(sizes, nil)
	f.still = newCheck("Reduce motion", nil)
	f.browse = newButton("Browse…", browse)
	f.backup.OnChanged = func(string) { f.wrong.Hide() }
	if project {
		f.title = newTextField("the name of its file")
		f.zone = newCompletionEntry(list, func(typed string, show func([]suggestion)) { show(findZones(typed, now())) })
		f.zone.SetPlaceHolder("Asia/Tehran, +03:30")
		f.zone.edited = f.previewZone
		f.zoneAt.Importance = widget.LowImportance
	}
	return f
}

func sizeName(z float32) string {
	name := strconv.Itoa(int(z))
	if z == normalFont {
		name += " (normal)"
	}
	return name
}

// keys sends Enter and Esc in the fields where they belong.
func (f *settingsForm) keys(accept, shut func()) {
	for _, e := range []*textField{f.title, f.coder, f.backup} {
		if e != nil {
			e.onKey = enterAndEscape(accept, shut)
		}
	}
	if f.zone != nil {
		f.zone.enter, f.zone.escape = accept, shut
	}
}

// previewZone says what time it is in the zone that is typed.
func (f *settingsForm) previewZone() {
	loc, err := edtf.LoadZone(strings.TrimSpace(f.zone.Text))
	f.zoneAt.Importance = widget.LowImportance
	if err != nil {
		f.zoneAt.Hide() // while it is being typed nothing is wrong yet
		return
	}
	f.zoneAt.SetText("There it is " + f.now().In(loc).Format("15:04 on 2 January (UTC-07:00)."))
	f.zoneAt.Show()
}

func (f *settingsForm) set(c userChoices) {
	if f.title != nil {
		f.title.SetText(c.title)
		f.zone.set(c.zone)
		f.previewZone()
	}
	f.coder.SetText(c.coder)
	f.backup.SetText(shortPathOrEmpty(c.backup))
	f.order.SetSelected(dayMonthChoices[c.order])
	f.week.SetSelected(weekChoices[max(slices.Index(weekOrder, c.week), 0)])
	f.font.SetSelected(sizeName(nearestSize(c.font)))
	f.theme.SetSelected(themeChoices[max(slices.Index(themeOrder, c.theme), 0)])
	f.still.SetChecked(c.still)
}

// nearestSize is the size on offer that is closest to z.
func nearestSize(z float32) float32 {
	return slices.MinFunc(fontChoices, func(a, b float32) int {
		return int(100 * (max(a-z, z-a) - max(b-z, z-b)))
	})
}

// value reads the form; false when something is wrong, which is then said
// beside its field.
func (f *settingsForm) value() (c userChoices, ok bool) {
	c = userChoices{
		coder: strings.TrimSpace(f.coder.Text), still: f.still.Checked,
		order: phrase.Order(max(slices.Index(dayMonthChoices, f.order.Selected), 0)),
		week:  weekOrder[max(slices.Index(weekChoices, f.week.Selected), 0)],
		theme: themeOrder[max(slices.Index(themeChoices, f.theme.Selected), 0)],
		font:  fontChoices[max(f.font.SelectedIndex(), 0)],
	}
	ok = true
	if f.title != nil {
		c.title, c.zone = strings.TrimSpace(f.title.Text), strings.TrimSpace(f.zone.Text)
		if _, err := edtf.LoadZone(c.zone); err != nil {
			f.zoneAt.Importance = widget.DangerImportance
			f.zoneAt.SetText(err.Error())
			f.zoneAt.Show()
			ok = false
		}
	}
	if strings.TrimSpace(f.backup.Text) != "" {
		c.backup = expand(f.backup.Text)
		if problem := folderProblem(c.backup); problem != "" {
			f.wrong.SetText(problem)
			f.wrong.Show()
			ok = false
		}
	}
	return c, ok
}

// folderProblem says why backups cannot be put into a folder, or "".
func folderProblem(path string) string {
	if !isDir(path) {
		return "There is no folder " + shortPath(path) + "; choose one that is there, or leave the line empty."
	}
	probe, err := os.CreateTemp(path, ".saywhen-*")
	if err != nil {
		return "Nothing can be written into " + shortPath(path) + "; choose another folder."
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	return ""
}

// view puts the lines together, those of the project first.
func (f *settingsForm) view() fyne.CanvasObject {
	box := container.NewVBox()
	section := func(title string, items ...*widget.FormItem) {
		head := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		head.SizeName = theme.SizeNameText
		box.Add(head)
		box.Add(widget.NewForm(items...))
	}
	if f.title != nil {
		section("This project",
			widget.NewFormItem("Title", f.title),
			widget.NewFormItem("Time zone", container.NewVBox(f.zone, f.zoneAt)))
	}
	section("You",
		widget.NewFormItem("Statements signed by", f.coder),
		widget.NewFormItem("5/9/2014 is read", f.order),
		widget.NewFormItem("A week begins on", f.week))
	section("Window",
		widget.NewFormItem("Colours", f.theme),
		widget.NewFormItem("Size of text", container.NewHBox(f.font, f.still)))
	section("Backups",
		widget.NewFormItem("Folder", container.NewVBox(container.NewBorder(nil, nil, nil, f.browse, f.backup), f.wrong)))
	return box
}

// first is the field that has the keyboard first.
func (f *settingsForm) first() fyne.Focusable {
	if f.title != nil {
		return f.title
	}
	return f.coder
}
