package pages

import (
	"encoding/binary"
)

// Kind is what a node of a b-tree is.
type Kind byte

// The kinds, as they are written in the file.
const (
	IndexInner Kind = 2
	TableInner Kind = 5
	IndexLeaf  Kind = 10
	TableLeaf  Kind = 13
)

// Node is a node of a b-tree. It keeps its own copy of the page.
type Node struct {
	Page  uint32
	Kind  Kind
	Right uint32 // the last child of an inner node
	file  *File
	data  []byte
	cells []byte // two bytes each: where the cells are
}

// Node reads a page that should be a node.
func (f *File) Node(no uint32) (Node, error) {
	b, err := f.page(no)
	if err != nil {
		return Node{}, err
	}
	n := Node{Page: no, file: f, data: append([]byte(nil), b[:f.usable]...)}
	head := n.data
	if no == 1 {
		head = head[HeadSize:]
	}
	n.Kind = Kind(head[0])
	size := 8
	switch n.Kind {
	case IndexInner, TableInner:
		size = 12
		n.Right = binary.BigEndian.Uint32(head[8:])
	case IndexLeaf, TableLeaf:
	default:
		return Node{}, damaged("page %d is no node", no)
	}
	count := int(binary.BigEndian.Uint16(head[3:]))
	if size+2*count > len(head) {
		return Node{}, damaged("page %d claims %d cells", no, count)
	}
	n.cells = head[size : size+2*count]
	return n, nil
}

// Len is the number of cells.
func (n Node) Len() int { return len(n.cells) / 2 }

// cell gives the bytes from a cell to the end of the page.
func (n Node) cell(i int) ([]byte, error) {
	at := int(binary.BigEndian.Uint16(n.cells[2*i:]))
	if at < 8 || at >= len(n.data) {
		return nil, damaged("page %d: cell %d lies outside", n.Page, i)
	}
	return n.data[at:], nil
}

// Child gives the child of a cell of an inner node and, in a table, the
// greatest row id below it; in an index the key is 0.
func (n Node) Child(i int) (page uint32, key int64, err error) {
	b, err := n.cell(i)
	if err != nil {
		return 0, 0, err
	}
	if len(b) < 5 {
		return 0, 0, damaged("page %d: cell %d is cut short", n.Page, i)
	}
	page = binary.BigEndian.Uint32(b)
	if n.Kind == TableInner {
		number, size := varint(b[4:])
		if size == 0 {
			return 0, 0, damaged("page %d: cell %d is cut short", n.Page, i)
		}
		key = int64(number)
	}
	return page, key, nil
}

// Payload gives what a cell holds, which Values reads: a row of a table's leaf,
// with its id, or an entry of an index, with id 0. Pages of the overflow chain
// are visited; when visit says false, the row is given up: many rows that claim
// the same long chain would keep us busy for ever. With an error the id counts
// if it is not 0.
func (n Node) Payload(i int, visit func(page uint32) bool) (id int64, payload []byte, err error) {
	b, err := n.cell(i)
	if err != nil {
		return 0, nil, err
	}
	if n.Kind == IndexInner {
		if len(b) < 4 {
			return 0, nil, damaged("page %d: cell %d is cut short", n.Page, i)
		}
		b = b[4:]
	}
	length, size := varint(b)
	b = b[size:]
	if n.Kind == TableLeaf {
		number, more := varint(b)
		id, b = int64(number), b[more:]
		if more == 0 {
			size = 0
		}
	}
	if size == 0 || length > uint64(n.file.bytes) {
		return id, nil, damaged("page %d: cell %d has no length that can be", n.Page, i)
	}
	local := n.local(int(length))
	if local > len(b) {
		return id, nil, damaged("page %d: cell %d reaches beyond its page", n.Page, i)
	}
	if local == int(length) {
		return id, b[:local], nil
	}
	if local+4 > len(b) {
		return id, nil, damaged("page %d: cell %d reaches beyond its page", n.Page, i)
	}
	payload, err = n.file.chain(b[:local:local], int(length), binary.BigEndian.Uint32(b[local:]), visit)
	return id, payload, err
}

// local is how many bytes of a payload lie in the node itself.
func (n Node) local(length int) int {
	u := n.file.usable
	most := u - 35
	if n.Kind != TableLeaf {
		most = (u-12)*64/255 - 23
	}
	if length <= most {
		return length
	}
	least := (u-12)*32/255 - 23
	if k := least + (length-least)%(u-4); k <= most {
		return k
	}
	return least
}

// chain appends the pages of an overflow chain to what is there.
func (f *File) chain(payload []byte, length int, next uint32, visit func(page uint32) bool) ([]byte, error) {
	for len(payload) < length {
		b, err := f.page(next)
		if err != nil {
			return nil, err
		}
		if visit != nil && !visit(next) {
			return nil, damaged("page %d is a part of too many rows", next)
		}
		part := b[4:f.usable]
		payload = append(payload, part[:min(len(part), length-len(payload))]...)
		next = binary.BigEndian.Uint32(b)
	}
	if next != 0 {
		return nil, damaged("a long row goes on where it should end")
	}
	return payload, nil
}
