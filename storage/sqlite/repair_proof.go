package sqlite

import (
	"context"
	"fmt"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
)

// A flipped bit in a text leaves a row that can be read and is wrong. The
// history has an image of what was stored last; where the two differ, one of
// them is damaged. Which one, the revision tells: it is a sum over all rows, so
// that the rows are right when the sum is that of the damaged file.

// doubt is a row of the new project that the history has otherwise.
type doubt struct {
	t     *table
	id    int64
	row   []any  // in the new project; nil when it has none
	image []any  // in the history
	delta sum256 // what the image would add to the revision
}

// maxTried is the number of doubts up to which every choice among them is tried.
const maxTried = 12

// prove compares the new project with the history and takes the images that make
// the revision the old one. When they make a project with faults, the old one had
// them before it was damaged: then what was mended stays. Records that stay in
// doubt are named.
func (f *File) prove(ctx context.Context, d *dig, r *Rescue) error {
	want, parseErr := parseSum(r.revision)
	if parseErr == nil && want == f.revision {
		return nil
	}
	doubts, err := f.findDoubts(ctx, d)
	if err != nil || len(doubts) == 0 {
		return err
	}
	want.sub(f.revision)
	if right, ok := choose(doubts, want); ok && parseErr == nil {
		ok, err := f.take(ctx, right)
		if ok {
			for _, x := range right {
				r.Mended = append(r.Mended, x.problem("its %s was damaged, and is again as the history has it"))
			}
		}
		if ok || err != nil {
			return err
		}
	}
	for _, x := range doubts {
		r.Doubtful = append(r.Doubtful, x.problem("its %s is not what the history has; compare it with a backup"))
	}
	return nil
}

// take puts the images into the new project, unless that makes faults.
func (f *File) take(ctx context.Context, right []doubt) (taken bool, err error) {
	_, err = f.Do(ctx, "Repair", func(tx *Tx) error {
		for _, x := range right {
			if err := tx.update(x.t, x.image); err != nil {
				return err
			}
		}
		return nil
	})
	if primary, _ := code(err); primary == lib.SQLITE_CONSTRAINT {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	problems, err := f.Check(ctx, nil)
	if err == nil && len(problems) > 0 {
		_, err = f.Undo(ctx)
	}
	return err == nil && len(problems) == 0, err
}

// problem names the first column that differs.
func (x doubt) problem(format string) Problem {
	p := Problem{Kind: x.t.kind}
	if x.t.owner >= 0 {
		id, _ := x.row[x.t.owner].(int64)
		p.ID = storage.ID(id)
	}
	for i := range x.row {
		if x.row[i] != x.image[i] {
			p.Message = fmt.Sprintf(format, said(x.t.columns[i]))
			break
		}
	}
	return p
}

// findDoubts reads the history twice: first hashes of the last images, of which
// there may be many, then the images of the rows that differ, which are few.
func (f *File) findDoubts(ctx context.Context, d *dig) ([]doubt, error) {
	last := map[*table]map[int64]sum256{}
	hash := newHasher()
	d.eachChange(f.tables, func(c change) {
		if last[c.table] == nil {
			last[c.table] = map[int64]sum256{}
		}
		if c.new == nil {
			delete(last[c.table], c.id())
		} else {
			last[c.table][c.id()] = hash.row(c.table, c.new)
		}
	})
	found := map[*table]map[int64]*doubt{}
	for t, images := range last {
		found[t] = map[int64]*doubt{}
		for _, id := range sortedIDs(images) {
			row, err := f.writer.row(t, storage.ID(id))
			if err != nil {
				return nil, err
			}
			if row == nil || hash.row(t, row) == images[id] {
				continue
			}
			delta := images[id]
			delta.sub(hash.row(t, row))
			found[t][id] = &doubt{t: t, id: id, row: row, delta: delta}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	d.eachChange(f.tables, func(c change) {
		if x := found[c.table][c.id()]; x != nil && c.new != nil {
			x.image = c.new
		}
	})
	var doubts []doubt
	for _, t := range f.tables.list {
		for _, id := range sortedIDs(found[t]) {
			x := found[t][id]
			if _, err := d.byName[t.name].row(id, append([]any{nil}, x.image[1:]...)); err == nil {
				doubts = append(doubts, *x)
			}
		}
	}
	return doubts, nil
}

// choose gives the doubts whose images together add want to the revision: all of
// them, or, of a few, any choice.
func choose(doubts []doubt, want sum256) (right []doubt, proved bool) {
	var all sum256
	for _, x := range doubts {
		all.add(x.delta)
	}
	if all == want {
		return doubts, true
	}
	if len(doubts) > maxTried {
		return nil, false
	}
	for set := 1; set < 1<<len(doubts); set++ {
		var sum sum256
		right = right[:0]
		for i, x := range doubts {
			if set>>i&1 == 1 {
				sum.add(x.delta)
				right = append(right, x)
			}
		}
		if sum == want {
			return right, true
		}
	}
	return nil, false
}
