package charts

import (
	"slices"
	"time"
)

// Span is the range of what passes the filter, from the earliest to the latest
// known instant. Open ends count as their known side. A few marks that lie very
// far from all others (a founding myth among the news of a summer) are left
// out: nine in ten of the marks, widened by twenty times their range (a month
// at least) to both sides, decide. Without a dated statement it is the year 2000.
func (x *Index) Span() Span {
	if x.spanAt != x.version {
		x.span, x.spanAt = x.computeSpan(x.hidden), x.version
	}
	return x.span
}

// wholeSpan is Span as it is without a filter.
func (x *Index) wholeSpan() Span {
	if x.hidden == nil {
		return x.Span()
	}
	if x.wholeAt != x.updates {
		x.whole, x.wholeAt = x.computeSpan(nil), x.updates
	}
	return x.whole
}

// spanSample is how many marks are looked at to find where most of them are.
const spanSample = 4096

func (x *Index) computeSpan(hidden []bool) Span {
	lo, hi := x.core(hidden)
	if lo > hi {
		y := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		return Span{y.Unix(), y.AddDate(1, 0, 0).Unix()}
	}
	room := 20 * max(hi-lo, 30*86400)
	from, to := lo-room, hi+room
	out := Span{farTime, -farTime}
	for s, t := range x.at {
		if t < from || t > to || x.dead[s] || hidden != nil && hidden[s] {
			continue // noMark is before all
		}
		m := &x.reach[s]
		out.From, out.To = min(out.From, max(m.from, from)), max(out.To, min(m.to, to))
	}
	if out.To <= out.From {
		out.To = out.From + 1
	}
	return out
}

// core gives the 5th and the 95th percentile of the marks that are not hidden,
// or lo > hi when there is none.
func (x *Index) core(hidden []bool) (lo, hi int64) {
	n := x.live
	if hidden != nil {
		n = x.Shown()
	}
	sample := x.sample(hidden, n/spanSample+1)
	if len(sample) < min(n, spanSample/4) { // most have no date
		sample = x.sample(hidden, 1)
	}
	if len(sample) == 0 {
		return 1, 0
	}
	slices.Sort(sample)
	cut := (len(sample) + 9) / 20
	if len(sample) <= 4 {
		cut = 0
	}
	return sample[cut], sample[len(sample)-1-cut]
}

// sample gives the mark of every so many-th statement that is dated and not
// hidden.
func (x *Index) sample(hidden []bool, every int) []int64 {
	var out []int64
	i := 0
	for s, t := range x.at {
		if t == noMark || x.dead[s] || hidden != nil && hidden[s] {
			continue
		}
		if i++; i%every == 0 {
			out = append(out, t)
		}
	}
	return out
}

// inPicture reports whether a slot has a mark that passes the filter.
func (x *Index) inPicture(s int32) bool { return x.isDated(s) && x.passes(s) }

// isDated reports whether a slot has a mark, filter or not.
func (x *Index) isDated(s int32) bool { return !x.dead[s] && x.at[s] != noMark }
