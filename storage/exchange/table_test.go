package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
)

// readAll reads a table whose every row is right or a Problem.
func readAll(t testing.TB, in string, o TableOptions) ([]Row, []*Problem) {
	t.Helper()
	table, err := NewTable(bufio.NewReader(strings.NewReader(in)), o)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, table)
}

func drain(t testing.TB, table *Table) (rows []Row, problems []*Problem) {
	t.Helper()
	for {
		row, err := table.Next()
		var p *Problem
		switch {
		case errors.Is(err, io.EOF):
			return rows, problems
		case errors.As(err, &p):
			problems = append(problems, p)
		case err != nil:
			t.Fatal(err)
		default:
			rows = append(rows, row)
		}
	}
}

// statement turns a row back into the statement that it was written from; all
// ids are given there.
func (r *Row) statement() storage.Statement {
	s := storage.Statement{
		ID: r.ID, Speaker: r.Speaker.ID, CoSpeakers: refIDs(r.CoSpeakers), OnBehalf: r.OnBehalf.ID, Verb: r.Verb.ID,
		Addressees: refIDs(r.Addressees), About: refIDs(r.About), When: r.When, Place: r.Place, Gist: r.Gist,
		ReportedIn: r.ReportedIn, Repeated: r.Repeated, Certainty: r.Certainty, Grade: r.Grade, Tags: r.Tags,
		Note: r.Note, Coder: r.Coder.ID, Made: r.Made, Changed: r.Changed,
	}
	for _, p := range r.Positions {
		s.Positions = append(s.Positions, storage.Position{Claim: p.Claim.ID, Stance: p.Stance})
	}
	for _, c := range r.Citations {
		s.Citations = append(s.Citations, storage.Citation{
			ID: c.ID, Document: c.Document.ID, Version: c.Version, Spans: c.Spans, Quote: c.Quote, Translation: c.Translation,
		})
	}
	return s
}

func refIDs(refs []Ref) (ids []storage.ID) {
	for _, r := range refs {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestTableRoundTrip(t *testing.T) {
	for seed := range uint64(400) {
		p, list := newDice(seed).project()
		comma := []rune{',', '\t'}[seed%2]
		var out bytes.Buffer
		if err := WriteTable(&out, comma, p, each(list)); err != nil {
			t.Fatal(err)
		}
		rows, problems := readAll(t, out.String(), TableOptions{Tabs: comma == '\t'})
		if len(problems) > 0 || len(rows) != len(list) {
			t.Fatalf("seed %d: %d rows of %d, %v\n%s", seed, len(rows), len(list), problems, out.String())
		}
		names, texts := newTableWriter(p), map[storage.ID]string{}
		for i, row := range rows {
			if got := row.statement(); !reflect.DeepEqual(got, list[i]) {
				t.Fatalf("seed %d:\ngot  %+v\nwant %+v\n%s", seed, got, list[i], out.String())
			}
			checkNames(t, &row, names)
			for _, c := range row.Citations {
				if c.Text != "" {
					texts[c.Version] = c.Text
				}
				if c.Version != 0 && texts[c.Version] != names.versions[c.Version].Text {
					t.Fatalf("seed %d: the text of version %v did not come along", seed, c.Version)
				}
			}
		}
	}
}

func checkNames(t *testing.T, row *Row, w *tableWriter) {
	t.Helper()
	refs := append([]Ref{row.Speaker}, append(append(row.CoSpeakers, row.Addressees...), row.About...)...)
	for _, r := range refs {
		if r.Name != w.actors[r.ID] {
			t.Fatalf("actor %v came as %q, not %q", r.ID, r.Name, w.actors[r.ID])
		}
	}
	for _, p := range row.Positions {
		if p.Claim.Name != w.claims[p.Claim.ID] {
			t.Fatalf("claim %q came as %q", w.claims[p.Claim.ID], p.Claim.Name)
		}
	}
	v := w.verbs[row.Verb.ID]
	if row.Verb.Name != v.Label || row.VerbClass != v.Class || row.VerbCode != v.Code {
		t.Fatalf("verb %+v came as %+v", v, row.Verb)
	}
}

func TestTableOfEvents(t *testing.T) {
	in := "date,source_actor,event_name,target_actor\n" +
		"2014-01-01,Afghanistan,\"Abduct, hijack\",Head of Government (Croatia); second\n"
	rows, problems := readAll(t, in, TableOptions{Zone: "Asia/Tehran"})
	if len(problems) > 0 || len(rows) != 1 {
		t.Fatal(rows, problems)
	}
	r := rows[0]
	if r.Line != 2 || r.Speaker.Name != "Afghanistan" || r.Verb.Name != "Abduct, hijack" ||
		r.When.EDTF != "2014-01-01" || r.When.Zone != "Asia/Tehran" || r.When.Wording != "" {
		t.Errorf("%+v", r)
	}
	// a column that holds one name is not taken apart
	if len(r.Addressees) != 1 || r.Addressees[0].Name != "Head of Government (Croatia); second" {
		t.Errorf("%+v", r.Addressees)
	}
}

func TestColumnsAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		header string
		o      TableOptions
		want   string // the field of each column
		err    string
	}{
		"own":            {"id,date,speaker,verb", TableOptions{}, "id date speaker verb", ""},
		"other case":     {"Speaker, VERB ,Co-Speakers,On behalf", TableOptions{}, "speaker verb co_speakers on_behalf", ""},
		"synonyms":       {"Who;Action;To whom;When", TableOptions{}, "speaker verb addressee date", ""},
		"own name first": {"source,speaker,verb", TableOptions{}, "- speaker verb", ""},
		"map": {
			"a,b,c,date",
			TableOptions{Map: map[string]string{"speaker": "a", "verb": "b", "quote": "C"}},
			"speaker verb quote date", "",
		},
		"map before guess": {"speaker,chief,verb", TableOptions{Map: map[string]string{"speaker": "chief"}}, "- speaker verb", ""},
		"tabs":             {"speaker\tverb\tnote, long", TableOptions{}, "speaker verb -", ""},
		"Persian":          {"گوینده,فعل", TableOptions{Map: map[string]string{"speaker": "گوینده", "verb": "فعل"}}, "speaker verb", ""},
		"quoted":           {"\"speaker\",\"ve\"\"rb\",verb", TableOptions{}, "speaker - verb", ""},
		"no speaker":       {"date,verb", TableOptions{}, "", "no column was found for the speaker: say which with --map speaker=COLUMN; the columns are date, verb"},
		"no verb":          {"speaker,x", TableOptions{}, "", "no column was found for the verb"},
		"unknown field":    {"speaker,verb", TableOptions{Map: map[string]string{"colour": "x"}}, "", `there is no field "colour"`},
		"unknown column":   {"speaker,verb", TableOptions{Map: map[string]string{"note": "x"}}, "", `there is no column "x": the columns are speaker, verb`},
		"column twice":     {"speaker,verb", TableOptions{Map: map[string]string{"note": "verb", "gist": "verb"}}, "", `"verb" was given to two fields, gist and note`},
		"not UTF-8":        {"speaker,verb,\xff", TableOptions{}, "", "not UTF-8"},
		"nothing":          {"\n\n", TableOptions{}, "", "first row"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := NewTable(bufio.NewReader(strings.NewReader(c.header+"\n")), c.o)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got %v, want %s", err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range table.fields {
				if f.set == nil {
					f.name = "-"
				}
				got = append(got, f.name)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
			if n := strings.Count(c.want, "-"); n != len(table.Unused()) {
				t.Errorf("unused: %v", table.Unused())
			}
		})
	}
}

func TestRowsThatAreWrong(t *testing.T) {
	head := "id,date,Who,verb,certainty,repeated,positions,addressees,addressee_ids,spans,made,verb_class,sequence,date_exact,further_citations\n"
	good := []string{"#5", "2014", "A", "said", "", "", "", "", "", "", "", "", "", "", ""}
	for name, c := range map[string]struct {
		column int
		cell   string
		want   string
	}{
		"id":              {0, "abc", "line 3, id: is no id"},
		"negative id":     {0, "-5", "is no id"},
		"date":            {1, "5.9.2014", "line 3, date: “5.9.2014” cannot be read as a date"},
		"long date":       {1, strings.Repeat("9", 100), "…\" is no date"},
		"sequence in it":  {1, "2014 #x", "has no whole number from 1 behind #"},
		"speaker":         {2, " ", "line 3, Who: is empty"},
		"verb":            {3, "", "line 3, verb: is empty"},
		"certainty":       {4, "101", `"101" is no number from 0 to 100`},
		"repeated":        {5, "perhaps", `"perhaps" is neither yes nor no`},
		"no stance":       {6, "claim", "a claim without a stance"},
		"stance":          {6, "claim=3", "no number from -2 to 2"},
		"stance word":     {6, "claim=wow", "no number from -2 to 2"},
		"list lengths":    {8, "#1; #2", "does not list as many things"},
		"span":            {9, "9-3", `"9-3" is no span`},
		"made":            {10, "noon", `"noon" is no time`},
		"class":           {11, "shout", "must be one of"},
		"sequence":        {12, "1.5", `"1.5" is no whole number`},
		"date_exact":      {13, "{", "is no JSON of a date"},
		"more citations":  {14, "{}", "is no JSON list of citations"},
		"control":         {2, "A\nB", "line 3, Who: has a control character (U+000A)"},
		"control in list": {7, "A; B\aC", "control character (U+0007)"},
		"NUL":             {3, "sa\x00id", "has a NUL character"},
		"not UTF-8":       {3, "\xff", "line 3, verb: is not UTF-8"},
		"long cell":       {4, strings.Repeat("9", 500), strings.Repeat("9", 60) + "…"},
		"exact kind":      {13, `{"kind":9}`, "it must be 0, 1 or 2"},
		"exact more":      {13, `{}{}`, "something follows"},
		"further unknown": {14, `[{"x":1}]`, "is no JSON list"},
	} {
		t.Run(name, func(t *testing.T) {
			cells := append([]string(nil), good...)
			if c.column == 8 {
				cells[7] = "B"
			}
			cells[c.column] = `"` + strings.ReplaceAll(c.cell, `"`, `""`) + `"`
			in := head + strings.Join(good, ",") + "\n" + strings.Join(cells, ",") + "\n" + strings.Join(good, ",") + "\n"
			rows, problems := readAll(t, in, TableOptions{})
			if len(rows) != 2 || len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want) {
				t.Errorf("%d rows, problems %v, want %s", len(rows), problems, c.want)
			}
		})
	}
}

func TestRowsOfAnotherShape(t *testing.T) {
	in := "speaker,gist,stance,verb\nA,x,said\nA,x,1,said\n\nA,x,,said,x\nB,\"one\nmore\",,said\nC,\"x\"x,,said\nD,x,,said\nE,\"open"
	rows, problems := readAll(t, in, TableOptions{})
	if len(rows) != 2 || rows[0].Line != 6 || rows[0].Gist != "one\nmore" || rows[1].Speaker.Name != "D" {
		t.Errorf("%+v", rows)
	}
	want := []string{
		"line 2: has 3 fields, the header has 4", "line 3, stance: stands without a claim", "line 5: has 5 fields",
		"line 8: there is text between", "line 10: a quotation mark is opened here and never closed",
	}
	if len(problems) != len(want) {
		t.Fatal(problems)
	}
	for i, w := range want {
		if !strings.HasPrefix(problems[i].Error(), w) {
			t.Errorf("got %v, want %s", problems[i], w)
		}
	}
}

func TestDatesOfOtherPrograms(t *testing.T) {
	for in, want := range map[string]string{
		"2014-09-05":                "2014-09-05",
		"20140905":                  "2014-09-05",
		"2014/09/05":                "2014-09-05",
		"2014-09-05 17:30":          "2014-09-05T17:30",
		"2014-09-05 17:30:00":       "2014-09-05T17:30:00",
		"2014-09-05 17:30:00.123":   "2014-09-05T17:30:00",
		"2014-09-05 17:30:00 +0430": "2014-09-05T17:30:00+04:30",
		"2014-09-05T17:30:00Z":      "2014-09-05T17:30:00Z",
		"2014-09~":                  "2014-09~",
		"~2014-09":                  "2014~-09",
		"[2014-06-11..2014-06-20]":  "[2014-06-11..2014-06-20]",
		"2014-09-05 #2":             "2014-09-05",
	} {
		d, err := (&dater{}).date(dateCells{edtf: in})
		if err != nil || d.EDTF != want {
			t.Errorf("%s: got %q, %v", in, d.EDTF, err)
		}
		if (in != want) != (d.Wording == in) {
			t.Errorf("%s: wording %q", in, d.Wording)
		}
	}
	if _, err := resolve("2014", "Mars/Olympus"); err == nil || !strings.Contains(err.Error(), "zone") {
		t.Error(err)
	}
	d, _ := resolve("2014-09-05 #2", "")
	if d.Sequence != 2 {
		t.Error(d.Sequence)
	}
}

func TestADateEditedByHandWins(t *testing.T) {
	d := (&dice{newDice(1).Rand}).date()
	d.EDTF, d.Precision = "2014", 3
	exact := exactDate(d)
	if exact == "" {
		t.Fatal("a date that its EDTF does not give must be written exactly")
	}
	same, err := (&dater{ownWording: true}).date(dateCells{edtf: "2014", exact: exact})
	if err != nil || same != d {
		t.Error(same, err)
	}
	edited, err := (&dater{ownWording: true}).date(dateCells{edtf: "2015", exact: exact})
	if err != nil || edited.EDTF != "2015" || edited.Corners == d.Corners {
		t.Error(edited, err)
	}
}

func TestMatchKey(t *testing.T) {
	if MatchKey(" e\u0301 ") != "é" || MatchKey("Iran") == MatchKey("iran") {
		t.Error("names match after trimming and composing, and not across case")
	}
}

// FuzzTable holds that no table makes the reader panic or stop, and that a row
// which is accepted has a speaker and a verb.
func FuzzTable(f *testing.F) {
	for seed := range uint64(4) {
		p, list := newDice(seed).project()
		var out bytes.Buffer
		if err := WriteTable(&out, ',', p, each(list)); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Add([]byte("speaker;verb;claim;stance\r\nA;\"sa\"\"id\r\n\";c;-2\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := NewTable(bufio.NewReader(bytes.NewReader(data)), TableOptions{})
		if err != nil {
			return
		}
		rows, _ := drain(t, table)
		for _, r := range rows {
			if r.Speaker.IsZero() || r.Verb.IsZero() && r.VerbCode == "" {
				t.Errorf("accepted %+v", r)
			}
			if !r.When.IsZero() && !r.When.Corners.Valid() {
				t.Errorf("corners of %q are not ordered", r.When.EDTF)
			}
		}
	})
}
