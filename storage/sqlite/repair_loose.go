package sqlite

import (
	"maps"
	"slices"

	"saywhen/storage/sqlite/pages"
)

// Pages that no tree of ours reached are searched for rows, once it is known
// which of them belong to something else.

// walkOthers marks the pages of everything else in the file, so that they are
// not taken for rows of ours: indexes, the full-text tables.
func (d *dig) walkOthers() {
	for _, name := range slices.Sorted(maps.Keys(d.schema)) {
		if d.byName[name] == nil {
			d.mark(d.schema[name].root, 0)
		}
	}
}

// mark goes through a tree that is not ours to read. A leaf in it that belongs
// to one of our tables got there by mistake, and stays loose.
func (d *dig) mark(no uint32, depth int) {
	if depth > maxDepth || d.ctx.Err() != nil || !d.use(no) {
		return
	}
	n, err := d.file.Node(no)
	if err != nil || n.Kind == pages.TableLeaf && d.claimed(n) {
		d.bad[no] = true
		d.used[no] = false
		return
	}
	inner := n.Kind == pages.TableInner || n.Kind == pages.IndexInner
	for i := range n.Len() {
		if n.Kind != pages.TableInner {
			if _, _, err := n.Payload(i, d.overflow); err != nil {
				d.bad[no] = true
			}
		}
		if child, _, err := n.Child(i); inner && err == nil {
			d.mark(child, depth+1)
		}
	}
	if inner {
		d.mark(n.Right, depth+1)
	}
}

// claimed reports whether a leaf belongs to a table that lacks a part.
func (d *dig) claimed(n pages.Node) bool {
	_, rows := d.claim(n)
	return rows != nil
}

// searchLoose looks through the pages that no tree reached.
func (d *dig) searchLoose() {
	for no := uint32(2); no <= d.file.Count() && d.ctx.Err() == nil; no++ {
		if d.used[no] {
			continue
		}
		if n, err := d.file.Node(no); err == nil && n.Kind == pages.TableLeaf {
			if l, rows := d.claim(n); rows != nil {
				l.rows = append(l.rows, rows...)
			}
		}
	}
}

// claim gives the table, of those that lack a part, to which most rows of a leaf
// belong, and those rows; nil when there is none.
func (d *dig) claim(n pages.Node) (best *lode, rows []place) {
	claims := make([][]place, len(d.lodes))
	for i := range n.Len() {
		id, values, err := d.values(n, i)
		if err != nil {
			continue
		}
		for j, l := range d.lodes {
			row, err := l.row(id, slices.Clone(values))
			if err == nil && l.mayMiss(id) && l.plausible(row) {
				claims[j] = append(claims[j], place{id, n.Page, uint16(i)})
			}
		}
	}
	for j, c := range claims {
		if len(c) > len(rows) && 2*len(c) >= n.Len() {
			best, rows = d.lodes[j], c
		}
	}
	return best, rows
}
