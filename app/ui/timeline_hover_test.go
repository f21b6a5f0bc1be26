package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

func TestCardsCoverNothingThatTheyDescribe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 20_000 {
		room := fyne.NewSize(200+r.Float32()*1200, 150+r.Float32()*900)
		size := fyne.NewSize(20+r.Float32()*380, 20+r.Float32()*400)
		about := charts.Rect{X: r.Float32()*1600 - 100, Y: r.Float32() * room.Height, W: 2 + r.Float32()*r.Float32()*900, H: 4 + r.Float32()*60}
		if about.X > room.Width-1 || about.X+about.W < 1 {
			continue
		}
		pos, got := placeCard(about, room, size)
		if pos.X < 0 || pos.Y < -0.01 || pos.X+got.Width > room.Width+0.01 || pos.Y+got.Height > room.Height+0.01 {
			t.Fatalf("the card %v %v leaves the window %v", pos, got, room)
		}
		if got.Height > 0 && pos.X < about.X+about.W && about.X < pos.X+got.Width && pos.Y < about.Y+about.H && about.Y < pos.Y+got.Height {
			t.Fatalf("the card %v %v covers %v in %v", pos, got, about, room)
		}
		fits := func(w, h float32) bool { return size.Width <= w && size.Height <= h }
		if got != size && (fits(room.Width, about.Y-cardGap) || fits(room.Width, room.Height-about.Y-about.H-cardGap)) {
			t.Fatalf("a card of %v was cut to %v though there is room about %v in %v", size, got, about, room)
		}
	}
}

func (f *fixture) pointAt(p fyne.Position) {
	f.time.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}})
}

func TestTheNextCardComesAtOnce(t *testing.T) {
	f := newSampleFixture(t)
	a, b := f.statement("BBC Persian"), f.statement("Marzieh Afkham")
	f.pointAt(f.point(a))
	f.settle()
	if f.time.card.Visible() {
		t.Error("the first card does not wait for the pointer to rest")
	}
	f.until("the first card", f.time.card.Visible)
	f.pointAt(fyne.NewPos(600, 660))
	if f.time.card.Visible() {
		t.Error("the card stayed")
	}
	f.pointAt(f.point(b))
	f.settle() // the statement is read, no time passes
	if !f.time.card.Visible() {
		t.Error("the next card waits although one was just seen")
	}
	r, _ := f.time.scene().MarkRect(b)
	p, z := f.time.card.Position(), f.time.card.Size()
	if p.X < r.X+r.W && r.X < p.X+z.Width && p.Y < r.Y+r.H && r.Y < p.Y+z.Height {
		t.Errorf("the card at %v, %v covers its mark at %v", p, z, r)
	}
}

func TestACardReadTooLateIsNotShown(t *testing.T) {
	f := newSampleFixture(t)
	f.pointAt(f.point(f.statement("BBC Persian")))
	f.time.MouseOut()
	f.settle()
	time.Sleep(2 * restTime)
	f.settle()
	if f.time.card.Visible() {
		t.Error("the card of a mark that the pointer left is shown")
	}
}

func TestCardsTellTheChainOfReports(t *testing.T) {
	f := newSampleFixture(t)
	carrier, carried := f.statement("BBC Persian"), f.statement("Marzieh Afkham")
	f.do("Tie", func(tx *sqlite.Tx) error {
		st, err := tx.Statement(carried)
		if err != nil {
			return err
		}
		st.ReportedIn = carrier
		return tx.PutStatement(&st)
	}, nil)
	f.settle()
	f.frame()
	f.pointAt(f.point(carried))
	f.until("the card", f.time.card.Visible)
	var all []string
	for _, p := range f.time.card.text {
		all = append(all, p.text)
	}
	var date string
	readStatement(t, f, carrier, func(st storage.Statement) { date = st.When.Short() })
	if want := "reported in: BBC Persian, " + date; !strings.Contains(strings.Join(all, "\n"), want) {
		t.Errorf("the card does not say %q:\n%s", want, strings.Join(all, "\n"))
	}
}

func readStatement(t *testing.T, f *fixture, id storage.ID, then func(storage.Statement)) {
	t.Helper()
	st, err := f.session.File().Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	then(st)
}

func TestWhatADateLeavesOpenIsSaid(t *testing.T) {
	resolve := func(typed, zone string) edtf.Date {
		d, err := edtf.Resolve(typed, zone)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	tehran, err := edtf.LoadZone("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		d    edtf.Date
		loc  *time.Location
		want string
	}{
		{resolve("2014-09-05", "Asia/Tehran"), time.UTC, ""}, // a day never shifts
		{resolve("2014-09-05T17:30", "Asia/Tehran"), tehran, ""},
		{resolve("2014-09-05T17:30", "Asia/Tehran"), time.UTC, "5 Sep 2014 13:00 (UTC)"},
		{resolve("[2014-06-11..2014-06-20]", "UTC"), time.UTC, "Wed 11 Jun 2014 – Fri 20 Jun 2014 (UTC)"},
		{edtf.Date{}, time.UTC, ""},
	} {
		if got := finerDate(c.d, c.loc); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.d.EDTF, c.loc, got, c.want)
		}
	}
}
