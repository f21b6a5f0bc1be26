package ui

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestFitScreen(t *testing.T) {
	for _, tt := range []struct {
		window, room fyne.Size
		scale        float32
		want         fyne.Size
	}{
		{fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080), 1, fyne.NewSize(1280, 800)},
		{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700), 1, fyne.NewSize(1024, 672)},
		{fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080), 2, fyne.NewSize(960, 512)},
		{fyne.NewSize(1280, 800), fyne.Size{}, 1, fyne.NewSize(1280, 800)},
	} {
		if got := fitScreen(tt.window, tt.room, tt.scale); got != tt.want {
			t.Errorf("%v on %v at %v: %v, want %v", tt.window, tt.room, tt.scale, got, tt.want)
		}
	}
}

func TestWindowFitsASmallScreen(t *testing.T) {
	needTools(t)
	p := start(t, newScreen(t, 1024, 700), t.TempDir(), sampleProject(t))
	p.saw("the cut", func(l traced) bool { return l.is("cut") })
	p.still()
	window := strings.Fields(p.xdo("search", "--onlyvisible", "--pid", strconv.Itoa(p.cmd.Process.Pid)))[0]
	size := map[string]int{}
	for _, line := range strings.Split(p.xdo("getwindowgeometry", "--shell", window), "\n") {
		name, value, _ := strings.Cut(line, "=")
		size[name], _ = strconv.Atoi(value)
	}
	if size["WIDTH"] > 1024 || size["HEIGHT"] > 700 || size["WIDTH"] < 600 {
		t.Errorf("the window is %v on a screen of 1024×700", size)
	}
	p.quit()
}
