package charts

import (
	"cmp"
	"slices"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Set is an immutable set of records. A nil Set is empty.
type Set struct{ ids []storage.ID } // ascending, unique

// NewSet makes a set of the ids, in any order.
func NewSet(ids ...storage.ID) *Set {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return &Set{slices.Compact(ids)}
}

// Has reports whether the set holds the id.
func (s *Set) Has(id storage.ID) bool {
	if s == nil {
		return false
	}
	_, ok := slices.BinarySearch(s.ids, id)
	return ok
}

// Len is the number of ids.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.ids)
}

// IDs lists them, ascending. The slice must not be changed.
func (s *Set) IDs() []storage.ID {
	if s == nil {
		return nil
	}
	return s.ids
}

// Match gives the statements that pass the filter, one test of columns each.
// Answer is the file's to what only it can say, and is heeded only when the
// filter asks that (storage.Filter.AsksFile).
// Filter.Stances holds for the claims of Filter.Claims when those are given
// (one position must meet both), and for any position otherwise.
func Match(f storage.Filter, cols *storage.Columns, ref Reference, answer *Set) *Set {
	m := newMatcher(f, ref, answer)
	out := &Set{}
	for i := range cols.ID {
		if m.passes(cols, i, rowsOf(cols, i)) {
			out.ids = append(out.ids, cols.ID[i])
		}
	}
	return out
}

// Matches is Match for a single row of the columns; for many rows Match is
// quicker.
func Matches(f storage.Filter, cols *storage.Columns, i int, ref Reference, answer *Set) bool {
	m := newMatcher(f, ref, answer)
	return m.passes(cols, i, rowsOf(cols, i))
}

// Match is the function Match for the statements of the index, without a copy
// of their columns.
func (x *Index) Match(f storage.Filter, answer *Set) *Set {
	m := newMatcher(f, x.ref, answer)
	out := &Set{}
	for s, id := range x.cols.ID {
		if !x.dead[s] && m.passes(&x.cols, s, x.store.rows(int32(s))) {
			out.ids = append(out.ids, id)
		}
	}
	if x.store.sorted < len(x.cols.ID) {
		slices.Sort(out.ids)
	}
	return out
}

// idSet is a set of records; nil lets everything through.
type idSet map[storage.ID]struct{}

func (s idSet) passes(id storage.ID) bool {
	if s == nil {
		return true
	}
	_, ok := s[id]
	return ok
}

// matcher is a filter made ready: the trees are resolved into sets.
type matcher struct {
	f                                       storage.Filter
	answer                                  *Set // nil when the file was not asked
	speakers, actors, verbs, claims, coders idSet
	stances                                 [5]bool
}

func newMatcher(f storage.Filter, ref Reference, answer *Set) *matcher {
	m := &matcher{f: f}
	if f.AsksFile() {
		m.answer = cmp.Or(answer, &Set{})
	}
	parents := make(map[storage.ID]storage.ID, len(ref.Actors))
	for _, a := range ref.Actors {
		parents[a.ID] = a.Parent
	}
	m.speakers, m.actors = below(f.Speakers, parents), below(f.Actors, parents)
	parents = make(map[storage.ID]storage.ID, len(ref.Claims))
	for _, c := range ref.Claims {
		parents[c.ID] = c.Parent
	}
	m.claims = below(f.Claims, parents)
	m.verbs, m.coders = listed(f.Verbs), listed(f.Coders)
	if len(f.Classes) > 0 {
		m.verbs = verbsOf(f.Classes, ref.Verbs, m.verbs)
	}
	for _, s := range f.Stances {
		if s >= -2 && s <= 2 {
			m.stances[s+2] = true
		}
	}
	return m
}

func listed(ids []storage.ID) idSet {
	if len(ids) == 0 {
		return nil
	}
	s := make(idSet, len(ids))
	for _, id := range ids {
		s[id] = struct{}{}
	}
	return s
}

// below gives the ids and all that hang below them; nil for no ids.
func below(ids []storage.ID, parents map[storage.ID]storage.ID) idSet {
	s := listed(ids)
	if s == nil {
		return nil
	}
	for id := range parents {
		up := id
		for depth := 0; up != 0 && depth <= len(parents); depth++ {
			if _, ok := s[up]; ok {
				s[id] = struct{}{}
				break
			}
			up = parents[up]
		}
	}
	return s
}

// verbsOf gives the verbs of the classes that are also among others, when those
// are not nil.
func verbsOf(classes []storage.Class, verbs []storage.Verb, others idSet) idSet {
	s := idSet{}
	for _, v := range verbs {
		if slices.Contains(classes, v.Class) && others.passes(v.ID) {
			s[v.ID] = struct{}{}
		}
	}
	return s
}

func (m *matcher) passes(c *storage.Columns, i int, r rowPatch) bool {
	return m.speakers.passes(c.Speaker[i]) && m.verbs.passes(c.Verb[i]) &&
		m.coders.passes(c.Coder[i]) &&
		m.inTime(c.When[i], c.Flags[i]) && m.party(c.Speaker[i], r.parties) && m.position(r) &&
		(m.answer == nil || m.answer.Has(c.ID[i]))
}

// party reports whether one of the actors has a part in the statement.
func (m *matcher) party(speaker storage.ID, parties []storage.ID) bool {
	return m.actors == nil || m.actors.passes(speaker) || slices.ContainsFunc(parties, m.actors.passes)
}

func (m *matcher) position(r rowPatch) bool {
	if m.claims == nil && len(m.f.Stances) == 0 {
		return true
	}
	for p, claim := range r.claims {
		s := min(max(r.stances[p], -2), 2)
		if m.claims.passes(claim) && (len(m.f.Stances) == 0 || m.stances[s+2]) {
			return true
		}
	}
	return false
}

// inTime reports whether the date may lie in [From,To).
func (m *matcher) inTime(w edtf.Corners, flags storage.Flags) bool {
	if !m.f.HasFrom && !m.f.HasTo {
		return true
	}
	if flags&storage.Undated != 0 {
		return false
	}
	if m.f.HasTo && w.EarliestStart >= m.f.To {
		return false
	}
	return !m.f.HasFrom || w.LatestEnd > m.f.From ||
		w.LatestEnd == m.f.From && w.EarliestStart == w.LatestEnd
}

// claimSet is a claim and all below it, for colouring marks.
type claimSet struct {
	top storage.ID
	set idSet
}

// claimsBelow gives the claims that answer for one; it remembers the last.
func (x *Index) claimsBelow(claim storage.ID) idSet {
	if x.claims.top != claim || x.claims.set == nil {
		parents := make(map[storage.ID]storage.ID, len(x.ref.Claims))
		for _, c := range x.ref.Claims {
			parents[c.ID] = c.Parent
		}
		x.claims = claimSet{claim, below([]storage.ID{claim}, parents)}
	}
	return x.claims.set
}

// styleOf gives the colour of a statement's mark: the stance of its first
// position, or of its first position on the claim asked for.
func (x *Index) styleOf(s int32, claim storage.ID) Style {
	r := x.store.rows(s)
	if claim == 0 {
		if len(r.stances) == 0 {
			return StyleNoStance
		}
		return StanceStyle(r.stances[0])
	}
	set := x.claimsBelow(claim)
	for i, c := range r.claims {
		if set.passes(c) {
			return StanceStyle(r.stances[i])
		}
	}
	return StyleNoStance
}
