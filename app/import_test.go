package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

func newProject(t testing.TB) *sqlite.File {
	t.Helper()
	f, err := sqlite.Create(context.Background(), filepath.Join(t.TempDir(), "p.saywhen"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// bring imports a text and gives the problems in words.
func bring(t testing.TB, f *sqlite.File, name, text string, o ImportOptions) (ImportReport, []string, error) {
	t.Helper()
	var problems []string
	o.Problem = func(p *exchange.Problem) { problems = append(problems, p.Error()) }
	if o.Now == nil {
		o.Now = func() time.Time { return time.Unix(1_700_000_000, 0) }
	}
	r, _, err := ImportFrom(context.Background(), f, name, strings.NewReader(text), int64(len(text)), o)
	return r, problems, err
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func statements(t testing.TB, f *sqlite.File) []storage.Statement {
	t.Helper()
	var list []storage.Statement
	for s, err := range f.Statements(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// dump is the whole project as JSON.
func dump(t testing.TB, f *sqlite.File) string {
	t.Helper()
	ctx := context.Background()
	p := exchange.Project{
		Meta: must(f.Meta(ctx)), Coders: must(f.Coders(ctx)), Actors: must(f.Actors(ctx)),
		Affiliations: must(f.Affiliations(ctx)), Verbs: must(f.Verbs(ctx)), Claims: must(f.Claims(ctx)),
		Relations: must(f.Relations(ctx)),
	}
	for _, d := range must(f.Documents(ctx)) {
		p.Documents = append(p.Documents, must(f.Document(ctx, d.ID)))
	}
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, p, f.Statements(ctx)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func table(t testing.TB, f *sqlite.File) string {
	t.Helper()
	ctx := context.Background()
	p := exchange.Project{
		Coders: must(f.Coders(ctx)), Actors: must(f.Actors(ctx)), Verbs: must(f.Verbs(ctx)), Claims: must(f.Claims(ctx)),
	}
	for _, d := range must(f.Documents(ctx)) {
		p.Documents = append(p.Documents, must(f.Document(ctx, d.ID)))
	}
	var b bytes.Buffer
	if err := exchange.WriteTable(&b, ',', p, f.Statements(ctx)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sample(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../assets/sample.json")
	if err != nil {
		t.Skip("no sample here: ", err)
	}
	return string(data)
}

func TestImportMatchesAndMakes(t *testing.T) {
	f := newProject(t)
	ctx := context.Background()
	_, err := f.Do(ctx, "set up", func(tx *sqlite.Tx) error {
		return errors.Join(
			tx.PutActor(&storage.Actor{ID: 77, Kind: storage.State, Name: "Iran", Colour: -1, Aliases: []storage.Alias{{Name: "ایران"}}}),
			tx.PutVerb(&storage.Verb{ID: 88, Label: "lied", Aliases: []string{"fibbed"}, Class: storage.Deny}))
	})
	if err != nil {
		t.Fatal(err)
	}
	r, problems, err := bring(t, f, "x.csv", "who,action,to whom,quote,claim,stance,date,tags\n"+
		"Iran,said,iran,words,It rained,2,2014-09-05,b; a\n"+
		" ایران ,fibbed,,,,,,\n"+
		"IRAN,shouted,Cafe\u0301,,It rained,denies,2014,\n", ImportOptions{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := ImportReport{Rows: 3, Added: 3, Actors: 3, Verbs: 1, Claims: 1, Documents: 1}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("got %+v", r)
	}
	list := statements(t, f)
	if list[0].Speaker != 77 || list[1].Speaker != 77 || list[2].Speaker == 77 {
		t.Error("names must match exactly or by alias, and not across case")
	}
	if list[0].Verb != 1 || list[1].Verb != 88 {
		t.Errorf("verbs %v %v", list[0].Verb, list[1].Verb)
	}
	if list[0].Positions[0].Stance != 2 || list[2].Positions[0].Stance != -2 || list[0].Positions[0].Claim != list[2].Positions[0].Claim {
		t.Error("positions", list[0].Positions, list[2].Positions)
	}
	if list[0].Made != 1_700_000_000 || !slices.Equal(list[0].Tags, []string{"a", "b"}) {
		t.Errorf("%+v", list[0])
	}
	for _, a := range must(f.Actors(ctx)) {
		if a.ID != 77 && a.Kind != storage.Group {
			t.Errorf("a new actor is %q", a.Kind)
		}
	}
	if docs := must(f.Documents(ctx)); docs[0].Title != "x.csv" {
		t.Errorf("a quote without a document went into %q", docs[0].Title)
	}
}

func TestImportClassesOfVerbs(t *testing.T) {
	f := newProject(t)
	_, problems, err := bring(t, f, "x.csv", "speaker,verb,cameo,verb_class\n"+
		"A,fought,190,\nA,mumbled,,\nA,begged,190,ask\nA,,016,\nA,,0999,\nA,odd,77,\n", ImportOptions{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	classes := map[string]storage.Class{}
	for _, v := range must(f.Verbs(context.Background())) {
		classes[v.Label] = v.Class
	}
	for label, want := range map[string]storage.Class{
		"fought": storage.Act, "mumbled": storage.Report, "begged": storage.Ask, "event 0999": storage.Accuse, "odd": storage.Report,
	} {
		if classes[label] != want {
			t.Errorf("%s is %q", label, classes[label])
		}
	}
	if s := statements(t, f)[3]; s.Verb != 11 {
		t.Errorf("a code that one verb has means it: got %v", s.Verb)
	}
}

func TestRowsThatAreWrongLeaveNothingBehind(t *testing.T) {
	f := newProject(t)
	head := "id,speaker,verb,co_speakers,addressees,positions,reported_in,date,grade,speaker_id,document_id,version_id,spans,version_text\n"
	r, problems, err := bring(t, f, "x.csv", head+
		"#1,good,said,,,,,,,,,,,\n"+
		"#2,alone,newverb,alone,,,,,,,,,,\n"+
		"#3,a,newverb,,b; b,,,,,,,,,\n"+
		"#4,a,newverb,,,c=1; c=2,,,,,,,,\n"+
		"#5,a,newverb,,,,#999,,,,,,,\n"+
		"#6,a,newverb,,,,,32 May,,,,,,\n"+
		"#7,a,newverb,,,,,,Z9,,,,,\n"+
		"#8,,said,,,,,,,#555,,,,\n"+
		"#9,p,said,,,,#10,,,,,,,\n"+
		"#10,q,said,,,,#9,,,,,,,\n", ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"line 3, co_speakers: the speaker stands there too",
		"line 4, addressees: names the same actor twice",
		"line 5, positions: names the same claim twice",
		"line 7, date: “32 May” cannot be read",
		"line 8, grade: \"Z9\" is no grade",
		"line 9, speaker: there is no actor with the id 555",
		"line 6, reported_in: the statement #999 is not",
		"line 10, reported_in", "line 11, reported_in",
	}
	if len(problems) != len(want) {
		t.Fatal(strings.Join(problems, "\n"))
	}
	for i, w := range want {
		if !strings.HasPrefix(problems[i], w) {
			t.Errorf("got %s, want %s", problems[i], w)
		}
	}
	if r.Added != 1 || r.LeftOut != 9 || r.Rows != 10 || r.Actors != 1 || r.Verbs != 0 {
		t.Errorf("%+v", r)
	}
	if n := len(must(f.Actors(context.Background()))); n != 1 {
		t.Errorf("%d actors: a row that was left out left some behind", n)
	}
}

func TestImportOrdersReports(t *testing.T) {
	f := newProject(t)
	r, problems, err := bring(t, f, "x.csv", "id,speaker,verb,reported_in\n#1,A,said,#2\n#2,B,said,#3\n#3,C,said,\n#4,D,said,#3\n", ImportOptions{})
	if err != nil || len(problems) > 0 || r.Added != 4 {
		t.Fatal(r, problems, err)
	}
	list := statements(t, f)
	if list[0].ReportedIn != 2 || list[1].ReportedIn != 3 || list[3].ReportedIn != 3 {
		t.Error(list)
	}
}

func TestKnownStatementsAreSkipped(t *testing.T) {
	f := newProject(t)
	text := "id,speaker,verb\n#1,A,said\n#1,B,said\n"
	r, _, err := bring(t, f, "x.csv", text, ImportOptions{})
	if err != nil || r.Added != 1 || r.Known != 1 {
		t.Fatal(r, err)
	}
	before := dump(t, f)
	r, _, err = bring(t, f, "x.csv", text, ImportOptions{})
	if err != nil || r.Added != 0 || r.Known != 2 || r.Actors != 0 {
		t.Fatal(r, err)
	}
	if dump(t, f) != before {
		t.Error("importing the same again changed something")
	}
}

func TestAmbiguousNamesAreAsked(t *testing.T) {
	f := newProject(t)
	text := "speaker,speaker_id,verb\nJohn,#501,said\nJohn,#502,said\n"
	if r, problems, err := bring(t, f, "x.csv", text, ImportOptions{}); err != nil || r.Actors != 2 {
		t.Fatal(r, problems, err)
	}
	_, problems, err := bring(t, f, "y.csv", "speaker,verb\nJohn,said\n", ImportOptions{})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0], `"John" may be any of 2 actors`) {
		t.Error(problems, err)
	}
}

func TestForeignIDs(t *testing.T) {
	// Another project's ids: Iran is known here under another id, and there
	// are two Johns there, of which ours can be only one.
	f := newProject(t)
	if _, _, err := bring(t, f, "ours.csv", "speaker,verb\nIran,said\nJohn,said\n", ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	r, problems, err := bring(t, f, "theirs.csv", "speaker,speaker_id,verb\nIran,#901,said\nJohn,#902,said\nJohn,#903,said\nIran,#901,said\n", ImportOptions{})
	if err != nil || len(problems) > 0 || r.Actors != 1 {
		t.Fatal(r, problems, err)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	f := newProject(t)
	before := dump(t, f)
	r, _, err := bring(t, f, "x.csv", "speaker,verb\nA,said\n", ImportOptions{DryRun: true})
	if err != nil || r.Added != 1 || r.Actors != 1 {
		t.Fatal(r, err)
	}
	if dump(t, f) != before || must(f.UndoName(context.Background())) != "" {
		t.Error("a dry run wrote something")
	}
}

func TestImportIsOneStepOfUndo(t *testing.T) {
	f := newProject(t)
	ctx := context.Background()
	before := dump(t, f)
	if _, _, err := bring(t, f, "sample.json", sample(t), ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	full := dump(t, f)
	if name := must(f.UndoName(ctx)); name != "Import sample.json" {
		t.Error(name)
	}
	if _, err := f.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if dump(t, f) != before {
		t.Error("undo left something")
	}
	if _, err := f.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if dump(t, f) != full {
		t.Error("redo gives another project")
	}
}

func TestCancelledImportWritesNothing(t *testing.T) {
	f := newProject(t)
	before := dump(t, f)
	var b strings.Builder
	b.WriteString("speaker,verb\n")
	for i := range 50_000 {
		fmt.Fprintf(&b, "actor %d,said\n", i)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var last int64
	_, _, err := ImportFrom(ctx, f, "x.csv", strings.NewReader(b.String()), int64(b.Len()), ImportOptions{
		Progress: func(done, total int64) {
			if done < last || done > total {
				t.Errorf("progress %d after %d of %d", done, last, total)
			}
			if last = done; done > total/2 {
				cancel()
			}
		},
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if dump(t, f) != before {
		t.Error("something was written")
	}
}

func TestJSONGoesInAndOutWithoutADifference(t *testing.T) {
	text := sample(t)
	f := newProject(t)
	if _, _, err := bring(t, f, "sample.json", text, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, f); got != text {
		t.Error("the project is not what was imported")
	}
	r, _, err := bring(t, f, "sample.json", text, ImportOptions{})
	if err != nil || r.Added != 0 || r.Known != 15 || r.Actors+r.Claims+r.Documents+r.Relations+r.Verbs != 0 {
		t.Errorf("again: %+v, %v", r, err)
	}
	if dump(t, f) != text {
		t.Error("importing it again changed something")
	}
}

func TestTableGoesInAndOutWithoutADifference(t *testing.T) {
	f, g := newProject(t), newProject(t)
	if _, _, err := bring(t, f, "sample.json", sample(t), ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	text := table(t, f)
	r, problems, err := bring(t, g, "sample.csv", text, ImportOptions{})
	if err != nil || len(problems) > 0 || r.LostSpans > 0 {
		t.Fatal(r, problems, err)
	}
	if want, got := statements(t, f), statements(t, g); !reflect.DeepEqual(want, got) {
		t.Errorf("statements differ\n%+v\n%+v", want, got)
	}
	if table(t, g) != text {
		t.Error("the second table differs")
	}
}

func TestVerbsOfAnotherProject(t *testing.T) {
	const project = `{"format":"saywhen","version":1,
"actors":[{"id":"100","kind":"person","name":"A","parent":"99"},{"id":"99","kind":"state","name":"S"}],
"verbs":[{"id":"1","label":"spoke","class":"report"},{"id":"2","label":"said","class":"report"},{"id":"500","label":"denied","class":"deny"}],
"statements":[{"id":"1000","speaker":"100","verb":"1"},{"id":"1001","speaker":"100","verb":"2","reported_in":"1002"},{"id":"1002","speaker":"100","verb":"500"}]}`
	label := func(f *sqlite.File) (labels []string) {
		verbs := map[storage.ID]string{}
		for _, v := range must(f.Verbs(context.Background())) {
			verbs[v.ID] = v.Label
		}
		for _, s := range statements(t, f) {
			labels = append(labels, verbs[s.Verb])
		}
		return labels
	}
	want := []string{"spoke", "said", "denied"}
	fresh := newProject(t)
	if _, _, err := bring(t, fresh, "p.json", project, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := label(fresh); !slices.Equal(got, want) || len(must(fresh.Verbs(context.Background()))) != 3 {
		t.Errorf("into an empty project: %v", got)
	}
	used := newProject(t)
	if _, _, err := bring(t, used, "x.csv", "speaker,verb\nB,said\n", ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	r, _, err := bring(t, used, "p.json", project, ImportOptions{})
	if err != nil || r.Verbs != 1 {
		t.Fatal(r, err)
	}
	got := label(used)
	slices.Sort(got)
	if !slices.Equal(got, []string{"denied", "said", "said", "spoke"}) {
		t.Errorf("into a project with its own verbs: %v", got)
	}
}

func TestSourcesThatAreRefused(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	zw.Write(bytes.Repeat([]byte("speaker,verb\nA,said\n"), 100_000))
	zw.Close()
	head := `{"format":"saywhen","version":1,`
	for name, c := range map[string]struct{ in, want string }{
		"empty":       {"", "x is empty"},
		"png":         {"\x89PNG\x00", "x is not text"},
		"no columns":  {"a,b\n1,2\n", "no column was found for the speaker"},
		"newer":       {`{"format":"saywhen","version":9}`, "newer version of Saywhen"},
		"cut json":    {head + `"actors":[{"id":"1"`, "ends too early"},
		"bad ref":     {head + `"statements":[{"id":"1","speaker":"5","verb":"1"}]}`, "line 1: statements, record 1 (id 1)"},
		"loop":        {head + `"actors":[{"id":"1","kind":"person","name":"A","parent":"2"},{"id":"2","kind":"person","name":"B","parent":"1"}]}`, "leads back to it"},
		"no parent":   {head + `"claims":[{"id":"1","kind":"factual","text":"A","parent":"2"}]}`, "the claim 1 has \"parent\" 2"},
		"report loop": {head + `"actors":[{"id":"1","kind":"person","name":"A"}],"statements":[{"id":"1","speaker":"1","verb":"1","reported_in":"1"}]}`, "the statement 1 has"},
		"control":     {head + `"actors":[{"id":"1","kind":"person","name":"A\u0007"}]}`, "control character"},
		"cut gzip":    {packed.String()[:packed.Len()-40], "ends too early"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newProject(t)
			before := dump(t, f)
			_, _, err := bring(t, f, "x", c.in, ImportOptions{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if dump(t, f) != before {
				t.Error("something was written")
			}
		})
	}
	f := newProject(t)
	for path, want := range map[string]string{"/no/such/file.csv": "there is no file", t.TempDir(): "is a folder"} {
		if _, _, err := Import(context.Background(), f, path, ImportOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
}

func TestImportICEWS(t *testing.T) {
	const path = "../../shared/data/icews/icews14.csv.gz"
	if _, err := os.Stat(path); err != nil {
		t.Skip("no ICEWS data here: ", err)
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	f := newProject(t)
	before := dump(t, f)
	r, _, err := Import(context.Background(), f, path, ImportOptions{})
	if err != nil || r.Added != 90_730 || r.Actors != 7_128 || r.Verbs != 230 || r.LeftOut != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if _, err := f.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if dump(t, f) != before {
		t.Error("undo did not empty the file")
	}
}

func TestCreateFrom(t *testing.T) {
	path := filepath.Join(t.TempDir(), "what? 100% #1 پروژه.saywhen")
	if err := CreateFrom(context.Background(), path, []byte(sample(t))); err != nil {
		t.Fatal(err)
	}
	f, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if info := must(f.Info(context.Background())); info.Statements != 15 {
		t.Error(info)
	}
	f.Close()
	if f, err = sqlite.Open(context.Background(), path, sqlite.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Undo(context.Background()); !errors.Is(err, sqlite.ErrNothingToUndo) {
		t.Errorf("making the project can be undone: %v", err)
	}
	f.Close()
	bad := filepath.Join(t.TempDir(), "bad.saywhen")
	if err := CreateFrom(context.Background(), bad, []byte("{}")); err == nil {
		t.Error("accepted")
	}
	if _, err := os.Stat(bad); !errors.Is(err, os.ErrNotExist) {
		t.Error("a half-made project was left behind")
	}
}

func BenchmarkImportRows(b *testing.B) {
	var text strings.Builder
	text.WriteString("date,speaker,verb,addressee\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "2014-01-%02d,actor %d,verb %d,actor %d\n", 1+i%28, i%500, i%50, i%77)
	}
	for b.Loop() {
		f, err := sqlite.Create(b.Context(), filepath.Join(b.TempDir(), "p.saywhen"), sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := ImportFrom(b.Context(), f, "x.csv", strings.NewReader(text.String()), 0, ImportOptions{}); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}
