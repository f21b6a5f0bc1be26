package article

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern takes facts out of file names or first lines. It is written as they
// look, with a field in braces where something changes:
//
//	{date} {outlet} - {title}.txt
//	{title}\n{outlet}, {date}
//
// A blank stands for any blanks or underscores. Several lines are parted by a
// line break or by \n.
type Pattern struct {
	source string
	lines  []*regexp.Regexp
	fields [][]string // of each line, in the order of its groups
	ending bool       // the pattern ends with the ending of a file name
}

// Facts are what a pattern found; "" where it has no such field.
type Facts struct {
	Date, Outlet, Title, Author string
}

// Fields are the names that may stand in braces; {any} is passed over.
var Fields = []string{"date", "outlet", "title", "author", "any"}

// Suggestions are patterns that fit what people do.
var Suggestions = []string{
	"{date} {outlet} - {title}", "{outlet} {date} {title}", "{date} {title}", "{title} - {outlet} - {date}", "{outlet} - {title}",
	`{title}\n{outlet}, {date}`, `{title}\n{author}\n{outlet}, {date}`, `{outlet}\n{date}\n{title}`,
}

// month begins the names of months that may stand before a number, so that the
// last word of an outlet is not taken for one.
const month = `(?:jan|feb|fév|mar|mär|apr|avr|ma[iy]|jun|juin|jul|juil|aug|aoû|sep|oct|okt|nov|dec|déc|dez)[\pL\p{M}]*\.?`

// dateShape matches what looks like a date, in any script's digits; the phrase
// reader decides what it means. The longer shapes stand first.
const dateShape = `(?:\pL+,[ _]+)?(?:` +
	`\p{Nd}{4}[-_./ ]\p{Nd}{1,2}[-_./ ]\p{Nd}{1,2}(?:[T ]\p{Nd}{1,2}[:.]?\p{Nd}{2})?|` +
	`\p{Nd}{8}|` +
	`\p{Nd}{1,2}(?:st|nd|rd|th|\.)?[-_./ ]+\pL[\pL\p{M}\x{200c}]*[-_.,/ ]+\p{Nd}{4}|` +
	month + `[-_ ]+\p{Nd}{1,2}(?:st|nd|rd|th)?,?[-_ ]+\p{Nd}{4}|` +
	`\p{Nd}{1,2}[-_./]\p{Nd}{1,2}[-_./]\p{Nd}{2,4}|` +
	`\p{Nd}{4}[-_./]\p{Nd}{1,2}|` +
	month + `[-_ ]+\p{Nd}{4}|` +
	`\p{Nd}{4})`

// maxPattern bounds a pattern, in bytes.
const maxPattern = 500

// ParsePattern reads a pattern. An error is a sentence that says at which
// character it went wrong.
func ParsePattern(s string) (*Pattern, error) {
	if len(s) > maxPattern {
		return nil, problemf("The pattern is longer than %d characters; shorten it.", maxPattern)
	}
	p := &Pattern{source: s, ending: Readable(s)}
	text := strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), `\n`, "\n")
	c := patternParser{seen: map[string]bool{}}
	for line := range strings.SplitSeq(text, "\n") {
		if err := c.line(strings.TrimSpace(line)); err != nil {
			return nil, err
		}
		re, err := regexp.Compile(c.out.String())
		if err != nil {
			return nil, problemf("The pattern “%s” cannot be used; write it with fewer fields.", s)
		}
		p.lines, p.fields = append(p.lines, re), append(p.fields, c.fields)
	}
	if len(c.seen) == 0 {
		return nil, problemf("The pattern has no field; write {title}, {date}, {outlet} or {author} where they stand.")
	}
	return p, nil
}

// String is the pattern as it was written.
func (p *Pattern) String() string { return p.source }

// Lines is the number of lines that the pattern has.
func (p *Pattern) Lines() int { return len(p.lines) }

// patternParser turns lines of a pattern into regular expressions.
type patternParser struct {
	seen   map[string]bool
	out    strings.Builder
	fields []string
	at     int // characters before what is being read, in all lines
}

func (c *patternParser) line(s string) error {
	c.out.Reset()
	c.fields = nil
	c.out.WriteString(`(?i)^[\s_]*`)
	afterField := false
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			c.literal(s[:i])
			s, afterField = c.pass(s, i), false
			continue
		}
		end := strings.IndexByte(s, '}')
		if s[0] == '}' || end < 0 || strings.IndexByte(s[1:end], '{') >= 0 {
			return problemf("The pattern has a %c without its other half at character %d.", s[0], c.at+1)
		}
		if err := c.field(s[1:end], afterField); err != nil {
			return err
		}
		s, afterField = c.pass(s, end+1), true
	}
	c.out.WriteString(`[\s_]*$`)
	c.at++
	return nil
}

func (c *patternParser) pass(s string, n int) string {
	c.at += utf8.RuneCountInString(s[:n])
	return s[n:]
}

// blanks are what stands for a blank in names of files.
var blanks = regexp.MustCompile(`[\s_]+`)

// literal matches text as it stands, blanks loosely.
func (c *patternParser) literal(s string) {
	at := 0
	for _, m := range blanks.FindAllStringIndex(s, -1) {
		c.out.WriteString(regexp.QuoteMeta(s[at:m[0]]) + `[\s_]+`)
		at = m[1]
	}
	c.out.WriteString(regexp.QuoteMeta(s[at:]))
}

func (c *patternParser) field(name string, afterField bool) error {
	name = strings.ToLower(strings.TrimSpace(name))
	switch {
	case !slices.Contains(Fields, name):
		return problemf("“{%s}” at character %d is no field; the fields are {date}, {outlet}, {title}, {author} and {any}.", name, c.at+1)
	case afterField:
		return problemf("“{%s}” at character %d follows another field at once; put a blank or a mark between them.", name, c.at+1)
	case name != "any" && c.seen[name]:
		return problemf("“{%s}” at character %d stands in the pattern twice.", name, c.at+1)
	case name == "date":
		fmt.Fprintf(&c.out, "(%s)", dateShape)
	default:
		c.out.WriteString("(.+?)")
	}
	c.seen[name] = true
	c.fields = append(c.fields, name)
	return nil
}

// MatchName matches the name of a file, without its folder; its ending counts
// only when the pattern has one.
func (p *Pattern) MatchName(name string) (f Facts, ok bool) {
	name = filepath.Base(name)
	if !p.ending {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	if len(p.lines) != 1 {
		return Facts{}, false
	}
	ok = p.match(0, name, &f)
	return f, ok
}

// MatchText matches the first lines of a text that are not blank.
func (p *Pattern) MatchText(text string) (f Facts, ok bool) {
	i := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if len(line) > 10*maxTitle || !p.match(i, line, &f) {
			return Facts{}, false
		}
		if i++; i == len(p.lines) {
			return f, true
		}
	}
	return Facts{}, false
}

func (p *Pattern) match(line int, s string, f *Facts) bool {
	m := p.lines[line].FindStringSubmatch(s)
	if m == nil {
		return false
	}
	for i, name := range p.fields[line] {
		value := tidy(m[i+1])
		switch name {
		case "date":
			f.Date = tidyDate(m[i+1])
		case "outlet":
			f.Outlet = value
		case "title":
			f.Title = value
		case "author":
			f.Author = value
		}
	}
	return true
}

// tidy gives a name without underscores for blanks.
func tidy(s string) string {
	if !strings.ContainsAny(s, " \t") {
		s = strings.ReplaceAll(s, "_", " ")
	}
	return oneLine(s)
}

var eightDigits = regexp.MustCompile(`^(\p{Nd}{4})(\p{Nd}{2})(\p{Nd}{2})$`)

// tidyDate writes dates made for file names as dates: 20140905 and 2014_09_05
// are 2014-09-05, 5_Sep_2014 is 5 Sep 2014.
func tidyDate(s string) string {
	s = eightDigits.ReplaceAllString(strings.TrimSpace(s), "$1-$2-$3")
	if strings.ContainsFunc(s, unicode.IsLetter) {
		return tidy(s)
	}
	return strings.ReplaceAll(s, "_", "-")
}
