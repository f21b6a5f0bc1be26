package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// A change of many cells is shown before it is made: each cell as it is and as
// it would be, how many change, and why some cannot. This file has the dialog
// for one field of all selected statements; paste uses its list.

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
	line := emptyAs(c.Before) + "  →  " + emptyAs(c.After)
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

// bulkDialog changes one field of all selected statements.
type bulkDialog struct {
	s      *shell
	ids    []storage.ID
	field  *selectBox
	value  *completionEntry
	order  *rightOrder
	stance *stancePicker
	wrong  *widget.Label
	list   *changeList
	ok     *button
	modal  *modal
	timer  *time.Timer
	cancel context.CancelFunc
	asked  int
	tags   []string
}

// bulkPause is how long the fields rest before the preview is made.
const bulkPause = 250 * time.Millisecond

func (s *shell) bulkDialog() { s.newBulkDialog() }

func (s *shell) newBulkDialog() *bulkDialog {
	d := &bulkDialog{s: s, ids: s.table.selectedRows(s.session), wrong: newWrong(), list: newChangeList(s.palette), cancel: func() {}}
	layer := newCompletionList(s.palette)
	d.value = newCompletionEntry(layer, d.find)
	d.value.edited = d.later
	d.value.enter = func() { d.ok.press() }
	d.value.escape = func() { d.modal.close() }
	d.order = newRightOrder(&d.value.Entry, s.palette)
	d.stance = newStancePicker(s.palette)
	d.stance.changed = d.later
	d.stance.enter, d.stance.escape = d.value.enter, d.value.escape
	var titles []string
	for _, f := range app.BulkFields {
		titles = append(titles, f.Title)
	}
	d.ok = newMainButton("Change", d.apply)
	d.field = newSelect(titles, func(string) { d.chosen() })
	d.readTags()
	form := container.NewVBox(container.NewGridWithColumns(2, d.field, d.value), d.order, d.stance, d.wrong)
	d.modal = s.modals.show(dialogSpec{
		name: "bulk", title: "Change a field in " + count(len(d.ids), "selected statement"), size: fyne.NewSize(720, 560), focus: d.field,
		body:    container.NewStack(container.NewBorder(form, nil, nil, nil, d.list.root), layer.layer),
		buttons: []fyne.CanvasObject{newButton("Cancel", func() { d.modal.close() }), d.ok},
		closed:  d.closed,
	})
	d.field.SetSelectedIndex(0)
	return d
}

func (d *bulkDialog) closed() {
	d.asked++
	d.cancel()
	if d.timer != nil {
		d.timer.Stop()
	}
}

// readTags reads the tags that the project has, for completion.
func (d *bulkDialog) readTags() {
	d.s.session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		d.tags, err = f.Tags(ctx)
		return err
	}, nil)
}

// edit is what the fields say.
func (d *bulkDialog) edit() app.BulkEdit {
	return app.BulkEdit{Field: app.BulkFields[max(d.field.SelectedIndex(), 0)].Field, Value: d.value.Text, Stance: d.stance.stance}
}

// chosen makes ready for another field.
func (d *bulkDialog) chosen() {
	f := d.edit().Field
	d.stance.Hidden = f != app.BulkStance
	d.value.SetPlaceHolder(bulkHints[f])
	d.value.set("")
	d.order.follow()
	if d.modal != nil {
		d.later()
	}
	d.stance.Refresh()
}

// bulkHints say what belongs into the field.
var bulkHints = map[app.BulkField]string{
	app.BulkSpeaker: "who said it", app.BulkVerb: "said, denied, confirmed …", app.BulkAddAddressee: "to whom",
	app.BulkRemoveAddressee: "whom not", app.BulkStance: "the claim", app.BulkRemoveClaim: "the claim", app.BulkAddTag: "the tag",
	app.BulkRemoveTag: "the tag", app.BulkZone: "Asia/Tehran, +03:30", app.BulkPlace: "where; nothing removes it",
	app.BulkDocument: "title of the article", app.BulkCertainty: "0–100; nothing removes it", app.BulkGrade: "B2; nothing removes it",
}

// find completes names, tags and zones.
func (d *bulkDialog) find(typed string, show func([]suggestion)) {
	f := d.edit().Field
	var out []suggestion
	plain := func(list []string) {
		for _, name := range list {
			if strings.Contains(strings.ToLower(name), strings.ToLower(typed)) && len(out) < maxSuggestions {
				out = append(out, suggestion{text: name})
			}
		}
	}
	if kind, ok := f.Names(); ok {
		for _, x := range d.s.session.Lists().Complete(kind, typed, maxSuggestions) {
			out = append(out, suggestion{text: x.Name, hint: x.Hint, id: x.ID})
		}
	}
	switch f {
	case app.BulkAddTag, app.BulkRemoveTag:
		plain(d.tags)
	case app.BulkZone:
		out = findZones(typed, d.s.now())
	}
	show(out)
}

// later makes the preview anew when nothing has been typed for a moment.
func (d *bulkDialog) later() {
	d.order.follow()
	d.asked++
	asked := d.asked
	d.cancel()
	d.ok.Disable()
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(bulkPause, func() {
		d.s.post(func() {
			if asked == d.asked {
				d.preview()
			}
		})
	})
}

// preview says beside the field what is wrong, or lists what would change.
func (d *bulkDialog) preview() {
	session, e := d.s.session, d.edit()
	d.asked++
	asked := d.asked
	say := func(message string) {
		d.wrong.SetText(message)
		d.wrong.Hidden = message == ""
		d.wrong.Refresh()
	}
	if session == nil {
		return
	}
	if err := session.CheckBulk(e); err != nil {
		var field *app.FieldError
		errors.As(err, &field)
		if strings.TrimSpace(e.Value) == "" {
			field.Message = "" // nothing was typed yet
		}
		say(field.Message)
		d.list.show(session, app.TablePreview{})
		d.list.sum.SetText("")
		return
	}
	say("")
	d.list.sum.SetText("Looking at what would change …")
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel = cancel
	session.PreviewBulk(ctx, slices.Clone(d.ids), e, shownChanges, nil, func(p app.TablePreview, err error) {
		if asked != d.asked || d.s.session != session {
			return
		}
		if err != nil {
			d.s.failed(err)
			return
		}
		d.list.show(session, p)
		if p.Changed > 0 {
			d.ok.Enable()
		}
		d.s.trace.step("preview", "changed", p.Changed, "wrong", p.Wrong)
	})
}

// apply carries the change out.
func (d *bulkDialog) apply() {
	session, e := d.s.session, d.edit()
	if session == nil || session.CheckBulk(e) != nil {
		return
	}
	d.modal.close()
	d.s.applyChange(changePlan{
		name: "bulk", title: "Changing " + count(len(d.ids), "statement"),
		apply: func(ctx context.Context, tell report, done func(int, error)) {
			session.ApplyBulk(ctx, d.ids, e, tell, done)
		},
	})
}
