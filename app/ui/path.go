package ui

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// extension is that of project files.
const extension = ".saywhen"

// untitledPath is where the project without a name lies.
func untitledPath() string { return filepath.Join(stateFolder(), "untitled"+extension) }

// stateFolder holds what the program keeps for the user besides settings.
func stateFolder() string { return filepath.Join(xdg.StateHome, "saywhen") }

func isUntitled(path string) bool { return path == untitledPath() }

// documentsFolder is where new files are offered to be put.
func documentsFolder() string {
	for _, dir := range []string{xdg.UserDirs.Documents, xdg.Home} {
		if st, err := os.Stat(dir); err == nil && st.IsDir() {
			return dir
		}
	}
	return "."
}

// withExtension adds an extension to a path that has none and is no folder's.
func withExtension(path, ext string) string {
	if filepath.Ext(path) == "" && !os.IsPathSeparator(path[len(path)-1]) {
		return path + ext
	}
	return path
}

// expand turns what a person types into a path: "~" is home, blanks around it
// are dropped, and a relative path counts from the
// documents folder.
func expand(path string) string {
	path = strings.TrimSpace(path)
	if path == "~" || strings.HasPrefix(path, "~/") {
		path = xdg.Home + path[1:]
	}
	if path != "" && !filepath.IsAbs(path) {
		path = filepath.Join(documentsFolder(), path)
	}
	return path
}

// shortPath shows a path with home as "~".
func shortPath(path string) string {
	if rel, err := filepath.Rel(xdg.Home, path); err == nil && rel != "." && !strings.HasPrefix(rel, "..") {
		return "~" + string(filepath.Separator) + rel
	}
	return path
}

// freeName gives a path that does not exist yet: name, name 2, name 3 …
func freeName(dir, base, ext string) string {
	exists := func(p string) bool { _, err := os.Lstat(p); return err == nil }
	p := filepath.Join(dir, base+ext)
	for n := 2; exists(p); n++ {
		p = filepath.Join(dir, base+" "+thousands(n)+ext)
	}
	return p
}
