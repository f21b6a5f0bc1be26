package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// When a backup is made. Before the first write after opening, and before an
// import, the write waits until the pages are copied, because the backup must
// hold what was there before; what comes after (waiting for the disk, renaming,
// letting old ones go) happens beside the write. An hourly backup is begun when
// a commit has been acknowledged and an hour has passed; the next write waits if
// it comes before the copy is done.
//
// Copying takes about a second for each gigabyte in the cache and much longer
// from a slow disk, so a window that has opened a large project calls
// PrepareBackup: the copy is then done before the analyst has typed anything.
//
// A backup that fails (a folder that cannot be written to, a full disk) blocks
// nothing: Options.Backup is told, and the next is tried an hour later. Two
// steps cannot do without and refuse: a migration and bringing a state back.
//
// The copy goes through the connection that writes. It has the very file that
// was opened, also when another stands at its path by now; and nobody opens the
// file in another way, because closing it would drop SQLite's locks.

// backupPause is the time between backups while changes come, and after one
// that failed.
const backupPause = time.Hour

// backups is what an open file knows of its backups; File.mu guards it.
type backups struct {
	running *backupRun // the last that was begun
	tried   bool       // since opening
	next    time.Time  // when the hourly one is due
}

// backupRun is a backup being made.
type backupRun struct {
	copied, done chan struct{}
	// result may be read when done is closed.
	result BackupResult
}

// BackupResult says how a backup went.
type BackupResult struct {
	Backup Backup // the one that was made, or that held the same revision already
	Made   bool   // false: there was one
	Err    error  // a sentence; nothing but the backup is missing
}

// SetBackupFolder chooses where the backups from now on go: "" is beside the
// project. Those that are there stay where they are.
func (f *File) SetBackupFolder(folder string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opt.BackupFolder = folder
}

// Backups lists this project's backups, the newest first.
func (f *File) Backups() ([]Backup, error) {
	f.mu.Lock()
	chosen := f.opt.BackupFolder
	f.mu.Unlock()
	return Backups(f.path, chosen)
}

// PrepareBackup begins the backup that the first write will want, when the file
// is so large that the write would be felt to wait for it. It returns at once.
func (f *File) PrepareBackup() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.writer == nil || f.opt.NoBackup || f.backups.tried || f.identity.Size() < f.opt.largeFile {
		return
	}
	if f.unchanged() == nil {
		f.beginBackup(BeforeChanges)
	}
}

// backUpFirst makes the backup that has to lie there before a write, if there
// is one to be made, and waits for the copy of any that is under way. It fails
// only when ctx ends.
func (f *File) backUpFirst(ctx context.Context, why BackupReason) error {
	if err := f.awaitCopy(ctx); err != nil {
		return err
	}
	made := f.fresh && !f.wrote // an empty project needs none
	if why == BeforeChanges {
		made = f.fresh || f.wrote || f.backups.tried
	}
	if made || f.opt.NoBackup || f.untouched() {
		return nil
	}
	f.beginBackup(why)
	return f.awaitCopy(ctx)
}

// untouched reports whether nothing was ever put into the project, which then
// is not worth a backup.
func (f *File) untouched() bool {
	var touched bool
	err := f.writer.scan(`SELECT EXISTS (SELECT 1 FROM undo) OR EXISTS (SELECT 1 FROM actor) OR EXISTS (SELECT 1 FROM statement)
		OR EXISTS (SELECT 1 FROM document) OR EXISTS (SELECT 1 FROM claim)`, nil, &touched)
	return err == nil && !touched
}

// backUpAfter begins the hourly backup when it is due.
func (f *File) backUpAfter() {
	if f.opt.NoBackup {
		return
	}
	switch now := f.opt.Now(); {
	case f.backups.next.IsZero():
		f.backups.next = now.Add(backupPause)
	case !now.Before(f.backups.next):
		f.beginBackup(Hourly)
	}
}

// awaitCopy waits until nothing copies the file any more.
func (f *File) awaitCopy(ctx context.Context) error {
	if f.backups.running == nil {
		return nil
	}
	select {
	case <-f.backups.running.copied:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// beginBackup starts a backup of the present state on a goroutine of its own,
// after the one before it.
func (f *File) beginBackup(why BackupReason) *backupRun {
	before := f.backups.running
	run := &backupRun{copied: make(chan struct{}), done: make(chan struct{})}
	job := f.newBackupJob(why)
	f.backups.running, f.backups.tried = run, true
	f.backups.next = job.at.Add(backupPause)
	ctx, tell := f.closing, f.opt.Backup
	go func() {
		if before != nil {
			<-before.done
		}
		run.result = job.run(ctx, func() { close(run.copied) })
		close(run.done)
		if tell != nil && ctx.Err() == nil {
			tell(run.result)
		}
	}()
	return run
}

// backUpNow makes a backup and waits until it is safe on the disk.
func (f *File) backUpNow(why BackupReason) (Backup, error) {
	run := f.beginBackup(why)
	<-run.done
	return run.result.Backup, run.result.Err
}

// backupJob is all that making one backup needs.
type backupJob struct {
	w        *writer
	project  string
	folder   string
	why      BackupReason
	at       time.Time
	revision string // of the present state, "" when it is not known yet
	size     int64  // of the project in bytes
	err      error  // it could not even be begun
}

func (f *File) newBackupJob(why BackupReason) backupJob {
	job := backupJob{
		w: f.writer, project: f.path, folder: BackupFolder(f.path, f.opt.BackupFolder),
		why: why, at: f.opt.Now(),
	}
	if why != BeforeMigration {
		job.revision = f.revision.String()
	}
	job.size, job.err = f.writer.size()
	return job
}

// run makes the backup; copied is called once, when the file itself is not
// needed any more.
func (j backupJob) run(ctx context.Context, copied func()) BackupResult {
	if b, ok := j.existing(); ok {
		copied()
		return BackupResult{Backup: b}
	}
	temporary := filepath.Join(j.folder, fmt.Sprintf(".%s.%d.tmp", projectName(j.project), os.Getpid()))
	err := j.copy(ctx, temporary)
	if err != nil {
		removeTemporary(temporary) // before the write goes on: it may need the room
	}
	copied()
	var b Backup
	if err == nil {
		b, err = j.finish(temporary)
	}
	if err != nil {
		removeTemporary(temporary)
		return BackupResult{Err: j.explain(err)}
	}
	_ = prune(j.project, j.folder, j.at, b.Revision) // what is left over is no reason to worry anyone
	return BackupResult{Backup: b, Made: true}
}

// existing finds a backup that holds the present revision. Its name is not
// believed: a person may have opened and changed it.
func (j backupJob) existing() (Backup, bool) {
	list, err := listBackups(j.project, j.folder)
	if err != nil || j.revision == "" {
		return Backup{}, false
	}
	for _, b := range list {
		if b.Revision != shortRevision(j.revision) {
			continue
		}
		if _, err := Inspect(b.Path); err != nil {
			continue
		}
		if revision, err := revisionIn(b.Path); err == nil && revision == j.revision {
			return b, true
		}
	}
	return Backup{}, false
}

// revisionIn reads the revision that a file says it has.
func revisionIn(path string) (revision string, err error) {
	db, err := sql.Open("sqlite", readerDSN(path))
	if err != nil {
		return "", err
	}
	err = db.QueryRow("SELECT value FROM meta WHERE key = ?", metaRevision).Scan(&revision)
	return revision, errors.Join(err, db.Close())
}

// errNoRoom says that a backup would leave too little room for the project.
var errNoRoom = errors.New("the disk is almost full")

// copy copies the pages into a temporary file.
func (j backupJob) copy(ctx context.Context, temporary string) error {
	if j.err != nil {
		return j.err
	}
	if err := os.MkdirAll(j.folder, 0o755); err != nil {
		return err
	}
	// A commit must still fit, at worst one that rewrites everything.
	if free, ok := freeBytes(j.folder); ok && free < 2*j.size+1<<20 {
		return errNoRoom
	}
	removeTemporary(temporary) // of a process that had our number and died
	return j.w.backup(ctx, temporary)
}

// finish puts the copy on the disk and under its name.
func (j backupJob) finish(temporary string) (Backup, error) {
	revision, err := revisionIn(temporary)
	if err != nil {
		return Backup{}, err
	}
	if err := syncFile(temporary); err != nil {
		return Backup{}, err
	}
	path := filepath.Join(j.folder, backupName(j.project, j.at, j.why, revision))
	if err := os.Rename(temporary, path); err != nil {
		return Backup{}, err
	}
	syncFolder(j.folder)
	b, _ := parseBackupName(j.project, filepath.Base(path))
	b.Path = path
	if info, err := os.Stat(path); err == nil {
		b.Size = info.Size()
	}
	return b, nil
}

// explain says in one sentence why there is no backup.
func (j backupJob) explain(err error) error {
	name := filepath.Base(j.project)
	primary, _ := code(err)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errNoRoom) || primary == lib.SQLITE_FULL || isFull(err):
		return fileErrorf(j.project, err, "There is no room for a backup of %s in %s; free some space, or choose another folder for backups.", name, j.folder)
	}
	return fileErrorf(j.project, err, "No backup of %s could be written in %s (%v); make that folder writable, or choose another for backups.", name, j.folder, cause(err))
}

func removeTemporary(path string) {
	_ = os.Remove(path)
	_ = os.Remove(path + "-journal")
}

// size is the length of the database in bytes.
func (w *writer) size() (int64, error) {
	var pages, page int64
	err := cmp.Or(w.scan("PRAGMA page_count", nil, &pages), w.scan("PRAGMA page_size", nil, &page))
	return pages * page, err
}

// backup copies the database through SQLite, which knows what is locked. Every
// page is read once, so that hardly any is kept in memory.
func (w *writer) backup(ctx context.Context, path string) error {
	if err := w.script("PRAGMA cache_size = " + copyCache); err != nil {
		return err
	}
	err := w.copyPages(ctx, path)
	return errors.Join(err, w.script("PRAGMA shrink_memory; PRAGMA cache_size = "+writerCache))
}

func (w *writer) copyPages(ctx context.Context, path string) error {
	return w.conn.Raw(func(driver any) error {
		backup, err := driver.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		}).NewBackup(DSN(path, "_pragma", "synchronous(OFF)", "_pragma", "journal_mode(OFF)"))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if more, err = backup.Step(4096); err == nil {
				err = ctx.Err()
			}
		}
		return errors.Join(err, backup.Finish())
	})
}

// syncFile waits until a file that nobody has open is on the disk.
func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncFolder makes a name last over a power cut, where the system can do that.
func syncFolder(path string) {
	if folder, err := os.Open(path); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
}
