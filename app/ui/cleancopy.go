package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
)

// sendCopy asks for a file and what is to be left out, and writes a copy that
// can be sent to somebody.
func (s *shell) sendCopy() {
	p := newPathField(s.win, pathQuestion{
		path: freeName(documentsFolder(), s.session.Title()+" to send", extension), extension: extension, save: true, fresh: true,
	})
	coders, notes := newCheck("Leave out the coders' names", nil), newCheck("Leave out notes", nil)
	say := widget.NewLabel("The copy holds what the project shows: no history, nothing that was deleted, no drafts.")
	say.Wrapping = fyne.TextWrapWord
	var md *modal
	accept := func() {
		if path, good := p.value(); good {
			md.close()
			s.cleanCopy(path, app.CopyChoice{Coders: coders.Checked, Notes: notes.Checked})
		}
	}
	p.field.onKey = enterAndEscape(accept, func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "send_copy", title: "Send a clean copy", size: fyne.NewSize(620, 250), focus: p.field,
		body:    container.NewVBox(say, p.box, coders, notes),
		buttons: []fyne.CanvasObject{newButton("Cancel", func() { md.close() }), newMainButton("Write the copy", accept)},
	})
	p.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// cleanCopy writes the copy; it waits for commits that are under way.
func (s *shell) cleanCopy(path string, out app.CopyChoice) {
	session := s.session
	s.long("Copying …", func(ctx context.Context, _ report) error {
		session.Flush()
		return app.CleanCopy(ctx, session.File(), path, out)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.fail("The copy was not written", err)
		default:
			s.toasts.say("The copy lies in " + shortPath(path))
			s.trace.step("project", "clean_copy", path)
		}
	})
}
