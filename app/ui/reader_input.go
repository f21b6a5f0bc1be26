package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/article"
)

var (
	_ desktop.Mouseable      = (*reader)(nil)
	_ desktop.Hoverable      = (*reader)(nil)
	_ desktop.Cursorable     = (*reader)(nil)
	_ fyne.Tappable          = (*reader)(nil)
	_ fyne.SecondaryTappable = (*reader)(nil)
	_ fyne.Draggable         = (*reader)(nil)
	_ fyne.Scrollable        = (*reader)(nil)
	_ fyne.Focusable         = (*reader)(nil)
)

// readerPress is what the pointer is doing in the reader.
type readerPress struct {
	at     fyne.Position
	when   time.Time
	clicks int // 1, 2 a word, 3 a sentence
	drag   readerDrag
	anchor storage.Span // what a drag extends: a point, a word, a sentence
}

type readerDrag uint8

const (
	noDrag readerDrag = iota
	selecting
	thumbing
	pulling // an end of the passage that is held
)

// line is the line under a point, and the x within its column.
func (r *reader) line(p fyne.Position) (paint.Line, float32) {
	return r.flow.LineAt(r.top, p.Y-textTop), p.X - r.column()
}

// under gives the passages at a point.
func (r *reader) under(p fyne.Position) (found []passage) {
	for _, i := range r.at(p) {
		found = append(found, r.coded.list[i])
	}
	return found
}

func (r *reader) at(p fyne.Position) []int {
	if r.flow == nil {
		return nil
	}
	l, x := r.line(p)
	start, _, ok := l.Letter(x)
	if !ok || p.Y-textTop < l.Y || p.Y-textTop >= l.Y+r.flow.Setting().Leading {
		return nil
	}
	return r.coded.at(start)
}

// Scrolled moves the text.
func (r *reader) Scrolled(e *fyne.ScrollEvent) {
	if r.mods()&fyne.KeyModifierShortcutDefault != 0 {
		r.setSize(r.size + e.Scrolled.DY/notch)
		return
	}
	r.scroll(-e.Scrolled.DY * 3)
}

// MouseDown begins a selection, takes the thumb, or an end of what is held.
func (r *reader) MouseDown(e *desktop.MouseEvent) {
	r.endHover()
	r.takeFocus()
	if r.flow == nil || e.Button != desktop.MouseButtonPrimary {
		return
	}
	now := r.now()
	near := math.Abs(float64(e.Position.X-r.press.at.X))+math.Abs(float64(e.Position.Y-r.press.at.Y)) <= slack
	clicks := 1
	if near && now.Sub(r.press.when) < doubleClick {
		clicks = r.press.clicks%3 + 1
	}
	r.press = readerPress{at: e.Position, when: now, clicks: clicks}
	switch {
	case r.thumb.Visible() && e.Position.X >= r.raster.Size().Width-14:
		r.press.drag = thumbing
		r.thumbTo(e.Position.Y)
	case r.grabbed(e.Position):
		r.press.drag = pulling
	default:
		r.pressText(e)
	}
}

// grabbed takes an end of the passage that is held, when the point is on it.
func (r *reader) grabbed(p fyne.Position) bool {
	held := r.holding()
	if held == nil {
		return false
	}
	l, x := r.line(p)
	for _, front := range []bool{true, false} {
		at := held.End
		if front {
			at = held.Start
		}
		if at < l.Start || at > l.End {
			continue
		}
		if e, _ := l.Edge(at); math.Abs(float64(e-x)) <= 6 {
			r.mark.put(held.Span)
			r.mark.front = front
			return true
		}
	}
	return false
}

// pressText puts the caret under the pointer, or selects a word or a sentence.
func (r *reader) pressText(e *desktop.MouseEvent) {
	l, x := r.line(e.Position)
	at := l.Hit(x)
	if e.Modifier&fyne.KeyModifierShift != 0 && r.held < 0 {
		anchor := r.mark.start
		if r.mark.front {
			anchor = r.mark.end
		}
		r.press.anchor = storage.Span{Start: anchor, End: anchor}
		r.mark.extend(anchor, at)
		r.touched()
		return
	}
	r.press.anchor = storage.Span{Start: at, End: at}
	if r.press.clicks > 1 {
		r.press.anchor = r.unitAt(l, x)
		r.let()
		r.mark.put(r.press.anchor)
		r.touched()
	}
}

// unitAt is the word or the sentence at a point of a line.
func (r *reader) unitAt(l paint.Line, x float32) storage.Span {
	at, _, _ := l.Letter(x)
	at = max(at, l.Start)
	if r.press.clicks == 2 {
		if s, ok := r.text.At(article.Word, at); ok && s.Start <= at {
			return s
		}
		return r.text.Cell(at)
	}
	s, _ := r.text.At(article.Sentence, at)
	return r.mark.bare(s)
}

// MouseUp is answered by Tapped and DragEnd.
func (r *reader) MouseUp(*desktop.MouseEvent) {}

// Tapped selects the statement of a coded passage, the next one at each further
// click where several lie; beside them it puts the caret.
func (r *reader) Tapped(e *fyne.PointEvent) {
	if r.flow == nil || r.press.drag != noDrag || r.press.clicks > 1 {
		r.press.drag = noDrag
		return
	}
	if list := r.at(e.Position); len(list) > 0 {
		next := 0
		for k, i := range list {
			if i == r.held {
				next = (k + 1) % len(list)
			}
		}
		r.hold(list[next])
		r.touched()
		return
	}
	if r.mark.any() && r.press.anchor.Start != r.press.anchor.End {
		return
	}
	l, x := r.line(e.Position)
	r.let()
	r.mark.place(l.Hit(x))
	r.touched()
}

// TappedSecondary is a right click.
func (r *reader) TappedSecondary(e *fyne.PointEvent) {
	r.endHover()
	if r.flow != nil {
		r.on.menu(r.under(e.Position), e.AbsolutePosition)
	}
}

// Dragged stretches the selection, by words or sentences when it began so.
func (r *reader) Dragged(e *fyne.DragEvent) {
	r.endHover()
	if r.flow == nil {
		return
	}
	switch r.press.drag {
	case thumbing:
		r.thumbTo(e.Position.Y)
		return
	case noDrag:
		r.press.drag = selecting
		r.let()
	}
	if e.Position.Y < textTop {
		r.scroll(e.Position.Y - textTop)
	} else if over := e.Position.Y - r.raster.Size().Height; over > 0 {
		r.scroll(over)
	}
	l, x := r.line(e.Position)
	at := l.Hit(x)
	if r.press.drag == pulling {
		r.mark.move(r.text.Snap(storage.Span{Start: at, End: at}).Start)
		r.touched()
		return
	}
	a := r.press.anchor
	if a.Start == a.End {
		r.mark.extend(a.Start, at)
	} else {
		u := r.unitAt(l, x)
		r.mark.put(storage.Span{Start: min(a.Start, u.Start), End: max(a.End, u.End)})
	}
	r.touched()
}

// DragEnd asks for the passage to reach where its end was pulled.
func (r *reader) DragEnd() {
	drag := r.press.drag
	r.press.drag = noDrag
	if held := r.holding(); drag == pulling && held != nil {
		r.on.move(*held, r.mark.span())
	}
}

// thumbTo shows the part of the text that a height of the bar stands for.
func (r *reader) thumbTo(y float32) {
	all, h := r.flow.Height(), r.thumb.Size().Height
	share := (y - h/2) / max(1, r.raster.Size().Height-h)
	r.top = r.flow.Move(r.flow.At(min(max(share, 0), 1)*(all-r.view())), 0, r.view())
	r.refresh()
}

func (r *reader) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && c.Focused() != fyne.Focusable(r) {
		c.Focus(r)
	}
}

// FocusGained shows the caret.
func (r *reader) FocusGained() { r.focused = true; r.refresh() }

// FocusLost shows it pale.
func (r *reader) FocusLost() { r.focused = false; r.endSeek(); r.refresh() }

// TypedKey runs the action of a plain key.
func (r *reader) TypedKey(e *fyne.KeyEvent) {
	r.endHover()
	if r.seekKey(e.Name) {
		return
	}
	k := plain(e.Name)
	if r.mods()&fyne.KeyModifierShift != 0 {
		k.mod = fyne.KeyModifierShift
	}
	r.on.key(k)
}

// TypedRune runs the action of a character.
func (r *reader) TypedRune(c rune) {
	r.endHover()
	if r.seek != nil {
		r.seekMore(r.seek.letters + string(c))
		return
	}
	r.on.key(char(c))
}
