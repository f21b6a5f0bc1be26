//go:build !linux && !darwin && !windows

package sqlite

const onWindows = false

// freeBytes is not asked on this system.
func freeBytes(string) (int64, bool) { return 0, false }

// networkKind is not asked on this system.
func networkKind(string) string { return "" }
