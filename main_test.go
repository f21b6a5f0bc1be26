package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// imports is the architecture: which package may import which. A folder's root
// package is pure Go and says what; its sub-packages bind it to one technology
// and say how; folders import only downwards, app → charts → storage, with
// assets beside them. CONTRIBUTING.md quotes this map.
//
// Every package may import the standard library. "x/..." allows x and all
// below it.
var imports = map[string][]string{
	".": {"saywhen/app/cli", "saywhen/app/ui"},
	"app/ui": {
		"saywhen/app", "saywhen/app/export", "saywhen/app/ui/locale", "saywhen/charts/...", "saywhen/storage/...", "saywhen/assets",
		"fyne.io/fyne/v2/...", "github.com/adrg/xdg", "github.com/go-gl/glfw/v3.3/glfw", "golang.org/x/text/...",
	},
	"app/ui/locale": {},
	"app/cli": {
		"saywhen/app", "saywhen/app/export", "saywhen/charts/...", "saywhen/storage/...", "saywhen/assets",
		"github.com/alecthomas/kong",
	},
	"app/export": {
		"saywhen/app", "saywhen/charts/...", "saywhen/storage", "saywhen/storage/edtf",
		"saywhen/storage/exchange", "saywhen/storage/sqlite",
	},
	"app": {
		"saywhen/charts", "saywhen/storage", "saywhen/storage/article", "saywhen/storage/edtf", "saywhen/storage/exchange",
		"saywhen/storage/names", "saywhen/storage/phrase", "saywhen/storage/query", "saywhen/storage/sqlite", "golang.org/x/text/...",
	},
	"charts/paint": {
		"saywhen/charts", "saywhen/assets",
		"golang.org/x/image/...", "golang.org/x/text/...", "github.com/go-text/typesetting/...", "codeberg.org/go-pdf/fpdf",
	},
	"charts/echarts": {
		"saywhen/charts", "saywhen/charts/paint", "saywhen/charts/raster", "saywhen/storage", "saywhen/storage/edtf", "saywhen/assets",
		"github.com/go-echarts/go-echarts/v2/...", "modernc.org/quickjs",
	},
	"charts/raster": {"saywhen/charts", "saywhen/charts/paint", "golang.org/x/image/..."},
	"charts":        {"saywhen/storage", "saywhen/storage/edtf", "gonum.org/v1/gonum/..."},
	"storage/sqlite": {
		"saywhen/storage", "saywhen/storage/edtf", "modernc.org/sqlite/...", "github.com/gofrs/flock",
		"golang.org/x/text/...", "saywhen/storage/sqlite/pages",
	},
	"storage/sqlite/pages": {"modernc.org/sqlite"}, // in its tests, which read what SQLite wrote
	"storage/exchange":     {"saywhen/storage", "saywhen/storage/edtf", "golang.org/x/text/..."},
	"storage/phrase":       {"saywhen/storage/edtf", "golang.org/x/text/...", "github.com/jalaali/go-jalaali"},
	"storage/article": {
		"saywhen/storage", "golang.org/x/text/...", "golang.org/x/net/...", "codeberg.org/readeck/go-readability/v2/...",
		"github.com/clipperhouse/uax29/v2/...", "github.com/gogs/chardet", "github.com/klippa-app/go-pdfium/...",
		"github.com/sergi/go-diff/...", "github.com/tetratelabs/wazero/...",
	},
	"storage/names": {"golang.org/x/text/...", "github.com/hbollon/go-edlib", "github.com/mozillazg/go-unidecode"},
	"storage":       {"saywhen/storage/edtf"},
	"storage/edtf":  {},
	"storage/query": {},
	"assets":        {},
}

// testImports are allowed in test files besides.
var testImports = []string{"fyne.io/fyne/v2/...", "saywhen/..."}

func TestImports(t *testing.T) {
	for _, file := range goFiles(t) {
		folder := path.Dir(filepath.ToSlash(file))
		allowed, known := imports[folder]
		if !known {
			t.Errorf("%s: package %q is not in the import map", file, folder)
			continue
		}
		if strings.HasSuffix(file, "_test.go") {
			allowed = slices.Concat(allowed, testImports)
		}
		for _, imp := range importsOf(t, file) {
			if !standard(imp) && !permits(allowed, imp) {
				t.Errorf("%s imports %q: package %q must not", file, imp, folder)
			}
		}
	}
}

// TestFyneOnlyInWindow holds that the window's toolkit stays in the window.
func TestFyneOnlyInWindow(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, imp := range importsOf(t, file) {
			if strings.HasPrefix(imp, "fyne.io/") && !strings.HasPrefix(filepath.ToSlash(file), "app/ui/") {
				t.Errorf("%s imports %q: only app/ui may", file, imp)
			}
		}
	}
}

// TestTopLevel holds that the top level is the one that was agreed.
func TestTopLevel(t *testing.T) {
	agreed := []string{
		"app", "charts", "storage", "assets", "main.go", "gui.go", "nogui.go", "main_test.go", "FyneApp.toml", "go.mod", "go.sum",
		"README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", ".ci", ".git", ".gitignore",
		"staticcheck.conf",
		"saywhen", "build", // made by the Makefile, ignored by git
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s does not belong on the top level", e.Name())
		}
	}
}

func goFiles(t *testing.T) (files []string) {
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "build" || strings.HasPrefix(d.Name(), ".") && p != ".") {
			return fs.SkipDir
		}
		if strings.HasSuffix(p, ".go") {
			files = append(files, p)
		}
		return nil
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go files found: %v", err)
	}
	return files
}

func importsOf(t *testing.T, file string) (list []string) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range f.Imports {
		imp, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, imp)
	}
	return list
}

// standard reports whether a path is one of the standard library's: its first
// element has no dot, and it is not one of ours.
func standard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return first != "saywhen" && !strings.Contains(first, ".")
}

func permits(allowed []string, imp string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		root, below := strings.CutSuffix(a, "/...")
		return imp == root || below && strings.HasPrefix(imp, root+"/")
	})
}
