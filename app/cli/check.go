package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// checkCommand looks for damage.
type checkCommand struct {
	File string `arg:"" help:"The project."`
	JSON bool   `name:"json" help:"Write the result as one line of JSON."`
}

// Help is shown by saywhen check --help.
func (checkCommand) Help() string {
	return "Example: saywhen check affair.saywhen\n\nEvery page, reference, text, checksum, date, step of the history and index of words is looked at; nothing is changed. Faults are printed one a line, each with the record that is wrong. The exit code is 0 when there is none, 1 otherwise. saywhen repair rescues what can be read of a project with faults."
}

// fault is a Problem in JSON.
type fault struct {
	Kind    string     `json:"kind"`
	ID      storage.ID `json:"id,omitzero"`
	Name    string     `json:"name,omitempty"`
	Message string     `json:"message"`
}

func faults(list []sqlite.Problem) []fault {
	out := make([]fault, len(list))
	for i, p := range list {
		out[i] = fault{p.Kind.String(), p.ID, p.Name, p.Message}
	}
	return out
}

// Run prints what is wrong.
func (c *checkCommand) Run(ctx context.Context, env *Env) error {
	err := look(ctx, c.File, func(f *sqlite.File) error {
		found, err := f.Check(ctx, showProgress(env.Stderr, "Checking"))
		if err != nil {
			return err
		}
		return c.report(env, found)
	})
	if sqlite.IsDamage(err) {
		return fmt.Errorf("%w Or try saywhen repair %s -o NEW, which rescues what can be read", err, c.File)
	}
	return err
}

func (c *checkCommand) report(env *Env, found []sqlite.Problem) error {
	name := filepath.Base(c.File)
	switch {
	case c.JSON:
		err := json.NewEncoder(env.Stdout).Encode(struct {
			File   string  `json:"file"`
			Whole  bool    `json:"whole"`
			Faults []fault `json:"faults"`
		}{c.File, len(found) == 0, faults(found)})
		if err != nil || len(found) == 0 {
			return err
		}
		return silentError{}
	case len(found) == 0:
		fmt.Fprintf(env.Stdout, "%s is whole.\n", name)
		return nil
	}
	for _, p := range found {
		fmt.Fprintln(env.Stdout, p)
	}
	return fmt.Errorf("%s in %s; go back to a backup, or rescue what can be read with saywhen repair %s -o NEW",
		count(len(found), "fault"), name, c.File)
}

// showProgress tells a person at a terminal how far something is, on one line
// that goes when it is done; others are told nothing.
func showProgress(w io.Writer, what string) func(done, total int) {
	file, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return progressLine(w, what)
}

func progressLine(w io.Writer, what string) func(done, total int) {
	return func(done, total int) {
		line := fmt.Sprintf("%s: step %d of %d", what, done, total)
		if done == total {
			line = ""
		}
		fmt.Fprintf(w, "\r%-40s\r%s", "", line)
	}
}
