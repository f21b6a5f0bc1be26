package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app/export"
	"saywhen/charts"
)

// exportChoice is what the export dialog asks, and what is remembered of the
// last time.
type exportChoice struct {
	Folder string `json:"folder"`
	Format string `json:"format"` // "PNG", "SVG" or "PDF"
	Paper  string `json:"paper"`  // of a PDF: export.PaperNames, or onePage
	Width  int    `json:"width"`  // logical pixels
	Height int    `json:"height"`
	Sharp  string `json:"sharp"` // "1", "2", "3" times, or "300 dpi" …
	Theme  string `json:"theme"` // "light", "dark", "print"
	All    bool   `json:"all"`   // everything, not only what is seen
	Legend bool   `json:"legend"`

	Sources bool `json:"sources"`
	// Title is of one picture and not remembered.
	Title string `json:"-"`
}

// onePage is a PDF that is one page, as high as the picture.
const onePage = "One page, as given"

func defaultExport() exportChoice {
	return exportChoice{Format: "PNG", Width: 1600, Height: 900, Sharp: "2×", Theme: "light", Legend: true, Paper: onePage}
}

var (
	exportFormats = []string{"PNG", "SVG", "PDF"}
	exportThemes  = []string{"light", "dark", "print"}
	exportSharp   = []string{"1×", "2×", "3×", "150 dpi", "300 dpi", "600 dpi"}
	exportRanges  = []string{"What is seen now", "Everything"}
)

// The limits of a side in logical pixels; what is too large for memory the
// export says itself.
const (
	minSide = 200
	maxSide = 20_000
)

// resolution turns the choice of sharpness into physical pixels for each
// logical one, and dots per inch, 0 for none.
func resolution(sharp string) (scale float64, dpi int) {
	if n, ok := strings.CutSuffix(sharp, " dpi"); ok {
		dpi, _ = strconv.Atoi(n)
		return float64(dpi) / 96, dpi
	}
	n, _ := strconv.Atoi(strings.TrimSuffix(sharp, "×"))
	return float64(max(n, 1)), 0
}

// side reads a width or height.
func side(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < minSide || n > maxSide {
		return 0, fmt.Errorf("a whole number from %d to %d", minSide, maxSide)
	}
	return n, nil
}

// exportForm is the export dialog.
type exportForm struct {
	path          *pathField
	format        *radio
	scale         *selectBox
	theme         *selectBox
	paper         *selectBox
	title         *textField
	sources       *check
	area          *radio
	width, height *textField
	legend        *check
	wrong         *widget.Label
}

func newExportForm(w fyne.Window, c exportChoice, title string) *exportForm {
	f := &exportForm{wrong: newWrong(), width: newTextField(""), height: newTextField(""), title: newTextField("")}
	folder := c.Folder
	if !isDir(folder) {
		folder = documentsFolder()
	}
	f.path = newPathField(w, pathQuestion{
		path: freeName(folder, title, extensionOf(c.Format)), save: true, kinds: []string{".png", ".svg", ".pdf"},
	})
	f.format = newRadio(exportFormats, f.formatChosen)
	f.paper = newSelect(append([]string{onePage}, export.PaperNames()...), func(string) { f.formatChosen(f.format.Selected) })
	f.scale = newSelect(exportSharp, nil)
	f.theme = newSelect(exportThemes, nil)
	f.area = newRadio(exportRanges, nil)
	f.legend, f.sources = newCheck("Legend", nil), newCheck("Sources, numbered", nil)
	f.title.SetText(title)
	f.set(c)
	return f
}

func extensionOf(format string) string { return "." + strings.ToLower(format) }

func (f *exportForm) set(c exportChoice) {
	f.paper.SetSelected(cmp.Or(c.Paper, onePage))
	f.format.SetSelected(c.Format)
	f.scale.SetSelected(c.Sharp)
	f.theme.SetSelected(c.Theme)
	f.area.SetSelected(exportRanges[btoi(c.All)])
	f.width.SetText(strconv.Itoa(c.Width))
	f.height.SetText(strconv.Itoa(c.Height))
	f.legend.SetChecked(c.Legend)
	f.sources.SetChecked(c.Sources)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// formatChosen puts the right extension on the name. Only a PNG has pixels to be
// sharp with, only a PDF paper, whose shape then gives the height.
func (f *exportForm) formatChosen(format string) {
	if format == "" || f.scale == nil {
		return
	}
	enable(f.scale, format == "PNG")
	enable(f.paper, format == "PDF")
	enable(f.height, format != "PDF" || f.paper.Selected == onePage)
	typed := f.path.field.Text
	if ext := strings.ToLower(filepath.Ext(typed)); ext == ".png" || ext == ".svg" || ext == ".pdf" {
		f.path.field.SetText(strings.TrimSuffix(typed, filepath.Ext(typed)) + extensionOf(format))
	}
}

func enable(w fyne.Disableable, on bool) {
	if on {
		w.Enable()
	} else {
		w.Disable()
	}
}

func (f *exportForm) view() fyne.CanvasObject {
	size := container.NewHBox(
		container.NewGridWrap(fyne.NewSize(84, f.width.MinSize().Height), f.width),
		widget.NewLabel("×"),
		container.NewGridWrap(fyne.NewSize(84, f.height.MinSize().Height), f.height),
		widget.NewLabel("points, drawn"), f.scale,
	)
	rows := widget.NewForm(
		widget.NewFormItem("File", f.path.box),
		widget.NewFormItem("Format", f.format),
		widget.NewFormItem("Paper", f.paper),
		widget.NewFormItem("Size", size),
		widget.NewFormItem("Title", f.title),
		widget.NewFormItem("Colours", f.theme),
		widget.NewFormItem("Time", f.area),
		widget.NewFormItem("Below it", container.NewHBox(f.legend, f.sources)),
	)
	return container.NewVBox(rows, f.wrong)
}

// value reads the form; false when something is wrong, which is then said.
func (f *exportForm) value() (c exportChoice, path string, ok bool) {
	c = exportChoice{
		Format: f.format.Selected, Sharp: f.scale.Selected, Theme: f.theme.Selected,
		All: f.area.Selected == exportRanges[1], Legend: f.legend.Checked,
		Paper: f.paper.Selected, Sources: f.sources.Checked, Title: strings.TrimSpace(f.title.Text),
	}
	var errW, errH error
	c.Width, errW = side(f.width.Text)
	c.Height, errH = side(f.height.Text)
	if err := cmp.Or(errW, errH); err != nil {
		return c, "", f.say("Width and height must each be " + err.Error() + ".")
	}
	f.path.q.extension = extensionOf(c.Format)
	if path, ok = f.path.value(); !ok {
		return c, "", false
	}
	c.Folder = filepath.Dir(path)
	f.wrong.Hide()
	return c, path, true
}

func (f *exportForm) say(problem string) bool {
	f.wrong.SetText(problem)
	f.wrong.Show()
	return false
}

// exportDialog asks how, then saves what the view in the middle shows: the
// timeline, or the chart.
func (s *shell) exportDialog() {
	if s.view == chartView {
		s.chartExportDialog()
		return
	}
	c := defaultExport()
	s.settings.load("export", &c)
	f := newExportForm(s.win, c, s.session.Title())
	s.askExport("Export the timeline", f.view(), []*textField{f.path.field, f.width, f.height, f.title}, func(done func()) {
		if c, path, ok := f.value(); ok {
			s.settings.keep("export", c)
			done()
			s.export(c, path)
		}
	})
}

// askExport shows a form in a dialog. Export, or Enter in one of the fields,
// calls accept, which closes the dialog by done when nothing is wrong. The
// first field has the keyboard and its text is selected.
func (s *shell) askExport(title string, body fyne.CanvasObject, fields []*textField, accept func(done func())) {
	var md *modal
	shut := func() { md.close() }
	try := func() { accept(shut) }
	for _, field := range fields {
		field.onKey = enterAndEscape(try, shut)
	}
	cancel := newButton("Cancel", shut)
	save := newButton("Export", try)
	save.Importance = widget.HighImportance
	md = s.modals.show(dialogSpec{
		name: "export", title: title, body: body, size: fyne.NewSize(660, 0),
		buttons: []fyne.CanvasObject{cancel, save}, focus: fields[0],
	})
	fields[0].TypedShortcut(&fyne.ShortcutSelectAll{})
}

// pictureOptions turns the choice and what the window shows into an export.
func (s *shell) pictureOptions(c exportChoice) export.TimelineOptions {
	scale, dpi := resolution(c.Sharp)
	v := s.session.View()
	o := export.TimelineOptions{
		Width: c.Width, Height: c.Height, Scale: scale, DPI: dpi, Theme: c.Theme, NoLegend: !c.Legend,
		Filter: s.session.Filter(), Collapsed: v.Collapsed, Order: s.laneSorting(), NoContext: !s.settings.context(),
		ShowEmpty: !s.settings.hideEmpty(), NoLinks: s.settings.links() == charts.LinksNone,
		Compact: v.Compact, Tall: v.Tall, Title: cmp.Or(c.Title, "-"), Sources: c.Sources,
	}
	if c.Format == "PDF" {
		o.Scale, o.DPI = 1, 0
		if c.Paper != onePage {
			o.Paper, o.Height = c.Paper, 0
		}
	}
	if !c.All {
		o.Span = v.Span()
	}
	if s.settings.addressees() {
		o.LanesOf = charts.LanesOfAddressees
	}
	return o
}

// export saves the picture off the window's goroutine.
func (s *shell) export(c exportChoice, path string) {
	session, o := s.session, s.pictureOptions(c)
	var out export.Outcome
	s.long("Exporting "+filepath.Base(path)+" …", func(ctx context.Context, tell report) (err error) {
		o.Progress = func(done, total int) { tell(done, total) }
		session.Flush() // what was typed last is to be in it
		out, err = export.Timeline(ctx, session.File(), path, o)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			s.toasts.say("The export was stopped; no file was written.")
			s.trace.step("export", "path", path, "cancelled", true)
		case err != nil:
			s.fail("The picture was not saved", err)
		default:
			s.toasts.say(exportText(path, out))
			s.trace.step("export", "path", path, "w", out.Width, "h", out.Height, "cut", out.Cut)
		}
	})
}

// exportText says what was saved, and what had no room.
func exportText(path string, out export.Outcome) string {
	text := "Saved " + shortPath(path)
	if out.Pages > 1 {
		text += ", " + count(out.Pages, "page")
	}
	if out.Cut > 0 {
		text += ". There was no room for " + count(out.Cut, "lane") + ": make the picture higher to have them all."
	}
	return text
}
