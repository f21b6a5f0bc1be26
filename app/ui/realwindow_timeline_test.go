package ui

import (
	"context"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// These tests use the timeline with a real pointer: a lane that is dragged, a
// rubber band, the overview's handle, a card, a statement from the tray.

// dragTo presses the left button at a point, moves to another in steps, and lets
// go; with a key held down, if one is given.
func (p *running) dragTo(x0, y0, x1, y1 int, held string) {
	p.t.Helper()
	p.startDrag(x0, y0, x1, y1, held)
	p.endDrag(held)
}

func (p *running) startDrag(x0, y0, x1, y1 int, held string) {
	p.t.Helper()
	p.xdo("mousemove", strconv.Itoa(x0), strconv.Itoa(y0))
	if held != "" {
		p.xdo("keydown", held)
	}
	p.xdo("mousedown", "1")
	const steps = 6
	for i := 1; i <= steps; i++ {
		p.xdo("mousemove", strconv.Itoa(x0+(x1-x0)*i/steps), strconv.Itoa(y0+(y1-y0)*i/steps))
	}
}

func (p *running) endDrag(held string) {
	p.t.Helper()
	p.xdo("mouseup", "1")
	if held != "" {
		p.xdo("keyup", held)
	}
}

// waitFor waits for a step that says a value.
func (p *running) waitFor(step, name, value string) traced {
	p.t.Helper()
	return p.wait(step+" "+name+" "+value, func(l traced) bool { return l.is(step) && l.text(name) == value })
}

func TestWindowDragsALane(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	p.still()
	p.dragTo(120, thirdGroup, 140, firstLane-8, "")
	p.wait("the commit", func(l traced) bool { return l.is("saved") && l.text("change") == "Move lane" })
	p.waitFor("lane_moved", "lane", "United States")
	orders := map[string]float64{}
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		list, err := f.Actors(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			orders[a.Name] = a.Order
		}
	})
	if orders["United States"] >= orders["Iran"] {
		t.Errorf("in the file the United States have %v and Iran %v", orders["United States"], orders["Iran"])
	}
	p.startDrag(120, firstLane, 140, 500, "")
	p.key("Escape")
	p.endDrag("")
	p.key("ctrl+z")
	p.wait("the undo", func(l traced) bool { return l.is("saved") && l["undone"] == true })
	for _, l := range p.seen {
		if l.is("lane_moved") && l.text("lane") != "United States" {
			t.Errorf("Esc did not leave the lane: %v", l)
		}
	}
	p.quit()
}

func TestWindowSelectsWithARubberBandAndCopies(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.still()
	p.dragTo(300, 100, 940, 300, "shift")
	sum := p.waitStep("summed").number("statements")
	n := p.waitStep("selection").number("count")
	if n != sum || n < 4 {
		t.Errorf("%v are selected and %v summed up", n, sum)
	}
	p.key("ctrl+c")
	if c := p.waitFor("copied", "as", "text"); c.number("statements") != n {
		t.Errorf("%v are selected and %v copied", n, c.number("statements"))
	}
	p.quit()
}

func TestWindowMovesTheOverviewsHandle(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.key("plus", "plus", "plus")
	var v traced
	for range 3 {
		v = p.waitStep("view")
	}
	const y = 735 // within the strip
	width := p.seenFrameWidth()
	p.dragTo(int(width/2), y, int(width/2)+60, y, "")
	moved := p.wait("the move", func(l traced) bool { return l.is("view") && l.number("from") > v.number("from") })
	if d := math.Abs(moved.number("width")-v.number("width")) / v.number("width"); d > 0.001 {
		t.Errorf("moving the handle changed its width from %v to %v", v.number("width"), moved.number("width"))
	}
	p.xdo("mousemove", "200", strconv.Itoa(y), "click", "--repeat", "2", "--delay", "60", "1")
	p.waitFor("action", "name", "view.fit_all")
	p.waitStep("glided")
	p.quit()
}

func TestWindowShowsACard(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	p.still()
	p.key("period") // the earliest statement that is seen is selected
	p.wait("the selection", func(l traced) bool { return l.is("selection") && l.number("count") == 1 })
	p.key("f")
	p.waitStep("glided")
	p.still()
	// F put the mark in the middle of the plot; its lane is found by sweeping.
	x := int((p.seenFrameWidth() + 220) / 2)
	for y := 105; y < 640; y += 6 {
		p.xdo("mousemove", strconv.Itoa(x), strconv.Itoa(y))
	}
	p.waitStep("hover")
	p.quit()
}

// undatedProject is the sample and a statement without a date.
func undatedProject(t *testing.T) (path string, id storage.ID) {
	t.Helper()
	path = sampleProject(t)
	f, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for st, err := range f.Statements(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		id = st.ID
	}
	st, err := f.Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	st.When = edtf.Date{}
	if _, err := f.Do(t.Context(), "Take the date away", func(tx *sqlite.Tx) error { return tx.PutStatement(&st) }); err != nil {
		t.Fatal(err)
	}
	return path, id
}

func TestWindowGivesAnUndatedStatementADate(t *testing.T) {
	needTools(t)
	path, id := undatedProject(t)
	p := openWindow(t, path)
	p.still()
	p.key("u")
	p.wait("the tray", func(l traced) bool { return l.is("tray") && l["open"] == true })
	p.still()
	p.dragTo(200, 610, 600, 300, "")
	p.wait("the question", func(l traced) bool { return l.is("dialog") && l.text("name") == "date" })
	p.key("Return")
	p.wait("the tray gone", func(l traced) bool { return l.is("tray") && l["open"] == false })
	p.waitStep("dated")
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		st, err := f.Statement(ctx, id)
		if err != nil || !strings.HasPrefix(st.When.EDTF, "2014-") {
			t.Errorf("the date is %+v, %v", st.When, err)
		}
	})
	p.quit()
}

func TestWindowCopiesThePicture(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.key("ctrl+k")
	p.wait("the commands", func(l traced) bool { return l.is("dialog") && l.text("name") == "palette" })
	p.typeText("copy what is seen")
	p.key("Return")
	l := p.wait("the picture", func(l traced) bool { return l.is("copied") && l.text("as") == "png" })
	if to := l.text("to"); to != "clipboard" && filepath.Ext(to) != ".png" {
		t.Errorf("the picture went to %q", to)
	}
	if _, err := exec.LookPath("xclip"); err == nil && l.text("to") != "clipboard" {
		t.Error("xclip is there and was not used")
	}
	p.key("ctrl+q") // the clipboard's program goes on with the picture
	p.waitStep("closed")
}
