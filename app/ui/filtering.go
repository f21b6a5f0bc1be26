package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// maxResults is how many lines the list below the search box has at most.
const maxResults = 50

// resultText is a line of the list: who and when, then where the words stand.
func resultText(r found) []paragraph {
	return []paragraph{
		{text: r.head, size: 13, bold: true, style: charts.StyleText, maxLines: 1},
		{text: r.excerpt, size: 12, style: charts.StyleTextDim, maxLines: 1},
	}
}

func (s *shell) focusSearch() { s.win.Canvas().Focus(s.find.field) }

// headResults reads who said what was found, and shows the list.
func (s *shell) headResults(session *app.Session, text string, hits []sqlite.Hit) {
	var ids []storage.ID
	for _, h := range hits {
		if h.Statement != 0 {
			ids = append(ids, h.Statement)
		}
	}
	var heads map[storage.ID]string
	session.Read(func(ctx context.Context, file *sqlite.File) (err error) {
		sts, err := file.StatementsOf(ctx, ids)
		heads = headings(sts, session.Lists())
		return err
	}, func(err error) {
		if err != nil || s.session != session {
			return
		}
		results := resultsOf(hits, heads, session.Lists())
		s.find.show(text, results)
		s.trace.step("search", "text", text, "hits", len(results))
	})
}

// headings names statements: who did what, when.
func headings(sts []storage.Statement, l *app.Lists) map[storage.ID]string {
	out := make(map[storage.ID]string, len(sts))
	for _, st := range sts {
		v, _ := l.Verb(st.Verb)
		out[st.ID] = l.ActorName(st.Speaker) + " " + v.Label
		if !st.When.IsZero() {
			out[st.ID] += " · " + st.When.Short()
		}
	}
	return out
}

// resultsOf turns hits into lines. A statement that was found in two places has
// one line; actors, claims and documents become filters.
func resultsOf(hits []sqlite.Hit, heads map[storage.ID]string, l *app.Lists) (out []found) {
	type record struct {
		kind storage.RecordKind
		id   storage.ID
	}
	seen := map[record]bool{}
	for _, h := range hits {
		r := record{h.Kind, h.ID}
		line := found{excerpt: h.Snippet}
		switch {
		case seen[r]:
			continue
		case h.Statement != 0:
			line.statement, line.head = h.Statement, heads[h.Statement]
		case h.Kind == storage.ActorRecord:
			line.filter.Actors, line.head = []storage.ID{h.ID}, l.ActorName(h.ID)
		case h.Kind == storage.ClaimRecord:
			line.filter.Claims, line.head = []storage.ID{h.ID}, claimName(l)(h.ID)
		case h.Kind == storage.DocumentRecord:
			line.filter.Documents, line.head = []storage.ID{h.ID}, documentName(l)(h.ID)
		default:
			continue
		}
		if h.Statement == 0 {
			line.excerpt = "Show only this " + h.Kind.String()
			if h.Snippet != line.head {
				line.excerpt += " · " + h.Snippet
			}
		}
		seen[r] = true
		out = append(out, line)
	}
	return out
}

// goTo shows what was chosen from the list, or completes what is typed.
func (s *shell) goTo(r found) {
	switch {
	case s.session == nil:
	case r.insert != "":
		s.find.put(r)
		if !strings.HasSuffix(r.insert, ":") {
			s.applyParts()
		}
	case r.statement != 0:
		s.reveal(r.statement)
		s.focusTimeline()
	default:
		s.find.clear()
		s.setFilter(r.filter)
		s.focusTimeline()
	}
}

// setFilter asks for other statements.
func (s *shell) setFilter(f storage.Filter) {
	if s.session != nil {
		s.session.SetFilter(f)
		s.setView(s.clampScroll(s.session.View()))
	}
}

func (s *shell) clearFilter() { s.setFilter(storage.Filter{}) }

// onlySpan asks for statements of a stretch of time.
func (s *shell) onlySpan(span charts.Span) {
	if s.session == nil || span.Empty() {
		return
	}
	f := s.session.Filter()
	f.From, f.To, f.HasFrom, f.HasTo = span.From, span.To, true, true
	s.setFilter(f)
}

// showFilter brings chips and search box up to date.
func (s *shell) showFilter() {
	if s.session == nil {
		s.chips.show(nil)
		return
	}
	f := s.session.Filter()
	s.chips.show(chipsOf(f, s.session.Lists(), s.zone()))
	s.find.setText(f.Text)
}

// filterMenu opens below the filter button.
func (s *shell) filterMenu(below fyne.CanvasObject) {
	if s.session == nil || s.modals.any() {
		return
	}
	at := s.app.Driver().AbsolutePositionForObject(below)
	s.trace.step("dialog", "name", "filter", "open", true)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", s.filterItems()...), s.win.Canvas(),
		at.AddXY(0, below.Size().Height))
}

func (s *shell) filterItems() []*fyne.MenuItem {
	f, l := s.session.Filter(), s.session.Lists()
	visible := fyne.NewMenuItem("Only the time that is seen", func() {
		s.onlySpan(s.session.View().Span())
	})
	sub := func(label string, items []*fyne.MenuItem) *fyne.MenuItem {
		m := fyne.NewMenuItem(label, nil)
		m.ChildMenu = fyne.NewMenu("", items...)
		m.Disabled = len(items) == 0
		return m
	}
	c := countFacets(s.session)
	if c == nil {
		c = &facets{}
	}
	ids := func(label string, all []storage.ID, name func(storage.ID) string, n map[storage.ID]int, have []storage.ID, set func(*storage.Filter, []storage.ID)) *fyne.MenuItem {
		return sub(label, (&facet[storage.ID]{byCount(all, n), name, n, have, set}).items(s))
	}
	stances := &facet[storage.Stance]{[]storage.Stance{2, 1, 0, -1, -2}, stanceName, c.stance, f.Stances, func(g *storage.Filter, v []storage.Stance) { g.Stances = v }}
	classes := &facet[storage.Class]{storage.Classes, func(c storage.Class) string { return string(c) }, c.class, f.Classes, func(g *storage.Filter, v []storage.Class) { g.Classes = v }}
	return []*fyne.MenuItem{
		sub("Stance", stances.items(s)),
		sub("Kind of verb", classes.items(s)),
		ids("Actor", actorIDs(l), l.ActorName, c.actor, f.Actors, func(g *storage.Filter, v []storage.ID) { g.Actors = v }),
		ids("Claim", claimIDs(l), claimName(l), c.claim, f.Claims, func(g *storage.Filter, v []storage.ID) { g.Claims = v }),
		ids("Document", documentIDs(l), documentName(l), c.cited, f.Documents, func(g *storage.Filter, v []storage.ID) { g.Documents = v }),
		fyne.NewMenuItemSeparator(),
		visible,
		fyne.NewMenuItemSeparator(),
		{Label: "Clear all filters", Disabled: f.IsZero(), Action: s.clearFilter},
	}
}

// maxChoices bounds a menu; further actors and claims are found by searching.
const maxChoices = 25

// facet is one thing that the menu filters by.
type facet[T comparable] struct {
	all  []T
	name func(T) string
	n    map[T]int // of statements that have it; nil when they are too many to count
	have []T
	set  func(*storage.Filter, []T)
}

// items is a menu of values with their counts, ticked when the filter has them;
// a click puts one in or takes it out.
func (c *facet[T]) items(s *shell) (items []*fyne.MenuItem) {
	for _, v := range c.all[:min(len(c.all), maxChoices)] {
		on := slices.Contains(c.have, v)
		label := shorten(c.name(v), 50)
		if c.n != nil {
			label += "   " + thousands(c.n[v])
		}
		item := fyne.NewMenuItem(label, func() {
			list := slices.DeleteFunc(slices.Clone(c.have), func(o T) bool { return o == v })
			if !on {
				list = append(list, v)
			}
			f := s.session.Filter()
			c.set(&f, list)
			s.setFilter(f)
		})
		item.Checked = on
		items = append(items, item)
	}
	return items
}

// byCount puts those with most statements first.
func byCount(ids []storage.ID, n map[storage.ID]int) []storage.ID {
	slices.SortStableFunc(ids, func(a, b storage.ID) int { return n[b] - n[a] })
	return ids
}

func actorIDs(l *app.Lists) (ids []storage.ID) {
	for _, a := range l.Actors {
		ids = append(ids, a.ID)
	}
	return ids
}

func claimIDs(l *app.Lists) (ids []storage.ID) {
	for _, c := range l.Claims {
		ids = append(ids, c.ID)
	}
	return ids
}

func claimName(l *app.Lists) func(storage.ID) string {
	return func(id storage.ID) string {
		c, _ := l.Claim(id)
		return c.Text
	}
}

func documentIDs(l *app.Lists) (ids []storage.ID) {
	for _, d := range l.Documents {
		ids = append(ids, d.ID)
	}
	return ids
}

func documentName(l *app.Lists) func(storage.ID) string {
	return func(id storage.ID) string {
		d, _ := l.Document(id)
		return d.Title
	}
}
