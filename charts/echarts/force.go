package echarts

import "math"

// place is where a node stands, in pixels of the plotting area.
type place struct{ x, y float64 }

// tie pulls two nodes together, the harder the greater its strength (0 to 1).
type tie struct {
	from, to int
	strength float64
}

// forceSteps is how often the forces act.
const forceSteps = 400

// spread finds places for n nodes in a box of w × h pixels, by the method of T.
// Fruchterman and E. Reingold ("Graph Drawing by Force-directed Placement",
// 1991): all nodes push each other away, ties pull, and the steps become
// smaller. A weak pull to the middle keeps parts together that nothing ties. It
// starts from a spiral, so the same network always looks the same. radius gives
// the size of each node's disc: discs do not overlap where there is room.
func spread(n int, ties []tie, radius []float64, w, h float64) []place {
	at := spiral(n, w, h)
	if n < 2 {
		return at
	}
	ties = eased(n, ties)
	ideal := 0.9 * math.Sqrt(w*h/float64(n)) // the distance at which push and pull are even
	push := make([]place, n)
	for step := range forceSteps {
		heat := math.Max(w, h) / 8 * math.Pow(1-float64(step)/forceSteps, 1.5)
		repel(at, push, ideal)
		attract(at, push, ties, ideal)
		for i := range at {
			at[i] = moved(at[i], push[i], heat, w, h)
		}
	}
	fitBox(at, w, h)
	separate(at, radius, w, h)
	return at
}

// eased takes from the pull of nodes with many ties, which would else draw
// everything into one heap.
func eased(n int, ties []tie) []tie {
	degree := make([]float64, n)
	for _, t := range ties {
		degree[t.from]++
		degree[t.to]++
	}
	out := make([]tie, len(ties))
	for i, t := range ties {
		few := math.Min(degree[t.from], degree[t.to])
		out[i] = tie{t.from, t.to, (0.3 + 0.7*t.strength) / math.Max(math.Sqrt(few), few/3)}
	}
	return out
}

// spiral begins in the middle, with the first node, and leaves no two nodes in
// one place.
func spiral(n int, w, h float64) []place {
	golden := math.Pi * (3 - math.Sqrt(5))
	at := make([]place, n)
	for i := range at {
		r, a := math.Sqrt((float64(i)+0.3)/float64(n))*0.45, float64(i)*golden
		at[i] = place{w * (0.5 + r*math.Cos(a)), h * (0.5 + r*math.Sin(a))}
	}
	return at
}

func repel(at, push []place, ideal float64) {
	clear(push)
	for i := range at {
		for j := i + 1; j < len(at); j++ {
			dx, dy := at[i].x-at[j].x, at[i].y-at[j].y
			d2 := math.Max(dx*dx+dy*dy, 0.01)
			f := ideal * ideal / d2
			push[i].x, push[i].y = push[i].x+dx*f, push[i].y+dy*f
			push[j].x, push[j].y = push[j].x-dx*f, push[j].y-dy*f
		}
	}
}

func attract(at, push []place, ties []tie, ideal float64) {
	for _, t := range ties {
		dx, dy := at[t.from].x-at[t.to].x, at[t.from].y-at[t.to].y
		f := math.Sqrt(dx*dx+dy*dy) / ideal * t.strength
		push[t.from].x, push[t.from].y = push[t.from].x-dx*f, push[t.from].y-dy*f
		push[t.to].x, push[t.to].y = push[t.to].x+dx*f, push[t.to].y+dy*f
	}
}

// moved takes a node a step along its force, no further than heat, and a little
// towards the middle.
func moved(p, push place, heat, w, h float64) place {
	const gravity = 0.35
	push.x += (w/2 - p.x) * gravity * h / w // as strong at the near edge as at the far one
	push.y += (h/2 - p.y) * gravity * w / h
	d := math.Sqrt(push.x*push.x + push.y*push.y)
	if d > heat {
		push.x, push.y = push.x/d*heat, push.y/d*heat
	}
	return place{p.x + push.x, p.y + push.y}
}

// fitBox stretches places to fill the box, but no more than fourfold one way
// against the other.
func fitBox(at []place, w, h float64) {
	low, high := at[0], at[0]
	for _, p := range at {
		low.x, low.y = math.Min(low.x, p.x), math.Min(low.y, p.y)
		high.x, high.y = math.Max(high.x, p.x), math.Max(high.y, p.y)
	}
	sx, sy := w/math.Max(high.x-low.x, 1), h/math.Max(high.y-low.y, 1)
	sx, sy = math.Min(sx, sy*4), math.Min(sy, sx*4)
	for i, p := range at {
		at[i] = place{w/2 + (p.x-(low.x+high.x)/2)*sx, h/2 + (p.y-(low.y+high.y)/2)*sy}
	}
}

// separate moves discs that overlap apart, within the box.
func separate(at []place, radius []float64, w, h float64) {
	for range 60 {
		touched := false
		for i := range at {
			for j := i + 1; j < len(at); j++ {
				dx, dy := at[i].x-at[j].x, at[i].y-at[j].y
				d, need := math.Hypot(dx, dy), radius[i]+radius[j]+4
				if d >= need {
					continue
				}
				touched = true
				if d < 0.1 {
					dx, dy, d = 1, 0, 1
				}
				s := (need - d) / 2 / d
				at[i] = place{inBox(at[i].x+dx*s, w), inBox(at[i].y+dy*s, h)}
				at[j] = place{inBox(at[j].x-dx*s, w), inBox(at[j].y-dy*s, h)}
			}
		}
		if !touched {
			return
		}
	}
}

func inBox(v, size float64) float64 { return math.Min(math.Max(v, 0), size) }

// box is a rectangle in pixels.
type box struct{ x, y, w, h float64 }

// part is a set of nodes and the box that it has for itself.
type part struct {
	nodes []int
	box
}

// pack gives each set a share of the box, larger sets larger ones: the list is
// halved by weight and the box across its longer side, until each has its own.
func pack(sets [][]int, b box) []part {
	switch len(sets) {
	case 0:
		return nil
	case 1:
		return []part{{sets[0], b}}
	}
	var all, sum float64
	for _, s := range sets {
		all += partWeight(s)
	}
	cut := 0
	for cut < len(sets)-1 && (cut == 0 || sum+partWeight(sets[cut])/2 < all/2) {
		sum += partWeight(sets[cut])
		cut++
	}
	one, two := b, b
	if share := sum / all; b.w > b.h*1.2 {
		one.w, two.x, two.w = b.w*share, b.x+b.w*share, b.w*(1-share)
	} else {
		one.h, two.y, two.h = b.h*share, b.y+b.h*share, b.h*(1-share)
	}
	return append(pack(sets[:cut], one), pack(sets[cut:], two)...)
}

func partWeight(nodes []int) float64 { return float64(len(nodes)) + 2 }
