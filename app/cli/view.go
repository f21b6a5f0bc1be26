package cli

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"saywhen/app"
	"saywhen/app/export"
	"saywhen/storage/sqlite"
)

// timelineOptions are what the flags say. A saved view comes first; what else is
// given changes it.
func (c *exportCommand) timelineOptions(ctx context.Context, f *sqlite.File) (export.TimelineOptions, error) {
	o := export.TimelineOptions{ShowEmpty: true}
	if c.View != "" {
		var err error
		if o, err = c.savedView(ctx, f, o); err != nil {
			return o, err
		}
	}
	span, err := c.span(ctx, f)
	if err != nil {
		return o, err
	}
	if !span.Empty() {
		o.Span = span
	}
	filter, err := c.filter(ctx, f)
	if err != nil {
		return o, err
	}
	if len(filter.Actors) > 0 {
		o.Filter.Actors = filter.Actors
	}
	o.Width, o.Height, o.Scale, o.DPI, o.Paper = cmp.Or(c.Width, 1600), c.Height, c.Scale, c.DPI, c.Paper
	o.Theme, o.Title, o.NoLegend, o.Sources = c.Theme, c.Title, c.NoLegend, c.Sources
	o.NoLinks, o.NoContext = o.NoLinks || c.NoLinks, o.NoContext || c.NoContext
	o.ShowEmpty = o.ShowEmpty && !c.HideEmpty && len(c.Actor) == 0
	return o, nil
}

// savedView finds the view that --view names.
func (c *exportCommand) savedView(ctx context.Context, f *sqlite.File, o export.TimelineOptions) (export.TimelineOptions, error) {
	views, err := f.Views(ctx)
	if err != nil {
		return o, err
	}
	v, ok := app.ViewNamed(views, c.View)
	if ok {
		return o.WithView(v), nil
	}
	if len(views) == 0 {
		return o, fmt.Errorf("there is no view %q in %s: no view was saved in it", c.View, filepath.Base(c.File))
	}
	names := make([]string, len(views))
	for i, v := range views {
		names[i] = v.Name
	}
	return o, fmt.Errorf("there is no view %q in %s: it has %s", c.View, filepath.Base(c.File), strings.Join(names, ", "))
}
