package ui

import "fmt"

// One table says everything that can be asked of the window; the menu, the
// keys, the command palette and the sheet of shortcuts are made from it, so
// none of them can name something that another does not know.

// action is one row of the table.
type action struct {
	id    string // "statement.new": stable, for traces and tests
	title string // "New statement": what menu, palette and sheet call it
	menu  menuName
	sub   string // the submenu in which it stands, "" the menu itself
	// group separates the rows of a menu: a line is drawn where it changes.
	group int
	keys  []keystroke // the first is shown beside the title
	// label, when given, is the title of the moment: "Undo Add statement".
	label func() string
	// enabled, when given, tells whether it can be done now; why says, when
	// given, what is missing while it cannot.
	enabled func() bool
	why     func() string
	// checked, when given, tells whether a switch is on.
	checked func() bool
	// fieldFirst leaves the keystroke to the text field that has the keyboard:
	// Ctrl+Z undoes typing there.
	fieldFirst bool
	// on, when given, is the page on which the plain keys hold while its main
	// part has the keyboard; there they come before those of every page.
	on  viewName
	run func()
}

// menuName is the menu in which an action stands; noMenu actions have keys and
// a line in the palette and the sheet.
type menuName string

const (
	noMenu      menuName = ""
	fileMenu    menuName = "File"
	editMenu    menuName = "Edit"
	viewMenu    menuName = "View"
	articleMenu menuName = "Article"
	helpMenu    menuName = "Help"
	moveSection          = "Moving" // heading of the sheet for noMenu actions
)

var menuOrder = []menuName{fileMenu, editMenu, viewMenu, articleMenu, helpMenu}

func (a *action) can() bool { return a.enabled == nil || a.enabled() }

func (a *action) name() string {
	if a.label != nil {
		return a.label()
	}
	return a.title
}

func (a *action) key() string {
	if len(a.keys) == 0 {
		return ""
	}
	return a.keys[0].String()
}

// actions is the table with its ways in: by id and by plain key.
type actions struct {
	rows  []*action
	byID  map[string]*action
	plain map[placedKey]*action
	ran   func(a *action) // told before an action runs
	// blocked, when given, tells that nothing can be done now: a dialog is open.
	blocked func() bool
	// why, when given, says for an action that does not say it itself why it
	// cannot be done now.
	why func(a *action) string
}

// placedKey is a plain key and the page on which it holds, "" for all.
type placedKey struct {
	on viewName
	keystroke
}

// newActions checks the table while it indexes it; a mistake in it is one of
// ours and found by the first start.
func newActions(rows []*action, ran func(*action)) *actions {
	t := &actions{rows: rows, byID: map[string]*action{}, plain: map[placedKey]*action{}, ran: ran}
	seen := map[placedKey]string{}
	for _, a := range rows {
		if t.byID[a.id] != nil {
			panic("ui: two actions are called " + a.id)
		}
		t.byID[a.id] = a
		for _, k := range a.keys {
			at := placedKey{a.on, k}
			if k.global() {
				at.on = ""
			}
			if seen[at] != "" {
				panic(fmt.Sprintf("ui: %s is the key of %s and of %s", k, seen[at], a.id))
			}
			seen[at] = a.id
			if !k.global() {
				t.plain[at] = a
			}
		}
	}
	return t
}

// reason says why an action cannot be done now; "" when it can.
func (t *actions) reason(a *action) string {
	switch {
	case a.can():
		return ""
	case a.why != nil:
		return a.why()
	case t.why != nil:
		return t.why(a)
	}
	return "It cannot be done now."
}

// do runs an action if it can be done now, and reports whether it was.
func (t *actions) do(id string) bool { return t.runAction(t.byID[id]) }

func (t *actions) runAction(a *action) bool {
	if a == nil || t.blocked != nil && t.blocked() || !a.can() {
		return false
	}
	if t.ran != nil {
		t.ran(a)
	}
	a.run()
	return true
}

// typed runs the action of a plain key or character.
func (t *actions) typed(k keystroke) bool { return t.typedOn("", k) }

// typedOn runs the action that a plain key has on a page alone.
func (t *actions) typedOn(v viewName, k keystroke) bool {
	a := t.plain[placedKey{v, k}]
	return a != nil && t.runAction(a)
}
