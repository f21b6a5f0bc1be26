package charts

import (
	"slices"
	"time"

	"saywhen/storage"
)

// source is an Input made ready for counting: what is missing is filled in and
// the set of what is kept is a mask by row, which costs nothing to ask.
type source struct {
	cols *storage.Columns // never nil
	ref  Reference
	docs []storage.Document
	mask []bool // by row: kept; nil keeps all
	kept int
	loc  *time.Location // never nil
}

func newSource(in Input) *source {
	s := &source{cols: in.Columns, ref: in.Ref, docs: in.Documents, loc: in.Location}
	if s.cols == nil || s.cols.Len() == 0 {
		s.cols = &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	}
	if s.loc == nil {
		s.loc = time.UTC
	}
	s.kept = s.cols.Len()
	if in.Keep != nil {
		s.mask, s.kept = maskOf(s.cols.ID, in.Keep.ids)
	}
	return s
}

// maskOf marks which of all are in some, and counts them. Both are ascending.
func maskOf(all, some []storage.ID) (mask []bool, n int) {
	mask = make([]bool, len(all))
	for i, id := range all {
		for len(some) > 0 && some[0] < id {
			some = some[1:]
		}
		if len(some) > 0 && some[0] == id {
			mask[i] = true
			n++
		}
	}
	return mask, n
}

// has reports whether row i is kept.
func (s *source) has(i int) bool { return s.mask == nil || s.mask[i] }

// row finds a kept statement.
func (s *source) row(id storage.ID) (int, bool) {
	i, ok := slices.BinarySearch(s.cols.ID, id)
	return i, ok && s.has(i)
}

// collect lists the kept statements for which is says true, ascending.
func (s *source) collect(is func(i int) bool) []storage.ID {
	if s == nil {
		return nil
	}
	var ids []storage.ID
	for i, id := range s.cols.ID {
		if s.has(i) && is(i) {
			ids = append(ids, id)
		}
	}
	return ids
}

// positions gives the range of row i in Claims and Stance.
func (s *source) positions(i int) (from, to int32) { return s.cols.PosOff[i], s.cols.PosOff[i+1] }

// parties gives the range of row i in Parties and Roles.
func (s *source) parties(i int) (from, to int32) { return s.cols.PartyOff[i], s.cols.PartyOff[i+1] }

// firstAt reports whether position p of a statement, whose positions begin at
// from, is the first on its claim.
func (s *source) firstAt(from, p int32) bool {
	for q := from; q < p; q++ {
		if s.cols.Claims[q] == s.cols.Claims[p] {
			return false
		}
	}
	return true
}

// idTable numbers ids 0, 1, 2 … in the order in which they come: a hash table
// with open addresses, several times as quick as a map.
type idTable struct {
	slots []idSlot
	shift uint // 64 - log2(len(slots))
	ids   []storage.ID
}

type idSlot struct {
	id  storage.ID
	num int32 // plus 1; 0 is a free slot
}

// newIDTable makes room for n ids; it grows beyond that by itself.
func newIDTable(n int) *idTable {
	t := &idTable{}
	size, shift := 8, uint(61)
	for size < 2*n {
		size, shift = size*2, shift-1
	}
	t.slots, t.shift = make([]idSlot, size), shift
	return t
}

// slot is where the id stands, or would.
func (t *idTable) slot(id storage.ID) *idSlot {
	i := int(uint64(id) * 0x9E3779B97F4A7C15 >> t.shift) // 2^64 / golden ratio: neighbours land apart
	for {
		s := &t.slots[i]
		if s.num == 0 || s.id == id {
			return s
		}
		if i++; i == len(t.slots) {
			i = 0
		}
	}
}

// find gives the number of an id, or -1.
func (t *idTable) find(id storage.ID) int32 { return t.slot(id).num - 1 }

// add gives the number of an id, a new one when it has none.
func (t *idTable) add(id storage.ID) int32 {
	s := t.slot(id)
	if s.num == 0 {
		if 2*len(t.ids) >= len(t.slots) {
			t.grow()
			s = t.slot(id)
		}
		t.ids = append(t.ids, id)
		*s = idSlot{id, int32(len(t.ids))}
	}
	return s.num - 1
}

func (t *idTable) grow() {
	t.slots, t.shift = make([]idSlot, 2*len(t.slots)), t.shift-1
	for i, id := range t.ids {
		*t.slot(id) = idSlot{id, int32(i + 1)}
	}
}
