package ui

import (
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// The window of these tests is 1280 by 800 at the top left of its screen. The
// lanes begin below menu, tools and axis; their names are in the gutter.
const (
	lanesLeft   = 224
	firstLane   = 119 // the middle of the first lane, "Iran"
	secondLane  = 145 // and of the next, "Marzieh Afkham"
	thirdGroup  = 375 // of "United States"
	chevronLeft = 11
)

// sampleProject makes a project with the sample by the command.
func sampleProject(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "the affair.saywhen")
	if out, err := exec.Command(buildProgram(t), "new", path, "--sample").CombinedOutput(); err != nil {
		t.Fatalf("new --sample: %v\n%s", err, out)
	}
	return path
}

// readFile opens the project beside the window, for reading.
func readFile(t *testing.T, path string, read func(context.Context, *sqlite.File)) {
	t.Helper()
	ctx := context.Background()
	f, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read(ctx, f)
}

func statementsIn(t *testing.T, path string) (n int) {
	t.Helper()
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		info, err := f.Info(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n = info.Statements
	})
	return n
}

// until looks at the screen until the picture fits: the trace tells when a
// frame was drawn, the screen shows it a moment later.
func (s *screen) until(what string, fits func(*image.RGBA) bool) *image.RGBA {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if img := s.shot(); fits(img) {
			return img
		}
	}
	s.t.Fatalf("the screen never showed %s", what)
	return nil
}

// still waits until the screen has shown the same for a while: labels come a
// moment after the marks that they belong to.
func (s *screen) still() *image.RGBA {
	s.t.Helper()
	last, same := s.shot(), 0
	return s.until("a picture that stays", func(img *image.RGBA) bool {
		if differing(last, img, img.Rect) == 0 {
			same++
		} else {
			same = 0
		}
		last = img
		return same == 15
	})
}

func openWindow(t *testing.T, path string) *running {
	t.Helper()
	needTools(t)
	return start(t, newScreen(t, 1280, 800), t.TempDir(), path)
}

func TestWindowEntersAStatementByKeyboard(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	lane := image.Rect(lanesLeft, secondLane-10, 960, secondLane+60)
	before := p.still()

	p.key("ctrl+n")
	p.wait("the form", func(l traced) bool { return l.is("form") })
	p.typeText("Afkh") // an alias; Tab takes the name that it means
	p.key("Tab")
	p.typeText("denied")
	p.key("Tab")
	p.typeText("BBC")
	p.key("Tab")
	p.typeText("A claim that is new")
	p.key("Tab", "Tab", "Tab") // past the stance, which follows the verb, and the kind of a new claim
	p.typeText("[2014-07-10..2014-07-14]")
	p.key("Return")
	entered := p.waitStep("entered")

	n, err := strconv.ParseInt(entered.text("id"), 10, 64)
	if err != nil {
		t.Fatalf("the trace names no statement: %v", entered)
	}
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		st, err := f.Statement(ctx, storage.ID(n))
		if err != nil {
			t.Fatal(err)
		}
		checkEntered(t, ctx, f, st)
	})

	p.key("Escape")
	after := p.until("the new mark", func(img *image.RGBA) bool { return differing(before, img, lane) > 100 })

	p.key("ctrl+z")
	p.wait("the undo", func(l traced) bool { return l.is("saved") && l["undone"] == true })
	if n := statementsIn(t, path); n != 15 {
		t.Errorf("after undo the file has %d statements", n)
	}
	p.until("the lane as it was", func(img *image.RGBA) bool { return differing(before, img, lane) == 0 })

	p.key("ctrl+shift+z")
	p.wait("the redo", func(l traced) bool { return l.is("saved") && l["redone"] == true })
	if n := statementsIn(t, path); n != 16 {
		t.Errorf("after redo the file has %d statements", n)
	}
	mark := image.Rect(lanesLeft+200, secondLane-10, 700, secondLane+10)
	p.until("the mark again", func(img *image.RGBA) bool { return differing(before, img, mark) > 50 })
	_ = after

	p.quit()
	again := openWindow(t, path)
	again.wait("the project", func(l traced) bool { return l.is("frame") && l.number("marks") > 15 })
	if n := statementsIn(t, path); n != 16 {
		t.Errorf("reopened, the file has %d statements", n)
	}
	again.quit()
}

// checkEntered compares the statement with what was typed.
func checkEntered(t *testing.T, ctx context.Context, f *sqlite.File, st storage.Statement) {
	t.Helper()
	names := map[storage.ID]string{}
	actors, err := f.Actors(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actors {
		names[a.ID] = a.Name
	}
	claims, err := f.Claims(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		names[c.ID] = c.Text
	}
	if len(actors) != 12 || len(claims) != 8 {
		t.Errorf("the file has %d actors and %d claims, want 12 and 8", len(actors), len(claims))
	}
	if names[st.Speaker] != "Marzieh Afkham" {
		t.Errorf("speaker %q", names[st.Speaker])
	}
	if len(st.Addressees) != 1 || names[st.Addressees[0]] != "BBC Persian" {
		t.Errorf("addressees %v", st.Addressees)
	}
	if len(st.Positions) != 1 || names[st.Positions[0].Claim] != "A claim that is new" || st.Positions[0].Stance != -2 {
		t.Errorf("positions %+v", st.Positions)
	}
	if st.When.EDTF != "[2014-07-10..2014-07-14]" || st.When.Zone != "Asia/Tehran" {
		t.Errorf("date %+v", st.When)
	}
}

func TestWindowKeepsWhatAWrongDateCarried(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	p.key("ctrl+n")
	p.waitStep("form")
	p.typeText("Somebody new")
	p.key("Escape", "alt+v") // Esc closes the list of suggestions and keeps the words
	p.typeText("said")
	p.key("Tab", "Tab", "Tab", "Tab") // addressees, claim, stance, date
	p.typeText("next Pentecost")
	p.key("Return")
	p.wait("the refusal", func(l traced) bool { return l.is("wrong") && l.text("field") == "when" })
	if n := statementsIn(t, path); n != 15 {
		t.Errorf("a wrong date made %d statements of 15", n)
	}
	// Closing and opening the form brings everything back.
	p.key("Escape", "ctrl+n")
	p.waitStep("form")
	p.key("alt+d", "ctrl+a")
	p.typeText("2014-08")
	p.key("Return")
	p.waitStep("entered")
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		hits, total, err := f.Search(ctx, "Somebody", 5)
		if err != nil || total == 0 {
			t.Errorf("the speaker is not in the file: %v, %v", hits, err)
		}
	})
	p.quit()
}

func TestWindowZoomsAtThePointer(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	const x = 700
	p.xdo("mousemove", strconv.Itoa(x), "300")
	var under []float64
	width := p.seenFrameWidth()
	for range 3 {
		p.xdo("keydown", "ctrl", "click", "4", "keyup", "ctrl")
		v := p.waitStep("view")
		under = append(under, v.number("from")+(x-220)/(width-220)*v.number("width"))
	}
	for i := range under[1:] {
		// "from" is cut to whole seconds; a pixel is more than an hour wide.
		if d := under[i+1] - under[i]; d > 60 || d < -60 {
			t.Errorf("zooming moved the time under the pointer by %v s", d)
		}
	}
	p.quit()
}

func (p *running) seenFrameWidth() float64 {
	p.t.Helper()
	for i := len(p.seen) - 1; i >= 0; i-- {
		if w := p.seen[i].number("w"); p.seen[i].is("frame") && w > 0 {
			return w
		}
	}
	return p.wait("a frame", func(l traced) bool { return l.is("frame") }).number("w")
}

func TestWindowCollapsesALane(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.still()
	below := image.Rect(0, firstLane+15, 200, thirdGroup)
	before := p.still()
	p.xdo("mousemove", strconv.Itoa(chevronLeft), strconv.Itoa(firstLane), "click", "1")
	p.wait("the collapse", func(l traced) bool { return l.is("view") && l.number("collapsed") == 1 })
	p.until("the lanes below gone", func(img *image.RGBA) bool { return differing(before, img, below) > 500 })
	p.xdo("click", "1")
	p.wait("the expansion", func(l traced) bool { return l.is("view") && l.number("collapsed") == 0 })
	p.xdo("mousemove", "1100", "300") // the pointer is part of the picture
	p.until("the lanes below back", func(img *image.RGBA) bool { return differing(before, img, below) == 0 })
	p.quit()
}

func TestWindowExportsAPNG(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.key("ctrl+e")
	p.wait("the dialog", func(l traced) bool { return l.is("dialog") && l.text("name") == "export" })
	out := filepath.Join(t.TempDir(), "picture.png")
	p.key("ctrl+a")
	p.typeText(out)
	p.key("Return")
	done := p.waitStep("export")
	f, err := os.Open(out)
	if err != nil {
		t.Fatalf("%v; the trace says %v", err, done)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != int(done.number("w")) || b.Dy() != int(done.number("h")) || b.Dx() < 1000 {
		t.Errorf("the picture is %v; the trace says %v", b, done)
	}
	colours := map[any]bool{}
	for x := 0; x < img.Bounds().Dx(); x += 3 {
		for y := 0; y < img.Bounds().Dy(); y += 3 {
			colours[img.At(x, y)] = true
		}
	}
	if len(colours) < 50 {
		t.Errorf("the picture has only %d colours: it is empty", len(colours))
	}
	p.quit()
}
