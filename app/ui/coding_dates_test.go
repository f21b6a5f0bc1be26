package ui

import (
	"context"
	"testing"
	"time"

	"saywhen/app"
	"saywhen/storage/edtf"
)

// codedDate is what an analyst types into the date box for a statement, and the
// statement before it.
type codedDate struct{ id, typed, zone, before string }

// foundingDates are those of the founding article: the nine wordings as they
// stand there, and what stands for the six that are not there.
var foundingDates = []codedDate{
	{"s1", "Friday evening", "", ""},
	{"s2", "Friday afternoon", "", "s1"},
	{"s3", "by Friday afternoon", "", "s2"},
	{"s4", "Friday", "America/New_York", "s3"},
	{"s5", "~5 Sep", "America/New_York", "s4"},
	{"s6", "In the past", "", "s5"},
	{"s7", "mid June", "", "s6"},
	{"s8", "on June 16", "", "s7"},
	{"s9", "=", "", "s8"},
	{"s10", "=", "", "s9"},
	{"s11", "=", "", "s10"},
	{"s12", "A few days earlier in June = June 7", "", "s11"},
	{"s13", "on June 7", "", "s12"},
	{"s14", "=", "", "s13"},
	{"s15", "then =", "", "s14"},
}

// TestDatesOfTheFoundingArticle reads every date of the founding article as the
// form would: against the document's date and the statement before.
func TestDatesOfTheFoundingArticle(t *testing.T) {
	checkDates(t, foundingReference(t), foundingDates)
}

func TestDatesOfOurArticle(t *testing.T) {
	checkDates(t, ownReference(t), []codedDate{
		{"h1", "Tuesday morning", "", ""},
		{"h2", "Monday night", "", "h1"},
		{"h3", "by Monday night", "", "h2"},
		{"h4", "on Tuesday", "", "h3"},
		{"h5", "=", "", "h4"},
		{"h6", "In early March", "", "h5"},
		{"h7", "2023-05-10", "", "h6"},
		{"h8", "=", "", "h7"},
	})
}

func checkDates(t *testing.T, r *reference, dates []codedDate) {
	t.Helper()
	s, err := app.Open(context.Background(), r.project(t), app.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	read := map[string]edtf.Date{}
	for _, c := range dates {
		want := r.statement(t, c.id).Date
		d, err := s.ResolveWhen(app.Entry{Document: codedTitle, When: c.typed, Zone: c.zone, Before: read[c.before]})
		if err != nil {
			t.Errorf("%s: %q: %v", c.id, c.typed, err)
			continue
		}
		read[c.id] = d
		checkDate(t, c.id, d, want)
	}
}

// checkDate compares a date with that of the reference.
func checkDate(t *testing.T, id string, got edtf.Date, want referenceDate) {
	t.Helper()
	if got.Corners != want.corners() {
		t.Errorf("%s: %q has the corners %+v, want %+v", id, got.EDTF, got.Corners, want.corners())
	}
	kind := "moment"
	if got.Kind == edtf.Extent {
		kind = "extent"
	}
	if kind != want.Kind || got.Zone != want.Zone || (got.Qualifier&edtf.Approximate != 0) != (want.Qualifier == "approximate") {
		t.Errorf("%s: %s in %q, qualifier %v; want %s in %q, %q", id, kind, got.Zone, got.Qualifier, want.Kind, want.Zone, want.Qualifier)
	}
	if want.Wording != "" && got.Wording != want.Wording {
		t.Errorf("%s: the wording is %q, want %q", id, got.Wording, want.Wording)
	}
}
