package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

// ErrSameText answers an edit of a text that changes nothing.
var ErrSameText = errors.New("the text is the same as before; nothing was changed")

// TextEdit says what a new text of a document does to what is coded in it.
type TextEdit struct {
	// Version is the number of the text afterwards.
	Version int
	// Carried counts the citations whose words were found in the new text.
	Carried int
	// Lost are those whose words were not; they stay where they are, in the
	// version that has them.
	Lost []LostQuote
}

// LostQuote is a citation that did not survive an edit.
type LostQuote struct {
	Statement, Citation storage.ID
	Quote               string
}

// PreviewText says what EditText would do. It changes nothing.
func (s *Session) PreviewText(document storage.ID, text string, done func(TextEdit, error)) {
	var edit TextEdit
	s.Read(func(ctx context.Context, f *sqlite.File) error {
		d, err := f.Document(ctx, document)
		if err != nil {
			return err
		}
		coded, err := f.Coded(ctx, document)
		if err != nil {
			return err
		}
		edit, _, err = planText(d, coded, text)
		return err
	}, func(err error) { done(edit, err) })
}

// EditText gives a document a new text, in one step. A text in which something
// is coded stays as a version; what is coded in it, and in versions before it,
// goes over to the new one where its words are found there. done gets what did
// not survive, or ErrSameText.
func (s *Session) EditText(document storage.ID, text string, done func(TextEdit, error)) {
	var edit TextEdit
	now := s.now().Unix()
	s.Do("Edit the text of an article", func(tx *sqlite.Tx) error {
		d, err := tx.Document(document)
		if err != nil {
			return err
		}
		coded, err := tx.Coded(document)
		if err != nil {
			return err
		}
		var moved map[storage.ID]map[storage.ID]storage.Citation
		if edit, moved, err = planText(d, coded, text); err != nil {
			return err
		}
		version, err := putText(tx, &d, article.Clean(text))
		if err != nil {
			return err
		}
		edit.Version = version.Number
		return putMoved(tx, moved, version.ID, now)
	}, func(err error) { done(edit, err) })
}

// planText says where every citation of a document goes under a new text, by
// statement and citation; their Version is left for the caller.
func planText(d storage.Document, coded []sqlite.Coded, text string) (edit TextEdit, moved map[storage.ID]map[storage.ID]storage.Citation, err error) {
	text = article.Clean(text)
	switch n := len(d.Versions); {
	case blank(text):
		return edit, nil, &FieldError{"text", "The text is empty; an article that has a text keeps one."}
	case len(text) > article.MaxText:
		return edit, nil, &FieldError{"text", "The text is longer than 5 MB; split it and add the parts."}
	case n > 0 && d.Versions[n-1].Text == text:
		return edit, nil, ErrSameText
	}
	edit.Version = len(d.Versions) + 1
	moved = map[storage.ID]map[storage.ID]storage.Citation{}
	for _, v := range d.Versions {
		for _, c := range carryVersion(v, coded, text) {
			if c.Spans == nil {
				edit.Lost = append(edit.Lost, LostQuote{c.Statement, c.ID, c.Quote})
				continue
			}
			edit.Carried++
			if moved[c.Statement] == nil {
				moved[c.Statement] = map[storage.ID]storage.Citation{}
			}
			moved[c.Statement][c.ID] = c.Citation
		}
	}
	return edit, moved, nil
}

// carryVersion carries the citations that lie in one version over to a new
// text. One that does not survive whole comes back without spans. A quote that
// was the words of its spans becomes what stands there now.
func carryVersion(v storage.Version, coded []sqlite.Coded, text string) []sqlite.Coded {
	var mine []sqlite.Coded
	var spans []storage.Span
	for _, c := range coded {
		if c.Version == v.ID && len(c.Spans) > 0 {
			mine = append(mine, c)
			spans = append(spans, c.Spans...)
		}
	}
	carried, lost := article.Carry(v.Text, text, spans)
	at := 0
	for i, c := range mine {
		to := slices.Clone(carried[at : at+len(c.Spans)])
		gone := slices.ContainsFunc(lost, func(k int) bool { return k >= at && k < at+len(c.Spans) })
		at += len(c.Spans)
		slices.SortFunc(to, func(a, b storage.Span) int { return a.Start - b.Start })
		if gone || overlapping(to) {
			mine[i].Spans = nil
			continue
		}
		if strings.TrimSpace(c.Quote) == quoteAt(v.Text, c.Spans) {
			mine[i].Quote = quoteAt(text, to)
		}
		mine[i].Spans = to
	}
	return mine
}

func overlapping(spans []storage.Span) bool {
	for i := 1; i < len(spans); i++ {
		if spans[i].Start < spans[i-1].End {
			return true
		}
	}
	return false
}

// putText stores a new text. The newest version takes it when nothing is coded
// there; else it becomes a further version.
func putText(tx *sqlite.Tx, d *storage.Document, text string) (storage.Version, error) {
	if n := len(d.Versions); n > 0 {
		d.Versions[n-1].Text = text
	} else {
		d.Versions = []storage.Version{{Text: text}}
	}
	if err := tx.PutDocument(d); err != nil {
		return storage.Version{}, err
	}
	return d.Versions[len(d.Versions)-1], nil
}

func putMoved(tx *sqlite.Tx, moved map[storage.ID]map[storage.ID]storage.Citation, version storage.ID, now int64) error {
	ids := make([]storage.ID, 0, len(moved))
	for id := range moved {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		st, err := tx.Statement(id)
		if err != nil {
			return err
		}
		for i, c := range st.Citations {
			if to, ok := moved[id][c.ID]; ok {
				to.Version = version
				st.Citations[i] = to
			}
		}
		st.Changed = now
		if err := tx.PutStatement(&st); err != nil {
			return err
		}
	}
	return nil
}
