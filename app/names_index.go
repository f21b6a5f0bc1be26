package app

import (
	"slices"
	"sync"
	"sync/atomic"

	"saywhen/storage"
	"saywhen/storage/names"
)

// Names are found through an index per kind of record. A Lists value makes an
// index when it is first asked for, takes over what the index of the Lists
// before it has done already, and shares it with the Lists after it as long as
// no record of the kind changes. Large ones are begun at once, off the window's
// goroutine, so that the first key that is pressed need not wait.

// numNameKinds is how many kinds of name there are.
const numNameKinds = int(DocumentNames) + 1

// manyNames is from how many records on an index is begun at once.
const manyNames = 2000

// nameIndexes are those of one Lists value, by NameKind.
type nameIndexes [numNameKinds]*nameIndex

// nameIndex is an index that is made when it is needed.
type nameIndex struct {
	once    sync.Once
	entries func() []names.Entry
	before  *nameIndex // whose work may be taken over; nil once made
	made    atomic.Pointer[names.Index]
}

func (n *nameIndex) get() *names.Index {
	n.once.Do(func() {
		list := n.entries()
		if old := n.before.ready(); old != nil {
			n.made.Store(old.Next(list))
		} else {
			n.made.Store(names.New(list))
		}
		n.before, n.entries = nil, nil
	})
	return n.made.Load()
}

// ready gives the index if it has been made.
func (n *nameIndex) ready() *names.Index {
	if n == nil {
		return nil
	}
	return n.made.Load()
}

// nameRecords says in which records the names of each kind stand.
var nameRecords = [numNameKinds]storage.RecordKind{
	ActorNames: storage.ActorRecord, VerbNames: storage.VerbRecord,
	ClaimNames: storage.ClaimRecord, DocumentNames: storage.DocumentRecord,
}

// renewNames makes the indexes of what was read anew out of date.
func (l *Lists) renewNames(kinds kindSet) {
	for kind, record := range nameRecords {
		old := l.names[kind]
		if old != nil && !kinds.has(record) {
			continue
		}
		if old != nil && old.ready() == nil {
			old = nil // never asked for, or still being made
		}
		n := &nameIndex{before: old, entries: func() []names.Entry { return l.entries(NameKind(kind)) }}
		l.names[kind] = n
		if l.count(NameKind(kind)) >= manyNames {
			go n.get()
		}
	}
}

func (l *Lists) count(kind NameKind) int {
	return [numNameKinds]int{len(l.Actors), len(l.Verbs), len(l.Claims), len(l.Documents)}[kind]
}

// entries are the names of a kind. The code of a verb counts as an alias.
func (l *Lists) entries(kind NameKind) []names.Entry {
	list := make([]names.Entry, 0, l.count(kind))
	l.each(kind, func(id storage.ID, name string, aliases []string) {
		if v, ok := l.Verb(id); ok && kind == VerbNames && v.Code != "" {
			aliases = append(slices.Clip(aliases), v.Code)
		}
		list = append(list, names.Entry{ID: int64(id), Name: name, Aliases: aliases})
	})
	return list
}
