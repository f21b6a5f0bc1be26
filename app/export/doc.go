// Package export is the one place that turns a project and options into a file:
// the timeline as PNG or SVG, summary charts as HTML, all statements as a table,
// the whole project as JSON.
//
// It reads the project file itself, so that it can run beside a window without
// sharing anything with it. It computes no picture (charts does) and draws none
// (charts/paint and charts/echarts do), and it asks nobody anything.
//
// A file appears whole or not at all: it is written under another name in the
// same folder, and takes its name when all of it is on the disk. What stood
// there before stays until then.
package export
