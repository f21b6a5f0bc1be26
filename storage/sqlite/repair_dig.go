package sqlite

import (
	"cmp"
	"context"
	"math"
	"slices"

	"saywhen/storage/sqlite/pages"
)

// The dig walks the tree of each table from its root and notes where each row
// lies; what it cannot reach, it notes as a range of ids that is lost. Then it
// looks through the pages that no tree reached: a leaf there whose rows have the
// shape of a table, and ids in a range that this table lost, is a part of it.
// Pages on the list of free ones stay out, or what was deleted would come back.

// place is where a row lies.
type place struct {
	id   int64
	page uint32
	cell uint16
}

// idRange is a range of ids, both ends included.
type idRange struct{ first, last int64 }

// lode is what was found of one table.
type lode struct {
	*shape
	rows   []place // ascending ids, each once
	broken []int64 // rows that are there and cannot be read
	lost   []idRange
}

// has reports whether a row of that id was found.
func (f *lode) has(id int64) bool {
	_, ok := slices.BinarySearchFunc(f.rows, id, func(p place, id int64) int { return cmp.Compare(p.id, id) })
	return ok
}

// mayMiss reports whether a row of that id may have been lost.
func (f *lode) mayMiss(id int64) bool {
	return slices.ContainsFunc(f.lost, func(r idRange) bool { return id >= r.first && id <= r.last })
}

// settle sorts the rows; of two with the same id the one that was found first
// stays.
func (f *lode) settle() {
	slices.SortStableFunc(f.rows, func(a, b place) int { return cmp.Compare(a.id, b.id) })
	f.rows = slices.CompactFunc(f.rows, func(a, b place) bool { return a.id == b.id })
}

// dig is one look through a file in one layout.
type dig struct {
	ctx    context.Context
	file   *pages.File
	lodes  []*lode
	byName map[string]*lode
	// version is that of the schema, as the file says.
	version int64
	schema  map[string]schemaRow
	used    []bool // by page: a tree reached it, or it is free
	bad     map[uint32]bool
	chains  int // pages of overflow chains that may still be read
	node    pages.Node
}

// schemaRow is what the file says about one of its tables or indexes.
type schemaRow struct {
	kind string
	root uint32
	text string
}

func newDig(ctx context.Context, file *pages.File, shapes []*shape) *dig {
	d := &dig{
		ctx: ctx, file: file, byName: map[string]*lode{}, schema: map[string]schemaRow{},
		used: make([]bool, int(file.Count())+1), bad: map[uint32]bool{},
		chains: 4*int(file.Count()) + 64,
	}
	for _, s := range shapes {
		f := &lode{shape: s}
		d.lodes = append(d.lodes, f)
		d.byName[s.name] = f
	}
	return d
}

// run does the whole work; it fails only when the context ends.
func (d *dig) run() error {
	d.readSchema()
	_ = d.file.Free(func(no uint32) { d.use(no) }) // as far as it can be followed
	for _, f := range d.lodes {
		row, ok := d.schema[f.name]
		if !ok && d.version == 1 && sinceVersion2[f.name] {
			continue // there was nothing to lose
		}
		if !ok {
			f.lost = append(f.lost, idRange{math.MinInt64, math.MaxInt64})
			continue
		}
		d.walk(f, row.root, idRange{math.MinInt64, math.MaxInt64}, 0)
		f.settle()
		if err := d.ctx.Err(); err != nil {
			return err
		}
	}
	d.walkOthers()
	d.searchLoose()
	for _, f := range d.lodes {
		f.settle()
	}
	return d.ctx.Err()
}

// readSchema reads page 1 and what hangs on it, whatever its columns are called.
func (d *dig) readSchema() {
	d.eachLeaf(1, 0, func(n pages.Node) {
		for i := range n.Len() {
			_, values, err := d.values(n, i)
			if err != nil || len(values) != 5 {
				continue
			}
			kind, _ := values[0].(string)
			name, _ := values[1].(string)
			root, _ := values[3].(int64)
			text, _ := values[4].(string)
			if root > 0 && root <= int64(d.file.Count()) && name != "" {
				d.schema[name] = schemaRow{kind, uint32(root), text}
			}
		}
	})
}

// eachLeaf visits the leaves of a table's tree that can be reached.
func (d *dig) eachLeaf(no uint32, depth int, visit func(pages.Node)) {
	if depth > maxDepth || !d.use(no) {
		return
	}
	n, err := d.file.Node(no)
	switch {
	case err != nil:
	case n.Kind == pages.TableLeaf:
		visit(n)
	case n.Kind == pages.TableInner:
		for i := range n.Len() {
			if child, _, err := n.Child(i); err == nil {
				d.eachLeaf(child, depth+1, visit)
			}
		}
		d.eachLeaf(n.Right, depth+1, visit)
	}
}

// maxDepth is beyond any tree: each level has at least two children.
const maxDepth = 40

// use marks a page as spoken for; it reports whether it was free to be.
func (d *dig) use(no uint32) bool {
	if no == 0 || int(no) >= len(d.used) || d.used[no] {
		return false
	}
	d.used[no] = true
	return true
}

// overflow is called for every page of an overflow chain.
func (d *dig) overflow(no uint32) bool {
	if int(no) < len(d.used) {
		d.used[no] = true
	}
	d.chains--
	return d.chains > 0
}

// lose notes that rows of a range cannot be reached.
func (d *dig) lose(f *lode, r idRange, no uint32) {
	f.lost = append(f.lost, r)
	d.bad[no] = true
}

// walk notes the rows below a page, whose ids should lie in r.
func (d *dig) walk(f *lode, no uint32, r idRange, depth int) {
	if depth > maxDepth || d.ctx.Err() != nil || !d.use(no) {
		d.lose(f, r, no)
		return
	}
	n, err := d.file.Node(no)
	switch {
	case err != nil, n.Kind != pages.TableLeaf && n.Kind != pages.TableInner:
		d.used[no] = false
		d.lose(f, r, no)
	case n.Kind == pages.TableLeaf:
		d.leaf(f, n, r, depth)
	default:
		d.inner(f, n, r, depth)
	}
}

func (d *dig) inner(f *lode, n pages.Node, r idRange, depth int) {
	left, whole := r, r
	for i := range n.Len() {
		child, key, err := n.Child(i)
		switch {
		case err != nil:
			d.lose(f, whole, n.Page)
		case key < left.first || key > r.last:
			d.lose(f, whole, n.Page)
			d.walk(f, child, whole, depth+1)
		default:
			left.last = key
			d.walk(f, child, left, depth+1)
			left = idRange{key, r.last}
			if key < math.MaxInt64 {
				left.first++
			}
		}
	}
	d.walk(f, n.Right, left, depth+1)
}

// leaf notes the rows of a page. When most of them are not of this table, the
// page got here by mistake, and is left for searchLoose.
func (d *dig) leaf(f *lode, n pages.Node, r idRange, depth int) {
	var rows []place
	var broken []int64
	fitting, strays := 0, false
	for i := range n.Len() {
		id, values, err := d.values(n, i)
		var row []any
		if err == nil {
			row, err = f.row(id, values)
		}
		if err != nil {
			broken = append(broken, id)
			continue
		}
		if f.plausible(row) {
			fitting++
		}
		strays = strays || id < r.first || id > r.last
		rows = append(rows, place{id, n.Page, uint16(i)})
	}
	if 2*fitting < n.Len() || n.Len() == 0 && depth > 0 {
		d.used[n.Page] = false
		d.lose(f, r, n.Page)
		return
	}
	if strays || len(broken) > 0 {
		d.lose(f, r, n.Page)
	}
	f.rows, f.broken = append(f.rows, rows...), append(f.broken, broken...)
}

// values reads a cell of a leaf.
func (d *dig) values(n pages.Node, i int) (int64, []any, error) {
	id, payload, err := n.Payload(i, d.overflow)
	if err != nil {
		return id, nil, err
	}
	values, err := pages.Values(payload)
	return id, values, err
}

// read gives the row that lies in a place.
func (d *dig) read(f *lode, p place) ([]any, error) {
	if d.node.Page != p.page {
		n, err := d.file.Node(p.page)
		if err != nil {
			return nil, err
		}
		d.node = n
	}
	id, payload, err := d.node.Payload(int(p.cell), nil)
	if err != nil {
		return nil, err
	}
	values, err := pages.Values(payload)
	if err != nil {
		return nil, err
	}
	return f.row(id, values)
}

// each reads the rows of a table in the order of their ids.
func (d *dig) each(f *lode, visit func(row []any) error) error {
	for _, p := range f.rows {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		row, err := d.read(f, p)
		if err != nil {
			continue // it could be read a moment ago: the file is being written
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// rows is how much was found.
func (d *dig) rows() (n int) {
	for _, f := range d.lodes {
		n += len(f.rows)
	}
	return n
}
