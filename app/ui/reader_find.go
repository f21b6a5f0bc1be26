package ui

import (
	"sort"

	"saywhen/storage"
)

// finding are places in a text that were looked for, ascending, without
// overlaps.
type finding struct {
	list []storage.Span
	at   int // the one that is shown
}

// within visits those that overlap [start,end).
func (f *finding) within(start, end int, visit func(int, storage.Span)) {
	i := sort.Search(len(f.list), func(i int) bool { return f.list[i].End > start })
	for ; i < len(f.list) && f.list[i].Start < end; i++ {
		visit(i, f.list[i])
	}
}

// nearest shows the first place from an offset on, round the end of the text.
func (f *finding) nearest(offset int) (storage.Span, bool) {
	if len(f.list) == 0 {
		return storage.Span{}, false
	}
	f.at = sort.Search(len(f.list), func(i int) bool { return f.list[i].Start >= offset }) % len(f.list)
	return f.list[f.at], true
}

// step shows the next place, or the one before.
func (f *finding) step(by int) (storage.Span, bool) {
	n := len(f.list)
	if n == 0 {
		return storage.Span{}, false
	}
	f.at = (f.at + by + n) % n
	return f.list[f.at], true
}
