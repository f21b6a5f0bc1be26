package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// The sample is read here with types of the test's own, strictly, so that a
// key that the format does not have fails even before the program reads it.
type (
	corners struct {
		EarliestStart int64 `json:"earliest_start"`
		LatestStart   int64 `json:"latest_start"`
		EarliestEnd   int64 `json:"earliest_end"`
		LatestEnd     int64 `json:"latest_end"`
	}
	date struct {
		Wording   string  `json:"wording"`
		EDTF      string  `json:"edtf"`
		Corners   corners `json:"corners"`
		Zone      string  `json:"zone"`
		Kind      uint8   `json:"kind"`
		Precision uint8   `json:"precision"`
		Qualifier uint8   `json:"qualifier"`
		Anchor    string  `json:"anchor"`
	}
	actor struct {
		ID, Kind, Name, Parent, Note string
		Aliases                      []struct{ Name, Lang string }
		Colour                       int
		Order                        float64
	}
	affiliation struct {
		ID, Actor, Organization, Role string
		Period                        date
	}
	version struct {
		ID     string
		Number int
		Text   string
		SHA256 string
		Made   int64
	}
	document struct {
		ID, Title, Author, Language string
		Published                   date
		Versions                    []version
	}
	citation struct {
		ID, Document, Version string
		Spans                 []struct{ Start, End int }
		Quote                 string
	}
	statement struct {
		ID, Speaker, Verb string
		Addressees, About []string
		Positions         []struct {
			Claim  string
			Stance int
		}
		When          date
		Place, Gist   string
		ReportedIn    string `json:"reported_in"`
		Repeated      bool
		Certainty     int
		Tags          []string
		Note, Coder   string
		Made, Changed int64
		Citations     []citation
	}
	project struct {
		Format       string
		Version      int
		Meta         map[string]string
		Coders       []struct{ ID, Name string }
		Actors       []actor
		Affiliations []affiliation
		Verbs        []struct{ ID, Label, Code, Class string }
		Claims       []struct{ ID, Kind, Text string }
		Documents    []document
		Statements   []statement
		Relations    []struct{ ID, From, Kind, To string }
	}
)

func readSample(t *testing.T) project {
	t.Helper()
	var p project
	d := json.NewDecoder(bytes.NewReader(Sample()))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatal(err)
	}
	if d.More() {
		t.Fatal("something follows the project")
	}
	return p
}

func TestSampleHasItsCounts(t *testing.T) {
	p := readSample(t)
	if p.Format != "saywhen" || p.Version != 1 || p.Meta["zone"] != "Asia/Tehran" || p.Meta["title"] == "" {
		t.Errorf("head is %q %d %v", p.Format, p.Version, p.Meta)
	}
	reported := 0
	for _, s := range p.Statements {
		if s.ReportedIn != "" {
			reported++
		}
	}
	got := []int{
		len(p.Actors), len(p.Affiliations), len(p.Verbs), len(p.Claims),
		len(p.Documents), len(p.Statements), len(p.Relations), len(p.Coders), reported,
	}
	if want := []int{12, 5, 34, 7, 1, 15, 7, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("actors, affiliations, verbs, claims, documents, statements, relations, coders, reported: %v, want %v", got, want)
	}
}

// ids gathers the ids of every list and fails on one that comes twice.
func ids(t *testing.T, p project) map[string]string {
	t.Helper()
	kind := map[string]string{"": ""}
	add := func(k, id string) {
		if kind[id] != "" {
			t.Errorf("id %s is a %s and a %s", id, kind[id], k)
		}
		kind[id] = k
	}
	for _, a := range p.Actors {
		add("actor", a.ID)
	}
	for _, a := range p.Affiliations {
		add("affiliation", a.ID)
	}
	for _, v := range p.Verbs {
		add("verb", v.ID)
	}
	for _, c := range p.Claims {
		add("claim", c.ID)
	}
	for _, c := range p.Coders {
		add("coder", c.ID)
	}
	for _, d := range p.Documents {
		add("document", d.ID)
		for _, v := range d.Versions {
			add("version", v.ID)
		}
	}
	for _, s := range p.Statements {
		add("statement", s.ID)
		for _, c := range s.Citations {
			add("citation", c.ID)
		}
	}
	for _, r := range p.Relations {
		add("relation", r.ID)
	}
	return kind
}

func TestSampleReferencesExist(t *testing.T) {
	p := readSample(t)
	kind := ids(t, p)
	is := func(of, id, want string) {
		if kind[id] != want {
			t.Errorf("%s refers to %s %q, which is a %q", of, want, id, kind[id])
		}
	}
	for _, a := range p.Affiliations {
		is("affiliation "+a.ID, a.Actor, "actor")
		is("affiliation "+a.ID, a.Organization, "actor")
	}
	for _, r := range p.Relations {
		is("relation "+r.ID, r.From, "statement")
		is("relation "+r.ID, r.To, "statement")
	}
	for _, s := range p.Statements {
		of := "statement " + s.ID
		is(of, s.Speaker, "actor")
		is(of, s.Verb, "verb")
		is(of, s.Coder, "coder")
		if s.ReportedIn != "" {
			is(of, s.ReportedIn, "statement")
		}
		for _, a := range slices.Concat(s.Addressees, s.About) {
			is(of, a, "actor")
		}
		for _, q := range s.Positions {
			is(of, q.Claim, "claim")
			if q.Stance < -2 || q.Stance > 2 {
				t.Errorf("%s has the stance %d", of, q.Stance)
			}
		}
	}
}

func TestSampleActorsAndTheirParents(t *testing.T) {
	p := readSample(t)
	name := map[string]string{}
	aliases := map[string][]string{}
	for _, a := range p.Actors {
		name[a.ID] = a.Name
		for _, al := range a.Aliases {
			aliases[a.Name] = append(aliases[a.Name], al.Lang+" "+al.Name)
		}
	}
	parents := map[string]string{}
	for _, a := range p.Actors {
		parents[a.Name] = name[a.Parent]
		if a.Parent != "" && name[a.Parent] == "" {
			t.Errorf("the parent of %s is not among the actors", a.Name)
		}
	}
	for child, want := range map[string]string{
		"Marzieh Afkham": "Iran", "Ali Khamenei": "Iran", "Qasem Soleimani": "Iran", "Ali Shamkhani": "Iran",
		"US State Department": "United States", "Certain US allies": "United States", "Marie Harf": "US State Department",
		"Iran": "", "United States": "", "BBC Persian": "", "Government of Iraq": "", "ISIL": "",
	} {
		if got, ok := parents[child]; !ok || got != want {
			t.Errorf("the parent of %s is %q (%v), want %q", child, got, ok, want)
		}
	}
	for actor, want := range map[string]string{
		"Marzieh Afkham": "fa مرضیه افخم", "Ali Khamenei": "fa علی خامنه\u200cای",
		"Qasem Soleimani": "fa قاسم سلیمانی", "Ali Shamkhani": "fa علی شمخانی",
	} {
		if !slices.Contains(aliases[actor], want) {
			t.Errorf("%s has the aliases %q, want %q among them", actor, aliases[actor], want)
		}
	}
}

func TestSampleQuotesStandInTheText(t *testing.T) {
	p := readSample(t)
	v := p.Documents[0].Versions[0]
	sum := sha256.Sum256([]byte(v.Text))
	if got := hex.EncodeToString(sum[:]); got != v.SHA256 {
		t.Errorf("sha256 of the text is %s, the sample says %s", got, v.SHA256)
	}
	split := 0
	for _, s := range p.Statements {
		if len(s.Citations) != 1 {
			t.Fatalf("statement %s has %d citations", s.ID, len(s.Citations))
		}
		c := s.Citations[0]
		if c.Document != p.Documents[0].ID || c.Version != v.ID || len(c.Spans) == 0 {
			t.Fatalf("citation %s does not stand in the document", c.ID)
		}
		parts, end := make([]string, len(c.Spans)), 0
		for i, sp := range c.Spans {
			if sp.Start < end || sp.End <= sp.Start || sp.End > len(v.Text) {
				t.Fatalf("citation %s: spans %v", c.ID, c.Spans)
			}
			parts[i], end = v.Text[sp.Start:sp.End], sp.End
		}
		if got := strings.Join(parts, " … "); got != c.Quote {
			t.Errorf("citation %s: the spans read %q, the quote %q", c.ID, got, c.Quote)
		}
		if len(parts) > 1 {
			split++
		}
	}
	if split == 0 {
		t.Error("no citation has two spans")
	}
	first := strings.IndexFunc(v.Text, func(r rune) bool { return r > 0x7f })
	if start := p.Statements[1].Citations[0].Spans[0].Start; first < 0 || first >= start {
		t.Error("no character beyond ASCII stands before the first span: byte offsets would not be tested")
	}
	if words := len(strings.Fields(v.Text)); words < 250 || words > 400 {
		t.Errorf("the brief has %d words, want 250 to 400", words)
	}
}

func TestSampleDates(t *testing.T) {
	p := readSample(t)
	for _, s := range p.Statements {
		c := s.When.Corners
		if s.When.EDTF == "" || c.EarliestStart > c.LatestStart || c.EarliestEnd > c.LatestEnd ||
			c.EarliestStart > c.EarliestEnd || c.LatestStart > c.LatestEnd {
			t.Errorf("statement %s: date %+v", s.ID, s.When)
		}
		if moment := s.When.Kind == 0; moment && (c.EarliestStart != c.EarliestEnd || c.LatestStart != c.LatestEnd) {
			t.Errorf("statement %s is a moment with the corners %+v", s.ID, c)
		}
	}
	standing := p.Statements[5].When.Corners // 2014-09-05 in Tehran is 19:30 UTC of the day before, 24 hours long
	if want := (corners{math.MinInt64, math.MinInt64, 1409859000, 1409859000 + 86400}); standing != want {
		t.Errorf("the standing position has the corners %+v, want %+v", standing, want)
	}
	order := p.Statements[2].When.Corners
	if want := (corners{math.MinInt64, 1409920200, math.MinInt64, 1409920200}); order != want {
		t.Errorf("the reported order has the corners %+v, want %+v", order, want)
	}
}
