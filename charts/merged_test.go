package charts

import (
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func TestDaysBetween(t *testing.T) {
	tehran := time.FixedZone("", 4*3600+1800)
	for _, c := range []struct {
		from, to string
		loc      *time.Location
		want     string
	}{
		{"2014-06-03", "2014-06-20", time.UTC, "3–19 June 2014"},
		{"2014-06-03", "2014-06-04", time.UTC, "3 June 2014"},
		{"2014-06-03T12:00", "2014-06-03T12:00", time.UTC, "3 June 2014"},
		{"2014-06-03", "2014-07-03", time.UTC, "3 June – 2 July 2014"},
		{"2013-12-31", "2014-01-02", time.UTC, "31 December 2013 – 1 January 2014"},
		{"2014-06-03", "2014-06-20", tehran, "3–20 June 2014"},
	} {
		if got := daysBetween(unix(c.from), unix(c.to), c.loc); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestMergeSumsUp(t *testing.T) {
	x := NewIndex(columns(
		utter{id: 1, speaker: 1, verb: 7, when: onDay("2014-06-03"), claims: []storage.ID{5}, stances: []storage.Stance{-2}},
		utter{id: 2, speaker: 1, verb: 8, when: onDay("2014-06-19")},
		utter{id: 3, speaker: 2, verb: 8, when: moments(edtf.OpenPast, unix("2014-06-10"))},
		utter{id: 4, speaker: 2, verb: 8, flags: storage.Undated, claims: []storage.ID{5}, stances: []storage.Stance{2}},
	), Reference{Verbs: []storage.Verb{{ID: 7, Label: "denied", Class: storage.Deny}, {ID: 8, Label: "said", Class: storage.Report}}})
	m := x.Merge([]storage.ID{1, 2, 3, 4, 99})
	if want := (Merged{Count: 4, From: unix("2014-06-03"), To: unix("2014-06-20"), Denials: 1, Stances: [5]int{1, 0, 0, 0, 1}}); m != want {
		t.Errorf("%+v, want %+v", m, want)
	}
	if got := m.Words(time.UTC); got != "4 statements, 3–19 June 2014, 1 denial" {
		t.Error(got)
	}
	if got := x.Merge([]storage.ID{4}).Words(time.UTC); got != "1 statement" {
		t.Error(got)
	}
}
