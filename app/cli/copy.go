package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"saywhen/app"
	"saywhen/storage/sqlite"
)

// copyCommand writes a copy that can be sent to somebody.
type copyCommand struct {
	File          string `arg:"" help:"The project."`
	Out           string `short:"o" required:"" placeholder:"NEW" help:"The copy; it must not be there yet."`
	WithoutCoders bool   `help:"Leave the coders' names out."`
	WithoutNotes  bool   `help:"Leave notes out."`
}

// Help is shown by saywhen copy --help.
func (copyCommand) Help() string {
	return "Example: saywhen copy affair.saywhen -o for-review.saywhen --without-coders\n\nThe copy has no history and nothing of what was deleted; the project itself stays as it is."
}

// Run writes the copy.
func (c *copyCommand) Run(ctx context.Context, env *Env) error {
	return look(ctx, c.File, func(f *sqlite.File) error {
		if err := app.CleanCopy(ctx, f, c.Out, app.CopyChoice{Coders: c.WithoutCoders, Notes: c.WithoutNotes}); err != nil {
			return err
		}
		fmt.Fprintf(env.Stderr, "%s is a clean copy of %s.\n", filepath.Base(c.Out), filepath.Base(c.File))
		return nil
	})
}
