package charts

import (
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// figure is what a date looks like: a trapezoid between x0 and x3 that is full
// between x1 and x2, and a mark. All in Unix seconds; an open side has no x0 or
// x3 of its own and is drawn as an arrow of a fixed length.
type figure struct {
	at                  int64
	x0, x1, x2, x3      int64 // ascending
	openLeft, openRight bool
	extent              bool  // lasted, rather than one moment
	several             bool  // a set of moments: marks at at and second
	second              int64 // the last of the moments
	approximate         bool
}

// closed reports whether both sides are known: then no trapezoid is drawn when
// it would hide behind the mark. An arrow always is.
func (g *figure) closed() bool { return !g.openLeft && !g.openRight }

// figure gives the figure of a dated statement.
func (x *Index) figure(s int32) figure {
	c, flags := &x.cols.When[s], x.cols.Flags[s]
	at := x.at[s]
	g := figure{
		at: at, openLeft: !finite(c.EarliestStart), openRight: !finite(c.LatestEnd),
		extent: flags&storage.IsExtent != 0, several: flags&storage.IsAllOf != 0,
		approximate: flags&storage.Approx != 0,
	}
	if g.extent || g.several {
		g.lasting(c)
		return g
	}
	if !g.closed() {
		g.x0, g.x1, g.x2, g.x3 = at, at, at, at
		return g
	}
	g.x0, g.x3 = c.EarliestStart, c.LatestEnd
	quarter := (g.x3 - g.x0) / 4
	g.x1, g.x2 = g.x0+quarter, g.x3-quarter
	return g
}

// lasting sets the corners of an extent. Where the latest start comes after the
// earliest end, nothing is certain but the middle between the two.
func (g *figure) lasting(c *edtf.Corners) {
	g.x1 = or(c.LatestStart, g.at)
	g.x2 = or(c.EarliestEnd, max(g.x1, g.at))
	if g.openLeft {
		g.x1 = min(or(c.LatestStart, g.x2), g.x2)
	}
	if g.x1 > g.x2 {
		mid := g.x2 + (g.x1-g.x2)/2
		g.x1, g.x2 = mid, mid
	}
	g.x0, g.x3 = or(c.EarliestStart, g.x1), or(c.LatestEnd, g.x2)
	if g.several {
		g.second = g.x2 + (g.x3-g.x2)/2
		g.several = g.closed() && g.second > g.at
	}
}

// or is t, or instead when t is open.
func or(t, instead int64) int64 {
	if finite(t) {
		return t
	}
	return instead
}
