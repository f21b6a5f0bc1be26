package article

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	uni "golang.org/x/text/encoding/unicode"
)

// shared prepares PDFium once for all tests.
var shared Reader

func mustRead(t *testing.T, r *Reader, name string, data []byte) Article {
	t.Helper()
	a, err := r.Read(t.Context(), name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return a
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"\ufeffa\r\nb\rc\x00\x07d\te\u0085f\fg": "a\nb\ncd\te\nf\ng",
		"a\xffb":                                "a\ufffdb",
		"re\u0301sume\u0301 نمی‌خواهیم 👩‍👩‍👧": "re\u0301sume\u0301 نمی‌خواهیم 👩‍👩‍👧",
		"\u200f\u202b": "\u200f\u202b",
		"":             "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\ufeff\ufeffa\r\r\n\x00\xc2")
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !utf8.ValidString(c) || Clean(c) != strings.TrimPrefix(c, "\ufeff") || strings.ContainsAny(c, "\r\x00") {
			t.Fatalf("Clean(%q) = %q", s, c)
		}
	})
}

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	curly   = "Minister denies talks\nThe minister’s answer was “no” – nothing else. “We never met them,” she said in Zürich."
	arabic  = "الوزير ينفي المحادثات\nقال الوزير يوم الجمعة إن التقرير غير صحيح وإن البلاد لن تتدخل في شؤون جارتها، وأضاف أن الحكومة سترد على الصحيفة برسالة رسمية في الأيام القادمة."
	russian = "Министр отрицает переговоры\nМинистр сказал в пятницу, что сообщение не соответствует действительности и что страна не будет вмешиваться в дела соседей."
)

func TestReadPlain(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		text string
	}{
		"utf-8":            {[]byte(curly), curly},
		"utf-8, mark":      {[]byte("\ufeff" + curly), curly},
		"utf-8, CRLF":      {[]byte(strings.ReplaceAll(curly, "\n", "\r\n")), curly},
		"utf-16 le":        {encoded(t, uni.UTF16(uni.LittleEndian, uni.UseBOM), arabic), arabic},
		"utf-16 be":        {encoded(t, uni.UTF16(uni.BigEndian, uni.UseBOM), curly), curly},
		"utf-16, no mark":  {encoded(t, uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), curly), curly},
		"windows-1252":     {encoded(t, charmap.Windows1252, curly), curly},
		"windows-1256":     {encoded(t, charmap.Windows1256, arabic), arabic},
		"windows-1251":     {encoded(t, charmap.Windows1251, russian), russian},
		"blanks around it": {[]byte("\n\n " + curly + " \n\n"), curly},
	} {
		a := mustRead(t, &Reader{}, "dir/some file.txt", c.data)
		title, _, _ := strings.Cut(c.text, "\n")
		if a.Text != c.text || a.Title != title {
			t.Errorf("%s: title %q, text %q", name, a.Title, a.Text)
		}
	}
	if a := mustRead(t, &Reader{}, "2014-09-05 Gazette.TXT", []byte(strings.Repeat("long ", 100))); a.Title != "2014-09-05 Gazette" {
		t.Errorf("title of a text without a first line for it: %q", a.Title)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, data := range map[string][]byte{
		"program.txt":  []byte("\x7fELF\x02\x01\x01\x00\x00"),
		"picture.txt":  append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{1, 2, 3, 0}, 99)...),
		"noise.md":     bytes.Repeat([]byte{1, 2, 'a', 3, 'b'}, 99),
		"empty.txt":    nil,
		"blank.md":     []byte(" \n\t\r\n"),
		"photo.jpg":    []byte("x"),
		"old.doc":      []byte("x"),
		"noname":       []byte("x"),
		"huge.txt":     []byte(strings.Repeat("word ", MaxText/5+1)),
		"enormous.pdf": make([]byte, maxFile+1),
		"zip.docx":     zipped(map[string]string{"other.xml": "<a/>"}),
		"torn.docx":    zipped(map[string]string{"word/document.xml": "<w:document xmlns:w='" + wordSpace + "'><w:t>x"}),
		"text.docx":    []byte("just text"),
		"bomb.docx":    zipped(map[string]string{"word/document.xml": wordOf("x" + strings.Repeat(" ", maxPart))}),
		"text.pdf":     []byte("just text"),
		"torn.pdf":     []byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog"),
		"picture.html": []byte("\x89PNG\r\n\x1a\n\x00"),
	} {
		a, err := shared.Read(t.Context(), "/some/where/"+name, data)
		var p Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v, %.60q", name, err, a.Text)
			continue
		}
		if s := p.Error(); !strings.Contains(s, name) || !strings.HasSuffix(s, ".") || strings.Contains(s, "/some/where") {
			t.Errorf("%s: %q", name, s)
		}
	}
}

func TestReadable(t *testing.T) {
	for name, want := range map[string]bool{"a.txt": true, "B.HTM": true, "c.docx": true, "d.jpg": false, "txt": false} {
		if Readable(name) != want {
			t.Errorf("Readable(%q) = %t", name, !want)
		}
	}
}

// TestGuarded holds that a panic, a reading without end and a cancel are told.
func TestGuarded(t *testing.T) {
	if _, err := guarded(t.Context(), "x.pdf", func(context.Context) (Article, error) { panic("broken") }); err == nil || !strings.Contains(err.Error(), "x.pdf is damaged") {
		t.Errorf("panic: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	block := make(chan struct{})
	defer close(block)
	_, err := guarded(ctx, "x.pdf", func(context.Context) (Article, error) { <-block; return Article{}, nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestReadMarkdown(t *testing.T) {
	a := mustRead(t, &Reader{}, "a.md", []byte("---\ntitle: \"Minister: no talks\"\ndate: 2014-09-05\nauthor: A. Writer\nsource: The Gazette\nurl: https://example.org/1\nlang: en\ntags:\n  - x\n---\n\n# Other\n\nBody *text*.\n"))
	want := Article{Title: "Minister: no talks", Outlet: "The Gazette", Author: "A. Writer", Published: "2014-09-05", URL: "https://example.org/1", Language: "en", Text: "# Other\n\nBody *text*."}
	if a != want {
		t.Errorf("%+v", a)
	}
	if a := mustRead(t, &Reader{}, "a.md", []byte("Intro\n\n# A heading #\n\nText")); a.Title != "A heading" || !strings.HasPrefix(a.Text, "Intro") {
		t.Errorf("%+v", a)
	}
	if a := mustRead(t, &Reader{}, "a.md", []byte("+++\ntitle = 'T'\n+++\nBody")); a.Title != "T" || a.Text != "Body" {
		t.Errorf("%+v", a)
	}
	if a := mustRead(t, &Reader{}, "a.md", []byte("---\nnot closed\n\nBody")); !strings.HasPrefix(a.Text, "---") {
		t.Errorf("%+v", a)
	}
}

const page = `<!doctype html><html lang="en"><head><title>No talks | The Gazette</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Gazette"><meta property="og:title" content="Minister: no talks">
<link rel="canonical" href="https://example.org/no-talks"><meta property="article:published_time" content="2014-09-05T17:30:00+04:30">
<script>document.write("SCRIPT RAN")</script><style>p{color:red}</style></head><body>
<nav><a href="/">Home</a> <a href="/s">Sport</a></nav><div class="cookie-banner">We use cookies</div>
<article><h1>Minister: no talks</h1><p class="byline">By A. Writer</p>%s<script>alert("SCRIPT RAN")</script></article>
<footer>All rights reserved</footer></body></html>`

func TestReadHTML(t *testing.T) {
	body := strings.Repeat("<p>The minister said on Friday, in a long and winding answer, that “no talks” had taken place, and that the report was not true; she would write to the paper.</p>\n", 6)
	a := mustRead(t, &Reader{}, "no-talks.html", fmt.Appendf(nil, page, body))
	if a.Title != "Minister: no talks" || a.Outlet != "The Gazette" || a.Published != "2014-09-05T17:30:00+04:30" ||
		a.URL != "https://example.org/no-talks" || a.Language != "en" || !strings.Contains(a.Author, "A. Writer") {
		t.Errorf("%+v", a)
	}
	for _, unwanted := range []string{"SCRIPT", "cookies", "Sport", "rights", "color", "<"} {
		if strings.Contains(a.Text, unwanted) {
			t.Errorf("the text has %q: %q", unwanted, a.Text)
		}
	}
	if n := strings.Count(a.Text, "“no talks”"); n != 6 || !strings.Contains(a.Text, "paper.\n\nThe minister") {
		t.Errorf("paragraphs: %q", a.Text)
	}
	short := mustRead(t, &Reader{}, "x.htm", []byte("<html><title>T</title><body>One <b>word</b>.<p>Two<script>SCRIPT</script>"))
	if short.Title != "T" || !strings.Contains(short.Text, "One word.") || strings.Contains(short.Text, "SCRIPT") {
		t.Errorf("short page: %+v", short)
	}
	old := mustRead(t, &Reader{}, "x.html", encoded(t, charmap.Windows1256, "<html><head><meta charset=windows-1256><title>ن</title></head><body><p>"+arabic+"</p></body></html>"))
	if !strings.Contains(old.Text, "الجمعة") {
		t.Errorf("code page: %q", old.Text)
	}
	deep := mustRead(t, &Reader{}, "x.html", []byte(strings.Repeat("<div>", 400)+"deep"))
	if !strings.Contains(deep.Text, "deep") {
		t.Errorf("deep page: %q", deep.Text)
	}
}

func TestBodyText(t *testing.T) {
	a := mustRead(t, &Reader{}, "x.html", []byte("<body><div>a</div><ul><li>b <i>c</i></li><li>d</li></ul>"))
	if !strings.Contains(a.Text, "b c") || strings.Contains(a.Text, "<") {
		t.Errorf("%q", a.Text)
	}
}

func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			panic(err)
		}
	}
	z.Close()
	return b.Bytes()
}

func wordOf(body string) string {
	return `<?xml version="1.0"?><w:document xmlns:w="` + wordSpace + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `</w:body></w:document>`
}

func TestReadWord(t *testing.T) {
	data := zipped(map[string]string{
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>No talks</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>`,
		"word/document.xml": wordOf(`<w:p><w:pPr><w:t>STYLE</w:t></w:pPr><w:r><w:t>He </w:t></w:r><w:r><w:t xml:space="preserve">said “no” 👍🏽 &amp; left</w:t></w:r></w:p>
			<w:p><w:del><w:r><w:delText>OLD</w:delText><w:t>OLD</w:t></w:r></w:del><w:ins><w:r><w:t>نمی‌خواهیم</w:t></w:r></w:ins><w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>
			<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>once</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>TWICE</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
			<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText><w:t>end</w:t></w:r></w:p>`),
	})
	a := mustRead(t, &Reader{}, "a.docx", data)
	if a.Title != "No talks" || a.Author != "A. Writer" || a.Text != "He said “no” 👍🏽 & left\nنمی‌خواهیم\tb\nc\nonce\nend" {
		t.Errorf("%+v", a)
	}
}

// pdfOf makes a PDF of lines of ASCII text, one page per list.
func pdfOf(pages ...[]string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(offsets)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [ %s] /Count %d >>", kids, len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for i, lines := range pages {
		content := "BT /F1 12 Tf 14 TL 72 720 Td\n"
		for _, line := range lines {
			content += "(" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line) + ") Tj T*\n"
		}
		content += "ET"
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	object("<< /Title (No talks) /Author (A. Writer) >>")
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, len(offsets), at)
	return b.Bytes()
}

func TestReadPDF(t *testing.T) {
	r := &shared
	whole := pdfOf(
		[]string{"The Gazette, page 1", "Minister: no talks", "The minister said on Friday, in a long and winding answer, that no", "talks had taken place, and that the report of the paper was wrong.", "She left.", "1"},
		[]string{"The Gazette, page 2", "More was not to be learned from her office on Friday evening, nor", "on Saturday.", "2"},
		[]string{"The Gazette, page 3", "The end (of it).", "3 / 3"},
	)
	a := mustRead(t, r, "a.pdf", whole)
	want := "Minister: no talks\n\nThe minister said on Friday, in a long and winding answer, that no talks had taken place, and that the report of the paper was wrong. She left."
	if a.Title != "No talks" || a.Author != "A. Writer" || a.Doubt != "" {
		t.Errorf("%+v", a)
	}
	if !strings.HasPrefix(a.Text, want[:110]) || !strings.Contains(a.Text, "nor on Saturday.\n\nThe") || strings.Contains(a.Text, "page 2") || strings.Contains(a.Text, "3 / 3") {
		t.Errorf("%q", a.Text)
	}
	if _, err := r.Read(t.Context(), "pictures.pdf", pdfOf(nil)); err == nil || !strings.Contains(err.Error(), "OCR") {
		t.Errorf("no text: %v", err)
	}
	// Damage anywhere is an error or a text, never a panic or a hang.
	for i := 0; i < len(whole); i += 211 {
		broken := bytes.Clone(whole)
		broken[i] ^= 0x15
		if a, err := r.Read(t.Context(), "a.pdf", broken); err == nil && !utf8.ValidString(a.Text) {
			t.Errorf("damage at %d: %q", i, a.Text)
		}
		if _, err := r.Read(t.Context(), "a.pdf", whole[:i]); err == nil && i < 400 {
			t.Errorf("a PDF cut at %d was read", i)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Read(cancelled, "a.pdf", whole); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// FuzzRead feeds damaged files of the formats that Go code reads; PDFium runs
// in its sandbox.
func FuzzRead(f *testing.F) {
	f.Add("a.txt", []byte(curly))
	f.Add("a.txt", []byte("\xff\xfea\x00"))
	f.Add("a.md", []byte("---\ntitle: x\n---\n# y"))
	f.Add("a.html", []byte("<html><p>x<table><tr><td>y"))
	f.Add("a.docx", zipped(map[string]string{"word/document.xml": wordOf("<w:p><w:t>x</w:t></w:p>")}))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if strings.HasSuffix(strings.ToLower(name), ".pdf") {
			return
		}
		a, err := Read(context.Background(), name, data)
		var p Problem
		if err != nil && !errors.As(err, &p) {
			t.Fatalf("%T %v", err, err)
		}
		if err == nil && (Clean(a.Text) != a.Text || a.Text == "" || a.Title == "" && strings.TrimSpace(name) != "" && name[0] != '.') {
			t.Fatalf("%q: %+v", name, a)
		}
	})
}
