package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// textField is an entry whose owner may take keys before it does, and which
// lets Ctrl+Z through while there is nothing typed that could be undone.
type textField struct {
	widget.Entry
	// onKey may take a key; it reports whether it did.
	onKey func(fyne.KeyName) bool
	// onUndo and onRedo, when given, run while the field is empty.
	onUndo, onRedo func()
	onFocus        func(bool)
}

func newTextField(placeholder string) *textField {
	f := &textField{}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(placeholder)
	return f
}

// TypedKey offers the key to the owner first.
func (f *textField) TypedKey(e *fyne.KeyEvent) {
	if f.onKey != nil && f.onKey(e.Name) {
		return
	}
	if functionKey(e.Name) {
		passKey(f, e)
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut is as in every entry, but for undo and redo when it is empty.
func (f *textField) TypedShortcut(s fyne.Shortcut) {
	if f.Text == "" {
		switch s.(type) {
		case *fyne.ShortcutUndo:
			if f.onUndo != nil {
				f.onUndo()
				return
			}
		case *fyne.ShortcutRedo:
			if f.onRedo != nil {
				f.onRedo()
				return
			}
		}
	}
	f.Entry.TypedShortcut(s)
}

// FocusGained tells the owner.
func (f *textField) FocusGained() {
	f.Entry.FocusGained()
	if f.onFocus != nil {
		f.onFocus(true)
	}
}

// FocusLost tells the owner.
func (f *textField) FocusLost() {
	f.Entry.FocusLost()
	if f.onFocus != nil {
		f.onFocus(false)
	}
}
