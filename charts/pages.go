package charts

// A picture that is higher than a page goes on several. Lanes are not cut: what
// does not fit whole begins the next page, below the pinned lanes, which every
// page repeats.

// NextPage says how the last Layout into s goes on. Height is that of a picture
// that ends with the last lane that fits whole; scroll is the View.ScrollY at
// which the next one begins. It is false when all lanes are there. A lane that
// is higher than a page is cut.
func (s *Scene) NextPage() (height, scroll float32, more bool) {
	f := &s.scratch.frame
	rows := len(f.list.rows)
	end := f.v.ScrollY + f.geo.plot.H
	for i := f.lo; i < rows; i++ {
		if f.list.top[i+1] <= end+0.5 {
			continue
		}
		if i == f.lo { // higher than the page: go on within it
			return s.H, end - f.block, true
		}
		return s.H - (end - f.list.top[i]), f.list.top[i] - f.block, true
	}
	return s.H, 0, false
}
