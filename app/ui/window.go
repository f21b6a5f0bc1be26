package ui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/app/export"
	_ "saywhen/app/ui/locale" // before the library looks
)

// Window says how to open the program's window.
type Window struct {
	// File is the project to open; "" opens the untitled project, which holds
	// the sample at the first start.
	File string
	// Trace, when not nil, receives one line of JSON for each step that
	// somebody outside may want to wait for: see tracer.
	Trace io.Writer
	// View, when not nil, is what the project is to show at first: the view that
	// a saved chart says it has.
	View *export.View
	// Version is shown in the About box.
	Version string
}

// ErrNoDisplay says that there is no screen to open a window on.
var ErrNoDisplay = errors.New("there is no display to open a window on")

// ErrNoWindow says that this program was built without a window.
var ErrNoWindow = errors.New("this saywhen was built without a window; its commands work: saywhen --help")

// appID names the program's preferences and its icon to the desktop.
const appID = "saywhen"

// Run opens the window and returns when it was closed. It fails with
// ErrNoDisplay or ErrNoWindow when there can be none. It must be called on the
// main goroutine.
func Run(o Window) error {
	started := time.Now()
	if err := displayProblem(runtime.GOOS, os.Getenv); err != nil {
		return err
	}
	a, err := newApp()
	if err != nil {
		return err
	}
	trace := newTracer(o.Trace, started)
	win, err := newWindow(a)
	if err != nil {
		return err
	}
	reports := reportsIn(o.Version, time.Now)
	reports.Adopt()
	if stop, err := reports.Watch(); err == nil { // a full disk must not keep the window shut
		defer stop()
	}
	s := newShell(a, win, shellOptions{
		trace: trace, version: o.Version, post: fyne.Do, now: time.Now, picture: o.View, reports: reports, tours: true,
	})
	a.Lifecycle().SetOnStarted(func() {
		trace.step("started")
		s.cutToScreen()
		s.start(o.File)
	})
	return s.runWindow()
}

// newWindow makes the window. The window library panics when the display
// refuses it; a panic anywhere else is a mistake of ours and is not hidden.
func newWindow(a fyne.App) (w fyne.Window, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrNoDisplay, r)
		}
	}()
	return a.NewWindow("Saywhen"), nil
}

// displayProblem tells whether a window can be opened at all.
func displayProblem(goos string, getenv func(string) string) error {
	switch goos {
	case "windows", "darwin", "android", "ios", "js":
		return nil
	}
	if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
		return ErrNoDisplay
	}
	return nil
}
