package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/article"
)

// The preview of many files: a pattern for what their names or first lines say,
// one line per file, and below it the fields of the line that is marked, to
// correct it. Nothing is in the project before "Add".

var patternPlaces = []string{"of the files’ names", "of the first lines"}

// articleTable is that dialog.
type articleTable struct {
	s    *shell
	md   *modal
	rows []fileRow
	all  bulkChoice
	at   int // the marked row

	pattern *completionEntry
	where   *radio
	outlet  *completionEntry
	wrong   *widget.Label // of the pattern
	list    *list
	facts   *articleFacts
	state   *widget.Label // of the marked row
	tick    *check        // of the marked row
	sum     *widget.Label
	add     *button
	loading bool
}

// showArticleTable opens the preview.
func (s *shell) showArticleTable(files []articleFile) {
	t := &articleTable{s: s, rows: newFileRows(files), wrong: newWrong(), state: widget.NewLabel(""), sum: widget.NewLabel("")}
	layer := newCompletionList(s.palette)
	t.facts = newArticleFacts(func() *app.Session { return s.session }, s.palette, layer, s.now)
	t.facts.edited = t.corrected
	t.outlet = newCompletionEntry(layer, t.facts.findOutlets)
	t.outlet.SetPlaceHolder("of those that name none")
	t.outlet.edited = func() { t.all.outlet = strings.TrimSpace(t.outlet.Text); t.apply() }
	t.pattern = newCompletionEntry(layer, suggestPatterns)
	t.pattern.SetPlaceHolder("{date} {outlet} - {title}")
	t.pattern.edited = t.repattern
	t.where = newRadio(patternPlaces, func(string) { t.repattern() })
	t.where.SetSelected(patternPlaces[0])
	t.list = newList(func() int { return len(t.rows) }, func() fyne.CanvasObject { return newFileLine(s.palette) }, t.fill)
	t.list.OnSelected = func(i widget.ListItemID) { t.mark(i) }
	t.list.onKey = t.listKey
	t.tick = newCheck("Add this one (Space in the list)", func(on bool) { t.setTick(t.at, on) })
	t.state.Wrapping = fyne.TextWrapWord
	shut := func() { t.md.close() }
	t.add = newMainButton("Add", t.save)
	t.keys(shut)
	t.md = s.modals.show(dialogSpec{
		name: "article_table", title: "Add articles", size: fyne.NewSize(980, 700), focus: t.pattern,
		body:    container.NewStack(t.body(), layer.layer),
		buttons: []fyne.CanvasObject{t.sum, newButton("Cancel", shut), t.add},
	})
	t.apply()
	t.list.Select(0)
}

func (t *articleTable) keys(shut func()) {
	toList := func() { t.s.win.Canvas().Focus(t.list) }
	t.pattern.enter, t.pattern.escape = toList, shut
	t.outlet.enter, t.outlet.escape = toList, shut
	t.facts.keys(func() { t.next(1); toList() }, shut)
}

func (t *articleTable) body() fyne.CanvasObject {
	caption := func(text string) *widget.Label {
		l := widget.NewLabel(text)
		l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
		return l
	}
	top := container.NewVBox(
		container.New(sharedWidth{},
			container.New(captionLayout{wide: true}, caption("What stands where: {date} {outlet} {title} {author} {any}"), t.pattern, t.where),
			container.New(captionLayout{wide: true}, caption("Outlet"), t.outlet)),
		t.wrong, newFileHead())
	below := container.NewVBox(widget.NewSeparator(), container.NewBorder(nil, nil, t.tick, nil, t.state),
		t.facts.box([]string{"title", "outlet", "published"}))
	return container.NewBorder(top, below, nil, nil, t.list)
}

// suggestPatterns offers patterns while none is typed.
func suggestPatterns(typed string, show func([]suggestion)) {
	var lines []suggestion
	for _, p := range article.Suggestions {
		if strings.Contains(p, strings.TrimSpace(typed)) && p != typed {
			lines = append(lines, suggestion{text: p, sure: true})
		}
	}
	show(lines)
}

// repattern reads the pattern anew; while it is wrong the one before holds.
func (t *articleTable) repattern() {
	if t.list == nil {
		return
	}
	t.wrong.Hide()
	t.all.overLines = t.where.Selected == patternPlaces[1]
	typed := strings.TrimSpace(t.pattern.Text)
	if typed == "" {
		t.all.pattern = nil
		t.apply()
		return
	}
	p, err := article.ParsePattern(typed)
	if err != nil {
		t.wrong.SetText(err.Error())
		t.wrong.Show()
		return
	}
	if p.Lines() > 1 && !t.all.overLines {
		t.where.SetSelected(patternPlaces[1]) // comes back here
		return
	}
	t.all.pattern = p
	t.apply()
}

// apply brings rows and fields up to date with what holds for all.
func (t *articleTable) apply() {
	t.all.apply(t.rows, t.s.session)
	t.list.Refresh()
	t.show()
}

// show brings up to date what is said of the marked row and of all.
func (t *articleTable) show() {
	r := t.rows[t.at]
	t.loading = true
	if !r.typed {
		t.facts.set(r.facts)
	}
	t.tick.SetChecked(r.on)
	t.loading = false
	t.state.Importance = widget.MediumImportance
	text := r.notice
	if r.wrong != "" {
		t.state.Importance, text = widget.DangerImportance, r.wrong
	}
	t.state.SetText(text)
	setEnabledCheck(t.tick, r.problem == "")
	list, _ := chosenRows(t.rows)
	t.sum.SetText(count(len(list), "article") + " of " + count(len(t.rows), "file"))
	t.add.SetText("Add " + count(len(list), "article"))
	setEnabled(t.add, len(list) > 0)
}

func setEnabledCheck(c *check, on bool) {
	if on {
		c.Enable()
	} else {
		c.Disable()
	}
}

func (t *articleTable) mark(i int) {
	if i < 0 || i >= len(t.rows) {
		return
	}
	t.at = i
	t.loading = true
	t.facts.set(t.rows[i].facts)
	t.loading = false
	t.show()
}

func (t *articleTable) next(by int) {
	t.list.Select(min(max(t.at+by, 0), len(t.rows)-1))
}

// listKey walks the rows, ticks them, and goes to the fields.
func (t *articleTable) listKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		t.next(1)
	case fyne.KeyUp:
		t.next(-1)
	case fyne.KeySpace:
		t.setTick(t.at, !t.rows[t.at].on)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.s.win.Canvas().Focus(t.facts.title)
	default:
		return false
	}
	return true
}

func (t *articleTable) setTick(i int, on bool) {
	if t.loading || t.rows[i].problem != "" {
		return
	}
	t.rows[i].on = on
	t.list.RefreshItem(i)
	t.show()
}

// corrected takes what was typed into the fields for the marked row.
func (t *articleTable) corrected() {
	r := &t.rows[t.at]
	if t.loading || r.problem != "" {
		return
	}
	a := t.facts.value()
	a.Author, a.URL, a.Language, a.Zone = r.facts.Author, r.facts.URL, r.facts.Language, r.facts.Zone
	r.facts, r.typed = a, true
	t.all.apply(t.rows, t.s.session)
	t.list.RefreshItem(t.at)
	t.show()
}

// save adds the ticked rows as one step, or goes to the first that cannot be
// added.
func (t *articleTable) save() {
	list, bad := chosenRows(t.rows)
	if bad >= 0 {
		t.list.Select(bad)
		t.s.win.Canvas().Focus(t.facts.title)
		return
	}
	if len(list) == 0 {
		return
	}
	t.add.Disable()
	t.s.session.AddArticles(list, func(ids []storage.ID, err error) {
		t.add.Enable()
		if err != nil {
			t.s.fail("The articles were not added", err)
			return
		}
		t.md.close()
		t.s.trace.step("articles_added", "count", len(ids))
		t.s.toasts.say("Added " + count(len(ids), "article") + ".")
		t.s.showView(articlesView)
		t.s.openArticle(ids[0])
	})
}

// fill shows a row in a line of the list.
func (t *articleTable) fill(i widget.ListItemID, o fyne.CanvasObject) { o.(*fileLine).set(&t.rows[i]) }
