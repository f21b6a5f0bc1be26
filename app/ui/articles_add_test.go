package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

const pastedText = "Ministry denies report\n\nThe ministry denied the report on Friday. “We never met them,” the spokeswoman said.\n\nNobody else would speak about it."

// addDialog opens the dialog as the shell does and gives its parts.
func (f *fixture) topDialog(name string) *modal {
	f.t.Helper()
	if n := len(f.modals.open); n > 0 && f.modals.open[n-1].name == name {
		return f.modals.open[n-1]
	}
	f.t.Fatalf("the dialog %s is not open", name)
	return nil
}

// find gives the first widget of a type in what the top dialog shows for which
// pick is true.
func find[T fyne.CanvasObject](f *fixture, pick func(T) bool) T {
	f.t.Helper()
	var found T
	var walk func(o fyne.CanvasObject) bool
	walk = func(o fyne.CanvasObject) bool {
		if w, ok := o.(T); ok && pick(w) {
			found = w
			return true
		}
		switch c := o.(type) {
		case *fyne.Container:
			for _, x := range c.Objects {
				if walk(x) {
					return true
				}
			}
		case fyne.Widget:
			for _, x := range test.WidgetRenderer(c).Objects() {
				if walk(x) {
					return true
				}
			}
		}
		return false
	}
	if !walk(f.modals.open[len(f.modals.open)-1].pop.Content) {
		f.t.Fatalf("there is no such %T in the dialog", found)
	}
	return found
}

func (f *fixture) pushButton(text string) {
	f.t.Helper()
	find(f, func(b *button) bool { return b.Text == text }).press()
	f.settle()
}

// hinted is the field with a placeholder.
func (f *fixture) hinted(hint string) *plainEntry {
	return find(f, func(e *plainEntry) bool { return e.PlaceHolder == hint })
}

func (f *fixture) paste(a *textArea, text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	a.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

func TestAddArticleByPaste(t *testing.T) {
	f := newSampleFixture(t)
	before := len(f.session.Lists().Documents)
	f.acts.do("article.add")
	area := find(f, func(*textArea) bool { return true })
	f.paste(area, pastedText)
	if got := f.hinted("its headline").Text; got != "Ministry denies report" {
		t.Errorf("the title is %q", got)
	}
	f.hinted("6 Sep 2014, 2014-09-06 17:30 …").SetText("31 February 2014")
	f.pushButton("Add")
	if len(f.session.Lists().Documents) != before {
		t.Fatal("an article with a wrong date was added")
	}
	// Esc keeps what was typed.
	area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.modals.any() {
		t.Fatal("Esc left the dialog open")
	}
	f.acts.do("article.add")
	if got := find(f, func(*textArea) bool { return true }).Text; got != pastedText {
		t.Fatalf("the draft is %q", got)
	}
	f.hinted("6 Sep 2014, 2014-09-06 17:30 …").SetText("5 September 2014")
	find(f, func(e *completionEntry) bool { return e.PlaceHolder == "newspaper, agency, site" }).SetText("The Gazette")
	find(f, func(*textArea) bool { return true }).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	f.settle()
	docs := f.session.Lists().Documents
	d := docs[len(docs)-1]
	if len(docs) != before+1 || d.Title != "Ministry denies report" || d.Published.EDTF != "2014-09-05" || f.session.Lists().ActorName(d.Outlet) != "The Gazette" {
		t.Fatalf("%+v", d)
	}
	if f.modals.any() || f.view != articlesView {
		t.Error("the article is not shown")
	}
	f.until("the text", func() bool { return f.articles.doc.ID == d.ID })
	f.acts.do("article.add")
	if got := find(f, func(*textArea) bool { return true }).Text; got != "" {
		t.Errorf("a draft of what was added: %q", got)
	}
	// The same once more is recognised.
	f.paste(find(f, func(*textArea) bool { return true }), pastedText+" Indeed.")
	f.until("the comparison", func() bool {
		f.settle()
		return find(f, func(b *button) bool { return b.Text == "What differs…" }).Visible()
	})
	f.pushButton("What differs…")
	f.until("the differences", func() bool { return len(f.modals.open) == 2 })
	f.topDialog("differences")
}

func TestLongTextInParts(t *testing.T) {
	test.NewTempApp(t)
	changes := 0
	l := newLongText(5, func() { changes++ })
	test.NewTempWindow(t, l.root).Resize(fyne.NewSize(700, 500))
	para := strings.Repeat("The ministry denied it نمی‌خواهیم 👍🏽. ", 30) + "\n\n"
	long := strings.Repeat(para, 60)
	l.set(long)
	if l.text() != long || len(l.parts) < 3 || !l.later.Visible() {
		t.Fatalf("%d parts", len(l.parts))
	}
	for i, p := range l.parts {
		if len(p) > partSize || !strings.HasSuffix(p, "\n\n") {
			t.Errorf("part %d: %d bytes, ends %q", i, len(p), p[len(p)-5:])
		}
	}
	l.later.press()
	l.area.SetText("changed")
	want := l.parts[0] + "changed" + strings.Join(l.parts[2:], "")
	if l.text() != want || changes != 1 {
		t.Errorf("%d changes; the edit of a part is lost", changes)
	}
	l.set("one two")
	l.area.CursorColumn = 4
	clip := test.NewClipboard()
	clip.SetContent(strings.ReplaceAll(long, "\n", "\r\n"))
	l.area.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if l.text() != "one "+long+"two" {
		t.Errorf("a long paste: %q … %q", l.text()[:20], l.text()[len(l.text())-20:])
	}
	huge := strings.Repeat(para, article.MaxText/len(para))
	clip.SetContent(huge)
	l.set("")
	l.area.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if l.length() != len(huge) || len(l.area.Text) > partSize {
		t.Errorf("%d bytes, %d in the field", l.length(), len(l.area.Text))
	}
}

func FuzzParts(f *testing.F) {
	f.Add(strings.Repeat("نمی‌خواهیم", 3000), 5)
	f.Add(strings.Repeat("x", 2*partSize), 1)
	f.Add("\xff\xfe", 9000)
	f.Fuzz(func(t *testing.T, s string, n int) {
		s = strings.Repeat(s, 1+max(0, n)%2000)
		if len(s) > 1<<20 {
			return
		}
		parts := partsOf(s)
		if strings.Join(parts, "") != s {
			t.Fatal("parts are not the text")
		}
		for _, p := range parts {
			if len(p) > partSize {
				t.Fatalf("a part of %d bytes", len(p))
			}
		}
	})
}

// folder makes files below a folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestArticleFiles(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.txt": "B", "a.md": "# A", "sub/c.html": "<p>C", "picture.png": "x", ".hidden.txt": "x", ".git/d.txt": "x",
	})
	files, err := articleFiles(context.Background(), []string{dir, filepath.Join(dir, "b.txt"), filepath.Join(dir, "picture.png"), filepath.Join(dir, "gone.txt")})
	var got []string
	for _, p := range files {
		rel, _ := filepath.Rel(dir, p)
		got = append(got, rel)
	}
	if want := "a.md b.txt gone.txt picture.png sub/c.html"; strings.Join(got, " ") != want || err != nil {
		t.Errorf("%v, %v; want %s", got, err, want)
	}
	list, err := readArticles(context.Background(), files, func(int, int) {})
	if err != nil || len(list) != 5 || list[0].Title != "A" || list[1].Text != "B" || list[4].Text != "C" {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, bad := range list[2:4] {
		if bad.problem == "" || !strings.Contains(bad.problem, bad.name()) {
			t.Errorf("%s: %q", bad.name(), bad.problem)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := readArticles(ctx, files, func(int, int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, problem := pathsIn(dir + " ; " + dir + "/gone"); !strings.Contains(problem, "gone") {
		t.Errorf("a path that is not there: %q", problem)
	}
}

func TestAddArticlesFromFiles(t *testing.T) {
	f := newSampleFixture(t)
	dir := folder(t, map[string]string{
		"2014-09-05 The Gazette - No talks.txt":     "First text of a minister who denies all that was reported on Friday evening.",
		"2014-09-06 The Gazette - Talks denied.txt": "Second text, about something else entirely: prices, weather, a harvest in the south.",
		"copy of it.txt": "First text of a minister who denies all that was reported on Friday evening.",
		"undated.txt":    "A third text that has nothing to do with the two others, nor with their outlet.",
		"broken.docx":    "no zip",
	})
	before := len(f.session.Lists().Documents)
	f.win.(interface {
		SetOnDropped(func(fyne.Position, []fyne.URI))
	}).SetOnDropped(f.dropped)
	f.dropped(fyne.Position{}, []fyne.URI{fynestorage.NewFileURI(dir)})
	f.until("the preview", func() bool { f.settle(); return len(f.modals.open) == 1 && f.modals.open[0].name == "article_table" })
	pattern := find(f, func(e *completionEntry) bool { return e.PlaceHolder == "{date} {outlet} - {title}" })
	pattern.SetText("{date} {outlet - {title}")
	pattern.SetText("{date} {outlet} - {title}")
	lines := find(f, func(l *list) bool { return l.Length() == 5 })
	key := func(k fyne.KeyName) { lines.TypedKey(&fyne.KeyEvent{Name: k}) }
	add := find(f, func(b *button) bool { return strings.HasPrefix(b.Text, "Add 3 article") })
	key(fyne.KeyDown)
	key(fyne.KeySpace) // the second is left out
	if add.Text != "Add 2 articles" {
		t.Errorf("the button says %q", add.Text)
	}
	key(fyne.KeySpace)
	key(fyne.KeyDown) // broken.docx cannot be ticked
	key(fyne.KeySpace)
	if add.Text != "Add 3 articles" {
		t.Errorf("the button says %q", add.Text)
	}
	for range 2 {
		key(fyne.KeyDown)
	}
	title := f.hinted("its headline")
	title.SetText("Corrected by hand")
	f.hinted("6 Sep 2014, 2014-09-06 17:30 …").SetText("32.13.2014")
	add.press()
	f.settle()
	if len(f.session.Lists().Documents) != before {
		t.Fatal("a row with a wrong date was added")
	}
	f.hinted("6 Sep 2014, 2014-09-06 17:30 …").SetText("")
	pattern.SetText("{date} {outlet} - {title}.txt")
	add.press()
	f.settle()
	docs := f.session.Lists().Documents[before:]
	if len(docs) != 3 || f.session.Status().Undo != "Add 3 articles" {
		t.Fatalf("%d documents, the step is %q", len(docs), f.session.Status().Undo)
	}
	if d := docs[0]; d.Title != "No talks" || d.Published.EDTF != "2014-09-05" || f.session.Lists().ActorName(d.Outlet) != "The Gazette" {
		t.Errorf("%+v", d)
	}
	if d := docs[2]; d.Title != "Corrected by hand" || !d.Published.IsZero() {
		t.Errorf("%+v", d)
	}
}

func TestFileRows(t *testing.T) {
	f := newSampleFixture(t)
	none := app.Lookalike{With: -1}
	file := func(name, text string) articleFile {
		return articleFile{path: name, Article: article.Article{Title: "own", Text: text, Language: "xx-not-one"}, copyOf: none}
	}
	rows := newFileRows([]articleFile{file("5_9_2014 X.txt", "Head\nThe Paper, 6 May 2014\nText"), {path: "b.txt", problem: "b.txt is damaged.", copyOf: none}})
	p, err := article.ParsePattern(`{title}\n{outlet}, {date}`)
	if err != nil {
		t.Fatal(err)
	}
	all := bulkChoice{pattern: p, overLines: true, outlet: "Default"}
	all.apply(rows, f.session)
	if a := rows[0].facts; a.Title != "Head" || a.Outlet != "The Paper" || a.Published != "6 May 2014" || a.Language != "" || rows[0].wrong != "" {
		t.Errorf("%+v", rows[0])
	}
	if rows[1].on || rows[1].wrong == "" {
		t.Errorf("%+v", rows[1])
	}
	p, _ = article.ParsePattern("{date} {any}")
	all = bulkChoice{pattern: p, outlet: "Default"}
	all.apply(rows, f.session)
	if a := rows[0].facts; a.Outlet != "Default" || a.Title != "own" || a.Published != "5-9-2014" {
		t.Errorf("%+v", rows[0])
	}
	list, bad := chosenRows(rows)
	if len(list) != 1 || list[0].Text == "" || (bad == 0) != (rows[0].wrong != "") {
		t.Errorf("%d chosen, bad %d, %q", len(list), bad, rows[0].wrong)
	}
}

func TestEditArticleAndText(t *testing.T) {
	f := newSampleFixture(t)
	var id storage.ID
	f.session.AddArticles([]app.NewArticle{{Title: "T", Text: pastedText}}, func(ids []storage.ID, err error) { id = ids[0] })
	f.settle()
	f.session.SaveEntry(app.Entry{
		Speaker: "Spokeswoman", Verb: "denied", Document: "T", Source: id, Quote: "the spokeswoman said", Certainty: storage.NoCertainty,
	}, func(_ storage.ID, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	f.settle()

	f.editArticle(id)
	f.hinted("its headline").SetText("")
	f.pushButton("Save")
	f.topDialog("article_facts")
	f.hinted("its headline").SetText("New title")
	f.pushButton("Save")
	if d, _ := f.session.Lists().Document(id); d.Title != "New title" || f.modals.any() {
		t.Errorf("%+v", d)
	}

	f.editArticleText(id)
	f.settle()
	area := find(f, func(*textArea) bool { return true })
	area.SetText(strings.Replace(pastedText, ",” the spokeswoman said", "”", 1))
	area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	f.editArticleText(id)
	f.settle()
	if area = find(f, func(*textArea) bool { return true }); strings.Contains(area.Text, "the spokeswoman") {
		t.Error("the edit was lost by Esc")
	}
	f.pushButton("Save (Ctrl+Enter)")
	f.topDialog("error") // what did not survive
	var doc storage.Document
	f.session.Read(func(ctx context.Context, file *sqlite.File) (err error) {
		doc, err = file.Document(ctx, id)
		return err
	}, nil)
	f.settle()
	if len(doc.Versions) != 2 || strings.Contains(doc.Versions[1].Text, "spokeswoman") {
		t.Errorf("%+v", doc.Versions)
	}
}

func TestEditEffect(t *testing.T) {
	effect, lost := editEffect(app.TextEdit{Carried: 1, Lost: []app.LostQuote{{Quote: "a\nb"}, {Quote: "c"}}}, nil)
	if !strings.HasPrefix(effect, "1 marked passage is carried over. 2 passages are not found") || lost != "“a b”\n“c”" {
		t.Errorf("%q %q", effect, lost)
	}
	if effect, _ := editEffect(app.TextEdit{}, app.ErrSameText); effect != "Nothing is changed." {
		t.Errorf("%q", effect)
	}
	if effect, _ := editEffect(app.TextEdit{}, &app.FieldError{Field: "text", Message: "Empty."}); effect != "Empty." {
		t.Errorf("%q", effect)
	}
}
