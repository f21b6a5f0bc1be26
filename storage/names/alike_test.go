package names

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func subjects(list ...[]string) (out []Subject) {
	for i, names := range list {
		out = append(out, Subject{Entry: Entry{ID: int64(i + 1), Name: names[0], Aliases: names[1:]}})
	}
	return out
}

func TestAlikePairs(t *testing.T) {
	for _, c := range []struct {
		a, b string
		why  string // "" not alike
	}{
		{"Marzieh Afkham", "MARZIEH AFKHAM", "the same name"},
		{"Marzieh Afkham", "Marziyeh Afkham", "sound the same"},
		{"Marzieh Afkham", "Afkham, Marzieh", "sound the same"},
		{"Marzieh Afkham", "مرضیه افخم", "another script"},
		{"Ali Shamkhani", "Шамхани Али", "another script"},
		{"Ali Shamkhani", "Ali Shamkahni", "nearly alike"},
		{"Afkham", "Marzieh Afkham", "part of the other"},
		{"افخم", "Marzieh Afkham", "part of the other"},
		{"Ministry of Foreign Affairs", "Foreign Ministry", "part of the other"},
		{"Hassan Rouhani", "Hossein Rowhani", ""},
		{"Brigade 14", "Brigade 15", ""},
		{"Ali", "Eli", ""},
		{"John Kerry", "John Kirby", ""},
		{"Iran", "Iraq", ""},
		{"Al", "Al Jazeera", ""},
		{"", "Iran", ""},
	} {
		got := Alike(subjects([]string{c.a}, []string{c.b}))
		switch {
		case c.why == "" && len(got) > 0:
			t.Errorf("%q and %q: %+v", c.a, c.b, got)
		case c.why != "" && (len(got) != 1 || !strings.Contains(got[0].Why, c.why) || got[0].A != 1 || got[0].B != 2):
			t.Errorf("%q and %q: %+v, want %q", c.a, c.b, got, c.why)
		}
	}
}

func TestAlikeByAliasAndRole(t *testing.T) {
	got := Alike(subjects([]string{"Supreme Leader", "Ali Khamenei"}, []string{"Ali Khamenei", "Rahbar"}))
	if len(got) != 1 || got[0].Score != 1 {
		t.Errorf("a shared alias gives %+v", got)
	}
	list := subjects([]string{"Spokeswoman"}, []string{"Marzieh Afkham"}, []string{"Rahim Tal"})
	list[0].Roles = []Role{{"spokeswoman of the Foreign Ministry", 10, 20}}
	list[1].Roles = []Role{{"Spokeswoman of the Foreign Ministry", 15, 30}}
	list[2].Roles = []Role{{"spokeswoman of the Foreign Ministry", 30, 40}}
	got = Alike(list)
	if len(got) != 1 || got[0].A != 1 || got[0].B != 2 || !strings.Contains(got[0].Why, "at the same time") {
		t.Errorf("a role at one time gives %+v", got)
	}
	list[2].Roles[0] = Role{Name: "spokeswoman of the Foreign Ministry"}
	if got = Alike(list); len(got) != 3 {
		t.Errorf("a role without a time meets every time, got %+v", got)
	}
}

// TestWhatManyShare says nothing: ministries are not one because all are.
func TestWhatManyShare(t *testing.T) {
	var list []Subject
	for i := range 60 {
		list = append(list, Subject{
			Entry: Entry{ID: int64(i + 1), Name: "Citizens " + string(rune('a'+i%26)) + strings.Repeat("zq", i/26)},
			Roles: []Role{{Name: "citizen"}},
		})
	}
	list = append(list, Subject{Entry: Entry{ID: 99, Name: "Citizens"}})
	for _, p := range Alike(list) {
		if p.A == 99 || p.B == 99 || strings.Contains(p.Why, "time") {
			t.Errorf("%+v", p)
		}
	}
}

// TestAlikeAgainstEachWithEach compares with the slow way: every two records.
func TestAlikeAgainstEachWithEach(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 6))
	base := []string{"Marzieh Afkham", "Ali Shamkhani", "مرضیه افخم", "شمخانی", "Sergei Lavrov", "Лавров", "חסן רוחאני", "Rouhani", "Unit 14", "Zz"}
	for round := range 60 {
		var list []Subject
		for i := range 20 {
			s := Subject{Entry: Entry{ID: int64(i + 1), Name: slip(r, base[r.IntN(len(base))])}}
			if r.IntN(3) == 0 {
				s.Aliases = []string{slip(r, base[r.IntN(len(base))])}
			}
			if r.IntN(4) == 0 {
				s.Roles = []Role{{fmt.Sprint("role ", r.IntN(3)), int64(r.IntN(5)), int64(5 + r.IntN(5))}}
			}
			list = append(list, s)
		}
		var want []Pair
		all := newSubjects(list)
		for i := range all {
			for j := range i {
				if p, ok := compare(all[i], all[j]); ok {
					want = append(want, p)
				}
			}
		}
		sortPairs(want)
		got := Alike(list)
		if len(got) != len(want) {
			t.Fatalf("round %d: %d pairs, each with each gives %d\n%v\n%v", round, len(got), len(want), got, want)
		}
		for i := range got {
			if got[i].A != want[i].A || got[i].B != want[i].B || got[i].Score != want[i].Score {
				t.Fatalf("round %d: pair %d is %+v, want %+v", round, i, got[i], want[i])
			}
		}
	}
}

// slip changes, drops, doubles or swaps a letter, or takes a word away.
func slip(r *rand.Rand, name string) string {
	letters := []rune(name)
	i := r.IntN(len(letters) - 1)
	switch r.IntN(7) {
	case 0:
		letters[i] = []rune("aeiouhkم")[r.IntN(8)]
	case 1:
		letters = slices.Delete(letters, i, i+1)
	case 2:
		letters = slices.Insert(letters, i, letters[i])
	case 3:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	case 4:
		w := strings.Fields(name)
		return w[r.IntN(len(w))]
	}
	return string(letters)
}

// BenchmarkAlike looks through 25,000 records with 50,000 aliases.
func BenchmarkAlike(b *testing.B) {
	var list []Subject
	for _, e := range world(25_000) {
		list = append(list, Subject{Entry: e})
	}
	for b.Loop() {
		Alike(list)
	}
}
