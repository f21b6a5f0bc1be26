package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
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

func TestDrafts(t *testing.T) {
	d := Drafts{Folder: filepath.Join(t.TempDir(), "state")}
	if _, ok := d.Load("/a"); ok {
		t.Error("a draft is there before one was kept")
	}
	want := Entry{Speaker: "مرضیه", When: "2014-", Certainty: storage.NoCertainty}
	if err := d.Save("/a", want); err != nil {
		t.Fatal(err)
	}
	if got, ok := d.Load("/a"); !ok || !equalJSON(t, got, want) {
		t.Errorf("came back as %+v, %v", got, ok)
	}
	if _, ok := d.Load("/b"); ok {
		t.Error("another project has the draft")
	}
	if err := os.WriteFile(d.file("draft", "/a"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := d.Load("/a"); ok {
		t.Error("half a draft was read")
	}
	for range 2 {
		if err := d.Drop("/a"); err != nil {
			t.Error(err)
		}
	}
}

func TestDraftsOfEdits(t *testing.T) {
	d := Drafts{Folder: filepath.Join(t.TempDir(), "state")}
	if got := d.LoadEdits("/a"); got == nil || len(got) != 0 {
		t.Errorf("edits are there before any were kept: %v", got)
	}
	want := map[storage.ID]Entry{
		1512:    {ID: 1512, Speaker: "مرضیه", When: "2014-"},
		1 << 62: {ID: 1 << 62, Verb: "denied"},
	}
	if err := d.SaveEdits("/a", want); err != nil {
		t.Fatal(err)
	}
	if got := d.LoadEdits("/a"); !reflect.DeepEqual(got, want) {
		t.Errorf("came back as %+v", got)
	}
	if _, ok := d.Load("/a"); ok || len(d.LoadEdits("/b")) != 0 {
		t.Error("the edits are taken for a draft, or for another project's")
	}
	if err := os.WriteFile(d.file("edits", "/a"), []byte(`{"1512":{"id":"1512"},`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := d.LoadEdits("/a"); len(got) != 0 {
		t.Errorf("half of the edits were read: %v", got)
	}
	for range 2 {
		if err := d.SaveEdits("/a", nil); err != nil {
			t.Error(err)
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

func TestTypedDate(t *testing.T) {
	for _, c := range []struct{ typed, wording, want string }{
		{"2014-09-05 17:30", "", "2014-09-05 17:30"},
		{"2014-09-05", "Friday", "2014-09-05"},
		{"2014-09-05 #2", "Friday", "2014-09-05 #2"},
		{"", "", ""},
	} {
		d, err := edtf.Resolve(c.typed, "Asia/Tehran")
		if err != nil {
			t.Fatal(err)
		}
		if c.wording != "" {
			d.Wording = c.wording
		}
		if got := typedDate(d); got != c.want {
			t.Errorf("typedDate(%+v) = %q, want %q", d, got, c.want)
		}
	}
}
