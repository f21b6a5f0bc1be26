package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

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
		d.list.sum.SetText(newNameNotice(session.Lists(), e) + d.list.sum.Text)
		if p.Changed > 0 {
			d.ok.Enable()
		}
		d.s.trace.step("preview", "changed", p.Changed, "wrong", p.Wrong)
	})
}

// newNameNotice says that a name is not known and would be made.
func newNameNotice(l *app.Lists, e app.BulkEdit) string {
	kind, ok := e.Field.Names()
	if !ok {
		return ""
	}
	if _, known := l.Known(kind, e.Value); known {
		return ""
	}
	return "“" + shorten(strings.TrimSpace(e.Value), 60) + "” is new and will be made. "
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
