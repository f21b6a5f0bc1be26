package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"saywhen/app"
	"saywhen/assets"
	"saywhen/storage/sqlite"
)

// newCommand makes a project.
type newCommand struct {
	File   string `arg:"" help:"The project to make; .saywhen is added to a name without an extension."`
	Sample bool   `help:"Put the sample into it."`
}

// Help is shown by saywhen new --help.
func (newCommand) Help() string {
	return "Example: saywhen new affair.saywhen --sample\n\nA file that is there already is not overwritten. The path of the new project is printed."
}

// Run makes the project.
func (c *newCommand) Run(ctx context.Context, env *Env) error {
	path := c.File
	if filepath.Ext(path) == "" {
		path += sqlite.Extension
	}
	var err error
	if c.Sample {
		err = app.CreateFrom(ctx, path, assets.Sample())
	} else {
		err = createEmpty(ctx, path)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(env.Stdout, path)
	return nil
}

func createEmpty(ctx context.Context, path string) error {
	f, err := sqlite.Create(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	return f.Close()
}

// look opens a project for reading and closes it when fn is done.
func look(ctx context.Context, path string, fn func(*sqlite.File) error) error {
	f, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(fn(f), f.Close())
}

// infoCommand says what is in a project.
type infoCommand struct {
	File string `arg:"" help:"The project."`
	JSON bool   `name:"json" help:"Write it as one line of JSON."`
}

// Help is shown by saywhen info --help.
func (infoCommand) Help() string { return "Example: saywhen info affair.saywhen --json" }

// Run prints the figures.
func (c *infoCommand) Run(ctx context.Context, env *Env) error {
	return look(ctx, c.File, func(f *sqlite.File) error {
		info, err := f.Info(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(env.Stdout).Encode(info)
		}
		meta, err := f.Meta(ctx)
		if err != nil {
			return err
		}
		printInfo(env.Stdout, meta, info)
		return nil
	})
}

func printInfo(w io.Writer, meta map[string]string, i sqlite.Info) {
	for _, line := range []struct{ name, value string }{
		{"title", meta["title"]},
		{"zone", meta["zone"]},
		{"statements", grouped(i.Statements)},
		{"reported in", grouped(i.ReportedIn)},
		{"actors", grouped(i.Actors)},
		{"claims", grouped(i.Claims)},
		{"documents", grouped(i.Documents)},
		{"relations", grouped(i.Relations)},
		{"verbs", grouped(i.Verbs)},
		{"periods", grouped(i.Periods)},
		{"callouts", grouped(i.Callouts)},
		{"views", grouped(i.Views)},
		{"earliest", i.Earliest},
		{"latest", i.Latest},
		{"schema", strconv.Itoa(i.Schema)},
		{"revision", i.Revision},
	} {
		if line.value == "" {
			line.value = "-"
		}
		fmt.Fprintf(w, "%-12s %s\n", line.name, line.value)
	}
}

// grouped writes 90730 as 90,730.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count says "1 statement", "15 statements".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
