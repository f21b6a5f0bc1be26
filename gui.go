//go:build cgo && !nogui

package main

import (
	"errors"

	"saywhen/app/cli"
	"saywhen/app/ui"
)

func openWindow(w cli.Window) error {
	err := ui.Run(ui.Window{File: w.File, Trace: w.Trace, Version: w.Version, View: w.View})
	if errors.Is(err, ui.ErrNoDisplay) {
		return cli.ErrNoDisplay
	}
	return err
}
