package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// tourOf is the tour that is seen, or nil.
func tourOf(f *fixture) *tour {
	if list := f.win.Canvas().Overlays().List(); len(list) > 0 {
		t, _ := list[len(list)-1].(*tour)
		return t
	}
	return nil
}

func TestTourGoesThroughTheWindow(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("help.tour")
	tr := tourOf(f)
	if tr == nil || f.win.Canvas().Focused() != fyne.Focusable(tr.next) {
		t.Fatal("there is no tour, or it has not the keyboard")
	}
	if f.acts.do("view.zoom_in") {
		t.Error("the window behind the tour does things")
	}
	room := f.win.Canvas().Size()
	for i := range tr.steps {
		if tr.at != i {
			t.Fatalf("step %d instead of %d", tr.at, i)
		}
		p, s := tr.box.Position(), tr.box.Size()
		if p.X < 0 || p.Y < 0 || p.X+s.Width > room.Width || p.Y+s.Height > room.Height {
			t.Errorf("step %d stands at %v, %v large, in a window of %v", i, p, s, room)
		}
		if i < len(tr.steps)-1 && tr.frame.Hidden {
			t.Errorf("step %d points at nothing", i)
		}
		hit(tr.next, fyne.KeyReturn)
	}
	if f.modals.any() {
		t.Error("Enter at the end did not end it")
	}
}

func TestTourIsSkippedAndShownOnce(t *testing.T) {
	f := newSampleFixture(t)
	f.tours = true
	f.firstTour()
	tr := tourOf(f)
	if tr == nil {
		t.Fatal("the first start shows no tour")
	}
	hit(tr.next, fyne.KeyEscape)
	if f.modals.any() {
		t.Fatal("Esc did not end it")
	}
	f.firstTour()
	if f.modals.any() {
		t.Error("it is shown twice")
	}
	if !f.acts.do("help.tour") || tourOf(f) == nil {
		t.Error("the menu does not bring it back")
	}
}

func TestBesidePartStaysInside(t *testing.T) {
	room, box := fyne.NewSize(800, 600), fyne.NewSize(360, 150)
	for x := float32(0); x <= 800; x += 80 {
		for y := float32(0); y <= 600; y += 60 {
			for _, part := range []fyne.Size{{Width: 20, Height: 20}, {Width: 790, Height: 590}, {Width: 200, Height: 580}} {
				p := besidePart(fyne.NewPos(x, y), part, box, room)
				if p.X < 0 || p.Y < 0 || p.X+box.Width > room.Width || p.Y+box.Height > room.Height {
					t.Fatalf("a part at %v,%v of %v puts the box at %v", x, y, part, p)
				}
			}
		}
	}
}
