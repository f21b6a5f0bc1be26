package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"saywhen/app/export"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// exportCommand writes a project, its statements or a picture of them.
type exportCommand struct {
	File   string   `arg:"" help:"The project."`
	Output string   `short:"o" placeholder:"OUT" help:"The file to write: .json (the whole project), .csv or .tsv (all statements), .png, .svg or .pdf (the timeline); with --chart .png, .svg, .html or .csv (its figures)."`
	Width  int      `default:"0" help:"Width of the picture in logical pixels; 0 is 1600, of a chart 1200."`
	Height int      `default:"0" help:"Height of the picture in logical pixels; 0 is as high as all lanes need, 900 at least, of a chart 700."`
	Scale  float64  `default:"1" help:"Physical pixels of a PNG to a logical one."`
	Paper  string   `placeholder:"SIZE" help:"Sheets of a .pdf: A4, A3, A2, Letter or Tabloid, with \" landscape\" after it lying; a long timeline goes on several. Without it a .pdf is one page."`
	DPI    int      `name:"dpi" default:"0" help:"Resolution to write into a PNG; 0 is none."`
	From   string   `placeholder:"DATE" help:"The first day, month or year to show."`
	To     string   `placeholder:"DATE" help:"The last day, month or year to show."`
	Actor  []string `sep:"none" placeholder:"NAME" help:"Show only statements in which this actor, or one below it, takes part; can be given again."`
	Theme  string   `enum:"light,dark,print" default:"light" help:"Colours: light, dark or print."`
	Title  string   `help:"Title of the picture; the project's or the chart's if it is not given, none of a timeline with \"-\"."`

	Chart       string   `placeholder:"NAME" help:"The chart to draw instead of the timeline; saywhen charts lists them."`
	Set         []string `sep:"none" placeholder:"KEY=VALUE" help:"An option of the chart; can be given again."`
	AllCharts   string   `placeholder:"DIR" help:"Write every chart that has something to show into this folder."`
	Format      string   `enum:"png,svg,html,csv" default:"png" help:"What --all-charts writes: png, svg, html or csv."`
	Transparent bool     `help:"Leave the background of a chart out."`

	HideEmpty bool `help:"Leave out the lanes of actors who say nothing; with --actor they always are."`

	Sources  bool `help:"List the cited documents below the timeline."`
	NoLegend bool `help:"Leave the legend of the timeline out."`
	NoLinks  bool `help:"Leave the arcs between statements out."`

	View      string `placeholder:"NAME" help:"Show what a saved view of the project shows; --from, --to and --actor change that."`
	NoContext bool   `help:"Leave periods and callouts out of the timeline."`
}

// Help is shown by saywhen export --help.
func (exportCommand) Help() string {
	return "Examples:\n" +
		"  saywhen export affair.saywhen -o affair.json\n" +
		"  saywhen export affair.saywhen -o statements.csv\n" +
		"  saywhen export affair.saywhen -o affair.png --width 1600 --scale 2 --from 2014-06 --to 2014-09 --actor Iran\n" +
		"  saywhen export affair.saywhen --chart network -o network.png --set mode=conflict --set layout=circular\n" +
		"  saywhen export affair.saywhen --chart activity -o activity.html\n" +
		"  saywhen export affair.saywhen --all-charts charts --format svg\n\n" +
		"A picture whose height is given makes its lanes lower to fit, as far as they can be read. Nothing is overwritten before the new file is whole. The paths are printed."
}

// Run exports.
func (c *exportCommand) Run(ctx context.Context, env *Env) error {
	if c.AllCharts != "" {
		return c.allCharts(ctx, env)
	}
	if c.Output == "" {
		return usagef("say with -o which file to write, or with --all-charts which folder")
	}
	write, err := c.writer(strings.ToLower(filepath.Ext(c.Output)))
	if err != nil {
		return err
	}
	err = look(ctx, c.File, func(f *sqlite.File) error { return write(ctx, env, f) })
	if err == nil {
		fmt.Fprintln(env.Stdout, c.Output)
	}
	return err
}

type writeFunc func(context.Context, *Env, *sqlite.File) error

// writer chooses what to write by the extension and --chart.
func (c *exportCommand) writer(ext string) (writeFunc, error) {
	if c.Chart == "" && ext == ".html" {
		c.Chart = "activity" // the only one there was, once
	}
	if c.Chart != "" && c.Chart != "timeline" {
		if c.View != "" {
			return nil, usagef("--view is for the timeline; leave --chart out")
		}
		return c.chart, c.checkChart(ext)
	}
	switch {
	case len(c.Set) > 0 || c.Transparent:
		return nil, usagef("--set and --transparent are for charts: name one with --chart; saywhen charts lists them")
	case ext == ".png", ext == ".svg", ext == ".pdf":
		return c.timeline, nil
	case c.Chart == "timeline":
		return nil, usagef("the timeline is saved as .png, .svg or .pdf, not as %q", ext)
	case ext == ".json":
		return func(ctx context.Context, _ *Env, f *sqlite.File) error { return export.JSON(ctx, f, c.Output, nil) }, nil
	case ext == ".csv":
		return func(ctx context.Context, _ *Env, f *sqlite.File) error {
			return export.Table(ctx, f, c.Output, ',', nil)
		}, nil
	case ext == ".tsv":
		return func(ctx context.Context, _ *Env, f *sqlite.File) error {
			return export.Table(ctx, f, c.Output, '\t', nil)
		}, nil
	}
	return nil, usagef("%q says nothing that can be written: end it with .json, .csv, .tsv, .png, .svg, .pdf, or .html with --chart", c.Output)
}

func (c *exportCommand) timeline(ctx context.Context, env *Env, f *sqlite.File) error {
	o, err := c.timelineOptions(ctx, f)
	if err != nil {
		return err
	}
	out, err := export.Timeline(ctx, f, c.Output, o)
	if err == nil && out.Cut > 0 {
		fmt.Fprintf(env.Stderr, "There was no room for %s; %s.\n", count(out.Cut, "lane"), c.roomAdvice())
	}
	return err
}

func (c *exportCommand) roomAdvice() string {
	if c.Height == 0 {
		return "no picture is so high: choose actors with --actor, or a time with --from and --to, or use --hide-empty"
	}
	return "give a greater --height, or none, or choose actors with --actor"
}

// subtitle says what was left out of a chart, in the words that were used.
func (c *exportCommand) subtitle() string {
	var parts []string
	if len(c.Actor) > 0 {
		parts = append(parts, strings.Join(c.Actor, ", "))
	}
	if c.From != "" {
		parts = append(parts, "from "+c.From)
	}
	if c.To != "" {
		parts = append(parts, "to "+c.To)
	}
	if len(parts) == 0 {
		return ""
	}
	return "Filter: " + strings.Join(parts, ", ")
}

// span is the time between --from and --to. An end that is not given is that of
// the statements.
func (c *exportCommand) span(ctx context.Context, f *sqlite.File) (charts.Span, error) {
	if c.From == "" && c.To == "" {
		return charts.Span{}, nil
	}
	meta, err := f.Meta(ctx)
	if err != nil {
		return charts.Span{}, err
	}
	columns, err := f.Columns(ctx, nil)
	if err != nil {
		return charts.Span{}, err
	}
	from, to, _ := charts.ActivityRange(columns, nil)
	span := charts.Span{From: from, To: to}
	if c.From != "" {
		if span.From, _, err = bounds("--from", c.From, meta["zone"]); err != nil {
			return span, err
		}
	}
	if c.To != "" {
		if _, span.To, err = bounds("--to", c.To, meta["zone"]); err != nil {
			return span, err
		}
	}
	if span.Empty() {
		return span, usagef("there is no time from %q to %q", c.From, c.To)
	}
	return span, nil
}

// bounds are the first and the last second that a date can mean.
func bounds(flag, date, zone string) (from, to int64, err error) {
	x, err := edtf.Parse(date)
	if err != nil {
		return 0, 0, usagef("%s %s: write the date as 2014-09-05, 2014-09 or 2014", flag, date)
	}
	loc, err := edtf.LoadZone(zone)
	if err != nil {
		return 0, 0, err
	}
	corners := x.Corners(loc)
	if corners.EarliestStart == edtf.OpenPast || corners.LatestEnd == edtf.OpenFuture {
		return 0, 0, usagef("%s %s has no end; leave it out instead", flag, date)
	}
	return corners.EarliestStart, corners.LatestEnd, nil
}

// filter keeps the actors that --actor names.
func (c *exportCommand) filter(ctx context.Context, f *sqlite.File) (filter storage.Filter, err error) {
	if len(c.Actor) == 0 {
		return filter, nil
	}
	actors, err := f.Actors(ctx)
	if err != nil {
		return filter, err
	}
	for _, name := range c.Actor {
		ids := actorsNamed(actors, exchange.MatchKey(name))
		if len(ids) == 0 {
			return filter, fmt.Errorf("there is no actor %q in %s", name, filepath.Base(c.File))
		}
		filter.Actors = append(filter.Actors, ids...)
	}
	return filter, nil
}

// actorsNamed gives the actors of that name, else those with such an alias.
func actorsNamed(actors []storage.Actor, name string) (ids []storage.ID) {
	for _, a := range actors {
		if exchange.MatchKey(a.Name) == name {
			ids = append(ids, a.ID)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	for _, a := range actors {
		for _, alias := range a.Aliases {
			if exchange.MatchKey(alias.Name) == name {
				ids = append(ids, a.ID)
				break
			}
		}
	}
	return ids
}
