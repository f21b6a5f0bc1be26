package app

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
	"saywhen/storage/article"
	"saywhen/storage/sqlite"
)

const denial = "The ministry denied the report on Friday. “We never met them,” the spokeswoman said. Nobody else would speak about it."

func addArticles(t *testing.T, s *Session, list ...NewArticle) (ids []storage.ID) {
	t.Helper()
	s.AddArticles(list, func(got []storage.ID, err error) {
		if err != nil {
			t.Errorf("AddArticles: %v", err)
		}
		ids = got
	})
	s.Flush()
	return ids
}

func TestAddArticles(t *testing.T) {
	s := newSession(t)
	first := NewArticle{
		Title: " No talks ", Outlet: "The Gazette", Author: "A. Writer", Published: "5 September 2014", Zone: "Asia/Tehran",
		URL: "https://example.org/1", Language: "en-gb", Text: "\ufeff" + strings.ReplaceAll(denial, " on Friday", " on\r\nFriday"),
	}
	ids := addArticles(t, s, first, NewArticle{Title: "Bare", Outlet: "the gazette"}, NewArticle{Title: "Third", Outlet: "Kayhan"})
	if len(ids) != 3 {
		t.Fatal(ids)
	}
	if got := s.Status().Undo; got != "Add 3 articles" {
		t.Errorf("the step is called %q", got)
	}
	d, ok := s.Lists().Document(ids[0])
	outlet, _ := s.Lists().Actor(d.Outlet)
	if !ok || d.Title != "No talks" || outlet.Name != "The Gazette" || outlet.Kind != storage.Media || d.Language != "en-GB" ||
		d.Published.EDTF != "2014-09-05" || d.Published.Zone != "Asia/Tehran" {
		t.Errorf("%+v of %+v", d, outlet)
	}
	if text := textOf(t, s, ids[0]); text != strings.ReplaceAll(denial, " on Friday", " on\nFriday") {
		t.Errorf("the text is not clean: %q", text)
	}
	if bare, _ := s.Lists().Document(ids[1]); bare.Outlet != d.Outlet || len(bare.Versions) != 0 {
		t.Errorf("%+v", bare)
	}
	if found := s.Lists().Outlets("gaz", 5); len(found) != 1 || found[0].Name != "The Gazette" {
		t.Errorf("outlets: %+v", found)
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	if n := len(s.Lists().Documents); n != 0 {
		t.Errorf("%d documents after one undo", n)
	}
	if _, known := s.Lists().actorID("Kayhan"); known {
		t.Error("the outlet outlived the undo")
	}
}

func textOf(t *testing.T, s *Session, id storage.ID) (text string) {
	t.Helper()
	s.Read(func(ctx context.Context, f *sqlite.File) error {
		d, err := f.Document(ctx, id)
		if n := len(d.Versions); n > 0 {
			text = d.Versions[n-1].Text
		}
		return err
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Flush()
	return text
}

func TestCheckArticle(t *testing.T) {
	s := newSession(t)
	for field, a := range map[string]NewArticle{
		"title":     {},
		"published": {Title: "T", Published: "31 February 2014"},
		"zone":      {Title: "T", Zone: "Atlantis"},
		"language":  {Title: "T", Language: "?!"},
		"text":      {Title: "T", Text: strings.Repeat("x", article.MaxText+1)},
	} {
		wrong := s.CheckArticle(a)
		if len(wrong) != 1 || wrong[0].Field != field {
			t.Errorf("%s: %v", field, wrong)
		}
		s.AddArticles([]NewArticle{{Title: "Good"}, a}, func(ids []storage.ID, err error) {
			if err == nil || ids != nil {
				t.Errorf("%s was added", field)
			}
		})
	}
	s.Flush()
	if n := len(s.Lists().Documents); n != 0 {
		t.Errorf("%d documents came of a list with a bad one", n)
	}
	if wrong := s.CheckArticle(NewArticle{Title: "T", Published: "5/9/2014"}); len(wrong) != 1 || !strings.HasPrefix(wrong[0].Message, "“5/9/2014” can be") {
		t.Errorf("a date of two meanings: %v", wrong)
	}
	if wrong := s.CheckArticle(NewArticle{Title: "T", Published: "5/9/2014", Picked: "2014-05-09"}); len(wrong) != 0 {
		t.Errorf("a date that was picked: %v", wrong[0])
	}
}

func TestSetArticle(t *testing.T) {
	s := newSession(t)
	id := addArticles(t, s, NewArticle{Title: "T", Outlet: "O", Published: "mid June 2014", Text: denial})[0]
	d, _ := s.Lists().Document(id)
	facts := s.ArticleFacts(d)
	if facts.Published != "mid June 2014" || facts.Outlet != "O" {
		t.Errorf("%+v", facts)
	}
	facts.Title, facts.Outlet = "New", "Another"
	set := func(a NewArticle) {
		t.Helper()
		s.SetArticle(id, a, func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		s.Flush()
	}
	set(facts)
	after, _ := s.Lists().Document(id)
	if after.Title != "New" || s.Lists().ActorName(after.Outlet) != "Another" || after.Published != d.Published || textOf(t, s, id) != denial {
		t.Errorf("%+v", after)
	}
	facts.Published = ""
	set(facts)
	if after, _ = s.Lists().Document(id); !after.Published.IsZero() {
		t.Errorf("the date stayed: %+v", after.Published)
	}
	s.SetArticle(id, NewArticle{}, func(err error) {
		if err == nil {
			t.Error("an article without a title was saved")
		}
	})
}

// coded makes a statement that cites the words of a document.
func coded(t *testing.T, s *Session, d storage.Document, words ...string) storage.ID {
	t.Helper()
	e := entry("Spokeswoman", "denied")
	e.Document, e.Source, e.Quote = d.Title, d.ID, strings.Join(words, QuoteGap)
	return enter(t, s, e)
}

func citationOf(t *testing.T, s *Session, id storage.ID) (c storage.Citation, text string) {
	t.Helper()
	s.Read(func(ctx context.Context, f *sqlite.File) error {
		st, err := f.Statement(ctx, id)
		if err != nil {
			return err
		}
		c = st.Citations[0]
		d, err := f.Document(ctx, c.Document)
		for _, v := range d.Versions {
			if v.ID == c.Version {
				text = quoteAt(v.Text, c.Spans)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	s.Flush()
	return c, text
}

func TestEditText(t *testing.T) {
	s := newSession(t)
	id := addArticles(t, s, NewArticle{Title: "T", Text: denial})[0]
	d, _ := s.Lists().Document(id)
	first, second := coded(t, s, d, "denied the report on Friday"), coded(t, s, d, "We never met them", "Nobody else would speak about it")
	gone := coded(t, s, d, "the spokeswoman said")
	before := []storage.Citation{}
	for _, st := range []storage.ID{first, second, gone} {
		c, _ := citationOf(t, s, st)
		before = append(before, c)
	}
	edited := "Update.\n\n" + strings.NewReplacer("the report", "the reports", " the spokeswoman said", "").Replace(denial)

	var preview, edit TextEdit
	s.PreviewText(id, edited, func(e TextEdit, err error) { preview = e; noError(t, err) })
	s.Flush()
	if textOf(t, s, id) != denial {
		t.Fatal("a preview changed the text")
	}
	s.EditText(id, edited, func(e TextEdit, err error) { edit = e; noError(t, err) })
	s.Flush()
	want := TextEdit{Version: 2, Carried: 2, Lost: []LostQuote{{gone, before[2].ID, "the spokeswoman said"}}}
	if !reflect.DeepEqual(edit, want) || !reflect.DeepEqual(preview, want) {
		t.Errorf("edit %+v, preview %+v; want %+v", edit, preview, want)
	}
	for st, quote := range map[storage.ID]string{
		first: "denied the reports on Friday", second: "We never met them … Nobody else would speak about it", gone: "the spokeswoman said",
	} {
		c, at := citationOf(t, s, st)
		if c.Quote != quote || at != quote {
			t.Errorf("the quote is %q and stands at %q; want %q", c.Quote, at, quote)
		}
	}
	if c, _ := citationOf(t, s, gone); c.Version != before[2].Version {
		t.Error("a citation that was lost left its version")
	}
	s.Undo(context.Background(), nil)
	s.Flush()
	for i, st := range []storage.ID{first, second, gone} {
		if c, _ := citationOf(t, s, st); !reflect.DeepEqual(c, before[i]) {
			t.Errorf("after undo %+v, want %+v", c, before[i])
		}
	}
	if textOf(t, s, id) != denial {
		t.Error("undo left the new text")
	}
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

// TestEditTextFindsAgain holds that what one edit lost, a later one finds: the
// version that has it is carried too.
func TestEditTextFindsAgain(t *testing.T) {
	s := newSession(t)
	id := addArticles(t, s, NewArticle{Title: "T", Text: denial})[0]
	d, _ := s.Lists().Document(id)
	st := coded(t, s, d, "the spokeswoman said")
	for _, text := range []string{strings.Replace(denial, "the spokeswoman said", "", 1), denial + " The end."} {
		s.EditText(id, text, func(_ TextEdit, err error) { noError(t, err) })
		s.Flush()
	}
	after, _ := s.Lists().Document(id)
	c, at := citationOf(t, s, st)
	if at != "the spokeswoman said" || c.Version != after.Versions[len(after.Versions)-1].ID {
		t.Errorf("%+v stands at %q in version %+v", c, at, after.Versions)
	}
}

func TestEditTextInPlace(t *testing.T) {
	s := newSession(t)
	ids := addArticles(t, s, NewArticle{Title: "T", Text: denial}, NewArticle{Title: "Bare"})
	for _, id := range ids {
		s.EditText(id, "New text.", func(e TextEdit, err error) {
			noError(t, err)
			if e.Version != 1 {
				t.Errorf("version %d of a text in which nothing is coded", e.Version)
			}
		})
		s.Flush()
		if got := textOf(t, s, id); got != "New text." {
			t.Errorf("%q", got)
		}
	}
	undo := s.Status().Undo
	s.EditText(ids[0], "\ufeffNew text.", func(_ TextEdit, err error) {
		if !errors.Is(err, ErrSameText) {
			t.Errorf("the same text: %v", err)
		}
	})
	s.EditText(ids[0], " \n", func(_ TextEdit, err error) {
		var wrong *FieldError
		if !errors.As(err, &wrong) || wrong.Field != "text" {
			t.Errorf("no text: %v", err)
		}
	})
	s.Flush()
	if got := s.Status().Undo; got != undo {
		t.Errorf("the last step is %q", got)
	}
}

func TestFindDuplicates(t *testing.T) {
	s := newSession(t)
	var list []NewArticle
	for i := range 120 { // more than one batch
		list = append(list, NewArticle{Title: "T", Text: strings.Repeat(string(rune('a'+i%26)), 1+i/26) + " " + denial[:20+i%50]})
	}
	list = append(list, NewArticle{Title: "Whole", Text: denial})
	ids := addArticles(t, s, list...)
	other := "An unrelated article tells of the harvest in the south, of prices in the markets of the capital and of the weather."
	texts := []string{denial, "Corrected: " + denial, other, other + " It rained.", "", "No."}
	var got []Lookalike
	last := 0
	s.FindDuplicates(context.Background(), texts, func(done, total int) { last = done*1000 + total }, func(d []Lookalike, err error) {
		noError(t, err)
		got = d
	})
	for range 5 {
		s.Flush()
	}
	if len(got) != len(texts) || last != 121*1000+121 {
		t.Fatalf("%+v, progress %d", got, last)
	}
	whole := ids[len(ids)-1]
	if !got[0].Same || got[0].Of != whole {
		t.Errorf("the same: %+v", got[0])
	}
	if got[1].Same || got[1].Of != whole && got[1].With != 0 || got[1].Similarity < 0.7 {
		t.Errorf("nearly the same: %+v", got[1])
	}
	if !got[2].None() || got[3].With != 2 || !got[4].None() || !got[5].None() {
		t.Errorf("among each other: %+v", got[2:])
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s.FindDuplicates(ctx, texts, nil, func(_ []Lookalike, err error) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped: %v", err)
		}
	})
	s.Flush()
}

func TestArticleDrafts(t *testing.T) {
	d := Drafts{Folder: t.TempDir()}
	if _, ok := d.LoadArticle("p"); ok {
		t.Error("a draft of nothing")
	}
	a := NewArticle{Title: "T", Text: "نمی‌خواهیم 👍🏽"}
	noError(t, d.SaveArticle("p", a))
	if got, ok := d.LoadArticle("p"); !ok || got != a {
		t.Errorf("%+v", got)
	}
	if _, ok := d.LoadArticle("other"); ok {
		t.Error("another project's draft")
	}
	noError(t, d.SaveArticle("p", NewArticle{}))
	if _, ok := d.LoadArticle("p"); ok {
		t.Error("an empty draft stayed")
	}
	noError(t, d.SaveText("p", 7, "abc", "text"))
	if got, ok := d.LoadText("p", 7, "abc"); !ok || got != "text" {
		t.Errorf("%q", got)
	}
	if _, ok := d.LoadText("p", 7, "other"); ok {
		t.Error("an edit of another text")
	}
	noError(t, d.DropText("p", 7))
	if _, ok := d.LoadText("p", 7, "abc"); ok {
		t.Error("a dropped edit")
	}
	if len(d.List("p")) != 0 {
		t.Error("drafts of articles are drafts of statements")
	}
}
