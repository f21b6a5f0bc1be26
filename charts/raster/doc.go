// Package raster turns the SVG that package echarts writes into pixels, and
// says which mark lies at a point of the picture. It is there so that a chart
// needs no browser.
//
// It is not an SVG viewer: it knows the elements and attributes that Apache
// ECharts 6.1.0 writes and their near kin, and lists in Picture.Unknown
// whatever else would have changed the picture. Rules for the pointer in style
// sheets are passed over, animations too. It opens no file and no connection:
// pictures inside the SVG must be data. Text is drawn with the faces of package
// paint, whatever font family the SVG names.
//
// # How
//
// The SVG becomes a tree (parse.go). Walking it (walk.go) flattens every shape,
// stroke and letter to contours in pixels and puts them on a list of fills. When
// the list is long enough, or something has to be drawn by other means, it is
// painted, large pictures by two goroutines with half of the rows each
// (work.go).
//
// A fill adds the signed areas that its edges cover to a buffer, and sums these
// up along each row (cover.go). Only its bounding box is visited, and of that
// only the rows and columns that an edge touched; stretches between edges are
// filled as one. A stroke is a set of small contours that all turn the same
// way: where they overlap, the sum exceeds one and is cut off, so that a stroke
// is a union and never darker where it crosses itself. As a contour covers
// nothing outside its own bounding box, large strokes are painted by tiles of
// 128 pixels with the contours that touch them.
package raster
