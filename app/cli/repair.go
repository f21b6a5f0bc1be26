package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"saywhen/storage/sqlite"
)

// repairCommand rescues what can be read.
type repairCommand struct {
	File string `arg:"" help:"The damaged project. It is only read."`
	Out  string `short:"o" required:"" placeholder:"NEW" help:"The project to make of it; .saywhen is added to a name without an extension."`
	JSON bool   `name:"json" help:"Write the result as one line of JSON, with every record that was mended or lost."`
}

// Help is shown by saywhen repair --help.
func (repairCommand) Help() string {
	return "Example: saywhen repair affair.saywhen -o rescued.saywhen\n\nEvery page that can be read is read; what is gone from its table comes back from the history of steps or from an index, if they know it. Records that others refer to and that are lost are called “(lost)” in the new project. The new project has no history of steps. The exit code is 0 when it was made and is whole, whatever was lost; what was lost is listed."
}

// shown is how many lines of a list are printed; JSON has them all.
const shown = 50

// Run makes the new project and says what is in it.
func (c *repairCommand) Run(ctx context.Context, env *Env) error {
	to := c.Out
	if filepath.Ext(to) == "" {
		to += sqlite.Extension
	}
	r, err := sqlite.Repair(ctx, c.File, to, sqlite.Options{}, showProgress(env.Stderr, "Repairing"))
	if err != nil {
		return err
	}
	if c.JSON {
		err = printRescueJSON(env.Stdout, to, r)
	} else {
		printRescue(env.Stdout, to, r)
	}
	if err == nil && len(r.Problems) > 0 {
		return fmt.Errorf("%s was made, but has %s; please report this", to, count(len(r.Problems), "fault"))
	}
	return err
}

func printRescueJSON(w io.Writer, to string, r *sqlite.Rescue) error {
	return json.NewEncoder(w).Encode(struct {
		File     string                `json:"file"`
		Complete bool                  `json:"complete"`
		Pages    int                   `json:"pages"`
		BadPages int                   `json:"bad_pages"`
		Tables   []sqlite.RescuedTable `json:"tables"`
		Mended   []fault               `json:"mended"`
		Dropped  []fault               `json:"dropped"`
		Doubtful []fault               `json:"doubtful"`
		Faults   []fault               `json:"faults"`
	}{to, r.Complete, r.Pages, r.BadPages, r.Tables, faults(r.Mended), faults(r.Dropped), faults(r.Doubtful), faults(r.Problems)})
}

func printRescue(w io.Writer, to string, r *sqlite.Rescue) {
	for _, t := range r.Tables {
		if line := rescued(t); line != "" {
			fmt.Fprintf(w, "%-30s %s\n", t.Name, line)
		}
	}
	printList(w, "Mended", r.Mended)
	printList(w, "Left out", r.Dropped)
	printList(w, "To be looked at", r.Doubtful)
	printLost(w, r)
	printList(w, "Wrong in the new project", r.Problems)
	if r.BadPages > 0 {
		fmt.Fprintf(w, "\n%s of %s could not be read.\n", count(r.BadPages, "page"), grouped(r.Pages))
	}
	if r.Complete {
		fmt.Fprintln(w, "\nNothing is lost: the new project has the revision of the old one.")
	}
	fmt.Fprintln(w, to)
}

// rescued is what came over of a table, in one line; "" when there was nothing.
func rescued(t sqlite.RescuedTable) string {
	var parts []string
	if n := t.Rescued + t.FromHistory + t.FromIndex; n > 0 {
		parts = append(parts, grouped(n)+" rescued")
	}
	for _, p := range []struct {
		n    int
		what string
	}{
		{t.FromHistory, "of them from the history"},
		{t.FromIndex, "of them from an index"},
		{t.Made, "stand for lost ones"},
		{len(t.Lost), "lost"},
	} {
		if p.n > 0 {
			parts = append(parts, grouped(p.n)+" "+p.what)
		}
	}
	if t.MayMiss {
		parts = append(parts, "others may be missing")
	}
	return strings.Join(parts, ", ")
}

// printList prints what is in a list, the same only once.
func printList(w io.Writer, title string, list []sqlite.Problem) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", title)
	times := map[string]int{}
	var lines []string
	for _, p := range list {
		line := p.String()
		if times[line]++; times[line] == 1 {
			lines = append(lines, line)
		}
	}
	for i, line := range lines {
		if i == shown {
			fmt.Fprintf(w, "  … and %s more; --json lists them all.\n", grouped(len(lines)-shown))
			return
		}
		if n := times[line]; n > 1 {
			line += fmt.Sprintf(" (%s times)", grouped(n))
		}
		fmt.Fprintf(w, "  %s\n", line)
	}
}

// printLost lists the ids of what is gone.
func printLost(w io.Writer, r *sqlite.Rescue) {
	title := "\nLost:\n"
	for _, t := range r.Tables {
		if len(t.Lost) == 0 {
			continue
		}
		ids := make([]string, 0, shown)
		for _, id := range t.Lost[:min(shown, len(t.Lost))] {
			ids = append(ids, id.String())
		}
		if more := len(t.Lost) - len(ids); more > 0 {
			ids = append(ids, "and "+grouped(more)+" more")
		}
		fmt.Fprintf(w, "%s  %s with the ids %s\n", title, t.Name, strings.Join(ids, ", "))
		title = ""
	}
}
