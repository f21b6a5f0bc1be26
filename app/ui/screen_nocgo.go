//go:build !cgo

package ui

import "fyne.io/fyne/v2"

// screenRoom is not known without a window.
func screenRoom() fyne.Size { return fyne.Size{} }
