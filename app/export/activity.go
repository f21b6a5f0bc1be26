package export

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"saywhen/charts"
	"saywhen/charts/echarts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// ActivityOptions say what the chart of activity over time shows.
type ActivityOptions struct {
	// Filter says which statements are counted; Subtitle names it.
	Filter   storage.Filter
	Title    string // "" is the chart's own
	Subtitle string
	Theme    string // one of paint.PaletteNames; "" is "light"
}

// Activity writes the number of statements over time by stance as one .html
// file that needs no network.
func Activity(ctx context.Context, f *sqlite.File, path string, o ActivityOptions) error {
	if ext := strings.ToLower(filepath.Ext(path)); ext != ".html" && ext != ".htm" {
		return fmt.Errorf("%s: this chart is saved as .html", filepath.Base(path))
	}
	if err := checkTarget(path); err != nil {
		return err
	}
	s, err := read(ctx, f, o.Filter)
	if err != nil {
		return err
	}
	bin := charts.BinDay
	if from, to, ok := charts.ActivityRange(s.columns, s.passes); ok {
		bin = charts.BinFor(from, to)
	}
	table := charts.ActivityByStance(s.columns, s.passes, bin, s.location())
	option, err := echarts.ActivityOption(table, echarts.Options{
		Title: o.Title, Subtitle: o.Subtitle, Source: s.meta["title"], Theme: o.Theme,
	})
	if err != nil {
		return err
	}
	return save(ctx, path, func(w io.Writer) error { return echarts.WriteHTML(w, s.title(o.Title), option) })
}
