package paint

import (
	"image"
	"image/color"
	"math"
	"unsafe"
)

// canvas is an image seen as 32-bit pixels, 0xAABBGGRR premultiplied (the bytes
// R, G, B, A of image.RGBA on the little-endian machines that Go's window
// toolkits run on). Everything is drawn within clip.
type canvas struct {
	p    []uint32
	w, h int
	clip box
	cov  coverage
	fade fadeColumns
}

// box is a rectangle of pixels, x1 and y1 outside.
type box struct{ x0, y0, x1, y1 int }

func (b box) empty() bool { return b.x0 >= b.x1 || b.y0 >= b.y1 }

func (b box) and(o box) box {
	return box{max(b.x0, o.x0), max(b.y0, o.y0), min(b.x1, o.x1), min(b.y1, o.y1)}
}

// bind makes the canvas draw on an image, whose memory must be contiguous.
func (c *canvas) bind(m *image.RGBA) {
	c.w, c.h = m.Rect.Dx(), m.Rect.Dy()
	c.p = unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(m.Pix))), c.w*c.h)
	c.clip = box{0, 0, c.w, c.h}
}

// pack premultiplies nothing: color.RGBA is premultiplied already.
func pack(c color.RGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

// scaled multiplies a premultiplied colour by a/255.
func scaled(c, a uint32) uint32 {
	if a >= 255 {
		return c
	}
	rb := (c&0xff00ff)*a + 0x800080
	rb = (rb + rb>>8&0xff00ff) >> 8 & 0xff00ff
	ag := (c>>8&0xff00ff)*a + 0x800080
	ag = (ag + ag>>8&0xff00ff) & 0xff00ff00
	return rb | ag
}

// over puts a premultiplied colour over another.
func over(d, s uint32) uint32 { return s + scaled(d, 255-s>>24) }

// blend puts a colour over another with a coverage of 0 to 255: over(d,
// scaled(c, a)) with one rounding instead of two.
func blend(d, c, a uint32) uint32 { return mix(d, c, a, 255-by255(c>>24*a)) }

// by255 divides a product of two bytes by 255, rounding to nearest.
func by255(v uint32) uint32 { return (v + 128 + (v+128)>>8) >> 8 }

// mix adds a/255 of c and b/255 of d.
func mix(d, c, a, b uint32) uint32 {
	rb := c&0xff00ff*a + d&0xff00ff*b + 0x800080
	ag := c>>8&0xff00ff*a + d>>8&0xff00ff*b + 0x800080
	return (rb+rb>>8&0xff00ff)>>8&0xff00ff | (ag+ag>>8&0xff00ff)&0xff00ff00
}

// row returns the pixels [x0,x1) of a row; they must be in the image.
func (c *canvas) row(y, x0, x1 int) []uint32 { return c.p[y*c.w+x0 : y*c.w+x1] }

// fill paints a rectangle with a premultiplied colour.
func (c *canvas) fill(b box, s uint32) {
	b = b.and(c.clip)
	if b.empty() || s == 0 {
		return
	}
	if s>>24 != 255 {
		for y := b.y0; y < b.y1; y++ {
			overRow(c.row(y, b.x0, b.x1), s)
		}
		return
	}
	first := c.row(b.y0, b.x0, b.x1)
	flood(first, s)
	for y := b.y0 + 1; y < b.y1; y++ {
		copy(c.row(y, b.x0, b.x1), first)
	}
}

// flood sets all pixels, by copies that double.
func flood(p []uint32, s uint32) {
	n := min(len(p), 16)
	for i := range p[:n] {
		p[i] = s
	}
	for ; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
}

func overRow(row []uint32, s uint32) {
	ia := 255 - s>>24
	for i, d := range row {
		row[i] = s + scaled(d, ia)
	}
}

// mask is a coverage mask; dx and dy say where its corner lies from the origin
// of what it shows.
type mask struct {
	w, h, dx, dy int
	a            []uint8
}

// stamp paints a mask in one colour with the mask's origin at x, y.
func (c *canvas) stamp(m *mask, x, y int, col uint32) {
	x, y = x+m.dx, y+m.dy
	b := box{x, y, x + m.w, y + m.h}.and(c.clip)
	if b.empty() {
		return
	}
	for j := b.y0; j < b.y1; j++ {
		row := c.row(j, b.x0, b.x1)
		al := m.a[(j-y)*m.w+b.x0-x:][:len(row)]
		if col>>24 == 255 {
			coverOpaque(row, al, col)
		} else {
			cover(row, al, col)
		}
	}
}

// cover puts a colour over pixels with a coverage each.
func cover(row []uint32, al []uint8, col uint32) {
	for i, a := range al[:len(row)] {
		if a != 0 {
			row[i] = mix(row[i], col, uint32(a), 255-by255(col>>24*uint32(a)))
		}
	}
}

// coverOpaque is cover for an opaque colour: most pixels of texts. What does
// not change from pixel to pixel is computed once.
func coverOpaque(row []uint32, al []uint8, col uint32) {
	const twoBytes, half = 0xff00ff, 0x800080
	rb, ag := col&twoBytes, col>>8&twoBytes
	al = al[:len(row)]
	for i := range row {
		a := uint32(al[i])
		if a == 0 {
			continue
		}
		if a == 255 {
			row[i] = col
			continue
		}
		d, b := row[i], 255-a
		x, y := rb*a+d&twoBytes*b+half, ag*a+d>>8&twoBytes*b+half
		row[i] = (x+x>>8&twoBytes)>>8&twoBytes | (y+y>>8&twoBytes)&^uint32(twoBytes)
	}
}

// sprite is a small premultiplied picture.
type sprite struct {
	w, h, dx, dy int
	p            []uint32
	rows         []spriteRow
}

// spriteRow says where a row of a sprite has pixels, [x0,x1), and where these
// are opaque, [o0,o1).
type spriteRow struct{ x0, o0, o1, x1 int }

// index finds the rows of a sprite.
func (s *sprite) index() {
	s.rows = make([]spriteRow, s.h)
	for j := range s.rows {
		row := s.p[j*s.w:][:s.w]
		r := spriteRow{x0: 0, x1: s.w}
		for r.x0 < r.x1 && row[r.x0] == 0 {
			r.x0++
		}
		for r.x1 > r.x0 && row[r.x1-1] == 0 {
			r.x1--
		}
		for r.o0 = r.x0; r.o0 < r.x1 && row[r.o0]>>24 != 255; r.o0++ {
		}
		for r.o1 = r.o0; r.o1 < r.x1 && row[r.o1]>>24 == 255; r.o1++ {
		}
		s.rows[j] = r
	}
}

// paste puts a sprite's origin at x, y with an opacity of 0 to 255.
func (c *canvas) paste(s *sprite, x, y int, alpha uint32) {
	x, y = x+s.dx, y+s.dy
	b := box{x, y, x + s.w, y + s.h}.and(c.clip)
	if b.empty() {
		return
	}
	inside := b.x0 == x && b.x1 == x+s.w
	for j := b.y0; j < b.y1; j++ {
		r := s.rows[j-y]
		src := s.p[(j-y)*s.w:][:s.w]
		switch {
		case r.x0 == r.x1:
		case inside && alpha == 255:
			dst := c.row(j, x, x+s.w)
			overPixels(dst[r.x0:r.o0], src[r.x0:r.o0])
			copy(dst[r.o0:r.o1], src[r.o0:r.o1])
			overPixels(dst[r.o1:r.x1], src[r.o1:r.x1])
		default:
			dim(c.row(j, b.x0, b.x1), src[b.x0-x:b.x1-x], alpha)
		}
	}
}

// overPixels puts pixels over others, one by one.
func overPixels(dst, src []uint32) {
	dst = dst[:len(src)]
	for i, v := range src {
		dst[i] = over(dst[i], v)
	}
}

// dim puts pixels with an opacity over others.
func dim(dst, src []uint32, alpha uint32) {
	dst = dst[:len(src)]
	for i, v := range src {
		dst[i] = over(dst[i], scaled(v, alpha))
	}
}

// far bounds coordinates in pixels, so that they can be converted to integers
// and multiplied on every machine alike.
const far = 1 << 20

// sane bounds a coordinate; what is not a number becomes 0.
func sane(v float32) float32 {
	if v != v {
		return 0
	}
	return min(max(v, -far), far)
}

// round gives the nearest pixel boundary, halves upwards.
func round(v float32) int { return floor(v + 0.5) }

func floor(v float32) int { return int(math.Floor(float64(sane(v)))) }

func ceil(v float32) int { return int(math.Ceil(float64(sane(v)))) }

// thick gives the whole number of pixels of a length that must not vanish.
func thick(v float32) int { return max(1, round(v)) }

// clamp01 bounds a value; what is not a number becomes 0.
func clamp01(v float32) float32 {
	if v != v {
		return 0
	}
	return min(max(v, 0), 1)
}

// byteOf converts 0–1 to 0–255.
func byteOf(v float32) uint32 { return uint32(clamp01(v)*255 + 0.5) }
