package app

import (
	"fmt"
	"strings"

	"saywhen/storage"
	"saywhen/storage/exchange"
)

// nameTable finds the records of one kind that a table speaks of.
type nameTable struct {
	what    string // "actor"
	names   map[string][]storage.ID
	aliases map[string][]storage.ID
	old     map[storage.ID]bool // there before the import
	there   map[storage.ID]bool // old, or made by the import
	// foreign maps ids of the table's own project to records that were there
	// before and have the same name; taken are those records. Two foreign ids
	// are two records, even when they share a name.
	foreign map[storage.ID]storage.ID
	taken   map[storage.ID]bool
	// byLabel: names are unique, so that a name says more than an id.
	byLabel bool
}

func newNameTable(what string) *nameTable {
	return &nameTable{
		what: what, names: map[string][]storage.ID{}, aliases: map[string][]storage.ID{},
		old: map[storage.ID]bool{}, there: map[storage.ID]bool{},
		foreign: map[storage.ID]storage.ID{}, taken: map[storage.ID]bool{},
	}
}

func (n *nameTable) addOld(id storage.ID, name string, aliases ...string) {
	n.old[id] = true
	n.add(id, name)
	for _, a := range aliases {
		key := exchange.MatchKey(a)
		n.aliases[key] = append(n.aliases[key], id)
	}
}

func (n *nameTable) add(id storage.ID, name string) {
	n.there[id] = true
	key := strings.Clone(exchange.MatchKey(name)) // or it would keep the whole row
	n.names[key] = append(n.names[key], id)
}

// remove takes back the newest add.
func (n *nameTable) remove(id storage.ID, name string) {
	delete(n.there, id)
	key := exchange.MatchKey(name)
	n.names[key] = n.names[key][:len(n.names[key])-1]
}

// find gives the record that is meant; 0 when it is to be made new. The error
// says why it cannot be told.
func (n *nameTable) find(ref exchange.Ref) (storage.ID, error) {
	if n.byLabel && ref.Name != "" {
		return n.byName(ref.Name)
	}
	switch {
	case ref.ID == 0:
		return n.byName(ref.Name)
	case n.there[ref.ID]:
		return ref.ID, nil
	case n.foreign[ref.ID] != 0:
		return n.foreign[ref.ID], nil
	case ref.Name == "":
		return 0, fmt.Errorf("there is no %s with the id %v, and no name to make one", n.what, ref.ID)
	}
	same := n.names[ref.Name]
	if len(same) == 1 && n.old[same[0]] && !n.taken[same[0]] {
		n.foreign[ref.ID], n.taken[same[0]] = same[0], true
		return same[0], nil
	}
	return 0, nil
}

func (n *nameTable) byName(name string) (storage.ID, error) {
	same := n.names[name]
	if len(same) == 0 {
		same = n.aliases[name]
	}
	switch len(same) {
	case 0:
		return 0, nil
	case 1:
		return same[0], nil
	}
	return 0, fmt.Errorf("%q may be any of %d %ss: give the id in a column of its own", name, len(same), n.what)
}
