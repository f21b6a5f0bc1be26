package sqlite

import (
	"errors"
	"os"
	"time"
)

// What is kept: the ten newest backups, and of each of the last thirty days the
// newest of that day. The rest goes, the oldest first. A day is one of the
// clock's zone, today the first; what a wrong clock dated into the future counts
// as new.
const (
	keepRecent = 10
	keepDays   = 30
)

// outdated gives the backups that may go, the oldest first; list is sorted, the
// newest first. One that holds the revision spared stays: it is the state that
// somebody asked just now to be kept.
func outdated(list []Backup, now time.Time, spared string) (gone []Backup) {
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	first := midnight.AddDate(0, 0, 1-keepDays)
	var seen string // the day of the newest backup that was met
	for i, b := range list {
		at := b.Time.In(now.Location())
		day := at.Format(time.DateOnly)
		newest := day != seen
		seen = day
		if i < keepRecent || newest && !at.Before(first) || b.Revision == shortRevision(spared) {
			continue
		}
		gone = append([]Backup{b}, gone...)
	}
	return gone
}

// prune deletes what the rule lets go. A backup that cannot be deleted is left.
func prune(project, folder string, now time.Time, spared string) error {
	list, err := listBackups(project, folder)
	if err != nil {
		return err
	}
	var errs []error
	for _, b := range outdated(list, now, spared) {
		errs = append(errs, os.Remove(b.Path))
	}
	return errors.Join(errs...)
}
