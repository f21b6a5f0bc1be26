package raster

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits of an SVG. Charts of this program are far below: the largest have
// 10,000 elements, three deep.
const (
	// MaxBytes is the largest SVG that Draw reads.
	MaxBytes = 64 << 20
	maxNodes = 1 << 20
	maxDepth = 64
)

// node is an element of the SVG.
type node struct {
	name  string
	attrs []attr // the declarations of style last, as they win
	kids  []*node
	text  string
}

type attr struct{ name, value string }

// get returns an attribute, "" if there is none.
func (n *node) get(name string) string {
	for i := len(n.attrs) - 1; i >= 0; i-- {
		if n.attrs[i].name == name {
			return n.attrs[i].value
		}
	}
	return ""
}

// reader builds the tree.
type reader struct {
	stack []*node
	root  *node
	ids   map[string]*node
	nodes int
}

var errNoSVG = errors.New("the picture was not drawn: it is not an SVG file, draw the chart again")

// read makes a tree of an SVG. It knows no entities but XML's own five and
// refuses document types, so that a short file cannot stand for a long one.
func read(svg string) (*reader, error) {
	if len(svg) > MaxBytes {
		return nil, fmt.Errorf("the picture was not drawn: its SVG has %d MB, more than %d, choose fewer marks", len(svg)>>20, MaxBytes>>20)
	}
	d := xml.NewDecoder(strings.NewReader(svg))
	r := &reader{ids: map[string]*node{}}
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("the picture was not drawn: its SVG is damaged, draw the chart again: %w", err)
		}
		if err := r.token(t); err != nil {
			return nil, err
		}
	}
	if r.root == nil || r.root.name != "svg" || len(r.stack) != 0 {
		return nil, errNoSVG
	}
	return r, nil
}

func (r *reader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return r.open(t)
	case xml.EndElement:
		if len(r.stack) == 0 || r.stack[len(r.stack)-1].name != fullName(t.Name) {
			return errNoSVG
		}
		r.stack = r.stack[:len(r.stack)-1]
	case xml.CharData:
		if len(r.stack) > 0 {
			top := r.stack[len(r.stack)-1]
			if top.name == "text" || top.name == "style" {
				top.text += string(t)
			}
		}
	case xml.Directive:
		return errors.New("the picture was not drawn: its SVG has a document type, which is not allowed")
	}
	return nil
}

func (r *reader) open(t xml.StartElement) error {
	if r.nodes++; r.nodes > maxNodes || len(r.stack) >= maxDepth {
		return fmt.Errorf("the picture was not drawn: its SVG has more than %d elements or more than %d inside each other, choose fewer marks", maxNodes, maxDepth)
	}
	n := &node{name: fullName(t.Name), attrs: make([]attr, 0, len(t.Attr)+2)}
	for _, a := range t.Attr {
		n.attrs = append(n.attrs, attr{fullName(a.Name), a.Value})
	}
	for _, d := range strings.Split(n.get("style"), ";") {
		if k, v, ok := strings.Cut(d, ":"); ok {
			n.attrs = append(n.attrs, attr{strings.TrimSpace(k), strings.TrimSpace(v)})
		}
	}
	if id := n.get("id"); id != "" {
		r.ids[id] = n
	}
	switch {
	case len(r.stack) > 0:
		top := r.stack[len(r.stack)-1]
		top.kids = append(top.kids, n)
	case r.root == nil:
		r.root = n
	default:
		return errNoSVG
	}
	r.stack = append(r.stack, n)
	return nil
}

// fullName is a name as it was written, prefix included.
func fullName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
