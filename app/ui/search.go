package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts/paint"
	"saywhen/storage"
)

// searchDelay is how long typing must rest before the file is asked.
const searchDelay = 250 * time.Millisecond

// found is one line of the results.
type found struct {
	statement storage.ID     // 0 when it is none
	filter    storage.Filter // for an actor, claim or document: what shows only it
	head      string         // who and when
	excerpt   string         // where the words stand

	insert  string // what it puts into the box between these bytes, or ""
	at, end int
	note    bool // tells something and cannot be chosen
}

// searchBox is the field for words and parts such as actor:Afkham, with a list
// below it of what was found or can be completed. Words filter as they are
// typed; Enter takes the list's line or, when parts stand in the field, makes
// them the filter. Esc empties the field.
type searchBox struct {
	field   *textField
	post    func(func())
	float   *fyne.Container // over the whole window, without layout
	drop    *fyne.Container
	back    *canvas.Rectangle
	list    *list
	empty   *widget.Label
	palette func() paint.Palette

	results []found
	at      int
	keyed   bool
	timer   *time.Timer
	asked   string
	words   string // the part of asked that is no key with a value

	ask    func(text string, cursor int) // filter and search for it; "" shows everything
	apply  func() bool                   // makes the parts in the field the filter; false when there are none
	choose func(found)
	leave  func() // the keyboard goes back to the timeline
}

func newSearchBox(palette func() paint.Palette, float *fyne.Container, post func(func())) *searchBox {
	b := &searchBox{float: float, post: post, palette: palette}
	b.field = newTextField("Search (Ctrl+F)")
	b.field.SetIcon(theme.SearchIcon())
	b.field.OnChanged = func(string) { b.later() }
	b.field.onKey = b.key
	b.field.onFocus = func(on bool) {
		if !on {
			b.hideSoon()
		} else if len(b.results) > 0 {
			b.showList()
		}
	}
	b.list = newList(func() int { return len(b.results) }, b.newRow, b.updateRow)
	b.list.OnSelected = func(i widget.ListItemID) {
		b.at = i
		if !b.keyed {
			b.take()
		}
	}
	b.empty = widget.NewLabel("Nothing was found. Fewer letters find more.")
	b.back = canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	b.back.StrokeWidth, b.back.CornerRadius = 1, 6
	b.drop = container.NewStack(b.back, container.NewPadded(b.list), container.NewPadded(b.empty))
	b.drop.Hide()
	float.Add(b.drop)
	return b
}

func (b *searchBox) newRow() fyne.CanvasObject {
	return newTextBlock(b.palette, paragraph{text: "X", size: 13}, paragraph{text: "X", size: 12})
}

func (b *searchBox) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	r := b.results[i]
	o.(*textBlock).set(resultText(r)...)
}

// later asks the file once typing rests.
func (b *searchBox) later() {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(searchDelay, func() { b.post(b.now) })
}

// now asks the file for what stands in the field.
func (b *searchBox) now() {
	if b.timer != nil {
		b.timer.Stop()
	}
	if b.field.Text == b.asked {
		return
	}
	b.asked = b.field.Text
	if b.asked == "" {
		b.results = nil
		b.hide()
	}
	b.ask(b.asked, b.cursor())
}

// cursor is the byte at which the field's cursor stands.
func (b *searchBox) cursor() int {
	runes := []rune(b.field.Text)
	return len(string(runes[:min(max(b.field.CursorColumn, 0), len(runes))]))
}

// put replaces a part of what is typed, with the cursor after it.
func (b *searchBox) put(r found) {
	text := b.field.Text
	if r.end > len(text) || r.at > r.end {
		return
	}
	b.field.SetText(text[:r.at] + r.insert + text[r.end:])
	b.field.CursorColumn = len([]rune(text[:r.at] + r.insert))
	b.field.Refresh()
	b.now()
}

// show lists what was found for a text; an answer to an older question is
// dropped.
func (b *searchBox) show(text string, results []found) {
	if text != b.asked || text == "" {
		return
	}
	b.results, b.at = results, 0
	if b.field.Entry.Text == text {
		b.showList()
	}
}

func (b *searchBox) showList() {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.field)
	base := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.float)
	height := float32(44)
	if n := len(b.results); n > 0 {
		height = float32(min(n, 8))*(b.list.MinSize().Height+theme.Padding()) + 12
		height = min(height, b.float.Size().Height-160)
	}
	b.empty.Hidden, b.list.Hidden = len(b.results) > 0, len(b.results) == 0
	b.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	b.back.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	b.back.Refresh()
	b.drop.Move(fyne.NewPos(pos.X-base.X, pos.Y-base.Y+b.field.Size().Height+2))
	b.drop.Resize(fyne.NewSize(max(b.field.Size().Width, 460), height))
	showAbove(b.float, b.drop)
	b.list.Refresh()
	b.mark(b.at)
}

func (b *searchBox) hide() { b.drop.Hide() }

// hideSoon hides the list once a click on it had its chance.
func (b *searchBox) hideSoon() {
	time.AfterFunc(200*time.Millisecond, func() { b.post(b.hide) })
}

func (b *searchBox) mark(i int) {
	if len(b.results) == 0 {
		return
	}
	b.at = min(max(i, 0), len(b.results)-1)
	b.keyed = true
	b.list.UnselectAll()
	b.list.Select(b.at)
	b.keyed = false
}

// key moves in the list while the field keeps the keyboard.
func (b *searchBox) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		b.mark(b.at + 1)
	case fyne.KeyUp:
		b.mark(b.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.field.Text != b.asked {
			b.now()
			return true
		}
		if !b.take() {
			b.apply()
		}
	case fyne.KeyEscape:
		if b.drop.Visible() {
			b.hide()
			return true
		}
		b.clear()
		b.leave()
	default:
		return false
	}
	return true
}

// take chooses the line that is marked; false when there is none.
func (b *searchBox) take() bool {
	if b.at < 0 || b.at >= len(b.results) || !b.drop.Visible() || b.results[b.at].note {
		return false
	}
	b.hide()
	b.choose(b.results[b.at])
	return true
}

// clear empties the field and shows everything again.
func (b *searchBox) clear() {
	b.field.SetText("")
	b.now()
}

// setText shows the text of a filter that was set elsewhere, without asking.
func (b *searchBox) setText(text string) {
	if b.words == text {
		return // what is being typed
	}
	b.asked, b.words = text, text
	b.field.SetText(text)
	if b.timer != nil {
		b.timer.Stop()
	}
}
