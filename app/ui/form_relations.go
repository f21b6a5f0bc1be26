package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/storage"
)

// relationRows are the relations that start at the statement: a kind and the
// statement that it is about. The last row is empty, for another one; a row
// whose field is emptied is gone.
type relationRows struct {
	form *statementForm
	rows []*relationRow
	box  *fyne.Container
}

type relationRow struct {
	id    storage.ID // of the stored relation, 0 for a new one
	note  string     // no field shows it
	kind  *wordPick
	to    *statementPick
	order *rightOrder
	box   fyne.CanvasObject
}

func newRelationRows(f *statementForm) *relationRows {
	r := &relationRows{form: f, box: container.NewVBox()}
	r.set(nil, "")
	return r
}

// set shows these relations; raw holds words that name no statement yet.
func (r *relationRows) set(list []app.EntryRelation, raw string) {
	r.rows = nil
	for _, x := range list {
		if x.To != 0 {
			r.add(x, "")
		}
	}
	for _, line := range strings.Split(raw, "\n") {
		if kind, words, ok := strings.Cut(line, "\t"); ok {
			r.add(app.EntryRelation{Kind: storage.RelationKind(kind)}, words)
		}
	}
	r.add(app.EntryRelation{}, "")
	r.layout()
}

func (r *relationRows) add(x app.EntryRelation, words string) {
	f := r.form
	row := &relationRow{id: x.ID, note: x.Note, kind: f.words(wordsOf(storage.RelationKinds)), to: f.statement()}
	row.kind.set(string(x.Kind))
	row.kind.left = nil // one leaves the row with its statement
	row.to.SetPlaceHolder("words of a statement, or Down")
	row.order = newRightOrder(&row.to.Entry, f.deps.palette)
	chosen, left := row.to.chosen, row.to.left
	row.to.chosen = func(s suggestion) { chosen(s); r.another() }
	row.to.left = func() { r.drop(); callIf(left) }
	row.box = container.New(relationLayout{}, row.kind, row.to, row.order)
	row.to.show(f.deps.session(), x.To, words, f.showOrder)
	r.rows = append(r.rows, row)
}

// another adds an empty row when there is none.
func (r *relationRows) another() {
	if n := len(r.rows); n > 0 && strings.TrimSpace(r.rows[n-1].to.Text) == "" {
		return
	}
	r.add(app.EntryRelation{}, "")
	r.layout()
}

// drop takes rows away that were emptied.
func (r *relationRows) drop() {
	kept := r.rows[:0:0]
	for i, row := range r.rows {
		if i == len(r.rows)-1 || strings.TrimSpace(row.to.Text) != "" {
			kept = append(kept, row)
		}
	}
	if len(kept) != len(r.rows) {
		r.rows = kept
		r.layout()
	}
}

func (r *relationRows) layout() {
	r.box.RemoveAll()
	for _, row := range r.rows {
		r.box.Add(row.box)
	}
	r.form.relayout()
}

// value gives the rows that are filled in; one whose words name no statement
// has 0 in To.
func (r *relationRows) value() (list []app.EntryRelation) {
	for _, row := range r.rows {
		if row.to.id != 0 || row.to.words() != "" {
			list = append(list, app.EntryRelation{
				ID: row.id, Kind: storage.RelationKind(row.kind.value), To: row.to.id, Note: row.note,
			})
		}
	}
	return list
}

// raw gives the rows whose words name no statement, for the draft.
func (r *relationRows) raw() string {
	var lines []string
	for _, row := range r.rows {
		if words := row.to.words(); words != "" {
			lines = append(lines, row.kind.value+"\t"+oneLine(words))
		}
	}
	return strings.Join(lines, "\n")
}

// relationLayout puts the kind to the left of the statement, in the column of
// the captions.
type relationLayout struct{}

var _ fyne.Layout = relationLayout{}

// Layout is for the window library.
func (relationLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	kind, to, order := o[0], o[1], o[2]
	w, h := kind.MinSize().Width, to.MinSize().Height
	kind.Move(fyne.NewPos(0, 0))
	kind.Resize(fyne.NewSize(w, h))
	to.Move(fyne.NewPos(w+nameGap, 0))
	to.Resize(fyne.NewSize(size.Width-w-nameGap, h))
	order.Move(fyne.NewPos(0, h))
	order.Resize(fyne.NewSize(size.Width, order.MinSize().Height))
}

// MinSize is for the window library.
func (relationLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := o[1].MinSize().Height
	if o[2].Visible() {
		h += o[2].MinSize().Height
	}
	return fyne.NewSize(200, h)
}
