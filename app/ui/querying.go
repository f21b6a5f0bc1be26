package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"saywhen/storage"
	"saywhen/storage/query"
	"saywhen/storage/sqlite"
)

// The search box joins the session here. Words filter at once; a part such as
// actor:Afkham is completed, and becomes a chip when it is chosen or on Enter,
// so that what filters is always seen. A text that cannot be read changes
// nothing and says below the box what is wrong.

// search filters by the words of what is typed and lists what was found, or
// what the part at the cursor can become.
func (s *shell) search(text string, cursor int) {
	if s.session == nil {
		return
	}
	q, err := query.Parse(text)
	if err == nil {
		s.searchWords(q.Text)
	}
	if lines := s.completions(text, cursor); len(lines) > 0 {
		s.find.show(text, lines)
		return
	}
	if err == nil && len(q.Parts) > 0 {
		_, err = s.session.ReadQuery(text)
	}
	switch {
	case err != nil:
		s.find.show(text, []found{s.mistake(text, err)})
	case q.Text != "":
		s.findWords(text, q.Text)
	case len(q.Parts) > 0:
		s.find.show(text, []found{{head: "Enter filters by this.", note: true}})
	}
}

// mistake says what is wrong with a query, and where.
func (s *shell) mistake(text string, err error) found {
	line := found{head: sentence(err.Error()), note: true}
	var e *query.Error
	if errors.As(err, &e) && e.At <= e.End && e.End <= len(text) {
		line.excerpt = "at “" + shorten(text[e.At:e.End], 60) + "”"
	}
	s.trace.step("query_mistake", "text", text, "error", err.Error())
	return line
}

// sentence makes one of half a sentence.
func sentence(half string) string {
	r := []rune(strings.TrimSuffix(half, "."))
	if len(r) == 0 {
		return ""
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:]) + "."
}

// searchWords filters by words and leaves the other parts of the filter alone.
func (s *shell) searchWords(words string) {
	s.find.words = words
	f := s.session.Filter()
	if f.Text != words {
		f.Text = words
		s.session.SetFilter(f)
	}
}

// findWords lists where words stand.
func (s *shell) findWords(text, words string) {
	session := s.session
	var hits []sqlite.Hit
	session.Read(func(ctx context.Context, file *sqlite.File) (err error) {
		hits, _, err = file.Search(ctx, words, maxResults)
		return err
	}, func(err error) {
		if err == nil && s.session == session {
			s.headResults(session, text, hits)
		}
	})
}

// completions are the lines for the part at the cursor.
func (s *shell) completions(text string, cursor int) (lines []found) {
	at, end, list := s.session.CompleteQuery(text, cursor, maxSuggestions)
	for _, n := range list {
		line := found{head: n.Name, excerpt: n.Hint, at: at, end: end, insert: n.Name}
		if n.Alias != "" {
			line.excerpt = n.Alias + " · " + n.Hint
		}
		if !strings.HasSuffix(n.Name, ":") || n.ID != 0 {
			line.insert = query.Quote(n.Name) + " "
		}
		lines = append(lines, line)
	}
	return lines
}

// applyParts makes the parts in the box the filter, beside what it is already,
// and leaves the words in the box. It reports whether there were parts.
func (s *shell) applyParts() bool {
	if s.session == nil {
		return false
	}
	text := s.find.field.Text
	q, err := query.Parse(text)
	if err == nil && len(q.Parts) == 0 {
		return false
	}
	f, err := s.session.ReadQuery(text)
	if err != nil {
		s.find.asked = text
		s.find.show(text, []found{s.mistake(text, err)})
		return true
	}
	s.find.hide()
	s.find.asked, s.find.words = f.Text, f.Text
	s.find.field.SetText(f.Text)
	s.setFilter(joinFilters(s.session.Filter(), f))
	s.trace.step("query", "text", text)
	return true
}

// joinFilters gives a filter with the parts of another; its words and bounds win.
func joinFilters(f, more storage.Filter) storage.Filter {
	f.Speakers, f.Actors, f.Verbs = union(f.Speakers, more.Speakers), union(f.Actors, more.Actors), union(f.Verbs, more.Verbs)
	f.Classes, f.Claims, f.Stances = union(f.Classes, more.Classes), union(f.Claims, more.Claims), union(f.Stances, more.Stances)
	f.Documents, f.Outlets, f.Coders = union(f.Documents, more.Documents), union(f.Outlets, more.Outlets), union(f.Coders, more.Coders)
	f.Tags, f.Has, f.Text = union(f.Tags, more.Tags), union(f.Has, more.Has), more.Text
	if more.HasFrom {
		f.From, f.HasFrom = more.From, true
	}
	if more.HasTo {
		f.To, f.HasTo = more.To, true
	}
	return f
}

func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, v := range b {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// stepFound selects the next or the previous statement that passes the filter,
// in the order of time over all lanes, and brings it into sight.
func (s *shell) stepFound(dir int) {
	x := s.session.Index()
	from := storage.ID(0)
	if sel := s.session.Selection(); len(sel) > 0 {
		from = last(sel)
	}
	id, ok := x.NextShown(from, dir)
	if !ok {
		s.toasts.say("No statement with a date passes the filter.")
		return
	}
	s.reveal(id)
	s.trace.step("stepped", "statement", id)
}

// findRows are the actions of searching.
func (s *shell) findRows() []*action {
	return []*action{
		{id: "find.next", title: "Next of what was found", menu: editMenu, group: 3, keys: []keystroke{plain(fyne.KeyF3)}, enabled: s.open, run: func() { s.stepFound(1) }},
		{id: "find.previous", title: "Previous of what was found", menu: editMenu, group: 3, keys: []keystroke{{mod: fyne.KeyModifierShift, key: fyne.KeyF3}}, enabled: s.open, run: func() { s.stepFound(-1) }},
	}
}
