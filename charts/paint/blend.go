package paint

import (
	"image"
	"image/color"
	"unsafe"
)

// This file lends the arithmetic of this package's pixels to packages that fill
// shapes of their own.

// Pixels sees an image as one packed pixel after another, row by row: 0xAABBGGRR
// premultiplied. The image must have its origin at 0,0 and Stride = 4·width; the
// slice shares its memory.
func Pixels(m *image.RGBA) []uint32 {
	n := m.Rect.Dx() * m.Rect.Dy()
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(m.Pix[:4*n]))), n)
}

// Pack converts a premultiplied colour to a packed pixel.
func Pack(c color.RGBA) uint32 { return pack(c) }

// Fill puts a colour over a row of pixels.
func Fill(row []uint32, c uint32) {
	switch {
	case c>>24 == 255:
		flood(row, c)
	case c != 0:
		overRow(row, c)
	}
}

// Cover puts a colour over a row of pixels, each with its own coverage of 0 to
// 255. Both slices have the same length.
func Cover(row []uint32, coverage []uint8, c uint32) {
	row = row[:len(coverage)]
	opaque, alpha := c>>24 == 255, c>>24
	for i, a := range coverage {
		switch {
		case a == 0:
		case a == 255 && opaque:
			row[i] = c
		default:
			row[i] = mix(row[i], c, uint32(a), 255-by255(alpha*uint32(a)))
		}
	}
}

// CoverEach is Cover with a colour for each pixel. The three slices have the
// same length.
func CoverEach(row, colours []uint32, coverage []uint8) {
	row, colours = row[:len(coverage)], colours[:len(coverage)]
	for i, a := range coverage {
		if c := colours[i]; a == 255 && c>>24 == 255 {
			row[i] = c
		} else if a != 0 {
			row[i] = blend(row[i], c, uint32(a))
		}
	}
}

// Scaled multiplies a packed colour by a/255.
func Scaled(c uint32, a uint8) uint32 { return scaled(c, uint32(a)) }
