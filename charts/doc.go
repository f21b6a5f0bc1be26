// Package charts computes pictures of statements: where each mark of the
// timeline stands, which marks merge, what a click meets. Layout turns an
// Index, a View and Options into a Scene of plain values.
//
// It opens no window, draws no pixel, reads no file and knows no font or
// colour: charts/paint and charts/echarts do that with what this package
// computes. It keeps no global state; time zones and text widths are injected.
package charts
