package article

import (
	"context"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tetratelabs/wazero"
)

const (
	// maxFile is the largest file that is read, in bytes. Files of Word and PDF
	// hold pictures and may be larger than their text.
	maxFile = 50 << 20
	// readTime bounds the reading of one file.
	readTime = 60 * time.Second
)

// Article is what a file says of itself. Every field but Text may be empty.
type Article struct {
	Title  string
	Outlet string // the newspaper, agency or site
	Author string
	// Published is EDTF where the file has a machine's date, else as written.
	Published string
	URL       string
	Language  string // BCP 47
	Text      string // as Clean leaves it
	// Doubt is a sentence about what may be wrong with the text, or "".
	Doubt string
}

// Reader reads files. It keeps what was costly to prepare for one PDF for the
// next one; Close lets go of it. A Reader serves one goroutine at a time.
type Reader struct {
	cache wazero.CompilationCache // of PDFium's machine code; nil before the first PDF
}

// Close frees what the reader keeps.
func (r *Reader) Close() error {
	if r.cache == nil {
		return nil
	}
	cache := r.cache
	r.cache = nil
	return cache.Close(context.Background())
}

// Read reads one file with a reader of its own.
func Read(ctx context.Context, name string, data []byte) (Article, error) {
	var r Reader
	defer r.Close()
	return r.Read(ctx, name, data)
}

// Read reads the article in a file: .txt, .md, .html, .docx or .pdf, told apart
// by the ending of the name. The title is never empty: it is the file's name
// when the file has none. An error is a sentence that names the file (Problem),
// or that of the context.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (Article, error) {
	base := filepath.Base(name)
	if len(data) > maxFile {
		return Article{}, problemf("%s is larger than %d MB; save its text as .txt and add that.", base, maxFile>>20)
	}
	read, ok := r.format(name)
	if !ok {
		return Article{}, unknownFormat(base)
	}
	a, err := guarded(ctx, base, func(ctx context.Context) (Article, error) { return read(ctx, base, data) })
	if err != nil {
		return Article{}, err
	}
	a.Text = strings.TrimSpace(Clean(a.Text))
	if a.Text == "" {
		return Article{}, problemf("%s has no text.", base)
	}
	if len(a.Text) > MaxText {
		return Article{}, tooLong(base, len(a.Text))
	}
	if a.Title = oneLine(a.Title); a.Title == "" {
		a.Title = strings.TrimSpace(strings.TrimSuffix(base, filepath.Ext(base)))
	}
	a.Outlet, a.Author, a.Published, a.URL = oneLine(a.Outlet), oneLine(a.Author), oneLine(a.Published), oneLine(a.URL)
	return a, nil
}

func tooLong(name string, n int) error {
	return problemf("%s has %.1f MB of text; an article may have %d MB. Split it and add the parts.", name, float64(n)/(1<<20), MaxText>>20)
}

type readFunc func(ctx context.Context, name string, data []byte) (Article, error)

// Readable reports whether Read knows files with such a name.
func Readable(name string) bool {
	_, ok := (*Reader)(nil).format(name)
	return ok
}

func (r *Reader) format(name string) (readFunc, bool) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text":
		return readPlain, true
	case ".md", ".markdown":
		return readMarkdown, true
	case ".html", ".htm", ".xhtml":
		return readHTML, true
	case ".docx":
		return readWord, true
	case ".pdf":
		return r.readPDF, true
	}
	return nil, false
}

func unknownFormat(name string) error {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".doc", ".odt", ".rtf", ".pages":
		return problemf("%s cannot be read; save it as .docx or .txt and add that.", name)
	}
	return problemf("%s cannot be read; articles are .txt, .md, .html, .docx or .pdf files.", name)
}

// guarded runs the reading of a file by other people's code: a panic there is
// an error here, and so is a reading that does not end. What does not end by
// itself is left behind, not waited for.
func guarded(ctx context.Context, name string, read func(context.Context) (Article, error)) (Article, error) {
	type result struct {
		a   Article
		err error
	}
	limited, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		defer func() {
			if recover() != nil {
				done <- result{err: damaged(name)}
			}
		}()
		a, err := read(limited)
		done <- result{a, err}
	}()
	select {
	case r := <-done:
		if ctx.Err() != nil {
			return Article{}, ctx.Err()
		}
		if limited.Err() != nil && r.err != nil {
			return Article{}, tooSlow(name)
		}
		return r.a, r.err
	case <-limited.Done():
		if ctx.Err() != nil {
			return Article{}, ctx.Err()
		}
		return Article{}, tooSlow(name)
	}
}

func damaged(name string) error {
	return problemf("%s is damaged and cannot be read; open it in its own program and save its text as .txt.", name)
}

func tooSlow(name string) error {
	return problemf("%s took longer than %d seconds to read and was left out; save its text as .txt and add that.", name, int(readTime.Seconds()))
}

// oneLine makes a title, name or address one clean line.
func oneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// maxTitle is the longest first line, in characters, that is taken for a title.
const maxTitle = 200

// firstLine is the first line of a text when it can be its title.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\n\t "), "\n")
	if line = strings.TrimSpace(line); utf8.RuneCountInString(line) > maxTitle {
		return ""
	}
	return line
}
