package charts

import (
	"slices"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// link is an arc between two statements, by slot.
type link struct {
	from, to int32
	style    Style
}

// linkTable finds the links of a statement. It is made when arcs are first
// asked for after a change.
type linkTable struct {
	dirty bool
	links []link
	off   []int32 // by slot: its first entry in by; one more than slots
	by    []int32 // numbers of links
}

// of gives the numbers of the links that touch a slot.
func (t *linkTable) of(slot int32) []int32 { return t.by[t.off[slot]:t.off[slot+1]] }

// relations lists relations and who is reported in what.
func (x *Index) relations() *linkTable {
	t := &x.links
	if !t.dirty {
		return t
	}
	t.dirty, t.links = false, t.links[:0]
	for _, r := range x.ref.Relations {
		x.addLink(r.From, r.To, relationStyle(r.Kind))
	}
	for s, carrier := range x.cols.ReportedIn {
		if carrier != 0 && !x.dead[s] {
			x.addLink(x.cols.ID[s], carrier, StyleLinkReport)
		}
	}
	t.sort(x.cols.Len())
	return t
}

// sort makes the links of n slots findable.
func (t *linkTable) sort(n int) {
	t.off = slices.Grow(t.off[:0], n+2)[:n+2]
	clear(t.off)
	for _, l := range t.links {
		t.off[l.from+2]++
		t.off[l.to+2]++
	}
	for i := 2; i < len(t.off); i++ {
		t.off[i] += t.off[i-1]
	}
	t.by = slices.Grow(t.by[:0], 2*len(t.links))[:2*len(t.links)]
	for i, l := range t.links {
		for _, s := range [...]int32{l.from, l.to} {
			t.by[t.off[s+1]] = int32(i)
			t.off[s+1]++
		}
	}
	t.off = t.off[:n+1]
}

func (x *Index) addLink(from, to storage.ID, style Style) {
	a, ok := x.find(from)
	b, ok2 := x.find(to)
	if ok && ok2 && a != b {
		x.links.links = append(x.links.links, link{a, b, style})
	}
}

// relationStyle gives the colour of a kind of relation.
func relationStyle(k storage.RelationKind) Style {
	switch k {
	case storage.Denies, storage.Contradicts, storage.Corrects, storage.Retracts:
		return StyleLinkDeny
	case storage.Confirms, storage.Reiterates, storage.Elaborates:
		return StyleLinkAffirm
	}
	return StyleLinkNeutral
}

// orderCertain reports whether it is known which of two statements came first.
func (x *Index) orderCertain(a, b int32) bool {
	p, q := x.cols.When[a], x.cols.When[b]
	if p == q {
		m, n := x.cols.Sequence[a], x.cols.Sequence[b]
		return m != 0 && n != 0 && m != n
	}
	return before(p, q) || before(q, p)
}

// before reports whether all of p comes before all of q.
func before(p, q edtf.Corners) bool { return p.LatestEnd <= q.EarliestStart }

// maxArcs is how many arcs a frame draws; the painter needs about 20 µs each.
const maxArcs = 200

// drawLinks draws the arcs of the marks that were drawn.
func (f *frame) drawLinks(l *Layer) {
	f.s.scratch.links = f.s.scratch.links[:0]
	if f.o.Links != LinksNone {
		t := f.x.relations()
		if f.o.Selected != nil {
			f.collectLinks(t, true)
		}
		if f.o.Links == LinksAll {
			f.collectLinks(t, false)
		}
	}
	if f.o.Contradictions {
		f.collectLinks(f.x.contradictions(), false)
	}
	for i := range f.s.scratch.links {
		f.drawLink(l, &f.s.scratch.links[i])
	}
	f.tellHidden(l)
}

// collectLinks lists the links of drawn marks, each once, up to the budget, and
// counts the rest. A link is met at the first of its ends that is drawn.
func (f *frame) collectLinks(t *linkTable, selectedOnly bool) {
	sc := &f.s.scratch
	sc.met = slices.Grow(sc.met[:0], len(t.links))[:len(t.links)]
	clear(sc.met)
	for i := range f.s.targets {
		if f.s.targets[i].kind != HitMark {
			continue
		}
		for _, n := range t.of(f.s.targets[i].slot) {
			k := &t.links[n]
			if sc.met[n] || selectedOnly && !f.selected(k) {
				continue
			}
			sc.met[n] = true
			switch {
			case slices.Contains(sc.links, *k):
			case len(sc.links) < maxArcs:
				sc.links = append(sc.links, *k)
			default:
				f.s.HiddenArcs++
			}
		}
	}
}

// tellHidden says how many arcs are not drawn.
func (f *frame) tellHidden(l *Layer) {
	if f.s.HiddenArcs == 0 {
		return
	}
	p, size := f.geo.plot, f.font-1
	l.Texts = append(l.Texts, Text{
		X: p.X + p.W - 8, Y: p.Y + p.H - 8, Size: size, Align: AlignRight, Style: StyleTextDim, Halo: true,
		Str: f.s.scratch.hiddenWords(f.s.HiddenArcs),
	})
}

// hiddenWords keeps the words that it wrote last, so that a frame makes none.
func (s *scratch) hiddenWords(n int) string {
	if s.hidden != n {
		s.hidden, s.hiddenText = n, plural(n, "arc")+" more: select statements to see theirs"
	}
	return s.hiddenText
}

func (f *frame) selected(l *link) bool {
	return f.o.Selected(f.x.cols.ID[l.from]) || f.o.Selected(f.x.cols.ID[l.to])
}

func (f *frame) drawLink(l *Layer, k *link) {
	x0, y0, ok0 := f.position(k.from)
	x1, y1, ok1 := f.position(k.to)
	if !ok0 || !ok1 {
		return
	}
	a := f.curve(k, x0, y0, x1, y1)
	a.Style, a.Width, a.Alpha, a.Head = k.style, 1.5, 200, 7
	if !f.x.orderCertain(k.from, k.to) {
		a.Dash = 4
	}
	l.Arcs = append(l.Arcs, a)
}

// position gives where a statement's mark stands or would stand, out of sight
// too, though no more than the plot's own size away; false when it stands
// nowhere.
func (f *frame) position(s int32) (x, y float32, ok bool) {
	if !f.x.inPicture(s) {
		return 0, 0, false
	}
	i := f.list.of[f.x.nodeOf(f.x.cols.Speaker[s])]
	if i < 0 {
		return 0, 0, false
	}
	r := &f.list.rows[i]
	ln := r.lane
	k, ok := f.x.position(ln, s)
	if !ok {
		return 0, 0, false
	}
	y = f.top(int(i)) + f.key.of(r.size).height/2
	if f.isDrawn(int(i)) { // elsewhere marks have no rows
		y += ln.stack.rowOf(k) * ln.stack.key.step
	}
	p := f.geo.plot
	x = min(max(f.s.Scale.X(f.x.at[s]), p.X-p.W), p.X+2*p.W)
	return x, min(max(y, p.Y-p.H), p.Y+2*p.H), true
}

// curve is a bow above marks at the same height, a bow beside marks that stand
// one above the other, on the side where their labels are not, and otherwise a
// line that leaves and meets its marks vertically.
func (f *frame) curve(k *link, x0, y0, x1, y1 float32) Arc {
	const aboveEachOther = 24 // logical pixels that count as no step to the side
	off := f.key.mark/2 + 1
	dx, dy := x1-x0, y1-y0
	switch {
	case abs(dy) < 1:
		rise := min(f.key.height, 10+abs(dx)*0.1)
		y0, y1 = y0-off, y1-off
		return Arc{x0, y0, x0 + dx*0.15, y0 - rise, x1 - dx*0.15, y1 - rise, x1, y1, 0, 0, 0, 0, 0}
	case abs(dx) < aboveEachOther:
		side := f.freeSide(k)
		bow := side * min(56, 14+abs(dy)*0.12, f.roomBeside(side, x0, x1))
		x0, x1 = x0+side*off, x1+side*off
		return Arc{x0, y0, x0 + bow, y0 + dy*0.2, x1 + bow, y1 - dy*0.2, x1, y1, 0, 0, 0, 0, 0}
	case dy < 0:
		off = -off
	}
	y0, y1 = y0+off, y1-off
	dy = y1 - y0
	return Arc{x0, y0, x0, y0 + dy*0.45, x1, y1 - dy*0.45, x1, y1, 0, 0, 0, 0, 0}
}

// roomBeside is the room for a bow between marks and the edge of the plot; one
// that has none is cut at the edge.
func (f *frame) roomBeside(side, x0, x1 float32) float32 {
	const least = 14
	p := f.geo.plot
	if side < 0 {
		return max(least, min(x0, x1)-p.X)
	}
	return max(least, p.X+p.W-max(x0, x1)-f.key.mark)
}

// freeSide is -1 where the labels of two marks stand at their right, +1 where
// one of them stands at the left.
func (f *frame) freeSide(k *link) float32 {
	left := f.s.scratch.atLeft
	if slices.Contains(left, f.x.cols.ID[k.from]) || slices.Contains(left, f.x.cols.ID[k.to]) {
		return 1
	}
	return -1
}

func abs(x float32) float32 { return max(x, -x) }
