package raster

// pathData reads the d attribute of a path, up to the first mistake as SVG
// wants it; it reports whether there was none.
type pathData struct {
	b    *builder
	s    string
	args [7]float64
	last byte  // the previous command, in upper case
	ctrl point // its last control point
}

// argCount is how many numbers a command takes.
func argCount(c byte) int {
	switch upper(c) {
	case 'Z':
		return 0
	case 'H', 'V':
		return 1
	case 'M', 'L', 'T':
		return 2
	case 'S', 'Q':
		return 4
	case 'C':
		return 6
	case 'A':
		return 7
	}
	return -1
}

func upper(c byte) byte { return c &^ 0x20 }

func isLetter(c byte) bool { c = upper(c); return c >= 'A' && c <= 'Z' }

// data adds a path.
func (b *builder) data(s string) bool {
	d := pathData{b: b, s: s}
	var cmd byte
	for {
		d.skip()
		if d.s == "" {
			return true
		}
		switch {
		case isLetter(d.s[0]):
			cmd, d.s = d.s[0], d.s[1:]
		case upper(cmd) == 'Z':
			return false
		case upper(cmd) == 'M': // more pairs are lines
			cmd -= 'M' - 'L'
		}
		n := argCount(cmd)
		if n < 0 || d.last == 0 && upper(cmd) != 'M' || !d.read(n, upper(cmd) == 'A') {
			return false
		}
		d.run(cmd)
	}
}

func (d *pathData) skip() {
	i := 0
	for i < len(d.s) && separator(d.s[i]) {
		i++
	}
	d.s = d.s[i:]
}

// read reads n numbers; the two flags of an arc are one digit each.
func (d *pathData) read(n int, arc bool) bool {
	for i := range n {
		d.skip()
		if arc && (i == 3 || i == 4) {
			if d.s == "" || d.s[0] != '0' && d.s[0] != '1' {
				return false
			}
			d.args[i], d.s = float64(d.s[0]-'0'), d.s[1:]
			continue
		}
		v, size := scanNumber(d.s)
		if size == 0 {
			return false
		}
		d.args[i], d.s = v, d.s[size:]
	}
	return true
}

// run carries a command out.
func (d *pathData) run(cmd byte) {
	var o point // what the coordinates are relative to
	if cmd >= 'a' {
		o = d.b.at
	}
	p := func(i int) point { return point{o.x + d.args[i], o.y + d.args[i+1]} }
	up, now := upper(cmd), d.b.at
	switch up {
	case 'Z':
		d.b.close()
	case 'M':
		d.b.move(p(0))
	case 'L':
		d.b.line(p(0))
	case 'H':
		d.b.line(point{o.x + d.args[0], now.y})
	case 'V':
		d.b.line(point{now.x, o.y + d.args[0]})
	case 'A':
		v := &d.args
		d.b.arc(v[0], v[1], v[2], v[3] != 0, v[4] != 0, p(5))
	default:
		d.curve(up, p)
	}
	d.last = up
}

// curve carries one of C, S, Q, T out.
func (d *pathData) curve(up byte, p func(int) point) {
	switch up {
	case 'C':
		d.ctrl = p(2)
		d.b.cube(p(0), p(2), p(4))
	case 'S':
		c := d.mirrored('C', 'S')
		d.ctrl = p(0)
		d.b.cube(c, p(0), p(2))
	case 'Q':
		d.ctrl = p(0)
		d.b.quad(p(0), p(2))
	case 'T':
		d.ctrl = d.mirrored('Q', 'T')
		d.b.quad(d.ctrl, p(0))
	}
}

// mirrored gives the control point that continues the curve before smoothly, if
// that was one of two kinds.
func (d *pathData) mirrored(a, b byte) point {
	now := d.b.at
	if d.last != a && d.last != b {
		return now
	}
	return point{2*now.x - d.ctrl.x, 2*now.y - d.ctrl.y}
}
