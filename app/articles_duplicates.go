package app

import (
	"context"

	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

// Lookalike says of which text a new one is a copy, if it is of any.
type Lookalike struct {
	// Of is the document that has the text; 0 when it is another new one.
	Of storage.ID
	// With is the index, before its own, of another new text; -1 when it is not.
	With int
	// Same says that the texts are the same; else Similarity, 0–1, says how much
	// of both they share.
	Same       bool
	Similarity float64
}

// None reports whether the text is no copy.
func (d Lookalike) None() bool { return d.Of == 0 && d.With < 0 }

// textBatch is how many texts are read in one go; other reading gets its turn
// in between.
const textBatch = 50

// FindDuplicates compares new texts with the newest text of every document and
// with each other: done gets one answer per text, in their order. progress, when
// not nil, hears on another goroutine how many documents have been read. Ending
// ctx ends it.
func (s *Session) FindDuplicates(ctx context.Context, texts []string, progress func(done, total int), done func([]Lookalike, error)) {
	d := &duplicates{s: s, ctx: ctx, progress: progress, done: done, texts: texts}
	for _, doc := range s.lists.Documents {
		if len(doc.Versions) > 0 {
			d.left = append(d.left, doc.ID)
		}
	}
	d.total = len(d.left)
	d.next()
}

type duplicates struct {
	s        *Session
	ctx      context.Context
	progress func(done, total int)
	done     func([]Lookalike, error)
	texts    []string
	corpus   article.Corpus
	left     []storage.ID
	total    int
	found    []Lookalike
}

// next reads a batch and goes on until none is left; then it compares.
func (d *duplicates) next() {
	batch := d.left[:min(len(d.left), textBatch)]
	d.left = d.left[len(batch):]
	d.s.Read(func(ctx context.Context, f *sqlite.File) error {
		if err := d.read(ctx, f, batch); err != nil || len(d.left) > 0 {
			return err
		}
		d.compare()
		return d.ctx.Err()
	}, func(err error) {
		if err == nil && len(d.left) > 0 {
			d.next()
			return
		}
		d.done(d.found, err)
	})
}

func (d *duplicates) read(ctx context.Context, f *sqlite.File, batch []storage.ID) error {
	for _, id := range batch {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		doc, err := f.Document(ctx, id)
		if err != nil || len(doc.Versions) == 0 {
			continue // it was deleted meanwhile
		}
		d.corpus.Add(id, doc.Versions[len(doc.Versions)-1].Text)
	}
	if d.progress != nil {
		d.progress(d.total-len(d.left), d.total)
	}
	return ctx.Err()
}

// compare looks each new text up and adds it, under a negative number.
func (d *duplicates) compare() {
	d.found = make([]Lookalike, len(d.texts))
	for i, text := range d.texts {
		d.found[i] = Lookalike{With: -1}
		if d.ctx.Err() != nil {
			return
		}
		if blank(text) {
			continue
		}
		if id, same := d.corpus.Same(text); same {
			d.found[i] = lookalikeOf(id, true, 1)
		} else if near := d.corpus.Near(text); len(near) > 0 && near[0].Similarity >= article.NearlySame {
			d.found[i] = lookalikeOf(near[0].ID, false, near[0].Similarity)
		}
		d.corpus.Add(storage.ID(-1-i), text)
	}
}

func lookalikeOf(id storage.ID, same bool, similarity float64) Lookalike {
	d := Lookalike{Of: id, With: -1, Same: same, Similarity: similarity}
	if id < 0 {
		d.Of, d.With = 0, int(-1-id)
	}
	return d
}
