package ui

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

// A hand coding of an article as a file keeps it: what an analyst enters who
// reads it with care. It is what the tests of coding compare with.

// reference is a coding with the text that it is of.
type reference struct {
	Document struct {
		Outlet, Zone, Published, File string
	}
	Actors []struct {
		ID, Name, Group, Role string
		Kind                  storage.ActorKind
	}
	Claims []struct {
		ID, Text string
		Kind     storage.ClaimKind
	}
	Statements []referenceStatement
	Relations  []struct{ From, Kind, To string }

	text string
}

type referenceStatement struct {
	ID, Speaker, Verb, Gist, Place string
	Positions                      []struct {
		Claim  string
		Stance storage.Stance
	}
	Date       referenceDate
	Spans      []storage.Span
	Addressees []string
	ReportedBy string `json:"reported_by"`
	Repeated   bool
}

type referenceDate struct {
	Wording, EDTF, Zone, Kind, Qualifier string
	EarliestStart                        *int64 `json:"earliest_start"`
	LatestStart                          *int64 `json:"latest_start"`
	EarliestEnd                          *int64 `json:"earliest_end"`
	LatestEnd                            *int64 `json:"latest_end"`
}

// corners gives the four instants; null is open. The reference has the end of an
// extent over whole days at the midnight that closes it, twice; by the rule of
// this program its earliest is where the last day begins.
func (d referenceDate) corners() edtf.Corners {
	at := func(t *int64, open int64) int64 {
		if t == nil {
			return open
		}
		return *t
	}
	late := int64(edtf.OpenFuture)
	if d.Kind == "extent" && d.LatestStart == nil {
		late = edtf.OpenPast // an open start is open on both sides
	}
	c := edtf.Corners{
		EarliestStart: at(d.EarliestStart, edtf.OpenPast), LatestStart: at(d.LatestStart, late),
		EarliestEnd: at(d.EarliestEnd, edtf.OpenPast), LatestEnd: at(d.LatestEnd, edtf.OpenFuture),
	}
	if d.Kind == "extent" && c.EarliestEnd == c.LatestEnd {
		c.EarliestEnd -= 24 * 60 * 60
	}
	return c
}

// ownReference is that of our own article.
func ownReference(t *testing.T) *reference {
	t.Helper()
	r, err := readReference(filepath.Join("testdata", "coding"), "harbour.json")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// foundingReference is that of the article that the program was founded on,
// where it is.
func foundingReference(t *testing.T) *reference {
	t.Helper()
	r, err := readReference(filepath.Join("..", "..", "..", "shared", "seed"), "coding.json")
	if err != nil {
		t.Skipf("the founding article is not here: %v", err)
	}
	return r
}

func readReference(dir, name string) (*reference, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	r := &reference{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(dir, r.Document.File))
	r.text = string(text)
	return r, err
}

// title is what the document is called in the tests' projects.
const codedTitle = "The article"

// project makes a project that holds the article and nothing else: its outlet,
// zone, date and text.
func (r *reference) project(t *testing.T) (path string) {
	t.Helper()
	ctx := context.Background()
	path = filepath.Join(t.TempDir(), "coding.saywhen")
	f, err := sqlite.Create(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	published, err := edtf.Resolve(r.Document.Published, r.Document.Zone)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Do(ctx, "Add article", func(tx *sqlite.Tx) error {
		outlet := storage.Actor{Name: r.Document.Outlet, Kind: storage.Media, Colour: storage.NoColour}
		if err := tx.PutActor(&outlet); err != nil {
			return err
		}
		return tx.PutDocument(&storage.Document{
			Title: codedTitle, Outlet: outlet.ID, Published: published, Versions: []storage.Version{{Number: 1, Text: r.text}},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// statement gives one by its id in the reference.
func (r *reference) statement(t *testing.T, id string) referenceStatement {
	t.Helper()
	for _, st := range r.Statements {
		if st.ID == id {
			return st
		}
	}
	t.Fatalf("the reference has no statement %s", id)
	return referenceStatement{}
}
