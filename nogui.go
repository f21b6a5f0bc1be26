//go:build !cgo || nogui

package main

import "saywhen/app/cli"

func openWindow(cli.Window) error { return cli.ErrNoWindow }
