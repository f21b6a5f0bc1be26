package ui

import (
	"encoding/binary"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"saywhen/assets"
)

// TestEveryCharacterHasAGlyph reads the strings of this package: each
// character of them must be in a built-in font, or it would be a box where no
// other fonts are installed.
func TestEveryCharacterHasAGlyph(t *testing.T) {
	known := map[rune]bool{}
	for _, f := range assets.Fonts() {
		if !f.Bold {
			addCharacters(known, sfntTable(f.TTF, "cmap"))
		}
	}
	if !known['a'] || !known['پ'] || known['→'] {
		t.Fatal("the fonts were read wrongly")
	}
	has := func(r rune) bool { return known[r] }
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := file.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			for _, r := range strings.TrimLeft(literals(t, name), "\n\t") {
				if r > ' ' && !strings.ContainsRune(notDrawn, r) && !has(r) {
					t.Errorf("%s: no built-in font has %q", name, r)
				}
			}
		}
	}
}

// notDrawn are characters of ours that no built-in font needs: ⌘ is for macOS,
// which has it; letters that texts are looked through for; a mark inside strings.
const notDrawn = "⌘כי\ue000"

// literals are all strings of a file, one after the other.
func literals(t *testing.T, name string) string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	ast.Inspect(tree, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && (l.Kind == token.STRING || l.Kind == token.CHAR) {
			if l.Kind == token.STRING {
				s, _ := strconv.Unquote(l.Value)
				b.WriteString(s)
			}
		}
		return true
	})
	return b.String()
}

// addCharacters adds the characters of a font's "cmap" table, from its subtables
// of format 4: ranges of 16-bit characters. A character in a range may still
// lack a glyph; none of ours does.
func addCharacters(known map[rune]bool, cmap []byte) {
	u16 := func(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
	for i := range u16(cmap, 2) {
		sub := cmap[binary.BigEndian.Uint32(cmap[4+8*i+4:]):]
		if u16(sub, 0) != 4 {
			continue
		}
		n := u16(sub, 6) // twice the number of ranges
		for r := 0; r < n; r += 2 {
			last, first := u16(sub, 14+r), u16(sub, 16+n+r)
			for c := first; c <= last && c < 0xffff; c++ {
				known[rune(c)] = true
			}
		}
	}
}
