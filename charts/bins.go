package charts

import (
	"math"
	"slices"

	"saywhen/storage"
)

// Merged marks are bars that begin at absolute times, so that they do not
// shimmer while one pans. A bar's height grows with the logarithm of its count;
// its colours are the stances of its statements, in the order of the scale and
// in their shares, so that a lane of denials looks like one from afar. Counts
// are exact, and every statement stands in the bar of the instant of its mark.

// tone is the colour of a statement in a bar: 0 for no position, else its
// stance, 1 to 5.
type tone uint8

// tones are as many as there are stances, and none.
const tones = 6

// style gives the colour of a part of a bar.
func (t tone) style() Style {
	if t == 0 {
		return StyleDensity
	}
	return StyleStanceMinus2 + Style(t-1)
}

// toneKey is what the tones of a lane depend on besides its statements.
type toneKey struct {
	claim storage.ID
	refs  int
}

// tonesOf gives the tones of a lane, beside its marks.
func (x *Index) tonesOf(l *lane, claim storage.ID) []tone {
	k := toneKey{claim, x.refs}
	if l.tones != nil && l.toneOf == k {
		return l.tones
	}
	l.toneOf = k
	l.tones = slices.Grow(l.tones[:0], len(l.slot))[:len(l.slot)]
	for i, s := range l.slot {
		l.tones[i] = 0
		if style := x.styleOf(s, claim); style != StyleNoStance {
			l.tones[i] = tone(style-StyleStanceMinus2) + 1
		}
	}
	return l.tones
}

// drawBins draws a lane whose marks have merged. A bin of one is drawn as its
// mark.
func (f *frame) drawBins(l *Layer, i int, ln *lane) {
	sc, p := f.s.Scale, f.geo.plot
	width := binSeconds(f.key.level)
	start := floorDiv(sc.T(p.X), width) * width
	end := sc.T(p.X+p.W) + 1
	all := f.x.tonesOf(ln, f.o.StanceClaim)
	for k := ln.bound(start); k < len(ln.at) && ln.at[k] < end; {
		from := floorDiv(ln.at[k], width) * width
		to := ln.gallop(k, from+width)
		if to-k == 1 {
			f.drawSingle(l, i, ln.slot[k], f.top(i)+f.key.height/2)
			k = to
			continue
		}
		var mix [tones]int
		for _, t := range all[k:to] {
			mix[t]++
		}
		full := f.key.height - 4
		box := f.binBox(from, width, f.top(i)+2, full)
		f.drawBar(l, box, roundPx(full*(0.25+0.75*fullness(to-k))), &mix)
		f.s.targets = append(f.s.targets, target{kind: HitBin, box: box, row: int32(i), lane: ln, from: k, to: to})
		k = to
	}
}

// drawFold draws what found no row of its own, counted in the lane's last row.
func (f *frame) drawFold(l *Layer, i int, ln *lane) {
	st, p := &ln.stack, f.geo.plot
	width := binSeconds(f.key.level)
	y := f.top(i) + f.key.height/2 + float32(st.rows-1)*f.key.step
	for k := 0; k < len(st.fold); {
		from := floorDiv(ln.at[st.fold[k]], width) * width
		n := k
		var mix [tones]int
		for ; n < len(st.fold) && ln.at[st.fold[n]] < from+width; n++ {
			mix[f.toneOf(ln.slot[st.fold[n]])]++
		}
		box := f.binBox(from, width, y-f.key.step/2+1, f.key.step-2)
		if box.X+box.W >= p.X && box.X <= p.X+p.W {
			f.drawBar(l, box, box.H, &mix)
			f.aimFold(i, ln, box, st.fold[k:n])
		}
		k = n
	}
}

// aimFold lets a click meet a bar of folded entries.
func (f *frame) aimFold(i int, ln *lane, box Rect, entries []int32) {
	if len(entries) == 1 {
		s := ln.slot[entries[0]]
		f.s.targets = append(f.s.targets, target{
			kind: HitMark, box: box, x: box.X + box.W/2, y: box.Y + box.H/2, size: min(box.W, box.H),
			slot: s, row: int32(i), id: f.x.cols.ID[s],
		})
		return
	}
	sc := &f.s.scratch
	at := len(sc.folded)
	sc.folded = append(sc.folded, entries...)
	f.s.targets = append(f.s.targets, target{
		kind: HitBin, box: box, row: int32(i), lane: ln, from: at, to: len(sc.folded), fold: true,
	})
}

func (f *frame) toneOf(s int32) tone {
	style := f.x.styleOf(s, f.o.StanceClaim)
	if style == StyleNoStance {
		return 0
	}
	return tone(style-StyleStanceMinus2) + 1
}

// binBox is where a bin stands.
func (f *frame) binBox(from, width int64, y, h float32) Rect {
	x0, x1 := f.s.Scale.X(from), f.s.Scale.X(satAdd(from, width))
	return Rect{x0 + 0.5, y, x1 - x0 - 1, h}
}

// drawSingle draws a mark among bins.
func (f *frame) drawSingle(l *Layer, i int, s int32, y float32) {
	x := f.s.Scale.X(f.x.at[s])
	size, id := f.key.mark, f.x.cols.ID[s]
	f.drawMark(l, s, id, x, y, f.x.styleOf(s, f.o.StanceClaim))
	box := Rect{x - size/2, y - size/2, size, size}
	f.s.targets = append(f.s.targets, target{kind: HitMark, box: box, x: x, y: y, size: size, slot: s, row: int32(i), id: id})
}

// fullness is how high a bar is, 0 to 1: full from a thousand statements on.
func fullness(n int) float32 { return float32(min(1, math.Log2(float64(n+1))/10)) }

// drawBar draws a bar that stands on the bottom of its box, and the number of
// its statements when it fits.
func (f *frame) drawBar(l *Layer, box Rect, h float32, mix *[tones]int) {
	n := 0
	for _, c := range mix {
		n += c
	}
	bottom := box.Y + box.H
	y := bottom
	alpha := uint8(130 + 90*fullness(n))
	done := 0
	for t, c := range mix {
		if c == 0 {
			continue
		}
		done += c
		top := bottom - h*float32(done)/float32(n)
		l.Rects = append(l.Rects, Fill{Rect: Rect{box.X, top, box.W, y - top}, Style: tone(t).style(), Alpha: alpha})
		y = top
	}
	text, size := f.s.scratch.number(n), f.font-3
	if float32(len(text))*size*0.6+2 <= box.W && size*1.5 <= box.H {
		l.Texts = append(l.Texts, Text{
			X: box.X + box.W/2, Y: box.Y + box.H/2 + size*0.36, Size: size,
			Align: AlignCentre, Style: StyleText, Str: text, Halo: true,
		})
	}
}
