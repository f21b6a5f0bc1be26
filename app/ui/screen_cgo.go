//go:build cgo

package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// screenRoom is the part of the first screen that windows may fill, in physical
// pixels; zero where the system counts otherwise or does not tell. The window
// library does not say; what it stands on does. It is called on the window's
// goroutine once there is a window.
func screenRoom() fyne.Size {
	if runtime.GOOS == "darwin" {
		return fyne.Size{} // the system itself keeps windows on the screen
	}
	m := glfw.GetPrimaryMonitor()
	if m == nil {
		return fyne.Size{}
	}
	_, _, w, h := m.GetWorkarea()
	return fyne.NewSize(float32(w), float32(h))
}
