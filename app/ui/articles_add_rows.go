package ui

import (
	"cmp"
	"strings"

	"saywhen/app"
	"saywhen/storage/article"
)

// fileRow is a file of the preview: what it would be added as.
type fileRow struct {
	articleFile
	on     bool           // it is to be added
	facts  app.NewArticle // without the text
	typed  bool           // facts were corrected by hand: a pattern leaves them alone
	wrong  string         // what stands in the way of adding it, "" nothing
	notice string         // what one should know of it, "" nothing
}

// bulkChoice is what holds for all files.
type bulkChoice struct {
	pattern   *article.Pattern // nil none
	overLines bool             // it is matched against first lines, not names
	outlet    string           // of those that have none
	zone      string
}

// newFileRows makes the rows; copies of what is there, and what cannot be read,
// are not ticked.
func newFileRows(list []articleFile) []fileRow {
	rows := make([]fileRow, len(list))
	for i, f := range list {
		rows[i] = fileRow{articleFile: f, on: f.problem == "" && !f.copyOf.Same}
	}
	return rows
}

// apply fills in the facts of the rows that nobody corrected, and says of each
// what is wrong with it.
func (c bulkChoice) apply(rows []fileRow, s *app.Session) {
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].name()
	}
	for i := range rows {
		r := &rows[i]
		if r.problem != "" {
			r.wrong, r.on = r.problem, false
			continue
		}
		matched := true
		if !r.typed {
			r.facts, matched = c.facts(r.articleFile)
		}
		r.check(s, matched, names)
	}
}

// facts are what the pattern finds, else what the file says of itself.
func (c bulkChoice) facts(f articleFile) (a app.NewArticle, matched bool) {
	var found article.Facts
	matched = true
	if c.pattern != nil {
		if c.overLines {
			found, matched = c.pattern.MatchText(f.Text)
		} else {
			found, matched = c.pattern.MatchName(f.path)
		}
	}
	return app.NewArticle{
		Title: cmp.Or(found.Title, f.Title), Outlet: cmp.Or(found.Outlet, f.Outlet, c.outlet), Author: cmp.Or(found.Author, f.Author),
		Published: cmp.Or(found.Date, f.Published), Zone: c.zone, URL: f.URL, Language: f.Language,
	}, matched
}

// check says what is wrong with a row and what one should know of it. A file's
// word for its language that is none is dropped: nobody typed it.
func (r *fileRow) check(s *app.Session, matched bool, names []string) {
	r.wrong, r.notice = "", r.Doubt
	var said []string
	for _, w := range s.CheckArticle(r.facts) {
		if w.Field == "language" && !r.typed {
			r.facts.Language = ""
			continue
		}
		said = append(said, w.Message)
	}
	r.wrong = strings.Join(said, " ")
	if !r.copyOf.None() {
		r.notice = copyText(r.copyOf, s.Lists(), names)
	}
	if !matched && r.notice == "" {
		r.notice = "The pattern does not fit."
	}
}

// chosen are the articles of the ticked rows; bad is the first of them with
// which something is wrong, -1 when there is none.
func chosenRows(rows []fileRow) (list []app.NewArticle, bad int) {
	bad = -1
	for i, r := range rows {
		if !r.on {
			continue
		}
		if r.wrong != "" && bad < 0 {
			bad = i
		}
		a := r.facts
		a.Text = r.Text
		list = append(list, a)
	}
	return list, bad
}
