package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"saywhen/charts"
	"saywhen/storage/article"
)

// shownDifferences is how many places are listed in which two texts differ.
const shownDifferences = 100

// showDifferences lists in what two texts differ.
func (s *shell) showDifferences(title, old, edited string) {
	var list []article.Difference
	var more int
	s.job(func() error {
		list, more = article.Differences(old, edited, shownDifferences)
		return nil
	}, func(error) {
		var md *modal
		block := newTextBlock(s.palette, differenceText(list, more)...)
		md = s.modals.show(dialogSpec{
			name: "differences", title: title, size: fyne.NewSize(680, 480),
			body: container.NewVScroll(padded(block)), buttons: []fyne.CanvasObject{newMainButton("Close", func() { md.close() })},
		})
	})
}

// differenceText sets each difference in its surroundings: what went
// and what came.
func differenceText(list []article.Difference, more int) (ps []paragraph) {
	size := theme.TextSize()
	if len(list) == 0 {
		return []paragraph{{text: "They differ in blanks and line breaks only.", size: size, style: charts.StyleText}}
	}
	for _, d := range list {
		around := "… " + d.Before + " | " + d.After + " …"
		ps = append(ps, paragraph{text: around, size: size - 2, style: charts.StyleTextDim, above: 10, maxLines: 1})
		if d.Removed != "" {
			ps = append(ps, paragraph{text: "Removed: " + d.Removed, size: size, style: charts.StyleText, above: 2})
		}
		if d.Added != "" {
			ps = append(ps, paragraph{text: "Added: " + d.Added, size: size, style: charts.StyleText, bold: true, above: 2})
		}
	}
	if more > 0 {
		ps = append(ps, paragraph{text: fmt.Sprintf("and %s more", count(more, "place")), size: size, style: charts.StyleTextDim, above: 10})
	}
	return ps
}
