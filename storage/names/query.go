package names

// query is what was typed, taken apart.
type query struct {
	folded string
	words  []queryWord
}

type queryWord struct {
	text string
	keys []string
}

func newQuery(typed string) query {
	q := query{folded: Fold(typed)}
	for _, w := range words(q.folded) {
		q.words = append(q.words, queryWord{w, keysOf(w)})
	}
	return q
}
