package article

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// maxElements is the largest page, in elements, that is searched for its
// article.
const maxElements = 100_000

// readHTML takes the article out of a web page and leaves menus, notices and
// scripts behind. Nothing is fetched and nothing executed.
func readHTML(_ context.Context, name string, data []byte) (Article, error) {
	if hasMagic(data) || isBinary(data) && marked(data) == nil {
		return Article{}, problemf("%s is not a web page, although its name ends like one; it was left out.", name)
	}
	page, err := decodePage(name, data)
	if err != nil {
		return Article{}, err
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return Article{}, damaged(name)
	}
	a := Article{URL: address(doc), Language: language(doc)}
	where, err := url.Parse(a.URL)
	if err != nil {
		where = nil
	}
	p := readability.NewParser()
	p.MaxElemsToParse = maxElements
	found, err := p.ParseDocument(doc, where)
	if err == nil {
		a.describe(found)
	}
	if a.Text == "" {
		a.Text = bodyText(doc)
	}
	if a.Title == "" {
		a.Title = titleOf(doc)
	}
	return a, nil
}

// decodePage decodes a page as its byte order mark or its head says, else as a
// plain text.
func decodePage(name string, data []byte) (string, error) {
	if enc, _, certain := charset.DetermineEncoding(data, ""); certain && marked(data) == nil {
		return decoded(name, data, enc)
	}
	return decode(name, data)
}

func (a *Article) describe(found readability.Article) {
	a.Title, a.Author, a.Outlet = found.Title(), found.Byline(), found.SiteName()
	if a.Language == "" {
		a.Language = found.Language()
	}
	if when, err := found.PublishedTime(); err == nil {
		a.Published = edtfOf(when)
	}
	var text bytes.Buffer
	if found.Node != nil && found.RenderText(&text) == nil {
		a.Text = strings.TrimSpace(text.String())
	}
}

// edtfOf writes a page's time; midnight means that only the day is known.
func edtfOf(when time.Time) string {
	if when.Hour() == 0 && when.Minute() == 0 && when.Second() == 0 {
		return when.Format(time.DateOnly)
	}
	return when.Format("2006-01-02T15:04:05Z07:00")
}

// address is where the page says that it stands.
func address(doc *html.Node) (found string) {
	for n := range doc.Descendants() {
		var s string
		switch {
		case n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical"):
			s = attr(n, "href")
		case n.DataAtom == atom.Meta && attr(n, "property") == "og:url" && found == "":
			s = attr(n, "content")
		}
		if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			found = s
		}
	}
	return found
}

func language(doc *html.Node) string {
	for n := range doc.ChildNodes() {
		if n.DataAtom == atom.Html {
			return attr(n, "lang")
		}
	}
	return ""
}

func titleOf(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			return n.FirstChild.Data
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// bodyText is all that a page shows, for pages in which no article is found.
func bodyText(doc *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Nav, atom.Iframe, atom.Svg:
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(spaced(n.Data))
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block[n.DataAtom] {
			b.WriteString("\n\n")
		}
	}
	walk(doc)
	var lines []string
	for line := range strings.SplitSeq(b.String(), "\n\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n\n")
}

// block are the elements that end a paragraph.
var block = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Li: true, atom.Br: true,
	atom.Blockquote: true, atom.Tr: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true, atom.Pre: true,
}

// spaced makes runs of blanks one, as a browser does.
func spaced(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return " "
	}
	if strings.TrimLeft(s[:1], " \t\r\n") == "" {
		out = " " + out
	}
	if strings.TrimRight(s[len(s)-1:], " \t\r\n") == "" {
		out += " "
	}
	return out
}
