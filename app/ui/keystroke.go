package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keystroke is a key with its modifiers, or a character. Keystrokes with Ctrl
// or Alt work everywhere, through the menu; plain keys and characters work
// while no field has the keyboard. A character is used where the key that
// makes it differs between keyboards: + is Shift with = on some.
type keystroke struct {
	mod  fyne.KeyModifier
	key  fyne.KeyName
	char rune
}

func ctrl(key fyne.KeyName) keystroke {
	return keystroke{mod: fyne.KeyModifierShortcutDefault, key: key}
}

func ctrlShift(key fyne.KeyName) keystroke {
	return keystroke{mod: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, key: key}
}

func plain(key fyne.KeyName) keystroke { return keystroke{key: key} }

func char(r rune) keystroke { return keystroke{char: r} }

// global tells whether the keystroke works while a field has the keyboard.
func (k keystroke) global() bool { return k.mod&^fyne.KeyModifierShift != 0 }

// String is what menus and help show: "Ctrl+Shift+Z".
func (k keystroke) String() string {
	var parts []string
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{
		{fyne.KeyModifierControl, "Ctrl"},
		{fyne.KeyModifierSuper, "⌘"},
		{fyne.KeyModifierAlt, "Alt"},
		{fyne.KeyModifierShift, "Shift"},
	} {
		if k.mod&m.mod != 0 {
			parts = append(parts, m.name)
		}
	}
	if unicode.IsUpper(k.char) {
		parts = append(parts, "Shift")
	}
	return strings.Join(append(parts, k.keyName()), "+")
}

var keyNames = map[fyne.KeyName]string{
	fyne.KeyEscape: "Esc", fyne.KeyReturn: "Enter", fyne.KeyDelete: "Del",
	fyne.KeyLeft: "Left", fyne.KeyRight: "Right", fyne.KeyUp: "Up", fyne.KeyDown: "Down",
	fyne.KeyPageUp: "Page Up", fyne.KeyPageDown: "Page Down",
}

func (k keystroke) keyName() string {
	if k.char == ' ' {
		return "Space"
	}
	if k.char != 0 {
		return strings.ToUpper(string(k.char))
	}
	if n, ok := keyNames[k.key]; ok {
		return n
	}
	return string(k.key)
}

// shownShortcut stands beside a menu item and is never triggered by the menu:
// keys that a text field understands (undo, select all) go to the field that
// has the keyboard first, which a menu's own shortcuts do not.
type shownShortcut struct{ keystroke }

var _ fyne.KeyboardShortcut = shownShortcut{}

// ShortcutName is one that no key press has.
func (s shownShortcut) ShortcutName() string { return "shown:" + s.String() }

// Key is the key that the menu shows.
func (s shownShortcut) Key() fyne.KeyName { return fyne.KeyName(s.keyName()) }

// Mod are the modifiers that the menu shows.
func (s shownShortcut) Mod() fyne.KeyModifier { return s.mod }

// shortcut is the keystroke as the window library knows it. The library turns
// some combinations into shortcuts of its own before anyone sees them.
func (k keystroke) shortcut() fyne.Shortcut {
	if k.mod == fyne.KeyModifierShortcutDefault {
		switch k.key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.key, Modifier: k.mod}
}
