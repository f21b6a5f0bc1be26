package article

import (
	"errors"
	"strings"
	"testing"
)

func TestPatternNames(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          Facts
		ok            bool
	}{
		{"{date} {outlet} - {title}.txt", "2014-09-05 The Gazette - No talks, says minister.txt", Facts{"2014-09-05", "The Gazette", "No talks, says minister", ""}, true},
		{"{date} {outlet} - {title}.txt", "dir/2014-09-05 The Gazette - No talks.TXT", Facts{"2014-09-05", "The Gazette", "No talks", ""}, true},
		{"{date} {outlet} - {title}.txt", "2014-09-05 The Gazette - No talks.pdf", Facts{}, false},
		{"{date} {outlet} - {title}", "20140905_The_Gazette_-_No_talks.pdf", Facts{"2014-09-05", "The Gazette", "No talks", ""}, true},
		{"{date} {outlet} - {title}", "5 September 2014 The Gazette - No talks.md", Facts{"5 September 2014", "The Gazette", "No talks", ""}, true},
		{"{date} {title}", "Friday, 5 Sep 2014 No talks.md", Facts{"Friday, 5 Sep 2014", "", "No talks", ""}, true},
		{"{date}, {title}", "Sep 5, 2014, No talks.md", Facts{"Sep 5, 2014", "", "No talks", ""}, true},
		{"{outlet} {date} {title}", "Daily News 2014_09_05 a.b.c.docx", Facts{"2014-09-05", "Daily News", "a.b.c", ""}, true},
		{"{outlet}_{date}", "کیهان_۱۴ شهریور ۱۳۹۳.txt", Facts{"۱۴ شهریور ۱۳۹۳", "کیهان", "", ""}, true},
		{"{any} ({author}) {title}", "0017 (A. Writer) No talks.html", Facts{"", "", "No talks", "A. Writer"}, true},
		{"{any} {any} {title}", "1 2 3.txt", Facts{"", "", "3", ""}, true},
		{"{date} {title}", "undated.txt", Facts{}, false},
		{"[{outlet}] {title}", "[Gazette+] (1).txt", Facts{"", "Gazette+", "(1)", ""}, true},
		{"{title}\n{date}", "a.txt", Facts{}, false},
	} {
		p, err := ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
			continue
		}
		if got, ok := p.MatchName(c.name); ok != c.ok || got != c.want {
			t.Errorf("%q on %q: %t %+v", c.pattern, c.name, ok, got)
		}
	}
}

func TestPatternLines(t *testing.T) {
	text := "\n  No talks, says minister \n\nThe Gazette, 5 September 2014\n\nThe minister said …"
	for pattern, want := range map[string]Facts{
		"{title}\n{outlet}, {date}": {"5 September 2014", "The Gazette", "No talks, says minister", ""},
		`{title}\n{outlet}, {date}`: {"5 September 2014", "The Gazette", "No talks, says minister", ""},
		"{title}":                   {"", "", "No talks, says minister", ""},
		"{title}, says {author}":    {"", "", "No talks", "minister"},
	} {
		p, err := ParsePattern(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := p.MatchText(text); !ok || got != want {
			t.Errorf("%q: %t %+v", pattern, ok, got)
		}
		if p.String() != pattern || p.Lines() != 1+strings.Count(strings.ReplaceAll(pattern, `\n`, "\n"), "\n") {
			t.Errorf("%q: %q, %d lines", pattern, p, p.Lines())
		}
	}
	p, err := ParsePattern(`{title}\n{date}\n{outlet}`)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := p.MatchText("one line"); ok {
		t.Error("a text with too few lines matches")
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, where := range map[string]string{
		"":                       "no field",
		"plain":                  "no field",
		"{date} {outlt}":         "“{outlt}” at character 8",
		"{date} {title":          "{ without its other half at character 8",
		"{date} title}":          "} without its other half at character 13",
		"{da{te}":                "{ without its other half at character 1",
		"{title}{date}":          "“{date}” at character 8 follows",
		"{title} {title}":        "“{title}” at character 9",
		"é {title}\n{x}":         "at character 11",
		strings.Repeat("x", 501): "longer than 500",
	} {
		_, err := ParsePattern(pattern)
		var p Problem
		if !errors.As(err, &p) || !strings.Contains(p.Error(), where) {
			t.Errorf("%q: %v, want %q", pattern, err, where)
		}
	}
	for _, s := range Suggestions {
		if _, err := ParsePattern(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzPattern(f *testing.F) {
	for _, s := range Suggestions {
		f.Add(s, "2014-09-05 The Gazette - No talks")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		p, err := ParsePattern(pattern)
		if err != nil {
			var problem Problem
			if !errors.As(err, &problem) {
				t.Fatalf("%T", err)
			}
			return
		}
		for _, facts := range []func(string) (Facts, bool){p.MatchName, p.MatchText} {
			if got, ok := facts(text); !ok && got != (Facts{}) {
				t.Fatalf("%q on %q: no match, but %+v", pattern, text, got)
			}
		}
	})
}
