package exchange

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"saywhen/storage"
)

// collect reads a project as a whole.
func collect(data []byte) (Project, []storage.Statement, error) {
	var p Project
	var list []storage.Statement
	err := ReadJSON(bytes.NewReader(data), Sink{
		Meta:        func(m map[string]string) error { p.Meta = m; return nil },
		Coder:       func(r storage.Coder) error { p.Coders = append(p.Coders, r); return nil },
		Actor:       func(r storage.Actor) error { p.Actors = append(p.Actors, r); return nil },
		Affiliation: func(r storage.Affiliation) error { p.Affiliations = append(p.Affiliations, r); return nil },
		Verb:        func(r storage.Verb) error { p.Verbs = append(p.Verbs, r); return nil },
		Claim:       func(r storage.Claim) error { p.Claims = append(p.Claims, r); return nil },
		Document:    func(r storage.Document) error { p.Documents = append(p.Documents, r); return nil },
		Statement:   func(r storage.Statement) error { list = append(list, r); return nil },
		Relation:    func(r storage.Relation) error { p.Relations = append(p.Relations, r); return nil },
		Period:      func(r storage.Period) error { p.Periods = append(p.Periods, r); return nil },
		Callout:     func(r storage.Callout) error { p.Callouts = append(p.Callouts, r); return nil },
		View:        func(r storage.SavedView) error { p.Views = append(p.Views, r); return nil },
	})
	return p, list, err
}

func encode(t testing.TB, p Project, list []storage.Statement) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, p, each(list)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJSONRoundTrip(t *testing.T) {
	for seed := range uint64(300) {
		p, list := newDice(seed).project()
		first := encode(t, p, list)
		p2, list2, err := collect(first)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, first)
		}
		if !reflect.DeepEqual(p, p2) && len(p.Relations) > 0 {
			t.Fatalf("seed %d: projects differ\n%+v\n%+v", seed, p, p2)
		}
		if len(list) != len(list2) || len(list) > 0 && !reflect.DeepEqual(list, list2) {
			t.Fatalf("seed %d: statements differ\n%+v\n%+v", seed, list, list2)
		}
		if second := encode(t, p2, list2); !bytes.Equal(first, second) {
			t.Fatalf("seed %d: second writing differs", seed)
		}
	}
}

func TestJSONKeepsTheSampleByteForByte(t *testing.T) {
	data, err := os.ReadFile("../../assets/sample.json")
	if err != nil {
		t.Skip("no sample here: ", err)
	}
	p, list, err := collect(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Actors) != 12 || len(list) != 15 || len(p.Relations) != 7 {
		t.Fatalf("%d actors, %d statements, %d relations", len(p.Actors), len(list), len(p.Relations))
	}
	if !bytes.Equal(encode(t, p, list), data) {
		t.Error("writing what was read gives other bytes")
	}
}

func TestJSONOfAnEmptyProject(t *testing.T) {
	want := `{
  "format": "saywhen",
  "version": 1,
  "meta": {},
  "coders": [],
  "actors": [],
  "affiliations": [],
  "verbs": [],
  "claims": [],
  "documents": [],
  "statements": [],
  "relations": []
}
`
	if got := string(encode(t, Project{}, nil)); got != want {
		t.Errorf("got %s", got)
	}
}

// TestJSONVersions: what an older program can read is written so that it does.
func TestJSONVersions(t *testing.T) {
	p, list := newDice(3).project()
	p.Periods, p.Callouts, p.Views = nil, nil, nil
	old := encode(t, p, list)
	if !bytes.Contains(old, []byte(`"version": 1,`)) || bytes.Contains(old, []byte(`"periods"`)) {
		t.Errorf("a project without anything new is\n%.200s", old)
	}
	if _, _, err := collect(old); err != nil {
		t.Error(err)
	}
	for _, more := range []Project{
		{Periods: []storage.Period{{ID: 1, Label: "A", Colour: storage.NoColour}}},
		{Callouts: []storage.Callout{{ID: 1, Statement: 2, Text: "A", DX: -3.25}}},
		{Views: []storage.SavedView{{ID: 1, Name: "A"}}},
	} {
		first := encode(t, more, nil)
		if !bytes.Contains(first, []byte(`"version": 2,`)) {
			t.Errorf("it is\n%s", first)
		}
		got, _, err := collect(first)
		if second := encode(t, got, nil); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%v:\n%s\n%s", err, first, second)
		}
	}
}

func TestWriteJSONSortsRecordsAndRefusesUnsortedStatements(t *testing.T) {
	p := Project{Coders: []storage.Coder{{ID: 2, Name: "b"}, {ID: 1, Name: "a"}}}
	out := string(encode(t, p, nil))
	if strings.Index(out, `"a"`) > strings.Index(out, `"b"`) {
		t.Error("coders are not sorted by id")
	}
	if p.Coders[0].ID != 2 {
		t.Error("the caller's list was sorted")
	}
	err := WriteJSON(&bytes.Buffer{}, Project{}, each([]storage.Statement{{ID: 2}, {ID: 1}}))
	if err == nil || !strings.Contains(err.Error(), "order of their ids") {
		t.Error(err)
	}
	boom := errors.New("boom")
	err = WriteJSON(&bytes.Buffer{}, Project{}, func(yield func(storage.Statement, error) bool) { yield(storage.Statement{}, boom) })
	if !errors.Is(err, boom) {
		t.Error(err)
	}
}

func TestReadJSONErrors(t *testing.T) {
	head := "{\n\"format\": \"saywhen\",\n\"version\": 1,\n"
	for name, c := range map[string]struct{ in, want string }{
		"empty":            {"", "the file ends too early"},
		"not json":         {"hello", "line 1: is not JSON"},
		"array":            {"[]", `"{" was expected, not "["`},
		"other json":       {`{"a":1}`, `"format" is missing before "a"`},
		"other format":     {`{"format":"x","version":1}`, `the format is "x"`},
		"no version":       {`{"format":"saywhen"}`, `"version" is missing`},
		"newer":            {`{"format":"saywhen","version":3}`, "made by a newer version of Saywhen (format 3, this one reads up to 2)"},
		"version zero":     {`{"format":"saywhen","version":0}`, "version 0 does not exist"},
		"version text":     {`{"format":"saywhen","version":"1"}`, `"version" must be a whole number`},
		"cut":              {head + `"actors": [`, "line 4: the file ends too early"},
		"unknown section":  {head + `"people": []}`, "line 4: people: is not a section"},
		"twice":            {head + `"actors": [],"actors": []}`, "stands twice or too late"},
		"late":             {head + `"statements": [],"actors": []}`, "actors: stands twice or too late"},
		"trailing":         {head + `"actors": []} x`, "line 4"},
		"not a list":       {head + `"actors": {}}`, `"[" was expected`},
		"null":             {head + `"actors": null}`, "not null"},
		"not an object":    {head + "\"actors\": [\n7]}", "line 5: actors, record 1: is not an object"},
		"unknown field":    {head + `"actors": [{"id":"1","kind":"person","name":"A","age":3}]}`, `line 4: actors, record 1 (id 1): "age" is no field of this record`},
		"wrong type":       {head + "\"actors\": [{\"id\":\"1\",\"kind\":\"person\",\n\"name\":3}]}", `line 5: actors, record 1 (id 1): "name" must be a text, not number`},
		"id is a number":   {head + `"actors": [{"id":1,"kind":"person","name":"A"}]}`, `"id" must be an id: a whole number written as text, not number`},
		"id is a word":     {head + `"actors": [{"id":"one","kind":"person","name":"A"}]}`, `"one" is no id`},
		"no id":            {head + `"actors": [{"kind":"person","name":"A"}]}`, `actors, record 1: "id" is missing`},
		"negative id":      {head + `"actors": [{"id":"-4","kind":"person","name":"A"}]}`, `"id" is missing or no positive number`},
		"same id":          {head + "\"coders\": [{\"id\":\"1\",\"name\":\"A\"},\n{\"id\":\"1\",\"name\":\"B\"}]}", `line 5: coders, record 2 (id 1): "id" stands twice`},
		"no name":          {head + `"actors": [{"id":"1","kind":"person","name":" "}]}`, `"name" is missing or blank`},
		"kind":             {head + `"actors": [{"id":"1","kind":"ghost","name":"A"}]}`, `"kind" is "ghost"; it must be one of "person", "organization"`},
		"colour":           {head + `"actors": [{"id":"1","kind":"person","name":"A","colour":16777216}]}`, `"colour" is 16777216`},
		"verb":             {head + `"verbs": [{"id":"1","label":"v","class":"shout"}]}`, `"class" is "shout"`},
		"claim":            {head + `"claims": [{"id":"1","kind":"factual","text":""}]}`, `"text" is missing`},
		"no speaker":       {head + `"statements": [{"id":"1","verb":"1"}]}`, `statements, record 1 (id 1): "speaker" is missing`},
		"stance":           {head + `"statements": [{"id":"1","speaker":"1","verb":"1","positions":[{"claim":"1","stance":3}]}]}`, `"positions.stance" is 3`},
		"stance overflow":  {head + `"statements": [{"id":"1","speaker":"1","verb":"1","positions":[{"claim":"1","stance":300}]}]}`, `stance" must be a whole number within bounds`},
		"certainty":        {head + `"statements": [{"id":"1","speaker":"1","verb":"1","certainty":101}]}`, `"certainty" is 101`},
		"corners":          {head + `"statements": [{"id":"1","speaker":"1","verb":"1","when":{"edtf":"2014","corners":{"earliest_start":5}}}]}`, `"when.corners" are not in order`},
		"date kind":        {head + `"statements": [{"id":"1","speaker":"1","verb":"1","when":{"kind":7}}]}`, `"when.kind" is 7`},
		"date precision":   {head + `"statements": [{"id":"1","speaker":"1","verb":"1","when":{"precision":70}}]}`, `"when.precision" is 70`},
		"relation":         {head + `"relations": [{"id":"1","from":"1","to":"2","kind":"likes"}]}`, `"kind" is "likes"`},
		"period":           {head + `"periods": [{"id":"1","label":" "}]}`, `"label" is missing`},
		"period's date":    {head + `"periods": [{"id":"1","label":"A","when":{"edtf":"2014","corners":{"earliest_start":5}}}]}`, `"when.corners" are not in order`},
		"period's colour":  {head + `"periods": [{"id":"1","label":"A","colour":-2}]}`, `"colour" is -2`},
		"callout":          {head + `"callouts": [{"id":"1","text":"A"}]}`, `"statement" is missing`},
		"callout's text":   {head + `"callouts": [{"id":"1","statement":"2","text":""}]}`, `"text" is missing`},
		"callout's place":  {head + `"callouts": [{"id":"1","statement":"2","text":"A","dy":10001}]}`, `is beyond 10000`},
		"view":             {head + `"views": [{"id":"1","name":""}]}`, `"name" is missing`},
		"view's order":     {head + `"views": [{"id":"1","name":"A","view":{"order":"size"}}]}`, `"view" holds`},
		"view's field":     {head + `"views": [{"id":"1","name":"A","view":{"zoom":1}}]}`, `"zoom" is no field`},
		"views too early":  {head + `"views": [],"periods": []}`, `stands twice or too late`},
		"affiliation":      {head + `"affiliations": [{"id":"1"}]}`, `"actor" is missing`},
		"version id":       {head + `"documents": [{"id":"1","title":"t","versions":[{"number":1}]}]}`, `"versions.id" is missing`},
		"meta":             {head + `"meta": {"title": 3}}`, `"meta" must be a text, not number`},
		"not utf-8":        {head + "\"coders\": [{\"id\":\"1\",\"name\":\"\xff\"}]}", "not UTF-8"},
		"key is no string": {head + `3: 4}`, "line 4"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := collect([]byte(c.in))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestReadJSONDefaultsAndMissingSections(t *testing.T) {
	p, list, err := collect([]byte(`{"format":"saywhen","version":1,
		"actors":[{"id":"1","kind":"person","name":"A"}],"statements":[{"id":"2","speaker":"1","verb":"1"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if p.Actors[0].Colour != storage.NoColour || list[0].Certainty != storage.NoCertainty {
		t.Errorf("defaults: %+v %+v", p.Actors[0], list[0])
	}
}

func TestReadJSONNamesTheRecordThatWasRefused(t *testing.T) {
	refuse := errors.New("no such parent")
	in := "{\"format\":\"saywhen\",\"version\":1,\n\"coders\":[{\"id\":\"7\",\"name\":\"A\"}]}"
	err := ReadJSON(strings.NewReader(in), Sink{Coder: func(storage.Coder) error { return refuse }})
	if !errors.Is(err, refuse) || err.Error() != "line 2: coders, record 1 (id 7): no such parent" {
		t.Error(err)
	}
	if err := ReadJSON(strings.NewReader(in), Sink{}); err != nil {
		t.Error("no functions at all: ", err)
	}
	err = ReadJSON(strings.NewReader(`{"format":"saywhen","version":1,"meta":{}}`), Sink{Meta: func(map[string]string) error { return refuse }})
	if !errors.Is(err, refuse) {
		t.Error(err)
	}
}

// FuzzReadJSON holds that whatever is accepted is written and read again as the
// same records, and that nothing panics.
func FuzzReadJSON(f *testing.F) {
	for seed := range uint64(5) {
		p, list := newDice(seed).project()
		f.Add(encode(f, p, list))
	}
	f.Add([]byte(`{"format":"saywhen","version":1}`))
	f.Add([]byte(`{"format":"saywhen","version":1,"coders":[{"id":"1","name":"A"}],"statements":[{"id":"2","speaker":"1","verb":"1"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, list, err := collect(data)
		if err != nil {
			return
		}
		var first bytes.Buffer
		if err := WriteJSON(&first, p, each(list)); err != nil {
			return // statements out of order
		}
		p2, list2, err := collect(first.Bytes())
		if err != nil {
			t.Fatalf("own output refused: %v\n%s", err, first.Bytes())
		}
		if second := encode(t, p2, list2); !bytes.Equal(first.Bytes(), second) {
			t.Errorf("unstable:\n%s\n%s", first.Bytes(), second)
		}
	})
}
