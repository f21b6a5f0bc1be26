package storage

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestIDText(t *testing.T) {
	for _, c := range []struct {
		id   ID
		json string
	}{
		{0, `""`},
		{1, `"1"`},
		{9007199254740993, `"9007199254740993"`}, // 2^53+1: lost as a JSON number
		{9223372036854775807, `"9223372036854775807"`},
	} {
		b, err := json.Marshal(c.id)
		if err != nil || string(b) != c.json {
			t.Errorf("Marshal(%d) = %s, %v; want %s", int64(c.id), b, err, c.json)
		}
		var back ID
		if err := json.Unmarshal(b, &back); err != nil || back != c.id {
			t.Errorf("Unmarshal(%s) = %d, %v", b, int64(back), err)
		}
	}
	for _, bad := range []string{`"x"`, `"1.5"`, `"9223372036854775808"`} {
		if err := json.Unmarshal([]byte(bad), new(ID)); err == nil {
			t.Errorf("Unmarshal(%s) did not fail", bad)
		}
	}
}

func TestStanceNames(t *testing.T) {
	for _, c := range []struct {
		s    Stance
		k    ClaimKind
		want string
	}{
		{-2, Factual, "denies"},
		{2, Factual, "confirms"},
		{-1, Factual, "doubts"},
		{-2, Normative, "opposes"},
		{2, Normative, "supports"},
		{0, Normative, "neutral"},
		{3, Factual, ""},
		{-3, Normative, ""},
	} {
		if got := c.s.Name(c.k); got != c.want {
			t.Errorf("Stance(%d).Name(%s) = %q, want %q", c.s, c.k, got, c.want)
		}
	}
}

func TestStarterVerbs(t *testing.T) {
	verbs := StarterVerbs()
	labels := map[string]bool{}
	for i, v := range verbs {
		if v.ID != ID(i+1) {
			t.Errorf("%s has id %d, want %d", v.Label, v.ID, i+1)
		}
		if labels[v.Label] {
			t.Errorf("%s stands twice", v.Label)
		}
		labels[v.Label] = true
		if !slices.Contains(Classes, v.Class) {
			t.Errorf("%s has the unknown class %q", v.Label, v.Class)
		}
	}
	for _, c := range Classes[:6] { // acts come only from imports
		if !slices.ContainsFunc(verbs, func(v Verb) bool { return v.Class == c }) {
			t.Errorf("no verb of class %s", c)
		}
	}
}

func TestCameoClass(t *testing.T) {
	for _, c := range []struct {
		code string
		want Class
		ok   bool
	}{
		{"010", Report, true},
		{"0312", Support, true},
		{"016", Report, true},
		{"100", Ask, true},
		{"112", Accuse, true},
		{"120", Deny, true},
		{"190", Act, true},
		{"061", Act, true},
		{"", "", false},
		{"1", "", false},
		{"99", "", false},
		{"ab", "", false},
	} {
		if got, ok := CameoClass(c.code); got != c.want || ok != c.ok {
			t.Errorf("CameoClass(%q) = %q, %v; want %q, %v", c.code, got, ok, c.want, c.ok)
		}
	}
}

func TestChangeEmpty(t *testing.T) {
	var touched Change
	touched.Touched[RelationRecord] = []ID{7}
	for _, c := range []struct {
		change Change
		want   bool
	}{
		{Change{}, true},
		{Change{Name: "Add statement"}, true},
		{Change{Reset: true}, false},
		{touched, false},
	} {
		if got := c.change.Empty(); got != c.want {
			t.Errorf("%+v.Empty() = %v", c.change, got)
		}
	}
}

func TestFilterIsZero(t *testing.T) {
	for _, f := range []Filter{
		{Speakers: []ID{1}},
		{Actors: []ID{1}},
		{Verbs: []ID{1}},
		{Classes: []Class{Deny}},
		{Claims: []ID{1}},
		{Stances: []Stance{0}},
		{Documents: []ID{1}},
		{Coders: []ID{1}},
		{HasFrom: true},
		{HasTo: true},
		{Text: "x"},
	} {
		if f.IsZero() {
			t.Errorf("%+v lets everything through", f)
		}
	}
	if !(Filter{}).IsZero() {
		t.Error("the zero filter does not let everything through")
	}
}

func TestRecordKindNames(t *testing.T) {
	seen := map[string]bool{}
	for k := range NumRecordKinds {
		if s := k.String(); s == "" || seen[s] {
			t.Errorf("record kind %d is named %q", k, s)
		} else {
			seen[s] = true
		}
	}
	if NumRecordKinds.String() != "record" {
		t.Error("an unknown kind has no name")
	}
}
