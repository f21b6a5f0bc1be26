package charts

import (
	"time"

	"saywhen/storage"
)

// LinkMode says which arcs are drawn between marks.
type LinkMode uint8

// The modes.
const (
	LinksNone LinkMode = iota
	LinksSelected
	LinksAll
)

// LanesOf says in which lanes a statement stands.
type LanesOf uint8

// The choices.
const (
	LanesOfSpeaker    LanesOf = iota // in the speaker's
	LanesOfAddressees                // also in the addressees'
)

// Options are what Layout needs besides the data and the view. Lengths are
// logical pixels; zero values mean the defaults that the comments give.
type Options struct {
	W, H float32 // of the whole picture

	// Measure gives the width of a text; nil estimates it.
	Measure Measure
	// Label gives the short text beside a statement's mark, and false when it
	// is not known yet. It must not allocate if frames are to be free of
	// allocations. Nil draws no labels.
	Label func(storage.ID) (string, bool)
	// LabelRoom is the width for which marks make room to their right when
	// they are stacked in a lane; 0 is 150 when there is a Label, less than 0
	// is none.
	LabelRoom float32
	// Selected says which statements are selected: they get a halo, and their
	// arcs with LinksSelected. Nil is none.
	Selected func(storage.ID) bool
	// Now is the present in Unix seconds, drawn as a line; 0 draws none.
	Now int64
	// Weekend says which days are shaded where a day is wide enough to see.
	Weekend [7]bool // by time.Weekday
	// Location is the zone in which the axis is labelled; nil is UTC.
	Location *time.Location

	Links LinkMode
	// Contradictions draws an arc from a statement to the latest one before it
	// by which the same actor, or another of the same topmost actor, took the
	// opposite side on a claim.
	Contradictions bool
	LanesOf        LanesOf
	HideEmpty      bool       // no lanes for actors without a statement
	StanceClaim    storage.ID // this claim's stance (or of a claim below it) colours a mark; 0 the first position's

	// Context are bands behind the lanes, with labels below the axis; Callouts
	// are boxes pinned to marks. Both are read only.
	Context  []Band
	Callouts []Callout

	Gutter   float32 // width of the lanes' names; 0 is 220, less than 0 none
	FontSize float32 // 0 is 13

	// What stands around the lanes, for export.
	Title, Subtitle string
	Legend          bool
	Sources         []string // numbered, below the picture
	Footer          string   // one line at the very bottom
	// Silent leaves Scene.Alt out, which a frame of a window has no use for.
	Silent bool
	// Empty is the sentence shown when there is no statement; "" is a default.
	Empty string
}

func (o *Options) fontSize() float32 {
	if o.FontSize > 0 {
		return o.FontSize
	}
	return 13
}

func (o *Options) gutter() float32 {
	switch {
	case o.Gutter < 0:
		return 0
	case o.Gutter == 0:
		return min(220, o.W/2)
	}
	return min(o.Gutter, o.W/2)
}

func (o *Options) labelRoom() float32 {
	if o.Label == nil || o.LabelRoom < 0 {
		return 0
	}
	if o.LabelRoom == 0 {
		return 150
	}
	return o.LabelRoom
}

func (o *Options) location() *time.Location {
	if o.Location == nil {
		return time.UTC
	}
	return o.Location
}

// measure is o.Measure, or an estimate of 0.55 em a letter.
func (o *Options) measure(text string, size float32, bold bool) float32 {
	return measureWith(o.Measure, text, size, bold)
}

func measureWith(m Measure, text string, size float32, bold bool) float32 {
	if m != nil {
		return m(text, size, bold)
	}
	n := 0
	for range text {
		n++
	}
	return float32(n) * size * 0.55
}
