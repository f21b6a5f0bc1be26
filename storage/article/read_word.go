package article

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// A Word file is a zip of XML. Only two of its parts are read, one token at a
// time and with a bound, by the standard library: the libraries found for the
// format unpack everything into memory, are under a licence that does not fit,
// or are no longer kept.

// maxPart is the most that one part of a Word file may unpack to, in bytes. The
// XML of a text is some ten times as long as the text.
const maxPart = 20 * MaxText

// wordSpace holds the elements of a Word text.
const wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

var errTooBig = errors.New("a part unpacks to too much")

func readWord(ctx context.Context, name string, data []byte) (Article, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Article{}, problemf("%s is not a Word file (.docx) or is damaged; save it again as .docx, or its text as .txt.", name)
	}
	var a Article
	if core, err := openPart(z, "docProps/core.xml"); err == nil {
		a.readCore(ctx, core)
		core.Close()
	}
	part, err := openPart(z, "word/document.xml")
	if err != nil {
		return Article{}, problemf("%s is not a Word file (.docx): it has no text part.", name)
	}
	defer part.Close()
	w := wordText{d: xml.NewDecoder(part)}
	switch err := w.read(ctx); {
	case errors.Is(err, errTooBig) || w.b.Len() > MaxText:
		return Article{}, problemf("%s unpacks to more than an article can hold; save its text as .txt and add that.", name)
	case ctx.Err() != nil:
		return Article{}, ctx.Err()
	case err != nil:
		return Article{}, damaged(name)
	}
	a.Text = w.b.String()
	if a.Title == "" {
		a.Title = firstLine(a.Text)
	}
	return a, nil
}

// bounded reads at most left bytes and then fails.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooBig
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

func openPart(z *zip.Reader, name string) (io.ReadCloser, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	return &bounded{f, maxPart}, nil
}

// readCore takes title, author and language from the file's properties. Their
// dates are those of the file, not of the article.
func (a *Article) readCore(ctx context.Context, part io.Reader) {
	d := xml.NewDecoder(part)
	field := map[string]*string{"title": &a.Title, "creator": &a.Author, "language": &a.Language}
	var at *string
	for ctx.Err() == nil {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			at = field[t.Name.Local]
		case xml.EndElement:
			at = nil
		case xml.CharData:
			if at != nil && len(*at)+len(t) <= maxPart {
				*at += string(t)
			}
		}
	}
}

// wordText collects the text of a Word file.
type wordText struct {
	d *xml.Decoder
	b strings.Builder
	// in says that the decoder is inside w:t, where text is text.
	in bool
}

func (w *wordText) read(ctx context.Context) error {
	for w.b.Len() <= MaxText {
		token, err := w.d.Token()
		if err == io.EOF {
			return nil
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := w.start(t.Name); err != nil {
				return err
			}
		case xml.EndElement:
			w.end(t.Name)
		case xml.CharData:
			if w.in {
				w.b.Write(t)
			}
		}
	}
	return nil
}

func (w *wordText) start(name xml.Name) error {
	if name.Local == "Fallback" {
		return w.d.Skip() // the same once more, for old programs
	}
	if name.Space != wordSpace {
		return nil
	}
	switch name.Local {
	case "t":
		w.in = true
	case "tab":
		w.b.WriteByte('\t')
	case "br", "cr":
		w.b.WriteByte('\n')
	case "noBreakHyphen":
		w.b.WriteRune('\u2011')
	case "del", "moveFrom", "pPr", "rPr", "sectPr":
		return w.d.Skip() // deleted text, and how things look
	}
	return nil
}

func (w *wordText) end(name xml.Name) {
	if name.Space != wordSpace {
		return
	}
	switch name.Local {
	case "t":
		w.in = false
	case "p":
		w.b.WriteByte('\n')
	case "tc":
		w.b.WriteByte('\t')
	}
}
