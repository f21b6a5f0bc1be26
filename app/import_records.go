package app

import (
	"errors"
	"strings"

	"saywhen/storage"
	"saywhen/storage/exchange"
)

// What a row of a table names: found among the records that are there, or
// planned to be made.

// named finds a record, or plans one that put makes.
func (im *tableImport) named(n *nameTable, ref exchange.Ref, count *int, put func(id storage.ID, name string) error) (storage.ID, error) {
	if ref.IsZero() {
		return 0, nil
	}
	id, err := n.find(ref)
	if err != nil || id != 0 {
		return id, err
	}
	id = ref.ID
	if id == 0 || n.there[id] {
		id = im.tx.NewID()
	}
	name := strings.Clone(ref.Name)
	n.add(id, name)
	im.plan = append(im.plan, planned{
		make: func() error { return put(id, name) }, count: count,
		undo: func() { n.remove(id, name) },
	})
	return id, nil
}

// actor finds an actor. A table does not say what kind a new one is, so it is
// a group until the analyst says.
func (im *tableImport) actor(ref exchange.Ref) (storage.ID, error) {
	return im.named(im.actors, ref, &im.report.Actors, func(id storage.ID, name string) error {
		return im.tx.PutActor(&storage.Actor{ID: id, Kind: storage.Group, Name: name, Colour: storage.NoColour})
	})
}

func (im *tableImport) actorList(refs []exchange.Ref) ([]storage.ID, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	ids := make([]storage.ID, 0, len(refs))
	for _, ref := range refs {
		id, err := im.actor(ref)
		if err != nil {
			return nil, err
		}
		if id == 0 {
			return nil, errors.New("has a name that is empty")
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// verb finds a verb by its label, else by its code when only one has it. A new
// verb has the class that was given, else that of its code, else it reports.
func (im *tableImport) verb(row *exchange.Row) (storage.ID, error) {
	ref := row.Verb
	if ref.IsZero() {
		if same := im.codes[row.VerbCode]; len(same) == 1 {
			return same[0], nil
		}
		ref.Name = "event " + row.VerbCode
	}
	class, code := row.VerbClass, strings.Clone(row.VerbCode)
	if class == "" {
		class = storage.Report
		if c, ok := storage.CameoClass(code); ok {
			class = c
		}
	}
	return im.named(im.verbs, ref, &im.report.Verbs, func(id storage.ID, name string) error {
		return im.tx.PutVerb(&storage.Verb{ID: id, Label: name, Code: code, Class: class})
	})
}

func (im *tableImport) positions(list []exchange.RowPosition) (out []storage.Position, err error) {
	for _, p := range list {
		id, err := im.named(im.claims, p.Claim, &im.report.Claims, func(id storage.ID, text string) error {
			return im.tx.PutClaim(&storage.Claim{ID: id, Kind: storage.Factual, Text: text})
		})
		if err != nil {
			return nil, err
		}
		out = append(out, storage.Position{Claim: id, Stance: p.Stance})
	}
	return out, nil
}

func (im *tableImport) coder(ref exchange.Ref) (storage.ID, error) {
	return im.named(im.coders, ref, &im.report.Coders, func(id storage.ID, name string) error {
		return im.tx.PutCoder(&storage.Coder{ID: id, Name: name})
	})
}

func (im *tableImport) citations(list []exchange.RowCitation) (out []storage.Citation, err error) {
	for i := range list {
		c, err := im.citation(&list[i])
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// citation finds the document; a quote without one is put into a document that
// is named after the source.
func (im *tableImport) citation(c *exchange.RowCitation) (storage.Citation, error) {
	ref := c.Document
	if ref.IsZero() {
		ref.Name = exchange.MatchKey(im.name)
	}
	doc, err := im.document(ref)
	out := storage.Citation{ID: c.ID, Document: doc, Quote: c.Quote, Translation: c.Translation}
	if err != nil || c.Version == 0 && len(c.Spans) == 0 {
		return out, err
	}
	if text, ok := im.texts[c.Version]; ok && im.versions[c.Version] == 0 {
		im.addVersion(doc, text)
	}
	if im.versions[c.Version] != doc {
		im.report.LostSpans++
		return out, nil
	}
	out.Version, out.Spans = c.Version, c.Spans
	return out, nil
}

// document finds a document. One that is known by its id may have no title.
func (im *tableImport) document(ref exchange.Ref) (storage.ID, error) {
	put := func(id storage.ID, title string) error {
		return im.tx.PutDocument(&storage.Document{ID: id, Title: title})
	}
	if ref.ID != 0 && ref.Name == "" && !im.documents.there[ref.ID] {
		im.documents.there[ref.ID] = true
		im.plan = append(im.plan, planned{
			make: func() error { return put(ref.ID, "") }, count: &im.report.Documents,
			undo: func() { delete(im.documents.there, ref.ID) },
		})
	}
	return im.named(im.documents, ref, &im.report.Documents, put)
}

// addVersion plans the text that a quote stands in.
func (im *tableImport) addVersion(doc storage.ID, v storage.Version) {
	im.versions[v.ID] = doc
	im.plan = append(im.plan, planned{
		make: func() error {
			d, err := im.tx.Document(doc)
			if err != nil {
				return err
			}
			d.Versions = append(d.Versions, v)
			return im.tx.PutDocument(&d)
		},
		undo: func() { delete(im.versions, v.ID) },
	})
}
