package echarts

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
)

// said is a statement of the tests below.
type said struct {
	speaker, verb, document storage.ID
	when                    edtf.Corners
	reportedIn              storage.ID
	claims                  []storage.ID
	stances                 []storage.Stance
	addressees, about       []storage.ID
	id                      storage.ID
	flags                   storage.Flags
}

func columnsOf(list []said) *storage.Columns {
	slices.SortFunc(list, func(a, b said) int { return int(a.id - b.id) })
	c := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	for _, s := range list {
		c.ID, c.Speaker, c.Verb = append(c.ID, s.id), append(c.Speaker, s.speaker), append(c.Verb, s.verb)
		c.Document, c.Coder, c.ReportedIn = append(c.Document, s.document), append(c.Coder, 0), append(c.ReportedIn, s.reportedIn)
		c.When, c.Precision = append(c.When, s.when), append(c.Precision, 0)
		c.Sequence, c.Certainty, c.Flags = append(c.Sequence, 0), append(c.Certainty, -1), append(c.Flags, s.flags)
		c.Claims, c.Stance = append(c.Claims, s.claims...), append(c.Stance, s.stances...)
		for _, a := range s.addressees {
			c.Parties, c.Roles = append(c.Parties, a), append(c.Roles, storage.Addressee)
		}
		for _, a := range s.about {
			c.Parties, c.Roles = append(c.Parties, a), append(c.Roles, storage.About)
		}
		c.PosOff, c.PartyOff = append(c.PosOff, int32(len(c.Claims))), append(c.PartyOff, int32(len(c.Parties)))
	}
	return c
}

// sample reads the sample project; rename, if there is one, gives each of its
// names another.
func sample(t testing.TB, rename func(i int, name string) string) charts.Input {
	t.Helper()
	data, err := os.ReadFile("../../assets/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Actors     []storage.Actor
		Verbs      []storage.Verb
		Claims     []storage.Claim
		Documents  []storage.Document
		Statements []storage.Statement
		Relations  []storage.Relation
	}
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	if rename != nil {
		for i := range p.Actors {
			p.Actors[i].Name = rename(i, p.Actors[i].Name)
		}
		for i := range p.Verbs {
			p.Verbs[i].Label = rename(i, p.Verbs[i].Label)
		}
		for i := range p.Claims {
			p.Claims[i].Text = rename(i, p.Claims[i].Text)
		}
	}
	var list []said
	for _, s := range p.Statements {
		x := said{
			id: s.ID, speaker: s.Speaker, verb: s.Verb, when: s.When.Corners, reportedIn: s.ReportedIn,
			addressees: s.Addressees, about: s.About,
		}
		if s.When.Kind == edtf.Extent {
			x.flags |= storage.IsExtent
		}
		if len(s.Citations) > 0 {
			x.document = s.Citations[0].Document
		}
		for _, q := range s.Positions {
			x.claims, x.stances = append(x.claims, q.Claim), append(x.stances, q.Stance)
		}
		list = append(list, x)
	}
	zone, err := edtf.LoadZone("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	return charts.Input{
		Columns: columnsOf(list), Documents: p.Documents, Location: zone,
		Ref: charts.Reference{Actors: p.Actors, Verbs: p.Verbs, Claims: p.Claims, Relations: p.Relations},
	}
}

// crowdOf is a project of n actors with long names who each say two things to
// their neighbours, in the course of three years.
func crowdOf(n int) charts.Input {
	var list []said
	in := charts.Input{Location: time.UTC}
	for i := range 40 {
		in.Ref.Claims = append(in.Ref.Claims, storage.Claim{
			ID: storage.ID(1_000_000 + i), Kind: storage.Factual, Text: fmt.Sprintf("Claim %d, %s", i, strings.Repeat("which is long, ", 20)),
		})
	}
	in.Ref.Verbs = []storage.Verb{{ID: 1, Label: "said", Class: storage.Report}, {ID: 2, Label: "denied", Class: storage.Deny}}
	start := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for i := range n {
		in.Ref.Actors = append(in.Ref.Actors, storage.Actor{
			ID: storage.ID(10 + i), Kind: storage.Group, Colour: storage.NoColour, Name: fmt.Sprintf("Actor %d %s", i, strings.Repeat("of a long name ", 8)),
		})
		for k := range 2 {
			at := start + int64(i*7919%1095)*86400 + int64(i%24)*3600
			list = append(list, said{
				id: storage.ID(2_000_000 + 2*i + k), speaker: storage.ID(10 + i/(1+i%7)), verb: storage.ID(1 + k),
				when:   edtf.Corners{EarliestStart: at, LatestStart: at, EarliestEnd: at, LatestEnd: at},
				claims: []storage.ID{storage.ID(1_000_000 + i*i%40)}, stances: []storage.Stance{storage.Stance(i%5 - 2)},
				addressees: []storage.ID{storage.ID(10 + (i+1)%n)}, about: []storage.ID{storage.ID(10 + i*3%n)},
			})
		}
	}
	in.Columns = columnsOf(list)
	return in
}

func mustBuild(t testing.TB, name string, in charts.Input, set map[string]string, o Options) Built {
	t.Helper()
	b, err := Build(name, in, set, o)
	if err != nil {
		t.Fatalf("%s %v: %v", name, set, err)
	}
	return b
}

func mustSVG(t testing.TB, b Built) string {
	t.Helper()
	b.Chart.Warn = func(text string) { t.Errorf("%s: ECharts warns: %s", b.Title, text) }
	svg, err := b.SVG(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", b.Title, err)
	}
	return svg
}
