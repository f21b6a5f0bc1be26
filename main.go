// Command saywhen shows who said what, when, to whom, about what, and who says
// so, as a timeline. It only wires: commands are in app/cli, the window is in
// app/ui.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	_ "time/tzdata" // zones, also where the system has none

	"saywhen/app/cli"
)

// version is set by releases: -ldflags "-X main.version=1.2.3".
var version = "development"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cli.Run(ctx, os.Args[1:], cli.Env{
		Stdout: os.Stdout, Stderr: os.Stderr, Version: versionText(), OpenWindow: openWindow,
	})
	stop()
	os.Exit(code)
}

func versionText() string {
	if info, ok := debug.ReadBuildInfo(); ok && version == "development" && info.Main.Version != "" {
		return "saywhen " + info.Main.Version
	}
	return "saywhen " + version
}
