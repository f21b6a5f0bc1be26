package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Backups are whole project files in a folder of their own, NAME.backups beside
// the project or inside a folder that was chosen. Each is called
//
//	NAME.20140905T143000Z.changes.0123456789abcdef.saywhen
//
// after the time at which it was made (UTC), the reason, and the first digits
// of the revision that it holds. What is in the folder under any other name is
// none of ours: it is neither listed nor deleted. The names are enough to list
// backups and to decide which are kept; what a backup holds is read from the
// file itself, which is inspected first like any project.
//
// backup_write.go makes them, backup_keep.go lets old ones go, backup_compare.go
// says what differs, backup_restore.go brings a state back.

// BackupReason says why a backup was made; it stands in its name.
type BackupReason string

// The reasons.
const (
	BeforeChanges   BackupReason = "changes" // the first write after opening
	Hourly          BackupReason = "hourly"
	BeforeImport    BackupReason = "import"
	BeforeMigration BackupReason = "migration"
	BeforeRestore   BackupReason = "restore" // of another backup
)

var backupReasons = []BackupReason{BeforeChanges, Hourly, BeforeImport, BeforeMigration, BeforeRestore}

// Backup is one backup, as its name tells.
type Backup struct {
	Path     string
	Time     time.Time // UTC, to the second
	Reason   BackupReason
	Revision string // the first 16 hexadecimal digits of File.Revision
	Size     int64  // in bytes
}

const (
	backupTime     = "20060102T150405Z"
	revisionDigits = 16
	// olderReason marks the one backup that the first versions of the program
	// kept beside the project.
	olderReason BackupReason = "older"
)

// BackupFolder is where the backups of a project lie: NAME.backups beside it,
// or in a chosen folder, where a sign of the project's path keeps projects of
// the same name apart.
func BackupFolder(project, chosen string) string {
	name := projectName(project)
	if chosen == "" {
		return filepath.Join(filepath.Dir(project), name+".backups")
	}
	sum := sha256.Sum256([]byte(project))
	return filepath.Join(chosen, name+"-"+hex.EncodeToString(sum[:4])+".backups")
}

func projectName(path string) string { return strings.TrimSuffix(filepath.Base(path), Extension) }

// backupName is the name of a backup's file.
func backupName(project string, at time.Time, why BackupReason, revision string) string {
	return strings.Join([]string{
		projectName(project), at.UTC().Format(backupTime), string(why), shortRevision(revision),
	}, ".") + Extension
}

func shortRevision(revision string) string { return revision[:min(len(revision), revisionDigits)] }

// parseBackupName reads what backupName wrote for the same project.
func parseBackupName(project, name string) (b Backup, ok bool) {
	rest, ok := strings.CutPrefix(name, projectName(project)+".")
	if !ok {
		return b, false
	}
	rest, ok = strings.CutSuffix(rest, Extension)
	parts := strings.Split(rest, ".")
	if !ok || len(parts) != 3 {
		return b, false
	}
	at, err := time.Parse(backupTime, parts[0])
	if err != nil || !slices.Contains(backupReasons, BackupReason(parts[1])) || !isHex(parts[2]) {
		return b, false
	}
	return Backup{Time: at, Reason: BackupReason(parts[1]), Revision: parts[2]}, true
}

func isHex(s string) bool {
	return len(s) == revisionDigits && strings.Trim(s, "0123456789abcdef") == ""
}

// Backups lists the backups of the project at an absolute path, the newest
// first, by their names alone. A folder that does not exist holds none.
func Backups(project, chosen string) ([]Backup, error) {
	list, err := listBackups(project, BackupFolder(project, chosen))
	if err != nil {
		return nil, err
	}
	old := strings.TrimSuffix(project, Extension) + ".backup" + Extension
	if info, err := os.Stat(old); err == nil && info.Mode().IsRegular() {
		list = append(list, Backup{Path: old, Time: info.ModTime().UTC().Truncate(time.Second), Reason: olderReason, Size: info.Size()})
		sortBackups(list)
	}
	return list, nil
}

func listBackups(project, folder string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fileErrorf(folder, err, "The folder of the backups, %s, cannot be read (%v); check that you may read it.", folder, cause(err))
	}
	var list []Backup
	for _, entry := range entries {
		b, ok := parseBackupName(project, entry.Name())
		info, err := entry.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue
		}
		b.Path, b.Size = filepath.Join(folder, entry.Name()), info.Size()
		list = append(list, b)
	}
	sortBackups(list)
	return list, nil
}

// sortBackups puts the newest first; the name settles a tie.
func sortBackups(list []Backup) {
	slices.SortFunc(list, func(a, b Backup) int {
		return cmp.Or(b.Time.Compare(a.Time), strings.Compare(b.Path, a.Path))
	})
}

// cause is what the system said, without the operation and the path.
func cause(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// InspectBackup opens a backup for reading and counts what it holds. A file
// that is damaged or none of ours gives a sentence that says so.
func InspectBackup(ctx context.Context, path string) (info Info, err error) {
	err = withBackup(ctx, path, func(conn *sql.Conn) error {
		info, err = readInfo(ctx, conn)
		return explain(path, err)
	})
	return info, err
}

// withBackup runs fn on a read-only connection to a file that was judged on that
// same connection; SQLite's limits are lowered on it.
func withBackup(ctx context.Context, path string, fn func(*sql.Conn) error) error {
	version, err := Inspect(path)
	if err != nil {
		return err
	}
	if version < SchemaVersion {
		return fileErrorf(path, nil, "%s was made by an older Saywhen; open a copy of it to look at it.", filepath.Base(path))
	}
	db, err := sql.Open("sqlite", readerDSN(path))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return explain(path, err)
	}
	defer conn.Close()
	if err := restrain(conn); err != nil {
		return err
	}
	if _, err := judge(ctx, conn, path); err != nil {
		return err
	}
	return fn(conn)
}
