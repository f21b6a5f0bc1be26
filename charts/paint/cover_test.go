package paint

import (
	"math/rand/v2"
	"testing"
)

func TestCoverOpaqueIsCover(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	al := make([]uint8, 256)
	for i := range al {
		al[i] = uint8(i)
	}
	for range 300 {
		col := r.Uint32() | 0xff000000
		one, two := make([]uint32, 256), make([]uint32, 256)
		for i := range one {
			one[i] = r.Uint32() | 0xff000000
			two[i] = one[i]
		}
		cover(one, al, col)
		coverOpaque(two, al, col)
		for i := range one {
			if one[i] != two[i] {
				t.Fatalf("colour %08x, coverage %d: %08x and %08x", col, i, one[i], two[i])
			}
		}
		if one[255] != col {
			t.Fatalf("fully covered by %08x is %08x", col, one[255])
		}
	}
}
