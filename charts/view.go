package charts

import (
	"math"
	"slices"

	"saywhen/storage"
)

// The limits of zoom and of where one can go.
const (
	MinWidth = 60.0                    // seconds that the plot shows at least
	MaxWidth = 20_000 * yearSeconds    // and at most
	farYears = 1_000_000 * yearSeconds // seconds from 1970 to the end of panning

	yearSeconds = 365.2425 * 86400
)

// LaneSize says how high a lane may get.
type LaneSize uint8

// The sizes.
const (
	NormalLane  LaneSize = iota // up to six rows of marks
	CompactLane                 // one low row without labels
	TallLane                    // up to fourteen rows
)

// View is what one looks at: a stretch of time, a place in the list of lanes,
// and which lanes are collapsed. It is a value: operations return a new one
// and never change what Collapsed points to.
//
// The zero View shows nothing; start with View{}.Fit(index).
type View struct {
	// From is the instant at the left edge of the plot, in Unix seconds; Frac,
	// 0 ≤ Frac < 1, is its fraction, so that a pan by one pixel at the deepest
	// zoom is not lost.
	From int64   `json:"from"`
	Frac float64 `json:"frac,omitempty"`
	// Width is the time from the left to the right edge, in seconds, between
	// MinWidth and MaxWidth.
	Width float64 `json:"width"`
	// ScrollY is how far the lanes are scrolled up, in logical pixels, ≥ 0.
	ScrollY float32 `json:"scroll_y,omitempty"`
	// Collapsed holds the actors whose lanes are collapsed, ascending. Treat it
	// as read-only.
	Collapsed []storage.ID `json:"collapsed,omitempty"`
	// Compact and Tall hold the actors whose lanes are lower and higher than
	// others, ascending. Treat them as read-only.
	Compact []storage.ID `json:"compact,omitempty"`
	Tall    []storage.ID `json:"tall,omitempty"`
	// LaneHeight is the height of a lane of one row, in logical pixels; 0 is
	// the default of 26.
	LaneHeight float32 `json:"lane_height,omitempty"`
}

// Scale converts between time and pixels for a plot.
func (v View) Scale(plot Rect) TimeScale {
	return newScale(v.From, v.Frac, v.Width, plot.X, plot.X+plot.W)
}

// Span is the visible time in whole seconds.
func (v View) Span() Span {
	return Span{From: v.From, To: addSeconds(v.From, math.Ceil(v.Frac+v.Width))}
}

// WithSpan shows exactly the span, within the limits of zoom.
func (v View) WithSpan(s Span) View {
	return v.at(s.From, 0, elapsed(s.From, s.To))
}

// at normalises: the width is clamped about the middle, the fraction comes to
// lie in [0,1).
func (v View) at(from int64, frac, width float64) View {
	w := min(max(width, MinWidth), MaxWidth)
	frac += (width - w) / 2
	whole := math.Floor(frac)
	from, frac = addSeconds(from, whole), frac-whole
	if frac >= 1 { // rounded up from just below
		from, frac = from+1, 0
	}
	if limit := int64(farYears); from < -limit {
		from, frac = -limit, 0
	} else if from > limit {
		from, frac = limit, 0
	}
	v.From, v.Frac, v.Width = from, frac, w
	return v
}

// ZoomAt shows factor times as much time (factor < 1 zooms in); the instant
// under the pixel x of the plot stays there.
func (v View) ZoomAt(plot Rect, x float32, factor float64) View {
	if plot.W <= 0 || !(factor > 0) || v.Width <= 0 {
		return v
	}
	w := min(max(v.Width*factor, MinWidth), MaxWidth)
	share := float64(x-plot.X) / float64(plot.W)
	return v.at(v.From, v.Frac+share*(v.Width-w), w)
}

// Pan moves the picture by dx pixels to the right, so that earlier time shows.
func (v View) Pan(plot Rect, dx float32) View {
	if plot.W <= 0 {
		return v
	}
	return v.at(v.From, v.Frac-float64(dx)/float64(plot.W)*v.Width, v.Width)
}

// PanTo brings an instant to the middle of the plot.
func (v View) PanTo(t int64) View { return v.at(t, -v.Width/2, v.Width) }

// Scroll moves the lanes up by dy pixels; see ScrollTo.
func (v View) Scroll(dy, content, height float32) View {
	return v.ScrollTo(v.ScrollY+dy, content, height)
}

// ScrollTo brings what lies y pixels below the first lane's top to the top of
// the plot. Content and height are those of the lanes and of the plot
// (Scene.Content and Scene.Plot.H): one cannot scroll past the end.
func (v View) ScrollTo(y, content, height float32) View {
	v.ScrollY = max(0, min(y, content-height))
	return v
}

// Fit shows the whole dated range with a margin, from the first lane on.
func (v View) Fit(x *Index) View {
	return v.fit(x.Span())
}

func (v View) fit(s Span) View {
	margin := max(elapsed(s.From, s.To)*0.04, 3600)
	v.ScrollY = 0
	return v.at(s.From, -margin, elapsed(s.From, s.To)+2*margin)
}

// Towards is a view on the way to w: v itself at share 0, w at 1. Lanes are as w
// has them. The width changes by the same factor in equal steps, about the
// instant that both views show at the same place, so that a flight from years
// to a minute is even.
func (v View) Towards(w View, share float64) View {
	if share >= 1 || v.Width <= 0 || w.Width <= 0 {
		return w
	}
	share = max(share, 0)
	width := v.Width * math.Pow(w.Width/v.Width, share)
	done := share // of the way that the left edge has to go
	if d := w.Width - v.Width; math.Abs(d) > v.Width*1e-6 {
		done = (width - v.Width) / d
	}
	way := elapsed(v.From, w.From) + w.Frac - v.Frac
	out := w.at(v.From, v.Frac+way*done, width)
	out.ScrollY = v.ScrollY + (w.ScrollY-v.ScrollY)*float32(share)
	return out
}

// Toggle collapses a lane or expands it again.
func (v View) Toggle(actor storage.ID) View {
	v.Collapsed = with(v.Collapsed, actor, !v.IsCollapsed(actor))
	return v
}

// WithCollapsed collapses exactly these lanes.
func (v View) WithCollapsed(actors ...storage.ID) View {
	v.Collapsed = slices.Clone(actors)
	slices.Sort(v.Collapsed)
	v.Collapsed = slices.Compact(v.Collapsed)
	return v
}

// IsCollapsed reports whether the actor's lane is collapsed.
func (v View) IsCollapsed(actor storage.ID) bool {
	_, found := slices.BinarySearch(v.Collapsed, actor)
	return found
}

// SizeOf gives the size of an actor's lane.
func (v View) SizeOf(actor storage.ID) LaneSize {
	if _, ok := slices.BinarySearch(v.Compact, actor); ok {
		return CompactLane
	}
	if _, ok := slices.BinarySearch(v.Tall, actor); ok {
		return TallLane
	}
	return NormalLane
}

// WithSize gives an actor's lane a size.
func (v View) WithSize(actor storage.ID, size LaneSize) View {
	v.Compact = with(v.Compact, actor, size == CompactLane)
	v.Tall = with(v.Tall, actor, size == TallLane)
	return v
}

// with gives a sorted list that holds an id, or does not.
func with(list []storage.ID, id storage.ID, hold bool) []storage.ID {
	i, held := slices.BinarySearch(list, id)
	switch {
	case held == hold:
		return list
	case hold:
		return slices.Insert(slices.Clone(list), i, id)
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}

// Equal reports whether two views show the same.
func (v View) Equal(w View) bool {
	return v.From == w.From && v.Frac == w.Frac && v.Width == w.Width && v.ScrollY == w.ScrollY &&
		v.LaneHeight == w.LaneHeight && slices.Equal(v.Collapsed, w.Collapsed) &&
		slices.Equal(v.Compact, w.Compact) && slices.Equal(v.Tall, w.Tall)
}

// laneHeight is the height of a lane of one row.
func (v View) laneHeight() float32 {
	if v.LaneHeight > 0 {
		return v.LaneHeight
	}
	return 26
}
