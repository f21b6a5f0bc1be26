package app

import (
	"cmp"
	"math"
	"slices"

	"saywhen/storage"
)

// permutation is an order of rows that is sorted by one number after the other.
type permutation struct {
	rows  []int32
	pairs [2][]sortPair // scratch
}

type sortPair struct {
	key uint64
	row int32
}

// newPermutation begins with the rows by id.
func newPermutation(ids []storage.ID) *permutation {
	p := &permutation{rows: make([]int32, len(ids))}
	for i := range p.rows {
		p.rows[i] = int32(i)
	}
	if !slices.IsSorted(ids) {
		slices.SortFunc(p.rows, func(a, b int32) int { return cmp.Compare(ids[a], ids[b]) })
	}
	for i := range p.pairs {
		p.pairs[i] = make([]sortPair, len(ids))
	}
	return p
}

// radixBits is how many bits of a number one pass sorts by.
const radixBits = 11

// by sorts by one number each, stably.
func (p *permutation) by(keys []int64, descending bool) {
	low, high := keyRange(keys)
	from, to := p.pairs[0], p.pairs[1]
	sorted := true
	for i, row := range p.rows {
		k := max(keys[row], low) // an empty cell has its place from emptyLast
		u := uint64(k) - uint64(low)
		if descending {
			u = uint64(high) - uint64(k)
		}
		from[i] = sortPair{u, row}
		sorted = sorted && (i == 0 || from[i-1].key <= u)
	}
	if sorted {
		return
	}
	for shift, span := 0, uint64(high)-uint64(low); shift < 64 && span>>shift > 0; shift += radixBits {
		radixPass(to, from, shift)
		from, to = to, from
	}
	for i := range from {
		p.rows[i] = from[i].row
	}
}

// keyRange is that of all numbers besides noKey.
func keyRange(keys []int64) (low, high int64) {
	low, high = math.MaxInt64, noKey
	for _, k := range keys {
		if k != noKey {
			low, high = min(low, k), max(high, k)
		}
	}
	if low > high {
		return 0, 0
	}
	return low, high
}

// radixPass sorts src into dst by the bits from shift on.
func radixPass(dst, src []sortPair, shift int) {
	const mask = 1<<radixBits - 1
	var at [1 << radixBits]int32
	for i := range src {
		at[src[i].key>>shift&mask]++
	}
	sum := int32(0)
	for i, n := range at {
		at[i] = sum
		sum += n
	}
	for i := range src {
		d := src[i].key >> shift & mask
		dst[at[d]] = src[i]
		at[d]++
	}
}

// emptyLast moves the rows without a first number behind all others.
func (p *permutation) emptyLast(keys [][]int64) {
	if len(keys) == 0 || !slices.Contains(keys[0], noKey) {
		return
	}
	out := make([]int32, 0, len(p.rows))
	var empty []int32
	for _, row := range p.rows {
		if keys[0][row] == noKey {
			empty = append(empty, row)
		} else {
			out = append(out, row)
		}
	}
	p.rows = append(out, empty...)
}
