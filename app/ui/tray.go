package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// maxTray is how many undated statements the tray lists.
const maxTray = 1000

// showUndated lists the statements that have no date: they stand in no lane
// and would be forgotten. A click on one selects it, so that the panel at the
// right can give it a date.
func (s *shell) showUndated() {
	session := s.session
	if session == nil {
		return
	}
	ids := session.Index().Undated()
	if len(ids) == 0 {
		s.toasts.say("Every statement has a date.")
		return
	}
	ids = append([]storage.ID(nil), ids[:min(len(ids), maxTray)]...)
	var sts []storage.Statement
	var heads map[storage.ID]string
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		sts, err = f.StatementsOf(ctx, ids)
		heads = headings(sts, session.Lists())
		return err
	}, func(err error) {
		switch {
		case s.session != session:
		case err != nil:
			s.failed(err)
		default:
			s.listUndated(sts, heads)
		}
	})
}

func (s *shell) listUndated(sts []storage.Statement, heads map[storage.ID]string) {
	var md *modal
	list := newList(
		func() int { return len(sts) },
		func() fyne.CanvasObject {
			return newTextBlock(s.palette, paragraph{text: "X", size: 13}, paragraph{text: "X", size: 12})
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*textBlock).set(resultText(found{head: heads[sts[i].ID], excerpt: gist(sts[i])})...)
		})
	list.OnSelected = func(i widget.ListItemID) {
		md.close()
		s.session.Select(sts[i].ID)
		s.editSelected()
	}
	shut := newButton("Close", func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "undated", title: "Statements without a date", body: list, size: fyne.NewSize(560, 420),
		buttons: []fyne.CanvasObject{shut},
	})
}

// gist is what a list says of a statement: its gist, else its first quote.
func gist(st storage.Statement) string {
	if st.Gist != "" {
		return st.Gist
	}
	for _, c := range st.Citations {
		if c.Quote != "" {
			return quoted(c.Quote)
		}
	}
	return "—"
}
