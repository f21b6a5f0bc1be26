package ui

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// wordPick chooses one word of a few by its first letters: "o" is organization,
// "con" is confirms. Arrows step through them, a click opens them as a menu.
type wordPick struct {
	widget.BaseWidget
	words   []string
	value   string
	changed func()
	enter   func()
	escape  func()
	entered func()
	left    func()

	typed   string // letters since it got the keyboard or was stepped
	focused bool
}

var (
	_ fyne.Focusable = (*wordPick)(nil)
	_ fyne.Tappable  = (*wordPick)(nil)
)

func newWordPick(words []string, changed func()) *wordPick {
	p := &wordPick{words: words, value: words[0], changed: changed}
	p.ExtendBaseWidget(p)
	return p
}

// set shows a word that nobody chose; one that is none of them is the first.
func (p *wordPick) set(word string) {
	if !slices.Contains(p.words, word) {
		word = p.words[0]
	}
	p.value = word
	p.Refresh()
}

func (p *wordPick) choose(word string) {
	if word == p.value {
		return
	}
	p.value = word
	p.Refresh()
	callIf(p.changed)
}

func (p *wordPick) step(by int) {
	p.typed = ""
	n := len(p.words)
	p.choose(p.words[(slices.Index(p.words, p.value)+by+n)%n])
}

// TypedRune goes on with the word that is being typed, or to the next one that
// begins with this letter.
func (p *wordPick) TypedRune(r rune) {
	letter := strings.ToLower(string(r))
	if w, ok := firstWith(p.words, p.typed+letter); ok && p.typed != "" {
		p.typed += letter
		p.choose(w)
		return
	}
	at := slices.Index(p.words, p.value) + 1
	if w, ok := firstWith(append(slices.Clone(p.words[at:]), p.words[:at]...), letter); ok {
		p.typed = letter
		p.choose(w)
	}
}

func firstWith(words []string, start string) (string, bool) {
	i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, start) })
	if i < 0 {
		return "", false
	}
	return words[i], true
}

// TypedKey steps.
func (p *wordPick) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		p.step(-1)
	case fyne.KeyRight, fyne.KeyDown:
		p.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		callIf(p.enter)
	case fyne.KeyEscape:
		callIf(p.escape)
	default:
		if functionKey(k.Name) {
			passKey(p, k)
		}
	}
}

// FocusGained shows where the keyboard is.
func (p *wordPick) FocusGained() {
	p.focused, p.typed = true, ""
	p.Refresh()
	callIf(p.entered)
}

// FocusLost shows that it is elsewhere.
func (p *wordPick) FocusLost() {
	p.focused = false
	p.Refresh()
	callIf(p.left)
}

// Tapped opens the words as a menu.
func (p *wordPick) Tapped(*fyne.PointEvent) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(p)
	if c == nil {
		return
	}
	c.Focus(p)
	items := make([]*fyne.MenuItem, len(p.words))
	for i, w := range p.words {
		items[i] = fyne.NewMenuItem(w, func() { p.choose(w) })
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, d.AbsolutePositionForObject(p).AddXY(0, p.Size().Height))
}

// CreateRenderer is for the window library.
func (p *wordPick) CreateRenderer() fyne.WidgetRenderer {
	r := &wordPickRenderer{p: p, box: canvas.NewRectangle(color.Transparent), word: canvas.NewText("", color.Black)}
	r.box.CornerRadius = 4
	r.Refresh()
	return r
}

type wordPickRenderer struct {
	p    *wordPick
	box  *canvas.Rectangle
	word *canvas.Text
}

func (r *wordPickRenderer) Layout(s fyne.Size) {
	r.box.Resize(s)
	h := r.word.MinSize().Height
	r.word.Move(fyne.NewPos(7, (s.Height-h)/2))
	r.word.Resize(fyne.NewSize(s.Width-9, h))
}

func (r *wordPickRenderer) MinSize() fyne.Size {
	w := float32(0)
	for _, word := range r.p.words {
		w = max(w, fyne.MeasureText(word, r.word.TextSize, fyne.TextStyle{}).Width)
	}
	return fyne.NewSize(w+14, fyne.MeasureText("X", theme.TextSize(), fyne.TextStyle{}).Height+2*theme.InnerPadding())
}

func (r *wordPickRenderer) Refresh() {
	r.box.FillColor = theme.Color(theme.ColorNameButton)
	r.box.StrokeWidth, r.box.StrokeColor = 1, theme.Color(theme.ColorNameInputBorder)
	if r.p.focused {
		r.box.StrokeWidth, r.box.StrokeColor = 2, theme.Color(theme.ColorNamePrimary)
	}
	r.box.Refresh()
	r.word.Text, r.word.TextSize = r.p.value, theme.CaptionTextSize()+1
	r.word.Color = theme.Color(theme.ColorNameForeground)
	r.word.Refresh()
}

func (r *wordPickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.word}
}

func (r *wordPickRenderer) Destroy() {}

// wordsOf gives named strings as words.
func wordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}
