package app

import (
	"encoding/json"
	"slices"
	"sync/atomic"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func equalJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}

func TestWorkerRunsInOrderAndDrains(t *testing.T) {
	w := newWorker()
	var got []int
	for i := range 100 {
		w.add(func() {
			got = append(got, i)
			if i%10 == 0 {
				w.add(func() { got = append(got, 1000+i) })
			}
		})
	}
	w.flush()
	if len(got) != 110 || !slices.IsSorted(got[:100]) {
		t.Errorf("%d jobs ran: %v", len(got), got)
	}
	var ran atomic.Int32
	for range 50 {
		w.add(func() { ran.Add(1) })
	}
	w.close()
	if ran.Load() != 50 || w.add(func() {}) {
		t.Errorf("%d of 50 jobs ran before the end, or one was taken after it", ran.Load())
	}
}

func TestMissing(t *testing.T) {
	for _, c := range []struct{ ids, have, want []storage.ID }{
		{nil, nil, nil},
		{[]storage.ID{1, 2, 3}, []storage.ID{2}, []storage.ID{1, 3}},
		{[]storage.ID{5}, []storage.ID{5}, nil},
		{[]storage.ID{5}, nil, []storage.ID{5}},
		{[]storage.ID{1, 4}, []storage.ID{1, 2, 4}, nil},
	} {
		if got := missing(c.ids, c.have); !slices.Equal(got, c.want) {
			t.Errorf("missing(%v, %v) = %v, want %v", c.ids, c.have, got, c.want)
		}
	}
}

func TestRoleThen(t *testing.T) {
	date := func(s string) edtf.Date {
		d, err := edtf.Resolve(s, "")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	l := &Lists{Affiliations: []storage.Affiliation{
		{Actor: 1, Role: "deputy", Period: date("../2013-08")},
		{Actor: 1, Role: "spokeswoman", Period: date("2013-09/2015-11")},
		{Actor: 1, Organization: 9, Period: date("2013/..")}, // no role
		{Actor: 2, Role: "general"},
	}}
	for _, c := range []struct {
		actor storage.ID
		when  string
		want  string
	}{
		{1, "2014-09-05", "spokeswoman"},
		{1, "2010", "deputy"},
		{1, "2020", ""},
		{1, "", "spokeswoman"},
		{2, "1999", "general"},
		{3, "1999", ""},
	} {
		if got := l.RoleThen(c.actor, date(c.when)); got != c.want {
			t.Errorf("RoleThen(%d, %q) = %q, want %q", c.actor, c.when, got, c.want)
		}
	}
}
