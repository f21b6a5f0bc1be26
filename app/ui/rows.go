package ui

import "fyne.io/fyne/v2"

// rows is a layout: objects below each other without gaps, one of which takes
// the height that is left. Hidden ones take none.
type rows struct{ stretch fyne.CanvasObject }

var _ fyne.Layout = rows{}

func rowsAround(stretch fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	c := &fyne.Container{Layout: rows{stretch}, Objects: objects}
	return c
}

// Layout is for the window library.
func (r rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	// What breaks its lines knows its height once it knows its width.
	for _, o := range objects {
		if o.Visible() && o != r.stretch && o.Size().Width != size.Width {
			o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		}
	}
	left := size.Height
	for _, o := range objects {
		if o.Visible() && o != r.stretch {
			left -= o.MinSize().Height
		}
	}
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		if o == r.stretch {
			h = max(h, left)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// MinSize is for the window library.
func (r rows) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		}
	}
	return s
}
