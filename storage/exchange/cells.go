package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
)

// What stands in the cells of a table, besides lists (list.go) and dates
// (date.go): each write function has its read function beside it.

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
	return oneLine(names...)
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
	return oneLine(claims...)
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

// readGrade reads an Admiralty grade: source A–F, information 1–6.
func readGrade(cell string) (string, error) {
	g := strings.ToUpper(strings.TrimSpace(cell))
	if len(g) != 2 || g[0] < 'A' || g[0] > 'F' || g[1] < '1' || g[1] > '6' {
		return "", fmt.Errorf("%q is no grade such as B2", cut(cell))
	}
	return g, nil
}

// oneLine refuses control characters, line breaks among them, in what
// identifies something.
func oneLine(texts ...string) error {
	for _, s := range texts {
		if i := strings.IndexFunc(s, unicode.IsControl); i >= 0 {
			r, _ := utf8.DecodeRuneInString(s[i:])
			return fmt.Errorf("has a control character (%U) in it", r)
		}
	}
	return nil
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
