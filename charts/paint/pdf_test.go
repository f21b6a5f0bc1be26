package paint

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/charts"
)

func pdfOf(t *testing.T, o PDFOptions, pages ...*charts.Scene) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WritePDF(&b, pages, Light(), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDFHasPagesOfTheScenesSizes(t *testing.T) {
	a, b := hatched(true), hatched(false)
	b.W, b.H = 120, 60
	for _, c := range []struct {
		width float64
		boxes []string
	}{
		{0, []string{"45.00 15.00", "90.00 45.00"}},
		{600, []string{"600.00 200.00", "600.00 300.00"}},
	} {
		text := string(pdfOf(t, PDFOptions{PageWidth: c.width}, a, b))
		if !strings.HasPrefix(text, "%PDF-1.") || !strings.Contains(text, "/Count 2") {
			t.Fatal("it is not a document of two pages")
		}
		for _, box := range c.boxes {
			if !strings.Contains(text, "/MediaBox [0 0 "+box+"]") {
				t.Errorf("at width %v no page has the size %s", c.width, box)
			}
		}
	}
	if err := WritePDF(&bytes.Buffer{}, nil, Light(), PDFOptions{}); err == nil {
		t.Error("a document without pages was written")
	}
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	s := everyPrimitive()
	if !bytes.Equal(pdfOf(t, PDFOptions{Title: "نام Name"}, s), pdfOf(t, PDFOptions{Title: "نام Name"}, s)) {
		t.Error("two writings differ")
	}
}

// everyPrimitive is a scene with one of each, in both directions of writing.
func everyPrimitive() *charts.Scene {
	s := &charts.Scene{W: 200, H: 100, Background: charts.StyleBackground}
	l := s.AddLayer(charts.Rect{W: 200, H: 100})
	l.Rects = append(l.Rects, charts.Fill{Rect: charts.Rect{X: 5, Y: 5, W: 40, H: 20}, Radius: 3, Style: charts.StyleStancePlus2, Alpha: 200, Stroke: charts.StyleRule})
	l.Lines = append(l.Lines, charts.Line{X0: 0, Y0: 50, X1: 200, Y1: 50, Width: 1, Dash: 3, Style: charts.StyleText})
	l.Fades = append(l.Fades, charts.Fade{X0: 10, X1: 40, X2: 90, X3: 120, Y: 60, H: 12, Tip: 0.3, Style: charts.StyleStanceMinus2, Alpha: 150})
	l.Arcs = append(l.Arcs, charts.Arc{X0: 10, Y0: 90, CX0: 50, CY0: 20, CX1: 100, CY1: 20, X1: 150, Y1: 90, Width: 1.5, Style: charts.StyleLinkDeny, Alpha: 200, Head: 7})
	for shape := range charts.NumShapes {
		l.Marks = append(l.Marks, charts.Mark{X: 10 + 16*float32(shape), Y: 80, Size: 12, Shape: shape, Style: charts.StyleStance0, Edge: charts.StyleMarkEdge, Alpha: 255, Hollow: shape%2 == 0})
	}
	l.Texts = append(l.Texts,
		charts.Text{X: 50, Y: 20, Size: 13, Style: charts.StyleText, Str: "Marzieh Afkham", Halo: true},
		charts.Text{X: 190, Y: 40, Size: 13, Align: charts.AlignRight, Bold: true, Style: charts.StyleTextStrong, Str: "مرضیه افخم گفت 1404"})
	return s
}

// TestPDFLooksLikeThePNG lets poppler draw the page, where it is installed, and
// compares it with our own picture.
func TestPDFLooksLikeThePNG(t *testing.T) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	s := everyPrimitive()
	dir := t.TempDir()
	if err := writeFile(filepath.Join(dir, "a.pdf"), pdfOf(t, PDFOptions{}, s)); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-r", "192", "-png", "-singlefile", filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, want := readPNG(t, filepath.Join(dir, "a.png")), drawn(s, 2)
	if got.Bounds() != want.Bounds() {
		t.Fatalf("sizes %v and %v", got.Bounds(), want.Bounds())
	}
	if d := meanDifference(got, want); d > 3 {
		t.Errorf("the pages differ by %.2f of 255 on average", d)
	}
}
