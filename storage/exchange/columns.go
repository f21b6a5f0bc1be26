package exchange

import (
	"strings"

	"saywhen/storage"
)

// A table's columns. Each says in one place under which names it is known, how
// a cell is written and how it is read. Those for people come first, those that
// only a program needs (ids) last; a few are only read, for tables of others.

// column is one field of a statement in a table.
type column struct {
	name string   // what the column is called when it is written
	also []string // other names under which it is guessed, in the form of headerKey
	// get gives the cell's text; nil for a column that is only read.
	get func(*tableWriter, *storage.Statement) string
	// set reads a cell that is not empty.
	set func(*Row, string) error
	// blanks says that a cell of nothing but blanks is something, too.
	blanks bool
}

func columns() []column {
	return append(append(plainColumns(), partyColumns()...), append(sourceColumns(), idColumns()...)...)
}

func plainColumns() []column {
	return []column{
		{
			name: "id", also: []string{"statement_id"},
			get: func(_ *tableWriter, s *storage.Statement) string { return writeID(s.ID) },
			set: func(r *Row, c string) (err error) { r.ID, err = readID(c); return },
		},
		textColumn("date", []string{"when", "day", "sqldate", "event_date", "edtf"},
			func(s *storage.Statement) string { return s.When.EDTF }, func(r *Row) *string { return &r.date.edtf }),
		textColumn("wording", []string{"date_wording", "date_as_written"},
			func(s *storage.Statement) string { return s.When.Wording }, func(r *Row) *string { return &r.date.wording }),
		textColumn("zone", []string{"timezone", "time_zone", "tz"},
			func(s *storage.Statement) string { return s.When.Zone }, func(r *Row) *string { return &r.date.zone }),
		{
			name: "sequence",
			get:  func(_ *tableWriter, s *storage.Statement) string { return number(int64(s.When.Sequence)) },
			set:  func(r *Row, c string) (err error) { r.date.sequence, err = readInt(c); return },
		},
		textColumn("gist", []string{"summary"},
			func(s *storage.Statement) string { return s.Gist }, func(r *Row) *string { return &r.Gist }),
		{
			name: "place", also: []string{"location", "where"}, blanks: true,
			get: func(_ *tableWriter, s *storage.Statement) string { return s.Place },
			set: func(r *Row, c string) error { r.Place = c; return oneLine(c) },
		},
		{
			name: "repeated",
			get:  func(_ *tableWriter, s *storage.Statement) string { return yes(s.Repeated) },
			set:  func(r *Row, c string) (err error) { r.Repeated, err = readYes(c); return },
		},
		{
			name: "certainty", also: []string{"confidence"},
			get: func(_ *tableWriter, s *storage.Statement) string { return certainty(s.Certainty) },
			set: func(r *Row, c string) (err error) { r.Certainty, err = readCertainty(c); return },
		},
		{
			name: "grade", also: []string{"admiralty"},
			get: func(_ *tableWriter, s *storage.Statement) string { return s.Grade },
			set: func(r *Row, c string) (err error) { r.Grade, err = readGrade(c); return },
		},
		{
			name: "tags", also: []string{"keywords", "tag"},
			get: func(_ *tableWriter, s *storage.Statement) string { return writeList(s.Tags) },
			set: func(r *Row, c string) error { r.Tags = readList(c); return oneLine(r.Tags...) },
		},
		textColumn("note", []string{"notes", "comment", "comments", "remark"},
			func(s *storage.Statement) string { return s.Note }, func(r *Row) *string { return &r.Note }),
		{
			name: "reported_in",
			get:  func(_ *tableWriter, s *storage.Statement) string { return writeID(s.ReportedIn) },
			set:  func(r *Row, c string) (err error) { r.ReportedIn, err = readID(c); return },
		},
	}
}

func partyColumns() []column {
	return []column{
		nameColumn("speaker", []string{"source_actor", "actor", "who", "source", "actor1", "actor1_name", "actor1name", "speaker_name", "person"},
			func(t *tableWriter, s *storage.Statement) string { return t.actors[s.Speaker] }, func(r *Row) *Ref { return &r.Speaker }),
		namesColumn("co_speakers", nil,
			func(s *storage.Statement) []storage.ID { return s.CoSpeakers }, func(r *Row) *[]Ref { return &r.CoSpeakers }),
		nameColumn("on_behalf", []string{"on_behalf_of"},
			func(t *tableWriter, s *storage.Statement) string { return t.actors[s.OnBehalf] }, func(r *Row) *Ref { return &r.OnBehalf }),
		nameColumn("verb", []string{"event_name", "action", "event", "predicate", "event_type"},
			func(t *tableWriter, s *storage.Statement) string { return t.verbs[s.Verb].Label }, func(r *Row) *Ref { return &r.Verb }),
		{
			name: "verb_code", also: []string{"cameo", "cameo_code", "event_code", "eventcode", "code"},
			get: func(t *tableWriter, s *storage.Statement) string { return t.verbs[s.Verb].Code },
			set: func(r *Row, c string) error { r.VerbCode = strings.TrimSpace(c); return oneLine(r.VerbCode) },
		},
		{
			name: "verb_class",
			get:  func(t *tableWriter, s *storage.Statement) string { return string(t.verbs[s.Verb].Class) },
			set:  readClass,
		},
		namesColumn("addressees", []string{"recipients"},
			func(s *storage.Statement) []storage.ID { return s.Addressees }, func(r *Row) *[]Ref { return &r.Addressees }),
		{
			name: "addressee", also: []string{"target_actor", "target", "whom", "to_whom", "recipient", "actor2", "actor2_name", "actor2name"},
			set: func(r *Row, c string) error {
				r.Addressees = append(r.Addressees, Ref{Name: MatchKey(c)})
				return oneLine(MatchKey(c))
			},
		},
		namesColumn("about", nil,
			func(s *storage.Statement) []storage.ID { return s.About }, func(r *Row) *[]Ref { return &r.About }),
		{
			name: "positions",
			get:  func(t *tableWriter, s *storage.Statement) string { return t.positions(s.Positions) },
			set:  setPositions,
		},
		nameColumn("claim", []string{"concept", "proposition"}, nil, func(r *Row) *Ref { return &r.position().Claim }),
		{
			name: "stance",
			set:  func(r *Row, c string) (err error) { r.position().Stance, err = readStance(c); return },
		},
		nameColumn("coder", []string{"coded_by"},
			func(t *tableWriter, s *storage.Statement) string { return t.coders[s.Coder] }, func(r *Row) *Ref { return &r.Coder }),
	}
}

func sourceColumns() []column {
	return []column{
		nameColumn("document", []string{"article", "title", "headline", "document_title"},
			func(t *tableWriter, _ *storage.Statement) string { return t.first.Document.Name },
			func(r *Row) *Ref { return &r.citation().Document }),
		citedColumn("quote", []string{"quotation"}, func(c *RowCitation) *string { return &c.Quote }),
		citedColumn("translation", nil, func(c *RowCitation) *string { return &c.Translation }),
		{
			name: "spans",
			get:  func(t *tableWriter, _ *storage.Statement) string { return writeSpans(t.first.Spans) },
			set:  func(r *Row, c string) (err error) { r.citation().Spans, err = readSpans(c); return },
		},
		{
			name: "further_citations",
			get:  func(t *tableWriter, s *storage.Statement) string { return t.further(s) },
			set:  readFurther,
		},
		{
			name: "made",
			get:  func(_ *tableWriter, s *storage.Statement) string { return clock(s.Made) },
			set:  func(r *Row, c string) (err error) { r.Made, err = readClock(c); return },
		},
		{
			name: "changed",
			get:  func(_ *tableWriter, s *storage.Statement) string { return clock(s.Changed) },
			set:  func(r *Row, c string) (err error) { r.Changed, err = readClock(c); return },
		},
		textColumn("date_anchor", nil,
			func(s *storage.Statement) string { return s.When.Anchor }, func(r *Row) *string { return &r.date.anchor }),
		textColumn("date_exact", nil,
			func(s *storage.Statement) string { return exactDate(s.When) }, func(r *Row) *string { return &r.date.exact }),
	}
}

func idColumns() []column {
	return []column{
		idColumn("speaker_id", func(_ *tableWriter, s *storage.Statement) storage.ID { return s.Speaker }, func(r *Row) *storage.ID { return &r.Speaker.ID }),
		idsColumn("co_speaker_ids", func(s *storage.Statement) []storage.ID { return s.CoSpeakers }, func(r *Row) *[]Ref { return &r.CoSpeakers }),
		idColumn("on_behalf_id", func(_ *tableWriter, s *storage.Statement) storage.ID { return s.OnBehalf }, func(r *Row) *storage.ID { return &r.OnBehalf.ID }),
		idColumn("verb_id", func(_ *tableWriter, s *storage.Statement) storage.ID { return s.Verb }, func(r *Row) *storage.ID { return &r.Verb.ID }),
		idsColumn("addressee_ids", func(s *storage.Statement) []storage.ID { return s.Addressees }, func(r *Row) *[]Ref { return &r.Addressees }),
		idsColumn("about_ids", func(s *storage.Statement) []storage.ID { return s.About }, func(r *Row) *[]Ref { return &r.About }),
		{
			name: "claim_ids",
			get:  func(_ *tableWriter, s *storage.Statement) string { return writeIDs(claimIDs(s.Positions)) },
			set:  setClaimIDs,
		},
		idColumn("coder_id", func(_ *tableWriter, s *storage.Statement) storage.ID { return s.Coder }, func(r *Row) *storage.ID { return &r.Coder.ID }),
		idColumn("citation_id", func(t *tableWriter, _ *storage.Statement) storage.ID { return t.first.ID }, func(r *Row) *storage.ID { return &r.citation().ID }),
		idColumn("document_id", func(t *tableWriter, _ *storage.Statement) storage.ID { return t.first.Document.ID }, func(r *Row) *storage.ID { return &r.citation().Document.ID }),
		idColumn("version_id", func(t *tableWriter, _ *storage.Statement) storage.ID { return t.first.Version }, func(r *Row) *storage.ID { return &r.citation().Version }),
		{
			name: "version_number",
			get:  func(t *tableWriter, _ *storage.Statement) string { return number(int64(t.first.Number)) },
			set:  func(r *Row, c string) (err error) { r.citation().Number, err = readInt(c); return },
		},
		citedColumn("version_text", nil, func(c *RowCitation) *string { return &c.Text }),
	}
}

// textColumn holds a text, kept to the byte.
func textColumn(name string, also []string, get func(*storage.Statement) string, in func(*Row) *string) column {
	return column{
		name: name, also: also, blanks: true,
		get: func(_ *tableWriter, s *storage.Statement) string { return get(s) },
		set: func(r *Row, c string) error { *in(r) = c; return nil },
	}
}

// citedColumn holds a text of the first citation, kept to the byte.
func citedColumn(name string, also []string, in func(*RowCitation) *string) column {
	return column{
		name: name, also: also, blanks: true,
		get: func(t *tableWriter, _ *storage.Statement) string { return *in(&t.first) },
		set: func(r *Row, c string) error { *in(r.citation()) = c; return nil },
	}
}

func nameColumn(name string, also []string, get func(*tableWriter, *storage.Statement) string, ref func(*Row) *Ref) column {
	return column{
		name: name, also: also, get: get,
		set: func(r *Row, c string) error { ref(r).Name = MatchKey(c); return oneLine(ref(r).Name) },
	}
}

func namesColumn(name string, also []string, of func(*storage.Statement) []storage.ID, refs func(*Row) *[]Ref) column {
	return column{
		name: name, also: also,
		get: func(t *tableWriter, s *storage.Statement) string { return t.actorList(of(s)) },
		set: func(r *Row, c string) error { return setNames(refs(r), readList(c)) },
	}
}

func idColumn(name string, of func(*tableWriter, *storage.Statement) storage.ID, in func(*Row) *storage.ID) column {
	return column{
		name: name,
		get:  func(t *tableWriter, s *storage.Statement) string { return writeID(of(t, s)) },
		set:  func(r *Row, c string) (err error) { *in(r), err = readID(c); return },
	}
}

func idsColumn(name string, of func(*storage.Statement) []storage.ID, refs func(*Row) *[]Ref) column {
	return column{
		name: name,
		get:  func(_ *tableWriter, s *storage.Statement) string { return writeIDs(of(s)) },
		set: func(r *Row, c string) error {
			ids, err := readIDs(c)
			if err != nil {
				return err
			}
			return setIDs(refs(r), ids)
		},
	}
}
