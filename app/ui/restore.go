package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"saywhen/app"
	"saywhen/storage/sqlite"
)

// The backups window lists what was kept of the project and shows, for the one
// that is chosen, what has changed since. It changes nothing by looking: backups
// are opened for reading only. A state can be opened as a file of its own, or
// brought back into the open project as one step that Undo takes back; the file
// is never replaced (storage/sqlite/backup_restore.go says why).

// maxDifferentStatements is how many statements that differ are listed.
const maxDifferentStatements = 100

// backupsView is the window while it is open.
type backupsView struct {
	s       *shell
	session *app.Session
	modal   *modal
	list    *list
	detail  *differenceView
	copy    *button
	back    *button

	states []app.BackupState
	at     int
	stop   func() // ends the comparison under way
}

// backupsDialog reads what there is, then shows it.
func (s *shell) backupsDialog() {
	session := s.session
	var states []app.BackupState
	s.long("Reading the backups …", func(ctx context.Context, tell report) (err error) {
		session.Flush()
		states, err = session.Backups(ctx, func(done, total int) { tell(done, total) })
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled) || s.session != session:
		case err != nil:
			s.fail("The backups were not listed", err)
		case len(states) == 0:
			s.modals.message("No backups yet", "One is made before the first change after opening a project, then every hour while you work, and before an import. They are kept in "+
				shortPath(sqlite.BackupFolder(session.Path(), s.settings.backupFolder()))+".")
		default:
			s.showBackups(session, states)
		}
	})
}

func (s *shell) showBackups(session *app.Session, states []app.BackupState) {
	v := &backupsView{s: s, session: session, states: states, at: -1, stop: func() {}}
	v.list = newList(func() int { return len(v.states) }, v.newRow, v.update)
	v.list.OnSelected = v.choose
	v.list.onKey = v.key
	v.detail = newDifferenceView(s.palette)
	v.copy = newButton("Open a copy…", v.openCopy)
	v.back = newMainButton("Bring this state back", v.bringBack)
	shut := newButton("Close", func() { v.modal.close() })
	body := container.NewHSplit(v.list, v.detail.root)
	body.SetOffset(0.42)
	v.modal = s.modals.show(dialogSpec{
		name: "backups", title: "Backups of " + s.fileName(), body: body, size: fyne.NewSize(980, 620),
		buttons: []fyne.CanvasObject{shut, v.copy, v.back}, focus: v.list, closed: func() { v.stop() },
	})
	s.outside.restore = v
	v.list.Select(0)
}

// key walks the list; Enter goes on to the buttons, so that nothing is brought
// back by accident.
func (v *backupsView) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		v.list.Select(min(v.at+1, len(v.states)-1))
	case fyne.KeyUp:
		v.list.Select(max(v.at-1, 0))
	case fyne.KeyHome:
		v.list.Select(0)
	case fyne.KeyEnd:
		v.list.Select(len(v.states) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.s.win.Canvas().Focus(v.copy)
	default:
		return false
	}
	return true
}

// choose shows what differs from a backup.
func (v *backupsView) choose(i int) {
	if i == v.at || i < 0 || i >= len(v.states) {
		return
	}
	v.at = i
	v.stop()
	state := v.states[i]
	v.enable(false)
	switch {
	case state.Err != nil:
		v.detail.say("This backup cannot be used.", state.Err.Error())
		return
	case state.Present:
		v.detail.say("This is the project as it is now.", "Nothing has changed since.")
		v.copy.Enable()
		return
	}
	v.compare(state)
}

func (v *backupsView) enable(on bool) {
	for _, b := range []*button{v.copy, v.back} {
		if on && (b == v.copy || v.s.writable()) {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// compare reads what differs off the window's goroutine; choosing another backup
// ends it.
func (v *backupsView) compare(state app.BackupState) {
	ctx, stop := context.WithCancel(context.Background())
	v.stop = stop
	at := v.at
	v.copy.Enable()
	v.detail.say("Comparing …", "")
	var d sqlite.Difference
	v.s.job(func() (err error) {
		d, err = v.session.File().Compare(ctx, state.Path, maxDifferentStatements, func(done, total int) {
			v.s.post(func() {
				if v.at == at && ctx.Err() == nil {
					v.detail.say("Comparing …", count(done, "table")+" of "+thousands(total)+" compared")
				}
			})
		})
		return err
	}, func(err error) {
		if v.at != at || ctx.Err() != nil {
			return
		}
		stop()
		if err != nil {
			v.detail.say("This backup could not be compared.", err.Error())
			return
		}
		v.detail.show(d)
		v.enable(!d.Empty())
		v.copy.Enable()
		v.s.trace.step("backup_compared", "at", at, "statements", len(d.Statements))
	})
}

// openCopy writes the state into a file of its own and opens that.
func (v *backupsView) openCopy() {
	s, b := v.s, v.states[v.at].Backup
	name := s.session.Title() + " " + b.Time.In(s.now().Location()).Format("2006-01-02 15.04")
	v.modal.close()
	s.askPath(pathQuestion{
		name: "backup_copy", title: "Open a copy of a backup", label: "Where is the copy to be kept?", action: "Open copy",
		path: freeName(filepath.Dir(s.session.Path()), name, extension), extension: extension, save: true, fresh: true,
	}, func(path string) {
		s.load(path, func(ctx context.Context) error { return app.OpenableCopy(ctx, b, path) })
	})
}

// bringBack makes the open project what it was.
func (v *backupsView) bringBack() {
	s, b := v.s, v.states[v.at].Backup
	if v.back.Disabled() {
		return
	}
	v.modal.close()
	run := s.begin("Going back …")
	v.session.BringBack(run.ctx, b, func(err error) {
		switch err = run.end(err); {
		case errors.Is(err, context.Canceled):
			s.toasts.say("Nothing was brought back.")
		case err != nil:
			s.fail("The state was not brought back", err)
		default:
			s.toasts.say("The project is what it was on " + s.backupTime(b) + ". Undo takes that back.")
			s.trace.step("brought_back", "backup", filepath.Base(b.Path))
		}
	})
}

// backupTime is when a backup was made, in the computer's own zone.
func (s *shell) backupTime(b sqlite.Backup) string {
	return b.Time.In(s.now().Location()).Format("2 Jan 2006, 15:04")
}

// backupLine is what the list says below the time.
func backupLine(b app.BackupState) string {
	parts := []string{map[sqlite.BackupReason]string{
		sqlite.BeforeChanges: "before the first change", sqlite.Hourly: "while working", sqlite.BeforeImport: "before an import",
		sqlite.BeforeMigration: "before an update of the format", sqlite.BeforeRestore: "before going back",
	}[b.Reason]}
	if parts[0] == "" {
		parts[0] = "of an older Saywhen"
	}
	if b.Err != nil {
		parts = append(parts, "cannot be used")
	} else {
		parts = append(parts, count(b.Info.Statements, "statement"))
	}
	return strings.Join(append(parts, fileSize(b.Size)), " · ")
}

// fileSize is "340 kB", "1.2 MB".
func fileSize(n int64) string {
	if n < 1_000_000 {
		return thousands(int((n+999)/1000)) + " kB"
	}
	tenths := int((n + 50_000) / 100_000)
	return thousands(tenths/10) + "." + string(rune('0'+tenths%10)) + " MB"
}
