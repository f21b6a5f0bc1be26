package charts

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

var update = flag.Bool("update", false, "write the golden files anew")

// unix reads a time such as "2014-06-16" or "2014-06-16T15:04", UTC.
func unix(s string) int64 {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix()
		}
	}
	panic("bad time in a test: " + s)
}

// utter is a statement as tests write it.
type utter struct {
	id, speaker, verb storage.ID
	when              edtf.Corners
	flags             storage.Flags
	claims            []storage.ID
	stances           []storage.Stance
	parties           []storage.ID
	roles             []storage.Role
	document, coder   storage.ID
	reportedIn        storage.ID
	sequence          int32
}

// columns puts statements, ids ascending, into columns.
func columns(list ...utter) *storage.Columns {
	c := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	for _, s := range list {
		c.ID = append(c.ID, s.id)
		c.Speaker = append(c.Speaker, s.speaker)
		c.Verb = append(c.Verb, s.verb)
		c.Document = append(c.Document, s.document)
		c.Coder = append(c.Coder, s.coder)
		c.ReportedIn = append(c.ReportedIn, s.reportedIn)
		c.When = append(c.When, s.when)
		c.Precision = append(c.Precision, edtf.ToDay)
		c.Sequence = append(c.Sequence, s.sequence)
		c.Certainty = append(c.Certainty, storage.NoCertainty)
		c.Flags = append(c.Flags, s.flags)
		appendRows(c, rowPatch{s.claims, s.stances, s.parties, s.roles})
	}
	return c
}

// Dates of tests: a moment in a day, an extent over days, open ends.
func onDay(d string) edtf.Corners { return moments(unix(d), unix(d)+86400) }

func moments(a, b int64) edtf.Corners {
	return edtf.Corners{EarliestStart: a, LatestStart: b, EarliestEnd: a, LatestEnd: b}
}

func overDays(a, b string) edtf.Corners {
	return edtf.Corners{EarliestStart: unix(a), LatestStart: unix(a) + 86400, EarliestEnd: unix(b), LatestEnd: unix(b) + 86400}
}

// sample is a small project with every kind of date, nested actors, relations,
// and something reported.
func sample() (*storage.Columns, Reference) {
	actor := func(id storage.ID, name string, parent storage.ID) storage.Actor {
		return storage.Actor{ID: id, Name: name, Parent: parent, Colour: storage.NoColour, Order: float64(id)}
	}
	ref := Reference{
		Actors: []storage.Actor{
			actor(100, "Iran", 0), actor(101, "Marzieh Afkham", 100), actor(102, "Ali Shamkhani", 100),
			actor(103, "Qasem Soleimani", 100), actor(200, "United States", 0), actor(201, "Marie Harf", 200),
			actor(300, "Media", 0), actor(301, "BBC Persian", 300), actor(400, "Ministry of Silence", 0),
		},
		Verbs:  storage.StarterVerbs(),
		Claims: []storage.Claim{{ID: 50, Kind: storage.Topic, Text: "Cooperation"}, {ID: 51, Parent: 50, Kind: storage.Factual, Text: "Iran and the US work together"}, {ID: 52, Kind: storage.Normative, Text: "Iran should send troops"}},
		Relations: []storage.Relation{
			{ID: 1, From: 15, Kind: storage.Denies, To: 14},
			{ID: 2, From: 13, Kind: storage.Confirms, To: 11},
			{ID: 3, From: 12, Kind: storage.RespondsTo, To: 16},
		},
	}
	ref.Actors[0].Colour = 0x2a9d8f
	cols := columns(
		utter{id: 10, speaker: 101, verb: 1, when: onDay("2014-06-12"), claims: []storage.ID{52}, stances: []storage.Stance{-2}},
		utter{id: 11, speaker: 101, verb: 11, when: moments(unix("2014-06-11"), unix("2014-06-21")), claims: []storage.ID{51}, stances: []storage.Stance{-2}},
		utter{id: 12, speaker: 102, verb: 16, when: onDay("2014-06-21"), parties: []storage.ID{200}, roles: []storage.Role{storage.Addressee}},
		utter{id: 13, speaker: 102, verb: 5, when: overDays("2014-08-05", "2014-08-12"), flags: storage.IsExtent, claims: []storage.ID{52, 51}, stances: []storage.Stance{1, -1}},
		utter{id: 14, speaker: 301, verb: 2, when: onDay("2014-09-05"), claims: []storage.ID{51}, stances: []storage.Stance{2}},
		utter{id: 15, speaker: 101, verb: 11, when: onDay("2014-09-05"), claims: []storage.ID{51}, stances: []storage.Stance{-2}},
		utter{id: 16, speaker: 201, verb: 12, when: edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: unix("2014-07-01"), EarliestEnd: edtf.OpenPast, LatestEnd: unix("2014-07-01")}, claims: []storage.ID{51}, stances: []storage.Stance{0}},
		utter{id: 17, speaker: 103, verb: 20, when: edtf.Corners{EarliestStart: unix("2014-07-10"), LatestStart: unix("2014-07-11"), EarliestEnd: unix("2014-07-11"), LatestEnd: edtf.OpenFuture}, flags: storage.IsExtent},
		utter{id: 18, speaker: 103, verb: 28, when: onDay("2014-09-05"), flags: storage.Unsure, reportedIn: 14},
		utter{id: 19, speaker: 201, verb: 1, when: overDays("2014-06-13", "2014-06-20"), flags: storage.IsAllOf},
		utter{id: 20, speaker: 201, verb: 15, flags: storage.Undated},
	)
	return cols, ref
}

// sampleLabel is the label of a statement of the sample.
func sampleLabel(id storage.ID) (string, bool) {
	return fmt.Sprintf("statement number %d", id), true
}

// random makes a project of n statements by lanes actors in groups, spread
// unevenly over years years before 2015.
func random(r *rand.Rand, n, lanes, years int) (*storage.Columns, Reference) {
	ref := Reference{Verbs: storage.StarterVerbs(), Claims: []storage.Claim{{ID: 5, Kind: storage.Topic}, {ID: 6, Parent: 5}, {ID: 7}}}
	for i := range lanes {
		a := storage.Actor{ID: storage.ID(i)*7919 + 1000, Name: fmt.Sprintf("Actor %d", i), Colour: storage.NoColour}
		if i >= 10 && i%3 > 0 {
			a.Parent = ref.Actors[i/10].ID
		}
		ref.Actors = append(ref.Actors, a)
	}
	list := make([]utter, n)
	zipf := rand.NewZipf(r, 1.2, 10, uint64(lanes-1))
	span := int64(years) * 365 * 86400
	id := storage.ID(1 << 40)
	for i := range list {
		id += storage.ID(1 + r.IntN(1000))
		t := unix("2015-01-01") - r.Int64N(span)
		s := utter{id: id, speaker: ref.Actors[zipf.Uint64()].ID, verb: storage.ID(1 + r.IntN(34))}
		s.when, s.flags = randomDate(r, t)
		if r.IntN(2) == 0 {
			s.claims, s.stances = []storage.ID{5 + storage.ID(r.IntN(3))}, []storage.Stance{storage.Stance(r.IntN(5) - 2)}
		}
		if r.IntN(3) == 0 {
			s.parties, s.roles = []storage.ID{ref.Actors[r.IntN(lanes)].ID}, []storage.Role{storage.Role(r.IntN(4))}
		}
		if i > 0 && r.IntN(20) == 0 {
			s.reportedIn = list[r.IntN(i)].id
		}
		s.document, s.coder = storage.ID(r.IntN(5)), storage.ID(r.IntN(3))
		list[i] = s
	}
	return columns(list...), ref
}

// randomDate makes a date of any kind about t.
func randomDate(r *rand.Rand, t int64) (edtf.Corners, storage.Flags) {
	day := t - floorMod(t, 86400)
	long := day + 86400*int64(1+r.IntN(60))
	switch r.IntN(12) {
	case 0:
		return moments(t, t), 0
	case 1:
		return moments(day, long), storage.Approx
	case 2:
		return edtf.Corners{EarliestStart: day, LatestStart: day + 86400, EarliestEnd: long, LatestEnd: long + 86400}, storage.IsExtent
	case 3:
		return edtf.Corners{EarliestStart: edtf.OpenPast, LatestStart: t, EarliestEnd: edtf.OpenPast, LatestEnd: t}, 0
	case 4:
		return edtf.Corners{EarliestStart: t, LatestStart: edtf.OpenFuture, EarliestEnd: t, LatestEnd: edtf.OpenFuture}, 0
	case 5:
		return edtf.Corners{EarliestStart: day, LatestStart: day + 86400, EarliestEnd: day, LatestEnd: edtf.OpenFuture}, storage.IsExtent
	case 6:
		return edtf.Corners{EarliestStart: day, LatestStart: day + 86400, EarliestEnd: long, LatestEnd: long + 86400}, storage.IsAllOf
	case 7:
		return edtf.Corners{}, storage.Undated
	}
	return moments(day, day+86400), 0
}

// words is a Measure of tests: 7 pixels a letter at any size.
func words(text string, _ float32, _ bool) float32 { return 7 * float32(len([]rune(text))) }

// dump writes a scene as text, one line for each thing.
func dump(s *Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, "scene %gx%g plot %v content %g\nalt %s\n", s.W, s.H, s.Plot, s.Content, s.Alt)
	for i := range s.Layers {
		l := &s.Layers[i]
		fmt.Fprintf(&b, "layer %v\n", l.Clip)
		for _, r := range l.Rects {
			fmt.Fprintf(&b, "  rect %v radius %g style %d alpha %d\n", short(r.X, r.Y, r.W, r.H), r.Radius, r.Style, r.Alpha)
		}
		for _, n := range l.Lines {
			fmt.Fprintf(&b, "  line %v style %d\n", short(n.X0, n.Y0, n.X1, n.Y1), n.Style)
		}
		for _, f := range l.Fades {
			fmt.Fprintf(&b, "  fade %v at %v style %d alpha %d\n", short(f.X0, f.X1, f.X2, f.X3), short(f.Y, f.H), f.Style, f.Alpha)
		}
		for _, a := range l.Arcs {
			fmt.Fprintf(&b, "  arc %v dash %g style %d\n", short(a.X0, a.Y0, a.CX0, a.CY0, a.CX1, a.CY1, a.X1, a.Y1), a.Dash, a.Style)
		}
		for _, m := range l.Marks {
			fmt.Fprintf(&b, "  mark %v size %g shape %d style %d hollow %v\n", short(m.X, m.Y), m.Size, m.Shape, m.Style, m.Hollow)
		}
		for _, t := range l.Texts {
			fmt.Fprintf(&b, "  text %v size %g align %d bold %v style %d max %.0f %q\n", short(t.X, t.Y), t.Size, t.Align, t.Bold, t.Style, t.MaxW, t.Str)
		}
	}
	return b.String()
}

func short(v ...float32) string {
	parts := make([]string, len(v))
	for i, x := range v {
		parts[i] = fmt.Sprintf("%.1f", x)
	}
	return strings.Join(parts, " ")
}

func newRand(t testing.TB, n uint64) *rand.Rand {
	t.Helper()
	return rand.New(rand.NewPCG(n, 7))
}
