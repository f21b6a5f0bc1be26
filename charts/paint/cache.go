package paint

// cache is a bounded map that forgets what has not been asked for lately. It
// keeps two generations: a find in the old one moves to the young one, and when
// the young one has cost more than the limit it becomes the old one. So at most
// twice the limit is kept, a hit costs one or two look-ups, and what every
// frame uses is never dropped.
type cache[K comparable, V any] struct {
	young, old map[K]V
	cost       int
	limit      int
	costOf     func(V) int
}

func newCache[K comparable, V any](limit int, costOf func(V) int) *cache[K, V] {
	return &cache[K, V]{young: map[K]V{}, limit: limit, costOf: costOf}
}

func (c *cache[K, V]) get(k K) (V, bool) {
	if v, ok := c.young[k]; ok {
		return v, true
	}
	v, ok := c.old[k]
	if ok {
		c.put(k, v)
	}
	return v, ok
}

func (c *cache[K, V]) put(k K, v V) {
	cost := c.costOf(v)
	if c.cost+cost > c.limit && len(c.young) > 0 {
		c.old, c.young, c.cost = c.young, make(map[K]V, len(c.young)), 0
	}
	c.cost += cost
	c.young[k] = v
}

func (c *cache[K, V]) clear() {
	clear(c.young)
	c.old, c.cost = nil, 0
}
