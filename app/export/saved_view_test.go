package export

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// contextProject is the sample with a period, a callout and two views.
func contextProject(t *testing.T) *sqlite.File {
	t.Helper()
	data, err := os.ReadFile("../../assets/sample.json")
	if err != nil {
		t.Skip("no sample here: ", err)
	}
	return open(t, func(path string) error {
		if err := app.CreateFrom(t.Context(), path, data); err != nil {
			return err
		}
		f, err := sqlite.Open(t.Context(), path, sqlite.Options{NoBackup: true})
		if err != nil {
			return err
		}
		return errors.Join(addContext(t.Context(), f), f.Close())
	})
}

func addContext(ctx context.Context, f *sqlite.File) error {
	columns, err := f.Columns(ctx, nil)
	if err != nil {
		return err
	}
	when, err := edtf.Resolve("2014-06-10/2014-06-29", "UTC")
	if err != nil {
		return err
	}
	_, err = f.Do(ctx, "Add", func(tx *sqlite.Tx) error {
		return errors.Join(
			tx.PutPeriod(&storage.Period{Label: "The front moves south", Colour: 0xb5523b, When: when}),
			tx.PutCallout(&storage.Callout{Statement: columns.ID[0], Text: "Here it begins"}),
			tx.PutView(&storage.SavedView{Name: "June", View: storage.ViewState{From: 1401580800, Width: 30 * 86400, Order: storage.LanesByName, HideEmpty: true, Links: storage.LinksOfNone}}),
			tx.PutView(&storage.SavedView{Name: "Bare", Filter: storage.Filter{Speakers: []storage.ID{columns.Speaker[0]}}, View: storage.ViewState{NoContext: true}}),
			tx.SetMeta(storage.MetaLaneOrder, string(storage.LanesByCount)))
	})
	return err
}

func TestTimelineHasItsContext(t *testing.T) {
	f := contextProject(t)
	read := func(name string, o TimelineOptions) string {
		path, _ := timeline(t, f, name, o)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	full := read("full.svg", TimelineOptions{ShowEmpty: true})
	for _, want := range []string{"The front moves south", "Here it begins", "#b5523b"} {
		if !strings.Contains(full, want) {
			t.Errorf("the picture does not hold %q", want)
		}
	}
	bare := read("bare.svg", TimelineOptions{ShowEmpty: true, NoContext: true})
	if strings.Contains(bare, "The front moves south") || strings.Contains(bare, "Here it begins") {
		t.Error("what was left out is there")
	}
	if byHand := read("hand.svg", TimelineOptions{ShowEmpty: true, Order: storage.LanesByHand}); byHand == full {
		t.Error("the lanes are not in the order of the project")
	}
	views, err := f.Views(t.Context())
	if err != nil || len(views) != 2 {
		t.Fatal(views, err)
	}
	june := TimelineOptions{Theme: "print"}.WithView(views[0])
	if june.Span.From != 1401580800 || june.Span.To != 1401580800+30*86400 || june.Order != storage.LanesByName || june.ShowEmpty || !june.NoLinks || june.Theme != "print" {
		t.Errorf("the view of June is %+v", june)
	}
	if text := read("june.svg", june); text == full || !strings.Contains(text, "The front moves south") {
		t.Error("the view of June is drawn wrong")
	}
	if text := read("only.svg", TimelineOptions{}.WithView(views[1])); strings.Contains(text, "The front moves south") {
		t.Error("a view without context shows it")
	}
	read("x.pdf", TimelineOptions{ShowEmpty: true})
	for _, theme := range []string{"light", "dark", "print"} {
		read(theme+".png", TimelineOptions{ShowEmpty: true, Theme: theme, Width: 1200})
	}
}

// TestContextGoesInAndOut: the JSON of a project with all of it, imported into a
// new one and written again, is the same bytes.
func TestContextGoesInAndOut(t *testing.T) {
	write := func(f *sqlite.File) []byte {
		path := filepath.Join(t.TempDir(), "p.json")
		if err := JSON(t.Context(), f, path, nil); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	f := contextProject(t)
	first := write(f)
	g := open(t, func(path string) error { return app.CreateFrom(t.Context(), path, first) })
	if second := write(g); !bytes.Equal(first, second) || !bytes.Contains(first, []byte(`"lane_order": "count"`)) {
		t.Errorf("the second writing differs\n%s\n%s", first, second)
	}
	a, err1 := f.Revision(t.Context())
	b, err2 := g.Revision(t.Context())
	if a != b || err1 != nil || err2 != nil {
		t.Errorf("the revisions are %s and %s (%v, %v)", a, b, err1, err2)
	}
}
