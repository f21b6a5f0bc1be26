package charts

import (
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Row is one statement of an Index, for those who look at very many: reading a
// field costs no more than the field. It holds while it is being visited.
type Row struct {
	x    *Index
	slot int32
}

// ID is the statement's.
func (r Row) ID() storage.ID { return r.x.cols.ID[r.slot] }

// Speaker is whose lane it stands in.
func (r Row) Speaker() storage.ID { return r.x.cols.Speaker[r.slot] }

// Verb is what the speaker did.
func (r Row) Verb() storage.ID { return r.x.cols.Verb[r.slot] }

// Document is that of the first citation, or 0.
func (r Row) Document() storage.ID { return r.x.cols.Document[r.slot] }

// Coder is who made it, or 0.
func (r Row) Coder() storage.ID { return r.x.cols.Coder[r.slot] }

// Carrier gives the statement that carries it, if one does and is there.
func (r Row) Carrier() (Row, bool) {
	id := r.x.cols.ReportedIn[r.slot]
	if id == 0 {
		return Row{}, false
	}
	s, ok := r.x.find(id)
	return Row{r.x, s}, ok
}

// When gives the corners of the date; false when there is none.
func (r Row) When() (edtf.Corners, bool) {
	return r.x.cols.When[r.slot], r.x.cols.Flags[r.slot]&storage.Undated == 0
}

// Sequence is the place within the same moment, 0 for none.
func (r Row) Sequence() int32 { return r.x.cols.Sequence[r.slot] }

// Certainty is the coder's, or storage.NoCertainty.
func (r Row) Certainty() int8 { return r.x.cols.Certainty[r.slot] }

// Positions gives the claims and, beside them, the stances. They must not be
// changed.
func (r Row) Positions() ([]storage.ID, []storage.Stance) {
	p := r.x.rows(r.slot)
	return p.claims, p.stances
}

// Parties gives the other actors and, beside them, their roles. They must not
// be changed.
func (r Row) Parties() ([]storage.ID, []storage.Role) {
	p := r.x.rows(r.slot)
	return p.parties, p.roles
}

// RowOf gives a statement by its id, whether it passes the filter or not; false
// when there is none. Unlike Columns it costs nothing after a change.
func (x *Index) RowOf(id storage.ID) (Row, bool) {
	s, ok := x.find(id)
	return Row{x, s}, ok
}

// EachShown visits every statement that passes the filter, in no order that
// means anything.
func (x *Index) EachShown(visit func(Row)) {
	for s := range x.dead {
		if !x.dead[s] && x.passes(int32(s)) {
			visit(Row{x, int32(s)})
		}
	}
}
