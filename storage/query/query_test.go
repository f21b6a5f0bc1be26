package query

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		typed, parts, text string
	}{
		{"", "", ""},
		{"  ", "", ""},
		{"unreal reports", "", "unreal reports"},
		{"actor:Afkham", "actor=Afkham", ""},
		{"ACTOR:Afkham", "actor=Afkham", ""},
		{`actor:"Marie Harf" verb:denied`, "actor=Marie Harf|verb=denied", ""},
		{"actor:«مرضیه افخم» گزارش", "actor=مرضیه افخم", "گزارش"},
		{"claim:“such a thing”", "claim=such a thing", ""},
		{`tag:"a ""b"" c"`, `tag=a "b" c`, ""},
		{`"completely unreal" stance:denies`, "stance=denies", `"completely unreal"`},
		{"from:2014-06 to:2014-09 x", "from=2014-06|to=2014-09", "x"},
		{"at 5:30 https://example.org/a:b", "", "at 5:30 https://example.org/a:b"},
		{`"note: this"`, "", `"note: this"`},
		{"has:quote has:source", "has=quote|has=source", ""},
		{"source:a:b", "source=a:b", ""},
		{": x", "", ": x"},
	} {
		q, err := Parse(c.typed)
		if err != nil {
			t.Errorf("%s: %v", c.typed, err)
			continue
		}
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, string(p.Key)+"="+p.Value)
			if !strings.HasPrefix(strings.ToLower(c.typed[p.At:p.End]), string(p.Key)+":") {
				t.Errorf("%s: %s is said to stand at %q", c.typed, p.Key, c.typed[p.At:p.End])
			}
		}
		if got := strings.Join(parts, "|"); got != c.parts || q.Text != c.text {
			t.Errorf("%s: parts %q, text %q; want %q, %q", c.typed, got, q.Text, c.parts, c.text)
		}
	}
}

func TestWhatCannotBeReadSaysWhere(t *testing.T) {
	for _, c := range []struct{ typed, at, words string }{
		{"actor:Harf colour:red", "colour:", "“colour:” is not something to ask for"},
		{`verb:"said`, `"said`, "has no end"},
		{`said "so`, `"so`, "has no end"},
		{"verb: said", "verb:", "nothing stands after"},
		{`verb:""`, `verb:""`, "nothing stands after"},
		{strings.Repeat("x", MaxLength) + "yes", "yes", "at most"},
	} {
		_, err := Parse(c.typed)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.30s: %v", c.typed, err)
			continue
		}
		if got := c.typed[e.At:e.End]; got != c.at || !strings.Contains(e.Reason, c.words) {
			t.Errorf("%.30s: at %q: %s", c.typed, got, e.Reason)
		}
	}
}

func TestCompleteAt(t *testing.T) {
	for _, c := range []struct {
		typed string // | is the cursor
		key   Key
		part  string
		what  string // what a choice replaces
	}{
		{"|", "", "", ""},
		{"ac|", "", "ac", "ac"},
		{"actor:|", Actor, "", ""},
		{"actor:Af|", Actor, "Af", "Af"},
		{"x actor:Af| y", Actor, "Af", "Af"},
		{"actor:Af|kham y", Actor, "Af", "Afkham"},
		{`actor:"Marie H|`, Actor, "Marie H", `"Marie H`},
		{`actor:"Marie Harf" |`, "", "", ""},
		{"verb:denied st|", "", "st", "st"},
		{"STANCE:d|", Stance, "d", "d"},
		{`"a phrase sta|`, "", "", ""},
		{"actor:«افخ|", Actor, "افخ", "«افخ"},
	} {
		cursor := strings.IndexByte(c.typed, '|')
		text := strings.Replace(c.typed, "|", "", 1)
		got := CompleteAt(text, cursor)
		if got.Key != c.key || got.Typed != c.part || text[got.At:got.End] != c.what {
			t.Errorf("%s: %+v, replaces %q", c.typed, got, text[got.At:got.End])
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "actor:Afkham", `claim:"a b" x "y z"`, "tag:«ا ب»", "a:b", `"`, "from:", "x:\"\"\"\"", "\xff:é"} {
		f.Add(s, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		c := CompleteAt(text, cursor)
		if c.At < 0 || c.End < c.At || c.End > len(text) {
			t.Fatalf("%q at %d: %+v", text, cursor, c)
		}
		q, err := Parse(text)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.At < 0 || e.End > len(text) || e.At > e.End {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := Parse(q.String())
		if err != nil || again.Text != q.Text || !slices.EqualFunc(again.Parts, q.Parts, func(a, b Part) bool { return a.Key == b.Key && a.Value == b.Value }) {
			t.Fatalf("%q\n%+v is written %q\n%+v, %v", text, q, q.String(), again, err)
		}
	})
}
