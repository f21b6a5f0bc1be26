package export

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/charts/paint"
	"saywhen/charts/raster"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// ChartOptions say what a chart shows and how. Zero values mean the defaults
// given here.
type ChartOptions struct {
	// Name is one of echarts.Kinds; Set chooses among its options.
	Name string
	Set  map[string]string
	// Filter says which statements are counted; Subtitle names it, "" says it in
	// words of its own.
	Filter   storage.Filter
	Subtitle string
	Title    string // "" is the chart's own
	// Width and Height in logical pixels (1/96 inch); 0 is 1200 and 700.
	Width, Height int
	// Scale is the number of physical pixels of a PNG to a logical one; 0 is 1.
	Scale float64
	// DPI is written into a PNG as its resolution; 0 writes none.
	DPI   int
	Theme string // one of paint.PaletteNames; "" is "light"
	// Transparent leaves the background of a PNG or SVG out.
	Transparent bool
	// Progress is told of the steps.
	Progress Progress
}

// ChartOutcome says what became of a chart.
type ChartOutcome struct {
	Name, Path string
	// Empty says that there was nothing to show. Chart then writes a picture that
	// says what to do, AllCharts writes none.
	Empty bool
	// Width and Height in physical pixels (logical ones but for PNG).
	Width, Height int
	// Notes say how the chart counts.
	Notes []string
}

// chartFormats are the files that a chart can be saved as.
var chartFormats = []string{".png", ".svg", ".html", ".csv"}

const chartSteps = 4

// Chart writes one chart of a project into a .png, .svg, .html or .csv file, by
// the path's extension.
func Chart(ctx context.Context, f *sqlite.File, path string, o ChartOptions) (ChartOutcome, error) {
	if err := o.check(filepath.Base(path), filepath.Ext(path)); err != nil {
		return ChartOutcome{}, err
	}
	if err := checkTarget(path); err != nil {
		return ChartOutcome{}, err
	}
	o.Progress.tell(0, chartSteps)
	s, err := read(ctx, f, o.Filter)
	if err != nil {
		return ChartOutcome{}, err
	}
	o.Progress.tell(1, chartSteps)
	return s.chart(ctx, path, o, true)
}

// AllCharts writes every chart that is not empty into a folder, each under its
// name with the extension given, and says of each what became of it. The folder
// is made when it is not there. Options.Name is not looked at; of Options.Set
// each chart heeds what it knows.
func AllCharts(ctx context.Context, f *sqlite.File, folder, ext string, o ChartOptions) ([]ChartOutcome, error) {
	if err := o.check("charts", ext); err != nil {
		return nil, err
	}
	if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("the folder %s cannot be made: %w", folder, err)
	}
	s, err := read(ctx, f, o.Filter)
	if err != nil {
		return nil, err
	}
	kinds := echarts.Kinds()
	progress, set := o.Progress, o.Set
	o.Progress = nil
	var list []ChartOutcome
	for i, k := range kinds {
		progress.tell(i, len(kinds))
		o.Name, o.Set = k.Name, known(set, k)
		out, err := s.chart(ctx, filepath.Join(folder, k.Name+ext), o, false)
		if err != nil {
			return list, err
		}
		list = append(list, out)
	}
	return list, nil
}

// known keeps the choices that a kind of chart has.
func known(set map[string]string, k echarts.Kind) map[string]string {
	out := map[string]string{}
	for _, o := range k.Options {
		if v, ok := set[o.Key]; ok {
			out[o.Key] = v
		}
	}
	return out
}

// check refuses what cannot be written.
func (o ChartOptions) check(name, ext string) error {
	scale := cmp.Or(o.Scale, 1)
	w, h := float64(cmp.Or(o.Width, echarts.DefaultWidth)), float64(cmp.Or(o.Height, echarts.DefaultHeight))
	switch {
	case !slices.Contains(chartFormats, strings.ToLower(ext)):
		return fmt.Errorf("%s: a chart is saved as %s", name, strings.Join(chartFormats, ", "))
	case !(scale >= 0.1 && scale <= 16):
		return fmt.Errorf("the scale %g is not between 0.1 and 16", o.Scale)
	case o.DPI < 0 || o.DPI > 10_000:
		return fmt.Errorf("a resolution of %d dpi does not exist", o.DPI)
	case strings.EqualFold(ext, ".png") && w*h*scale*scale > raster.MaxPixels:
		return fmt.Errorf("a picture of %.0f × %.0f pixels is too large to draw: choose a smaller size or scale, or save it as .svg", w*scale, h*scale)
	}
	return nil
}

// build makes the chart from what was read.
func (s *snapshot) build(o ChartOptions, page bool) (echarts.Built, error) {
	return echarts.Build(o.Name, s.input(), o.Set, echarts.Options{
		Title: o.Title, Subtitle: cmp.Or(o.Subtitle, FilterWords(o.Filter, s.input())), Source: SourceLine(s.input(), s.meta["title"]), Theme: o.Theme,
		W: o.Width, H: o.Height, Page: page, Transparent: o.Transparent,
	})
}

func (s *snapshot) input() charts.Input {
	return charts.Input{Columns: s.columns, Ref: s.ref, Documents: s.documents, Keep: s.shown, Location: s.location()}
}

// chart builds a chart and writes it, unless it is empty and need not be.
func (s *snapshot) chart(ctx context.Context, path string, o ChartOptions, always bool) (ChartOutcome, error) {
	ext := strings.ToLower(filepath.Ext(path))
	b, err := s.build(o, ext == ".html")
	if err != nil {
		return ChartOutcome{}, err
	}
	o.Progress.tell(2, chartSteps)
	out := ChartOutcome{Name: o.Name, Path: path, Empty: b.Empty, Width: b.Chart.W, Height: b.Chart.H, Notes: b.Notes}
	if b.Empty && !always {
		out.Path = ""
		return out, ctx.Err()
	}
	write, err := s.chartWriter(ctx, ext, b, o, &out)
	if err != nil {
		return out, err
	}
	o.Progress.tell(3, chartSteps)
	return out, save(ctx, path, write)
}

// chartWriter prepares what is written, so that no file is begun for a chart
// that cannot be drawn.
func (s *snapshot) chartWriter(ctx context.Context, ext string, b echarts.Built, o ChartOptions, out *ChartOutcome) (func(io.Writer) error, error) {
	switch ext {
	case ".html":
		return func(w io.Writer) error { return echarts.WriteHTML(w, b.Page(b.Title)) }, nil
	case ".csv":
		return func(w io.Writer) error { return writeFigures(w, b.Table) }, nil
	}
	svg, err := b.SVG(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := s.metadata(ctx, b, o)
	if err != nil {
		return nil, err
	}
	if ext == ".svg" {
		return func(w io.Writer) error { return writeSVG(w, svg, b, entries) }, nil
	}
	pic, err := raster.Draw(svg, raster.Options{Scale: cmp.Or(o.Scale, 1), Background: color.NRGBA{}, Cancel: ctx})
	if err != nil {
		return nil, err
	}
	out.Width, out.Height = pic.Image.Rect.Dx(), pic.Image.Rect.Dy()
	p := paint.PNGOptions{DPI: o.DPI, Text: entries}
	if out.Width*out.Height > fastPixels {
		p.Compression = png.BestSpeed
	}
	return func(w io.Writer) error { return paint.WritePNG(w, pic.Image, p) }, nil
}

// fastPixels is where a PNG is packed for speed: the best packing of ten
// million pixels takes a second, and saves a tenth.
const fastPixels = 4_000_000

// writeFigures writes the table behind a chart. It is for spreadsheets and is
// not read back: a text that a spreadsheet would take for a formula gets an
// apostrophe before it.
func writeFigures(w io.Writer, t charts.Table) error {
	c := csv.NewWriter(w)
	rows := append([][]string{t.Header}, t.Rows...)
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = inert(cell)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if v, err := strconv.ParseFloat(cell, 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
		return cell
	}
	return "'" + cell
}
