package exchange

import (
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
)

func TestListRoundTrip(t *testing.T) {
	d := newDice(11)
	for range 3000 {
		var items []string
		for range d.IntN(4) {
			items = append(items, []string{"", " ", "\u00a0", "\\"}[d.IntN(4)]+d.text()+[]string{"", " ", "\n", "\\"}[d.IntN(4)])
		}
		cell := writeList(items)
		if got := readList(cell); !reflect.DeepEqual(got, items) {
			t.Fatalf("%q: got %q, want %q", cell, got, items)
		}
	}
}

func TestPositionsRoundTrip(t *testing.T) {
	d := newDice(12)
	for range 3000 {
		var claims []string
		var stances []storage.Stance
		var texts []string
		for range d.IntN(4) {
			claims, stances = append(claims, d.text()), append(stances, storage.Stance(d.IntN(5)-2))
			texts = append(texts, writePosition(claims[len(claims)-1], stances[len(stances)-1]))
		}
		cell := strings.Join(texts, "; ")
		got, gotStances, err := readPositions(cell)
		if err != nil || !reflect.DeepEqual(got, claims) || !reflect.DeepEqual(gotStances, stances) {
			t.Fatalf("%q: got %q %v %v, want %q %v", cell, got, gotStances, err, claims, stances)
		}
	}
}

func TestReadListForgives(t *testing.T) {
	for in, want := range map[string][]string{
		"":               nil,
		" ":              nil,
		"a":              {"a"},
		" a ;b;; c ; ":   {"a", "b", "c"},
		`a\;b; c\\`:      {"a;b", `c\`},
		`a\`:             {"a"},
		`\ a; b\ `:       {" a", "b "},
		"first\nsecond;": {"first\nsecond"},
	} {
		if got := readList(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestStances(t *testing.T) {
	for in, want := range map[string]storage.Stance{
		"2": 2, "+1": 1, " -2 ": -2, "0": 0, "denies": -2, "Opposes": -2, "supports": 2, "leans to": 1, "neutral": 0,
	} {
		if got, err := readStance(in); err != nil || got != want {
			t.Errorf("%q: %v %v", in, got, err)
		}
	}
}

func TestIDs(t *testing.T) {
	for in, want := range map[string]storage.ID{"": 0, " ": 0, "#12": 12, "12": 12, "#9223372036854775807": 1<<63 - 1} {
		if got, err := readID(in); err != nil || got != want {
			t.Errorf("%q: %v %v", in, got, err)
		}
	}
	for _, in := range []string{"1.5E+18", "#", "##1", "0", "-1", "9223372036854775808", "x"} {
		if id, err := readID(in); err == nil && id != 0 {
			t.Errorf("%q was taken for %v", in, id)
		}
	}
	if got := writeIDs([]storage.ID{1, 2}); got != "#1; #2" {
		t.Error(got)
	}
}
