package charts

import (
	"fmt"
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// BBC Persian reported in the afternoon of 5 September, 12:00 to 17:00 in
// Tehran, which is 07:30 to 12:30 UTC. Afkham denied it that evening, 17:00 to
// 24:00: at once to 12 hours later. The State Department's Friday is New York's,
// 04:00 UTC to 04:00 UTC of the next day: at most 20 h 30 min after 07:30. "About
// Friday" is three days, to 7 September 04:00 UTC: at most 44 h 30 min after.
func TestSampleLatency(t *testing.T) {
	l := NewLatency(sampleInput(t), LatencyOptions{})
	if len(l.Claims) != 4 || l.Unraised != 3 || l.More != 0 {
		t.Fatalf("%d claims, %d unraised, %d more", len(l.Claims), l.Unraised, l.More)
	}
	c := l.Claims[0]
	if c.Claim.ID != cooperating || c.Raised != 1502 || c.RaisedBy.ID != bbc || c.Rivals != 0 || c.To-c.From != 5*3600 {
		t.Fatalf("raised: %+v", c)
	}
	want := []LatencyResponse{
		{ID: 1501, Max: 12 * 3600, Relation: storage.Denies, Stance: -2, HasStance: true},
		{ID: 1504, Max: 20*3600 + 1800, Relation: storage.Denies},
		{ID: 1505, Max: 44*3600 + 1800, Relation: storage.Denies},
	}
	for i, r := range c.Responses {
		r.Actor = Entry{}
		if i >= len(want) || r != want[i] {
			t.Errorf("response %d: %+v", i, r)
		}
	}
	if got := c.Responses[0].Range(); got != "0 to 12 h" {
		t.Errorf("Afkham: %q", got)
	}
	if got := c.Responses[1].Range(); got != "0 to 20.5 h" {
		t.Errorf("the State Department: %q", got)
	}
	wantIDs(t, "silent", entryIDs(c.Silent), ids(khamenei, soleimani)) // by name
	wantIDs(t, "only before", entryIDs(c.Before), ids(shamkhani))
	wantIDs(t, "raise", l.IDs(0, 0), ids(1502))
	wantIDs(t, "Afkham", l.IDs(0, 1), ids(1501))
	wantIDs(t, "all of it", l.IDs(0, -1), ids(1501, 1502, 1504, 1505))
	if row := l.Table().Rows[0]; !slices.Equal(row[1:], []string{"BBC Persian", "Marzieh Afkham", "denies", "0", "12", "-2", "1501"}) {
		t.Errorf("row %q", row)
	}
}

func TestSampleLatencyOfTheOtherClaims(t *testing.T) {
	l := NewLatency(sampleInput(t), LatencyOptions{})
	for _, want := range []struct {
		claim, raised storage.ID
		rivals        int
		silent        []storage.ID
	}{
		{behind, 1509, 1, ids(isil, unitedStates)},
		{ownMeans, 1513, 1, ids(iraq)},
		{wouldHelp, 1511, 0, ids(iraq)},
	} {
		i := slices.IndexFunc(l.Claims, func(c LatencyClaim) bool { return c.Claim.ID == want.claim })
		if i < 0 {
			t.Fatalf("no row for %d", want.claim)
		}
		c := l.Claims[i]
		if c.Raised != want.raised || c.Rivals != want.rivals || len(c.Responses) != 0 {
			t.Errorf("%s: raised by %d, %d rivals, %d responses", c.Claim.Name, c.Raised, c.Rivals, len(c.Responses))
		}
		wantIDs(t, "silent on "+c.Claim.Name, entryIDs(c.Silent), want.silent)
	}
	wantNotes(t, l, "Not in the picture: 3 claims that nobody", "Of 2 claims another statement")
}

// Without its relations the sample knows less.
func TestLatencyMayPrecedeWithoutRelation(t *testing.T) {
	in := sampleInput(t)
	in.Ref.Relations = nil
	c := NewLatency(in, LatencyOptions{}).Claims[0]
	if len(c.Responses) != 1 || c.Responses[0].Min != 0 || c.Responses[0].Max != 12*3600 || c.Responses[0].MayPrecede {
		t.Errorf("responses %+v", c.Responses)
	}
}

// latencyOf measures the response of actor 201 to a report of actor 301 on claim
// 51.
func latencyOf(raise, response edtf.Corners, flags storage.Flags, relation storage.RelationKind) LatencyClaim {
	_, ref := sample()
	ref.Relations = nil
	if relation != "" {
		ref.Relations = []storage.Relation{{ID: 1, From: 2, Kind: relation, To: 1}}
	}
	claim := []storage.ID{51}
	cols := columns(
		utter{id: 1, speaker: 301, verb: 2, when: raise, claims: claim, stances: []storage.Stance{0}},
		utter{id: 2, speaker: 201, verb: 11, when: response, flags: flags, claims: claim, stances: []storage.Stance{-2}},
	)
	return NewLatency(Input{Columns: cols, Ref: ref}, LatencyOptions{}).Claims[0]
}

func TestLatencyRanges(t *testing.T) {
	const h = 3600
	at := func(from, to int64) edtf.Corners { return moments(from*h, to*h) }
	for _, c := range []struct {
		name            string
		raise, response edtf.Corners
		flags           storage.Flags
		relation        storage.RelationKind
		want            string
	}{
		{"exact", at(0, 0), at(5, 5), 0, "", "5 h"},
		{"at once", at(0, 0), at(0, 0), 0, storage.Denies, "0 s"},
		{"both uncertain", at(0, 5), at(5, 12), 0, "", "0 to 12 h"},
		{"overlap", at(0, 24), at(0, 24), 0, "", "may precede, at most 24 h"},
		{"overlap and denies", at(0, 24), at(0, 24), 0, storage.Denies, "0 to 24 h"},
		{"overlap and contradicts", at(0, 24), at(0, 24), 0, storage.Contradicts, "may precede, at most 24 h"},
		{"by the 24th hour", at(0, 5), moments(edtf.OpenPast, 24*h), 0, "", "may precede, at most 24 h"},
		{"by the 24th hour, responds", at(0, 5), moments(edtf.OpenPast, 24*h), 0, storage.RespondsTo, "0 to 24 h"},
		{"since the 24th hour", at(0, 5), moments(24*h, edtf.OpenFuture), 0, "", "at least 19 h"},
		{"since before", at(2, 5), moments(0, edtf.OpenFuture), 0, "", "may precede"},
		{"raised since", moments(0, edtf.OpenFuture), at(5, 5), 0, "", "may precede, at most 5 h"},
		{"raised until", moments(edtf.OpenPast, 2*h), at(5, 5), 0, "", "at least 3 h"},
		{"undated, denies", at(0, 5), edtf.Corners{}, storage.Undated, storage.Denies, "at least 0 s"},
		{"dates against the relation", at(10, 12), at(0, 1), 0, storage.Denies, "0 s"},
		{"days", at(0, 0), at(96, 120), 0, "", "4 to 5 days"},
		{"years", at(0, 0), at(0, 3*8766), 0, storage.Confirms, "0 to 3 years"},
		{"extent", at(0, 0), edtf.Corners{EarliestStart: h, LatestStart: 2 * h, EarliestEnd: 50 * h, LatestEnd: 60 * h}, storage.IsExtent, "", "1 to 2 h"},
	} {
		got := latencyOf(c.raise, c.response, c.flags, c.relation)
		if len(got.Responses) != 1 || got.Responses[0].Range() != c.want {
			t.Errorf("%s: %+v, want %q", c.name, got.Responses, c.want)
		}
	}
	before := latencyOf(at(5, 6), at(0, 5), 0, "")
	if len(before.Responses) != 0 || len(before.Before) != 1 || before.Before[0].ID != 201 {
		t.Errorf("certainly before: %+v", before)
	}
	if undated := latencyOf(at(0, 1), edtf.Corners{}, storage.Undated, ""); len(undated.Responses)+len(undated.Before) != 0 {
		t.Errorf("undated and not tied: %+v", undated)
	}
}

// The first response is one that certainly follows, however early another may
// be; what the raise itself reports is none, at any depth.
func TestLatencyTakesTheFirst(t *testing.T) {
	_, ref := sample()
	ref.Relations = nil
	const h = 3600
	claim, no := []storage.ID{51}, []storage.Stance{-2}
	list := []utter{
		{id: 1, speaker: 301, verb: 2, when: moments(10*h, 12*h), claims: claim, stances: []storage.Stance{2}},
		{id: 2, speaker: 201, verb: 11, when: moments(11*h, 13*h), claims: claim, stances: no}, // may precede
		{id: 3, speaker: 201, verb: 11, when: moments(20*h, 30*h), claims: claim, stances: no},
		{id: 4, speaker: 201, verb: 11, when: moments(19*h, 31*h), claims: claim, stances: no},
		{id: 5, speaker: 103, verb: 27, when: moments(20*h, 20*h), claims: claim, stances: no, reportedIn: 1},
		{id: 6, speaker: 102, verb: 27, when: moments(20*h, 20*h), claims: claim, stances: no, reportedIn: 5},
		{id: 7, speaker: 301, verb: 11, when: moments(21*h, 21*h), claims: claim, stances: no}, // the same speaker
		{id: 8, speaker: 999, verb: 11, when: moments(22*h, 22*h), claims: claim, stances: no}, // an unknown one
	}
	c := NewLatency(Input{Columns: columns(list...), Ref: ref}, LatencyOptions{}).Claims[0]
	var got []string
	for _, r := range c.Responses {
		got = append(got, fmt.Sprint(int64(r.ID), " ", r.Range()))
	}
	if fmt.Sprint(got) != "[8 10 to 12 h 3 8 to 20 h]" {
		t.Errorf("responses %v", got)
	}
	wantIDs(t, "silent", entryIDs(c.Silent), ids(103)) // only what the raise reports itself
	top := NewLatency(Input{Columns: columns(list...), Ref: ref}, LatencyOptions{Responses: 1}).Claims[0]
	if len(top.Responses) != 1 || top.More != 1 {
		t.Errorf("%d responses and %d more", len(top.Responses), top.More)
	}
}

// Of two relations between the same statements the first in the list of kinds is
// named, whatever their order.
func TestLatencyNamesOneRelation(t *testing.T) {
	in := sampleInput(t)
	in.Ref.Relations = append([]storage.Relation{{ID: 1, From: 1501, Kind: storage.RespondsTo, To: 1502}}, in.Ref.Relations...)
	in.Ref.Relations = append(in.Ref.Relations, storage.Relation{ID: 2, From: 1504, Kind: storage.Confirms, To: 1502})
	for _, r := range NewLatency(in, LatencyOptions{}).Claims[0].Responses {
		if r.Relation != storage.Denies {
			t.Errorf("%s: %s", r.Actor.Name, r.Relation)
		}
	}
	top := NewLatency(in, LatencyOptions{Responses: 1, Claims: 1})
	if c := top.Claims[0]; top.More != 3 || c.More != 2 || len(c.Silent) != 2 || c.Silent[1].Others != 1 {
		t.Errorf("more %d, %d; silent %+v", top.More, c.More, c.Silent)
	}
}
