package sqlite

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

const onWindows = true

var (
	kernel32           = syscall.NewLazyDLL("kernel32.dll")
	getDiskFreeSpaceEx = kernel32.NewProc("GetDiskFreeSpaceExW")
	getDriveType       = kernel32.NewProc("GetDriveTypeW")
)

// remoteDrive is DRIVE_REMOTE of the Windows headers.
const remoteDrive = 4

// freeBytes is the room that is left for this user on the disk of a folder.
func freeBytes(folder string) (int64, bool) {
	name, err := syscall.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var free uint64
	ok, _, _ := getDiskFreeSpaceEx.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)), 0, 0)
	return int64(min(free, 1<<62)), ok != 0
}

// networkKind asks for the type of the drive; \\server\share is a share.
func networkKind(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return "SMB share"
	}
	name, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	if kind, _, _ := getDriveType.Call(uintptr(unsafe.Pointer(name))); kind == remoteDrive {
		return "network drive"
	}
	return ""
}
