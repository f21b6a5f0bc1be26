package ui

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// What the keys of the reader do to caret and selection.

// touched tells that caret or selection changed, and draws them.
func (r *reader) touched() {
	r.goal = -1
	r.on.changed()
	r.refresh()
}

// do changes the selection and shows the edge that moved. When a coded passage
// is held, its ends are asked to move with the selection; what selects something
// else lets go of it.
func (r *reader) do(change func(*marker), ends bool) {
	if r.text == nil {
		return
	}
	held := r.holding()
	if !ends {
		r.let()
		held = nil
	}
	before := r.mark.span()
	change(r.mark)
	switch {
	case held == nil:
	case !r.mark.any():
		r.mark.put(before)
	case r.mark.span() != before:
		r.on.move(*held, r.mark.span())
	}
	r.reveal(r.mark.caret())
	r.touched()
}

// side turns a key to the left or right into one forward or back: in a
// paragraph that is read from the right, left is forward.
func (r *reader) side(by int) int {
	if r.text == nil {
		return by
	}
	r.setFlow()
	if l, _ := r.flow.LineOf(r.mark.caret()); l.RTL {
		return -by
	}
	return by
}

// lines moves the caret by lines and keeps its distance from the left.
func (r *reader) lines(n int) {
	if r.text == nil {
		return
	}
	r.let()
	r.setFlow()
	at := r.mark.caret()
	goal := r.goal
	if goal < 0 {
		l, _ := r.flow.LineOf(at)
		goal, _ = l.Edge(at)
	}
	l := r.flow.Step(at, n)
	to := l.Hit(goal)
	if to == l.End && to > l.Start { // its end belongs to the next line
		to = r.text.CellBefore(to).Start
	}
	r.mark.place(to)
	r.reveal(r.mark.caret())
	r.touched()
	r.goal = goal
}

// page moves by what is seen, less two lines.
func (r *reader) page(by float32) {
	if r.text == nil {
		return
	}
	r.setFlow()
	r.scroll(by * max(r.view()-2*r.flow.Setting().Leading, r.flow.Setting().Leading))
	seen := r.flow.LineAt(r.top, r.view()/3)
	r.let()
	r.mark.place(seen.Start)
	r.touched()
}

// step holds the next coded passage, or the one before.
func (r *reader) step(by int) bool {
	n := len(r.coded.list)
	if n == 0 {
		return false
	}
	i := r.held
	switch {
	case i >= 0:
		i += by
	case by > 0:
		i = r.coded.before(r.mark.start) + 1
	default:
		i = r.coded.before(r.mark.start)
	}
	r.hold((i + n) % n)
	r.touched()
	return true
}

// escape takes back one thing: letters sought, what is held, what is selected.
// It reports whether there was one.
func (r *reader) escape() bool {
	switch {
	case r.text == nil:
		return false
	case r.seek != nil:
		r.mark.put(r.seek.from)
		r.endSeek()
	case r.held >= 0:
		r.let()
		r.mark.place(r.mark.start)
	case r.mark.any() || len(r.mark.kept) > 0:
		r.mark.clear()
	default:
		return false
	}
	r.touched()
	return true
}

// beginSeek waits for the letters of a word to go to.
func (r *reader) beginSeek() {
	if r.text == nil {
		return
	}
	r.let()
	r.seek = &seeking{from: r.mark.span()}
	r.touched()
}

func (r *reader) endSeek() {
	if r.seek != nil {
		r.seek = nil
		r.touched()
	}
}

// seekMore goes to the next word with these letters.
func (r *reader) seekMore(letters string) {
	r.seek.letters = letters
	r.mark.put(r.seek.from)
	r.seek.missed = letters != "" && !r.mark.jump(letters, r.seek.from)
	r.reveal(r.mark.start)
	r.touched()
}

// seekKey takes the keys that mean something while letters are typed; any other
// ends them and does what it does.
func (r *reader) seekKey(k fyne.KeyName) bool {
	if r.seek == nil {
		return false
	}
	switch k {
	case fyne.KeyBackspace:
		_, n := utf8.DecodeLastRuneInString(r.seek.letters)
		r.seekMore(r.seek.letters[:len(r.seek.letters)-n])
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		r.endSeek()
		return true
	case fyne.KeyEscape:
		return r.escape()
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		r.endSeek()
	}
	return len(k) == 1 || k == fyne.KeySpace // they come as characters
}

// chooseEdge says which edge of the selection moves.
func (r *reader) chooseEdge(front bool) {
	if r.text != nil {
		r.mark.edge(front)
		r.reveal(r.mark.caret())
		r.touched()
	}
}
