package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/storage"
)

// positionRows are the claims of a statement, each with the stance taken on
// it. There is always one row to type into; a button adds another.
type positionRows struct {
	form *statementForm
	rows []*positionRow
	box  *fyne.Container
	plus *quietButton
}

type positionRow struct {
	claim  *completionEntry
	order  *rightOrder
	kind   *wordPick // of a claim that is new
	stance *stancePicker
	box    *fyne.Container
	chosen bool // the stance was chosen by hand, or stored
}

func newPositionRows(f *statementForm) *positionRows {
	p := &positionRows{form: f}
	p.plus = newQuietButton("Alt+1–5: stance.  + there: another claim", p.another)
	p.box = container.NewVBox()
	p.set(nil)
	return p
}

// set shows these positions, and one empty row when there are none.
func (p *positionRows) set(list []app.EntryPosition) {
	p.rows = nil
	for _, e := range list {
		p.add(e, true)
	}
	if len(list) == 0 {
		p.add(app.EntryPosition{}, false)
	}
	p.layout()
}

// another adds an empty row.
func (p *positionRows) another() {
	p.add(app.EntryPosition{}, false)
	p.layout()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.box); c != nil {
		c.Focus(p.rows[len(p.rows)-1].claim)
	}
}

func (p *positionRows) add(e app.EntryPosition, chosen bool) {
	r := &positionRow{
		claim:  p.form.completion(app.ClaimNames, "claim"),
		stance: newStancePicker(p.form.deps.palette), chosen: chosen,
	}
	r.kind = p.form.words([]string{string(storage.Factual), string(storage.Normative)})
	r.kind.changed = func() {
		r.stance.set(r.stance.stance, storage.ClaimKind(r.kind.value))
		p.form.touched()
	}
	r.kind.set(string(e.Kind))
	r.claim.MultiLine, r.claim.Wrapping = true, fyne.TextWrapWord // claims are sentences
	r.claim.SetMinRowsVisible(2)
	r.claim.SetPlaceHolder("what it says, as a claim")
	r.claim.set(e.Claim)
	r.stance.set(e.Stance, e.Kind)
	r.stance.changed = func() { r.chosen = true; p.form.touched(); p.form.leave() }
	r.stance.entered = func() { p.form.reveal(r.stance) }
	r.claim.digit = func(n int) bool { return r.choose(n) }
	r.stance.more = p.another
	r.stance.enter, r.stance.escape = r.claim.enter, r.claim.escape
	edited := r.claim.edited
	r.claim.edited = func() { p.showKind(r); edited() }
	r.order = newRightOrder(&r.claim.Entry, p.form.deps.palette)
	r.claim.leaving = func() { p.showKind(r) }
	r.box = container.NewVBox(r.claim, r.order, container.NewBorder(nil, nil, nil, r.kind, r.stance))
	p.rows = append(p.rows, r)
	p.follow()
	p.showKind(r)
}

// choose takes the stance of a number, 1 to 5, from inside the claim's field.
func (r *positionRow) choose(n int) bool {
	if n < 1 || n > 5 {
		return false
	}
	r.chosen = true
	r.stance.choose(storage.Stance(n - 3))
	return true
}

// follow sets the stances that nobody chose to what the verb says by itself:
// who denies, denies; who confirms, confirms.
func (p *positionRows) follow() {
	s := p.form.deps.session()
	if s == nil {
		return
	}
	stance := storage.Stance(0)
	if id, ok := s.Lists().Known(app.VerbNames, p.form.verb.Text); ok {
		v, _ := s.Lists().Verb(id)
		stance = classStance[v.Class]
	}
	for _, r := range p.rows {
		if !r.chosen {
			r.stance.set(stance, r.stance.kind)
		}
	}
}

var classStance = map[storage.Class]storage.Stance{storage.Deny: -2, storage.Affirm: 2}

// showKind asks for the kind of a claim that is new: a known one has its kind
// already.
func (p *positionRows) showKind(r *positionRow) {
	s := p.form.deps.session()
	if s == nil {
		return
	}
	id, known := s.Lists().Known(app.ClaimNames, r.claim.Text)
	if c, ok := s.Lists().Claim(id); known && ok {
		r.kind.set(string(c.Kind))
		r.stance.set(r.stance.stance, c.Kind)
	}
	if fresh := !known && strings.TrimSpace(r.claim.Text) != ""; fresh {
		r.kind.Show()
	} else {
		r.kind.Hide()
	}
	p.form.relayout()
}

func (p *positionRows) layout() {
	p.box.RemoveAll()
	for _, r := range p.rows {
		p.box.Add(r.box)
	}
	p.box.Add(p.plus)
	p.form.relayout()
}

// value gives the rows that name a claim.
func (p *positionRows) value() (list []app.EntryPosition) {
	for _, r := range p.rows {
		if claim := strings.TrimSpace(r.claim.Text); claim != "" {
			list = append(list, app.EntryPosition{
				Claim: claim, Kind: storage.ClaimKind(r.kind.value), Stance: r.stance.stance,
			})
		}
	}
	return list
}
