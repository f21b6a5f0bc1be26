package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// sampleProject opens a project that holds the sample.
func sampleProject(t testing.TB) *sqlite.File {
	t.Helper()
	data, err := os.ReadFile("../../assets/sample.json")
	if err != nil {
		t.Skip("no sample here: ", err)
	}
	return open(t, func(path string) error { return app.CreateFrom(context.Background(), path, data) })
}

func open(t testing.TB, create func(path string) error) *sqlite.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.saywhen")
	if err := create(path); err != nil {
		t.Fatal(err)
	}
	f, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// crowd is a project of n actors who each say one thing.
func crowd(t testing.TB, n int) *sqlite.File {
	t.Helper()
	var rows strings.Builder
	rows.WriteString("speaker,verb,date,gist\n")
	for i := range n {
		fmt.Fprintf(&rows, "actor %04d,said,2014-%02d-%02d,Statement %d\n", i, 1+i%12, 1+i%28, i)
	}
	return open(t, func(path string) error {
		f, err := sqlite.Create(context.Background(), path, sqlite.Options{})
		if err != nil {
			return err
		}
		_, _, err = app.ImportFrom(context.Background(), f, "crowd.csv", strings.NewReader(rows.String()), 0, app.ImportOptions{})
		return errors.Join(err, f.Close())
	})
}

func timeline(t testing.TB, f *sqlite.File, name string, o TimelineOptions) (string, Outcome) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, err := Timeline(context.Background(), f, path, o)
	if err != nil {
		t.Fatal(err)
	}
	return path, out
}

func TestTimelinePNG(t *testing.T) {
	f := sampleProject(t)
	var steps []int
	path, out := timeline(t, f, "a b %20?#تصویر.png", TimelineOptions{
		Width: 1000, Scale: 2, DPI: 192, Theme: "dark", Sources: true,
		Progress: func(done, total int) { steps = append(steps, done*10+total) },
	})
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	config, err := png.DecodeConfig(file)
	if err != nil || config.Width != 2000 || config.Height != out.Height || out.Width != 2000 || out.Height < 2*minHeight {
		t.Errorf("%+v of %+v, %v", config, out, err)
	}
	if out.Cut != 0 || out.Statements != 15 {
		t.Errorf("%+v", out)
	}
	data, _ := os.ReadFile(path)
	for _, want := range []string{"pHYs", "Title", "The report of an order to cooperate (sample)", "Description"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the file does not hold %q", want)
		}
	}
	if fmt.Sprint(steps) != "[4 14 24 34]" {
		t.Errorf("progress %v", steps)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o644 {
		t.Error(info.Mode())
	}
}

func TestTimelineSVGHoldsAllNamesAndSources(t *testing.T) {
	f := sampleProject(t)
	path, _ := timeline(t, f, "x.SVG", TimelineOptions{Sources: true})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Marzieh Afkham", "BBC Persian", "Brief: the report of an order to cooperate", "June 2014", "denies, opposes"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
	bare, _ := timeline(t, f, "y.svg", TimelineOptions{Title: "-", NoLegend: true, NoLinks: true})
	data, _ = os.ReadFile(bare)
	for _, not := range []string{">The report of an order to cooperate (sample)</text>", "denies, opposes", "Brief: the report"} {
		if strings.Contains(string(data), not) {
			t.Errorf("the bare picture says %q", not)
		}
	}
}

func TestTimelinePDF(t *testing.T) {
	f := sampleProject(t)
	_, one := timeline(t, f, "one.pdf", TimelineOptions{Sources: true})
	path, sheets := timeline(t, f, "sheets.PDF", TimelineOptions{Sources: true, Width: 700, Paper: "a4 Landscape", ShowEmpty: true})
	if one.Pages != 1 || sheets.Pages < 2 || sheets.Statements != 15 {
		t.Errorf("one page: %+v; A4: %+v", one, sheets)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte("/MediaBox [0 0 841.89 595.28]")); n != sheets.Pages {
		t.Errorf("%d of %d pages lie on A4", n, sheets.Pages)
	}
	again, _ := timeline(t, f, "again.pdf", TimelineOptions{Sources: true, Width: 700, Paper: "a4 Landscape", ShowEmpty: true})
	if other, _ := os.ReadFile(again); !bytes.Equal(data, other) {
		t.Error("two documents of one project differ")
	}
	for _, bad := range []struct {
		name string
		o    TimelineOptions
	}{{"x.pdf", TimelineOptions{Paper: "A9"}}, {"x.png", TimelineOptions{Paper: "A4"}}} {
		if _, err := Timeline(context.Background(), f, filepath.Join(t.TempDir(), bad.name), bad.o); err == nil {
			t.Errorf("%s with paper %q was written", bad.name, bad.o.Paper)
		}
	}
}

func TestTimelineIsTheSameEveryTime(t *testing.T) {
	f := sampleProject(t)
	a, _ := timeline(t, f, "a.png", TimelineOptions{})
	b, _ := timeline(t, f, "b.png", TimelineOptions{})
	x, _ := os.ReadFile(a)
	y, _ := os.ReadFile(b)
	if !bytes.Equal(x, y) {
		t.Error("two pictures of one project differ")
	}
}

func TestTimelineOfAnEmptyProject(t *testing.T) {
	f := open(t, func(path string) error {
		f, err := sqlite.Create(context.Background(), path, sqlite.Options{})
		if err != nil {
			return err
		}
		return f.Close()
	})
	_, out := timeline(t, f, "empty.png", TimelineOptions{})
	if out.Height != minHeight || out.Statements != 0 || out.Cut != 0 {
		t.Errorf("%+v", out)
	}
}

func TestHeights(t *testing.T) {
	f := crowd(t, 100)
	_, full := timeline(t, f, "full.svg", TimelineOptions{})
	if full.Height < 100*usualLanes || full.Cut != 0 {
		t.Errorf("an open height: %+v", full)
	}
	_, low := timeline(t, f, "low.svg", TimelineOptions{Height: 1700})
	if low.Height != 1700 || low.Cut != 0 {
		t.Errorf("a height in which lower lanes fit: %+v", low)
	}
	_, cut := timeline(t, f, "cut.svg", TimelineOptions{Height: 600})
	if cut.Height != 600 || cut.Cut < 50 || cut.Cut >= 100 {
		t.Errorf("a height in which they do not: %+v", cut)
	}
	s, err := read(context.Background(), f, storage.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	_, most, err := layout(context.Background(), s, TimelineOptions{Scale: 40, Width: 400})
	if err != nil || most.Height != maxPixels/(40*40*400) || most.Cut == 0 {
		t.Errorf("an open height beyond all limits: %+v, %v", most, err)
	}
}

func TestFilterAndSpan(t *testing.T) {
	f := sampleProject(t)
	actors, err := f.Actors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var iran storage.ID
	for _, a := range actors {
		if a.Name == "Ali Shamkhani" {
			iran = a.ID
		}
	}
	path, out := timeline(t, f, "x.svg", TimelineOptions{Filter: storage.Filter{Speakers: []storage.ID{iran}}})
	data, _ := os.ReadFile(path)
	if out.Statements != 5 || strings.Contains(string(data), ">BBC Persian<") {
		t.Errorf("%+v", out)
	}
	_, out = timeline(t, f, "y.svg", TimelineOptions{Filter: storage.Filter{Text: "psychological"}})
	if out.Statements != 1 {
		t.Errorf("a text filter: %+v", out)
	}
	path, _ = timeline(t, f, "z.svg", TimelineOptions{Span: charts.Span{From: 1402876800, To: 1402963200}})
	if data, _ = os.ReadFile(path); strings.Contains(string(data), "September 2014") {
		t.Error("a span of one day shows other months")
	}
}

func TestTimelineRefuses(t *testing.T) {
	f := sampleProject(t)
	folder := t.TempDir()
	for want, try := range map[string]struct {
		name string
		o    TimelineOptions
	}{
		"is saved as .png, .svg or .pdf": {"x.jpg", TimelineOptions{}},
		"does not exist":                 {"no/such/folder/x.png", TimelineOptions{}},
		`no theme "pink"`:                {"x.png", TimelineOptions{Theme: "pink"}},
		"is too small":                   {"x.png", TimelineOptions{Width: 10}},
		"is not between 0.1 and 16":      {"x.png", TimelineOptions{Scale: 99}},
		"dpi does not exist":             {"x.png", TimelineOptions{DPI: -1}},
		"no side may exceed":             {"x.png", TimelineOptions{Width: 30_000, Scale: 3}},
		"is too large to draw: choo":     {"x.png", TimelineOptions{Width: 30_000, Height: 30_000}},
	} {
		_, err := Timeline(context.Background(), f, filepath.Join(folder, try.name), try.o)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestNothingIsHalfWritten(t *testing.T) {
	f := sampleProject(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "x.png")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Timeline(ctx, f, path, TimelineOptions{Progress: func(done, _ int) {
		if done == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	if err := save(context.Background(), path, func(w io.Writer) error {
		w.Write(bytes.Repeat([]byte("x"), 1<<20))
		return boom
	}); !errors.Is(err, boom) {
		t.Error(err)
	}
	if data, _ := os.ReadFile(path); string(data) != "before" {
		t.Error("the file that was there is gone")
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTargets(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(folder, "none", "x.json"): "does not exist",
		filepath.Join(file, "x.json"):           "not a",
		folder:                                  "is a folder",
	} {
		err := save(context.Background(), path, func(io.Writer) error { return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
	t.Chdir(folder)
	if err := save(context.Background(), "here.txt", func(w io.Writer) error { _, err := w.Write([]byte("x")); return err }); err != nil {
		t.Error("a bare name: ", err)
	}
}

func TestRecords(t *testing.T) {
	f := sampleProject(t)
	folder := t.TempDir()
	json, csv := filepath.Join(folder, "a.json"), filepath.Join(folder, "a.tsv")
	calls := 0
	if err := JSON(context.Background(), f, json, func(int, int) { calls++ }); err != nil {
		t.Fatal(err)
	}
	if err := Table(context.Background(), f, csv, '\t', nil); err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile("../../assets/sample.json")
	if got, _ := os.ReadFile(json); !bytes.Equal(got, want) {
		t.Error("the sample went in and came out otherwise")
	}
	if got, _ := os.ReadFile(csv); !bytes.HasPrefix(got, []byte("id\tdate\twording")) {
		t.Errorf("%.60s", got)
	}
	crowded := crowd(t, 2500)
	calls = 0
	if err := JSON(context.Background(), crowded, json, func(done, total int) {
		if calls++; total != 2500 || done > total {
			t.Errorf("progress %d of %d", done, total)
		}
	}); err != nil || calls != 2 {
		t.Error(calls, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Table(ctx, crowded, csv, ',', nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func BenchmarkTimelinePNG4000x2500(b *testing.B) {
	f := sampleProject(b)
	path := filepath.Join(b.TempDir(), "x.png")
	for b.Loop() {
		if _, err := Timeline(b.Context(), f, path, TimelineOptions{Width: 1600, Height: 1000, Scale: 2.5}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestGutter holds that names can be read, and that one which never could does
// not take the picture.
func TestGutter(t *testing.T) {
	o := charts.Options{W: 1600, Measure: func(s string, _ float32, _ bool) float32 { return 7 * float32(len(s)) }}
	lane := func(letters, depth, count int) charts.Lane {
		return charts.Lane{Name: strings.Repeat("n", letters), Depth: depth, Count: count}
	}
	for _, c := range []struct {
		name      string
		lanes     []charts.Lane
		hideEmpty bool
		want      float32
	}{
		{"none", nil, false, 220},
		{"short", []charts.Lane{lane(10, 0, 5)}, false, 220},
		{"long", []charts.Lane{lane(10, 0, 5), lane(40, 0, 5)}, false, 280 + 7 + 56},
		{"deep", []charts.Lane{lane(40, 2, 500)}, false, 280 + 21 + 28 + 56},
		{"hidden", []charts.Lane{lane(40, 0, 0)}, true, 220},
		{"much too long", []charts.Lane{lane(500, 0, 1), lane(30, 0, 1)}, false, 210 + 7 + 56},
	} {
		o.HideEmpty = c.hideEmpty
		if got := gutterFor(c.lanes, o); got != c.want {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
	o.W = 400
	if got := gutterFor([]charts.Lane{lane(40, 0, 1)}, o); got != 220 {
		t.Errorf("in a narrow picture: %g", got)
	}
}
