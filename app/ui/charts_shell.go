package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/app/export"
	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// What joins the view of charts to the session: what is drawn when, what a
// click selects, how to get to the timeline and back.

// chartState is what the shell keeps for the view of charts.
type chartState struct {
	view    *chartsView
	run     *chartRunner
	last    chartAsk // what was asked for last
	asked   bool
	columns *chartColumns // of the open project
	version int           // grows with every change of the data
	clicks  int           // so that what a late look-up found is dropped
}

func (s *shell) buildCharts() {
	c := &s.charts
	c.columns = &chartColumns{}
	c.run = newChartRunner(s.post)
	c.run.panicked = s.mistaken
	c.run.ready, c.run.slow = s.chartReady, s.chartSlow
	c.view = newChartsView(chartsDeps{
		palette: s.palette, post: s.post, redraw: s.drawChart, jump: func() { s.acts.do("chart.show") },
		export: func() { s.acts.do("file.export") }, copy: func() { s.acts.do("chart.copy") }, notes: s.showNotes,
		lists: func() *app.Lists {
			if s.session == nil {
				return nil
			}
			return s.session.Lists()
		},
		preview: previewEvents{
			size: func(pixelSize) { s.drawChart() }, theme: s.drawChart,
			click: s.chartClicked, miss: s.chartMissed, hover: s.chartHovered, key: s.typed, stop: s.stopChart,
		},
	})
}

// chartsPage is the page of charts.
func (s *shell) chartsPage() *page {
	c := &s.charts
	return &page{
		root: c.view.root, focus: c.view.preview.takeFocus, opened: s.resetCharts, heard: s.chartHeard, typed: s.chartKey,
		shown: func() { echarts.Warm(); s.drawChart() },
		hidden: func() {
			c.run.stop()
			c.asked = false
		},
		text: s.chartText,
	}
}

func (s *shell) chartText() string {
	kind, _ := s.charts.view.chosen()
	text := kind.Title
	if n := len(s.session.Selection()); n > 0 {
		text += " · " + thousands(n) + " selected"
	}
	return text
}

// chartAsk is the chart that ought to be seen; false when there is none to
// draw.
func (s *shell) chartAsk() (chartAsk, bool) {
	c := &s.charts
	if !s.onCharts() {
		return chartAsk{}, false
	}
	size := c.view.preview.size
	if size.w < 1 || size.h < 1 {
		return chartAsk{}, false
	}
	kind, set := c.view.chosen()
	l := s.session.Lists()
	theme := "light"
	if s.look.dark(s.app.Settings().ThemeVariant()) {
		theme = "dark"
	}
	return chartAsk{
		kind: kind.Name, set: set, size: size, theme: theme, title: l.Meta["title"],
		filter: s.session.Filter(),
		file:   s.session.File(), lists: l, loc: s.session.Location(), columns: c.columns, version: c.version,
		sample: s.trace != nil,
	}, true
}

// drawChart draws the chart that ought to be seen, if it is another one than
// that which is drawn already or being drawn.
func (s *shell) drawChart() {
	c := &s.charts
	a, ok := s.chartAsk()
	if !ok || c.asked && a.same(c.last) {
		return
	}
	c.last, c.asked = a, true
	c.view.preview.setPale(c.view.preview.drawn != nil)
	c.run.ask(a)
}

// chartReady shows a chart that has been drawn, or why it was not.
func (s *shell) chartReady(d *drawnChart, err error) {
	v := s.charts.view
	switch {
	case errors.Is(err, context.Canceled):
		return
	case err != nil:
		v.preview.show(nil)
		v.say("This chart was not drawn: " + err.Error())
		s.trace.step("failed", "title", "chart", "error", err)
		return
	}
	v.say("")
	v.preview.show(d)
	s.showChartCount()
	s.refreshState()
	at := s.app.Driver().AbsolutePositionForObject(v.preview).Add(v.preview.place(d.sample.x, d.sample.y))
	s.trace.step("chart", "name", d.ask.kind, "took_ms", milliseconds(d.took), "statements", d.statements, "empty", d.built.Empty,
		"w", d.image.Rect.Dx(), "h", d.image.Rect.Dy(), "theme", d.ask.theme,
		"x", at.X, "y", at.Y, "sample", d.sample.statements)
}

func (s *shell) chartSlow(on bool) { s.charts.view.preview.setBusy(on) }

// stopChart ends the drawing; what was seen stays.
func (s *shell) stopChart() {
	c := &s.charts
	c.run.stop()
	c.asked = false
	c.view.preview.setPale(false)
	s.toasts.say("The drawing was stopped. Choose the chart or an option again to draw it.")
	s.trace.step("chart_stopped")
}

func (s *shell) showChartCount() {
	d := s.charts.view.preview.drawn
	if d == nil || s.session == nil {
		return
	}
	s.charts.view.showCount(d.statements, len(s.session.Selection()))
}

// chartHeard brings the view up to date with what the session says.
func (s *shell) chartHeard(e app.Event) {
	if e.What&app.DataChanged != 0 {
		s.charts.version++
	}
	if e.What&(app.DataChanged|app.FilterChanged) != 0 {
		s.drawChart()
	}
	if e.What&app.SelectionChanged != 0 {
		s.showChartCount()
	}
}

// resetCharts forgets the charts of the project that was open.
func (s *shell) resetCharts() {
	c := &s.charts
	c.run.stop()
	c.asked, c.columns = false, &chartColumns{}
	c.view.forget()
	s.drawChart()
}

// chartClicked selects the statements behind a mark. They are looked for off
// the window's goroutine: there may be a million to look through.
func (s *shell) chartClicked(h echarts.Hit, add bool) {
	s.behind(h, func(ids []storage.ID) {
		s.choose(ids, add)
		s.trace.step("chart_click", "count", len(ids), "selected", len(s.session.Selection()))
		if len(ids) == 0 {
			s.toasts.say("This mark stands for no statement of its own.")
		}
	})
}

// behind finds the statements behind a mark of the chart that is seen and hands
// them on, unless something else was clicked or drawn meanwhile.
func (s *shell) behind(h echarts.Hit, found func([]storage.ID)) {
	c := &s.charts
	d, session := c.view.preview.drawn, s.session
	if d == nil || session == nil {
		return
	}
	c.clicks++
	click := c.clicks
	var ids []storage.ID
	s.job(func() error {
		ids = d.built.Statements(h)
		return nil
	}, func(error) {
		if click == c.clicks && s.session == session && c.view.preview.drawn == d {
			found(ids)
		}
	})
}

// chartMissed is a click beside every mark.
func (s *shell) chartMissed() {
	s.charts.clicks++
	if s.session != nil {
		s.session.Select()
		s.trace.step("chart_click", "count", 0, "selected", 0)
	}
}

// maxTold is how many statements the card of a mark names.
const maxTold = 4

// chartHovered shows what stands behind the mark under the pointer.
func (s *shell) chartHovered(h echarts.Hit, at fyne.Position) {
	c, session := &s.charts, s.session
	d := c.view.preview.drawn
	if d == nil || session == nil {
		return
	}
	var ids []storage.ID
	var heads []string
	session.Read(func(ctx context.Context, f *sqlite.File) error {
		ids = d.built.Statements(h)
		sts, err := f.StatementsOf(ctx, ids[:min(len(ids), maxTold)])
		names := headings(sts, session.Lists())
		for _, st := range sts {
			heads = append(heads, names[st.ID])
		}
		return err
	}, func(err error) {
		if err == nil && s.session == session && c.view.preview.drawn == d {
			c.view.preview.showCard(h, markCard(len(ids), heads), at)
			s.trace.step("hover", "statements", len(ids))
		}
	})
}

// markCard says how many statements stand behind a mark, and names the first.
func markCard(n int, heads []string) cardText {
	c := cardText{{text: count(n, "statement"), size: 14, bold: true, style: charts.StyleTextStrong}}
	for _, h := range heads {
		c = append(c, paragraph{text: h, size: 12.5, style: charts.StyleText, above: 2, maxLines: 2})
	}
	if more := n - len(heads); more > 0 && len(heads) > 0 {
		c = append(c, paragraph{text: "and " + thousands(more) + " more", size: 12.5, style: charts.StyleTextDim, above: 2})
	}
	if n > 0 {
		c = append(c, paragraph{text: "Click selects, Ctrl+click adds.", size: 12, style: charts.StyleTextDim, above: 6})
	}
	return c
}

// showSelection goes to the timeline and fits what is selected.
func (s *shell) showSelection() {
	s.showView(timelineView)
	if _, ok := spanOf(s.session.Index(), s.session.Selection()); ok {
		s.fit()
		return
	}
	s.toasts.say("None of what is selected has a date yet: see “undated” at the foot of the window.")
}

// chartKey takes the keys that mean something else while charts are seen.
func (s *shell) chartKey(k keystroke) bool {
	if k.key == fyne.KeyReturn || k.key == fyne.KeyEnter {
		return s.acts.do("chart.show")
	}
	return s.charts.view.key(k)
}

// showNotes says how the chart counts.
func (s *shell) showNotes() {
	d := s.charts.view.preview.drawn
	if d == nil {
		return
	}
	text := "This chart counts each statement once, as it stands."
	if len(d.built.Notes) > 0 {
		text = strings.Join(d.built.Notes, "\n\n")
	}
	s.modals.message(d.built.Title, text)
}

// showPicture opens the view that a saved picture says it shows.
func (s *shell) showPicture(v export.View) {
	set := map[string]string{}
	for key, value := range v.Set {
		set[key] = value
	}
	s.setFilter(v.Filter)
	s.showView(chartView)
	if !slices.ContainsFunc(s.charts.view.kinds, func(k echarts.Kind) bool { return k.Name == v.Chart }) {
		s.banners.show("picture", "This version of Saywhen has no chart “"+shorten(oneLine(v.Chart), 60)+"”; the filter of the picture is set.")
		return
	}
	s.charts.view.chooseNamed(v.Chart, set)
	s.compareRevision(v)
}

// compareRevision says so when the project is no longer as it was when the
// picture was made.
func (s *shell) compareRevision(v export.View) {
	session := s.session
	same := true
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		same, err = export.SameRevision(ctx, f, v)
		return err
	}, func(err error) {
		if err == nil && !same && s.session == session {
			s.banners.show("picture", "The project has changed since this picture was made: the chart may differ from it.")
			s.trace.step("project", "differs_from_picture", true)
		}
	})
}
