package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"saywhen/app"
	"saywhen/charts/paint"
)

// articleFacts are the fields for what is known of an article.
type articleFacts struct {
	session func() *app.Session
	list    *completionList

	title, published      *plainEntry
	author, language, url *plainEntry
	outlet, zone          *completionEntry
	date                  *dateBox
	fields                map[string]*field
	orders                []*rightOrder
	edited                func() // by the person
	root                  *fyne.Container
}

func newArticleFacts(session func() *app.Session, palette func() paint.Palette, list *completionList, now func() time.Time) *articleFacts {
	f := &articleFacts{session: session, list: list, fields: map[string]*field{}}
	for _, e := range []**plainEntry{&f.title, &f.published, &f.author, &f.language, &f.url} {
		*e = newPlainEntry(1)
		(*e).edited = f.touched
	}
	f.outlet = newCompletionEntry(list, f.findOutlets)
	f.zone = newCompletionEntry(list, func(typed string, show func([]suggestion)) { show(findZones(typed, now())) })
	f.outlet.edited, f.zone.edited = f.touched, func() { f.touched(); f.showDate() }
	f.date = newDateBox(f.published, palette, func() { f.touched(); f.showDate() })
	f.published.edited = func() { f.date.retyped(); f.touched(); f.showDate() }
	f.title.SetPlaceHolder("its headline")
	f.outlet.SetPlaceHolder("newspaper, agency, site")
	f.published.SetPlaceHolder("6 Sep 2014, 2014-09-06 17:30 …")
	f.author.SetPlaceHolder("by-line")
	f.language.SetPlaceHolder("en, fa, ar …")
	f.url.SetPlaceHolder("https://…")
	f.zone.SetPlaceHolder("that of the project")
	order := func(e fyne.CanvasObject, r *rightOrder) fyne.CanvasObject { f.orders = append(f.orders, r); return r }
	f.add("title", "Title", f.title, order(f.title, newRightOrder(&f.title.Entry, palette)))
	f.add("outlet", "Outlet", f.outlet, order(f.outlet, newRightOrder(&f.outlet.Entry, palette)))
	f.add("published", "Published", f.published, f.date.preview.box)
	f.add("zone", "Time zone", f.zone)
	f.add("author", "Author", f.author, order(f.author, newRightOrder(&f.author.Entry, palette)))
	f.add("language", "Language", f.language)
	f.add("url", "Address", f.url)
	return f
}

func (f *articleFacts) add(name, caption string, input fyne.CanvasObject, below ...fyne.CanvasObject) {
	f.fields[name] = newField(name, caption, input, below...)
}

// box puts fields beside each other in lines.
func (f *articleFacts) box(lines ...[]string) *fyne.Container {
	box := container.NewVBox()
	for _, names := range lines {
		row := container.New(sharedWidth{})
		for _, name := range names {
			row.Add(f.fields[name].box)
		}
		box.Add(row)
	}
	f.root = box
	return box
}

// all is every field.
func (f *articleFacts) all() *fyne.Container {
	return f.box([]string{"title"}, []string{"outlet", "published"}, []string{"author", "zone", "language"}, []string{"url"})
}

// keys says what Enter and Esc mean in the fields.
func (f *articleFacts) keys(enter, escape func()) {
	for _, e := range []*plainEntry{f.title, f.published, f.author, f.language, f.url} {
		e.enter, e.escape = enter, escape
	}
	f.outlet.enter, f.outlet.escape, f.zone.enter, f.zone.escape = enter, escape, enter, escape
}

func (f *articleFacts) touched() {
	f.showOrders()
	callIf(f.edited)
}

func (f *articleFacts) showOrders() {
	for _, r := range f.orders {
		r.follow()
	}
}

// set shows what is known.
func (f *articleFacts) set(a app.NewArticle) {
	f.title.set(a.Title)
	f.outlet.set(a.Outlet)
	f.author.set(a.Author)
	f.language.set(a.Language)
	f.url.set(a.URL)
	f.zone.set(a.Zone)
	f.date.set(a.Published, a.Picked)
	f.complain(nil)
	f.showOrders()
	f.showDate()
}

// value reads the fields; the text is the caller's.
func (f *articleFacts) value() app.NewArticle {
	return app.NewArticle{
		Title: strings.TrimSpace(f.title.Text), Outlet: strings.TrimSpace(f.outlet.Text), Author: strings.TrimSpace(f.author.Text),
		Published: strings.TrimSpace(f.published.Text), Picked: f.date.picked, Zone: strings.TrimSpace(f.zone.Text),
		URL: strings.TrimSpace(f.url.Text), Language: strings.TrimSpace(f.language.Text),
	}
}

// showDate says what the date means.
func (f *articleFacts) showDate() {
	s := f.session()
	if s == nil {
		return
	}
	r, err := s.ReadPublished(f.value())
	if err != nil {
		r.Readings = nil
	}
	f.date.show(r)
	for range 2 { // what wraps is as high as it is narrow
		f.fields["published"].box.Refresh()
		if f.root != nil {
			f.root.Refresh()
		}
	}
}

// complain says beside each field what is wrong with it.
func (f *articleFacts) complain(wrong []*app.FieldError) {
	said := map[string]string{}
	for _, w := range wrong {
		said[w.Field] = w.Message
	}
	for name, fd := range f.fields {
		fd.say(said[name])
	}
}

// first is the field that a complaint is about, or nil.
func (f *articleFacts) first(wrong []*app.FieldError) fyne.Focusable {
	for _, w := range wrong {
		if fd := f.fields[w.Field]; fd != nil {
			return fd.input.(fyne.Focusable)
		}
	}
	return nil
}

// findOutlets suggests actors of kind media; another name makes one.
func (f *articleFacts) findOutlets(typed string, show func([]suggestion)) {
	s := f.session()
	if s == nil {
		return
	}
	var lines []suggestion
	for _, n := range s.Lists().Outlets(typed, maxSuggestions-1) {
		lines = append(lines, suggestion{id: n.ID, text: n.Name, hint: n.Alias, sure: sureOf(typed, n)})
	}
	name := strings.TrimSpace(typed)
	if _, known := s.Lists().Known(app.ActorNames, name); !known && name != "" {
		lines = append(lines, suggestion{text: name, shown: "New outlet “" + name + "”", fresh: true})
	}
	show(lines)
}

// sharedWidth is a layout: objects beside each other that share the width, each
// as high as it has to be.
type sharedWidth struct{}

var _ fyne.Layout = sharedWidth{}

// Layout is for the window library.
func (sharedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Padding() * 2
	w := (size.Width - gap*float32(len(objects)-1)) / float32(max(1, len(objects)))
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(w+gap), 0))
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
	}
}

// MinSize is for the window library.
func (sharedWidth) MinSize(objects []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		s = fyne.NewSize(s.Width+m.Width, max(s.Height, m.Height))
	}
	return s
}
