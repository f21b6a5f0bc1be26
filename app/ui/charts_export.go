package ui

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app/export"
)

// chartExport is what the export dialog of a chart asks, and what is remembered
// of the last time.
type chartExport struct {
	Folder      string `json:"folder"`
	Format      string `json:"format"` // one of chartFormats
	Width       int    `json:"width"`  // logical pixels
	Height      int    `json:"height"`
	Sharp       string `json:"sharp"` // as in exportChoice
	Theme       string `json:"theme"`
	Transparent bool   `json:"transparent"`
	All         bool   `json:"all"` // every chart, into a folder
}

func defaultChartExport() chartExport {
	return chartExport{Format: "PNG", Width: 1200, Height: 700, Sharp: "2×", Theme: "light"}
}

var (
	chartFormats = []string{"PNG", "SVG", "HTML", "CSV"}
	chartScopes  = []string{"This chart", "All charts, into a folder"}
)

// chartExportForm is the export dialog of charts.
type chartExportForm struct {
	title         string
	path          *pathField
	scope         *radio
	format        *radio
	scale, theme  *selectBox
	width, height *textField
	transparent   *check
	wrong         *widget.Label
	hint          *widget.Label
}

func newChartExportForm(w fyne.Window, c chartExport, title string) *chartExportForm {
	f := &chartExportForm{title: title, wrong: newWrong(), width: newTextField(""), height: newTextField("")}
	folder := c.Folder
	if !isDir(folder) {
		folder = documentsFolder()
	}
	f.path = newPathField(w, pathQuestion{
		path: freeName(folder, title, extensionOf(c.Format)), save: true, kinds: []string{".png", ".svg", ".html", ".csv"},
	})
	f.scope = newRadio(chartScopes, nil)
	f.format = newRadio(chartFormats, nil)
	f.scale = newSelect(exportSharp, nil)
	f.theme = newSelect(exportThemes, nil)
	f.transparent = newCheck("Transparent background", nil)
	f.hint = widget.NewLabel("")
	f.hint.Importance = widget.LowImportance
	f.hint.Wrapping = fyne.TextWrapWord
	f.set(c)
	f.scope.OnChanged = func(string) { f.follow() }
	f.format.OnChanged = func(string) { f.follow() }
	f.follow()
	return f
}

func (f *chartExportForm) set(c chartExport) {
	f.scope.SetSelected(chartScopes[btoi(c.All)])
	f.format.SetSelected(c.Format)
	f.scale.SetSelected(c.Sharp)
	f.theme.SetSelected(c.Theme)
	f.width.SetText(strconv.Itoa(c.Width))
	f.height.SetText(strconv.Itoa(c.Height))
	f.transparent.SetChecked(c.Transparent)
}

func (f *chartExportForm) all() bool { return f.scope.Selected == chartScopes[1] }

var formatHints = map[string]string{
	"PNG":  "A picture for reports and slides.",
	"SVG":  "A drawing that stays sharp at any size, with text that can be selected.",
	"HTML": "An interactive page in one file that needs no network.",
	"CSV":  "The figures behind the chart, for a spreadsheet.",
}

// follow greys out what the format has no use for, and puts the right extension
// on the name.
func (f *chartExportForm) follow() {
	format := f.format.Selected
	enable := func(on bool, w fyne.Disableable) {
		if on {
			w.Enable()
		} else {
			w.Disable()
		}
	}
	picture := format == "PNG" || format == "SVG"
	enable(format == "PNG", f.scale)
	enable(picture, f.transparent)
	enable(picture, f.width)
	enable(picture, f.height)
	enable(format != "CSV", f.theme)
	f.hint.SetText(formatHints[format])
	dir, base := filepath.Dir(f.path.field.Text), filepath.Base(f.path.field.Text)
	ext := filepath.Ext(base)
	known := slices.Contains(chartFormats, strings.ToUpper(strings.TrimPrefix(ext, ".")))
	switch {
	case f.all() && known:
		f.path.field.SetText(filepath.Join(dir, "charts"))
	case !f.all() && known:
		f.path.field.SetText(filepath.Join(dir, strings.TrimSuffix(base, ext)+extensionOf(format)))
	case !f.all() && base == "charts":
		f.path.field.SetText(filepath.Join(dir, fileName(f.title)+extensionOf(format)))
	}
}

func (f *chartExportForm) view() fyne.CanvasObject {
	narrow := func(t *textField) fyne.CanvasObject {
		return container.NewGridWrap(fyne.NewSize(84, t.MinSize().Height), t)
	}
	size := container.NewHBox(narrow(f.width), widget.NewLabel("×"), narrow(f.height), widget.NewLabel("points, drawn"), f.scale)
	rows := widget.NewForm(
		widget.NewFormItem("File", f.path.box),
		widget.NewFormItem("Charts", f.scope),
		widget.NewFormItem("Format", container.NewVBox(f.format, f.hint)),
		widget.NewFormItem("Size", size),
		widget.NewFormItem("Colours", container.NewHBox(f.theme, f.transparent)),
	)
	return container.NewVBox(rows, f.wrong)
}

// value reads the form; false when something is wrong, which is then said.
func (f *chartExportForm) value() (c chartExport, path string, ok bool) {
	c = chartExport{
		Format: f.format.Selected, Sharp: f.scale.Selected, Theme: f.theme.Selected,
		Transparent: f.transparent.Checked, All: f.all(),
	}
	var errW, errH error
	c.Width, errW = side(f.width.Text)
	c.Height, errH = side(f.height.Text)
	if err := cmp.Or(errW, errH); err != nil {
		f.wrong.SetText("Width and height must each be " + err.Error() + ".")
		f.wrong.Show()
		return c, "", false
	}
	if c.All {
		return f.folder(c)
	}
	f.path.q.extension = extensionOf(c.Format)
	if path, ok = f.path.value(); !ok {
		return c, "", false
	}
	c.Folder = filepath.Dir(path)
	f.wrong.Hide()
	return c, path, true
}

// folder reads the name of the folder for all charts, which need not be there
// yet.
func (f *chartExportForm) folder(c chartExport) (chartExport, string, bool) {
	path := expand(f.path.field.Text)
	if strings.TrimSpace(path) == "" || !isDir(filepath.Dir(path)) {
		f.path.wrong.SetText("Type the name of a folder; the folder around it must be there.")
		f.path.wrong.Show()
		return c, "", false
	}
	c.Folder = filepath.Dir(path)
	f.wrong.Hide()
	return c, path, true
}

// chartExportDialog asks how, then saves the chart, or all of them.
func (s *shell) chartExportDialog() {
	c := defaultChartExport()
	s.settings.load("chart_export", &c)
	kind, _ := s.charts.view.chosen()
	f := newChartExportForm(s.win, c, kind.Title)
	s.askExport("Export “"+kind.Title+"”", f.view(), []*textField{f.path.field, f.width, f.height}, func(done func()) {
		if c, path, ok := f.value(); ok {
			s.settings.keep("chart_export", c)
			done()
			s.exportCharts(c, path)
		}
	})
}

// chartOptionsOf turns the choice and what the window shows into an export.
func (s *shell) chartOptionsOf(c chartExport) export.ChartOptions {
	scale, dpi := resolution(c.Sharp)
	kind, set := s.charts.view.chosen()
	return export.ChartOptions{
		Name: kind.Name, Set: set, Filter: s.session.Filter(),
		Width: c.Width, Height: c.Height, Scale: scale, DPI: dpi, Theme: c.Theme, Transparent: c.Transparent,
	}
}

// exportCharts saves one chart, or all, off the window's goroutine.
func (s *shell) exportCharts(c chartExport, path string) {
	session, o := s.session, s.chartOptionsOf(c)
	var out []export.ChartOutcome
	s.long("Exporting "+filepath.Base(path)+" …", func(ctx context.Context, tell report) (err error) {
		o.Progress = func(done, total int) { tell(done, total) }
		session.Flush() // what was typed last is to be in it
		if c.All {
			out, err = export.AllCharts(ctx, session.File(), path, extensionOf(c.Format), o)
			return err
		}
		one, err := export.Chart(ctx, session.File(), path, o)
		out = []export.ChartOutcome{one}
		return err
	}, func(err error) { s.chartExported(path, c.All, out, err) })
}

func (s *shell) chartExported(path string, all bool, out []export.ChartOutcome, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		s.toasts.say("The export was stopped.")
		s.trace.step("export", "path", path, "cancelled", true)
	case err != nil:
		s.fail("The chart was not saved", err)
	case all:
		s.toasts.say(allChartsText(path, out))
		s.trace.step("export", "path", path, "charts", len(out))
	default:
		s.toasts.say("Saved " + shortPath(path))
		s.trace.step("export", "path", path, "w", out[0].Width, "h", out[0].Height)
	}
}

// allChartsText says what was saved, and how many charts had nothing to show.
func allChartsText(path string, out []export.ChartOutcome) string {
	empty := 0
	for _, o := range out {
		if o.Empty {
			empty++
		}
	}
	text := "Saved " + count(len(out)-empty, "chart") + " in " + shortPath(path)
	if empty > 0 {
		text += "; " + count(empty, "chart") + " had nothing to show."
	}
	return text
}

// fileName makes a title fit to be the name of a file.
func fileName(title string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, oneLine(title))
}
