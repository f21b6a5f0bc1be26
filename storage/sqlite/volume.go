package sqlite

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"syscall"
)

// What the system knows of the disk that a folder lies on; each system says it
// in its own way (volume_linux.go and the like). Where it says nothing, there is
// room and no network.

// isFull recognises a full disk in what the system, not SQLite, says.
func isFull(err error) bool {
	const windowsDiskFull = syscall.Errno(112)
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		onWindows && errors.Is(err, windowsDiskFull)
}

// shareKinds names the file systems whose files lie on another computer.
var shareKinds = map[string]string{
	"nfs": "NFS share", "nfs4": "NFS share",
	"cifs": "SMB share", "smb3": "SMB share", "smbfs": "SMB share", "smb2": "SMB share",
	"afpfs": "AFP share", "webdav": "WebDAV share", "davfs": "WebDAV share", "fuse.davfs2": "WebDAV share",
	"fuse.sshfs": "SSH share", "fuse.rclone": "rclone share", "fuse.s3fs": "S3 share",
	"fuse.gvfsd-fuse": "network share", "fuse.kio-fuse": "network share", "fuse.glusterfs": "GlusterFS share",
	"fuse.ceph": "Ceph share", "ceph": "Ceph share", "afs": "AFS share", "9p": "shared folder", "vboxsf": "shared folder",
	"fuse.vmhgfs-fuse": "shared folder", "ftpfs": "FTP share", "fuse.curlftpfs": "FTP share",
}

// mountedAs reads Linux's table of mounts (/proc/self/mountinfo) and gives the
// type of the file system that a folder lies on: that of the longest mount point
// above it, the last one if several were mounted there. "" when none fits.
func mountedAs(folder string, table io.Reader) string {
	kind, longest := "", -1
	for lines := bufio.NewScanner(table); lines.Scan(); {
		before, after, ok := strings.Cut(lines.Text(), " - ")
		fields, rest := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(rest) < 1 {
			continue
		}
		point := unescapeMount(fields[4])
		if under(folder, point) && len(point) >= longest {
			kind, longest = rest[0], len(point)
		}
	}
	return kind
}

// unescapeMount turns \040 and its like into the character.
var unescapeMount = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace

func under(folder, point string) bool {
	return folder == point || strings.HasPrefix(folder, strings.TrimSuffix(point, "/")+"/")
}
