package exchange

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"

	"saywhen/storage"
)

// tableWriter knows the names of what statements refer to.
type tableWriter struct {
	actors    map[storage.ID]string
	verbs     map[storage.ID]storage.Verb
	claims    map[storage.ID]string
	coders    map[storage.ID]string
	documents map[storage.ID]string
	versions  map[storage.ID]storage.Version
	// written are the versions whose text a row before this one gives.
	written map[storage.ID]bool
	// first is the first citation of the statement at hand.
	first RowCitation
}

// WriteTable writes all statements, one a row, their fields separated by comma.
// Names stand beside ids, so that reading the table into an empty project gives
// the same statements with the same ids; the text of a document stands in the
// first row that quotes from it. Statements are written as they come.
func WriteTable(w io.Writer, comma rune, p Project, statements iter.Seq2[storage.Statement, error]) error {
	t := newTableWriter(p)
	out := csv.NewWriter(w)
	out.Comma = comma
	var written []column
	var cells []string
	for _, c := range columns() {
		if c.get != nil {
			written, cells = append(written, c), append(cells, c.name)
		}
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for s, err := range statements {
		if err != nil {
			return err
		}
		t.begin(&s)
		for i, c := range written {
			cells[i] = c.get(t, &s)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func newTableWriter(p Project) *tableWriter {
	t := &tableWriter{
		actors: map[storage.ID]string{}, verbs: map[storage.ID]storage.Verb{},
		claims: map[storage.ID]string{}, coders: map[storage.ID]string{},
		documents: map[storage.ID]string{}, versions: map[storage.ID]storage.Version{},
		written: map[storage.ID]bool{},
	}
	for _, a := range p.Actors {
		t.actors[a.ID] = a.Name
	}
	for _, v := range p.Verbs {
		t.verbs[v.ID] = v
	}
	for _, c := range p.Claims {
		t.claims[c.ID] = c.Text
	}
	for _, c := range p.Coders {
		t.coders[c.ID] = c.Name
	}
	for _, d := range p.Documents {
		t.documents[d.ID] = d.Title
		for _, v := range d.Versions {
			t.versions[v.ID] = v
		}
	}
	return t
}

// begin makes ready for the cells of a statement.
func (t *tableWriter) begin(s *storage.Statement) {
	t.first = RowCitation{}
	if len(s.Citations) > 0 {
		t.first = t.citation(&s.Citations[0])
	}
}

func (t *tableWriter) citation(c *storage.Citation) RowCitation {
	r := RowCitation{
		ID: c.ID, Document: Ref{c.Document, t.documents[c.Document]},
		Version: c.Version, Spans: c.Spans, Quote: c.Quote, Translation: c.Translation,
	}
	if c.Version != 0 {
		r.Number = t.versions[c.Version].Number
		if !t.written[c.Version] {
			t.written[c.Version] = true
			r.Text = t.versions[c.Version].Text
		}
	}
	return r
}

// further gives the JSON of the citations after the first.
func (t *tableWriter) further(s *storage.Statement) string {
	if len(s.Citations) < 2 {
		return ""
	}
	list := make([]furtherCitation, 0, len(s.Citations)-1)
	for i := range s.Citations[1:] {
		c := t.citation(&s.Citations[i+1])
		list = append(list, furtherCitation{
			ID: c.ID, Document: c.Document.Name, DocumentID: c.Document.ID,
			Version: c.Version, Number: c.Number, Text: c.Text,
			Spans: c.Spans, Quote: c.Quote, Translation: c.Translation,
		})
	}
	text, err := json.Marshal(list)
	if err != nil { // it is made of texts and numbers
		panic(err)
	}
	return string(text)
}

func (t *tableWriter) actorList(ids []storage.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = t.actors[id]
	}
	return writeList(names)
}

func (t *tableWriter) positions(ps []storage.Position) string {
	list := ""
	for i, p := range ps {
		if i > 0 {
			list += "; "
		}
		list += writePosition(t.claims[p.Claim], p.Stance)
	}
	return list
}
