package charts

// Planning says how high every lane is. It goes through all lanes whenever the
// zoom or the pages change, so that with thousands of lanes what it costs is the
// memory that it touches: what it must know of a lane stands in the row, and the
// lane itself is looked at only when marks come into the pages or go, or when
// it may be higher than one row.

// layRows computes the heights of all rows, and gives the key with what was
// found.
func (x *Index) layRows(l *rowList, k stackKey) stackKey {
	k.exact = l.key.exact
	if l.laid == l.serial && l.key == k && len(l.top) == len(l.rows)+1 {
		return k
	}
	total := 0
	for i := range l.rows {
		r := &l.rows[i]
		if !k.merge && r.count > 1 {
			r.find(k.pages)
			total += r.met()
		}
	}
	k.exact = total <= exactMarks
	l.laid, l.key = l.serial, k
	l.top = append(l.top[:0], 0)
	keys := [...]stackKey{k.of(NormalLane), k.of(CompactLane), k.of(TallLane)}
	crowd := k.crowd()
	y := float32(0)
	for i := range l.rows {
		r := &l.rows[i]
		key := &keys[r.size]
		if !k.merge && r.mayStack(crowd) {
			x.plan(&x.trial, r, key)
			y += x.trial.height()
		} else {
			y += key.height
		}
		l.top = append(l.top, y)
	}
	return k
}

// find finds the candidates of the lane, as lane.candidates does.
func (r *row) find(pages Span) {
	r.lo.move(r.lane, satSub(pages.From, r.fwd))
	r.hi.move(r.lane, satAdd(satAdd(pages.To, r.back), 1))
}

// met is how many candidates the lane has.
func (r *row) met() int { return int(r.hi.entry - r.lo.entry) }

// mayStack reports whether the lane may be higher than one row: not with a
// single mark, nor when there are so many that they merge.
func (r *row) mayStack(crowd float64) bool {
	return r.count > 1 && (r.long || r.met() > 1 && float64(r.met()) <= crowd)
}

// ready plans a lane that is in sight.
func (x *Index) ready(r *row, k stackKey) {
	k = k.of(r.size)
	s := &r.lane.stack
	if s.valid && s.key == k {
		return
	}
	if !k.merge {
		r.find(k.pages)
	}
	x.plan(s, r, &k)
}

// plan decides how high a lane is.
func (x *Index) plan(s *stack, r *row, k *stackKey) {
	l := r.lane
	s.valid, s.seated, s.key, s.bins, s.rows, s.room = true, false, *k, k.merge, 1, k.room
	s.lo, s.hi = int(r.lo.entry), int(r.hi.entry)
	n := s.hi - s.lo + len(l.long)
	switch {
	case k.merge || n == 0:
	case n > 1 && float64(x.crossing(l, s)) > k.crowd():
		s.bins = true
	case k.exact || n <= fewMarks:
		x.seat(l, s)
	default:
		x.bound(l, s)
	}
}
