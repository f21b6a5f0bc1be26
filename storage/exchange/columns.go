package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

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
	// set reads a cell that is not blank.
	set func(*Row, string) error
}

func columns() []column {
	return append(append(plainColumns(), partyColumns()...), append(sourceColumns(), idColumns()...)...)
}

func plainColumns() []column {
	return []column{
		{
			"id", []string{"statement_id"},
			func(_ *tableWriter, s *storage.Statement) string { return writeID(s.ID) },
			func(r *Row, c string) (err error) { r.ID, err = readID(c); return },
		},
		{
			"date", []string{"when", "day", "sqldate", "event_date", "edtf"},
			func(_ *tableWriter, s *storage.Statement) string { return s.When.EDTF },
			func(r *Row, c string) error { r.date.edtf = c; return nil },
		},
		{
			"wording", []string{"date_wording", "date_as_written"},
			func(_ *tableWriter, s *storage.Statement) string { return s.When.Wording },
			func(r *Row, c string) error { r.date.wording = c; return nil },
		},
		{
			"zone", []string{"timezone", "time_zone", "tz"},
			func(_ *tableWriter, s *storage.Statement) string { return s.When.Zone },
			func(r *Row, c string) error { r.date.zone = c; return nil },
		},
		{
			"sequence", nil,
			func(_ *tableWriter, s *storage.Statement) string { return number(int64(s.When.Sequence)) },
			func(r *Row, c string) (err error) { r.date.sequence, err = readInt(c); return },
		},
		{
			"gist", []string{"summary"},
			func(_ *tableWriter, s *storage.Statement) string { return s.Gist },
			func(r *Row, c string) error { r.Gist = c; return nil },
		},
		{
			"place", []string{"location", "where"},
			func(_ *tableWriter, s *storage.Statement) string { return s.Place },
			func(r *Row, c string) error { r.Place = c; return nil },
		},
		{
			"repeated", nil,
			func(_ *tableWriter, s *storage.Statement) string { return yes(s.Repeated) },
			func(r *Row, c string) (err error) { r.Repeated, err = readYes(c); return },
		},
		{
			"certainty", []string{"confidence"},
			func(_ *tableWriter, s *storage.Statement) string { return certainty(s.Certainty) },
			func(r *Row, c string) (err error) { r.Certainty, err = readCertainty(c); return },
		},
		{
			"grade", []string{"admiralty"},
			func(_ *tableWriter, s *storage.Statement) string { return s.Grade },
			func(r *Row, c string) error { r.Grade = strings.TrimSpace(c); return nil },
		},
		{
			"tags", []string{"keywords", "tag"},
			func(_ *tableWriter, s *storage.Statement) string { return writeList(s.Tags) },
			func(r *Row, c string) error { r.Tags = readList(c); return nil },
		},
		{
			"note", []string{"notes", "comment", "comments", "remark"},
			func(_ *tableWriter, s *storage.Statement) string { return s.Note },
			func(r *Row, c string) error { r.Note = c; return nil },
		},
		{
			"reported_in", nil,
			func(_ *tableWriter, s *storage.Statement) string { return writeID(s.ReportedIn) },
			func(r *Row, c string) (err error) { r.ReportedIn, err = readID(c); return },
		},
	}
}

func partyColumns() []column {
	return []column{
		{
			"speaker", []string{"source_actor", "actor", "who", "source", "actor1", "actor1_name", "actor1name", "speaker_name", "person"},
			func(t *tableWriter, s *storage.Statement) string { return t.actors[s.Speaker] },
			func(r *Row, c string) error { r.Speaker.Name = MatchKey(c); return nil },
		},
		{
			"co_speakers", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.actorList(s.CoSpeakers) },
			func(r *Row, c string) error { return setNames(&r.CoSpeakers, readList(c)) },
		},
		{
			"on_behalf", []string{"on_behalf_of"},
			func(t *tableWriter, s *storage.Statement) string { return t.actors[s.OnBehalf] },
			func(r *Row, c string) error { r.OnBehalf.Name = MatchKey(c); return nil },
		},
		{
			"verb", []string{"event_name", "action", "event", "predicate", "event_type"},
			func(t *tableWriter, s *storage.Statement) string { return t.verbs[s.Verb].Label },
			func(r *Row, c string) error { r.Verb.Name = MatchKey(c); return nil },
		},
		{
			"verb_code", []string{"cameo", "cameo_code", "event_code", "eventcode", "code"},
			func(t *tableWriter, s *storage.Statement) string { return t.verbs[s.Verb].Code },
			func(r *Row, c string) error { r.VerbCode = strings.TrimSpace(c); return nil },
		},
		{
			"verb_class", nil,
			func(t *tableWriter, s *storage.Statement) string { return string(t.verbs[s.Verb].Class) },
			readClass,
		},
		{
			"addressees", []string{"recipients"},
			func(t *tableWriter, s *storage.Statement) string { return t.actorList(s.Addressees) },
			func(r *Row, c string) error { return setNames(&r.Addressees, readList(c)) },
		},
		{
			"addressee", []string{"target_actor", "target", "whom", "to_whom", "recipient", "actor2", "actor2_name", "actor2name"},
			nil,
			func(r *Row, c string) error {
				r.Addressees = append(r.Addressees, Ref{Name: MatchKey(c)})
				return nil
			},
		},
		{
			"about", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.actorList(s.About) },
			func(r *Row, c string) error { return setNames(&r.About, readList(c)) },
		},
		{
			"positions", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.positions(s.Positions) },
			setPositions,
		},
		{
			"claim", []string{"concept", "proposition"}, nil,
			func(r *Row, c string) error { r.position().Claim.Name = MatchKey(c); return nil },
		},
		{
			"stance", nil, nil,
			func(r *Row, c string) (err error) { r.position().Stance, err = readStance(c); return },
		},
		{
			"coder", []string{"coded_by"},
			func(t *tableWriter, s *storage.Statement) string { return t.coders[s.Coder] },
			func(r *Row, c string) error { r.Coder.Name = MatchKey(c); return nil },
		},
	}
}

func sourceColumns() []column {
	return []column{
		{
			"document", []string{"article", "title", "headline", "document_title"},
			func(t *tableWriter, s *storage.Statement) string { return t.cited(s).Document.Name },
			func(r *Row, c string) error { r.citation().Document.Name = MatchKey(c); return nil },
		},
		{
			"quote", []string{"quotation"},
			func(t *tableWriter, s *storage.Statement) string { return t.cited(s).Quote },
			func(r *Row, c string) error { r.citation().Quote = c; return nil },
		},
		{
			"translation", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.cited(s).Translation },
			func(r *Row, c string) error { r.citation().Translation = c; return nil },
		},
		{
			"spans", nil,
			func(t *tableWriter, s *storage.Statement) string { return writeSpans(t.cited(s).Spans) },
			func(r *Row, c string) (err error) { r.citation().Spans, err = readSpans(c); return },
		},
		{
			"further_citations", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.further(s) },
			readFurther,
		},
		{
			"made", nil,
			func(_ *tableWriter, s *storage.Statement) string { return clock(s.Made) },
			func(r *Row, c string) (err error) { r.Made, err = readClock(c); return },
		},
		{
			"changed", nil,
			func(_ *tableWriter, s *storage.Statement) string { return clock(s.Changed) },
			func(r *Row, c string) (err error) { r.Changed, err = readClock(c); return },
		},
	}
}

func idColumns() []column {
	return []column{
		{
			"date_anchor", nil,
			func(_ *tableWriter, s *storage.Statement) string { return s.When.Anchor },
			func(r *Row, c string) error { r.date.anchor = c; return nil },
		},
		{
			"date_exact", nil,
			func(_ *tableWriter, s *storage.Statement) string { return exactDate(s.When) },
			func(r *Row, c string) error { r.date.exact = c; return nil },
		},
		idColumn("speaker_id", func(s *storage.Statement) storage.ID { return s.Speaker }, func(r *Row) *Ref { return &r.Speaker }),
		idsColumn("co_speaker_ids", func(s *storage.Statement) []storage.ID { return s.CoSpeakers }, func(r *Row) *[]Ref { return &r.CoSpeakers }),
		idColumn("on_behalf_id", func(s *storage.Statement) storage.ID { return s.OnBehalf }, func(r *Row) *Ref { return &r.OnBehalf }),
		idColumn("verb_id", func(s *storage.Statement) storage.ID { return s.Verb }, func(r *Row) *Ref { return &r.Verb }),
		idsColumn("addressee_ids", func(s *storage.Statement) []storage.ID { return s.Addressees }, func(r *Row) *[]Ref { return &r.Addressees }),
		idsColumn("about_ids", func(s *storage.Statement) []storage.ID { return s.About }, func(r *Row) *[]Ref { return &r.About }),
		{
			"claim_ids", nil,
			func(_ *tableWriter, s *storage.Statement) string { return writeIDs(claimIDs(s.Positions)) },
			setClaimIDs,
		},
		idColumn("coder_id", func(s *storage.Statement) storage.ID { return s.Coder }, func(r *Row) *Ref { return &r.Coder }),
		{
			"citation_id", nil,
			func(t *tableWriter, s *storage.Statement) string { return writeID(t.cited(s).ID) },
			func(r *Row, c string) (err error) { r.citation().ID, err = readID(c); return },
		},
		{
			"document_id", nil,
			func(t *tableWriter, s *storage.Statement) string { return writeID(t.cited(s).Document.ID) },
			func(r *Row, c string) (err error) { r.citation().Document.ID, err = readID(c); return },
		},
		{
			"version_id", nil,
			func(t *tableWriter, s *storage.Statement) string { return writeID(t.cited(s).Version) },
			func(r *Row, c string) (err error) { r.citation().Version, err = readID(c); return },
		},
		{
			"version_number", nil,
			func(t *tableWriter, s *storage.Statement) string { return number(int64(t.cited(s).Number)) },
			func(r *Row, c string) (err error) { r.citation().Number, err = readInt(c); return },
		},
		{
			"version_text", nil,
			func(t *tableWriter, s *storage.Statement) string { return t.cited(s).Text },
			func(r *Row, c string) error { r.citation().Text = c; return nil },
		},
	}
}

func idColumn(name string, of func(*storage.Statement) storage.ID, ref func(*Row) *Ref) column {
	return column{
		name, nil,
		func(_ *tableWriter, s *storage.Statement) string { return writeID(of(s)) },
		func(r *Row, c string) (err error) { ref(r).ID, err = readID(c); return },
	}
}

func idsColumn(name string, of func(*storage.Statement) []storage.ID, refs func(*Row) *[]Ref) column {
	return column{
		name, nil,
		func(_ *tableWriter, s *storage.Statement) string { return writeIDs(of(s)) },
		func(r *Row, c string) error {
			ids, err := readIDs(c)
			if err != nil {
				return err
			}
			return setIDs(refs(r), ids)
		},
	}
}

var errCount = errors.New("does not list as many things as the column beside it")

func setNames(refs *[]Ref, names []string) error {
	if *refs == nil {
		*refs = make([]Ref, len(names))
	}
	if len(*refs) != len(names) {
		return errCount
	}
	for i, n := range names {
		(*refs)[i].Name = MatchKey(n)
	}
	return nil
}

func setIDs(refs *[]Ref, ids []storage.ID) error {
	if *refs == nil {
		*refs = make([]Ref, len(ids))
	}
	if len(*refs) != len(ids) {
		return errCount
	}
	for i, id := range ids {
		(*refs)[i].ID = id
	}
	return nil
}

// position gives the row's only position, which "claim" and "stance" speak of.
func (r *Row) position() *RowPosition {
	if len(r.Positions) == 0 {
		r.Positions = append(r.Positions, RowPosition{})
	}
	return &r.Positions[0]
}

func setPositions(r *Row, cell string) error {
	claims, stances, err := readPositions(cell)
	if err != nil {
		return err
	}
	if r.Positions == nil {
		r.Positions = make([]RowPosition, len(claims))
	}
	if len(r.Positions) != len(claims) {
		return errCount
	}
	for i := range claims {
		r.Positions[i].Claim.Name, r.Positions[i].Stance = MatchKey(claims[i]), stances[i]
	}
	return nil
}

func setClaimIDs(r *Row, cell string) error {
	ids, err := readIDs(cell)
	if err != nil {
		return err
	}
	if r.Positions == nil {
		r.Positions = make([]RowPosition, len(ids))
	}
	if len(r.Positions) != len(ids) {
		return errCount
	}
	for i, id := range ids {
		r.Positions[i].Claim.ID = id
	}
	return nil
}

func claimIDs(ps []storage.Position) []storage.ID {
	ids := make([]storage.ID, len(ps))
	for i, p := range ps {
		ids[i] = p.Claim
	}
	return ids
}

func readClass(r *Row, cell string) error {
	r.VerbClass = storage.Class(strings.TrimSpace(cell))
	return unfield(needOne("", r.VerbClass, storage.Classes))
}

// unfield takes the field's name off an error that will be reported with the
// column's.
func unfield(err error) error {
	var f *fieldError
	if errors.As(err, &f) {
		return f.err
	}
	return err
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func readInt(cell string) (int, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(cell), 10, 32)
	if err != nil {
		return 0, fmt.Errorf("%q is no whole number", cut(cell))
	}
	return int(n), nil
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func readYes(cell string) (bool, error) {
	switch strings.ToLower(strings.TrimSpace(cell)) {
	case "yes", "true", "1", "x", "y":
		return true, nil
	case "no", "false", "0", "n":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither yes nor no", cut(cell))
}

func certainty(c int8) string {
	if c == storage.NoCertainty {
		return ""
	}
	return strconv.Itoa(int(c))
}

func readCertainty(cell string) (int8, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(cell), "%"))
	if err != nil || n < 0 || n > 100 {
		return storage.NoCertainty, fmt.Errorf("%q is no number from 0 to 100", cut(cell))
	}
	return int8(n), nil
}

// clock writes Unix seconds so that people can read them; years that RFC 3339
// cannot write stay seconds.
func clock(unix int64) string {
	if unix == 0 {
		return ""
	}
	if t := time.Unix(unix, 0).UTC(); t.Year() >= 0 && t.Year() <= 9999 {
		return t.Format(time.RFC3339)
	}
	return strconv.FormatInt(unix, 10)
}

func readClock(cell string) (int64, error) {
	cell = strings.TrimSpace(cell)
	if t, err := time.Parse(time.RFC3339, cell); err == nil {
		return t.Unix(), nil
	}
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no time such as 2014-09-06T10:00:00Z", cut(cell))
	}
	return n, nil
}

// Spans are written "173-321; 400-420".

func writeSpans(spans []storage.Span) string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = fmt.Sprintf("%d-%d", s.Start, s.End)
	}
	return strings.Join(texts, "; ")
}

func readSpans(cell string) ([]storage.Span, error) {
	var spans []storage.Span
	for _, text := range readList(cell) {
		from, to, ok := strings.Cut(text, "-")
		start, err := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if !ok || err != nil || err2 != nil || start < 0 || end < start {
			return nil, fmt.Errorf("%q is no span such as 173-321", cut(text))
		}
		spans = append(spans, storage.Span{Start: start, End: end})
	}
	return spans, nil
}

// Citations after the first are rare: they stand as JSON in one cell.

// furtherCitation is the JSON of one of them.
type furtherCitation struct {
	ID          storage.ID     `json:"id,omitzero"`
	Document    string         `json:"document,omitempty"`
	DocumentID  storage.ID     `json:"document_id,omitzero"`
	Version     storage.ID     `json:"version_id,omitzero"`
	Number      int            `json:"version_number,omitempty"`
	Text        string         `json:"version_text,omitempty"`
	Spans       []storage.Span `json:"spans,omitempty"`
	Quote       string         `json:"quote,omitempty"`
	Translation string         `json:"translation,omitempty"`
}

func readFurther(r *Row, cell string) error {
	var list []furtherCitation
	if err := decodeStrict(cell, &list); err != nil {
		return fmt.Errorf("is no JSON list of citations: %w", err)
	}
	r.citation()
	for _, f := range list {
		r.Citations = append(r.Citations, RowCitation{
			ID: f.ID, Document: Ref{f.DocumentID, MatchKey(f.Document)},
			Version: f.Version, Number: f.Number, Text: f.Text,
			Spans: f.Spans, Quote: f.Quote, Translation: f.Translation,
		})
	}
	return nil
}

func decodeStrict(text string, v any) error {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if dec.More() {
		return errors.New("something follows it")
	}
	return nil
}

// cut shortens a cell for a sentence.
func cut(cell string) string {
	const most = 60
	if r := []rune(cell); len(r) > most {
		return string(r[:most]) + "…"
	}
	return cell
}
