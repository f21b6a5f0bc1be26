package charts

import (
	"slices"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// store keeps the statements in slots that never move: a slot is a statement's
// place in the columns, found by id. What is removed leaves a dead slot behind;
// what is added later than its id suggests is found through a map. So a change
// costs what changed, and the slots can be kept in the lanes' sorted arrays.
type store struct {
	cols   storage.Columns
	sorted int                  // ids ascend below this slot
	extra  map[storage.ID]int32 // slots from there on
	dead   []bool
	live   int
	patch  map[int32]rowPatch // positions and parties that changed later
	clean  bool               // cols are what columns() gives
	copied *storage.Columns   // or else this is, when it is not nil
}

// rowPatch replaces the compressed rows of one slot.
type rowPatch struct {
	claims  []storage.ID
	stances []storage.Stance
	parties []storage.ID
	roles   []storage.Role
}

func newStore(cols *storage.Columns) store {
	s := store{cols: *cols, clean: true, sorted: cols.Len(), live: cols.Len(), dead: make([]bool, cols.Len())}
	if len(s.cols.PosOff) == 0 {
		s.cols.PosOff = []int32{0}
	}
	if len(s.cols.PartyOff) == 0 {
		s.cols.PartyOff = []int32{0}
	}
	return s
}

// slot finds a statement, also one that was removed.
func (s *store) slot(id storage.ID) (int32, bool) {
	if i, ok := slices.BinarySearch(s.cols.ID[:s.sorted], id); ok {
		return int32(i), true
	}
	i, ok := s.extra[id]
	return i, ok
}

// find gives the slot of a statement that is there.
func (s *store) find(id storage.ID) (int32, bool) {
	i, ok := s.slot(id)
	return i, ok && !s.dead[i]
}

func (s *store) remove(slot int32) {
	s.dead[slot] = true
	s.live--
	s.clean, s.copied = false, nil
}

// put stores row i of src and gives its slot.
func (s *store) put(src *storage.Columns, i int) int32 {
	s.copied = nil
	slot, known := s.slot(src.ID[i])
	if !known {
		return s.append(src, i)
	}
	if s.dead[slot] {
		s.dead[slot] = false
		s.live++
	}
	s.clean = false
	c := &s.cols
	c.Speaker[slot], c.Verb[slot], c.Document[slot] = src.Speaker[i], src.Verb[i], src.Document[i]
	c.Coder[slot], c.ReportedIn[slot], c.When[slot] = src.Coder[i], src.ReportedIn[i], src.When[i]
	c.Precision[slot], c.Sequence[slot] = src.Precision[i], src.Sequence[i]
	c.Certainty[slot], c.Flags[slot] = src.Certainty[i], src.Flags[i]
	if s.patch == nil {
		s.patch = map[int32]rowPatch{}
	}
	p, q := src.PosOff[i], src.PosOff[i+1]
	a, b := src.PartyOff[i], src.PartyOff[i+1]
	s.patch[slot] = rowPatch{
		slices.Clone(src.Claims[p:q]), slices.Clone(src.Stance[p:q]),
		slices.Clone(src.Parties[a:b]), slices.Clone(src.Roles[a:b]),
	}
	return slot
}

func (s *store) append(src *storage.Columns, i int) int32 {
	slot := int32(s.cols.Len())
	id := src.ID[i]
	if s.sorted == int(slot) && (slot == 0 || s.cols.ID[slot-1] < id) {
		s.sorted++
	} else {
		if s.extra == nil {
			s.extra = map[storage.ID]int32{}
		}
		s.extra[id] = slot
		s.clean = false
	}
	appendRow(&s.cols, src, i)
	appendRows(&s.cols, rowsOf(src, i))
	s.dead = append(s.dead, false)
	s.live++
	return slot
}

// columns gives the live statements in the order of their ids.
func (s *store) columns() *storage.Columns {
	if s.clean {
		return &s.cols
	}
	if s.copied != nil {
		return s.copied
	}
	order := make([]int32, 0, s.live)
	for i := range s.dead {
		if !s.dead[i] {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return compareIDs(s.cols.ID[a], s.cols.ID[b]) })
	out := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	for _, i := range order {
		appendRow(out, &s.cols, int(i))
		appendRows(out, s.rows(i))
	}
	s.copied = out
	return out
}

// rows gives the positions and parties of a slot.
func (s *store) rows(slot int32) rowPatch {
	if len(s.patch) > 0 {
		if p, ok := s.patch[slot]; ok {
			return p
		}
	}
	return rowsOf(&s.cols, int(slot))
}

func rowsOf(c *storage.Columns, i int) rowPatch {
	p, q := c.PosOff[i], c.PosOff[i+1]
	a, b := c.PartyOff[i], c.PartyOff[i+1]
	return rowPatch{c.Claims[p:q], c.Stance[p:q], c.Parties[a:b], c.Roles[a:b]}
}

// appendRow copies the columns of fixed width.
func appendRow(dst, src *storage.Columns, i int) {
	dst.ID = append(dst.ID, src.ID[i])
	dst.Speaker = append(dst.Speaker, src.Speaker[i])
	dst.Verb = append(dst.Verb, src.Verb[i])
	dst.Document = append(dst.Document, src.Document[i])
	dst.Coder = append(dst.Coder, src.Coder[i])
	dst.ReportedIn = append(dst.ReportedIn, src.ReportedIn[i])
	dst.When = append(dst.When, src.When[i])
	dst.Precision = append(dst.Precision, src.Precision[i])
	dst.Sequence = append(dst.Sequence, src.Sequence[i])
	dst.Certainty = append(dst.Certainty, src.Certainty[i])
	dst.Flags = append(dst.Flags, src.Flags[i])
}

// appendRows copies the compressed rows.
func appendRows(dst *storage.Columns, r rowPatch) {
	dst.Claims = append(dst.Claims, r.claims...)
	dst.Stance = append(dst.Stance, r.stances...)
	dst.PosOff = append(dst.PosOff, int32(len(dst.Claims)))
	dst.Parties = append(dst.Parties, r.parties...)
	dst.Roles = append(dst.Roles, r.roles...)
	dst.PartyOff = append(dst.PartyOff, int32(len(dst.Parties)))
}

func compareIDs(a, b storage.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// moment is where a date's mark stands and how far the date reaches. Open ends
// reach no further than the mark: they are drawn as arrows of a fixed length,
// or a view of June would be full of everything said before September.
type moment struct {
	at       int64 // Unix seconds of the mark
	from, to int64 // finite ends, from ≤ at ≤ to
}

// place gives the moment of a date, and false when it stands nowhere.
func place(c edtf.Corners, flags storage.Flags) (moment, bool) {
	if flags&storage.Undated != 0 {
		return moment{}, false
	}
	at, ok := anchor(c, flags&(storage.IsExtent|storage.IsAllOf) != 0)
	m := moment{at, at, at}
	for _, t := range [...]int64{c.EarliestStart, c.LatestStart, c.EarliestEnd, c.LatestEnd} {
		if finite(t) {
			m.from, m.to = min(m.from, t), max(m.to, t)
		}
	}
	return m, ok
}

// anchor is the instant of the mark: the middle of a moment's range, the middle
// of the range in which an extent starts; beside an open end, the known one.
func anchor(c edtf.Corners, extent bool) (int64, bool) {
	lo, hi := c.EarliestStart, c.LatestEnd
	if extent {
		hi = c.LatestStart
		if !finite(lo) {
			lo, hi = c.EarliestEnd, c.LatestEnd
		}
	}
	switch {
	case finite(lo) && finite(hi):
		return lo + (hi-lo)/2, true
	case finite(hi):
		return hi, true
	case finite(lo):
		return lo, true
	case finite(c.LatestStart):
		return c.LatestStart, true
	case finite(c.EarliestEnd):
		return c.EarliestEnd, true
	}
	return 0, false
}

// farTime bounds the instants that have a place in a picture: 100 million
// years about 1970. What is beyond counts as open.
const farTime = int64(100_000_000 * yearSeconds)

func finite(t int64) bool { return t > -farTime && t < farTime }
