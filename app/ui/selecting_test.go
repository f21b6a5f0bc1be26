package ui

import (
	"encoding/csv"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/charts"
	"saywhen/storage"
)

// counted counts by hand the statements of the sample that fit.
func (f *fixture) counted(fits func(i int) bool) (n int) {
	for i := range f.session.Index().Columns().ID {
		if fits(i) {
			n++
		}
	}
	return n
}

func TestSelectingWhatBelongsTogether(t *testing.T) {
	f := newSampleFixture(t)
	cols := f.session.Index().Columns()
	id := f.statement("Marzieh Afkham")
	i := slices.Index(cols.ID, id)
	claim := cols.Claims[cols.PosOff[i]]
	onClaim := func(i int) bool { return slices.Contains(cols.Claims[cols.PosOff[i]:cols.PosOff[i+1]], claim) }
	for _, c := range []struct {
		action string
		fits   func(i int) bool
	}{
		{"select.lane", func(j int) bool { return cols.Speaker[j] == cols.Speaker[i] }},
		{"select.claim", onClaim},
		{"select.source", func(j int) bool { return cols.Document[j] == cols.Document[i] }},
	} {
		f.session.Select(id)
		if !f.acts.do(c.action) {
			t.Fatalf("%s cannot be done: %s", c.action, f.acts.reason(f.acts.byID[c.action]))
		}
		if got, want := len(f.session.Selection()), f.counted(c.fits); got != want || got < 2 {
			t.Errorf("%s selects %d, want %d", c.action, got, want)
		}
	}
	f.session.Select()
	if f.acts.do("select.claim") {
		t.Error("with nothing selected something was")
	}
}

func TestSelectingALaneTakesThoseBelow(t *testing.T) {
	f := newSampleFixture(t)
	l := f.session.Lists()
	iran := f.actor("Iran")
	f.chooseLane(iran)
	f.acts.do("select.lane")
	cols := f.session.Index().Columns()
	want := f.counted(func(i int) bool {
		a, _ := l.Actor(cols.Speaker[i])
		return a.ID == iran || a.Parent == iran
	})
	if got := len(f.session.Selection()); got != want || got < 5 {
		t.Errorf("%d are selected, want %d", got, want)
	}
	// What is filtered out is not selected.
	f.setFilter(storage.Filter{Speakers: []storage.ID{f.actor("Marzieh Afkham")}})
	f.settle()
	f.acts.do("select.lane")
	for _, id := range f.session.Selection() {
		if who := l.ActorName(speakerOf(f.session.Index(), id)); who != "Marzieh Afkham" {
			t.Errorf("a statement of %s is selected though it is filtered out", who)
		}
	}
}

func TestManySelectedAreSummedUp(t *testing.T) {
	f := newSampleFixture(t)
	ids := slices.Clone(f.session.Index().Columns().ID)
	f.session.Select(ids...)
	f.settle()
	p := f.inspect.many
	if !p.root.Visible() || f.inspect.body.Visible() || f.inspect.empty.Visible() {
		t.Fatal("the summary is not what is shown")
	}
	if got := p.head.ps[0].text; got != count(len(ids), "statement")+" selected" {
		t.Errorf("it says %q", got)
	}
	sum := newTally()
	sum.add(f.session.Index(), f.session.Lists(), ids)
	total := 0
	for _, n := range sum.speakers {
		total += n
	}
	if sum.n != len(ids) || total != len(ids) {
		t.Errorf("%d statements, %d by speakers, want %d", sum.n, total, len(ids))
	}
	shown := f.session.Index().Span()
	if sum.from < shown.From || sum.to > shown.To || sum.from >= sum.to {
		t.Errorf("from %d to %d, the data from %v", sum.from, sum.to, shown)
	}
	top := most(sum.speakers)[0]
	for _, o := range p.lines.Objects {
		if r, ok := o.(*countRow); ok && r.text.ps[0].text == f.laneName(top) {
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		}
	}
	f.settle()
	if got := f.session.Filter().Speakers; len(got) != 1 || got[0] != top || f.session.Index().Shown() != sum.speakers[top] {
		t.Errorf("the line filters by %v and shows %d, want %v and %d", got, f.session.Index().Shown(), top, sum.speakers[top])
	}
	f.session.Select(ids[0])
	f.settle()
	if p.root.Visible() || !f.inspect.body.Visible() {
		t.Error("one statement is not shown in place of the summary")
	}
}

func TestTallyCountsAClaimOnce(t *testing.T) {
	cols := &storage.Columns{PosOff: []int32{0}, PartyOff: []int32{0}}
	x := charts.NewIndex(cols, charts.Reference{})
	got := newTally()
	got.add(x, nil, []storage.ID{1, 2})
	if got.n != 0 || got.undated != 0 {
		t.Errorf("statements that are not there are counted: %+v", got)
	}
}

func TestCopyingStatements(t *testing.T) {
	f := newSampleFixture(t)
	var inOrder []storage.ID
	f.session.Index().EachShown(func(r charts.Row) { inOrder = append(inOrder, r.ID()) })
	slices.Reverse(inOrder)
	f.session.Select(inOrder...)
	f.settle()
	f.time.TypedShortcut(&fyne.ShortcutCopy{})
	f.until("the text", func() bool { return f.app.Clipboard().Content() != "" })
	lines := strings.Split(strings.TrimSuffix(f.app.Clipboard().Content(), "\n"), "\n")
	if len(lines) != len(inOrder) {
		t.Fatalf("%d lines of %d statements:\n%s", len(lines), len(inOrder), f.app.Clipboard().Content())
	}
	st, err := f.session.File().Statement(t.Context(), f.inTime()[0])
	if err != nil {
		t.Fatal(err)
	}
	l := f.session.Lists()
	v, _ := l.Verb(st.Verb)
	if want := st.When.Short() + ", " + l.ActorName(st.Speaker) + " " + v.Label; !strings.HasPrefix(lines[0], want) {
		t.Errorf("the first line is %q, want it to begin with %q", lines[0], want)
	}
	if !strings.HasSuffix(lines[0], ")") || !strings.Contains(lines[0], "“") && !strings.Contains(lines[0], "«") {
		t.Errorf("source or quote is missing in %q", lines[0])
	}
	text := f.app.Clipboard().Content()
	f.acts.do("copy.table")
	f.until("the table", func() bool { return f.app.Clipboard().Content() != text })
	r := csv.NewReader(strings.NewReader(f.app.Clipboard().Content()))
	r.Comma = '\t'
	table, err := r.ReadAll()
	if err != nil || len(table) != len(inOrder)+1 || table[0][0] != "Date" {
		t.Errorf("the table has %d lines, %v", len(table), err)
	}
}

func TestThePictureOfTheViewIsSharp(t *testing.T) {
	f := newSampleFixture(t)
	img := f.paintView()
	size := f.time.Size()
	if b := img.Bounds(); b.Dx() != int(size.Width*copyScale) || b.Dy() != int(size.Height*copyScale) {
		t.Errorf("the picture of a window of %v is %v", size, b)
	}
	path := filepath.Join(t.TempDir(), "picture.png")
	if err := writePNG(path, img); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if c, err := png.DecodeConfig(file); err != nil || c.Width != img.Bounds().Dx() {
		t.Errorf("the file has %+v, %v", c, err)
	}
	if err := writePNG(filepath.Join(path, "below a file"), img); err == nil {
		t.Error("a file that cannot be made was")
	}
}
