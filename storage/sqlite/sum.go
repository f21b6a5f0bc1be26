package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"math/bits"
)

// The revision of a project is the sum, modulo 2^256, of a hash of each row. A
// sum does not care for the order of rows, and a change costs one subtraction
// and one addition, whatever the size of the project. Two files with the same
// revision hold the same records.

// sum256 is a number modulo 2^256, the least significant word first.
type sum256 [4]uint64

func (s *sum256) add(x sum256) {
	var carry uint64
	for i := range s {
		s[i], carry = bits.Add64(s[i], x[i], carry)
	}
}

func (s *sum256) sub(x sum256) {
	var borrow uint64
	for i := range s {
		s[i], borrow = bits.Sub64(s[i], x[i], borrow)
	}
}

// String writes 64 hexadecimal digits, the most significant first.
func (s sum256) String() string {
	var b [32]byte
	for i, word := range s {
		binary.BigEndian.PutUint64(b[24-8*i:], word)
	}
	return hex.EncodeToString(b[:])
}

func parseSum(text string) (sum256, error) {
	var s sum256
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 32 {
		return s, fmt.Errorf("revision %.80q is not 64 hexadecimal digits", text)
	}
	for i := range s {
		s[i] = binary.BigEndian.Uint64(b[24-8*i:])
	}
	return s, nil
}

// hasher turns rows into sums and reuses its memory.
type hasher struct {
	buf   []byte
	state hash.Hash
}

func newHasher() *hasher { return &hasher{state: sha256.New()} }

// row hashes the table's name and the values in order, each after a letter for
// its type and, for text, its length: no two different rows give the same bytes.
func (h *hasher) row(t *table, row []any) sum256 {
	if !t.counts(row) {
		return sum256{}
	}
	b := append(h.buf[:0], t.name...)
	b = append(b, 0)
	for _, v := range row[t.hashFrom:] {
		b = appendCanonical(b, v)
	}
	h.buf = b
	h.state.Reset()
	h.state.Write(b)
	var digest [32]byte
	h.state.Sum(digest[:0])
	var s sum256
	for i := range s {
		s[i] = binary.BigEndian.Uint64(digest[24-8*i:])
	}
	return s
}

func appendCanonical(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, 'n')
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(v))
	case float64:
		return binary.BigEndian.AppendUint64(append(b, 'f'), math.Float64bits(v))
	case string:
		b = binary.BigEndian.AppendUint64(append(b, 't'), uint64(len(v)))
		return append(b, v...)
	}
	panic(fmt.Sprintf("sqlite: a column holds a %T", v)) // no column of ours is of another type
}
