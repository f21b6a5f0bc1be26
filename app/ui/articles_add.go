package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

// Articles come in three ways: pasted into the dialog of this file, dropped on
// the window, or chosen as files; see articles_add_files.go.

// articleAddRows are the commands that add articles and change them.
func (s *shell) articleAddRows() []*action {
	read := func() bool { return s.writable() && s.articles.doc.ID != 0 }
	why := func() string {
		if s.articles.doc.ID == 0 {
			return "Open an article first."
		}
		return "This project can only be looked at."
	}
	return []*action{
		{id: "article.add", title: "Add article…", keys: []keystroke{ctrlShift(fyne.KeyA)}, enabled: s.writable, run: s.addArticles},
		{id: "article.add_files", title: "Add articles from files…", enabled: s.writable, run: s.askArticleFiles},
		{id: "article.facts", title: "Title, outlet, date of the article…", enabled: read, why: why, run: func() { s.editArticle(s.articles.doc.ID) }},
		{id: "article.edit_text", title: "Edit the text of the article…", enabled: read, why: why, run: func() { s.editArticleText(s.articles.doc.ID) }},
	}
}

// pasteDelay is how long nothing must be typed before texts are compared.
const pasteDelay = 400 * time.Millisecond

// articleDialog is the dialog that adds an article.
type articleDialog struct {
	s      *shell
	drafts app.Drafts
	md     *modal
	facts  *articleFacts
	text   *longText
	note   *widget.Label // what the text is a copy of
	differ *button
	wrong  *widget.Label

	given  string // the title that the text gave; typing another one keeps it
	copyOf storage.ID
	asked  int
	stop   func() // ends a comparison under way
	saving bool
}

// addArticles opens the dialog with the draft that was left.
func (s *shell) addArticles() {
	d := &articleDialog{s: s, drafts: app.Drafts{Folder: stateFolder()}, stop: func() {}}
	list := newCompletionList(s.palette)
	d.facts = newArticleFacts(func() *app.Session { return s.session }, s.palette, list, s.now)
	d.text = newLongText(9, d.textChanged)
	d.text.area.SetPlaceHolder("Paste the text of the article here (Ctrl+V).")
	d.note, d.wrong = widget.NewLabel(""), newWrong()
	d.note.Importance, d.note.Wrapping = widget.WarningImportance, fyne.TextWrapWord
	d.differ = newButton("What differs…", d.showDifferences)
	d.differ.Hide()
	d.note.Hide()
	d.facts.edited = d.keep
	shut := func() { d.md.close() }
	d.facts.keys(func() { d.save(false) }, shut)
	d.text.area.accept, d.text.area.escape = func() { d.save(false) }, shut
	files := newIconButton("From files…", theme.FolderOpenIcon(), func() { d.md.close(); s.askArticleFiles() })
	next := newButton("Add and next", func() { d.save(true) })
	clear := newButton("Clear", d.clear)
	below := container.NewVBox(container.NewBorder(nil, nil, nil, d.differ, d.note), d.facts.all(), d.wrong)
	body := container.NewBorder(nil, below, nil, nil, d.text.root)
	d.md = s.modals.show(dialogSpec{
		name: "add_article", title: "Add article", size: fyne.NewSize(760, 640), focus: d.text.area, closed: d.close,
		body:    container.NewStack(body, list.layer),
		buttons: []fyne.CanvasObject{files, clear, newButton("Cancel", shut), next, newMainButton("Add", func() { d.save(false) })},
	})
	d.restore()
}

// restore shows what was typed and not added.
func (d *articleDialog) restore() {
	a, ok := d.drafts.LoadArticle(d.s.session.Path())
	if !ok {
		return
	}
	d.facts.set(a)
	d.text.set(a.Text)
	d.say("This is the draft that was left here.", false)
	d.compare()
}

func (d *articleDialog) value() app.NewArticle {
	a := d.facts.value()
	a.Text = d.text.text()
	return a
}

// keep keeps the draft.
func (d *articleDialog) keep() {
	if d.s.session == nil {
		return
	}
	if err := d.drafts.SaveArticle(d.s.session.Path(), d.value()); err != nil {
		d.say(err.Error(), true)
	}
}

func (d *articleDialog) say(text string, wrong bool) {
	d.wrong.Importance = widget.LowImportance
	if wrong {
		d.wrong.Importance = widget.DangerImportance
	}
	d.wrong.SetText(text)
	d.wrong.Hidden = text == ""
	d.wrong.Refresh()
}

// textChanged takes the first line for the title while nobody typed one, and
// looks for copies once the typing rests.
func (d *articleDialog) textChanged() {
	d.say("", false)
	if title := titleIn(d.text.parts[0]); strings.TrimSpace(d.facts.title.Text) == d.given {
		d.facts.title.set(title)
		d.facts.showOrders()
		d.given = strings.TrimSpace(title)
	}
	d.keep()
	d.asked++
	asked := d.asked
	time.AfterFunc(pasteDelay, func() {
		d.s.post(func() {
			if asked == d.asked && d.s.session != nil {
				d.compare()
			}
		})
	})
}

// titleIn is the first line of a text when it can be a title.
func titleIn(text string) string {
	line, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if line = strings.TrimSpace(line); len([]rune(line)) > 160 || rest == "" {
		return ""
	}
	return line
}

// compare tells whether the text, or nearly the same one, is in the project.
func (d *articleDialog) compare() {
	d.stop()
	d.copyOf = 0
	d.note.Hide()
	d.differ.Hide()
	text := article.Clean(d.text.text())
	if strings.TrimSpace(text) == "" {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	d.stop = stop
	asked := d.asked
	d.s.session.FindDuplicates(ctx, []string{text}, nil, func(found []app.Lookalike, err error) {
		if err != nil || asked != d.asked || found[0].None() {
			return
		}
		d.copyOf = found[0].Of
		d.note.SetText(copyText(found[0], d.s.session.Lists(), nil))
		d.note.Show()
		d.differ.Hidden = found[0].Same
		d.differ.Refresh()
	})
}

// copyText says what a text is a copy of; names are those of the new ones.
func copyText(c app.Lookalike, l *app.Lists, names []string) string {
	what := "another file"
	if doc, ok := l.Document(c.Of); ok {
		what = "“" + cmp.Or(doc.Title, "Untitled") + "”"
		if outlet := l.ActorName(doc.Outlet); outlet != "" {
			what += " of " + outlet
		}
	} else if c.With >= 0 && c.With < len(names) {
		what = names[c.With]
	}
	if c.Same {
		return "The same text as " + what + "."
	}
	return fmt.Sprintf("Shares %d %% with %s.", int(100*c.Similarity+0.5), what)
}

// save adds the article; with next the dialog stays for another one of the same
// outlet.
func (d *articleDialog) save(next bool) {
	a := d.value()
	wrong := d.s.session.CheckArticle(a)
	if strings.TrimSpace(a.Text) == "" && len(wrong) == 0 {
		d.say("Without its text nothing can be marked in it; it is added all the same when you press Add again.", false)
		if !d.saving {
			d.saving = true
			return
		}
	}
	d.facts.complain(wrong)
	if len(wrong) > 0 {
		d.say(strings.Join(others(wrong, d.facts), " "), true)
		if at := d.facts.first(wrong); at != nil {
			d.s.win.Canvas().Focus(at)
		}
		return
	}
	d.s.session.AddArticles([]app.NewArticle{a}, func(ids []storage.ID, err error) { d.saved(a, ids, next, err) })
}

// others are complaints about what has no field of its own.
func others(wrong []*app.FieldError, f *articleFacts) (list []string) {
	for _, w := range wrong {
		if f.fields[w.Field] == nil {
			list = append(list, w.Message)
		}
	}
	return list
}

func (d *articleDialog) saved(a app.NewArticle, ids []storage.ID, next bool, err error) {
	d.saving = false
	if err != nil {
		d.say(err.Error(), true)
		return
	}
	_ = d.drafts.DropArticle(d.s.session.Path()) // it is in the project: a draft that stays is harmless
	d.s.trace.step("article_added", "words", article.Words(a.Text))
	d.s.toasts.say("Added “" + a.Title + "”.")
	if next {
		d.reset(app.NewArticle{Outlet: a.Outlet, Zone: a.Zone, Language: a.Language})
		return
	}
	d.md.close()
	d.s.showView(articlesView)
	d.s.openArticle(ids[0])
}

func (d *articleDialog) reset(a app.NewArticle) {
	d.asked++
	d.stop()
	d.given, d.copyOf = "", 0
	d.facts.set(a)
	d.text.set("")
	d.note.Hide()
	d.differ.Hide()
	d.say("", false)
	d.s.win.Canvas().Focus(d.text.area)
}

// clear throws the draft away.
func (d *articleDialog) clear() {
	_ = d.drafts.DropArticle(d.s.session.Path()) // what cannot be removed is offered again, no more
	d.reset(app.NewArticle{})
}

func (d *articleDialog) close() {
	d.asked++
	d.stop()
}

// showDifferences tells in what the text differs from the one that it is like.
func (d *articleDialog) showDifferences() {
	text := article.Clean(d.text.text())
	id := d.copyOf
	var stored string
	d.s.session.Read(func(ctx context.Context, f *sqlite.File) error {
		doc, err := f.Document(ctx, id)
		if n := len(doc.Versions); n > 0 {
			stored = doc.Versions[n-1].Text
		}
		return err
	}, func(err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			d.s.fail("The other text could not be read", err)
			return
		}
		d.s.showDifferences("What differs from the text in the project", stored, text)
	})
}
