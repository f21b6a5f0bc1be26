package export

import (
	"math"

	"saywhen/charts"
	"saywhen/storage"
)

// WithView shows what a saved view shows, in the same order and with the same
// lines; size, look and words stay.
func (o TimelineOptions) WithView(v storage.SavedView) TimelineOptions {
	s := v.View
	o.Filter, o.Span = v.Filter, charts.Span{}
	if s.Width > 0 {
		o.Span = charts.Span{From: s.From, To: s.From + int64(math.Ceil(min(s.Width+s.Frac, charts.MaxWidth)))}
	}
	o.Collapsed, o.Compact, o.Tall = s.Collapsed, s.Compact, s.Tall
	o.Order, o.ShowEmpty, o.Contradictions, o.NoContext = s.Order, !s.HideEmpty, s.Contradictions, s.NoContext
	o.NoLinks = s.Links == storage.LinksOfNone
	o.LanesOf = charts.LanesOfSpeaker
	if s.Addressees {
		o.LanesOf = charts.LanesOfAddressees
	}
	return o
}
