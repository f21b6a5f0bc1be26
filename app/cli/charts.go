package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"saywhen/app/export"
	"saywhen/charts/echarts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// chartsCommand lists the charts.
type chartsCommand struct{}

// Help is shown by saywhen charts --help.
func (chartsCommand) Help() string {
	return "One chart a line: its name for --chart, what it is, its options for --set with all values, the default first. A word in capitals stands for what you give."
}

// Run prints the charts.
func (chartsCommand) Run(env *Env) error {
	for _, k := range echarts.Kinds() {
		printKind(env.Stdout, k)
	}
	return nil
}

// printKind writes a chart as one line of fields parted by tabs.
func printKind(w io.Writer, k echarts.Kind) {
	fields := []string{k.Name, k.Title}
	for _, o := range k.Options {
		fields = append(fields, o.Key+"="+optionValues(o))
	}
	fmt.Fprintln(w, strings.Join(fields, "\t"))
}

func optionValues(o echarts.OptionSpec) string {
	values := slices.DeleteFunc(slices.Clone(o.Values), func(v string) bool { return v == o.Default })
	if o.Default != "" {
		values = append([]string{o.Default}, values...)
	}
	if o.Accepts != "" {
		values = append(values, strings.ToUpper(string(o.Accepts)))
	}
	return strings.Join(values, "|")
}

// checkChart refuses what can be seen to be wrong before the project is read.
func (c *exportCommand) checkChart(ext string) error {
	kinds := echarts.Kinds()
	at := slices.IndexFunc(kinds, func(k echarts.Kind) bool { return k.Name == c.Chart })
	if at < 0 {
		return usagef("there is no chart %q; saywhen charts lists them", c.Chart)
	}
	if !slices.Contains([]string{".png", ".svg", ".html", ".csv"}, ext) {
		return usagef("a chart is saved as .png, .svg, .html or .csv, not as %q", ext)
	}
	set, err := c.settings()
	if err != nil {
		return err
	}
	if err := kinds[at].Check(set); err != nil {
		return &usageError{err}
	}
	return nil
}

// settings takes --set apart.
func (c *exportCommand) settings() (map[string]string, error) {
	set := map[string]string{}
	for _, s := range c.Set {
		key, value, ok := strings.Cut(s, "=")
		if !ok || key == "" {
			return nil, usagef("--set %s: write it as KEY=VALUE", s)
		}
		set[key] = value
	}
	return set, nil
}

// chartOptions gathers what the flags say of a chart.
func (c *exportCommand) chartOptions(ctx context.Context, f *sqlite.File) (export.ChartOptions, error) {
	set, err := c.settings()
	if err != nil {
		return export.ChartOptions{}, err
	}
	filter, err := c.chartFilter(ctx, f)
	return export.ChartOptions{
		Name: c.Chart, Set: set, Filter: filter, Subtitle: c.subtitle(), Title: c.Title, Width: c.Width, Height: c.Height,
		Scale: c.Scale, DPI: c.DPI, Theme: c.Theme, Transparent: c.Transparent,
	}, err
}

// chartFilter is what --actor, --from and --to let through.
func (c *exportCommand) chartFilter(ctx context.Context, f *sqlite.File) (storage.Filter, error) {
	filter, err := c.filter(ctx, f)
	if err != nil {
		return filter, err
	}
	span, err := c.span(ctx, f)
	if err != nil {
		return filter, err
	}
	if c.From != "" {
		filter.From, filter.HasFrom = span.From, true
	}
	if c.To != "" {
		filter.To, filter.HasTo = span.To, true
	}
	return filter, nil
}

// chart writes one chart.
func (c *exportCommand) chart(ctx context.Context, env *Env, f *sqlite.File) error {
	o, err := c.chartOptions(ctx, f)
	if err != nil {
		return err
	}
	out, err := export.Chart(ctx, f, c.Output, o)
	if err == nil && out.Empty {
		fmt.Fprintln(env.Stderr, "There is nothing to show in this chart; the file says what to do.")
	}
	return err
}

// allCharts writes every chart that has something to show, and says which had
// not.
func (c *exportCommand) allCharts(ctx context.Context, env *Env) error {
	if c.Output != "" || c.Chart != "" {
		return usagef("--all-charts names a folder for all charts: leave --chart and -o out")
	}
	return look(ctx, c.File, func(f *sqlite.File) error {
		o, err := c.chartOptions(ctx, f)
		if err != nil {
			return err
		}
		list, err := export.AllCharts(ctx, f, c.AllCharts, "."+c.Format, o)
		var empty []string
		for _, x := range list {
			if x.Empty {
				empty = append(empty, x.Name)
			} else {
				fmt.Fprintln(env.Stdout, x.Path)
			}
		}
		if err == nil && len(empty) > 0 {
			fmt.Fprintf(env.Stderr, "There is nothing to show in: %s.\n", strings.Join(empty, ", "))
		}
		return err
	})
}

// openViewCommand opens the window at the chart of a picture.
type openViewCommand struct {
	Picture string `arg:"" help:"A .png or .svg of a chart."`
	File    string `arg:"" optional:"" help:"The project; the one of the picture's name for it in the picture's folder, or here, if it is not given."`
}

// Help is shown by saywhen open-view --help.
func (openViewCommand) Help() string {
	return "Example: saywhen open-view network.png affair.saywhen\n\nA picture says with which chart, options and filter it was made, and of which revision of the project. If the project has changed since, that is said, and the window shows it as it is now."
}

// Run opens the window.
func (c *openViewCommand) Run(ctx context.Context, env *Env) error {
	view, err := export.ReadView(c.Picture)
	if err != nil {
		return err
	}
	file, err := c.project(view)
	if err != nil {
		return err
	}
	same := false
	err = look(ctx, file, func(f *sqlite.File) (err error) {
		same, err = export.SameRevision(ctx, f, view)
		return err
	})
	if err != nil {
		return err
	}
	if !same {
		fmt.Fprintf(env.Stderr, "%s has changed since %s was made: the window shows it as it is now.\n", filepath.Base(file), filepath.Base(c.Picture))
	}
	return env.OpenWindow(Window{File: file, View: &view, Version: env.Version})
}

// project finds the file that the picture was made from.
func (c *openViewCommand) project(view export.View) (string, error) {
	if c.File != "" {
		return c.File, nil
	}
	if view.Project == "" || view.Project == "." {
		return "", usagef("%s does not say which project it shows: give the project after it", filepath.Base(c.Picture))
	}
	for _, path := range []string{filepath.Join(filepath.Dir(c.Picture), view.Project), view.Project} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			return path, nil
		}
	}
	return "", usagef("the project %s is not beside %s: give its path after the picture", view.Project, filepath.Base(c.Picture))
}
