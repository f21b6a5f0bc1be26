package names

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// people are actors with one name each: no alias helps to find them.
var people = []string{
	"Marzieh Afkham", "Ali Shamkhani", "Hassan Rouhani", "Mohammad Javad Zarif", "Ali Khamenei", "Qasem Soleimani",
	"Sergei Lavrov", "Boris Yeltsin", "Volodymyr Zelensky", "Benjamin Netanyahu", "Recep Tayyip Erdoğan", "Haider al-Abadi",
	"مهدی کروبی", "Сергей Шойгу", "שמעון פרס", "علی‌اکبر صالحی", "BBC Persian", "British Broadcasting Corporation",
	"Foreign Ministry of Iran", "Iran", "Iranian MP", "Tehran", "Miran", "Muammar Gaddafi", "Aung San Suu Kyi",
	"Łukasz Podolski", "习近平", "김정은",
}

func entriesOf(names ...string) (list []Entry) {
	for i, n := range names {
		list = append(list, Entry{ID: int64(i + 1), Name: n})
	}
	return list
}

func first(x *Index, typed string) string {
	if got := x.Find(typed, 1, nil); len(got) > 0 {
		return x.parts[0].entries[x.at[got[0].ID].entry].Name
	}
	return ""
}

func TestFindAnySpellingAndScript(t *testing.T) {
	x := New(entriesOf(people...))
	for _, c := range []struct{ typed, want string }{
		{"Marzieh Afkham", "Marzieh Afkham"},
		{"Marziyeh", "Marzieh Afkham"},
		{"Marzeiyeh", "Marzieh Afkham"},
		{"marz", "Marzieh Afkham"},
		{"Afkham", "Marzieh Afkham"},
		{"afk", "Marzieh Afkham"},
		{"افخم", "Marzieh Afkham"},
		{"مرضیه", "Marzieh Afkham"},
		{"مرضيه أفخم", "Marzieh Afkham"}, // Arabic letter forms
		{"مَرضیه", "Marzieh Afkham"},     // with a mark
		{"افخ", "Marzieh Afkham"},
		{"Afkham Marziyeh", "Marzieh Afkham"},
		{"AFKHAM, MARZIEH", "Marzieh Afkham"},
		{"Shamkahni", "Ali Shamkhani"},
		{"Chamkhani", "Ali Shamkhani"},
		{"شمخانی", "Ali Shamkhani"},
		{"Шамхани", "Ali Shamkhani"},
		{"علی شمخانی", "Ali Shamkhani"},
		{"روحانی", "Hassan Rouhani"},
		{"Rohani", "Hassan Rouhani"},
		{"Rowhani", "Hassan Rouhani"},
		{"ظریف", "Mohammad Javad Zarif"},
		{"Mohamed Zareef", "Mohammad Javad Zarif"},
		{"خامنه‌ای", "Ali Khamenei"},
		{"Chamenei", "Ali Khamenei"},
		{"سلیمانی", "Qasem Soleimani"},
		{"Kassem Suleimani", "Qasem Soleimani"},
		{"Ghasem", "Qasem Soleimani"},
		{"Лавров", "Sergei Lavrov"},
		{"Ельцин", "Boris Yeltsin"},
		{"Зеленський", "Volodymyr Zelensky"},
		{"נתניהו", "Benjamin Netanyahu"},
		{"erdogan", "Recep Tayyip Erdoğan"},
		{"أردوغان", "Recep Tayyip Erdoğan"},
		{"العبادي", "Haider al-Abadi"},
		{"Mehdi Karroubi", "مهدی کروبی"},
		{"karubi", "مهدی کروبی"},
		{"Shoigu", "Сергей Шойгу"},
		{"Sergey Shoygu", "Сергей Шойгу"},
		{"Peres", "שמעון פרס"},
		{"Shimon", "שמעון פרס"},
		{"salehi", "علی‌اکبر صالحی"},
		{"bbc", "BBC Persian"},
		{"Kadhafi", "Muammar Gaddafi"},
		{"القذافي", "Muammar Gaddafi"},
		{"suu kyi", "Aung San Suu Kyi"},
		{"lukasz", "Łukasz Podolski"},
		{"xijin", "习近平"},
		{"Ms Marziyeh Afkham", "Marzieh Afkham"},
	} {
		if got := first(x, c.typed); got != c.want {
			t.Errorf("%q finds %q first, want %q", c.typed, got, c.want)
		}
	}
}

func TestInitials(t *testing.T) {
	x := New(entriesOf(people...))
	for typed, want := range map[string]string{"fmi": "Foreign Ministry of Iran", "ma": "Marzieh Afkham", "FMI": "Foreign Ministry of Iran"} {
		if got := x.Find(typed, 5, nil); !slices.ContainsFunc(got, func(m Match) bool { return people[m.ID-1] == want }) {
			t.Errorf("%q does not find %q: %v", typed, want, got)
		}
	}
}

// TestFindNothing keeps what does not fit out: a coarse key is no excuse.
func TestFindNothing(t *testing.T) {
	x := New(entriesOf(people...))
	for _, typed := range []string{"Obama", "zzz", "Orlando", "qqqqqqqq", "پوتین", "1991"} {
		if got := x.Find(typed, 5, nil); len(got) > 0 {
			t.Errorf("%q finds %q", typed, people[got[0].ID-1])
		}
	}
	if got := x.Find("Iran", 0, nil); got != nil {
		t.Errorf("a limit of 0 gave %v", got)
	}
}

func TestOrder(t *testing.T) {
	x := New(entriesOf("Government of Iran", "Miran", "Iranian MP", "Tehran", "Iran", "Erin"))
	var got []string
	for _, m := range x.Find("iran", 10, nil) {
		got = append(got, x.parts[0].entries[m.ID-1].Name)
	}
	if want := []string{"Iran", "Iranian MP", "Government of Iran"}; !slices.Equal(got[:3], want) || slices.Contains(got, "Tehran") {
		t.Errorf("iran finds %q, want %q first", got, want)
	}
	boosted := x.Find("iran", 1, func(id int64) float64 {
		if id == 3 {
			return 1.5
		}
		return 0
	})
	if boosted[0].ID != 3 {
		t.Errorf("a boost lifts %v, not Iranian MP", boosted)
	}
}

func TestWhichAlias(t *testing.T) {
	x := New([]Entry{{ID: 7, Name: "Marzieh Afkham", Aliases: []string{"Marziyeh Afkham", "مرضیه افخم"}}})
	for typed, want := range map[string]string{"marzie": "", "Marziy": "Marziyeh Afkham", "مرضيه": "مرضیه افخم", "afk": "", "": ""} {
		got := x.Find(typed, 5, nil)
		if len(got) != 1 || got[0].ID != 7 || got[0].Which != want {
			t.Errorf("%q gives %+v, want the alias %q", typed, got, want)
		}
	}
}

func TestEmptyQueryOrdersByBoost(t *testing.T) {
	x := New(entriesOf("Beta", "Al", "Gamma"))
	got := x.Find("  ", 3, func(id int64) float64 { return float64(id) })
	if len(got) != 3 || got[0].ID != 3 || got[2].ID != 1 {
		t.Errorf("got %v", got)
	}
	if got := New(nil).Find("x", 3, nil); len(got) != 0 {
		t.Errorf("an empty index finds %v", got)
	}
}

// world makes entries such as a large project has.
func world(n int) []Entry {
	r := rand.New(rand.NewPCG(4, 2014))
	parts := []string{"mar", "zi", "eh", "af", "kham", "sha", "ni", "kha", "ro", "ha", "so", "lei", "ma", "al", "ji", "dou", "ve", "tor", "gen", "is", "po", "lan", "kur", "das"}
	word := func() string {
		s := ""
		for range 2 + r.IntN(3) {
			s += parts[r.IntN(len(parts))]
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	arabic := []rune("ابتجحخدرزسشصضطعغفقکلمنوهی")
	list := make([]Entry, n)
	for i := range list {
		list[i] = Entry{ID: int64(i + 1), Name: fmt.Sprintf("%s %s", word(), word())}
		for k := range i % 5 {
			if k%2 == 0 {
				list[i].Aliases = append(list[i].Aliases, word()+" "+word())
				continue
			}
			var b strings.Builder
			for j := range 9 + r.IntN(6) {
				if j == 5 {
					b.WriteByte(' ')
				}
				b.WriteRune(arabic[r.IntN(len(arabic))])
			}
			list[i].Aliases = append(list[i].Aliases, b.String())
		}
	}
	return list
}

// TestOwnNamesAreFound holds that every record is found by each of its names,
// whole, and by the beginning of each, unless enough others fit as well.
func TestOwnNamesAreFound(t *testing.T) {
	entries := world(600)
	x := New(entries)
	for _, e := range entries {
		for i := range 1 + len(e.Aliases) {
			name := e.name(int32(i))
			for _, typed := range []string{name, strings.ToUpper(name), name[:cut(name, 7)]} {
				if !slices.ContainsFunc(x.Find(typed, 600, nil), func(m Match) bool { return m.ID == e.ID }) {
					t.Fatalf("%q does not find %q", typed, name)
				}
			}
		}
	}
}

// cut gives the number of bytes of the first n runes.
func cut(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// TestNextIsAsNew changes entries at random: what Next makes finds the same as
// what New does.
func TestNextIsAsNew(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	entries, spare := world(400), world(900)[400:]
	x := New(entries)
	for range 60 {
		entries = slices.Clone(entries)
		for range 1 + r.IntN(30) {
			i := r.IntN(len(entries))
			switch r.IntN(3) {
			case 0:
				entries = slices.Delete(entries, i, i+1)
			case 1:
				entries[i].Name = spare[r.IntN(len(spare))].Name
			case 2:
				e := spare[r.IntN(len(spare))]
				if !slices.ContainsFunc(entries, func(o Entry) bool { return o.ID == e.ID }) {
					entries = append(entries, e)
				}
			}
		}
		x = x.Next(entries)
		want := New(entries)
		if x.Len() != len(entries) || len(x.parts) > 2 {
			t.Fatalf("%d entries in %d parts", x.Len(), len(x.parts))
		}
		for _, typed := range []string{"", "mar", "kham", "Marziyeh", "af", "sol", "خا", spare[0].Name} {
			if got, want := x.Find(typed, 1000, nil), want.Find(typed, 1000, nil); !sameIDs(got, want) {
				t.Fatalf("%q finds %d, a new index %d", typed, len(got), len(want))
			}
		}
	}
}

func sameIDs(a, b []Match) bool {
	ids := func(list []Match) (out []int64) {
		for _, m := range list {
			out = append(out, m.ID)
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(ids(a), ids(b))
}

func FuzzFind(f *testing.F) {
	for _, s := range append(slices.Clone(people), "", " ", "\xff", "ا", "'", "al-", "ᄀ", "١٢٣", "ß", "É́", "Ⅷ", "a\u200cb", "\U000e0041") {
		f.Add(s, s)
	}
	x := New(entriesOf(people...))
	f.Fuzz(func(t *testing.T, typed, name string) {
		folded := Fold(name)
		if utf8.ValidString(name) && Fold(folded) != folded {
			t.Errorf("folding %q twice gives %q, once %q", name, Fold(folded), folded)
		}
		for _, w := range words(folded) {
			if keys := keysOf(w); len(keys) > maxReadings {
				t.Errorf("%q has %d keys", w, len(keys))
			}
		}
		if got := x.Find(typed, 3, nil); len(got) > 3 {
			t.Errorf("a limit of 3 gave %d", len(got))
		}
		next := x.Next(append(entriesOf(people...), Entry{ID: 1 << 40, Name: name}))
		if folded != "" && !slices.ContainsFunc(next.Find(name, 100, nil), func(m Match) bool { return m.ID == 1<<40 }) {
			t.Errorf("%q does not find itself", name)
		}
	})
}

// BenchmarkFind is what one key pressed in a field costs at 25,000 records with
// 50,000 aliases; the budget is 20 ms for any text.
func BenchmarkFind(b *testing.B) {
	x := New(world(25_000))
	for _, typed := range []string{
		"", "m", "s", "ma", "mar", "marz", "marzi", "Marziyeh", "Marziyeh A", "Marziyeh Afkham", "sha", "Shamkahni", "م", "مر", "مرضیه", "افخم",
		"qqqqqqqqqqqqqqqqqqqq", "zzzz", "Шамхани",
	} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				x.Find(typed, 8, func(id int64) float64 { return float64(id%7) / 10 })
			}
		})
	}
}

// BenchmarkPrefixes types names letter by letter, 1 to 20 of them, some of which
// nobody has, and reports the slowest text.
func BenchmarkPrefixes(b *testing.B) {
	entries := world(25_000)
	x := New(entries)
	typed := []string{"qwertyuiopasdfghjklz", "Marziyeh Afkham of Iran", "مرضیه افخم سخنگوی وزارت", "ضصثقفغعهخحجچشسیبلات"}
	for i := 0; i < len(entries); i += 2500 {
		typed = append(typed, entries[i].Name+" "+entries[i+1].Name)
	}
	slowest := time.Duration(0)
	for b.Loop() {
		for _, t := range typed {
			for n := 1; n <= 20; n++ {
				began := time.Now()
				x.Find(t[:cut(t, n)], 8, nil)
				slowest = max(slowest, time.Since(began))
			}
		}
	}
	b.ReportMetric(float64(slowest.Microseconds())/1000, "ms/slowest")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N*20*len(typed)), "ms/key")
}

// BenchmarkIndex makes the index anew, and after one change.
func BenchmarkIndex(b *testing.B) {
	entries := world(25_000)
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			New(entries)
		}
	})
	x := New(entries)
	for _, n := range []int{1, 100, 1000} {
		changed := slices.Clone(entries)
		for i := range n {
			changed[7*i].Name = "Marzieh Afkham"
		}
		b.Run(fmt.Sprintf("next/%d", n), func(b *testing.B) {
			for b.Loop() {
				x.Next(changed)
			}
		})
	}
}
