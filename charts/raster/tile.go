package raster

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"strings"

	"golang.org/x/image/draw"

	"saywhen/charts/paint"
)

// tile is a shader that shows a picture, once or repeated.
type tile struct {
	inv    matrix // pixels to pixels of the tile
	pixels []uint32
	w, h   int
	repeat bool
}

// maxTile bounds the side of a tile in pixels.
const maxTile = 2048

// tileKey names the picture of a pattern at a size.
type tileKey struct {
	n    *node
	w, h int
}

// pattern makes the shader of a pattern: its contents are drawn once, as large
// as they are seen.
func (w *walker) pattern(n *node, st *state, shape *outline) shader {
	if w.inside > 0 {
		w.note("pattern in a pattern")
		return nil
	}
	w.check(n)
	m := st.m
	x, y := share1(n, "x", 0), share1(n, "y", 0)
	width, height := share1(n, "width", 0), share1(n, "height", 0)
	if n.get("patternUnits") != "userSpaceOnUse" { // shares of the shape's box
		inv, _ := st.m.inverse()
		lo, hi, _ := shape.bounds(inv)
		x, width = lo.x+x*(hi.x-lo.x), width*(hi.x-lo.x)
		y, height = lo.y+y*(hi.y-lo.y), height*(hi.y-lo.y)
	}
	if t := n.get("patternTransform"); t != "" {
		own, ok := parseTransform(t)
		if !ok {
			w.note("attribute patternTransform=" + brief(t))
		}
		m = m.times(own)
	}
	if !(width > 0 && height > 0) {
		return nil
	}
	p := w.patternTile(n, point{x, y}, point{width, height}, m)
	at := m.times(translation(x, y)).times(matrix{a: width / float64(p.w), d: height / float64(p.h)})
	inv, ok := at.inverse()
	if p.inv = inv; !ok {
		return nil
	}
	return p
}

// patternTile draws a pattern's contents.
func (w *walker) patternTile(n *node, at, size point, m matrix) *tile {
	k := 1.0
	if math.Abs(m.b)+math.Abs(m.c) > 1e-6 {
		k = 2 // what is turned is smoothed twice
	}
	side := func(v float64) int { return int(max(1, min(math.Ceil(v*k-1e-3), maxTile))) }
	tw, th := side(size.x*math.Hypot(m.a, m.b)), side(size.y*math.Hypot(m.c, m.d))
	key := tileKey{n, tw, th}
	img, ok := w.tiles[key]
	if !ok {
		img = image.NewRGBA(image.Rect(0, 0, tw, th))
		sub := &walker{Options: w.Options, ids: w.ids, notes: w.notes, list: newList(img), inside: w.inside + 1, spent: w.spent + tw*th}
		to := matrix{a: float64(tw) / size.x, d: float64(th) / size.y}.times(translation(-at.x, -at.y))
		for _, kid := range n.kids {
			sub.walk(kid, state{m: to, style: initial, clip: clip{box: img.Rect}})
		}
		sub.list.paint()
		w.spent = sub.spent
		if w.tiles == nil {
			w.tiles = map[tileKey]*image.RGBA{}
		}
		w.tiles[key] = img
	}
	return &tile{pixels: paint.Pixels(img), w: tw, h: th, repeat: true}
}

// colours mixes the four pixels around each place.
func (t *tile) colours(to []uint32, x, y int) {
	for i := range to {
		p := t.inv.of(point{float64(x+i) + 0.5, float64(y) + 0.5})
		fx, fy := math.Floor(pixel(p.x-0.5)), math.Floor(pixel(p.y-0.5))
		kx, ky := uint32((p.x-0.5-fx)*256+0.5), uint32((p.y-0.5-fy)*256+0.5)
		u, v := int(fx), int(fy)
		top := lerp(t.at(u, v), t.at(u+1, v), kx)
		if ky == 0 {
			to[i] = top
			continue
		}
		low := lerp(t.at(u, v+1), t.at(u+1, v+1), kx)
		to[i] = lerp(top, low, ky)
	}
}

func (t *tile) at(u, v int) uint32 {
	if t.repeat {
		u, v = modulo(u, t.w), modulo(v, t.h)
	} else {
		u, v = min(max(u, 0), t.w-1), min(max(v, 0), t.h-1)
	}
	return t.pixels[v*t.w+u]
}

func modulo(a, n int) int {
	if a %= n; a < 0 {
		a += n
	}
	return a
}

// lerp mixes two premultiplied pixels, k of 256 of the second. It rounds down,
// so that no colour exceeds its alpha.
func lerp(a, b, k uint32) uint32 {
	k = min(k, 256)
	rb := ((a&0xff00ff)*(256-k) + (b&0xff00ff)*k) >> 8 & 0xff00ff
	ag := (a>>8&0xff00ff)*(256-k) + (b>>8&0xff00ff)*k
	return rb | ag&0xff00ff00
}

// The limits of pictures inside an SVG, in pixels.
const (
	maxImage  = 16 << 20
	maxImages = 64 << 20 // all together
)

// image draws a picture that is in the SVG itself.
func (w *walker) image(n *node, st state) {
	href := n.get("href")
	if href == "" {
		href = n.get("xlink:href")
	}
	img := w.decode(href)
	if img == nil {
		w.note("image " + brief(href))
		return
	}
	size := img.Bounds().Size()
	num := func(name string, otherwise int) float64 {
		if v, ok := length(n.get(name), 0); ok {
			return v
		}
		return float64(otherwise)
	}
	x, y, width, height := num("x", 0), num("y", 0), num("width", size.X), num("height", size.Y)
	k := min(width/float64(size.X), height/float64(size.Y))
	if !(k > 0) {
		return
	}
	x += (width - k*float64(size.X)) / 2
	y += (height - k*float64(size.Y)) / 2
	w.b.reset(st.m)
	w.b.rect(point{x, y}, k*float64(size.X), k*float64(size.Y), point{})
	if w.hits != nil {
		w.hits.shape(n, &st, &w.b.outline)
	}
	t := scaledTile(img, k*st.m.reach())
	at := st.m.times(translation(x, y)).times(matrix{a: k * float64(size.X) / float64(t.w), d: k * float64(size.Y) / float64(t.h)})
	inv, ok := at.inverse()
	if t.inv = inv; !ok {
		return
	}
	f := fill{clip: st.clip, shader: t, fade: channel(st.style.opacity)}
	w.list.begin(&f)
	w.list.add(&w.b.outline)
	w.spent += w.list.finish(&f)
}

// scaledTile makes a tile of a picture, smaller if it is seen smaller.
func scaledTile(img image.Image, k float64) *tile {
	size := img.Bounds().Size()
	k = min(k, 1)
	side := func(v int) int { return max(1, int(math.Round(float64(v)*k))) }
	to := image.NewRGBA(image.Rect(0, 0, side(size.X), side(size.Y)))
	draw.BiLinear.Scale(to, to.Rect, img, img.Bounds(), draw.Src, nil)
	return &tile{pixels: paint.Pixels(to), w: to.Rect.Dx(), h: to.Rect.Dy()}
}

// decode reads a data URI of a PNG or JPEG; nil if it is none, or too large.
func (w *walker) decode(href string) image.Image {
	head, body, _ := strings.Cut(href, ",")
	var config func([]byte) (image.Config, error)
	var decode func([]byte) (image.Image, error)
	switch head {
	case "data:image/png;base64":
		config = func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) }
		decode = func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }
	case "data:image/jpeg;base64":
		config = func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) }
		decode = func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }
	default:
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil
	}
	c, err := config(data)
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxImage || c.Height > maxImage ||
		c.Width*c.Height > maxImage || w.decoded+c.Width*c.Height > maxImages {
		return nil
	}
	w.decoded += c.Width * c.Height
	img, err := decode(data)
	if err != nil {
		return nil
	}
	return img
}
