//go:build !cgo

package ui

import "fyne.io/fyne/v2"

// newApp fails: the window library's driver needs a C compiler.
func newApp() (fyne.App, error) { return nil, ErrNoWindow }
