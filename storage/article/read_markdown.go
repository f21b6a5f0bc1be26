package article

import (
	"context"
	"strings"
)

// readMarkdown keeps the text as it was written: Markdown is meant to be read.
// Front matter, lines of "key: value" (or "key = value") between two lines of
// --- (or +++), is taken off and understood as far as it says title, date,
// author, outlet, address and language.
func readMarkdown(_ context.Context, name string, data []byte) (Article, error) {
	text, err := decode(name, data)
	if err != nil {
		return Article{}, err
	}
	var a Article
	a.Text = text
	if front, body, ok := frontMatter(text); ok {
		a.Text = body
		a.readFront(front)
	}
	if a.Title == "" {
		a.Title = heading(a.Text)
	}
	return a, nil
}

func frontMatter(text string) (front, body string, ok bool) {
	for _, fence := range []string{"---", "+++"} {
		rest, begins := strings.CutPrefix(text, fence+"\n")
		if !begins {
			continue
		}
		if front, body, ok = strings.Cut("\n"+rest, "\n"+fence+"\n"); ok {
			return front, body, true
		}
		front, ok = strings.CutSuffix("\n"+rest, "\n"+fence)
		return front, "", ok
	}
	return "", "", false
}

func (a *Article) readFront(front string) {
	fields := map[string]*string{
		"title": &a.Title, "headline": &a.Title, "date": &a.Published, "published": &a.Published,
		"author": &a.Author, "byline": &a.Author, "outlet": &a.Outlet, "source": &a.Outlet, "publication": &a.Outlet,
		"publisher": &a.Outlet, "url": &a.URL, "link": &a.URL, "lang": &a.Language, "language": &a.Language,
	}
	for line := range strings.SplitSeq(front, "\n") {
		i := strings.IndexAny(line, ":=")
		if i < 0 || strings.HasPrefix(line, " ") {
			continue
		}
		field := fields[strings.ToLower(strings.TrimSpace(line[:i]))]
		if field != nil && *field == "" {
			*field = strings.Trim(strings.TrimSpace(line[i+1:]), `"'`)
		}
	}
	if strings.Contains(a.Outlet, "://") && a.URL == "" {
		a.Outlet, a.URL = "", a.Outlet
	}
}

// heading is the first heading of a Markdown text, else its first line.
func heading(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if title, ok := strings.CutPrefix(line, "# "); ok {
			return strings.TrimSpace(strings.TrimRight(title, "# "))
		}
	}
	return strings.TrimLeft(firstLine(text), "# ")
}
