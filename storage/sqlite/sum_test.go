package sqlite

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"saywhen/storage"
)

// TestSum compares sums with those of math/big.
func TestSum(t *testing.T) {
	modulus := new(big.Int).Lsh(big.NewInt(1), 256)
	r := rand.New(rand.NewPCG(3, 4))
	var sum sum256
	want := new(big.Int)
	for range 1000 {
		var x sum256
		for i := range x {
			x[i] = r.Uint64() | -uint64(r.IntN(2)) // carries are common
		}
		n, _ := new(big.Int).SetString(x.String(), 16)
		if r.IntN(2) == 0 {
			sum.add(x)
			want.Add(want, n)
		} else {
			sum.sub(x)
			want.Sub(want, n)
		}
		want.Mod(want, modulus)
		got, _ := new(big.Int).SetString(sum.String(), 16)
		if got.Cmp(want) != 0 {
			t.Fatalf("sum is %x, not %x", got, want)
		}
		if back, err := parseSum(sum.String()); back != sum || err != nil {
			t.Fatalf("%s is read as %s, %v", sum, back, err)
		}
	}
	for _, wrong := range []string{"", "0", "zz", sum.String() + "00"} {
		if _, err := parseSum(wrong); err == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}

// TestHasher gives different rows different hashes, and rows that differ only in
// an id that means nothing the same.
func TestHasher(t *testing.T) {
	tables, h := newTables(), newHasher()
	seen := map[sum256]int{}
	rows := []change{
		{table: tables.tag, new: []any{int64(1), "ab"}},
		{table: tables.tag, new: []any{int64(1), "a"}},
		{table: tables.tag, new: []any{int64(2), "ab"}},
		{table: tables.coder, new: []any{int64(1), "ab"}},
		{table: tables.claim, new: []any{int64(1), nil, "topic", "a", "bc"}},
		{table: tables.claim, new: []any{int64(1), nil, "topic", "ab", "c"}},
		{table: tables.claim, new: []any{int64(1), int64(0), "topic", "ab", "c"}},
		{table: tables.meta, new: []any{int64(1), "k", "v"}},
	}
	for i, c := range rows {
		sum := h.row(c.table, c.new)
		if j, ok := seen[sum]; ok {
			t.Errorf("rows %d and %d have the same hash", i, j)
		}
		seen[sum] = i
	}
	if h.row(tables.party, []any{int64(1), int64(2), "about", int64(3), int64(0)}) !=
		h.row(tables.party, []any{int64(9), int64(2), "about", int64(3), int64(0)}) {
		t.Error("a party's own id counts")
	}
	if h.row(tables.meta, []any{int64(1), metaRevision, "x"}) != (sum256{}) {
		t.Error("the revision counts itself")
	}
}

func TestIDs(t *testing.T) {
	at := time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
	random := []uint32{5, 5, 1, 1<<22 - 1, 0, 7}
	m := &idMaker{now: func() time.Time { return at }, random: func() uint32 {
		next := random[0]
		random = random[1:]
		return next
	}}
	base := (at.UnixMilli() - idEpoch) << 22
	want := []storage.ID{storage.ID(base + 5), storage.ID(base + 6), storage.ID(base + 7), storage.ID(base + 1<<22 - 1), storage.ID(base + 1<<22)}
	for i, w := range want {
		if got := m.next(); got != w {
			t.Errorf("id %d is %d, not %d", i, got, w)
		}
	}
	at = at.Add(-time.Hour) // the clock was put back
	if got := m.next(); got != want[4]+1 {
		t.Errorf("after the clock was put back: %d", got)
	}
	if keyID("title") == keyID("zone") || keyID("title") <= 0 {
		t.Error("ids from keys")
	}
}

// TestTables compares the descriptions with the schema.
func TestTables(t *testing.T) {
	f := newProject(t, testOptions())
	for _, tab := range f.tables.list {
		var columns []string
		var reals uint64
		names, err := f.writer.conn.QueryContext(t.Context(), "SELECT name, type FROM pragma_table_info(?)", tab.name)
		must(t, err)
		for names.Next() {
			var name, kind string
			must(t, names.Scan(&name, &kind))
			if kind == "REAL" {
				reals |= 1 << len(columns)
			}
			columns = append(columns, name)
		}
		must(t, names.Close())
		if !slices.Equal(columns, tab.columns) || reals != tab.reals {
			t.Errorf("%s: the schema has %v (reals %b)", tab.name, columns, reals)
		}
	}
	if f.tables.statement.columns[changedColumn] != "changed" {
		t.Error("the column of the last edit is another")
	}
}

// TestRevisionIsPortable puts the same records into two projects in another
// order, with other edits in between.
func TestRevisionIsPortable(t *testing.T) {
	a, b := newProject(t, testOptions()), newProject(t, testOptions())
	addSpeaker(t, b, "someone else")
	do(t, b, "Delete", func(tx *Tx) error {
		id, err := tx.w.ids("SELECT id FROM actor")
		return firstError(err, tx.DeleteActor(storage.ID(id[0])))
	})
	x := storage.Actor{ID: 1000, Kind: storage.Person, Name: "x", Aliases: []storage.Alias{{Name: "y"}}, Colour: 1}
	s := storage.Statement{ID: 2000, Speaker: 1000, Verb: 1, Tags: []string{"t"}, Addressees: []storage.ID{1000}, Made: 1, Changed: 1, Certainty: 50}
	r := storage.Statement{ID: 3000, Speaker: 1000, Verb: 2, Made: 1, Changed: 1, Certainty: 50}
	do(t, a, "Put", func(tx *Tx) error { return firstError(tx.PutActor(&x), tx.PutStatement(&s), tx.PutStatement(&r)) })
	_, err := b.Import(t.Context(), "Put", func(tx *Tx) error {
		return firstError(tx.PutActor(&x), tx.PutStatement(&r), tx.PutStatement(&s))
	})
	must(t, err)
	if a.revision != b.revision {
		t.Errorf("the revisions are %s and %s", a.revision, b.revision)
	}
	do(t, b, "Edit", func(tx *Tx) error { s.Gist = "more"; return tx.PutStatement(&s) })
	if a.revision == b.revision {
		t.Error("an edit left the revision")
	}
}
