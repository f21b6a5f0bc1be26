package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/assets"
)

const aboutText = `Who said what, when, to whom, about what, and who says so.

Saywhen is free software under the Apache License 2.0. It draws its window with Fyne (BSD 3-Clause), keeps projects in SQLite (public domain; Go port by modernc.org, BSD 3-Clause), sets text with go-text (BSD 3-Clause or Unlicense) in Noto Sans and Noto Sans Arabic (SIL Open Font License 1.1), and charts with Apache ECharts (Apache License 2.0) through go-echarts (MIT).

The file NOTICE names them all, with their licences.`

// showAbout says what this program is and what it stands on.
func (s *shell) showAbout() {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("saywhen.png", assets.Icon()))
	icon.SetMinSize(fyne.NewSize(72, 72))
	icon.FillMode = canvas.ImageFillContain
	text := widget.NewLabel("Version " + cmp.Or(s.version, "unknown") + "\n\n" + aboutText)
	text.Wrapping = fyne.TextWrapWord
	text.Selectable = true
	var md *modal
	ok := newButton("Close", func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "about", title: "About Saywhen", size: fyne.NewSize(560, 380), buttons: []fyne.CanvasObject{ok},
		body: container.NewBorder(nil, nil, container.NewVBox(container.NewPadded(icon)), nil, text),
	})
}
