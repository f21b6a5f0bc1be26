package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
)

// chainLine shows below "Reported in" who reported whom: "BBC Persian reported
// › Ali Khamenei ordered › this".
type chainLine struct{ widget.Label }

func newChainLine() *chainLine {
	c := &chainLine{}
	c.SizeName, c.Importance, c.Wrapping = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextWrapWord
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// show gives the chain that ends in the statement of the form.
func (c *chainLine) show(s *app.Session, carrier storage.ID) {
	if s == nil || carrier == 0 {
		c.Hide()
		return
	}
	c.SetText(chainText(s, carrier))
	c.Show()
}

func chainText(s *app.Session, carrier storage.ID) string {
	var parts []string
	for _, id := range s.Carriers(carrier) {
		parts = append(parts, oneLine(s.Head(id)))
	}
	return strings.Join(append(parts, "this"), " › ")
}

// chosenCarrier shows the chain at once, and a loop as soon as it is chosen.
func (f *statementForm) chosenCarrier() {
	edited, chosen := f.reportedIn.edited, f.reportedIn.chosen
	f.reportedIn.edited = func() {
		edited()
		f.chain.Hide()
	}
	f.reportedIn.chosen = func(s suggestion) {
		chosen(s)
		f.chain.show(f.deps.session(), s.id)
		f.checkOnly("reported_in")
	}
}
