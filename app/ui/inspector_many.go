package ui

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// Several selected statements are summed up: how many, from when to when, by
// whom, with which kinds of verb, on which claims with which stance. A click on
// a line shows only the statements that it counts.

// tally counts what selected statements have in common.
type tally struct {
	n, undated       int
	from, to         int64 // Unix seconds of the first and the last mark
	speakers, claims map[storage.ID]int
	classes          map[storage.Class]int
	stances          map[storage.Stance]int
}

func newTally() *tally {
	return &tally{
		speakers: map[storage.ID]int{}, claims: map[storage.ID]int{},
		classes: map[storage.Class]int{}, stances: map[storage.Stance]int{},
	}
}

// add counts statements. A claim, or a stance, counts once for a statement that
// takes it twice.
func (t *tally) add(x *charts.Index, l *app.Lists, ids []storage.ID) {
	for _, id := range ids {
		r, ok := x.RowOf(id)
		if !ok {
			continue
		}
		t.n++
		t.speakers[r.Speaker()]++
		verb, _ := l.Verb(r.Verb())
		t.classes[verb.Class]++
		claims, stances := r.Positions()
		for p := range claims {
			if !slices.Contains(claims[:p], claims[p]) {
				t.claims[claims[p]]++
			}
			if !slices.Contains(stances[:p], stances[p]) {
				t.stances[stances[p]]++
			}
		}
		t.date(x.Anchor(id))
	}
}

func (t *tally) date(at int64, dated bool) {
	switch {
	case !dated:
		t.undated++
	case t.n-t.undated == 1:
		t.from, t.to = at, at
	default:
		t.from, t.to = min(t.from, at), max(t.to, at)
	}
}

// most lists the keys with the greatest counts first.
func most[K cmp.Ordered](counts map[K]int) []K {
	return slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

const (
	tallyStep  = 20_000 // statements counted at a time
	tallyLines = 6      // shown of each kind
)

// sum shows what the selected statements have in common. Very many are counted
// bit by bit, so that the window never waits.
func (in *inspector) sum(s *app.Session, ids []storage.ID) {
	in.nothing("")
	asked, t := in.asked, newTally()
	var step func(done int)
	step = func(done int) {
		if asked != in.asked {
			return
		}
		end := min(done+tallyStep, len(ids))
		t.add(s.Index(), s.Lists(), ids[done:end])
		if end < len(ids) {
			s.Read(func(context.Context, *sqlite.File) error { return nil }, func(error) { step(end) })
			return
		}
		in.many.show(t, s.Lists(), s.Location())
		in.empty.Hide()
		in.many.root.Show()
		in.deps.trace.step("summed", "statements", t.n)
	}
	step(0)
}

// manyPanel shows a tally.
type manyPanel struct {
	palette func() paint.Palette
	only    func(change func(*storage.Filter)) // shows only what a line counts
	head    *textBlock
	lines   *fyne.Container
	root    *fyne.Container
}

func newManyPanel(palette func() paint.Palette) *manyPanel {
	p := &manyPanel{palette: palette, head: newTextBlock(palette), lines: container.New(rows{})}
	p.root = container.NewBorder(padded(p.head), nil, nil, nil, container.NewVScroll(p.lines))
	p.root.Hide()
	return p
}

func (p *manyPanel) show(t *tally, l *app.Lists, loc *time.Location) {
	size := theme.TextSize()
	head := []paragraph{{text: count(t.n, "statement") + " selected", size: size + 2, bold: true, style: charts.StyleText}}
	if t.undated > 0 {
		head = append(head, paragraph{text: thousands(t.undated) + " without a date", size: size - 1, style: charts.StyleTextDim})
	}
	head = append(head, paragraph{text: "A line shows only what it counts. Del deletes what is selected, Ctrl+C copies it.", size: size - 1, style: charts.StyleTextDim, above: 4})
	p.head.set(head...)
	p.lines.RemoveAll()
	if t.n > t.undated {
		from, to := t.from, t.to+1
		p.section("When")
		p.line(rangeText(from, t.to, loc), t.n-t.undated, func(f *storage.Filter) { f.From, f.To, f.HasFrom, f.HasTo = from, to, true, true })
	}
	addLines(p, "Speaker", t.speakers, l.ActorName, func(f *storage.Filter, id storage.ID) { f.Speakers = []storage.ID{id} })
	addLines(p, "Kind of verb", t.classes, func(c storage.Class) string { return string(c) }, func(f *storage.Filter, c storage.Class) { f.Classes = []storage.Class{c} })
	addLines(p, "Stance", t.stances, stanceName, func(f *storage.Filter, v storage.Stance) { f.Stances = []storage.Stance{v} })
	addLines(p, "Claim", t.claims, claimName(l), func(f *storage.Filter, id storage.ID) { f.Claims = []storage.ID{id} })
	p.root.Refresh()
}

// rangeText names the time from the first mark to the last.
func rangeText(from, to int64, loc *time.Location) string {
	const layout = "2 Jan 2006"
	a, b := unixIn(from, loc).Format(layout), unixIn(to, loc).Format(layout)
	return between(a, b)
}

func addLines[K cmp.Ordered](p *manyPanel, title string, counts map[K]int, name func(K) string, only func(*storage.Filter, K)) {
	if len(counts) == 0 {
		return
	}
	p.section(title)
	list := most(counts)
	for _, k := range list[:min(len(list), tallyLines)] {
		p.line(cmp.Or(name(k), "—"), counts[k], func(f *storage.Filter) { only(f, k) })
	}
	if n := len(list) - tallyLines; n > 0 {
		more := widget.NewLabel("and " + thousands(n) + " more")
		more.Importance, more.SizeName = widget.LowImportance, theme.SizeNameCaptionText
		p.lines.Add(more)
	}
}

func (p *manyPanel) section(title string) {
	head := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	head.SizeName = theme.SizeNameCaptionText
	p.lines.Add(head)
}

func (p *manyPanel) line(text string, n int, change func(*storage.Filter)) {
	p.lines.Add(newCountRow(p.palette, text, thousands(n), func() {
		if p.only != nil {
			p.only(change)
		}
	}))
}
