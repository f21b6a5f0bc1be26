package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Texts are ranked without having all of them in memory: by their first letters;
// those that are still equal, and may go on, by the next ones, of which each
// round reads twice as many.

const (
	firstPiece = 32  // letters of the first round
	lastPiece  = 512 // of the last: what is equal up to there counts as equal
)

// textRanks ranks rows by a text.
type textRanks struct {
	ids   []storage.ID
	rowOf func(storage.ID) (int32, bool)
	rank  []int64
	piece []string // by row, of the round
	cut   []bool   // by row: the text may go on behind it
}

// rankTexts gives a number for each row by which it is sorted by a text; noKey
// where there is none.
func rankTexts(ctx context.Context, f *sqlite.File, text sqlite.SortText, ids []storage.ID, progress func(done, total int)) ([]int64, error) {
	t := &textRanks{ids: ids, rowOf: rowFinder(ids), rank: make([]int64, len(ids)), piece: make([]string, len(ids)), cut: make([]bool, len(ids))}
	open, err := t.read(ctx, f, text, 0, firstPiece, nil, progress)
	if err != nil {
		return nil, err
	}
	for i := range t.rank {
		t.rank[i] = noKey
	}
	for _, row := range open {
		t.rank[row] = 0
	}
	for from, length := 0, firstPiece; ; {
		open = t.refine(open)
		from, length = from+length, 2*length
		if len(open) == 0 || length > lastPiece {
			return t.rank, ctx.Err()
		}
		// Those whose text has ended have no piece, and come before the others.
		if _, err = t.read(ctx, f, text, from, length, open, progress); err != nil {
			return nil, err
		}
	}
}

// read reads a piece of the texts of rows, nil for all, and gives those that
// have one.
func (t *textRanks) read(ctx context.Context, f *sqlite.File, text sqlite.SortText, from, length int, rows []int32, progress func(done, total int)) (read []int32, err error) {
	var ids []storage.ID
	for _, row := range rows {
		t.piece[row], t.cut[row] = "", false
		ids = append(ids, t.ids[row])
	}
	err = f.SortTexts(ctx, text, from, length, ids, func(id storage.ID, piece string) {
		row, ok := t.rowOf(id)
		if !ok {
			return
		}
		t.cut[row] = utf8.RuneCountInString(piece) >= length
		if from == 0 {
			piece = strings.TrimLeft(piece, " \t\n")
		}
		t.piece[row] = strings.ToLower(piece)
		read = append(read, row)
		if progress != nil && len(read)%4096 == 0 {
			progress(len(read), len(t.ids))
		}
	})
	return read, err
}

// refine ranks rows of equal rank by their pieces, and gives those that are
// still equal although their texts may go on.
func (t *textRanks) refine(rows []int32) (open []int32) {
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(t.rank[a], t.rank[b]), strings.Compare(t.piece[a], t.piece[b]))
	})
	same := func(i, j int) bool {
		return t.rank[rows[i]] == t.rank[rows[j]] && t.piece[rows[i]] == t.piece[rows[j]]
	}
	ranks := make([]int64, len(rows))
	for i, group := 0, 0; i < len(rows); { // group is where the rows of this rank begin
		if t.rank[rows[i]] != t.rank[rows[group]] {
			group = i
		}
		j, goesOn := i, false
		for ; j < len(rows) && same(i, j); j++ {
			ranks[j] = t.rank[rows[i]] + int64(i-group)
			goesOn = goesOn || t.cut[rows[j]]
		}
		if goesOn && j-i > 1 {
			open = append(open, rows[i:j]...)
		}
		i = j
	}
	for i, row := range rows {
		t.rank[row] = ranks[i]
	}
	return open
}

// readTimes gives a number for each row: when it was made or changed.
func readTimes(ctx context.Context, f *sqlite.File, changed bool, ids []storage.ID) ([]int64, error) {
	out, rowOf := make([]int64, len(ids)), rowFinder(ids)
	for i := range out {
		out[i] = noKey
	}
	err := f.SortTimes(ctx, changed, func(id storage.ID, at int64) {
		if row, ok := rowOf(id); ok && at != 0 {
			out[row] = at
		}
	})
	return out, err
}

// rowFinder gives the row of an id.
func rowFinder(ids []storage.ID) func(storage.ID) (int32, bool) {
	if slices.IsSorted(ids) {
		return func(id storage.ID) (int32, bool) {
			i, ok := slices.BinarySearch(ids, id)
			return int32(i), ok
		}
	}
	row := make(map[storage.ID]int32, len(ids))
	for i, id := range ids {
		row[id] = int32(i)
	}
	return func(id storage.ID) (int32, bool) { i, ok := row[id]; return i, ok }
}
