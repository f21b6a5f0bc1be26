package export

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The limits of a picture.
const (
	minSide     = 200         // logical pixels
	maxSide     = 40_000      // physical pixels
	maxPixels   = 200_000_000 // physical pixels in all: 800 MB while it is drawn
	minHeight   = 900         // of a picture whose height was left open
	lowestLanes = 12          // logical pixels: lanes are made no lower to fit
	usualLanes  = 26          // logical pixels
	tallestLane = 44          // logical pixels: no higher to fill the picture
)

// TimelineOptions say what a picture of the timeline shows and how. Zero values
// mean the defaults given here.
type TimelineOptions struct {
	// Width in logical pixels (1/96 inch); 0 is 1600.
	Width int
	// Height in logical pixels. With 0 the picture is as high as all its lanes
	// need, 900 at least. With another, lanes are made lower until they fit, as
	// far as they can still be read; Outcome says how many did not.
	Height int
	// Scale is the number of physical pixels to a logical one; 0 is 1. SVG has
	// no pixels and ignores it.
	Scale float64
	// DPI is written into a PNG as its resolution; 0 writes none.
	DPI int
	// Span is the time shown; the empty one shows all there is.
	Span charts.Span
	// Filter says which statements are shown.
	Filter storage.Filter
	// Collapsed are the lanes that are drawn as one with those below them.
	Collapsed []storage.ID
	// Compact and Tall are the lanes that are lower and higher than others.
	Compact, Tall []storage.ID
	// Order sorts the lanes; "" is as the project has it.
	Order   storage.LaneSorting
	LanesOf charts.LanesOf
	// ShowEmpty keeps the lanes of actors without a statement that is shown.
	ShowEmpty bool
	// NoLinks leaves the arcs between statements out.
	NoLinks bool
	// Contradictions draws an arc where a side turns on a claim.
	Contradictions bool
	// NoContext leaves periods and callouts out.
	NoContext bool
	// Theme is one of paint.PaletteNames; "" is "light".
	Theme string
	// Title stands above; "" is the project's title, "-" none.
	Title    string
	Subtitle string
	NoLegend bool
	// Sources lists the cited documents, numbered, below the picture.
	Sources bool
	// Paper is the size of the sheets of a .pdf, one of PaperNames; "" is one
	// page as high as the picture.
	Paper string
	// Progress is told of the steps.
	Progress Progress
}

// Outcome says what became of a picture.
type Outcome struct {
	// Width and Height in physical pixels (logical ones for SVG).
	Width, Height int
	// Statements are shown in this picture, undated ones not counted.
	Statements int
	// Cut is the number of lanes for which there was no room.
	Cut int
	// Pages is the number of pages of a .pdf; else 0.
	Pages int
}

const timelineSteps = 4

// Timeline draws the timeline of a project into a .png, .svg or .pdf file.
func Timeline(ctx context.Context, f *sqlite.File, path string, o TimelineOptions) (Outcome, error) {
	o, palette, err := o.checked()
	if err != nil {
		return Outcome{}, err
	}
	ext := strings.ToLower(filepath.Ext(path))
	if ext != ".png" && ext != ".svg" && ext != ".pdf" {
		return Outcome{}, fmt.Errorf("%s: a timeline is saved as .png, .svg or .pdf", filepath.Base(path))
	}
	if o.Paper != "" && ext != ".pdf" {
		return Outcome{}, fmt.Errorf("%s: only a .pdf has sheets of paper; a .png or .svg has a width and a height", filepath.Base(path))
	}
	if err := checkTarget(path); err != nil {
		return Outcome{}, err
	}
	o.Progress.tell(0, timelineSteps)
	s, err := read(ctx, f, o.Filter)
	if err != nil {
		return Outcome{}, err
	}
	o.Progress.tell(1, timelineSteps)
	if ext == ".pdf" {
		return writePDF(ctx, f, s, path, palette, o)
	}
	scene, out, err := layout(ctx, s, o)
	if err != nil {
		return Outcome{}, err
	}
	o.Progress.tell(2, timelineSteps)
	if ext == ".svg" {
		return out, save(ctx, path, func(w io.Writer) error {
			return paint.WriteSVG(w, scene, palette, paint.SVGOptions{Title: s.title(o.Title), EmbedFonts: true})
		})
	}
	out.Width, out.Height = physical(scene.W, o.Scale), physical(scene.H, o.Scale)
	if out.Width*out.Height > maxPixels || max(out.Width, out.Height) > maxSide {
		return Outcome{}, fmt.Errorf("a picture of %d × %d pixels is too large to draw: choose a smaller size or fewer actors, or save it as .svg", out.Width, out.Height)
	}
	img := image.NewRGBA(image.Rect(0, 0, out.Width, out.Height))
	paint.NewPainter(paint.Default()).Paint(img, scene, palette, float32(o.Scale))
	o.Progress.tell(3, timelineSteps)
	return out, save(ctx, path, func(w io.Writer) error { return paint.WritePNG(w, img, pngOptions(s, scene, o)) })
}

func physical(side float32, scale float64) int { return int(math.Round(float64(side) * scale)) }

func pngOptions(s *snapshot, scene *charts.Scene, o TimelineOptions) paint.PNGOptions {
	p := paint.PNGOptions{DPI: o.DPI}
	for _, kv := range []paint.KV{{Key: "Title", Value: s.title(o.Title)}, {Key: "Description", Value: scene.Alt}, {Key: "Software", Value: "Saywhen"}} {
		if kv.Value != "" {
			p.Text = append(p.Text, kv)
		}
	}
	return p
}

// checked fills in defaults and refuses what cannot be drawn.
func (o TimelineOptions) checked() (TimelineOptions, paint.Palette, error) {
	if o.Width == 0 {
		o.Width = 1600
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Theme == "" {
		o.Theme = "light"
	}
	palette, ok := paint.PaletteByName(o.Theme)
	switch {
	case !ok:
		return o, palette, fmt.Errorf("there is no theme %q: choose one of %s", o.Theme, strings.Join(paint.PaletteNames(), ", "))
	case o.Width < minSide || o.Height != 0 && o.Height < minSide:
		return o, palette, fmt.Errorf("a picture of %d × %d is too small: each side must have %d at least", o.Width, o.Height, minSide)
	case !(o.Scale >= 0.1 && o.Scale <= 16):
		return o, palette, fmt.Errorf("the scale %g is not between 0.1 and 16", o.Scale)
	case o.DPI < 0 || o.DPI > 10_000:
		return o, palette, fmt.Errorf("a resolution of %d dpi does not exist", o.DPI)
	case float64(o.Width)*o.Scale > maxSide || float64(o.Height)*o.Scale > maxSide:
		return o, palette, fmt.Errorf("a picture of %d × %d at scale %g is too large to draw: no side may exceed %d pixels", o.Width, o.Height, o.Scale, maxSide)
	}
	return o, palette, nil
}

// layout computes the picture, with all labels that it needs.
func layout(ctx context.Context, s *snapshot, o TimelineOptions) (*charts.Scene, Outcome, error) {
	index, view, options, labels := s.timeline(o)
	view, options.H = fitHeight(index, view, options, o)
	var scene charts.Scene
	charts.Layout(&scene, index, view, options)
	// The first layout asked for the labels that it would draw; now they are
	// read together, and the second one has them.
	if err := labels.read(ctx, s.f); err != nil {
		return nil, Outcome{}, err
	}
	charts.Layout(&scene, index, view, options)
	out := Outcome{
		Width: int(scene.W), Height: int(scene.H),
		Statements: index.Shown() - len(index.Undated()), Cut: cutLanes(index, &scene, o),
	}
	return &scene, out, ctx.Err()
}

// timeline gives what a layout of the timeline needs, but for the height.
func (s *snapshot) timeline(o TimelineOptions) (*charts.Index, charts.View, charts.Options, *labelReader) {
	index := charts.NewIndex(s.columns, s.ref)
	index.SetFilter(s.shown)
	index.SetOrder(app.OrderOf(cmp.Or(o.Order, storage.LaneSorting(s.meta[storage.MetaLaneOrder]))))
	options, labels := s.options(o)
	options.Gutter = gutterFor(index.Lanes(), options)
	view := charts.View{}.WithSpan(o.Span)
	if o.Span.Empty() {
		view = withLabelRoom(charts.View{}.Fit(index), options)
	}
	view = view.WithCollapsed(o.Collapsed...)
	for _, id := range o.Compact {
		view = view.WithSize(id, charts.CompactLane)
	}
	for _, id := range o.Tall {
		view = view.WithSize(id, charts.TallLane)
	}
	return index, view, options, labels
}

// gutterFor is a width in which the names of the lanes can be read, in logical
// pixels. A name so long that it would take more than a share of the picture is
// cut, and does not widen it for the others.
func gutterFor(lanes []charts.Lane, o charts.Options) float32 {
	const (
		least, share = 220, 0.35
		font         = 13
		indent       = 14 // of each level
		around       = 56 // triangle, colour, margins
	)
	width, most := float32(least), max(least, share*o.W)
	for _, lane := range lanes {
		if o.HideEmpty && lane.Count == 0 {
			continue
		}
		count := o.Measure(strconv.Itoa(lane.Count), font, false)
		need := o.Measure(lane.Name, font, lane.Children > 0) + count + indent*float32(lane.Depth) + around
		if need <= most {
			width = max(width, need)
		}
	}
	return width
}

// withLabelRoom widens a view to the right, so that the labels of the last
// marks have room.
func withLabelRoom(v charts.View, o charts.Options) charts.View {
	const label = 280 // logical pixels
	share := label / max(float64(o.W-o.Gutter)-label, label)
	span := v.Span()
	span.To += int64(float64(span.To-span.From) * share)
	return v.WithSpan(span)
}

func (s *snapshot) options(o TimelineOptions) (charts.Options, *labelReader) {
	labels := &labelReader{have: map[storage.ID]string{}, missing: map[storage.ID]bool{}}
	options := charts.Options{
		W: float32(o.Width), Measure: paint.Default().Measure, Label: labels.label,
		Location: s.location(), Links: charts.LinksAll, LanesOf: o.LanesOf,
		HideEmpty: !o.ShowEmpty, Contradictions: o.Contradictions, Title: s.title(o.Title), Subtitle: o.Subtitle, Legend: !o.NoLegend,
	}
	if o.Title == "-" {
		options.Title = ""
	}
	if o.NoLinks {
		options.Links = charts.LinksNone
	}
	if !o.NoContext {
		options.Context, options.Callouts = charts.Bands(s.periods), charts.Callouts(s.callouts)
	}
	if o.Sources {
		options.Sources = s.sources()
	}
	return options, labels
}

// fitHeight finds a height in which all lanes fit, or, when it was given, the
// greatest height of lanes that fits in it.
func fitHeight(index *charts.Index, view charts.View, options charts.Options, o TimelineOptions) (charts.View, float32) {
	need := func(lanes float32) float32 {
		view.LaneHeight = lanes
		return charts.LayoutHeight(index, view, options)
	}
	height := float32(o.Height)
	if o.Height == 0 {
		most := math.Floor(min(maxSide/o.Scale, maxPixels/(o.Scale*o.Scale*float64(o.Width))))
		height = min(max(float32(math.Ceil(float64(need(usualLanes)))), minHeight), float32(most))
	}
	for lanes := float32(tallestLane); lanes > lowestLanes; lanes-- {
		if need(lanes) <= height {
			return view, height
		}
	}
	view.LaneHeight = lowestLanes
	return view, height
}

// cutLanes counts the lanes that lie below the picture.
func cutLanes(index *charts.Index, scene *charts.Scene, o TimelineOptions) int {
	bottom := scene.Plot.Y + scene.Plot.H
	cut, hiddenBelow := 0, -1
	for _, lane := range index.Lanes() {
		if hiddenBelow >= 0 && lane.Depth > hiddenBelow {
			continue
		}
		hiddenBelow = -1
		if slices.Contains(o.Collapsed, lane.Actor) {
			hiddenBelow = lane.Depth
		}
		if !o.ShowEmpty && lane.Count == 0 {
			continue
		}
		box, ok := scene.LaneRect(lane.Actor)
		if !ok || box.Y+box.H > bottom+0.5 {
			cut++
		}
	}
	return cut
}

// labelReader notes which labels a layout asks for and reads them in one go.
type labelReader struct {
	have    map[storage.ID]string
	missing map[storage.ID]bool
}

func (l *labelReader) label(id storage.ID) (string, bool) {
	text, ok := l.have[id]
	if !ok {
		l.missing[id] = true
	}
	return text, ok
}

func (l *labelReader) read(ctx context.Context, f *sqlite.File) error {
	ids := make([]storage.ID, 0, len(l.missing))
	for id := range l.missing {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	got, err := f.Labels(ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		l.have[id] = got[id]
	}
	clear(l.missing)
	return nil
}
