package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// editArticle opens the dialog for what is known of an article.
func (s *shell) editArticle(id storage.ID) {
	doc, ok := s.session.Lists().Document(id)
	if !ok {
		return
	}
	list := newCompletionList(s.palette)
	f := newArticleFacts(func() *app.Session { return s.session }, s.palette, list, s.now)
	wrong := newWrong()
	var md *modal
	shut := func() { md.close() }
	accept := func() {
		a := f.value()
		bad := s.session.CheckArticle(a)
		f.complain(bad)
		if len(bad) > 0 {
			if at := f.first(bad); at != nil {
				s.win.Canvas().Focus(at)
			}
			return
		}
		s.session.SetArticle(id, a, func(err error) {
			if err != nil { // the fields keep what was typed
				wrong.SetText(err.Error())
				wrong.Show()
				return
			}
			md.close()
		})
	}
	f.keys(accept, shut)
	md = s.modals.show(dialogSpec{
		name: "article_facts", title: "What is known of the article", size: fyne.NewSize(680, 440), focus: f.title,
		body:    container.NewStack(container.NewVBox(f.all(), wrong), list.layer),
		buttons: []fyne.CanvasObject{newButton("Cancel", shut), newMainButton("Save", accept)},
	})
	f.set(s.session.ArticleFacts(doc))
}

// textDialog edits the text of an article.
type textDialog struct {
	s      *shell
	drafts app.Drafts
	doc    storage.Document
	was    storage.Version // the text that is edited; zero when there is none
	md     *modal
	text   *longText
	effect *widget.Label // what becomes of what is coded
	lost   *textBlock    // the quotes that are not found
	asked  int
}

// editArticleText opens the dialog for the text of an article.
func (s *shell) editArticleText(id storage.ID) {
	var doc storage.Document
	s.session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		doc, err = f.Document(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			s.fail("The article could not be read", err)
			return
		}
		newTextDialog(s, doc)
	})
}

func newTextDialog(s *shell, doc storage.Document) *textDialog {
	d := &textDialog{s: s, drafts: app.Drafts{Folder: stateFolder()}, doc: doc, effect: widget.NewLabel(""), lost: newTextBlock(s.palette)}
	if n := len(doc.Versions); n > 0 {
		d.was = doc.Versions[n-1]
	}
	d.text = newLongText(18, d.changed)
	d.effect.Wrapping = fyne.TextWrapWord
	shut := func() { d.md.close() }
	d.text.area.accept, d.text.area.escape = d.save, shut
	differ := newButton("What differs…", func() { s.showDifferences("What you changed", d.was.Text, d.text.text()) })
	back := newButton("As it was", func() { d.text.set(d.was.Text); d.changed() })
	lost := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), d.lost))
	lost.SetMinSize(fyne.NewSize(0, 84))
	d.md = s.modals.show(dialogSpec{
		name: "article_text", title: "Text of “" + doc.Title + "”", size: fyne.NewSize(820, 660), focus: d.text.area,
		body:    container.NewBorder(nil, container.NewVBox(d.effect, lost), nil, nil, d.text.root),
		buttons: []fyne.CanvasObject{back, differ, newButton("Cancel", shut), newMainButton("Save (Ctrl+Enter)", d.save)},
		closed:  func() { d.asked++ },
	})
	d.text.set(d.was.Text)
	if kept, ok := d.drafts.LoadText(s.session.Path(), doc.ID, d.was.SHA256); ok {
		d.text.set(kept)
		d.preview("This is the edit that was left here. ")
	} else {
		d.effect.SetText("What is marked in the text goes along with your changes.")
	}
	return d
}

// changed keeps the draft, and says what becomes of what is coded once the
// typing rests.
func (d *textDialog) changed() {
	if d.s.session == nil {
		return
	}
	text := d.text.text()
	if err := d.drafts.SaveText(d.s.session.Path(), d.doc.ID, d.was.SHA256, text); err != nil {
		d.effect.SetText(err.Error())
	}
	d.asked++
	asked := d.asked
	time.AfterFunc(pasteDelay, func() {
		d.s.post(func() {
			if asked == d.asked && d.s.session != nil {
				d.preview("")
			}
		})
	})
}

func (d *textDialog) preview(before string) {
	asked := d.asked
	d.s.session.PreviewText(d.doc.ID, d.text.text(), func(e app.TextEdit, err error) {
		if asked != d.asked {
			return
		}
		effect, lost := editEffect(e, err)
		d.effect.SetText(before + effect)
		var ps []paragraph
		for line := range strings.Lines(lost) {
			ps = append(ps, paragraph{text: strings.TrimSpace(line), size: theme.TextSize() - 1, style: charts.StyleText, above: 2})
		}
		d.lost.set(ps...)
	})
}

// editEffect says what an edit does to what is coded, and lists what it loses.
func editEffect(e app.TextEdit, err error) (effect, lost string) {
	switch {
	case errors.Is(err, app.ErrSameText):
		return "Nothing is changed.", ""
	case err != nil:
		return messageOf(err), ""
	case e.Carried == 0 && len(e.Lost) == 0:
		return "Nothing is marked in this text.", ""
	}
	effect = fmt.Sprintf("%s carried over.", are(e.Carried, "marked passage"))
	if len(e.Lost) == 0 {
		return effect, ""
	}
	var lines []string
	for _, l := range e.Lost {
		lines = append(lines, "“"+oneLine(l.Quote)+"”")
	}
	return effect + fmt.Sprintf(" %s not found in the new text; the text before is kept with them:", are(len(e.Lost), "passage")), strings.Join(lines, "\n")
}

func are(n int, one string) string {
	if n == 1 {
		return count(n, one) + " is"
	}
	return count(n, one) + " are"
}

// messageOf is the sentence of an error for beside its field.
func messageOf(err error) string {
	var field *app.FieldError
	if errors.As(err, &field) {
		return field.Message
	}
	return err.Error()
}

// save makes the text so; what did not survive is told.
func (d *textDialog) save() {
	d.s.session.EditText(d.doc.ID, d.text.text(), func(e app.TextEdit, err error) {
		if err != nil && !errors.Is(err, app.ErrSameText) {
			d.effect.SetText(messageOf(err))
			return
		}
		_ = d.drafts.DropText(d.s.session.Path(), d.doc.ID) // one that stays is of another text and never shown
		d.md.close()
		if err == nil {
			d.s.trace.step("article_edited", "version", e.Version, "carried", e.Carried, "lost", len(e.Lost))
			d.s.textSaved(e)
		}
	})
}

func (s *shell) textSaved(e app.TextEdit) {
	effect, lost := editEffect(e, nil)
	if lost == "" {
		s.toasts.say("The text was saved. " + effect)
		return
	}
	s.modals.message("Some passages were not found", effect+"\n\n"+lost+"\n\nUndo takes the edit back.")
}
