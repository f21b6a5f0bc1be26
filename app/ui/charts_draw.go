package ui

import (
	"context"
	"image"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"saywhen/app"
	"saywhen/app/export"
	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/charts/raster"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// A chart is drawn on a goroutine of its own from values that nobody changes:
// the lists of the session are replaced, never changed, and the columns are read
// from the file anew, not taken from the index, which belongs to the window.

// chartAsk says what is to be drawn.
type chartAsk struct {
	kind  string
	set   map[string]string // choices among the kind's options
	size  pixelSize
	theme string
	title string // the project's

	file    *sqlite.File
	lists   *app.Lists
	loc     *time.Location
	filter  storage.Filter
	columns *chartColumns
	version int // of the data: grows with every change
	sample  bool
}

// pixelSize is that of a picture in the window.
type pixelSize struct {
	w, h  int     // physical pixels
	scale float32 // physical pixels to a logical one
}

// same reports whether two asks give the same picture.
func (a chartAsk) same(b chartAsk) bool {
	return a.kind == b.kind && maps.Equal(a.set, b.set) && a.size == b.size && a.theme == b.theme &&
		a.title == b.title && reflect.DeepEqual(a.filter, b.filter) && a.file == b.file && a.lists == b.lists && a.version == b.version
}

// logical is the size in CSS pixels that fits, and the scale at which it fills
// the room: in a very small window the chart is drawn smaller, not cut.
func (p pixelSize) logical() (w, h int, scale float64) {
	k := float64(p.scale)
	w, h = int(float64(p.w)/k), int(float64(p.h)/k)
	shrink := max(1, float64(echarts.MinWidth)/float64(max(w, 1)), float64(echarts.MinHeight)/float64(max(h, 1)))
	return max(int(float64(w)*shrink), echarts.MinWidth), max(int(float64(h)*shrink), echarts.MinHeight), k / shrink
}

// drawnChart is a chart as it is seen.
type drawnChart struct {
	ask        chartAsk
	built      echarts.Built
	image      *image.RGBA
	hits       *raster.HitMap
	statements int // that the filter lets through
	took       time.Duration
	sample     chartSample
}

// chartSample is the largest mark of a chart, for tests: where to click, in
// pixels of the picture, and how many statements that selects.
type chartSample struct {
	x, y, statements int
}

// drawChart draws a chart. It ends soon after ctx does.
func drawChart(ctx context.Context, a chartAsk) (*drawnChart, error) {
	begun := time.Now()
	in, err := a.input(ctx)
	if err != nil {
		return nil, err
	}
	w, h, scale := a.size.logical()
	built, err := echarts.Build(a.kind, in, a.set, echarts.Options{
		Subtitle: export.FilterWords(a.filter, in), Source: export.SourceLine(in, a.title), Theme: a.theme, W: w, H: h,
	})
	if err != nil {
		return nil, err
	}
	svg, err := built.SVG(ctx)
	if err != nil {
		return nil, err
	}
	pic, err := raster.Draw(svg, raster.Options{Scale: scale, Hits: true, Cancel: ctx})
	if err != nil {
		return nil, err
	}
	d := &drawnChart{ask: a, built: built, image: pic.Image, hits: pic.Hits, statements: in.Columns.Len()}
	if in.Keep != nil {
		d.statements = in.Keep.Len()
	}
	if a.sample {
		d.sample = d.findSample()
	}
	d.took = time.Since(begun)
	return d, nil
}

// input reads what the chart counts.
func (a chartAsk) input(ctx context.Context) (charts.Input, error) {
	cols, err := a.columns.read(ctx, a.file, a.version)
	if err != nil {
		return charts.Input{}, err
	}
	l := a.lists
	in := charts.Input{
		Columns: cols, Documents: l.Documents, Location: a.loc,
		Ref: l.Reference(),
	}
	if a.filter.IsZero() {
		return in, nil
	}
	var answer *charts.Set
	if a.filter.AsksFile() {
		ids, err := a.file.Matching(ctx, a.filter)
		if err != nil {
			return charts.Input{}, err
		}
		answer = charts.NewSet(ids...)
	}
	in.Keep = charts.Match(a.filter, cols, in.Ref, answer)
	return in, nil
}

// chartColumns keeps the columns of a file while the data stays as it is. It
// may be used from any goroutine.
type chartColumns struct {
	mu      sync.Mutex
	have    *storage.Columns
	version int
}

func (c *chartColumns) read(ctx context.Context, f *sqlite.File, version int) (*storage.Columns, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.have != nil && c.version == version {
		return c.have, nil
	}
	cols, err := f.Columns(ctx, nil)
	if err != nil {
		return nil, err
	}
	c.have, c.version = cols, version
	return cols, nil
}

// markAt gives the mark that is drawn at a pixel of the picture, and its box in
// pixels.
func (d *drawnChart) markAt(x, y float64) (hit echarts.Hit, box pixelBox, ok bool) {
	if d == nil || d.hits == nil {
		return hit, box, false
	}
	_, _, k := d.ask.size.logical()
	h, ok := d.hits.At(x/k, y/k)
	if !ok || h.Legend || h.Series < 0 || h.Index < 0 {
		return hit, box, false
	}
	hit = echarts.Hit{Series: h.Series, Index: h.Index}
	if h.DataType == "node" || h.DataType == "edge" {
		hit.Type = h.DataType
	}
	return hit, pixelBox{h.Box.X * k, h.Box.Y * k, h.Box.W * k, h.Box.H * k}, true
}

// pixelBox is an upright rectangle in pixels of a picture.
type pixelBox struct{ x, y, w, h float64 }

// findSample looks for the mark with statements that takes the most room, and a
// point of it.
func (d *drawnChart) findSample() (best chartSample) {
	const step = 3
	places := map[echarts.Hit][]image.Point{}
	b := d.image.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += step {
		for x := b.Min.X; x < b.Max.X; x += step {
			if h, _, ok := d.markAt(float64(x), float64(y)); ok {
				places[h] = append(places[h], image.Pt(x, y))
			}
		}
	}
	most := 0
	for _, h := range slices.SortedFunc(maps.Keys(places), compareHits) {
		if p := places[h]; len(p) > most {
			if ids := d.built.Statements(h); len(ids) > 0 {
				most = len(p)
				at := p[len(p)/2]
				best = chartSample{at.X, at.Y, len(ids)}
			}
		}
	}
	return best
}

func compareHits(a, b echarts.Hit) int {
	if d := a.Series - b.Series; d != 0 {
		return d
	}
	if d := a.Index - b.Index; d != 0 {
		return d
	}
	return strings.Compare(a.Type, b.Type)
}
