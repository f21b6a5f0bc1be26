package sqlite

import (
	"context"
	"database/sql/driver"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPackRoundTrip packs random rows, with the ends of the number line among
// them, and unpacks them.
func TestPackRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	edges := []int64{0, 1, -1, math.MinInt64, math.MaxInt64, math.MinInt64 + 1, 1 << 40}
	for range 500 {
		width := 1 + rnd.IntN(6)
		var p packer
		var want [][]int64
		for range rnd.IntN(20) {
			row, args := make([]int64, width), make([]driver.Value, width)
			for i := range row {
				if row[i] = edges[rnd.IntN(len(edges))]; rnd.IntN(2) == 0 {
					row[i] = rnd.Int64()
				}
				if args[i] = row[i]; row[i] == 0 && rnd.IntN(2) == 0 {
					args[i] = nil // NULL is 0
				}
			}
			must(t, p.Step(nil, args))
			want = append(want, row)
		}
		var got [][]int64
		n, err := unpack(p.packed, width, func(row []int64) { got = append(got, slices.Clone(row)) })
		must(t, err)
		if n != len(want) || !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestPackRefusesText(t *testing.T) {
	f := newProject(t, testOptions())
	ctx := context.Background()
	_, err := readNumbers[int64](ctx, f.reader, "SELECT "+packName+"(label) FROM verb")
	if err == nil || !strings.Contains(err.Error(), "not a whole number") {
		t.Errorf("error %v, want that a text is no number", err)
	}
	none, err := readNumbers[int64](ctx, f.reader, "SELECT "+packName+"(id) FROM actor")
	if err != nil || len(none) != 0 {
		t.Errorf("no rows: %v, %v", none, err)
	}
	twice, err := readNumbers[int64](ctx, f.reader, "SELECT "+packName+"(column1) FROM (VALUES (3), (1), (3))")
	if err != nil || !slices.Equal(twice, []int64{1, 3}) {
		t.Errorf("got %v, %v; want 1 and 3", twice, err)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{2, 4, 6}, 2)
	f.Add([]byte{0x80}, 1)
	f.Fuzz(func(t *testing.T, packed []byte, width int) {
		if width < 1 || width > 20 {
			t.Skip()
		}
		n, err := unpack(packed, width, func([]int64) {})
		if err == nil && n*width > len(packed) {
			t.Errorf("%d rows of %d numbers out of %d bytes", n, width, len(packed))
		}
	})
}
