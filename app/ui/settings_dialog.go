package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynestorage "fyne.io/fyne/v2/storage"
)

// settingsHeight is that of the lines at the normal size of text.
const settingsHeight = 440

// showSettings opens the settings: the user's, which are preferences, and the
// project's title and zone, which are in the project and one step of undo.
func (s *shell) showSettings() {
	var md *modal
	var f *settingsForm
	list := newCompletionList(s.palette)
	f = newSettingsForm(list, s.now, s.writable(), func() { s.browseFolder(f.backup) })
	f.set(s.userChoices())
	shut := func() { md.close() }
	accept := func() {
		if c, ok := f.value(); ok {
			md.close()
			s.applySettings(c)
		}
	}
	f.keys(accept, shut)
	body := container.NewVScroll(f.view())
	// Lines that may break ask for more than they take once they have a width.
	body.SetMinSize(fyne.NewSize(0, min(settingsHeight*fontScale(), s.win.Canvas().Size().Height-150)))
	md = s.modals.show(dialogSpec{
		name: "settings", title: "Settings", body: container.NewStack(body, list.layer), size: fyne.NewSize(640, 0),
		buttons: []fyne.CanvasObject{newButton("Cancel", shut), newMainButton("Save", accept)}, focus: f.first(),
	})
}

// browseFolder lets a folder be chosen with the library's own chooser.
func (s *shell) browseFolder(into *textField) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			into.SetText(shortPath(u.Path()))
		}
	}, s.win)
	if dir, err := fynestorage.ListerForURI(fynestorage.NewFileURI(documentsFolder())); err == nil {
		d.SetLocation(dir)
	}
	d.Resize(fitInto(fyne.NewSize(900, 620), s.win.Canvas().Size()))
	d.Show()
}

// userChoices are the settings as they are now.
func (s *shell) userChoices() userChoices {
	c := userChoices{
		coder: s.settings.coder(), backup: s.settings.backupFolder(), order: s.settings.dayMonth(),
		week: s.settings.weekStart(), font: s.settings.fontSize(), theme: s.settings.theme(), still: s.settings.reducedMotion(),
	}
	if s.session != nil {
		l := s.session.Lists()
		c.title, c.zone = l.Meta["title"], l.Zone()
	}
	return c
}

// applySettings makes the settings so.
func (s *shell) applySettings(c userChoices) {
	was := s.userChoices()
	s.settings.setCoder(c.coder)
	s.settings.setBackupFolder(c.backup)
	s.settings.setDayMonth(c.order)
	s.settings.setWeekStart(c.week)
	s.settings.setReducedMotion(c.still)
	s.settings.setFontSize(c.font)
	if c.theme != was.theme || c.font != was.font {
		s.setTheme(c.theme)
	}
	s.tellSession()
	if s.writable() && (c.title != was.title || c.zone != was.zone) {
		s.session.SetProject(c.title, c.zone, s.failed)
	}
	s.trace.step("settings", "zone", c.zone, "font", c.font, "theme", string(c.theme))
}

// tellSession tells the open project who works on it and how dates are read.
func (s *shell) tellSession() {
	if s.session == nil {
		return
	}
	s.session.SetReading(s.settings.dayMonth(), s.settings.weekStart())
	s.session.SetCoder(s.settings.coder())
	s.session.SetBackupFolder(s.settings.backupFolder())
}
