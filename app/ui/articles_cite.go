package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The same utterance met in a second article is one statement with two
// citations: what is selected is added to a statement that is there.

// cite adds what is selected to a statement, as a further place where it
// stands: to its citation of this text when it has one.
func (s *shell) cite(id storage.ID) {
	a := &s.articles
	spans, text := a.reader.mark.passages(), a.reader.text
	document, version := a.doc.ID, a.shown.ID
	s.do("Add citation", func(tx *sqlite.Tx) error {
		st, err := tx.Statement(id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(st.Citations, func(c storage.Citation) bool {
			return c.Document == document && c.Version == version && len(c.Spans) > 0
		})
		if i < 0 {
			st.Citations = append(st.Citations, storage.Citation{Document: document, Version: version})
			i = len(st.Citations) - 1
		}
		c := &st.Citations[i]
		c.Spans = joined(append(slices.Clone(c.Spans), spans...))
		c.Quote = text.Quote(c.Spans)
		return tx.PutStatement(&st)
	}, func() { s.coded(id, spans) })
}

// citePicker finds the statement to which a passage is added.
type citePicker struct {
	s     *shell
	field *textField
	list  *list
	modal *modal
	found []storage.Statement
	heads map[storage.ID]string
	at    int
	keyed bool
	asked int
}

const (
	maxPicked = 60      // statements that the picker lists
	latest    = 100_000 // statements among which it looks for likely ones
)

// pickStatement asks for the statement to which what is selected is added.
func (s *shell) pickStatement() {
	p := &citePicker{s: s}
	p.field = newTextField("Words of the statement, its speaker or claim")
	p.list = newList(func() int { return len(p.found) },
		func() fyne.CanvasObject {
			return newTextBlock(s.palette, paragraph{text: "X", size: 13}, paragraph{text: "X", size: 12})
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			st := p.found[i]
			o.(*textBlock).set(resultText(found{head: p.heads[st.ID], excerpt: gist(st)})...)
		})
	p.list.OnSelected = func(i widget.ListItemID) {
		if !p.keyed {
			p.take(i)
		}
	}
	p.field.OnChanged = p.ask
	p.field.onKey = p.key
	p.modal = s.modals.show(dialogSpec{
		name: "cite", title: "The same utterance: which statement?", focus: p.field, size: fyne.NewSize(600, 440),
		body: container.NewBorder(p.field, nil, nil, nil, p.list),
	})
	p.ask("")
}

// ask lists what fits: without words the likely ones.
func (p *citePicker) ask(typed string) {
	p.asked++
	asked, session := p.asked, p.s.session
	likely := p.s.likelyStatements()
	var sts []storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		ids := likely
		if strings.TrimSpace(typed) != "" {
			if ids, err = f.SearchStatements(ctx, typed); err != nil {
				return err
			}
			slices.Reverse(ids) // the latest first
		}
		ids = ids[:min(len(ids), maxPicked)]
		sts, err = f.StatementsOf(ctx, ids)
		slices.SortStableFunc(sts, func(a, b storage.Statement) int {
			return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID))
		})
		return err
	}, func(err error) {
		if err == nil && asked == p.asked && p.s.session == session {
			p.found, p.heads = sts, headings(sts, session.Lists())
			p.list.Refresh()
			p.mark(0)
		}
	})
}

// likelyStatements are those that a passage may belong to: what is selected,
// then those of the speaker before it with the claims of that statement first,
// then the rest, the latest first.
func (s *shell) likelyStatements() (ids []storage.ID) {
	add := func(id storage.ID) {
		if !slices.Contains(ids, id) && len(ids) < maxPicked {
			ids = append(ids, id)
		}
	}
	for _, id := range s.session.Selection() {
		add(id)
	}
	start := s.articles.reader.mark.passages()[0].Start
	before, _ := s.statementBefore(start, func(storage.Statement) bool { return true })
	cols := s.session.Index().Columns()
	claimed := func(i int) bool {
		return slices.ContainsFunc(before.Positions, func(p storage.Position) bool {
			return slices.Contains(cols.Claims[cols.PosOff[i]:cols.PosOff[i+1]], p.Claim)
		})
	}
	for _, fits := range []func(int) bool{
		func(i int) bool { return cols.Speaker[i] == before.Speaker && claimed(i) },
		func(i int) bool { return cols.Speaker[i] == before.Speaker },
		claimed,
		func(int) bool { return true },
	} {
		for i := cols.Len() - 1; i >= max(0, cols.Len()-latest) && len(ids) < maxPicked; i-- {
			if fits(i) {
				add(cols.ID[i])
			}
		}
	}
	return ids
}

func (p *citePicker) mark(i int) {
	if len(p.found) == 0 {
		p.list.UnselectAll()
		return
	}
	p.at = min(max(i, 0), len(p.found)-1)
	p.keyed = true
	p.list.Select(p.at)
	p.keyed = false
}

func (p *citePicker) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		p.modal.close()
	case fyne.KeyDown:
		p.mark(p.at + 1)
	case fyne.KeyUp:
		p.mark(p.at - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	default:
		return false
	}
	return true
}

func (p *citePicker) take(i int) {
	if i >= 0 && i < len(p.found) {
		p.modal.close()
		p.s.cite(p.found[i].ID)
	}
}
