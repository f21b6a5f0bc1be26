package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// nameRows stand below a field of actors, one for each name in it that the
// project does not know: what kind of actor it is, to whom it belongs, which
// role it has there; and one for whom it belongs to, when that is new. They come when the field is left, so that they do not
// flicker while a name is typed, and Tab goes into them.
type nameRows struct {
	form  *statementForm
	entry *completionEntry
	rows  []*nameRow
	box   *fyne.Container
}

type nameRow struct {
	name   string
	kind   *wordPick
	parent *completionEntry
	role   *plainEntry
	box    fyne.CanvasObject
}

func newNameRows(f *statementForm, of *completionEntry) *nameRows {
	n := &nameRows{form: f, entry: of, box: container.NewVBox()}
	n.box.Hide()
	of.leaving = n.follow
	of.left = func() {
		n.follow()
		if len(n.rows) == 0 {
			f.leave()
		}
	}
	return n
}

// typed gives the names in the field.
func (n *nameRows) typed() []string {
	if n.entry.several {
		return n.entry.names()
	}
	if name := strings.TrimSpace(n.entry.Text); name != "" {
		return []string{name}
	}
	return nil
}

// names gives those that may need a row: the names in the field and, behind
// them, those to which they are said to belong.
func (n *nameRows) names() []string {
	return withParents(n.typed(), func(name string) string {
		if i := slices.IndexFunc(n.rows, func(r *nameRow) bool { return r.name == name }); i >= 0 {
			return strings.TrimSpace(n.rows[i].parent.Text)
		}
		return ""
	})
}

// withParents adds to names the names that they belong to, each once.
func withParents(names []string, parent func(string) string) []string {
	for i := 0; i < len(names); i++ {
		if p := parent(names[i]); p != "" && !slices.Contains(names, p) {
			names = append(names, p)
		}
	}
	return names
}

// follow shows a row for each name that is new, and no other.
func (n *nameRows) follow() {
	s := n.form.deps.session()
	if s == nil {
		return
	}
	var rows []*nameRow
	for _, name := range n.names() {
		if _, known := s.Lists().Known(app.ActorNames, name); known || len(name) > app.ShortText || n.elsewhere(name) {
			continue
		}
		rows = append(rows, n.row(name))
	}
	if slices.Equal(rows, n.rows) {
		return
	}
	n.show(rows)
}

// elsewhere tells whether a name has a row below another field already.
func (n *nameRows) elsewhere(name string) bool {
	return slices.ContainsFunc(n.form.names, func(o *nameRows) bool {
		return o != n && slices.ContainsFunc(o.rows, func(r *nameRow) bool { return r.name == name })
	})
}

func (n *nameRows) show(rows []*nameRow) {
	n.rows = rows
	n.box.RemoveAll()
	for _, r := range rows {
		n.box.Add(r.box)
	}
	n.box.Hidden = len(rows) == 0
	n.form.relayout()
}

// row gives the one of a name, which it may have already.
func (n *nameRows) row(name string) *nameRow {
	if i := slices.IndexFunc(n.rows, func(r *nameRow) bool { return r.name == name }); i >= 0 {
		return n.rows[i]
	}
	f := n.form
	r := &nameRow{name: name, parent: f.completion(app.ActorNames, "actor"), role: f.line()}
	r.kind = f.words(wordsOf(storage.ActorKinds))
	r.parent.SetPlaceHolder("belongs to")
	r.role.SetPlaceHolder("role there")
	r.parent.leaving, r.parent.left = n.follow, n.follow
	r.role.left = func() { n.leftRow(r) }
	if !slices.Contains(n.typed(), name) {
		r.kind.set(string(storage.Group)) // others belong to it
	}
	caption := widget.NewLabel("New: " + oneLine(shorten(name, 40)))
	caption.SizeName, caption.TextStyle.Bold = theme.SizeNameCaptionText, true
	caption.Truncation = fyne.TextTruncateEllipsis
	r.box = container.New(&nameRowLayout{}, caption, r.kind, r.parent, r.role)
	return r
}

// leftRow tells the form that the last field of the last row was left: what is
// saved then makes all of them.
func (n *nameRows) leftRow(r *nameRow) {
	if len(n.rows) == 0 || n.rows[len(n.rows)-1] == r {
		n.form.leave()
	}
}

// set shows what was typed about new names before.
func (n *nameRows) set(list []app.NewName) {
	at := func(name string) int {
		return slices.IndexFunc(list, func(x app.NewName) bool { return x.Name == name })
	}
	var rows []*nameRow
	for _, name := range withParents(n.typed(), func(name string) string {
		if i := at(name); i >= 0 {
			return list[i].Parent
		}
		return ""
	}) {
		i := at(name)
		if i < 0 {
			continue
		}
		r := n.row(name)
		r.kind.set(string(list[i].Kind))
		r.parent.set(list[i].Parent)
		r.role.set(list[i].Role)
		rows = append(rows, r)
	}
	n.show(rows)
}

// value gives what is known of the names that are still in the field.
func (n *nameRows) value() (list []app.NewName) {
	names := n.names()
	for _, r := range n.rows {
		if slices.Contains(names, r.name) {
			list = append(list, app.NewName{
				Name: r.name, Kind: storage.ActorKind(r.kind.value),
				Parent: strings.TrimSpace(r.parent.Text), Role: strings.TrimSpace(r.role.Text),
			})
		}
	}
	return list
}

// nameRowLayout puts kind, parent and role beside each other below the name.
type nameRowLayout struct{}

var _ fyne.Layout = (*nameRowLayout)(nil)

const nameGap = 3 // logical pixels

// Layout is for the window library.
func (*nameRowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := o[0].MinSize().Height - 6
	o[0].Move(fyne.NewPos(-4, -3))
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
	kind := o[1].MinSize().Width
	rest := (size.Width - kind - 2*nameGap) / 2
	x := float32(0)
	for i, w := range []float32{kind, rest, rest} {
		o[i+1].Move(fyne.NewPos(x, top))
		o[i+1].Resize(fyne.NewSize(w, size.Height-top))
		x += w + nameGap
	}
}

// MinSize is for the window library.
func (*nameRowLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, o[0].MinSize().Height-6+max(o[1].MinSize().Height, o[2].MinSize().Height))
}
