package pages

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// makeFile lets SQLite write a file and gives its bytes.
func makeFile(t testing.TB, script ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, text := range script {
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func open(t testing.TB, b []byte) *File {
	t.Helper()
	head, ok := ReadHead(bytes.NewReader(b))
	if !ok {
		t.Fatal("the head cannot be read")
	}
	f, err := NewFile(bytes.NewReader(b), int64(len(b)), head.Layout)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// walk visits the leaves' rows below a page, or all entries of an index.
func walk(t testing.TB, f *File, no uint32, visit func(id int64, values []any)) {
	t.Helper()
	n, err := f.Node(no)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n.Len() {
		if n.Kind == TableInner || n.Kind == IndexInner {
			child, _, err := n.Child(i)
			if err != nil {
				t.Fatal(err)
			}
			walk(t, f, child, visit)
		}
		if n.Kind == TableInner {
			continue
		}
		id, payload, err := n.Payload(i, nil)
		if err != nil {
			t.Fatal(err)
		}
		values, err := Values(payload)
		if err != nil {
			t.Fatal(err)
		}
		visit(id, values)
	}
	if n.Right != 0 {
		walk(t, f, n.Right, visit)
	}
}

// roots reads the schema from page 1.
func roots(t testing.TB, f *File) map[string]uint32 {
	t.Helper()
	found := map[string]uint32{}
	walk(t, f, 1, func(_ int64, v []any) { found[v[1].(string)] = uint32(v[3].(int64)) })
	return found
}

// TestReadsWhatSQLiteWrote compares every row and index entry with what SQLite
// says, for all page sizes and for values of every size.
func TestReadsWhatSQLiteWrote(t *testing.T) {
	for _, size := range []int{512, 1024, 4096, 65536} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			b := makeFile(t, fmt.Sprintf("PRAGMA page_size = %d", size),
				"CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", "CREATE INDEX t_c ON t (c)",
				`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
				INSERT INTO t SELECT i * i * i - 1000000, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 1 << (i % 63) WHEN 2 THEN -(1 << (i % 63))
				WHEN 3 THEN i / 7.0 ELSE i % 2 END, zeroblob(i % 9), substr(replace(hex(zeroblob(i * 5)), '00', 'é' || i), 1, i * 11) FROM n`)
			f := open(t, b)
			db, err := sql.Open("sqlite", ":memory:")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			db.SetMaxOpenConns(1)
			path := filepath.Join(t.TempDir(), "y.db")
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec("ATTACH ? AS x", path); err != nil {
				t.Fatal(err)
			}
			var got []string
			walk(t, f, roots(t, f)["t"], func(id int64, v []any) { got = append(got, fmt.Sprintf("%d %v %x %s", id, v[1], v[2], v[3])) })
			compare(t, db, "SELECT id, a, b, c FROM x.t ORDER BY id", got, func(r *sql.Rows) (string, error) {
				var id int64
				var a any
				var blob []byte
				var text string
				err := r.Scan(&id, &a, &blob, &text)
				return fmt.Sprintf("%d %v %x %s", id, a, blob, text), err
			})
			got = nil
			walk(t, f, roots(t, f)["t_c"], func(_ int64, v []any) { got = append(got, fmt.Sprintf("%s %d", v[0], v[1])) })
			compare(t, db, "SELECT c, id FROM x.t ORDER BY c, id", got, func(r *sql.Rows) (string, error) {
				var id int64
				var text string
				err := r.Scan(&text, &id)
				return fmt.Sprintf("%s %d", text, id), err
			})
		})
	}
}

func compare(t *testing.T, db *sql.DB, query string, got []string, read func(*sql.Rows) (string, error)) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		want, err := read(rows)
		if err != nil {
			t.Fatal(err)
		}
		if n >= len(got) || got[n] != want {
			t.Fatalf("row %d of %d is not %.80q", n, len(got), want)
		}
	}
	if n != len(got) || n == 0 {
		t.Fatalf("%d rows, SQLite has %d", len(got), n)
	}
}

func TestFree(t *testing.T) {
	b := makeFile(t, "CREATE TABLE t (x)", "CREATE TABLE u (x)",
		"INSERT INTO t SELECT hex(zeroblob(3000)) FROM (VALUES (1), (2), (3), (4))", "DELETE FROM t")
	free := map[uint32]bool{}
	if err := open(t, b).Free(func(no uint32) { free[no] = true }); err != nil {
		t.Fatal(err)
	}
	if want := int(binary.BigEndian.Uint32(b[36:])); len(free) != want || want == 0 {
		t.Errorf("%d free pages, the head says %d", len(free), want)
	}
	for no := range free { // a circle
		binary.BigEndian.PutUint32(b[(no-1)*4096:], binary.BigEndian.Uint32(b[32:]))
	}
	if err := open(t, b).Free(func(uint32) {}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a circle gave %v", err)
	}
}

func TestReadHead(t *testing.T) {
	good := makeFile(t, "PRAGMA application_id = 77", "PRAGMA user_version = 5", "CREATE TABLE t (x)")
	head, ok := ReadHead(bytes.NewReader(good))
	if !ok || !head.Magic || head.Layout != Usual || head.Application != 77 || head.Version != 5 {
		t.Errorf("head %+v, %v", head, ok)
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"short":             func(b []byte) []byte { return b[:99] },
		"page of 4095":      func(b []byte) []byte { b[17] = 0xff; return b },
		"nothing left over": func(b []byte) []byte { b[16], b[17], b[20] = 2, 0, 255; return b },
	} {
		if _, ok := ReadHead(bytes.NewReader(spoil(bytes.Clone(good)))); ok {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestVarint(t *testing.T) {
	for _, c := range []struct {
		bytes string
		want  uint64
		size  int
	}{
		{"\x00", 0, 1},
		{"\x7f", 127, 1},
		{"\x81\x00", 128, 2},
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff", math.MaxUint64, 9},
		{"\x81", 0, 0},
		{"", 0, 0},
	} {
		if got, size := varint([]byte(c.bytes)); got != c.want || size != c.size {
			t.Errorf("varint(%x) = %d, %d", c.bytes, got, size)
		}
	}
}

func TestBrokenRows(t *testing.T) {
	for name, payload := range map[string]string{
		"nothing":                 "",
		"head longer than row":    "\x05\x01\x01",
		"head shorter than self":  "\x00",
		"value beyond":            "\x02\x06\x01",
		"more than values":        "\x02\x01\x01\x01",
		"type that is not used":   "\x02\x0a",
		"head cut":                "\x02\x81",
		"text of many terabytes":  "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff",
		"head of many terabytes":  "\xff\xff\xff\xff\xff\xff\xff\xff\xff",
		"second value cut in two": "\x03\x01\x04\x01\x01",
	} {
		if v, err := Values([]byte(payload)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

// TestOverflowInACircle meets a chain that leads to itself: it ends with the
// length of the row, or when the visitor has had enough.
func TestOverflowInACircle(t *testing.T) {
	b := makeFile(t, "CREATE TABLE t (x)", "INSERT INTO t VALUES ('"+strings.Repeat("x", 20_000)+"')")
	f := open(t, b)
	n, err := f.Node(roots(t, f)["t"])
	if err != nil {
		t.Fatal(err)
	}
	var chain []uint32
	if _, _, err := n.Payload(0, func(no uint32) bool { chain = append(chain, no); return true }); err != nil || len(chain) < 4 {
		t.Fatalf("chain %v, %v", chain, err)
	}
	binary.BigEndian.PutUint32(b[(chain[1]-1)*4096:], chain[0])
	visits := 0
	if _, _, err := n.Payload(0, func(uint32) bool { visits++; return true }); !errors.Is(err, ErrDamaged) {
		t.Errorf("a circle gave %v", err)
	}
	if visits != len(chain) {
		t.Errorf("%d pages were visited, the row has %d", visits, len(chain))
	}
	if _, _, err := n.Payload(0, func(uint32) bool { return false }); !errors.Is(err, ErrDamaged) {
		t.Errorf("a visitor who had enough got %v", err)
	}
}

// FuzzNode reads every page of any bytes as a node.
func FuzzNode(f *testing.F) {
	f.Add(makeFile(f, "PRAGMA page_size = 512", "CREATE TABLE t (id INTEGER PRIMARY KEY, x)", "CREATE INDEX i ON t (x)",
		"INSERT INTO t (x) SELECT hex(zeroblob(value)) FROM json_each('[1,20,300,900]')"))
	f.Add([]byte{13, 0, 0, 0, 1, 0, 20, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 8192 {
			t.Skip()
		}
		budget := 100
		visit := func(uint32) bool { budget--; return budget > 0 }
		r := bytes.NewReader(b)
		layout := Layout{Size: 512}
		if head, ok := ReadHead(r); ok {
			layout = head.Layout
		}
		file, err := NewFile(r, int64(len(b)), layout)
		if err != nil {
			t.Fatal(err)
		}
		_ = file.Free(func(uint32) {})
		for no := range file.Count() + 2 {
			n, err := file.Node(no)
			if err != nil {
				continue
			}
			for i := range n.Len() {
				_, _, _ = n.Child(i)
				if _, payload, err := n.Payload(i, visit); err == nil {
					_, _ = Values(payload)
				} else if !errors.Is(err, ErrDamaged) {
					t.Errorf("page %d: %v", no, err)
				}
			}
		}
	})
}
