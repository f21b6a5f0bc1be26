package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"saywhen/app"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// importCommand brings a source into a project.
type importCommand struct {
	File    string   `arg:"" help:"The project."`
	Source  string   `arg:"" help:"A table (.csv, .tsv) or a project in our JSON, packed with gzip or not."`
	Map     []string `placeholder:"FIELD=COLUMN" help:"Which column of a table holds which field; others are guessed by their names."`
	DryRun  bool     `help:"Do everything but the writing."`
	Verbose bool     `short:"v" help:"Show every row that was left out, not only the first 20."`
}

// Help is shown by saywhen import --help.
func (importCommand) Help() string {
	return "Example: saywhen import affair.saywhen events.csv --map speaker=source_actor,verb=event_name,addressee=target_actor,date=date\n\n" +
		"Fields: " + strings.Join(exchange.Fields(), ", ") + ".\n\n" +
		"Actors, verbs, claims and documents are matched by their exact names or aliases; what is not known is made new, actors as groups. " +
		"A statement whose id is known is there already and is left alone. Rows that are wrong are reported and left out. " +
		"The rest is one step that can be undone."
}

// shownProblems is how many rows that were left out are shown without --verbose.
const shownProblems = 20

// Run imports.
func (c *importCommand) Run(ctx context.Context, env *Env) (err error) {
	named, err := fieldMap(c.Map)
	if err != nil {
		return err
	}
	f, err := sqlite.Open(ctx, c.File, sqlite.Options{NoBackup: c.DryRun})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if readOnly, why := f.ReadOnly(); readOnly {
		return errors.New(why)
	}
	hidden, shown := 0, 0
	report, _, err := app.Import(ctx, f, c.Source, app.ImportOptions{
		Map: named, DryRun: c.DryRun,
		Problem: func(p *exchange.Problem) {
			if shown >= shownProblems && !c.Verbose {
				hidden++
				return
			}
			shown++
			fmt.Fprintf(env.Stderr, "%s: %v\n", filepath.Base(c.Source), p)
		},
	})
	if err != nil {
		return err
	}
	if hidden > 0 {
		fmt.Fprintf(env.Stderr, "and %s more; --verbose shows all\n", grouped(hidden))
	}
	c.summary(env, report)
	return nil
}

func (c *importCommand) summary(env *Env, r app.ImportReport) {
	if len(r.Unused) > 0 {
		fmt.Fprintf(env.Stderr, "Columns that no field takes: %s\n", strings.Join(r.Unused, ", "))
	}
	if r.LostSpans > 0 {
		fmt.Fprintf(env.Stderr, "%s lost the place in the text, because the text is not there.\n", count(r.LostSpans, "quote"))
	}
	if r.LeftOut > 0 {
		fmt.Fprintf(env.Stderr, "%s of %s rows were left out.\n", grouped(r.LeftOut), grouped(r.Rows))
	}
	verb := "imported"
	if c.DryRun {
		verb = "would be imported"
	}
	fmt.Fprintf(env.Stdout, "%s %s of %s rows", verb, grouped(r.Added), grouped(r.Rows))
	if r.Known > 0 {
		fmt.Fprintf(env.Stdout, ", %s there already", grouped(r.Known))
	}
	var made []string
	for _, m := range []struct {
		n    int
		noun string
	}{
		{r.Actors, "actor"},
		{r.Verbs, "verb"},
		{r.Claims, "claim"},
		{r.Documents, "document"},
		{r.Coders, "coder"},
		{r.Affiliations, "affiliation"},
		{r.Relations, "relation"},
		{r.Periods, "period"},
		{r.Callouts, "callout"},
		{r.Views, "saved view"},
	} {
		if m.n > 0 {
			made = append(made, count(m.n, m.noun))
		}
	}
	if len(made) > 0 {
		fmt.Fprintf(env.Stdout, "; new: %s", strings.Join(made, ", "))
	}
	fmt.Fprintln(env.Stdout)
}

// fieldMap reads "speaker=source_actor" pairs. A comma within a column's name
// is not possible here; kong has cut there.
func fieldMap(pairs []string) (map[string]string, error) {
	m := map[string]string{}
	for _, pair := range pairs {
		field, column, ok := strings.Cut(pair, "=")
		field = strings.TrimSpace(field)
		if !ok || field == "" || column == "" {
			return nil, usagef("--map %s: write it as field=column, such as speaker=source_actor", pair)
		}
		if _, twice := m[field]; twice {
			return nil, usagef("--map names the field %s twice", field)
		}
		m[field] = column
	}
	return m, nil
}
