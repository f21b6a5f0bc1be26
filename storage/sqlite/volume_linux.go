package sqlite

import (
	"os"
	"syscall"
)

const onWindows = false

// freeBytes is the room that is left for this user on the disk of a folder.
func freeBytes(folder string) (int64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * s.Bsize, true //nolint:unconvert // the types differ between processors
}

// networkKind asks the table of mounts: statfs calls every FUSE the same.
func networkKind(folder string) string {
	table, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	defer table.Close()
	return shareKinds[mountedAs(folder, table)]
}
