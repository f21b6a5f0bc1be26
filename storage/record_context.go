package storage

import (
	"math"
	"slices"

	"saywhen/storage/edtf"
)

// Period is something outside the statements that gives them their context: an
// event ("Mosul falls, 10 June") or a stretch of time ("the talks"). The timeline
// shows it as a band behind the lanes. A period without a date is kept and not
// drawn.
type Period struct {
	ID     ID        `json:"id"`
	Label  string    `json:"label"` // never blank
	Note   string    `json:"note,omitempty"`
	Colour int32     `json:"colour"` // 0xRRGGBB or NoColour
	When   edtf.Date `json:"when"`
}

// Callout is a note that an analyst pins to the mark of a statement, so that it
// is part of the picture. It goes with its statement.
type Callout struct {
	ID        ID     `json:"id"`
	Statement ID     `json:"statement"`
	Text      string `json:"text"` // never blank; may have several lines
	// DX and DY lead from the mark to the middle of the box, in logical pixels;
	// both between -MaxCalloutReach and MaxCalloutReach. Both 0 leave the place
	// to the picture.
	DX float64 `json:"dx,omitempty"`
	DY float64 `json:"dy,omitempty"`
}

// MaxCalloutReach is how far from its mark a callout can stand, in logical pixels.
const MaxCalloutReach = 10_000

// SavedView is a way to look at the project that has a name: which statements,
// which time, which lanes.
type SavedView struct {
	ID     ID        `json:"id"`
	Name   string    `json:"name"` // unique, never blank
	Filter Filter    `json:"filter"`
	View   ViewState `json:"view"`
}

// ViewState is what a saved view shows besides its filter. Its zero value is the
// whole time with all lanes open.
type ViewState struct {
	// From is the instant at the left edge in Unix seconds, Frac its fraction
	// (0 ≤ Frac < 1), Width the seconds from edge to edge; Width 0 is all there is.
	From  int64   `json:"from,omitempty"`
	Frac  float64 `json:"frac,omitempty"`
	Width float64 `json:"width,omitempty"`
	// ScrollY is how far the lanes are scrolled up, LaneHeight the height of a
	// lane of one row, 0 the usual one; both in logical pixels.
	ScrollY    float64 `json:"scroll_y,omitempty"`
	LaneHeight float64 `json:"lane_height,omitempty"`
	// The lanes of these actors are collapsed, low or high; ascending.
	Collapsed []ID `json:"collapsed,omitempty"`
	Compact   []ID `json:"compact,omitempty"`
	Tall      []ID `json:"tall,omitempty"`

	Order          LaneSorting `json:"order,omitempty"` // "" leaves that of the project
	Links          LinksShown  `json:"links,omitempty"` // "" as LinksOfSelected
	Contradictions bool        `json:"contradictions,omitempty"`
	Addressees     bool        `json:"addressees,omitempty"` // statements stand in their lanes too
	HideEmpty      bool        `json:"hide_empty,omitempty"` // lanes without a statement
	NoContext      bool        `json:"no_context,omitempty"` // neither periods nor callouts
}

// Valid reports whether every number is one and every word is known.
func (v ViewState) Valid() bool {
	for _, f := range []float64{v.Frac, v.Width, v.ScrollY, v.LaneHeight} {
		if math.IsNaN(f) || math.IsInf(f, 0) || f < 0 {
			return false
		}
	}
	return v.Frac < 1 && (v.Order == "" || slices.Contains(LaneSortings, v.Order)) &&
		(v.Links == "" || slices.Contains(LinksShownList, v.Links))
}

// LaneSorting is how lanes below the same parent are sorted. It is a setting of
// the project (MetaLaneOrder) and a part of saved views.
type LaneSorting string

// The ways to sort lanes.
const (
	LanesByHand  LaneSorting = "hand"
	LanesByName  LaneSorting = "name"
	LanesByFirst LaneSorting = "first" // statement
	LanesByCount LaneSorting = "count" // of statements
	LanesByLast  LaneSorting = "last"  // statement
)

// LaneSortings lists them all, in the order in which charts.LaneOrder counts.
var LaneSortings = []LaneSorting{LanesByHand, LanesByName, LanesByFirst, LanesByCount, LanesByLast}

// MetaLaneOrder is the setting of the project that holds a LaneSorting; without
// it lanes are sorted by hand.
const MetaLaneOrder = "lane_order"

// LinksShown says between which statements arcs are drawn.
type LinksShown string

// The choices.
const (
	LinksOfNone     LinksShown = "none"
	LinksOfSelected LinksShown = "selected"
	LinksOfAll      LinksShown = "all"
)

// LinksShownList lists them all.
var LinksShownList = []LinksShown{LinksOfNone, LinksOfSelected, LinksOfAll}
