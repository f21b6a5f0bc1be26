package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage/sqlite"
)

// A timeline that is higher than a sheet goes on several, as a PDF. Title and
// axis stand on every page, legend and sources on the last.

// paper is a size of sheets in points (1/72 inch), upright.
type paper struct {
	name          string
	width, height float64
}

// papers are the sizes that can be asked for; ISO 216 and the North American
// ones. "" is one page as high as all lanes need.
var papers = []paper{
	{"A4", 595.28, 841.89}, {"A3", 841.89, 1190.55}, {"A2", 1190.55, 1683.78}, {"Letter", 612, 792}, {"Tabloid", 792, 1224},
}

// PaperNames lists the sizes of sheets: each upright and, with " landscape"
// after it, lying.
func PaperNames() (names []string) {
	for _, p := range papers {
		names = append(names, p.name, p.name+" landscape")
	}
	return names
}

// sheet finds a size by its name; false when there is none.
func sheet(name string) (width, height float64, ok bool) {
	base, lying := strings.CutSuffix(strings.ToLower(strings.TrimSpace(name)), " landscape")
	for _, p := range papers {
		if strings.ToLower(p.name) != base {
			continue
		}
		if lying {
			return p.height, p.width, true
		}
		return p.width, p.height, true
	}
	return 0, 0, false
}

// writePDF draws the timeline on sheets of o.Paper.
func writePDF(ctx context.Context, f *sqlite.File, s *snapshot, path string, palette paint.Palette, o TimelineOptions) (Outcome, error) {
	var pages []*charts.Scene
	var out Outcome
	doc := paint.PDFOptions{Title: s.title(o.Title)}
	if o.Paper == "" {
		scene, one, err := layout(ctx, s, o)
		if err != nil {
			return Outcome{}, err
		}
		pages, out = []*charts.Scene{scene}, one
	} else {
		width, height, ok := sheet(o.Paper)
		if !ok {
			return Outcome{}, fmt.Errorf("there is no paper %q: choose one of %s", o.Paper, strings.Join(PaperNames(), ", "))
		}
		doc.PageWidth, doc.PageHeight = width, height
		var err error
		if pages, out, err = layoutPages(ctx, f, s, o, float32(height/width)); err != nil {
			return Outcome{}, err
		}
	}
	out.Pages, doc.Alt = len(pages), pages[0].Alt
	o.Progress.tell(2, timelineSteps)
	return out, save(ctx, path, func(w io.Writer) error { return paint.WritePDF(w, pages, palette, doc) })
}

// maxPages bounds a document; more would be read by nobody.
const maxPages = 500

// layoutPages lays the timeline out on pages of a shape, height by width.
func layoutPages(ctx context.Context, f *sqlite.File, s *snapshot, o TimelineOptions, shape float32) ([]*charts.Scene, Outcome, error) {
	index, view, options, labels := s.timeline(o)
	view.LaneHeight = usualLanes
	options.H = float32(o.Width) * shape
	// The first round asks for the labels that the pages draw; now they are read
	// together, and the second one has them.
	if _, err := paged(ctx, index, view, options); err != nil {
		return nil, Outcome{}, err
	}
	if err := labels.read(ctx, f); err != nil {
		return nil, Outcome{}, err
	}
	pages, err := paged(ctx, index, view, options)
	if err != nil {
		return nil, Outcome{}, err
	}
	out := Outcome{Width: int(options.W), Height: int(options.H), Statements: index.Shown() - len(index.Undated())}
	return pages, out, nil
}

// paged lays out page after page. What stands below the picture comes on the
// last one: whether a page is the last is tried first.
func paged(ctx context.Context, index *charts.Index, view charts.View, full charts.Options) (pages []*charts.Scene, err error) {
	plain := full
	plain.Legend, plain.Sources, plain.Footer = false, nil, ""
	for len(pages) < maxPages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		scene := &charts.Scene{}
		charts.Layout(scene, index, view, full)
		if _, _, more := scene.NextPage(); !more {
			return append(pages, scene), nil
		}
		charts.Layout(scene, index, view, plain)
		height, next, more := scene.NextPage()
		if cut := plain; more && height < scene.H {
			cut.H = height
			charts.Layout(scene, index, view, cut)
		}
		pages = append(pages, scene)
		if !more { // it just fits without legend and sources: they need a page of their own
			next = scene.Content
		}
		view.ScrollY = next
	}
	return nil, fmt.Errorf("the timeline would need more than %d pages: choose larger paper, a greater width, or fewer actors", maxPages)
}
