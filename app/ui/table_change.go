package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// A change of many cells is shown before it is made: each cell as it is and as
// it would be, how many change, and why some cannot.

// shownChanges is how many cells a preview lists.
const shownChanges = 100

// changeList lists a preview.
type changeList struct {
	root  *fyne.Container
	list  *list
	sum   *widget.Label
	first []app.CellChange
	heads map[storage.ID]string
}

func newChangeList(palette func() paint.Palette) *changeList {
	c := &changeList{sum: widget.NewLabel(""), heads: map[storage.ID]string{}}
	c.sum.Wrapping = fyne.TextWrapWord
	c.list = newList(func() int { return len(c.first) }, func() fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(3, 3, 8, 8), newTextBlock(palette, changeLines(app.CellChange{}, "X")...))
	}, func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(c.first) {
			x := c.first[i]
			o.(*fyne.Container).Objects[0].(*textBlock).set(changeLines(x, c.heads[x.Statement])...)
		}
	})
	c.root = container.NewBorder(nil, c.sum, nil, nil, c.list)
	return c
}

// changeLines say what becomes of a cell.
func changeLines(c app.CellChange, head string) []paragraph {
	size := theme.TextSize() / fontScale()
	if c.Column != "" {
		head += " · " + c.Column.Title()
	}
	line := emptyAs(c.Before) + "  ›  " + emptyAs(c.After)
	style := charts.StyleText
	if c.Wrong != "" {
		line, style = emptyAs(c.Before)+"  stays: "+c.Wrong, charts.StyleTextDim
	}
	return []paragraph{
		{text: shorten(oneLine(head), 120), size: size - 1.5, style: charts.StyleTextDim, maxLines: 1},
		{text: shorten(oneLine(line), 240), size: size, style: style, maxLines: 1},
	}
}

func emptyAs(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return shorten(text, 100)
}

// show lists a preview and says in numbers what it would do.
func (c *changeList) show(s *app.Session, p app.TablePreview) {
	c.first = p.First
	for _, x := range p.First {
		c.heads[x.Statement] = s.Head(x.Statement)
	}
	c.sum.SetText(changeSum(p))
	c.list.Refresh()
	c.list.ScrollToTop()
}

func changeSum(p app.TablePreview) string {
	text := thousands(p.Changed) + " would change"
	if p.Same > 0 {
		text += ", " + thousands(p.Same) + " say so already"
	}
	if p.Wrong > 0 {
		text += ", " + thousands(p.Wrong) + " cannot and stay as they are"
	}
	if n := p.Changed + p.Wrong; n > len(p.First) {
		text += ". The first " + thousands(len(p.First)) + " are listed"
	}
	return text + ". Ctrl+Z takes all of it back at once."
}

// changePlan is a change of many cells that is shown before it is made.
type changePlan struct {
	name, title, do string
	preview         func(context.Context, report, func(app.TablePreview, error))
	apply           func(context.Context, report, func(int, error))
}

// previewChange shows a plan and carries it out when that is wanted.
func (s *shell) previewChange(plan changePlan) {
	session := s.session
	run := s.begin("Looking at what would change …")
	plan.preview(run.ctx, run.tell, func(p app.TablePreview, err error) {
		if err = run.end(err); err != nil || s.session != session {
			if !errors.Is(err, context.Canceled) {
				s.failed(err)
			}
			return
		}
		list := newChangeList(s.palette)
		list.show(session, p)
		var md *modal
		ok := newMainButton(plan.do, func() { md.close(); s.applyChange(plan) })
		if p.Changed == 0 {
			ok.Disable()
		}
		md = s.modals.show(dialogSpec{
			name: plan.name, title: plan.title, size: fyne.NewSize(720, 520), body: list.root, focus: ok,
			buttons: []fyne.CanvasObject{newButton("Cancel", func() { md.close() }), ok},
		})
	})
}

// applyChange carries a plan out, with progress.
func (s *shell) applyChange(plan changePlan) {
	run := s.begin(plan.title + " …")
	plan.apply(run.ctx, run.tell, func(n int, err error) {
		switch err = run.end(err); {
		case errors.Is(err, context.Canceled):
			s.toasts.say("Stopped; nothing was changed.")
		case err != nil:
			s.failed(err)
		default:
			s.toasts.say(thousands(n) + " changed. Ctrl+Z takes it back.")
		}
		s.trace.step("changed", "what", plan.name, "count", n)
	})
}
