package exchange

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// Kind is what a source holds, judged by its first bytes.
type Kind uint8

// The kinds of source.
const (
	JSONKind  Kind = iota // a project, for ReadJSON
	TableKind             // rows, for NewTable
)

const peekSize = 1 << 16

// Open looks at the first bytes of a source, unpacks gzip, steps over a byte
// order mark and tells JSON from a table. The sentence of its error fits behind
// the name of the file.
func Open(r io.Reader) (*bufio.Reader, Kind, error) {
	br := bufio.NewReaderSize(r, peekSize)
	if head, _ := br.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		zr, err := gzip.NewReader(br)
		if err != nil {
			return nil, 0, fmt.Errorf("is packed with gzip, but damaged: %w", err)
		}
		br = bufio.NewReaderSize(unpacked{zr}, peekSize)
	}
	head, err := br.Peek(peekSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, fmt.Errorf("cannot be read: %w", err)
	}
	if bytes.HasPrefix(head, bom) {
		br.Discard(len(bom))
		head = head[len(bom):]
	}
	if err := recognise(head); err != nil {
		return nil, 0, err
	}
	if bytes.TrimLeft(head, " \t\r\n")[0] == '{' {
		return br, JSONKind, nil
	}
	return br, TableKind, nil
}

// unpacked says of a packed source that it is cut or damaged, which gzip says in
// words of its own.
type unpacked struct{ r io.Reader }

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		err = errPackedCut
	case errors.Is(err, gzip.ErrChecksum), errors.As(err, new(flate.CorruptInputError)):
		err = fmt.Errorf("the packed file is damaged (%w): fetch or pack it again", err)
	}
	return n, err
}

var errPackedCut = errors.New("the packed file ends too early: it may have been cut; fetch or pack it again")

var bom = []byte("\xEF\xBB\xBF")

// recognise refuses what is certainly neither a table nor JSON.
func recognise(head []byte) error {
	switch {
	case len(bytes.TrimLeft(head, " \t\r\n")) == 0:
		return errors.New("is empty")
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return errors.New("is a database, not a table or JSON: export it first, or open it")
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return errors.New("is text in UTF-16: save it as UTF-8")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return errors.New("is a packed file, perhaps a spreadsheet: save it as CSV in UTF-8")
	case bytes.IndexByte(head, 0) >= 0:
		return errors.New("is not text: only CSV, TSV and Saywhen's JSON can be imported")
	}
	return nil
}
