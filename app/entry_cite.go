package app

import (
	"slices"
	"strings"

	"saywhen/storage"
)

// QuoteGap stands in a quote between the words of two spans.
const QuoteGap = " … "

// citations changes the first citation and leaves the others alone: the form
// shows one. Its spans are those of the quote, or there are none.
func (r *resolver) citations(old []storage.Citation, e Entry) ([]storage.Citation, error) {
	id, err := r.document(e)
	switch {
	case err != nil:
		return nil, err
	case id == 0 && len(old) > 0:
		return old[1:], nil
	case id == 0:
		return nil, nil
	case len(old) == 0:
		old = []storage.Citation{{}}
	}
	c := &old[0]
	if c.Document != id || c.Quote != e.Quote || c.Version != e.Version || !slices.Equal(c.Spans, e.Spans) {
		if c.Version, c.Spans, err = r.spans(id, e); err != nil {
			return nil, err
		}
	}
	c.Document, c.Quote, c.Translation = id, e.Quote, e.Translation
	return old, nil
}

func (r *resolver) document(e Entry) (storage.ID, error) {
	if d, ok := r.lists.entryDocument(e); ok {
		return d.ID, nil
	}
	return find(e.Document, r.lists.documentID, r.made.document, func(n string) (storage.ID, error) {
		d := storage.Document{Title: n}
		err := r.tx.PutDocument(&d)
		return d.ID, err
	})
}

// spans gives where the quote stands: in the entry's own spans when they hold
// it, else where the newest text has it, when it has it just once.
func (r *resolver) spans(document storage.ID, e Entry) (version storage.ID, spans []storage.Span, err error) {
	if blank(e.Quote) {
		return 0, nil, nil
	}
	if _, made := r.made.document[strings.TrimSpace(e.Document)]; made {
		return 0, nil, nil // it has no text yet
	}
	d, err := r.tx.Document(document)
	if err != nil {
		return 0, nil, err
	}
	for _, v := range d.Versions {
		if v.ID == e.Version && e.Version != 0 && quoteAt(v.Text, e.Spans) == strings.TrimSpace(e.Quote) {
			return v.ID, e.Spans, nil
		}
	}
	if n := len(d.Versions); n > 0 {
		if spans, ok := findQuote(d.Versions[n-1].Text, e.Quote); ok {
			return d.Versions[n-1].ID, spans, nil
		}
	}
	return 0, nil, nil
}

// quoteAt gives the words of spans, or "" when they are not spans of the text.
func quoteAt(text string, spans []storage.Span) string {
	parts, at := make([]string, len(spans)), 0
	for i, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			return ""
		}
		parts[i], at = text[s.Start:s.End], s.End
	}
	return strings.TrimSpace(strings.Join(parts, QuoteGap))
}

// findQuote gives the spans of a quote in a text, piece by piece; false unless
// the text has each piece just once and all in their order.
func findQuote(text, quote string) (spans []storage.Span, ok bool) {
	at := 0
	for _, piece := range strings.Split(quote, QuoteGap) {
		piece = strings.TrimSpace(piece)
		i := strings.Index(text, piece)
		if piece == "" || i < at || strings.Contains(text[i+1:], piece) {
			return nil, false
		}
		at = i + len(piece)
		spans = append(spans, storage.Span{Start: i, End: at})
	}
	return spans, true
}
