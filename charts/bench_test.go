package charts

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"saywhen/storage"
)

// project is the size of a benchmark's project.
type project struct{ statements, lanes int }

var projects = []project{{100_000, 10_000}, {1_000_000, 10_000}}

func (p project) index(b *testing.B) *Index {
	b.Helper()
	return NewIndex(random(newRand(b, 20), p.statements, p.lanes, 11))
}

func (p project) String() string { return fmt.Sprintf("%dk", p.statements/1000) }

var benchOptions = Options{
	W: 1280, H: 800,
	Measure: func(s string, size float32, _ bool) float32 {
		return 0.55 * size * float32(utf8.RuneCountInString(s))
	},
	Label: func(storage.ID) (string, bool) { return "said that nothing was agreed", true },
}

func BenchmarkNewIndex(b *testing.B) {
	for _, p := range projects {
		b.Run(p.String(), func(b *testing.B) {
			cols, ref := random(newRand(b, 20), p.statements, p.lanes, 11)
			for b.Loop() {
				NewIndex(cols, ref)
			}
		})
	}
}

// BenchmarkLayout draws frames while one pans.
func BenchmarkLayout(b *testing.B) {
	for _, p := range projects {
		x := p.index(b)
		for i, v := range zooms(x) {
			b.Run(fmt.Sprintf("%s/%s", p, []string{"full", "year", "month", "day"}[i]), func(b *testing.B) {
				b.ReportAllocs()
				var s Scene
				Layout(&s, x, v, benchOptions)
				dx := float32(1)
				for n := 0; b.Loop(); n++ {
					if n%100 == 0 {
						dx = -dx
					}
					v = v.Pan(testPlot, dx)
					Layout(&s, x, v, benchOptions)
				}
			})
		}
	}
}

// BenchmarkLayoutLinks draws a month with its arcs.
func BenchmarkLayoutLinks(b *testing.B) {
	x := projects[0].index(b)
	v, o := zooms(x)[2], benchOptions
	o.Links = LinksAll
	var s Scene
	for b.Loop() {
		Layout(&s, x, v, o)
	}
}

// BenchmarkZoom draws frames while one zooms: each is stacked anew.
func BenchmarkZoom(b *testing.B) {
	for _, p := range projects {
		x := p.index(b)
		b.Run(p.String(), func(b *testing.B) {
			fit := View{}.Fit(x)
			var s Scene
			zoom := func(n int) {
				v := fit
				for range n % 20 {
					v = v.ZoomAt(testPlot, 700, 0.8)
				}
				Layout(&s, x, v, benchOptions)
			}
			for n := range 20 {
				zoom(n)
			}
			for n := 0; b.Loop(); n++ {
				zoom(n)
			}
		})
	}
}

// BenchmarkUpdate changes one statement and draws.
func BenchmarkUpdate(b *testing.B) {
	for _, p := range projects {
		x := p.index(b)
		delta := columns(rowsIn(x.Columns())[p.statements/2])
		v := View{}.Fit(x)
		b.Run(p.String(), func(b *testing.B) {
			var s Scene
			Layout(&s, x, v, benchOptions)
			for n := int64(0); b.Loop(); n++ {
				delta.When[0] = moments(unix("2010-06-01")+n*600, unix("2010-06-02")+n*600)
				x.Update(delta, nil, nil)
				Layout(&s, x, v, benchOptions)
			}
		})
	}
}

// BenchmarkFilter matches one verb in all statements and compacts the lanes.
func BenchmarkFilter(b *testing.B) {
	for _, p := range projects {
		x := p.index(b)
		b.Run(p.String(), func(b *testing.B) {
			for b.Loop() {
				x.SetFilter(Match(storage.Filter{Verbs: []storage.ID{11}}, x.Columns(), x.Reference(), nil))
			}
		})
	}
}

func BenchmarkOverview(b *testing.B) {
	x := projects[0].index(b)
	var s Scene
	v := View{}.Fit(x)
	for b.Loop() {
		LayoutOverview(&s, x, v, 1280, 48)
	}
}
