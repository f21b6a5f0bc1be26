package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"saywhen/app/export"
	"saywhen/storage/sqlite"
)

// Window says how the window is to be opened.
type Window struct {
	File  string    // the project, or "" for the one that was open last
	Trace io.Writer // where steps are written as lines of JSON, or nil
	// View is the chart to show first, as it is in a picture; nil for none.
	View *export.View
	// Version is the program's.
	Version string
}

// Why there is no window. What opens it returns these, wrapped or not.
var (
	ErrNoDisplay = errors.New("there is no display to open a window on")
	ErrNoWindow  = errors.New("this Saywhen was built without a window")
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Env is what a command may use besides its arguments.
type Env struct {
	Stdout, Stderr io.Writer
	// Version is printed by --version.
	Version string
	// OpenWindow opens the window and returns when it was closed.
	OpenWindow func(Window) error
}

// Run does what the arguments (without the program's name) ask for and returns
// the exit code. It ends early when ctx does.
func Run(ctx context.Context, args []string, env Env) (code int) {
	var g grammar
	parser, err := kong.New(
		&g,
		kong.Name("saywhen"), kong.Description(description), kong.Writers(env.Stdout, env.Stderr),
		kong.Exit(func(code int) { panic(exit(code)) }), kong.Vars{"version": env.Version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100, NoExpandSubcommands: true}),
		kong.UsageOnError(),
	)
	if err != nil { // a mistake in the grammar, found by every test
		panic(err)
	}
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(env.Stderr, "saywhen: %v\nsaywhen --help shows how it is used.\n", err)
		return exitUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return report(env, parsed.Run(&env))
}

// exit is how kong leaves after --help and --version.
type exit int

// usageError is a wrong way to ask for something.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// silentError fails without a further word: all was said.
type silentError struct{}

func (silentError) Error() string { return "" }

func report(env Env, err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &silentError{}):
		return exitFailed
	case errors.Is(err, ErrNoDisplay), errors.Is(err, ErrNoWindow):
		fmt.Fprintf(env.Stderr, "saywhen: %v.\nThese commands work without one: new, info, check, copy, repair, import, export, charts. saywhen --help shows how.\n", err)
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(env.Stderr, "saywhen: stopped; nothing was written.")
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(env.Stderr, "saywhen: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(env.Stderr, "saywhen: %v\n", err)
	return exitFailed
}

const description = `Who said what, when, to whom, about what, and who says so: a timeline of statements.

Without a command the window opens: saywhen [FILE] [--trace TRACE]. TRACE gets one line of JSON for each step.

Exit codes: 0 done, 1 failed, 2 asked for in a wrong way. Results go to standard output, everything else to standard error.`

// grammar is the command line. Each command is a struct of its own.
type grammar struct {
	Version kong.VersionFlag `help:"Print the version and exit."`

	Open   openCommand   `cmd:"" default:"withargs" hidden:"" help:"Open the window."`
	New    newCommand    `cmd:"" help:"Make a new project."`
	Info   infoCommand   `cmd:"" help:"Say what a project holds."`
	Check  checkCommand  `cmd:"" help:"Look for damage in a project."`
	Copy   copyCommand   `cmd:"" help:"Write a copy without history, to send to somebody."`
	Repair repairCommand `cmd:"" help:"Rescue what can be read of a damaged project."`
	Import importCommand `cmd:"" help:"Bring a table or another project into a project."`
	Export exportCommand `cmd:"" help:"Write a project, its statements or a picture of them."`
	Charts chartsCommand `cmd:"" help:"List the charts and their options."`

	OpenView openViewCommand `cmd:"" help:"Open the window at the chart that a picture shows."`
}

// openCommand is what happens without a command.
type openCommand struct {
	File  string `arg:"" optional:"" help:"The project to open."`
	Trace string `placeholder:"FILE" help:"Write one line of JSON for each step to this file."`
}

// Run opens the window. A file that is no project is refused before it.
func (c *openCommand) Run(env *Env) (err error) {
	if c.File != "" {
		if _, err := sqlite.Inspect(c.File); err != nil {
			return err
		}
	}
	w := Window{File: c.File, Version: env.Version}
	if c.Trace != "" {
		file, err := os.Create(c.Trace)
		if err != nil {
			return fmt.Errorf("the trace %s cannot be written: %w", c.Trace, err)
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		w.Trace = file
	}
	return env.OpenWindow(w)
}
