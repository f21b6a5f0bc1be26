package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"saywhen/app"
	"saywhen/charts/echarts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func chart(t testing.TB, f *sqlite.File, name string, o ChartOptions) (string, ChartOutcome) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, err := Chart(context.Background(), f, path, o)
	if err != nil {
		t.Fatal(err)
	}
	return path, out
}

func content(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestChartPNG(t *testing.T) {
	f := sampleProject(t)
	var steps []int
	path, out := chart(t, f, "a b %20?#تصویر.PNG", ChartOptions{
		Name: "stance-matrix", Width: 600, Height: 400, Scale: 2, DPI: 192, Theme: "dark",
		Progress: func(done, total int) { steps = append(steps, done*10+total) },
	})
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 800 || out.Width != 1200 || out.Height != 800 || out.Empty {
		t.Errorf("%v, %+v, %v", img.Bounds(), out, err)
	}
	if _, _, _, a := img.At(3, 3).RGBA(); a != 0xffff {
		t.Error("the background is transparent, and nobody asked for it")
	}
	if !strings.Contains(content(t, path), "pHYs") || fmt.Sprint(steps) != "[4 14 24 34]" {
		t.Errorf("no resolution, or progress %v", steps)
	}
}

func TestChartTransparent(t *testing.T) {
	path, _ := chart(t, sampleProject(t), "a.png", ChartOptions{Name: "flow", Transparent: true})
	img, err := png.Decode(strings.NewReader(content(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := img.At(1, 1).RGBA(); a != 0 {
		t.Errorf("the corner has an alpha of %d", a)
	}
}

func TestPicturesTellTheirView(t *testing.T) {
	f := sampleProject(t)
	actors, err := f.Actors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	filter := storage.Filter{Actors: []storage.ID{actors[0].ID}, Stances: []storage.Stance{-2, 2}, From: 1401000000, HasFrom: true}
	revision, err := f.Revision(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.png", "x.svg"} {
		path, _ := chart(t, f, name, ChartOptions{
			Name: "network", Set: map[string]string{"mode": "about", "layout": "circular"}, Filter: filter, Title: "A <title> & “more” مرضیه", Theme: "print", Width: 900,
		})
		v, err := ReadView(path)
		if err != nil {
			t.Fatal(err)
		}
		want := View{
			Chart: "network", Set: map[string]string{"mode": "about", "layout": "circular"}, Theme: "print", Width: 900, Height: 700,
			Project: "p.saywhen", Title: "A <title> & “more” مرضیه", Filter: filter, Revision: revision,
			Description: v.Description, Sources: v.Sources,
		}
		if !reflect.DeepEqual(v, want) || v.Description == "" || !strings.HasPrefix(v.Sources, "1. ") {
			t.Errorf("%s tells\n%+v\nwant\n%+v", name, v, want)
		}
		if same, err := SameRevision(context.Background(), f, v); !same || err != nil {
			t.Errorf("the revision differs: %v", err)
		}
		v.Revision = "0"
		if same, _ := SameRevision(context.Background(), f, v); same {
			t.Error("another revision is the same")
		}
	}
}

func TestChartSVGIsRealTextWithoutMarks(t *testing.T) {
	path, _ := chart(t, sampleProject(t), "x.svg", ChartOptions{Name: "latency"})
	svg := content(t, path)
	for _, want := range []string{">Marzieh Afkham: 0 to 12 h</text>", `role="img"`, `<title id="title">Time to the first answer</title>`, `<desc id="desc">`} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %q", want)
		}
	}
	if strings.Contains(svg, "ecmeta_") {
		t.Error("the picture tells its marks")
	}
}

func TestChartHTMLAndCSV(t *testing.T) {
	f := sampleProject(t)
	path, _ := chart(t, f, "a.html", ChartOptions{Name: "activity", Title: "</script><b>", Theme: "dark"})
	page := content(t, path)
	if !strings.Contains(page, "<html") || strings.Contains(page, "</script><b>") {
		t.Error("not a page, or a title that ends the script")
	}
	path, _ = chart(t, f, "a.csv", ChartOptions{Name: "stance-matrix"})
	rows, err := csv.NewReader(strings.NewReader(content(t, path))).ReadAll()
	if err != nil || len(rows) < 8 || rows[0][0] != "actor" {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestFiguresAreNoFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Iran": "Iran", "-2": "-2", "+1.5": "+1.5", "=1+1": "'=1+1", "@x": "'@x", "-cmd": "'-cmd", "+Inf": "'+Inf", "\tx": "'\tx", "مرضیه": "مرضیه",
	} {
		if got := inert(in); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAllCharts(t *testing.T) {
	f := crowd(t, 40) // no claims, no addressees
	folder := filepath.Join(t.TempDir(), "new")
	list, err := AllCharts(context.Background(), f, folder, ".svg", ChartOptions{Set: map[string]string{"layout": "circular", "by": "class"}})
	if err != nil || len(list) != len(echarts.Kinds()) {
		t.Fatal(len(list), err)
	}
	for _, x := range list {
		_, statErr := os.Stat(filepath.Join(folder, x.Name+".svg"))
		if x.Empty == (statErr == nil) || x.Empty != (x.Path == "") {
			t.Errorf("%+v: %v", x, statErr)
		}
		if wantEmpty := strings.Contains("stance-matrix network river stance-over-time latency", x.Name); x.Empty != wantEmpty {
			t.Errorf("%s: empty %v", x.Name, x.Empty)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".saywhen-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestChartErrors(t *testing.T) {
	f := sampleProject(t)
	folder := t.TempDir()
	for _, test := range []struct {
		path string
		o    ChartOptions
		want string
	}{
		{"a.docx", ChartOptions{Name: "flow"}, "saved as .png, .svg, .html, .csv"},
		{"no/a.png", ChartOptions{Name: "flow"}, "does not exist"},
		{"a.png", ChartOptions{Name: "pie"}, "there is no chart"},
		{"a.png", ChartOptions{Name: "flow", Theme: "pink"}, "there is no theme"},
		{"a.png", ChartOptions{Name: "flow", Scale: 99}, "scale"},
		{"a.png", ChartOptions{Name: "flow", DPI: -1}, "dpi"},
		{"a.png", ChartOptions{Name: "flow", Width: 9000, Height: 9000}, "too large"},
		{"a.svg", ChartOptions{Name: "flow", Width: 50}, "480 × 320 at least"},
		{"a.svg", ChartOptions{Name: "flow", Set: map[string]string{"x": "y"}}, "no option"},
	} {
		if _, err := Chart(context.Background(), f, filepath.Join(folder, test.path), test.o); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %+v: %v", test.path, test.o, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Chart(ctx, f, filepath.Join(folder, "a.png"), ChartOptions{Name: "flow"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if files, _ := os.ReadDir(folder); len(files) > 0 {
		t.Errorf("something was written: %v", files)
	}
}

func TestReadViewRefuses(t *testing.T) {
	f := sampleProject(t)
	timelinePicture, _ := timeline(t, f, "t.png", TimelineOptions{})
	good, _ := chart(t, f, "g.png", ChartOptions{Name: "flow"})
	broken := []byte(content(t, good))
	broken[bytes.Index(broken, []byte("flow"))]++
	for name, test := range map[string]struct{ data, want string }{
		"a timeline":       {content(t, timelinePicture), "not made by Saywhen's charts"},
		"a text":           {"hello", "not made"},
		"nothing":          {"", "not made"},
		"a wrong checksum": {string(broken), "damaged"},
		"a foreign SVG":    {`<svg xmlns="http://www.w3.org/2000/svg"><metadata><entry key="View">{}</entry></metadata></svg>`, "not made"},
		"bad JSON":         {`<svg><metadata><entry xmlns="urn:saywhen:picture" key="View">{</entry></metadata></svg>`, "damaged"},
		"a bad filter":     {`<svg><metadata><entry xmlns="urn:saywhen:picture" key="View">{}</entry><entry xmlns="urn:saywhen:picture" key="Filter">[]</entry></metadata></svg>`, "damaged"},
	} {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, []byte(test.data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadView(path); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadView("no such file"); err == nil || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestViewNamesNoFolder(t *testing.T) {
	for in, want := range map[string]string{"../../etc/passwd": "passwd", `..\..\x.saywhen`: "x.saywhen", "a.saywhen": "a.saywhen"} {
		v, err := viewOf(map[string]string{keyView: fmt.Sprintf(`{"project":%q}`, in)})
		if err != nil || v.Project != want {
			t.Errorf("%q becomes %q, %v", in, v.Project, err)
		}
	}
}

func FuzzReadView(f *testing.F) {
	f.Add([]byte(pngStart + "\x00\x00\x00\x04iTXtView\x00\x00\x00\x00"))
	f.Add([]byte(`<svg><metadata><entry xmlns="urn:saywhen:picture" key="View">{"chart":"flow"}</entry></metadata></svg>`))
	path := filepath.Join(f.TempDir(), "x")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if v, err := ReadView(path); err == nil && strings.ContainsAny(v.Project, `/\`) {
			t.Fatalf("the project is %q", v.Project)
		}
	})
}

// childFolder makes the test below run its second half: the test binary starts
// itself, so that both pictures come from fresh processes.
const childFolder = "SAYWHEN_TEST_CHARTS"

func TestTwoProcessesWriteTheSameBytes(t *testing.T) {
	if folder := os.Getenv(childFolder); folder != "" {
		f, err := sqlite.Open(context.Background(), filepath.Join(folder, "p.saywhen"), sqlite.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, name := range []string{"network.png", "flow.svg", "latency.html"} {
			kind, _, _ := strings.Cut(name, ".")
			path := filepath.Join(folder, os.Getenv(childFolder+"_RUN")+name)
			if _, err := Chart(context.Background(), f, path, ChartOptions{Name: kind}); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	folder := t.TempDir()
	data := content(t, "../../assets/sample.json")
	if err := app.CreateFrom(context.Background(), filepath.Join(folder, "p.saywhen"), []byte(data)); err != nil {
		t.Fatal(err)
	}
	for _, run := range []string{"1", "2"} {
		command := exec.Command(os.Args[0], "-test.run=^TestTwoProcessesWriteTheSameBytes$")
		command.Env = append(os.Environ(), childFolder+"="+folder, childFolder+"_RUN="+run, "TZ="+map[string]string{"1": "Asia/Tokyo", "2": "America/Lima"}[run])
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for _, name := range []string{"network.png", "flow.svg", "latency.html"} {
		if sha256.Sum256([]byte(content(t, filepath.Join(folder, "1"+name)))) != sha256.Sum256([]byte(content(t, filepath.Join(folder, "2"+name)))) {
			t.Errorf("two processes wrote two %s", name)
		}
	}
}

func TestFilterInWords(t *testing.T) {
	f := sampleProject(t)
	s, err := read(context.Background(), f, storage.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	a, c := s.ref.Actors, s.ref.Claims
	got := FilterWords(storage.Filter{
		Speakers: []storage.ID{a[0].ID}, Actors: []storage.ID{a[1].ID, a[2].ID, 9}, Claims: []storage.ID{c[0].ID}, Classes: []storage.Class{storage.Deny},
		Stances: []storage.Stance{-2, 0}, From: 1401566400, HasFrom: true, To: 1404158400, HasTo: true, Text: "order", Coders: []storage.ID{1},
	}, s.input())
	want := fmt.Sprintf("Filter: speaker %s; with %s, %s, #9; claim %s; 1 of the coders; class deny; stance -2, 0; from 1 Jun 2014; to 1 Jul 2014; text “order”", a[0].Name, a[1].Name, a[2].Name, c[0].Text)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := FilterWords(storage.Filter{}, s.input()); got != "" {
		t.Errorf("no filter is %q", got)
	}
}

func BenchmarkChartPNG(b *testing.B) {
	f := sampleProject(b)
	for _, k := range echarts.Kinds() {
		b.Run(k.Name, func(b *testing.B) {
			for b.Loop() {
				chart(b, f, "x.png", ChartOptions{Name: k.Name})
			}
		})
	}
}
