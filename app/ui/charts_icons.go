package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A pictogram stands before each kind of chart in the gallery: drawing ten real
// charts that small would take seconds and show less.

// chartPictograms are drawn on 32 × 24 units.
var chartPictograms = map[string]string{
	"activity": `<rect x="2" y="13" width="4" height="8"/><rect x="8" y="8" width="4" height="13"/>` +
		`<rect x="14" y="3" width="4" height="18"/><rect x="20" y="10" width="4" height="11"/><rect x="26" y="15" width="4" height="6"/>`,
	"stance-matrix": `<rect x="2" y="2" width="8" height="6"/><rect x="12" y="2" width="8" height="6" fill-opacity="0.35"/>` +
		`<rect x="22" y="2" width="8" height="6" fill-opacity="0.7"/><rect x="2" y="9" width="8" height="6" fill-opacity="0.35"/>` +
		`<rect x="12" y="9" width="8" height="6"/><rect x="22" y="9" width="8" height="6" fill-opacity="0.2"/>` +
		`<rect x="2" y="16" width="8" height="6" fill-opacity="0.7"/><rect x="12" y="16" width="8" height="6" fill-opacity="0.2"/>` +
		`<rect x="22" y="16" width="8" height="6"/>`,
	"network": `<path d="M7 6 L24 5 L26 18 L12 19 Z M7 6 L26 18" fill="none" stroke="#000" stroke-width="1.4"/>` +
		`<circle cx="7" cy="6" r="4"/><circle cx="24" cy="5" r="2.6"/><circle cx="26" cy="18" r="3.4"/><circle cx="12" cy="19" r="2.6"/>`,
	"flow": `<path d="M4 5 C16 5 16 16 28 16" fill="none" stroke="#000" stroke-width="4"/>` +
		`<path d="M4 18 C16 18 16 7 28 7" fill="none" stroke="#000" stroke-width="3"/>` +
		`<rect x="1" y="2" width="3" height="20"/><rect x="28" y="4" width="3" height="15"/>`,
	"river": `<path d="M1 9 C8 2 12 12 18 6 C23 2 27 6 31 5 L31 11 C27 12 23 8 18 12 C12 16 8 8 1 13 Z"/>` +
		`<path d="M1 15 C8 10 12 18 18 14 C23 10 27 14 31 13 L31 18 C27 21 23 16 18 20 C12 22 8 16 1 19 Z" fill-opacity="0.55"/>`,
	"calendar": `<rect x="2" y="3" width="5" height="5"/><rect x="9" y="3" width="5" height="5" fill-opacity="0.3"/>` +
		`<rect x="16" y="3" width="5" height="5" fill-opacity="0.6"/><rect x="23" y="3" width="5" height="5" fill-opacity="0.3"/>` +
		`<rect x="2" y="10" width="5" height="5" fill-opacity="0.3"/><rect x="9" y="10" width="5" height="5" fill-opacity="0.6"/>` +
		`<rect x="16" y="10" width="5" height="5"/><rect x="23" y="10" width="5" height="5" fill-opacity="0.6"/>` +
		`<rect x="2" y="17" width="5" height="5" fill-opacity="0.6"/><rect x="9" y="17" width="5" height="5" fill-opacity="0.3"/>` +
		`<rect x="16" y="17" width="5" height="5" fill-opacity="0.3"/><rect x="23" y="17" width="5" height="5"/>`,
	"stance-over-time": `<path d="M2 18 L11 14 L20 15 L30 5" fill="none" stroke="#000" stroke-width="1.8"/>` +
		`<circle cx="6" cy="20" r="2.2"/><circle cx="11" cy="9" r="2.2"/><circle cx="20" cy="18" r="2.2"/><circle cx="25" cy="5" r="2.2"/>`,
	"verbs": `<rect x="2" y="3" width="26" height="4"/><rect x="2" y="10" width="18" height="4"/><rect x="2" y="17" width="10" height="4"/>`,
	"week-hours": `<path d="M16 2 A10 10 0 1 1 15.9 2 Z" fill="none" stroke="#000" stroke-width="2"/>` +
		`<path d="M16 6 L16 12 L21 15" fill="none" stroke="#000" stroke-width="2"/>`,
	"latency": `<rect x="2" y="2" width="2" height="20"/><rect x="8" y="4" width="12" height="3"/>` +
		`<rect x="14" y="10" width="15" height="3"/><rect x="6" y="16" width="8" height="3"/>` +
		`<circle cx="8" cy="5.5" r="2.6"/><circle cx="14" cy="11.5" r="2.6"/><circle cx="6" cy="17.5" r="2.6"/>`,
}

// otherPictogram stands for a kind that has none.
const otherPictogram = `<rect x="2" y="2" width="28" height="20" fill="none" stroke="#000" stroke-width="2"/>`

// chartIcon is the pictogram in the colours of the theme.
func chartIcon(kind string) *theme.ThemedResource {
	shapes, ok := chartPictograms[kind]
	if !ok {
		shapes = otherPictogram
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="24" viewBox="0 0 32 24">` + shapes + `</svg>`
	return theme.NewThemedResource(fyne.NewStaticResource("chart-"+kind+".svg", []byte(svg)))
}
