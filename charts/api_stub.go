package charts

import (
	"time"

	"saywhen/storage"
)

// Tick is a mark of the calendar on the axis.
type Tick struct {
	T     int64   // Unix seconds of the boundary
	X     float32 // where its label starts (Major) or is centred
	Label string  // "" when there is no room for it
	// Major ticks are boundaries of the coarser unit; their labels stand in the
	// upper row.
	Major bool
}

// Ticks gives the calendar's ticks.
func Ticks(sc TimeScale, x0, x1 float32, loc *time.Location, size, minGap float32, m Measure) []Tick {
	return nil
}

// Reference is what the statements refer to.
type Reference struct {
	Actors    []storage.Actor
	Verbs     []storage.Verb
	Claims    []storage.Claim
	Relations []storage.Relation
}

// LaneOrder says how sibling lanes are sorted; pinned ones always come first.
type LaneOrder uint8

// The orders.
const (
	ByHand LaneOrder = iota // Actor.Order, then name
	ByName
	ByFirst // first statement
	ByCount // most statements first
)

// Lane is one line of the list of lanes.
type Lane struct {
	Actor    storage.ID
	Name     string
	Depth    int
	Count    int // statements of its own and of all lanes below it, as filtered
	Own      int // of its own
	Children int // lanes directly below it
	Pinned   bool
}

// Set is an immutable set of statements.
type Set struct{ ids []storage.ID }

// NewSet makes a set of the ids.
func NewSet(ids ...storage.ID) *Set   { return &Set{} }
func (s *Set) Has(id storage.ID) bool { return false }
func (s *Set) Len() int               { return 0 }
func (s *Set) IDs() []storage.ID      { return nil }

// Match evaluates a filter; text answers Filter.Text and is not asked when that is "".
func Match(f storage.Filter, cols *storage.Columns, ref Reference, text *Set) *Set { return nil }

// Index holds the statements of one project, sorted by lane and time.
type Index struct{}

// NewIndex takes over cols.
func NewIndex(cols *storage.Columns, ref Reference) *Index { return &Index{} }

// Update replaces or adds the statements of delta and removes others. A nil ref keeps the reference.
func (x *Index) Update(delta *storage.Columns, removed []storage.ID, ref *Reference) {}

// Columns gives all statements; valid until the next Update.
func (x *Index) Columns() *storage.Columns { return nil }

// SetFilter shows only the statements of the set; nil shows all.
func (x *Index) SetFilter(keep *Set) {}

// SetOrder sorts sibling lanes.
func (x *Index) SetOrder(o LaneOrder) {}

// Len is the number of statements, Shown that of those that pass the filter.
func (x *Index) Len() int              { return 0 }
func (x *Index) Shown() int            { return 0 }
func (x *Index) Span() Span            { return Span{} }
func (x *Index) Undated() []storage.ID { return nil }
func (x *Index) Lanes() []Lane         { return nil }

// Neighbour is the next (dir > 0) or previous (dir < 0) statement in a lane.
func (x *Index) Neighbour(actor, id storage.ID, dir int) (storage.ID, bool) { return 0, false }

// Anchor is the instant at which a statement's mark stands.
func (x *Index) Anchor(id storage.ID) (int64, bool) { return 0, false }

// Layout fills dst with the timeline.
func Layout(dst *Scene, x *Index, v View, o Options) {}

// LayoutHeight is the height that shows all lanes.
func LayoutHeight(x *Index, v View, o Options) float32 { return 0 }

// Reveal scrolls, pans and expands just enough that a statement shows.
func Reveal(x *Index, v View, o Options, id storage.ID) View { return v }

// HitKind says what a point meets.
type HitKind uint8

// What a point can meet.
const (
	HitNone HitKind = iota
	HitMark
	HitBin
	HitLane    // the name of a lane
	HitChevron // the triangle that collapses and expands
	HitAxis
	HitPlot // empty plot in a lane: Actor is the lane
)

// Hit is what a point meets.
type Hit struct {
	Kind      HitKind
	Statement storage.ID   // of a mark
	Actor     storage.ID   // the lane, also in the empty plot
	Count     int          // statements of a bin
	IDs       []storage.ID // of a bin
	Rect      Rect         // of the mark, bin or lane, for the halo
	T         int64        // the instant under the point, in plot and axis
}

// Hit finds what a point meets.
func (s *Scene) Hit(x, y float32) Hit { return Hit{} }

// StatementsIn lists the statements whose marks or bins meet a rectangle, ascending.
func (s *Scene) StatementsIn(r Rect) []storage.ID { return nil }

// MarkRect finds the drawn mark of a statement.
func (s *Scene) MarkRect(id storage.ID) (Rect, bool) { return Rect{}, false }

// LayoutOverview draws the density of everything and the handle of the view.
func LayoutOverview(dst *Scene, x *Index, v View, w, h float32) {}

// HandlePart is a part of the overview's handle.
type HandlePart uint8

// The parts.
const (
	HandleOutside HandlePart = iota
	HandleLeft
	HandleBody
	HandleRight
)

// HandleAt says which part of the overview's handle a pixel meets.
func (s *Scene) HandleAt(x float32) HandlePart { return 0 }

// DragHandle moves a part of the handle by dx pixels from where the view was when the drag began.
func (v View) DragHandle(overview TimeScale, part HandlePart, dx float32) View { return v }

type target struct{}
type laneBox struct{}
type scratch struct{}
