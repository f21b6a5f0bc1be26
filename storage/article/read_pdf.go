package article

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// PDF files are read by PDFium, which Chromium uses, as WebAssembly in a
// sandbox: it sees no file and no network, has a bound on its memory, and ends
// when the context does. The readers written in Go lose the blanks of many files.

// pdfMemory is the most memory that PDFium may use, in pages of 64 KiB.
const pdfMemory = 512 << 20 >> 16

// doubtRightToLeft stands at texts whose letters a PDF may have in the order in
// which they are printed.
const doubtRightToLeft = "Right-to-left text often comes out of a PDF in the wrong order; compare it with the page, or paste it from a web page."

func (r *Reader) readPDF(ctx context.Context, name string, data []byte) (Article, error) {
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return Article{}, problemf("%s is not a PDF, although its name ends like one; it was left out.", name)
	}
	if r.cache == nil {
		r.cache = wazero.NewCompilationCache()
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(r.cache).WithCloseOnContextDone(true).
			WithMemoryLimitPages(pdfMemory).WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return Article{}, problemf("The reader of PDF files could not be started (%v); save the text of %s as .txt.", err, name)
	}
	defer pool.Close()
	in, err := pool.GetInstance(readTime)
	if err != nil {
		return Article{}, problemf("The reader of PDF files could not be started (%v); save the text of %s as .txt.", err, name)
	}
	defer in.Close()
	return pdfArticle(ctx, in, name, data)
}

func pdfArticle(ctx context.Context, in pdfium.Pdfium, name string, data []byte) (Article, error) {
	doc, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		if strings.Contains(err.Error(), "password") {
			return Article{}, problemf("%s is locked with a password; save a copy without one and add that.", name)
		}
		return Article{}, damaged(name)
	}
	var a Article
	a.Title, a.Author = pdfFact(in, doc.Document, "Title"), pdfFact(in, doc.Document, "Author")
	if a.Text, err = pdfText(ctx, in, doc.Document, name); err != nil {
		return Article{}, err
	}
	if a.Text == "" {
		return Article{}, problemf("%s has pictures of pages and no text; a program for recognising text (OCR) can make one.", name)
	}
	if strings.ContainsFunc(a.Text, rightToLeft) {
		a.Doubt = doubtRightToLeft
	}
	if a.Title == "" || strings.HasSuffix(a.Title, ".doc") || strings.HasSuffix(a.Title, ".docx") {
		a.Title = firstLine(a.Text)
	}
	return a, nil
}

func pdfFact(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, tag string) string {
	fact, err := in.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag})
	if err != nil {
		return ""
	}
	return fact.Value
}

func pdfText(ctx context.Context, in pdfium.Pdfium, doc references.FPDF_DOCUMENT, name string) (string, error) {
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return "", damaged(name)
	}
	var pages [][]string
	for i, size := 0, 0; i < count.PageCount; i++ {
		page, err := in.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}})
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err != nil:
			return "", problemf("Page %d of %s is damaged and cannot be read; save the text of the file as .txt.", i+1, name)
		}
		if size += len(page.Text); size > 2*MaxText {
			return "", problemf("%s has more text than an article can hold (%d MB); save a part of it as .txt.", name, MaxText>>20)
		}
		pages = append(pages, linesOf(page.Text))
	}
	return flow(pages), nil
}

// usualWidth is the width, in characters, that nine in ten lines do not exceed.
func usualWidth(lines []string) int {
	if len(lines) == 0 {
		return 0
	}
	widths := make([]int, len(lines))
	for i, line := range lines {
		widths[i] = utf8.RuneCountInString(line)
	}
	slices.Sort(widths)
	return widths[(len(widths)-1)*9/10]
}

// linesOf are the lines of a page that say something.
func linesOf(page string) (lines []string) {
	for line := range strings.SplitSeq(Clean(page), "\n") {
		if line = strings.TrimSpace(line); line != "" && !pageNumber(line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// A line that is nearly as wide as the others goes on in the next one; one that
// ends with a full stop must be wider for that.
const goesOn, goesOnStopped = 0.7, 0.95

// flow makes paragraphs of the lines of pages, without what stands at the head
// or foot of most of them.
func flow(pages [][]string) string {
	var b strings.Builder
	open := false
	drop := running(pages)
	for _, lines := range pages {
		wide := float64(usualWidth(lines))
		for i, line := range lines {
			if (i == 0 || i == len(lines)-1) && drop[undigit(line)] {
				continue
			}
			switch {
			case b.Len() == 0:
			case open && !bullet(line):
				b.WriteByte(' ')
			default:
				b.WriteString("\n\n")
			}
			b.WriteString(line)
			share := float64(utf8.RuneCountInString(line)) / wide
			open = share >= goesOnStopped || share >= goesOn && !strings.ContainsAny(line[len(line)-1:], ".!?:")
		}
	}
	return b.String()
}

// running finds the first and last lines that most of at least three pages
// share; the number of the page may differ.
func running(pages [][]string) map[string]bool {
	count := map[string]int{}
	for _, lines := range pages {
		if len(lines) > 1 {
			count[undigit(lines[0])]++
			count[undigit(lines[len(lines)-1])]++
		}
	}
	drop := map[string]bool{}
	for line, n := range count {
		drop[line] = n >= 3 && 2*n > len(pages)
	}
	return drop
}

func undigit(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}

func pageNumber(line string) bool {
	return len(line) <= 9 && !strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(" /-–", r) })
}

func bullet(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("•◦▪‣–—*", r)
}

func rightToLeft(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac) }
