package paint

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"saywhen/charts"
)

func TestPNGCarriesMetadata(t *testing.T) {
	img := render(demoScene(), Light(), 1)
	var b bytes.Buffer
	err := WritePNG(&b, img, PNGOptions{DPI: 300, Text: []KV{{"Title", "پاسداران — a\x00b"}, {"Software", "Saywhen"}}, Compression: png.BestSpeed})
	if err != nil {
		t.Fatal(err)
	}
	kinds, data := chunks(t, b.Bytes())
	if got := strings.Join(kinds[:5], " "); got != "IHDR sRGB pHYs iTXt iTXt" {
		t.Errorf("chunks %s", got)
	}
	if got := binary.BigEndian.Uint32(data[2]); got != 11811 || data[2][8] != 1 {
		t.Errorf("300 dpi became %d pixels per metre", got)
	}
	if got := string(data[3]); got != "Title\x00\x00\x00\x00\x00پاسداران — ab" {
		t.Errorf("title %q", got)
	}
	back, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 640 {
		if r, g, bl, _ := back.At(i, 100).RGBA(); uint8(r>>8) != img.RGBAAt(i, 100).R || uint8(g>>8) != img.RGBAAt(i, 100).G || uint8(bl>>8) != img.RGBAAt(i, 100).B {
			t.Fatalf("pixel %d changed", i)
		}
	}
}

// chunks reads a PNG's chunks and checks their sums.
func chunks(t *testing.T, b []byte) (kinds []string, data [][]byte) {
	t.Helper()
	for b = b[8:]; len(b) > 0; {
		n := binary.BigEndian.Uint32(b)
		if crc32.ChecksumIEEE(b[4:8+n]) != binary.BigEndian.Uint32(b[8+n:]) {
			t.Fatalf("chunk %s is damaged", b[4:8])
		}
		kinds, data = append(kinds, string(b[4:8])), append(data, b[8:8+n])
		b = b[12+n:]
	}
	return kinds, data
}

func TestPNGRefusesKeys(t *testing.T) {
	for _, k := range []string{"", " a", "a ", "a  b", "é", "a\x00b", strings.Repeat("k", 80)} {
		var b bytes.Buffer
		if err := WritePNG(&b, image.NewRGBA(image.Rect(0, 0, 1, 1)), PNGOptions{Text: []KV{{k, "v"}}}); !errors.Is(err, errKey) || b.Len() > 0 {
			t.Errorf("key %q: %v, %d bytes written", k, err, b.Len())
		}
	}
}

// failing fails after n bytes.
type failing struct{ n int }

var errFull = errors.New("disk full")

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.n {
		n := f.n
		f.n = 0
		return n, errFull
	}
	f.n -= len(p)
	return len(p), nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	img := render(demoScene(), Light(), 1)
	var whole, doc bytes.Buffer
	if WritePNG(&whole, img, PNGOptions{DPI: 96}) != nil || WriteSVG(&doc, demoScene(), Light(), SVGOptions{}) != nil {
		t.Fatal("cannot write to memory")
	}
	for _, n := range []int{0, 5, 33, 40, 60, whole.Len() - 1} {
		if err := WritePNG(&failing{n}, img, PNGOptions{DPI: 96}); !errors.Is(err, errFull) {
			t.Errorf("PNG after %d bytes: %v", n, err)
		}
	}
	for _, n := range []int{0, 100, doc.Len() - 1} {
		if err := WriteSVG(&failing{n}, demoScene(), Light(), SVGOptions{}); !errors.Is(err, errFull) {
			t.Errorf("SVG after %d bytes: %v", n, err)
		}
	}
}

// TestHeaderInPieces: the chunks land behind the header however it is written.
func TestHeaderInPieces(t *testing.T) {
	for size := 1; size < 50; size++ {
		var b bytes.Buffer
		w := &inserter{w: &b, extra: []byte("<>")}
		for rest := bytes.Repeat([]byte("x"), 60); len(rest) > 0; {
			n, err := w.Write(rest[:min(size, len(rest))])
			if err != nil || n == 0 {
				t.Fatal(n, err)
			}
			rest = rest[n:]
		}
		if b.Len() != 62 || bytes.Index(b.Bytes(), []byte("<>")) != headerSize {
			t.Fatalf("pieces of %d: %q", size, b.String())
		}
	}
}

// parse reads an SVG document and gives its texts; it fails for bad XML.
func parse(t *testing.T, doc []byte) (texts []string, attrs []map[string]string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(doc))
	var cur map[string]string
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return texts, attrs
		}
		if err != nil {
			t.Fatalf("%v in %s", err, doc)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if cur = nil; e.Name.Local == "text" || e.Name.Local == "desc" || e.Name.Local == "title" {
				cur = map[string]string{"": e.Name.Local}
				for _, a := range e.Attr {
					cur[a.Name.Local] = a.Value
				}
			}
		case xml.CharData:
			if cur != nil {
				texts, attrs = append(texts, string(e)), append(attrs, cur)
				cur = nil
			}
		}
	}
}

func TestSVGText(t *testing.T) {
	s, l := blank(100, 50)
	s.Alt = `a "picture" <of> & more`
	l.Texts = []charts.Text{
		{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: "سپاه <b>"},
		{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: "left & \u202eevil\x00"},
		{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: "right", Align: charts.AlignRight, Bold: true},
		{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: "علی", Align: charts.AlignRight},
		{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: "a long name", MaxW: 40, Align: charts.AlignCentre},
		{X: 9, Y: 20, Size: 12, Style: charts.StyleNone, Str: "unseen"},
	}
	var b bytes.Buffer
	if err := WriteSVG(&b, s, Light(), SVGOptions{Title: "T & T"}); err != nil {
		t.Fatal(err)
	}
	texts, attrs := parse(t, b.Bytes())
	want := []struct{ text, key, value string }{
		{"T & T", "", "title"},
		{s.Alt, "", "desc"},
		{"سپاه <b>", "direction", "rtl"},
		{"left & evil", "text-anchor", ""},
		{"right", "text-anchor", "end"},
		{"علی", "text-anchor", ""},
		{Default().fit("a long name", false, 40.0/12).text, "text-anchor", "middle"},
	}
	if len(texts) != len(want) {
		t.Fatalf("texts %q", texts)
	}
	for i, w := range want {
		if texts[i] != w.text || attrs[i][w.key] != w.value {
			t.Errorf("text %d is %q %v, want %+v", i, texts[i], attrs[i], w)
		}
	}
	if attrs[2]["text-anchor"] != "end" {
		t.Error("the left end of a right-to-left text is not its end")
	}
}

func TestSVGEmbedsFonts(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSVG(&b, namesScene(), Light(), SVGOptions{EmbedFonts: true}); err != nil {
		t.Fatal(err)
	}
	parse(t, b.Bytes())
	if n := strings.Count(b.String(), "@font-face"); n != 4 {
		t.Errorf("%d fonts", n)
	}
}

// FuzzSVG: whatever is in the texts, the document is well-formed and says it.
func FuzzSVG(f *testing.F) {
	for _, n := range names {
		f.Add(n, n)
	}
	f.Add("]]> <!-- \x0c", "\xff\xfe\u2028'\"&amp;")
	f.Fuzz(func(t *testing.T, str, alt string) {
		s, l := blank(100, 50)
		s.Alt = alt
		l.Texts = []charts.Text{{X: 9, Y: 20, Size: 12, Style: charts.StyleText, Str: str}}
		var b bytes.Buffer
		if err := WriteSVG(&b, s, Light(), SVGOptions{Title: str}); err != nil {
			t.Fatal(err)
		}
		texts, _ := parse(t, b.Bytes())
		if want := string(clean(str)); want != "" && texts[len(texts)-1] != want {
			t.Fatalf("%q became %q", want, texts)
		}
	})
}
