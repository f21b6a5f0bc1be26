package sqlite

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func TestInfoCounts(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	info, err := b.Info(ctx)
	must(t, err)
	revision, err := b.Revision(ctx)
	must(t, err)
	want := Info{
		Actors: 2, Documents: 1, Claims: 2, Statements: 2, Relations: 1, ReportedIn: 1, Verbs: len(storage.StarterVerbs()),
		Earliest: "2014-09-05", Latest: "2014-09-05", Schema: SchemaVersion, Revision: revision,
	}
	if info != want {
		t.Errorf("got %+v\nwant %+v", info, want)
	}
	text, err := json.Marshal(info)
	must(t, err)
	const start = `{"actors":2,"documents":1,"claims":2,"statements":2,"relations":1,"reported_in":1,"verbs":34,` +
		`"periods":0,"callouts":0,"views":0,"earliest":"2014-09-05","latest":"2014-09-05","schema":2,"revision":"`
	if !strings.HasPrefix(string(text), start) {
		t.Errorf("JSON %s\nwant  %s…", text, start)
	}
}

func TestInfoRange(t *testing.T) {
	tests := []struct {
		name, earliest, latest string
		dates                  []string // in Asia/Tehran, +04:30 in summer
	}{
		{"no statements", "", "", nil},
		{"no dates", "", "", []string{""}},
		{"a day in its own zone", "2014-09-05", "2014-09-05", []string{"2014-09-05"}},
		{"a month and a day", "2014-08-01", "2014-09-05", []string{"2014-09-05", "2014-08"}},
		{"an extent", "2014-06-11", "2014-06-20", []string{"2014-06-11/2014-06-20", ""}},
		{"open ends do not count", "2014-06-10", "2014-09-05", []string{"../2014-09-05", "2014-06-10/.."}},
		{"nothing but open", "", "", []string{"../.."}},
		{"a point at midnight", "2014-09-05", "2014-09-05", []string{"2014-09-05T00:00:00"}},
		{"long ago", "-0044-03-15", "-0044-03-15", []string{"-0044-03-15"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newProject(t, testOptions())
			speaker := addSpeaker(t, f, "Speaker")
			do(t, f, "Add", func(tx *Tx) error {
				for _, typed := range tt.dates {
					when, err := edtf.Resolve(typed, "Asia/Tehran")
					must(t, err)
					must(t, tx.PutStatement(&storage.Statement{Speaker: speaker, Verb: 1, Certainty: -1, When: when}))
				}
				return tx.SetMeta("title", "changed, or a step without a statement would be empty")
			})
			info, err := f.Info(context.Background())
			must(t, err)
			if info.Earliest != tt.earliest || info.Latest != tt.latest {
				t.Errorf("%s to %s, want %s to %s", info.Earliest, info.Latest, tt.earliest, tt.latest)
			}
		})
	}
}
