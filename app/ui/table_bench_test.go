package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// benchTable is a table of n rows whose words are all there, of every kind of
// script, as large as in a window of 1280×800.
func benchTable(b *testing.B, n int) *tableView {
	b.Helper()
	test.NewTempApp(b)
	palette := paint.Light()
	words := make([]*tableCells, 997)
	for i := range words {
		words[i] = &tableCells{text: map[app.TableColumn]string{}, style: charts.StanceStyle(storage.Stance(i%5 - 2)), shape: charts.Shape(i % 7)}
		for _, c := range app.TableColumns {
			words[i].text[c.Name] = fmt.Sprintf("%s number %d, said خبر so and so", c.Title, i)
		}
	}
	t := newTableView(func() paint.Palette { return palette }, tableEvents{
		cells:    func(id storage.ID) (*tableCells, bool) { return words[int(id)%len(words)], true },
		missing:  func([]storage.ID) {},
		selected: func(id storage.ID) bool { return id%3 == 0 }, scrolled: func() {}, frame: func(frame) {},
	})
	t.cols = freshSetup().Columns
	ids := make([]storage.ID, n)
	for i := range ids {
		ids[i] = storage.ID(i * 7919)
	}
	t.raster.Resize(fyne.NewSize(1280, 706))
	t.setRows(ids, 0)
	return t
}

// BenchmarkTablePage scrolls by a page a frame: layout and paint.
func BenchmarkTablePage(b *testing.B) {
	for _, n := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			t := benchTable(b, n)
			page := t.bodyHeight()
			b.ReportAllocs()
			for b.Loop() {
				if t.scroll(0, page); t.top >= float64(n)-t.seenRows() {
					t.top = 0
				}
				t.generate(1280, 706)
			}
		})
	}
}
