package sqlite

import (
	"slices"

	"saywhen/storage"
)

// loops gives, for a forest in which every record has at most one parent, the
// records that are their own ancestor. Of each loop only the smallest id is
// given, because one loop is one mistake. Ids without an entry, and 0, are
// roots.
func loops(parent map[storage.ID]storage.ID) []storage.ID {
	const walking, done = 1, 2
	state := make(map[storage.ID]int, len(parent))
	var found []storage.ID
	for start := range parent {
		var path []storage.ID
		id := start
		for ; id != 0 && state[id] == 0; id = parent[id] {
			state[id] = walking
			path = append(path, id)
		}
		if id != 0 && state[id] == walking {
			found = append(found, slices.Min(path[slices.Index(path, id):]))
		}
		for _, p := range path {
			state[p] = done
		}
	}
	slices.Sort(found)
	return found
}
