package names

import (
	"cmp"
	"slices"
)

// collector keeps the best records.
type collector struct {
	limit int
	boost func(int64) float64
	list  []candidate
	least float64 // what scores less cannot be among the best
}

type candidate struct {
	Match
	name string
}

func (c *collector) add(p *part, entry int32, f *found) {
	e := &p.entries[entry]
	m := candidate{Match{ID: e.ID, Score: f.score}, e.Name}
	if c.boost != nil {
		m.Score += c.boost(e.ID)
	}
	if m.Score < c.least {
		return
	}
	if which := p.names[f.name].which; which > 0 {
		m.Which = e.Aliases[which-1]
	}
	c.list = append(c.list, m)
	if len(c.list) >= 2*c.limit+256 {
		c.cut()
	}
}

// cut drops what cannot be among the best.
func (c *collector) cut() {
	slices.SortFunc(c.list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.name), len(b.name)),
			cmp.Compare(a.name, b.name), cmp.Compare(a.ID, b.ID))
	})
	c.list = c.list[:min(c.limit, len(c.list))]
	if len(c.list) == c.limit {
		c.least = c.list[c.limit-1].Score
	}
}

func (c *collector) result() []Match {
	c.cut()
	out := make([]Match, len(c.list))
	for i, m := range c.list {
		out[i] = m.Match
	}
	return out
}
