package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A pictogram stands before each kind of chart in the gallery: drawing ten real
// charts that small would take seconds and show less.

// chartPictograms are drawn on 32 × 24 units, of filled shapes only: the
// library gives strokes no colour of the theme.
var chartPictograms = map[string]string{
	"activity": `<rect x="2" y="13" width="4" height="8"/><rect x="8" y="8" width="4" height="13"/>` +
		`<rect x="14" y="3" width="4" height="18"/><rect x="20" y="10" width="4" height="11"/><rect x="26" y="15" width="4" height="6"/>`,
	"stance-matrix": `<rect x="1.8" y="1.2" width="8.4" height="6.6"/><rect x="13.9" y="2.85" width="4.2" height="3.3"/>` +
		`<rect x="22.5" y="1.75" width="7" height="5.5"/><rect x="3.9" y="10.35" width="4.2" height="3.3"/>` +
		`<rect x="11.8" y="8.7" width="8.4" height="6.6"/><rect x="24.6" y="10.9" width="2.8" height="2.2"/>` +
		`<rect x="2.5" y="16.75" width="7" height="5.5"/><rect x="14.6" y="18.4" width="2.8" height="2.2"/>` +
		`<rect x="21.8" y="16.2" width="8.4" height="6.6"/>`,
	"network": `<path d="M7.0 6.6 L24.0 5.6 L24.0 4.4 L7.0 5.4 Z M23.4 5.1 L25.4 18.1 L26.6 17.9 L24.6 4.9 Z M26.0 17.4 L12.0 18.4 L12.0 19.6 L26.0 18.6 Z M12.6 18.8 L7.6 5.8 L6.4 6.2 L11.4 19.2 Z M6.7 6.5 L25.7 18.5 L26.3 17.5 L7.3 5.5 Z"/>` +
		`<circle cx="7" cy="6" r="4"/><circle cx="24" cy="5" r="2.6"/><circle cx="26" cy="18" r="3.4"/>` +
		`<circle cx="12" cy="19" r="2.6"/>`,
	"flow": `<path d="M3 3 C16 3 16 13 29 13 L29 19 C16 19 16 9 3 9 Z"/>` +
		`<path d="M3 16 C16 16 16 5 29 5 L29 8 C16 8 16 21 3 21 Z"/><rect x="1" y="2" width="2.5" height="20"/>` +
		`<rect x="28.5" y="4" width="2.5" height="16"/>`,
	"river": `<path d="M1 9 C8 2 12 12 18 6 C23 2 27 6 31 5 L31 11 C27 12 23 8 18 12 C12 16 8 8 1 13 Z"/>` +
		`<path d="M1 16 C8 11 12 19 18 15 C23 11 27 15 31 14 L31 18 C27 21 23 16 18 20 C12 22 8 16 1 19 Z"/>`,
	"calendar": `<rect x="2" y="3" width="5" height="5"/><rect x="10.5" y="4.5" width="2" height="2"/>` +
		`<rect x="17" y="4" width="3" height="3"/><rect x="24.5" y="4.5" width="2" height="2"/>` +
		`<rect x="3.5" y="11.5" width="2" height="2"/><rect x="10" y="11" width="3" height="3"/>` +
		`<rect x="16" y="10" width="5" height="5"/><rect x="24" y="11" width="3" height="3"/>` +
		`<rect x="3" y="18" width="3" height="3"/><rect x="10.5" y="18.5" width="2" height="2"/>` +
		`<rect x="17.5" y="18.5" width="2" height="2"/><rect x="23" y="17" width="5" height="5"/>`,
	"stance-over-time": `<path d="M2.4 17.8 L11.4 13.8 L10.6 12.2 L1.6 16.2 Z M10.9 13.9 L19.9 14.9 L20.1 13.1 L11.1 12.1 Z M20.5 14.7 L30.5 7.7 L29.5 6.3 L19.5 13.3 Z"/>` +
		`<circle cx="6" cy="20.5" r="2.2"/><circle cx="11" cy="7" r="2.2"/><circle cx="21" cy="20" r="2.2"/>` +
		`<circle cx="25" cy="4" r="2.2"/>`,
	"verbs": `<rect x="2" y="3" width="26" height="4"/><rect x="2" y="10" width="18" height="4"/>` +
		`<rect x="2" y="17" width="10" height="4"/>`,
	"week-hours": `<path d="M16 1.5 A10.5 10.5 0 0 1 16 22.5 A10.5 10.5 0 0 1 16 1.5 Z M16 3.7 A8.3 8.3 0 0 0 16 20.3 A8.3 8.3 0 0 0 16 3.7 Z"/>` +
		`<path d="M15.0 6.0 L15.0 12.4 L17.0 12.4 L17.0 6.0 Z M15.5 13.3 L20.0 15.9 L21.0 14.1 L16.5 11.5 Z"/>`,
	"latency": `<rect x="2" y="2" width="2" height="20"/><rect x="9" y="4.6" width="12" height="2"/>` +
		`<rect x="15" y="10.6" width="15" height="2"/><rect x="7" y="16.6" width="9" height="2"/>` +
		`<circle cx="9" cy="5.6" r="2.8"/><circle cx="15" cy="11.6" r="2.8"/><circle cx="7" cy="17.6" r="2.8"/>`,
}

// otherPictogram stands for a kind that has none.
const otherPictogram = `<rect x="2" y="2" width="28" height="20"/>`

// chartIcon is the pictogram in the colours of the theme.
func chartIcon(kind string) *theme.ThemedResource {
	shapes, ok := chartPictograms[kind]
	if !ok {
		shapes = otherPictogram
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="24" viewBox="0 0 32 24">` + shapes + `</svg>`
	return theme.NewThemedResource(fyne.NewStaticResource("chart-"+kind+".svg", []byte(svg)))
}
