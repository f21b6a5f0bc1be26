package article

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	uni "golang.org/x/text/encoding/unicode"
)

func readPlain(_ context.Context, name string, data []byte) (Article, error) {
	text, err := decode(name, data)
	if err != nil {
		return Article{}, err
	}
	return Article{Title: firstLine(text), Text: text}, nil
}

// decode finds out in which characters a plain text is written. A byte order
// mark says it; what is valid UTF-8 is UTF-8; two bytes per character show by
// their zeros. What is left is an older code page: when letters beyond ASCII
// are rare it is Western European (windows-1252, curly quotes included), else
// its letters' frequencies tell.
func decode(name string, data []byte) (string, error) {
	enc := marked(data)
	if enc != nil && !hasMagic(data) {
		return decoded(name, data, enc)
	}
	if isBinary(data) {
		return "", problemf("%s is not a text, although its name ends like one; it was left out.", name)
	}
	if utf8.Valid(data) {
		return Clean(string(data)), nil
	}
	return decoded(name, data, codePage(data))
}

func decoded(name string, data []byte, enc encoding.Encoding) (string, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", problemf("The characters of %s cannot be made out; save it as UTF-8 and add it again.", name)
	}
	return Clean(string(out)), nil
}

// marked gives the encoding that a byte order mark, or the zeros of characters
// of two bytes, say.
func marked(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return uni.UTF8BOM
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return uni.UTF16(uni.LittleEndian, uni.ExpectBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return uni.UTF16(uni.BigEndian, uni.ExpectBOM)
	}
	head := data[:min(len(data), sample)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case len(head) < 4 || len(data)%2 != 0:
	case zeros[1] > half/3 && zeros[0] == 0:
		return uni.UTF16(uni.LittleEndian, uni.IgnoreBOM)
	case zeros[0] > half/3 && zeros[1] == 0:
		return uni.UTF16(uni.BigEndian, uni.IgnoreBOM)
	}
	return nil
}

// sample is how much of a file is looked at to tell what it is, in bytes.
const sample = 64 << 10

// magic are the beginnings of files that are not texts but have few zeros.
var magic = [][]byte{[]byte("%PDF-"), []byte("PK\x03\x04"), []byte("{\\rtf"), []byte("\x7fELF"), []byte("\x89PNG"), []byte("GIF8"), []byte("\xff\xd8\xff"), []byte("\x1f\x8b")}

func hasMagic(data []byte) bool {
	return slices.ContainsFunc(magic, func(m []byte) bool { return bytes.HasPrefix(data, m) })
}

// isBinary reports whether data is no text: it begins as a known format does,
// or has a zero, or one control character in a hundred bytes.
func isBinary(data []byte) bool {
	if hasMagic(data) {
		return true
	}
	head := data[:min(len(data), sample)]
	controls := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", rune(b)) || b == 0x7F:
			controls++
		}
	}
	return controls*100 > len(head)
}

// foreign is the share of letters beyond ASCII from which a text is not
// Western European.
const foreign = 0.3

func codePage(data []byte) encoding.Encoding {
	head := data[:min(len(data), sample)]
	ascii, high := 0, 0
	for _, b := range head {
		switch {
		case b >= 0x80:
			high++
		case unicode.IsLetter(rune(b)):
			ascii++
		}
	}
	if float64(high) < foreign*float64(high+ascii) {
		return charmap.Windows1252
	}
	if best, err := chardet.NewTextDetector().DetectBest(head); err == nil {
		if enc, _ := charset.Lookup(best.Charset); enc != nil {
			return enc
		}
	}
	return charmap.Windows1252
}
