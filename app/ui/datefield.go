package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage/phrase"
)

// dateBox is the field for a date with what it means below: the label, the
// corners in words and as a small bar, and how they were reached. Where several
// readings are possible they are listed with a number each: Alt with the number
// picks one, or Down and Enter. Where nobody can know, the box asks.
type dateBox struct {
	entry   *plainEntry
	preview *datePreview
	picked  string // EDTF of the reading that was picked, "" none
	changed func() // another reading was picked

	result phrase.Result
	marked int // line that Down and Up have reached, -1 none
}

func newDateBox(entry *plainEntry, palette func() paint.Palette, changed func()) *dateBox {
	b := &dateBox{entry: entry, changed: changed, marked: -1}
	b.preview = newDatePreview(palette, b.pick)
	entry.key, entry.digit = b.key, func(n int) bool { b.pick(n - 1); return true }
	return b
}

// set shows a text and the reading of it that was picked.
func (b *dateBox) set(text, picked string) {
	b.entry.set(text)
	b.picked, b.marked = picked, -1
}

// retyped forgets what was picked of the text before.
func (b *dateBox) retyped() { b.picked, b.marked = "", -1 }

// show brings the preview up to date.
func (b *dateBox) show(r phrase.Result) {
	b.result = r
	b.preview.set(b.entry.Text, r, b.picked, b.marked)
}

func (b *dateBox) pick(i int) {
	if i < 0 || i >= len(b.result.Readings) || len(b.result.Readings) < 2 {
		return
	}
	b.picked, b.marked = b.result.Readings[i].Date.EDTF, -1
	callIf(b.changed)
}

// key walks the readings while there are several.
func (b *dateBox) key(k fyne.KeyName) bool {
	n := len(b.result.Readings)
	if n < 2 {
		return false
	}
	switch {
	case k == fyne.KeyDown:
		b.marked = min(b.marked+1, min(n, maxReadings)-1)
	case k == fyne.KeyUp && b.marked >= 0:
		b.marked--
	case (k == fyne.KeyReturn || k == fyne.KeyEnter) && b.marked >= 0:
		b.pick(b.marked)
		return true
	case k == fyne.KeyEscape && b.marked >= 0:
		b.marked = -1
	default:
		return false
	}
	b.show(b.result)
	return true
}

// maxReadings is how many readings are listed: those that have a digit.
const maxReadings = 9

// datePreview is what stands below the date box.
type datePreview struct {
	box     *fyne.Container
	palette func() paint.Palette
	pick    func(int)
	label   *textBlock
	bar     *cornerBar
	how     *widget.Label
	ask     *widget.Label
	list    *fyne.Container
}

func newDatePreview(palette func() paint.Palette, pick func(int)) *datePreview {
	p := &datePreview{
		palette: palette, pick: pick, label: newTextBlock(palette), bar: newCornerBar(),
		how: widget.NewLabel(""), ask: widget.NewLabel(""), list: container.NewVBox(),
	}
	p.how.SizeName, p.ask.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	p.how.Importance, p.ask.Importance = widget.LowImportance, widget.WarningImportance
	p.how.Wrapping, p.ask.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	p.list.Layout = rows{}
	p.box = container.New(&previewLayout{p}, p.label, p.bar, p.how, p.ask, p.list)
	p.box.Hide()
	return p
}

// set shows a result; nothing for no date.
func (p *datePreview) set(typed string, r phrase.Result, picked string, marked int) {
	if len(r.Readings) == 0 {
		p.box.Hide()
		return
	}
	at, sure := app.PickedReading(r, picked)
	meant := r.Readings[at]
	open := r.Ask && !sure
	p.label.set(paragraph{text: meant.Date.Label(), size: theme.TextSize() - 0.5, bold: true, style: charts.StyleText, maxLines: 2})
	p.bar.set(meant.Date.Corners)
	p.how.SetText(cornersText(meant.Date) + howText(meant.How))
	p.ask.SetText(readingsText(typed, r, open))
	p.label.Hidden, p.bar.Hidden, p.how.Hidden = open, open, open
	p.ask.Hidden = len(r.Readings) < 2
	p.fill(r, at, open, marked)
	p.box.Show()
	p.box.Refresh()
}

func howText(how string) string {
	if how == "" || how == "as it is written" {
		return ""
	}
	return " — " + how
}

func readingsText(typed string, r phrase.Result, open bool) string {
	if open {
		return app.Question(typed, r) + " Alt with the number chooses, or Down and Enter."
	}
	return "It can be read in " + strconv.Itoa(len(r.Readings)) + " ways: Alt with the number, or Down and Enter."
}

// fill lists the readings when there are several.
func (p *datePreview) fill(r phrase.Result, at int, open bool, marked int) {
	p.list.RemoveAll()
	p.list.Hidden = len(r.Readings) < 2
	if p.list.Hidden {
		return
	}
	for i, x := range r.Readings[:min(len(r.Readings), maxReadings)] {
		text := "Alt+" + strconv.Itoa(i+1) + ":  " + x.Date.Label()
		if i == at && !open {
			text += "  (taken)"
		}
		row := newSuggestionRow(p.palette, suggestion{text: text}, func() { p.pick(i) })
		row.mark(i == marked)
		p.list.Add(row)
	}
}

// previewLayout stacks the lines closely.
type previewLayout struct{ p *datePreview }

var _ fyne.Layout = (*previewLayout)(nil)

const captionPull = 7 // captions stand closer than a label's own padding

func (l *previewLayout) stack(width float32, place bool) (y float32) {
	p := l.p
	put := func(o fyne.CanvasObject, x, pull float32) {
		if !o.Visible() {
			return
		}
		if place {
			o.Move(fyne.NewPos(x, y-pull))
			o.Resize(fyne.NewSize(width-2*x, o.MinSize().Height))
		}
		y += o.MinSize().Height - 2*pull
	}
	y = 2
	put(p.label, 2, 0)
	y += 2
	put(p.bar, 2, 0)
	if p.how.Visible() {
		y += 2
	}
	put(p.how, -4, captionPull-2)
	put(p.ask, -4, captionPull-2)
	put(p.list, 0, 0)
	return y + 3
}

// Layout is for the window library.
func (l *previewLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.stack(size.Width, true) }

// MinSize is for the window library.
func (l *previewLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, l.stack(o[0].Size().Width, false))
}
