package charts

import (
	"testing"

	"saywhen/storage"
)

func TestAddresseesSeeGhosts(t *testing.T) {
	x := NewIndex(columns(utter{
		id: 1, speaker: 1, verb: 1, when: onDay("2014-06-16"), parties: []storage.ID{2}, roles: []storage.Role{storage.Addressee},
	}), Reference{Actors: []storage.Actor{{ID: 1, Name: "a"}, {ID: 2, Name: "b"}}})
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 300, LanesOf: LanesOfAddressees})
	var alphas []uint8
	for _, m := range s.Layers[1].Marks {
		alphas = append(alphas, m.Alpha)
	}
	if len(alphas) != 2 || alphas[0] != 255 || alphas[1] != ghostAlpha {
		t.Errorf("marks have the strengths %v", alphas)
	}
}

func TestApproximateDatesAreHatched(t *testing.T) {
	x := NewIndex(columns(
		utter{id: 1, speaker: 1, verb: 1, when: overDays("2014-06-01", "2014-06-10")},
		utter{id: 2, speaker: 1, verb: 1, when: overDays("2014-06-15", "2014-06-25"), flags: storage.Approx},
	), Reference{Actors: []storage.Actor{{ID: 1, Name: "a"}}})
	var s Scene
	Layout(&s, x, View{}.Fit(x), Options{W: 1000, H: 300})
	f := s.Layers[1].Fades
	if len(f) != 2 || f[0].Hatch || !f[1].Hatch {
		t.Errorf("%+v", f)
	}
}

func TestWeekendsAndThePresent(t *testing.T) {
	cols, ref := sample()
	x := NewIndex(cols, ref)
	o := Options{W: 1000, H: 300, Weekend: [7]bool{0: true, 6: true}, Now: unix("2014-06-16T12:00")}
	shades := func(v View) (n int) {
		var s Scene
		Layout(&s, x, v, o)
		for _, r := range s.Layers[0].Rects {
			if r.Style == StyleGridMajor {
				n++
			}
		}
		return n
	}
	twoWeeks := View{}.WithSpan(Span{unix("2014-06-09"), unix("2014-06-23")}) // Monday to Monday
	if n := shades(twoWeeks); n != 4 {
		t.Errorf("%d days are shaded, want 4", n)
	}
	if n := shades(View{}.WithSpan(Span{unix("2010-01-01"), unix("2016-01-01")})); n != 0 {
		t.Errorf("%d days are shaded where a day is not to be seen", n)
	}
	var s Scene
	Layout(&s, x, twoWeeks, o)
	now := 0
	for _, l := range s.Layers[0].Lines {
		if l.Style == StyleNow && l.X0 == s.Scale.X(o.Now) {
			now++
		}
	}
	if now != 1 {
		t.Errorf("the present is drawn %d times", now)
	}
}

func TestOrderByLastStatement(t *testing.T) {
	x := NewIndex(columns(
		utter{id: 1, speaker: 1, when: onDay("2014-06-01")}, utter{id: 2, speaker: 2, when: onDay("2014-06-09")},
		utter{id: 3, speaker: 3, when: onDay("2014-06-05")},
	), Reference{Actors: []storage.Actor{{ID: 1, Name: "a"}, {ID: 2, Name: "b"}, {ID: 3, Name: "c"}}})
	x.SetOrder(ByLast)
	names := func() (s string) {
		for _, l := range x.Lanes() {
			s += l.Name
		}
		return s
	}
	if got := names(); got != "bca" {
		t.Error(got)
	}
	x.Update(columns(utter{id: 1, speaker: 1, when: onDay("2014-06-20")}), nil, nil)
	if got := names(); got != "abc" {
		t.Errorf("after a later statement: %s", got)
	}
}
