package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saywhen/storage"
)

// plainProject makes a project and gives its bytes.
func plainProject(t *testing.T) []byte {
	t.Helper()
	f := newProject(t, testOptions())
	addSpeaker(t, f, "Afkham")
	must(t, f.Close())
	b, err := os.ReadFile(f.Path())
	must(t, err)
	return b
}

// writeFile puts bytes into a file of a new folder.
func writeFile(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x"+Extension)
	must(t, os.WriteFile(path, content, 0o644))
	return path
}

// altered runs SQL on a copy of a project as a stranger could.
func altered(t *testing.T, project []byte, script string) []byte {
	t.Helper()
	path := writeFile(t, project)
	db, err := sql.Open("sqlite", DSN(path))
	must(t, err)
	db.SetMaxOpenConns(1)
	_, err = db.Exec(script)
	must(t, err)
	must(t, db.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

func TestInspect(t *testing.T) {
	good := plainProject(t)
	pages := bytes.Clone(good)
	binary.BigEndian.PutUint32(pages[28:], 0x7fffffff)
	foreign := altered(t, nil, "CREATE TABLE moz_places (id)")
	for _, c := range []struct {
		name    string
		content []byte
		want    string // in the sentence; "" is accepted
	}{
		{"good", good, ""},
		{"after ANALYZE", altered(t, good, "ANALYZE"), ""},
		{"after VACUUM", altered(t, good, "VACUUM"), ""},
		{"with a write-ahead log", altered(t, good, "PRAGMA journal_mode = WAL"), ""},
		{"empty", nil, "is empty"},
		{"text", []byte(strings.Repeat("He said that it did not happen.\n", 50)), "not a Saywhen project"},
		{"short text", []byte("hello"), "not a Saywhen project"},
		{"PNG", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4000)...), "not a Saywhen project"},
		{"foreign database", foreign, "another program"},
		{"newer", altered(t, good, "PRAGMA user_version = 99"), "newer Saywhen"},
		{"never completed", altered(t, good, "PRAGMA user_version = 0"), "never completed"},
		{"cut in the header", good[:60], "damaged or cut"},
		{"only a header", good[:100], "damaged or cut"},
		{"cut in the middle", good[:len(good)/2/4096*4096], "damaged or cut"},
		{"claims 2G pages", pages, "damaged or cut"},
		{"evil trigger", altered(t, good, "CREATE TRIGGER x AFTER UPDATE ON actor BEGIN DELETE FROM statement; END"), `"trigger x actor"`},
		{"view for a table", altered(t, good, "DROP TABLE tagging; CREATE VIEW tagging AS SELECT 1 AS id, 2 AS statement_id, 3 AS tag_id"), "tagging"},
		{"missing index", altered(t, good, "DROP INDEX party_actor"), "no \"index party_actor party\""},
		{"unknown module", altered(t, good, "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING nosuch (x)')"), `"table z z"`},
		{"endless view", altered(t, good, "CREATE VIEW v AS WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"), `"view v v"`},
		{"trigger that loads code", altered(t, good, "CREATE TRIGGER y AFTER INSERT ON tag BEGIN SELECT load_extension('x'); END"), `"trigger y tag"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := writeFile(t, c.content)
			version, err := Inspect(path)
			checkRefusal(t, path, err, c.want)
			if c.want == "" && version != SchemaVersion {
				t.Errorf("version %d", version)
			}
			f, openErr := Open(context.Background(), path, testOptions())
			if c.want != "" {
				checkRefusal(t, path, openErr, c.want)
				if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, c.content) {
					t.Error("the file was changed")
				}
			} else {
				must(t, openErr)
				must(t, f.Close())
			}
			left, err := os.ReadDir(filepath.Dir(path))
			must(t, err)
			if len(left) != 1 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// checkRefusal wants one sentence that names the file.
func checkRefusal(t *testing.T, path string, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatal("accepted")
	}
	got := err.Error()
	if !strings.Contains(got, want) || !strings.Contains(got, filepath.Base(path)) || strings.Contains(got, "\n") {
		t.Errorf("said %q, not something with %q", got, want)
	}
}

func TestOpenRefusesPaths(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		dir:                                    "is a folder",
		filepath.Join(dir, "no.saywhen"):       "does not exist",
		filepath.Join(dir, "no", "no.saywhen"): "does not exist",
		os.DevNull:                             "is not a file",
	} {
		_, err := Inspect(path)
		checkRefusal(t, path, err, want)
		_, err = Open(context.Background(), path, Options{})
		checkRefusal(t, path, err, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "no.saywhen")); err == nil {
		t.Error("Open made a file")
	}
	_, err := Create(context.Background(), filepath.Join(dir, "no", "x.saywhen"), Options{})
	if err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("Create in a missing folder gave %v", err)
	}
}

func TestPaths(t *testing.T) {
	for _, name := range []string{
		"two words", "100%", "pct%41", "what?", "a#b", "q=1&mode=ro", "ایران هسته‌ای", "🙂", `it's "quoted"`, "semi;colon", "line\nbreak", "-x", ":memory:", "file:x",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name+Extension)
			f, err := Create(context.Background(), path, testOptions())
			must(t, err)
			defer f.Close()
			id := addSpeaker(t, f, "Afkham")
			must(t, f.Close())
			entries, err := os.ReadDir(filepath.Dir(path))
			must(t, err)
			if len(entries) != 1 || entries[0].Name() != name+Extension {
				t.Fatalf("there is %v", entries)
			}
			opt := testOptions()
			opt.NoBackup = false
			g, err := Open(context.Background(), path, opt)
			must(t, err)
			defer g.Close()
			do(t, g, "Delete", func(tx *Tx) error { return tx.DeleteActor(id) })
			if list := backupsOf(t, g); len(list) != 1 {
				t.Errorf("there are %v", list)
			}
		})
	}
}

// TestRelativePath opens by a path that is relative, and through a link.
func TestRelativePath(t *testing.T) {
	f := newProject(t, testOptions())
	must(t, f.Close())
	t.Chdir(filepath.Dir(f.Path()))
	must(t, os.Symlink(filepath.Base(f.Path()), "link"+Extension))
	for _, path := range []string{filepath.Base(f.Path()), "link" + Extension} {
		g, err := Open(context.Background(), path, testOptions())
		must(t, err)
		if filepath.Base(g.Path()) != filepath.Base(f.Path()) || !filepath.IsAbs(g.Path()) {
			t.Errorf("%s is opened as %s", path, g.Path())
		}
		must(t, g.Close())
	}
}

// TestHostileHistory opens a project whose history says what ours never would.
func TestHostileHistory(t *testing.T) {
	good := plainProject(t)
	for name, changes := range map[string]string{
		"not JSON":         "x",
		"unknown table":    `{"rows":[{"t":"sqlite_schema","n":[1]}]}`,
		"wrong columns":    `{"rows":[{"t":"tag","n":[1]}]}`,
		"wrong type":       `{"rows":[{"t":"tag","n":[1,{"a":2}]}]}`,
		"no id":            `{"rows":[{"t":"tag","n":[null,"x"]}]}`,
		"changes an id":    `{"rows":[{"t":"tag","o":[1,"x"],"n":[2,"x"]}]}`,
		"nothing":          `{"rows":[{"t":"tag"}]}`,
		"row is not there": `{"rows":[{"t":"tag","n":[1,"x"]}]}`,
		"unknown block":    `{"blocks":[{"t":"undo; DROP TABLE actor","first":1,"last":2,"rows":1}]}`,
		"wrong block":      `{"blocks":[{"t":"actor","first":1,"last":9223372036854775807,"rows":1}],"sum":""}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := writeFile(t, altered(t, good, "UPDATE undo SET changes = '"+strings.ReplaceAll(changes, "'", "''")+"'"))
			f, err := Open(context.Background(), path, testOptions())
			must(t, err)
			defer f.Close()
			before := dump(t, f)
			if _, err := f.Undo(context.Background()); err == nil {
				t.Error("undone")
			}
			if dump(t, f) != before {
				t.Error("the file was changed")
			}
			do(t, f, "Add", func(tx *Tx) error {
				return tx.PutActor(&storage.Actor{Kind: storage.Person, Name: "still works", Colour: storage.NoColour})
			})
			checkSound(t, f)
		})
	}
}
