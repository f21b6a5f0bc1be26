package app

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
	"saywhen/storage/sqlite"
)

// NewArticle is a source document as an analyst types it: words, not ids. An
// outlet that the project does not know is made as an actor of kind media, in
// the same step.
type NewArticle struct {
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty"` // as typed in the date box
	// Picked is the EDTF of the reading that was chosen of several that Published
	// allows; "" is the first.
	Picked   string `json:"picked,omitempty"`
	Zone     string `json:"zone,omitempty"` // "" is the project's
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"` // BCP 47
	Text     string `json:"text,omitempty"`
}

// IsZero reports whether nothing was typed.
func (a NewArticle) IsZero() bool { return a == NewArticle{} }

// CheckArticle finds what is wrong with an article before it is saved. Fields
// are called as NewArticle's, in lower case.
func (s *Session) CheckArticle(a NewArticle) (wrong []*FieldError) {
	add := func(field, message string) { wrong = append(wrong, &FieldError{field, message}) }
	if blank(a.Title) {
		add("title", "What is it called? Give the article a title.")
	}
	if _, err := edtf.LoadZone(strings.TrimSpace(a.Zone)); err != nil {
		add("zone", err.Error())
	} else if _, err := s.resolvePublished(a); err != nil {
		add("published", err.Error())
	}
	if _, err := language.Parse(a.Language); err != nil && !blank(a.Language) {
		add("language", "“"+a.Language+"” is no code of a language; write en, fa, ar, de …, or leave it empty.")
	}
	if len(a.Text) > article.MaxText {
		add("text", "The text is longer than 5 MB; split it and add the parts.")
	}
	return wrong
}

// ReadPublished gives an article's date every meaning that it can have, for the
// preview; none when it is empty.
func (s *Session) ReadPublished(a NewArticle) (phrase.Result, error) {
	return phrase.Read(a.Published, phrase.Context{
		Zone: cmp.Or(strings.TrimSpace(a.Zone), s.lists.Zone()), Order: s.reading.order, WeekStart: s.reading.week,
	})
}

func (s *Session) resolvePublished(a NewArticle) (edtf.Date, error) {
	r, err := s.ReadPublished(a)
	if err != nil || len(r.Readings) == 0 {
		return edtf.Date{}, err
	}
	i, picked := PickedReading(r, a.Picked)
	if r.Ask && !picked {
		return edtf.Date{}, errors.New(Question(a.Published, r))
	}
	return r.Readings[i].Date, nil
}

// AddArticles adds documents with their texts and outlets as one step. done
// gets their ids in the order of the list; when one of them cannot be saved,
// none is, and the error says which.
func (s *Session) AddArticles(list []NewArticle, done func([]storage.ID, error)) {
	documents := make([]storage.Document, len(list))
	for i, a := range list {
		d, err := s.documentOf(storage.Document{}, a)
		if err != nil {
			done(nil, err)
			return
		}
		documents[i] = d
	}
	name := "Add article"
	if len(list) > 1 {
		name = fmt.Sprintf("Add %d articles", len(list))
	}
	now := s.now().Unix()
	ids := make([]storage.ID, len(list))
	s.Do(name, func(tx *sqlite.Tx) error {
		list = oneSpelling(list)
		r := s.outletResolver(tx, now, list...)
		for i, d := range documents {
			if err := r.putDocument(&d, list[i]); err != nil {
				return err
			}
			ids[i] = d.ID
		}
		return nil
	}, func(err error) {
		if err != nil {
			ids = nil
		}
		done(ids, err)
	})
}

// ArticleFacts gives a stored document as it is typed, without its text.
func (s *Session) ArticleFacts(d storage.Document) NewArticle {
	a := NewArticle{
		Title: d.Title, Outlet: s.lists.ActorName(d.Outlet), Author: d.Author, URL: d.URL, Language: d.Language,
		Published: d.Published.Wording, Zone: d.Published.Zone,
	}
	if d.Published.IsZero() {
		return a
	}
	r, err := s.ReadPublished(a)
	for i, x := range r.Readings {
		if err == nil && x.Date.EDTF == d.Published.EDTF && x.Date.Corners == d.Published.Corners {
			if i > 0 || r.Ask {
				a.Picked = d.Published.EDTF
			}
			return a
		}
	}
	a.Published = writtenDate(d.Published)
	return a
}

// SetArticle changes what is known of a document; its text stays as it is.
func (s *Session) SetArticle(id storage.ID, a NewArticle, done func(error)) {
	a.Text = ""
	old, _ := s.lists.Document(id)
	want, err := s.documentOf(old, a)
	if err != nil {
		done(err)
		return
	}
	now := s.now().Unix()
	s.Do("Edit article", func(tx *sqlite.Tx) error {
		d, err := tx.Document(id)
		if err != nil {
			return err
		}
		want.ID, want.Versions = id, d.Versions
		return s.outletResolver(tx, now, a).putDocument(&want, a)
	}, done)
}

// documentOf makes the document that an article means, but for its outlet. A
// date that was not retyped stays as it was.
func (s *Session) documentOf(old storage.Document, a NewArticle) (storage.Document, error) {
	if wrong := s.CheckArticle(a); len(wrong) > 0 {
		return storage.Document{}, wrong[0]
	}
	d := storage.Document{Title: strings.TrimSpace(a.Title), Author: strings.TrimSpace(a.Author), URL: strings.TrimSpace(a.URL)}
	if tag, err := language.Parse(a.Language); err == nil && !blank(a.Language) {
		d.Language = tag.String()
	}
	shown := s.ArticleFacts(old)
	if old.ID != 0 && shown.Published == a.Published && shown.Picked == a.Picked && shown.Zone == a.Zone {
		d.Published = old.Published
	} else {
		when, err := s.resolvePublished(a)
		if err != nil {
			return d, err
		}
		d.Published = when
	}
	if text := strings.TrimSpace(article.Clean(a.Text)); text != "" {
		d.Versions = []storage.Version{{Text: text}}
	}
	return d, nil
}

// oneSpelling gives every outlet of a list the spelling that stands first, where
// they differ by case or blanks only.
func oneSpelling(list []NewArticle) []NewArticle {
	list, first := slices.Clone(list), map[string]string{}
	for i, a := range list {
		key := strings.ToLower(strings.Join(strings.Fields(a.Outlet), " "))
		if first[key] == "" {
			first[key] = strings.TrimSpace(a.Outlet)
		}
		list[i].Outlet = first[key]
	}
	return list
}

// outletResolver makes the outlets that are not known as media.
func (s *Session) outletResolver(tx *sqlite.Tx, now int64, list ...NewArticle) *resolver {
	r := newResolver(tx, s.written, now)
	for _, a := range list {
		r.fresh = append(r.fresh, NewName{Name: strings.TrimSpace(a.Outlet), Kind: storage.Media})
	}
	return r
}

func (r *resolver) putDocument(d *storage.Document, a NewArticle) (err error) {
	if d.Outlet, err = r.actor(a.Outlet); err != nil {
		return err
	}
	return r.tx.PutDocument(d)
}

// Outlets gives the names of actors of kind media that fit what was typed, the
// outlets of documents first among equals.
func (l *Lists) Outlets(typed string, limit int) []Suggestion {
	var used []storage.ID
	for _, d := range l.Documents {
		used = append(used, d.Outlet)
	}
	found := l.CompleteFor(ActorNames, typed, 8*limit, CompleteContext{Document: used})
	found = slices.DeleteFunc(found, func(x Suggestion) bool {
		a, _ := l.Actor(x.ID)
		return a.Kind != storage.Media
	})
	return found[:min(limit, len(found))]
}
