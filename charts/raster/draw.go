package raster

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"maps"
	"math"
	"slices"

	"saywhen/charts/paint"
)

// Options say how an SVG is drawn.
type Options struct {
	// Scale is pixels for one CSS pixel; 0 stands for 1.
	Scale float64
	// Background is what the picture is drawn on; the zero value is transparent.
	Background color.NRGBA
	// Fonts measure and draw text; nil stands for paint.Default().
	Fonts *paint.Fonts
	// Native, if there is one, is called for every hole that a custom series
	// left for marks drawn here, in the order of the picture and on Draw's
	// goroutine. It returns false for a hole that it does not know, which is
	// then noted in Picture.Unknown.
	Native func(*NativeMark) bool
	// Hits asks for Picture.Hits.
	Hits bool
	// Cancel, if there is one, ends the drawing with its error when it is done.
	Cancel context.Context
}

// Picture is a drawn SVG.
type Picture struct {
	// Image has its origin at 0,0 and premultiplied pixels.
	Image *image.RGBA
	// Unknown lists, sorted and each once, what of the SVG was not drawn or not
	// as it says. It is empty for all charts of this program.
	Unknown []string
	// Hits finds marks; nil unless asked for.
	Hits *HitMap
}

// MaxPixels is the largest picture that Draw makes: 256 MB.
const MaxPixels = 64 << 20

// maxSide bounds a picture's width and height in pixels.
const maxSide = 1 << 15

// Draw draws an SVG. It fails when that is no SVG or far too large, and when it
// was cancelled; what it merely does not know it leaves out and lists.
func Draw(svg string, o Options) (*Picture, error) {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Fonts == nil {
		o.Fonts = paint.Default()
	}
	if o.Cancel == nil {
		o.Cancel = context.Background()
	}
	r, err := read(svg)
	if err != nil {
		return nil, err
	}
	view, css, err := r.size()
	if err != nil {
		return nil, err
	}
	w, h := math.Round(css.x*o.Scale), math.Round(css.y*o.Scale)
	if !(w >= 1 && h >= 1 && w <= maxSide && h <= maxSide && w*h <= MaxPixels) {
		return nil, fmt.Errorf("the picture was not drawn: %.6g × %.6g pixels is no size, choose a scale that gives 1 to %d pixels each way and no more than %d million", w, h, maxSide, MaxPixels>>20)
	}
	return r.draw(o, scaling(o.Scale).times(view), int(w), int(h))
}

// size gives the picture's size in CSS pixels, and what takes user units to
// them.
func (r *reader) size() (matrix, point, error) {
	box := numbers(r.root.get("viewBox"))
	hasBox := len(box) == 4 && box[2] > 0 && box[3] > 0
	if !hasBox {
		box = []float64{0, 0, 0, 0}
	}
	w, okW := length(r.root.get("width"), box[2])
	h, okH := length(r.root.get("height"), box[3])
	if !okW {
		w = box[2]
	}
	if !okH {
		h = box[3]
	}
	if !(w > 0 && h > 0) {
		return identity, point{}, fmt.Errorf("the picture was not drawn: its SVG has no size, draw the chart again")
	}
	if !hasBox {
		return identity, point{w, h}, nil
	}
	k := min(w/box[2], h/box[3])
	return translation((w-box[2]*k)/2, (h-box[3]*k)/2).times(scaling(k)).times(translation(-box[0], -box[1])), point{w, h}, nil
}

func (r *reader) draw(o Options, m matrix, width, height int) (*Picture, error) {
	p := &Picture{Image: image.NewRGBA(image.Rect(0, 0, width, height))}
	w := &walker{Options: o, ids: r.ids, notes: map[string]bool{}, list: newList(p.Image)}
	if o.Hits {
		w.hits = newHitMap(width, height, o.Scale)
	}
	for y := range height {
		paint.Fill(w.list.row(y), packed(o.Background, 1))
	}
	w.walk(r.root, state{m: m, style: initial, clip: clip{box: p.Image.Rect}})
	w.list.paint()
	if err := o.Cancel.Err(); err != nil {
		return nil, fmt.Errorf("the picture was not drawn: %w", err)
	}
	if w.spent > maxWork {
		return nil, fmt.Errorf("the picture was not drawn: its shapes cover it too many times, choose fewer marks")
	}
	p.Unknown, p.Hits = slices.Sorted(maps.Keys(w.notes)), w.hits
	return p, nil
}
