package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	lib "modernc.org/sqlite/lib"

	"saywhen/storage"
	"saywhen/storage/sqlite/pages"
)

// Repair makes a new project of what can be read in a damaged one. It reads the
// bytes of each page itself (package pages): SQLite gives up on a table at the
// first page that is wrong, and runs what a file's schema says. Its looks:
//
//	the rows that the tables' trees reach, then those on loose pages (dig);
//	rows that the history or an index still knows (second);
//	what is wrong with each row, and what it refers to in vain (mender);
//	the new project, compared with the history (prove), and checked.
//
// The history of steps stays behind. The damaged file is only read.

// Rescue says what Repair brought over, what it changed, and what is lost.
type Rescue struct {
	Tables []RescuedTable `json:"tables"`
	// Mended is what was changed in rows that came over, each by the record.
	Mended []Problem `json:"mended"`
	// Dropped are rows that were read and say nothing, or nothing new.
	Dropped []Problem `json:"dropped"`
	// Doubtful are records that came over and that the history has otherwise,
	// when nothing tells which of the two is right.
	Doubtful []Problem `json:"doubtful"`
	// BadPages is the number of pages that could not be read or were not what
	// they should be, of Pages.
	BadPages int `json:"bad_pages"`
	Pages    int `json:"pages"`
	// Complete: the revision of the new project is the one that the damaged file
	// had, which proves that every record and setting came over unchanged.
	Complete bool `json:"complete"`
	// Problems is what Check finds in the new project; it should be empty.
	Problems []Problem `json:"problems"`

	revision string
}

// RescuedTable is what came over of one kind of rows.
type RescuedTable struct {
	Name        string `json:"name"` // "statements", "quotes" …
	Rescued     int    `json:"rescued"`
	FromHistory int    `json:"from_history"` // gone from their table, known to the history
	FromIndex   int    `json:"from_index"`   // likewise, known to an index
	Made        int    `json:"made"`         // “(lost)”, for others to refer to
	// Lost are the ids of rows that were there and did not come over, as far as
	// anything in the file tells.
	Lost []storage.ID `json:"lost"`
	// MayMiss: a part of the table could not be read, so that rows may be missing
	// of which nothing in the file tells.
	MayMiss bool `json:"may_miss"`

	t *table
}

// rowNames are the rows of the tables as a person would call them.
var rowNames = map[string]string{
	"meta": "settings", "coder": "coders", "actor": "actors", "alias": "names of actors", "affiliation": "affiliations",
	"document": "documents", "version": "texts of documents", "claim": "claims", "verb": "verbs",
	"verb_alias": "names of verbs", "statement": "statements", "party": "parts of actors in statements",
	"position": "stances", "citation": "quotes", "span": "marked passages", "relation": "relations", "tag": "tags",
	"tagging": "tags on statements", "period": "periods", "callout": "callouts", "saved_view": "saved views",
}

func (r *Rescue) table(t *table) *RescuedTable {
	for i := range r.Tables {
		if r.Tables[i].t == t {
			return &r.Tables[i]
		}
	}
	panic("sqlite: repair of an unknown table " + t.name)
}

// Repair reads the project at path, whatever is wrong with it, and writes what
// it finds to a new file, which must not be there yet. It fails when there is
// nothing of a project to be found, and leaves no file then. Progress, when
// given, is told how many steps of how many are done.
//
// The file may be open in no window: its lock is taken. It must not be open in
// this process.
func Repair(ctx context.Context, path, to string, opt Options, progress func(done, total int)) (*Rescue, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := checkPath(path); err != nil {
		return nil, err
	}
	free, err := lockForRepair(path)
	if err != nil {
		return nil, err
	}
	defer free()
	w, err := openDamaged(ctx, path, filepath.Dir(to))
	if err != nil {
		return nil, err
	}
	defer w.close()
	const steps = 4
	progress(0, steps)
	d, err := w.digBest(ctx)
	if err != nil {
		return nil, err
	}
	if err := judgeFound(path, w.head, d); err != nil {
		return nil, err
	}
	progress(1, steps)
	f, err := Create(ctx, to, opt)
	if err != nil {
		return nil, err
	}
	rescue, err := f.rebuild(ctx, d, progress)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Path())
		return nil, err
	}
	progress(steps, steps)
	return rescue, nil
}

// lockForRepair keeps others from writing meanwhile. A folder that cannot be
// written to has no lock, and nobody who writes.
func lockForRepair(path string) (free func(), err error) {
	lock, err := acquireLock(path)
	var held errHeld
	if errors.As(err, &held) {
		return nil, fileErrorf(path, err, "%s is open in another window (%s); close it there, then repair it.", filepath.Base(path), held.holder)
	}
	return func() { releaseLock(lock) }, nil
}

// rebuild fills a project that was just made.
func (f *File) rebuild(ctx context.Context, d *dig, progress func(done, total int)) (*Rescue, error) {
	r := &Rescue{BadPages: len(d.bad), Pages: int(d.file.Count())}
	for _, t := range f.tables.list {
		r.Tables = append(r.Tables, RescuedTable{Name: rowNames[t.name], MayMiss: len(d.byName[t.name].lost) > 0, t: t})
	}
	second := d.seek(f.tables)
	progress(2, 4)
	_, err := f.Import(ctx, "Repair", func(tx *Tx) error { return newMender(tx, d, second, r).write() })
	if err != nil {
		return nil, err
	}
	if err := f.prove(ctx, d, r); err != nil {
		return nil, err
	}
	if err := f.Forget(ctx); err != nil {
		return nil, err
	}
	progress(3, 4)
	if err := f.countLost(ctx, second, r); err != nil {
		return nil, err
	}
	r.Complete = f.revision.String() == r.revision
	err = f.read(ctx, func(q querier) error {
		for _, list := range [][]Problem{r.Mended, r.Dropped, r.Doubtful} {
			if err := (&checker{f: f, found: list}).name(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.Problems, err = f.Check(ctx, nil)
	return r, err
}

// countLost lists the rows that something in the damaged file tells of, and
// that are not in the new one.
func (f *File) countLost(ctx context.Context, s *second, r *Rescue) error {
	return f.read(ctx, func(q querier) error {
		for t, known := range s.known {
			for _, id := range sortedIDs(known) {
				var one int
				err := q.QueryRowContext(ctx, "SELECT 1 FROM "+t.name+" WHERE id = ?", id).Scan(&one)
				if errors.Is(err, sql.ErrNoRows) {
					r.table(t).Lost = append(r.table(t).Lost, storage.ID(id))
				} else if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// judgeFound refuses what was no project of ours, or one of a newer program.
func judgeFound(path string, head pages.Head, d *dig) error {
	name := filepath.Base(path)
	ours := 0
	for _, l := range d.lodes {
		if _, ok := d.schema[l.name]; ok {
			ours++
		}
	}
	switch {
	case head.Magic && head.Version > SchemaVersion && head.Version < 1000 && uint32(head.Application) == ApplicationID:
		return fileErrorf(path, nil, "%s was made by a newer Saywhen (format %d, this one knows %d); update Saywhen to repair it.", name, head.Version, SchemaVersion)
	case uint32(head.Application) != ApplicationID && len(d.schema) > 0 && 2*ours < len(d.lodes):
		return fileErrorf(path, nil, "%s is a database of another program, not a Saywhen project; nothing was written.", name)
	case d.rows() == 0:
		return fileErrorf(path, nil, "Nothing of a Saywhen project can be found in %s; go back to a backup.", name)
	}
	return nil
}

// errDamaged is the cause of what is wrong with a file of ours.
var errDamaged = errors.New("the file is damaged")

// IsDamage reports whether an error says that a project is damaged, so that
// Repair may help.
func IsDamage(err error) bool {
	if err == nil {
		return false
	}
	primary, _ := code(err)
	return primary == lib.SQLITE_CORRUPT || primary == lib.SQLITE_NOTADB || errors.Is(err, errDamaged) || wrongKind(err)
}
