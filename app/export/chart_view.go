package export

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"saywhen/charts/echarts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// View is what a picture says about itself: enough to make it again.
type View struct {
	Chart  string            `json:"chart"`
	Set    map[string]string `json:"set,omitempty"`
	Theme  string            `json:"theme,omitempty"`
	Width  int               `json:"width,omitempty"`  // logical pixels
	Height int               `json:"height,omitempty"` // logical pixels
	// Project is the project's file name, without its folder.
	Project string `json:"project,omitempty"`

	// What follows stands in entries of its own.
	Title       string         `json:"-"`
	Description string         `json:"-"`
	Filter      storage.Filter `json:"-"`
	Revision    string         `json:"-"` // of the project when the picture was made
	Sources     string         `json:"-"` // numbered, one a line
}

// The names of the entries, in PNG (iTXt) and in SVG (metadata).
const (
	keyTitle       = "Title"
	keyDescription = "Description"
	keySoftware    = "Software"
	keyView        = "View"
	keyFilter      = "Filter"
	keyRevision    = "Revision"
	keySources     = "Sources"
)

// metadata is what is written into a picture.
func (s *snapshot) metadata(ctx context.Context, b echarts.Built, o ChartOptions) ([]paint.KV, error) {
	revision, err := s.f.Revision(ctx)
	if err != nil {
		return nil, err
	}
	view, err := json.Marshal(View{
		Chart: o.Name, Set: o.Set, Theme: cmp.Or(o.Theme, "light"), Width: b.Chart.W, Height: b.Chart.H, Project: filepath.Base(s.f.Path()),
	})
	if err != nil {
		return nil, fmt.Errorf("the picture's description could not be written: %w", err)
	}
	filter, err := json.Marshal(o.Filter)
	if err != nil {
		return nil, fmt.Errorf("the picture's filter could not be written: %w", err)
	}
	var numbered strings.Builder
	for i, line := range s.sources() {
		fmt.Fprintf(&numbered, "%d. %s\n", i+1, strings.Join(strings.Fields(line), " "))
	}
	entries := []paint.KV{
		{Key: keyTitle, Value: b.Title},
		{Key: keyDescription, Value: b.Alt},
		{Key: keySoftware, Value: "Saywhen"},
		{Key: keyView, Value: string(view)},
		{Key: keyFilter, Value: string(filter)},
		{Key: keyRevision, Value: revision},
		{Key: keySources, Value: strings.TrimSuffix(numbered.String(), "\n")},
	}
	return entries, nil
}

// ecmeta are the attributes by which marks are found; a file needs none.
var ecmeta = regexp.MustCompile(` ecmeta_[a-z_]+="[^"]*"`)

// writeSVG writes a picture with what it says about itself after its root
// element. Texts in it cannot look like attributes: their quotes are escaped.
func writeSVG(w io.Writer, svg string, b echarts.Built, entries []paint.KV) error {
	root := strings.Index(svg, ">")
	if root < 0 || !strings.HasPrefix(svg, "<svg") {
		return errors.New("the chart could not be written: it is no SVG")
	}
	var head bytes.Buffer
	element(&head, `title id="title"`, "title", b.Title)
	element(&head, `desc id="desc"`, "desc", b.Alt)
	head.WriteString("<metadata>\n")
	for _, e := range entries {
		element(&head, `entry xmlns="urn:saywhen:picture" key="`+e.Key+`"`, "entry", e.Value)
	}
	head.WriteString("</metadata>\n")
	out := svg[:root] + ` role="img" aria-labelledby="title desc">` + "\n" + head.String() + ecmeta.ReplaceAllString(svg[root+1:], "")
	_, err := io.WriteString(w, out)
	return err
}

func element(b *bytes.Buffer, start, end, text string) {
	b.WriteString("<" + start + ">")
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes everything
	b.WriteString("</" + end + ">\n")
}

// ErrNoView is wrapped by ReadView's error for a picture that says nothing
// about a view.
var ErrNoView = errors.New("it was not made by Saywhen's charts, or its description was removed")

// ReadView reads back what Chart wrote into a .png or .svg file. The file may
// come from anywhere: what is read is bounded and checked.
func ReadView(path string) (View, error) {
	file, err := os.Open(path)
	if err != nil {
		return View{}, fmt.Errorf("the picture %s cannot be read: %w", path, err)
	}
	defer file.Close()
	r := bufio.NewReader(file)
	start, _ := r.Peek(len(pngStart))
	var entries map[string]string
	if string(start) == pngStart {
		entries, err = readPNG(r)
	} else {
		entries, err = readSVG(io.LimitReader(r, maxSVG))
	}
	if err == nil && entries[keyView] == "" {
		err = ErrNoView
	}
	var v View
	if err == nil {
		v, err = viewOf(entries)
	}
	if err != nil {
		return View{}, fmt.Errorf("the picture %s has no view: %w", filepath.Base(path), err)
	}
	return v, nil
}

func viewOf(entries map[string]string) (v View, err error) {
	if err := json.Unmarshal([]byte(entries[keyView]), &v); err != nil {
		return v, fmt.Errorf("its description is damaged: %w", err)
	}
	if text := entries[keyFilter]; text != "" {
		if err := json.Unmarshal([]byte(text), &v.Filter); err != nil {
			return v, fmt.Errorf("its filter is damaged: %w", err)
		}
	}
	if v.Project != "" {
		v.Project = filepath.Base(filepath.FromSlash(strings.ReplaceAll(v.Project, `\`, "/")))
	}
	v.Title, v.Description, v.Revision, v.Sources = entries[keyTitle], entries[keyDescription], entries[keyRevision], entries[keySources]
	return v, nil
}

// Limits of what ReadView looks at, in bytes.
const (
	pngStart  = "\x89PNG\r\n\x1a\n"
	maxEntry  = 4 << 20
	maxSVG    = 256 << 20
	maxChunks = 1 << 20 // chunks, not bytes
)

// readPNG collects the iTXt entries that are not compressed.
func readPNG(r *bufio.Reader) (map[string]string, error) {
	if _, err := r.Discard(len(pngStart)); err != nil {
		return nil, err
	}
	entries := map[string]string{}
	for range maxChunks {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return entries, nil // cut short: what was found holds
		}
		size, kind := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		if kind == "IEND" {
			break
		}
		if kind != "iTXt" || size > maxEntry {
			if _, err := io.CopyN(io.Discard, r, size+4); err != nil {
				return entries, nil
			}
			continue
		}
		data := make([]byte, size+4)
		if _, err := io.ReadFull(r, data); err != nil {
			return entries, nil
		}
		body := data[:size]
		if crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, body) != binary.BigEndian.Uint32(data[size:]) {
			return nil, errors.New("its description is damaged: the checksum is wrong")
		}
		if key, text, ok := international(body); ok {
			entries[key] = text
		}
	}
	return entries, nil
}

// international takes the content of an iTXt chunk apart: keyword, 0, two
// bytes on compression, language, 0, translated keyword, 0, text.
func international(body []byte) (key, text string, ok bool) {
	k, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(rest) < 2 || rest[0] != 0 {
		return "", "", false
	}
	_, rest, ok = bytes.Cut(rest[2:], []byte{0})
	if !ok {
		return "", "", false
	}
	_, rest, ok = bytes.Cut(rest, []byte{0})
	return string(k), string(rest), ok
}

// readSVG collects the entries of the metadata.
func readSVG(r io.Reader) (map[string]string, error) {
	d := xml.NewDecoder(r)
	entries, size := map[string]string{}, 0
	for {
		token, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return entries, nil
			}
			return nil, ErrNoView
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "metadata" {
				return entries, nil
			}
		case xml.StartElement:
			if t.Name != (xml.Name{Space: "urn:saywhen:picture", Local: "entry"}) || len(t.Attr) == 0 {
				continue
			}
			var text string
			if err := d.DecodeElement(&text, &t); err != nil {
				return nil, ErrNoView
			}
			if size += len(text); size > 8*maxEntry {
				return nil, errors.New("its description is far too long")
			}
			for _, a := range t.Attr {
				if a.Name.Local == "key" {
					entries[a.Value] = text
				}
			}
		}
	}
}

// SameRevision reports whether a project still holds what it held when a
// picture was made.
func SameRevision(ctx context.Context, f *sqlite.File, v View) (bool, error) {
	now, err := f.Revision(ctx)
	return now == v.Revision, err
}
