package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"

	"saywhen/storage"
)

// idEpoch is the first millisecond of 2020, from which ids count.
var idEpoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

const idRandomBits = 22

// idMaker makes ids: milliseconds, then random bits, each greater than the one
// before. Two people clash only in the same millisecond, once in four million.
type idMaker struct {
	now    func() time.Time
	random func() uint32
	mu     sync.Mutex
	last   int64
}

func (m *idMaker) next() storage.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	ms := max(m.now().UnixMilli()-idEpoch, 0)
	id := ms<<idRandomBits | int64(m.random()&(1<<idRandomBits-1))
	m.last = max(id, m.last+1)
	return storage.ID(m.last)
}

// bound is greater than any id that next makes within a day; ids beyond it come
// from elsewhere and do not move the counter.
func (m *idMaker) bound() int64 {
	return max(m.now().UnixMilli()-idEpoch, 0)<<idRandomBits + int64(24*time.Hour/time.Millisecond)<<idRandomBits
}

// keyID gives the id of a row that is known by its name (a setting, a tag): two
// files agree on it without having met.
func keyID(name string) int64 {
	sum := sha256.Sum256([]byte(name))
	return int64(binary.BigEndian.Uint64(sum[:8])>>1) | 1
}
