package ui

import "fyne.io/fyne/v2/widget"

// A blank that ends a line where it is broken is not seen, and the library then
// puts the caret before it instead of behind: the next letter would come before
// the blank, and “a strike” be stored as “astrike ”. What is typed here goes
// where the caret belongs.

// blankEnd remembers a caret that stands before a blank that was just typed.
type blankEnd struct {
	text     string // of the field then
	row, col int    // where the library put the caret
	lost     int    // how many characters too far back, 0 none
}

// typeRune types a character into a field.
func (b *blankEnd) typeRune(e *widget.Entry, r rune) {
	b.restore(e)
	chosen := e.SelectedText() != ""
	want := e.CursorTextOffset() + 1
	e.TypedRune(r)
	*b = blankEnd{}
	if r == ' ' && !chosen {
		*b = blankEnd{text: e.Text, row: e.CursorRow, col: e.CursorColumn, lost: want - e.CursorTextOffset()}
	}
}

// restore puts the caret behind the blank, unless it was moved since.
func (b *blankEnd) restore(e *widget.Entry) {
	if b.lost > 0 && b.text == e.Text && b.row == e.CursorRow && b.col == e.CursorColumn {
		e.CursorColumn += b.lost
	}
	b.lost = 0
}

// TypedRune types a character.
func (e *plainEntry) TypedRune(r rune) { e.blank.typeRune(&e.Entry, r) }

// TypedRune types a character.
func (e *completionEntry) TypedRune(r rune) { e.blank.typeRune(&e.Entry, r) }
