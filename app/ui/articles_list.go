package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// articleRow is a document as the list shows it.
type articleRow struct {
	id         storage.ID
	title      string
	outlet     string
	date       string
	at         int64 // when it was published, Unix seconds; for sorting
	undated    bool
	statements int
	noText     bool
	key        string // the title as it is sorted
	hay        string // what the filter looks in
}

// articleOrder is how the list is sorted.
type articleOrder int

const (
	byDate articleOrder = iota // the newest first, undated last
	byTitle
	byStatements // the most first
)

var articleOrders = []string{"Newest first", "By title", "Most statements first"}

// articleRowsOf makes the rows of all documents; counts says how many statements
// stand in each.
func articleRowsOf(l *app.Lists, counts map[storage.ID]sqlite.DocumentCount) []articleRow {
	rows := make([]articleRow, len(l.Documents))
	for i, d := range l.Documents {
		r := articleRow{id: d.ID, title: d.Title, outlet: l.ActorName(d.Outlet), statements: counts[d.ID].Statements, noText: !counts[d.ID].HasText}
		if r.title == "" {
			r.title = "Untitled"
		}
		if r.undated = d.Published.IsZero(); !r.undated {
			r.date, r.at = d.Published.Short(), d.Published.Corners.EarliestStart
		}
		r.key = strings.ToLower(r.title)
		r.hay = strings.ToLower(strings.Join([]string{d.Title, r.outlet, d.Author, r.date}, "\n"))
		rows[i] = r
	}
	return rows
}

// arranged gives the rows that fit what is typed, in an order.
func arranged(rows []articleRow, typed string, order articleOrder) []articleRow {
	words := strings.Fields(strings.ToLower(typed))
	var out []articleRow
	for _, r := range rows {
		if containsAll(r.hay, words) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b articleRow) int {
		title := cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
		switch order {
		case byTitle:
			return title
		case byStatements:
			return cmp.Or(cmp.Compare(b.statements, a.statements), title)
		}
		if a.undated != b.undated {
			if a.undated {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.at, a.at), title)
	})
	return out
}

// paragraphs is a row of the list.
func (r articleRow) paragraphs() []paragraph {
	where := r.outlet
	if r.date != "" {
		if where != "" {
			where += " · "
		}
		where += r.date
	}
	if where == "" {
		where = "no outlet, no date"
	}
	coded := paragraph{text: "not coded", size: 12, style: charts.StyleTextDim, maxLines: 1}
	switch {
	case r.statements > 0:
		coded = paragraph{text: count(r.statements, "statement"), size: 12, bold: true, style: charts.StyleText, maxLines: 1}
	case r.noText:
		coded.text = "no text yet"
	}
	return []paragraph{
		{text: r.title, size: 13, bold: true, style: charts.StyleText, maxLines: 1},
		{text: where, size: 12, style: charts.StyleTextDim, maxLines: 1},
		coded,
	}
}

// articleList lists the documents with a filter and an order.
type articleList struct {
	root   *fyne.Container
	list   *list
	filter *textField
	order  *selectBox
	add    *button
	empty  *widget.Label

	all, shown []articleRow
	open       storage.ID
	keyed      bool // the list is being marked: nothing was chosen
	choose     func(storage.ID)
	enter      func() // the keyboard goes to the text
}

func newArticleList(palette func() paint.Palette, add func()) *articleList {
	a := &articleList{}
	a.filter = newTextField("Filter")
	a.filter.OnChanged = func(string) { a.arrange() }
	a.filter.onKey = a.filterKey
	a.order = newSelect(articleOrders, func(string) { a.arrange() })
	a.list = newList(func() int { return len(a.shown) },
		func() fyne.CanvasObject {
			return container.New(layout.NewCustomPaddedLayout(4, 4, 10, 6),
				newTextBlock(palette, articleRow{title: "X", date: "X"}.paragraphs()...))
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*textBlock).set(a.shown[i].paragraphs()...)
		})
	a.list.OnSelected = func(i widget.ListItemID) {
		if !a.keyed && i < len(a.shown) {
			a.choose(a.shown[i].id)
		}
	}
	a.list.onKey = a.listKey
	a.add = newIconButton("Add …", theme.ContentAddIcon(), add)
	a.empty = widget.NewLabel("")
	a.empty.Wrapping, a.empty.Importance = fyne.TextWrapWord, widget.LowImportance
	top := container.New(layout.NewCustomPaddedLayout(6, 4, 8, 8), container.NewVBox(
		a.filter, container.NewBorder(nil, nil, nil, a.add, a.order)))
	a.root = container.NewBorder(top, nil, nil, nil, container.NewStack(a.list, container.NewVBox(a.empty)))
	a.order.SetSelectedIndex(int(byDate))
	return a
}

// set shows other documents.
func (a *articleList) set(rows []articleRow) {
	a.all = rows
	a.arrange()
}

func (a *articleList) arrange() {
	if a.list == nil || a.empty == nil {
		return
	}
	a.shown = arranged(a.all, a.filter.Text, articleOrder(max(a.order.SelectedIndex(), 0)))
	a.say()
	a.list.Refresh()
	a.markOpen()
}

// say tells in the empty list what to do next.
func (a *articleList) say() {
	switch {
	case len(a.all) == 0:
		a.empty.SetText("No articles yet. Paste one, drop files on the window, or choose them with “Add …”.")
	case len(a.shown) == 0:
		a.empty.SetText("No article fits. Fewer letters find more; Esc shows all.")
	}
	a.empty.Hidden = len(a.shown) > 0
	a.empty.Refresh()
}

// markOpen marks the document that is open, without choosing it again.
func (a *articleList) markOpen() {
	a.keyed = true
	defer func() { a.keyed = false }()
	i := slices.IndexFunc(a.shown, func(r articleRow) bool { return r.id == a.open })
	if i < 0 {
		a.list.UnselectAll()
		return
	}
	a.list.Select(i)
}

// setOpen says which document is open.
func (a *articleList) setOpen(id storage.ID) {
	a.open = id
	a.markOpen()
}

// step opens the next document of the list, or the one before.
func (a *articleList) step(by int) {
	if len(a.shown) == 0 {
		return
	}
	i := slices.IndexFunc(a.shown, func(r articleRow) bool { return r.id == a.open })
	if i < 0 && by < 0 {
		i = 0
	}
	i = min(max(i+by, 0), len(a.shown)-1)
	a.choose(a.shown[i].id)
}

func (a *articleList) listKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		a.step(1)
	case fyne.KeyUp:
		a.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		a.enter()
	default:
		return false
	}
	return true
}

func (a *articleList) filterKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		a.step(1)
	case fyne.KeyUp:
		a.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(a.shown) > 0 && !slices.ContainsFunc(a.shown, func(r articleRow) bool { return r.id == a.open }) {
			a.choose(a.shown[0].id)
		}
		a.enter()
	case fyne.KeyEscape:
		if a.filter.Text == "" {
			return false
		}
		a.filter.SetText("")
	default:
		return false
	}
	return true
}
