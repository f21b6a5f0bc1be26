// Package pages reads the rows of an SQLite file from its bytes, page by page,
// for files that SQLite itself will not read any more. A page is judged by
// itself: what is wrong with one takes nothing from the others.
//
// It never writes, runs no SQL, looks at no schema and at no journal, and does
// not say what a row means or whether it is right: that is the caller's part.
// Everything read is doubted, so that no file makes it panic, loop or take more
// memory than the file has bytes.
//
// The format is that of https://www.sqlite.org/fileformat2.html. Numbers in it
// are big-endian. A page is a node of a b-tree (of a table: rows in the leaves;
// of an index: entries in all nodes), a piece of an overflow chain (the rest of
// a row that is too long), or free.
package pages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Magic begins every SQLite file.
const Magic = "SQLite format 3\x00"

// ErrDamaged is wrapped by every error that is the file's fault.
var ErrDamaged = errors.New("damaged")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// Layout is how a file is cut into pages.
type Layout struct {
	Size     int // bytes a page, a power of two from 512 to 65536
	Reserved int // bytes at the end of each page that hold no content
}

// Usual is the layout that SQLite gives a file when nobody asks for another.
var Usual = Layout{Size: 4096}

// HeadSize is the number of bytes in front of the first page's node.
const HeadSize = 100

// Head is what the first bytes of a file say.
type Head struct {
	Magic       bool // it begins as an SQLite file does
	Layout      Layout
	Version     int64 // PRAGMA user_version
	Application int64 // PRAGMA application_id
	free        uint32
}

// ReadHead reads them; ok is false when the layout cannot be.
func ReadHead(r io.ReaderAt) (h Head, ok bool) {
	b := make([]byte, HeadSize)
	if _, err := r.ReadAt(b, 0); err != nil {
		return h, false
	}
	h.Magic = string(b[:len(Magic)]) == Magic
	h.Layout.Size = int(binary.BigEndian.Uint16(b[16:]))
	if h.Layout.Size == 1 {
		h.Layout.Size = 65536
	}
	h.Layout.Reserved = int(b[20])
	h.free = binary.BigEndian.Uint32(b[32:])
	h.Version = int64(binary.BigEndian.Uint32(b[60:]))
	h.Application = int64(binary.BigEndian.Uint32(b[68:]))
	return h, h.Layout.valid()
}

func (l Layout) valid() bool {
	return l.Size >= 512 && l.Size <= 65536 && l.Size&(l.Size-1) == 0 && l.Size-l.Reserved >= 480
}

// File is an SQLite file that is read. It is used by one goroutine.
type File struct {
	r      io.ReaderAt
	layout Layout
	usable int
	count  uint32
	bytes  int64

	last   uint32 // the page in buffer; 0 when none is
	buffer []byte
}

// NewFile reads a file of so many bytes. A last page that is cut short counts,
// and reads as if zeros followed.
func NewFile(r io.ReaderAt, bytes int64, layout Layout) (*File, error) {
	if !layout.valid() {
		return nil, fmt.Errorf("pages: no file has the layout %v", layout)
	}
	size := int64(layout.Size)
	count := min((bytes+size-1)/size, 1<<32-2)
	return &File{
		r: r, layout: layout, usable: layout.Size - layout.Reserved,
		count: uint32(count), bytes: bytes, buffer: make([]byte, layout.Size),
	}, nil
}

// Count is the number of pages; they are numbered from 1.
func (f *File) Count() uint32 { return f.count }

// page gives the bytes of a page, which are good until the next call.
func (f *File) page(no uint32) ([]byte, error) {
	switch {
	case no == f.last && no != 0:
		return f.buffer, nil
	case no == 0 || no > f.count:
		return nil, damaged("there is no page %d", no)
	}
	f.last = 0
	n, err := f.r.ReadAt(f.buffer, int64(no-1)*int64(f.layout.Size))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, damaged("page %d cannot be read: %v", no, err)
	}
	clear(f.buffer[n:])
	f.last = no
	return f.buffer, nil
}

// Free visits the pages on the list of free ones as far as it can be followed.
func (f *File) Free(visit func(no uint32)) error {
	head, _ := ReadHead(f.r)
	seen := map[uint32]bool{}
	for trunk := head.free; trunk != 0; {
		if seen[trunk] {
			return damaged("the list of free pages runs in a circle")
		}
		seen[trunk] = true
		b, err := f.page(trunk)
		if err != nil {
			return err
		}
		n := int(binary.BigEndian.Uint32(b[4:]))
		if n > f.usable/4-2 {
			return damaged("page %d is no list of free pages", trunk)
		}
		visit(trunk)
		for i := range n {
			visit(binary.BigEndian.Uint32(b[8+4*i:]))
		}
		trunk = binary.BigEndian.Uint32(b)
	}
	return nil
}
