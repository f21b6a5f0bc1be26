package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestWindowChartsSelectAndExport(t *testing.T) {
	needTools(t)
	p := openWindow(t, sampleProject(t))
	p.key("ctrl+4")
	p.wait("the charts", func(l traced) bool { return l.is("view_switched") && l.text("view") == "charts" })
	p.wait("the first chart", func(l traced) bool { return l.is("chart") && l.text("name") == "activity" })
	p.key("Down")
	p.wait("the second chart", func(l traced) bool { return l.is("chart") && l.text("name") == "stance-matrix" })
	p.key("Up")
	bars := p.wait("the first chart again", func(l traced) bool { return l.is("chart") && l.text("name") == "activity" })
	if bars.number("sample") < 1 {
		t.Fatalf("no bar can be clicked: %v", bars)
	}

	p.xdo("mousemove", fmt.Sprint(int(bars.number("x"))), fmt.Sprint(int(bars.number("y"))), "click", "1")
	click := p.waitStep("chart_click")
	if click.number("count") != bars.number("sample") || click.number("selected") != bars.number("sample") {
		t.Errorf("the click selects %v, want %v", click, bars.number("sample"))
	}

	out := filepath.Join(t.TempDir(), "bars.png")
	p.key("ctrl+e")
	p.wait("the dialog", func(l traced) bool { return l.is("dialog") && l.text("name") == "export" })
	p.key("ctrl+a")
	p.typeText(out)
	p.key("Return")
	done := p.waitStep("export")
	file, err := os.Open(out)
	if err != nil {
		t.Fatalf("%v; the trace says %v", err, done)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 2400 || b.Dy() != 1400 {
		t.Errorf("the picture is %v", b)
	}

	p.key("Return")
	p.wait("the timeline", func(l traced) bool { return l.is("view_switched") && l.text("view") == "timeline" })
	p.wait("the selection fitted", func(l traced) bool { return l.is("view") })
	p.quit()
}
