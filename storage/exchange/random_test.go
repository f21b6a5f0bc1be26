package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// awkward are pieces of text that break careless formats.
var awkward = []string{
	"Iran", "مرضیه افخم", "رهبر: Khamenei گفت ۱۴۰۴", "🕊️", "a;b", "x=y", `back\slash`, `"quoted"`, "it's", "a, b",
	"line\nbreak", "tab\there", "#12", "=1+1", "@x", "-3", "+4", "</script>", "\u2028", "é", "e\u0301", "; ", "; x=2", "{", "کی",
}

type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 7))} }

func (d dice) text() string {
	var b strings.Builder
	for range 1 + d.IntN(4) {
		b.WriteString(awkward[d.IntN(len(awkward))])
	}
	return b.String()
}

func (d dice) place() string {
	if d.IntN(2) == 0 {
		return ""
	}
	return d.name()
}

func (d dice) maybe() string {
	if d.IntN(2) == 0 {
		return ""
	}
	return d.text()
}

// name is a text as the names of records are: in normal form, nothing around.
func (d dice) name() string {
	return MatchKey("n" + strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, d.text()))
}

func (d dice) pick(ids []storage.ID) storage.ID { return ids[d.IntN(len(ids))] }

func (d dice) some(ids []storage.ID) []storage.ID {
	var out []storage.ID
	for _, i := range d.Perm(len(ids))[:d.IntN(4)] {
		out = append(out, ids[i])
	}
	return out
}

var someDates = []string{"2014-09-05", "2014", "~2014-09", "[2014-06-11..2014-06-20]", "2014-06-11/2014-06-20", "../2014", "2014-09-05T17:30:00Z"}

func (d dice) date() edtf.Date {
	if d.IntN(4) == 0 {
		return edtf.Date{Wording: d.maybe()}
	}
	date, err := resolve(someDates[d.IntN(len(someDates))], []string{"", "Asia/Tehran", "+04:30"}[d.IntN(3)])
	if err != nil {
		date = edtf.Date{}
	}
	date.Wording, date.Sequence = d.maybe(), d.IntN(3)
	if d.IntN(5) == 0 { // resolved by hand: not what the EDTF alone gives
		date.Corners.LatestStart += 7
		date.Corners.LatestEnd += 7
	}
	return date
}

func (d dice) ids(n int) []storage.ID {
	ids := make([]storage.ID, 0, n)
	for len(ids) < n {
		ids = append(ids, storage.ID(1+d.Int64N(1<<62)))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// project makes up a project whose references all hold.
func (d dice) project() (Project, []storage.Statement) {
	p := Project{Meta: map[string]string{"title": d.text(), "zone": "Asia/Tehran"}}
	coders, actors, verbs, claims := d.ids(2), d.ids(5), d.ids(4), d.ids(3)
	for _, id := range coders {
		p.Coders = append(p.Coders, storage.Coder{ID: id, Name: d.name()})
	}
	for _, id := range actors {
		p.Actors = append(p.Actors, storage.Actor{ID: id, Kind: storage.Group, Name: d.name(), Colour: int32(d.IntN(9)) - 1, Note: d.maybe()})
	}
	for _, id := range verbs {
		p.Verbs = append(p.Verbs, storage.Verb{ID: id, Label: d.name(), Class: storage.Classes[d.IntN(7)], Code: "011"})
	}
	for _, id := range claims {
		p.Claims = append(p.Claims, storage.Claim{ID: id, Kind: storage.Normative, Text: d.name()})
	}
	for _, id := range d.ids(2) {
		text := d.text()
		sum := sha256.Sum256([]byte(text))
		p.Documents = append(p.Documents, storage.Document{ID: id, Title: d.name(), Versions: []storage.Version{
			{ID: id + 1, Number: 1 + d.IntN(3), Text: text, SHA256: hex.EncodeToString(sum[:])},
		}})
	}
	p.Affiliations = append(p.Affiliations, storage.Affiliation{ID: 5, Actor: actors[0], Role: d.text(), Period: d.date()})
	var list []storage.Statement
	for _, id := range d.ids(d.IntN(12)) {
		list = append(list, d.statement(id, p, actors, verbs, claims, coders))
	}
	if len(list) > 1 {
		list[0].ReportedIn = list[1].ID
		p.Relations = append(p.Relations, storage.Relation{ID: 9, From: list[0].ID, Kind: storage.Denies, To: list[1].ID, Note: d.maybe()})
	}
	d.context(&p, list)
	return p, list
}

// context adds what the timeline shows besides.
func (d dice) context(p *Project, list []storage.Statement) {
	for _, id := range d.ids(d.IntN(3)) {
		p.Periods = append(p.Periods, storage.Period{ID: id, Label: d.name(), Note: d.maybe(), Colour: int32(d.IntN(9)) - 1, When: d.date()})
	}
	for _, id := range d.ids(d.IntN(3)) {
		if len(list) > 0 {
			p.Callouts = append(p.Callouts, storage.Callout{ID: id, Statement: list[0].ID, Text: d.text() + "x", DX: d.Float64() * 100, DY: -d.Float64()})
		}
	}
	for _, id := range d.ids(d.IntN(3)) {
		v := storage.SavedView{ID: id, Name: d.name() + id.String()}
		v.Filter = storage.Filter{Speakers: d.some(d.ids(3)), Text: d.maybe(), From: -d.Int64N(1 << 40), HasFrom: true}
		v.View = storage.ViewState{
			From: d.Int64N(1 << 40), Frac: d.Float64(), Width: 1e9 * d.Float64(), Collapsed: d.some(d.ids(3)),
			Order: storage.LaneSortings[d.IntN(4)], Links: storage.LinksShownList[d.IntN(3)], HideEmpty: d.IntN(2) == 0,
		}
		p.Views = append(p.Views, v)
	}
}

func (d dice) statement(id storage.ID, p Project, actors, verbs, claims, coders []storage.ID) storage.Statement {
	s := storage.Statement{
		ID: id, Speaker: d.pick(actors), CoSpeakers: d.some(actors), Verb: d.pick(verbs), Addressees: d.some(actors),
		About: d.some(actors), When: d.date(), Place: d.place(), Gist: d.maybe(), Repeated: d.IntN(2) == 0,
		Certainty: int8(d.IntN(102)) - 1, Grade: []string{"", "B2"}[d.IntN(2)], Note: d.maybe(), Coder: d.pick(coders),
		Made: d.Int64N(1 << 40), Changed: d.Int64N(1 << 32),
	}
	for range d.IntN(3) {
		s.Tags = append(s.Tags, d.name())
	}
	for i := range d.IntN(3) {
		s.Positions = append(s.Positions, storage.Position{Claim: claims[i], Stance: storage.Stance(d.IntN(5) - 2)})
	}
	for i := range d.IntN(3) {
		doc := p.Documents[d.IntN(len(p.Documents))]
		c := storage.Citation{ID: id + storage.ID(i) + 1, Document: doc.ID, Quote: d.maybe(), Translation: d.maybe()}
		if d.IntN(2) == 0 {
			c.Version, c.Spans = doc.Versions[0].ID, []storage.Span{{Start: 0, End: 3}, {Start: 4, End: 9}}
		}
		s.Citations = append(s.Citations, c)
	}
	return s
}

func each(list []storage.Statement) iter.Seq2[storage.Statement, error] {
	return func(yield func(storage.Statement, error) bool) {
		for _, s := range list {
			if !yield(s, nil) {
				return
			}
		}
	}
}
