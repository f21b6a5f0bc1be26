package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"saywhen/storage"
)

// casebook is a sound project with something of every kind, in which faults
// are planted.
type casebook struct {
	*File
	actor, group, post, claim, topic, document, statement, carrier, relation storage.ID
}

func newCasebook(t testing.TB) casebook {
	t.Helper()
	b := casebook{File: newProject(t, testOptions())}
	group := storage.Actor{Kind: storage.State, Name: "The state", Colour: storage.NoColour}
	actor := storage.Actor{Kind: storage.Person, Name: "Anna", Colour: storage.NoColour}
	topic := storage.Claim{Kind: storage.Topic, Text: "The topic"}
	claim := storage.Claim{Kind: storage.Factual, Text: "The claim"}
	d := storage.Document{
		Title: "The article", Published: day(2014, 9, 6),
		Versions: []storage.Version{{Number: 1, Text: "Anna said: قبول ندارم. She left."}},
	}
	do(t, b.File, "Add", func(tx *Tx) error {
		must(t, firstError(tx.PutActor(&group), tx.PutClaim(&topic), tx.PutDocument(&d)))
		actor.Parent, claim.Parent = group.ID, topic.ID
		must(t, firstError(tx.PutActor(&actor), tx.PutClaim(&claim)))
		post := storage.Affiliation{Actor: actor.ID, Organization: group.ID, Role: "envoy", Period: day(2013, 1, 1)}
		carrier := storage.Statement{Speaker: group.ID, Verb: 2, Certainty: -1, Gist: "The carrier"}
		must(t, firstError(tx.PutAffiliation(&post), tx.PutStatement(&carrier)))
		s := storage.Statement{
			Speaker: actor.ID, Verb: 11, Certainty: -1, Gist: "The gist", When: day(2014, 9, 5), ReportedIn: carrier.ID,
			Addressees: []storage.ID{group.ID}, Positions: []storage.Position{{Claim: claim.ID, Stance: -2}},
			Citations: []storage.Citation{{
				Document: d.ID, Version: d.Versions[0].ID, Quote: "Anna … left",
				Spans: []storage.Span{{Start: 0, End: 4}, {Start: 36, End: 40}},
			}},
			Tags: []string{"tag"},
		}
		must(t, tx.PutStatement(&s))
		r := storage.Relation{From: s.ID, Kind: storage.Denies, To: carrier.ID}
		must(t, tx.PutRelation(&r))
		b.post, b.carrier, b.statement, b.relation = post.ID, carrier.ID, s.ID, r.ID
		return nil
	})
	b.actor, b.group, b.claim, b.topic, b.document = actor.ID, group.ID, claim.ID, topic.ID, d.ID
	return b
}

func TestCheckOfASoundProject(t *testing.T) {
	ctx := context.Background()
	b := newCasebook(t)
	newCrowd(t, b.File, 4, 40)
	must(t, undoAndImport(ctx, b))
	steps := 0
	problems, err := b.Check(ctx, func(done, total int) {
		if done != steps+1 || done > total {
			t.Errorf("progress %d of %d after %d", done, total, steps)
		}
		steps = done
	})
	must(t, err)
	if len(problems) > 0 {
		t.Errorf("a sound project has problems: %v", problems)
	}
	if steps == 0 {
		t.Error("no progress was told")
	}
}

// undoAndImport leaves traces in the history and the full-text index.
func undoAndImport(ctx context.Context, b casebook) error {
	_, err := b.Do(ctx, "Delete", func(tx *Tx) error { return tx.DeleteStatement(b.statement) })
	if err != nil {
		return err
	}
	if _, err := b.Undo(ctx); err != nil {
		return err
	}
	_, err = b.Import(ctx, "Import", func(tx *Tx) error {
		return tx.PutStatement(&storage.Statement{Speaker: b.actor, Verb: 1, Certainty: -1, Gist: "imported"})
	})
	return err
}

// spoil runs SQL on a closed file with every guard down.
func spoil(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", DSN(path, "mode", "rw", "_pragma", "foreign_keys(0)", "_pragma", "ignore_check_constraints(1)"))
	must(t, err)
	db.SetMaxOpenConns(1)
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

const setText = "UPDATE version SET text = replace(text, 'Anna', 'Emma')"

// plantedFaults are put into a casebook, one at a time; Check must name them, and
// Repair mend them.
var plantedFaults = []struct {
	name     string
	fault    []string
	kind     storage.RecordKind
	record   string // its name
	messages string
}{
	{"a letter of a text", []string{setText}, storage.DocumentRecord, "The article", "checksum"},
	{"a quote that is not marked", []string{setText}, storage.StatementRecord, "The gist", "not what is marked"},
	{"a span outside", []string{"UPDATE span SET stop = 4000 WHERE start = 36"}, storage.StatementRecord, "The gist", "outside"},
	{"a span inside a letter", []string{"UPDATE span SET start = 12, stop = 13 WHERE start = 0"}, storage.StatementRecord, "The gist", "in two"},
	{"an empty span", []string{"UPDATE span SET stop = start"}, storage.StatementRecord, "The gist", "holds nothing"},
	{"spans in the wrong order", []string{"UPDATE span SET pos = 9 - pos"}, storage.StatementRecord, "The gist", "in front"},
	{"a span without a version", []string{"UPDATE citation SET version_id = NULL"}, storage.StatementRecord, "The gist", "which version"},
	{
		"a version of another document",
		[]string{"INSERT INTO document (id, title) VALUES (5, 'Other')", "UPDATE citation SET document_id = 5"},
		storage.StatementRecord, "The gist", "another document",
	},
	{"corners out of order", []string{"UPDATE statement SET es = le + 9 WHERE es NOT NULL"}, storage.StatementRecord, "The gist", "out of order"},
	{"corners of another day", []string{"UPDATE statement SET es = es + 86400, ls = ls + 86400, ee = ee + 86400, le = le + 86400"}, storage.StatementRecord, "The gist", "another date"},
	{"corners of another zone", []string{"UPDATE document SET zone = 'Asia/Tehran'"}, storage.DocumentRecord, "The article", "another date"},
	{"a zone that is none", []string{"UPDATE affiliation SET zone = 'Mars/Base'"}, storage.AffiliationRecord, "Anna, envoy", "zone"},
	{"a date that is none", []string{"UPDATE affiliation SET edtf = '2014-13-45'"}, storage.AffiliationRecord, "Anna, envoy", "2014-13-45"},
	{"corners without a date", []string{"UPDATE statement SET edtf = '' WHERE es NOT NULL"}, storage.StatementRecord, "The gist", "no date"},
	{"a loop of actors", []string{"UPDATE actor SET parent_id = (SELECT id FROM actor WHERE name = 'Anna') WHERE name = 'The state'"}, storage.ActorRecord, "The state", "below itself"},
	{"a loop of topics", []string{"UPDATE claim SET parent_id = (SELECT max(id) FROM claim) WHERE parent_id IS NULL"}, storage.ClaimRecord, "The topic", "below itself"},
	{"a loop of reports", []string{"UPDATE statement SET reported_in = (SELECT max(id) FROM statement) WHERE reported_in IS NULL"}, storage.StatementRecord, "The carrier", "in itself"},
	{"a speaker who is gone", []string{"DELETE FROM actor WHERE name = 'Anna'"}, storage.StatementRecord, "The gist", "an actor"},
	{"a document that is gone", []string{"DELETE FROM document"}, storage.StatementRecord, "The gist", "a document"},
	{"a claim that is gone", []string{"DELETE FROM claim WHERE kind = 'factual'"}, storage.StatementRecord, "The gist", "a claim"},
	{"a version that is gone", []string{"DELETE FROM version"}, storage.StatementRecord, "The gist", "a version of a document"},
	{"a statement that is gone", []string{"DELETE FROM statement WHERE gist = 'The carrier'"}, storage.RelationRecord, "The gist – denies –", "a statement"},
	{"an affiliation of no one", []string{"UPDATE affiliation SET organization_id = 4711"}, storage.AffiliationRecord, "Anna, envoy", "an actor"},
	{"a name that is not indexed", []string{"DELETE FROM actor_fts_docsize WHERE id = (SELECT id FROM actor WHERE name = 'Anna')"}, storage.ActorRecord, "Anna", "leaves it out"},
	{"a quote that is not indexed", []string{"DELETE FROM citation_fts_docsize"}, storage.StatementRecord, "The gist", "quote"},
	{"an index of what is gone", []string{"INSERT INTO claim_fts_docsize (id, sz) VALUES (3, x'0100')"}, storage.MetaRecord, "", "not in the project"},
	{
		"an index of other words",
		[]string{"DROP TRIGGER claim_fts_update", "UPDATE claim SET text = 'Other words'"},
		storage.MetaRecord, "", "does not agree",
	},
	{"a value that was changed", []string{"UPDATE statement SET certainty = 99"}, storage.MetaRecord, "", "revision"},
	{"a revision that was changed", []string{"UPDATE meta SET value = replace(value, 'a', 'b') WHERE key = 'revision'"}, storage.MetaRecord, "", "revision"},
	{"a note that is not text", []string{"UPDATE statement SET note = CAST(x'ff41' AS TEXT) WHERE gist = 'The gist'"}, storage.StatementRecord, "The gist", "not text"},
	{"a name with a NUL", []string{"UPDATE actor SET note = 'a' || char(0) || 'b' WHERE name = 'Anna'"}, storage.ActorRecord, "Anna", "not text"},
	{"a stance on a topic", []string{"UPDATE position SET claim_id = (SELECT id FROM claim WHERE kind = 'topic')"}, storage.StatementRecord, "The gist", "topic"},
	{
		"a speaker beside herself",
		[]string{"INSERT INTO party (statement_id, role, actor_id) SELECT id, 'co_speaker', speaker_id FROM statement WHERE gist = 'The gist'"},
		storage.StatementRecord, "The gist", "co-speaker too",
	},
	{
		"on behalf of two",
		[]string{"INSERT INTO party (statement_id, role, actor_id) SELECT s.id, 'on_behalf', a.id FROM statement s, actor a WHERE gist = 'The gist'"},
		storage.StatementRecord, "The gist", "more than one",
	},
	{"a step of the history", []string{"UPDATE undo SET changes = '{\"rows\": 5}'"}, storage.MetaRecord, "", "history"},
	{"a value against the rules", []string{"UPDATE statement SET certainty = 101"}, storage.MetaRecord, "", "CHECK"},
}

// TestCheckNamesWhatIsWrong plants a fault at a time in a closed file. The
// revision is wrong every time as well, which is said of the file.
func TestCheckNamesWhatIsWrong(t *testing.T) {
	for _, tt := range plantedFaults {
		t.Run(tt.name, func(t *testing.T) {
			b := newCasebook(t)
			must(t, b.Close())
			trigger := triggerSQL(t, b.Path(), "claim_fts_update")
			spoil(t, b.Path(), tt.fault...)
			if strings.Contains(strings.Join(tt.fault, ""), "DROP TRIGGER") {
				spoil(t, b.Path(), trigger) // or the file would not be opened
			}
			f, err := Open(context.Background(), b.Path(), b.opt)
			must(t, err)
			defer f.Close()
			problems, err := f.Check(context.Background(), nil)
			must(t, err)
			for _, p := range problems {
				if p.Kind == tt.kind && p.Name == tt.record && strings.Contains(p.Message, tt.messages) {
					return
				}
			}
			t.Errorf("no %s %q with %q among %q", tt.kind, tt.record, tt.messages, problems)
		})
	}
}

func triggerSQL(t testing.TB, path, name string) (text string) {
	t.Helper()
	db, err := sql.Open("sqlite", DSN(path, "mode", "ro"))
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", name).Scan(&text))
	return text
}

// TestCheckOfDamagedPages overwrites one page after another and asks for no more
// than this: what cannot be read is said, and nothing hangs or panics.
func TestCheckOfDamagedPages(t *testing.T) {
	b := newCasebook(t)
	must(t, b.Close())
	whole, err := os.ReadFile(b.Path())
	must(t, err)
	found := 0
	for page := 1; page*4096 < len(whole); page += 3 {
		damaged := append([]byte(nil), whole...)
		copy(damaged[page*4096:], strings.Repeat("damage!!", 200))
		must(t, os.WriteFile(b.Path(), damaged, 0o600))
		f, err := Open(context.Background(), b.Path(), b.opt)
		if err != nil {
			found++
			continue
		}
		problems, err := f.Check(context.Background(), nil)
		if err != nil {
			t.Errorf("page %d: %v", page, err)
		}
		if len(problems) > 0 {
			found++
		}
		f.Close()
	}
	if found == 0 {
		t.Error("no damage was found")
	}
}

func TestCheckStopsWhenAsked(t *testing.T) {
	b := newCasebook(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := b.Check(ctx, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that the context was cancelled", err)
	}
}

func TestCheckReadOnly(t *testing.T) {
	b := newCasebook(t)
	must(t, b.Close())
	spoil(t, b.Path(), "UPDATE statement SET note = 'x' WHERE gist = 'The gist'")
	f, err := Open(context.Background(), b.Path(), Options{ReadOnly: true})
	must(t, err)
	defer f.Close()
	problems, err := f.Check(context.Background(), nil)
	must(t, err)
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "revision") {
		t.Errorf("problems = %v, want the revision", problems)
	}
}

func TestProblemString(t *testing.T) {
	for want, p := range map[string]Problem{
		"The file: it is torn.":                           {Kind: storage.MetaRecord, Message: "it is torn"},
		"The statement “He denied it”: it is wrong.":      {Kind: storage.StatementRecord, ID: 5, Name: "He denied it", Message: "it is wrong"},
		fmt.Sprintf("The claim with the id %d: gone.", 7): {Kind: storage.ClaimRecord, ID: 7, Message: "gone"},
	} {
		if got := p.String(); got != want {
			t.Errorf("String = %q, want %q", got, want)
		}
	}
}
