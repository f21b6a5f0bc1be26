package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"saywhen/storage"
)

// Sink takes the records of a project as they are read, in the order of the
// file: whatever a record refers to may come later only within its own section.
// A function that is nil is not called; an error that it returns ends the
// reading and comes back with the record's name and line.
type Sink struct {
	Meta        func(map[string]string) error
	Coder       func(storage.Coder) error
	Actor       func(storage.Actor) error
	Affiliation func(storage.Affiliation) error
	Verb        func(storage.Verb) error
	Claim       func(storage.Claim) error
	Document    func(storage.Document) error
	Statement   func(storage.Statement) error
	Relation    func(storage.Relation) error
	Period      func(storage.Period) error
	Callout     func(storage.Callout) error
	View        func(storage.SavedView) error
	// End is told the name of each section after its last record.
	End func(section string) error
}

// ReadJSON reads what WriteJSON wrote. It is strict: an unknown or missing
// field, a value of the wrong type, an id that stands twice, sections out of
// order or anything after the end is an error, a *RecordError wherever a place
// can be named. Sections may be missing; they are then empty.
func ReadJSON(r io.Reader, sink Sink) error {
	in := &lineReader{r: r, line: 1}
	d := &jsonReader{in: in, dec: json.NewDecoder(in)}
	if err := d.delim('{'); err != nil {
		return err
	}
	if err := d.head(); err != nil {
		return err
	}
	next := 0
	for d.dec.More() {
		name, err := d.key()
		if err != nil {
			return err
		}
		if next, err = place(name, next); err != nil {
			return d.fail(name, err)
		}
		if err := d.section(name, sink); err != nil {
			return err
		}
		if err := d.ended(name, sink); err != nil {
			return err
		}
	}
	if err := d.delim('}'); err != nil {
		return err
	}
	return d.end()
}

var sectionNames = []string{
	"meta", "coders", "actors", "affiliations", "verbs", "claims", "documents", "statements", "relations",
	"periods", "callouts", "views",
}

// place finds a section among those that may still come and returns the number
// of the first that may follow it.
func place(name string, next int) (int, error) {
	for i, s := range sectionNames {
		switch {
		case s != name:
		case i < next:
			return 0, fmt.Errorf("stands twice or too late: the sections are %s, in this order", strings.Join(sectionNames, ", "))
		default:
			return i + 1, nil
		}
	}
	return 0, fmt.Errorf("is not a section: they are %s", strings.Join(sectionNames, ", "))
}

type jsonReader struct {
	in  *lineReader
	dec *json.Decoder
}

// fail blames a section as a whole.
func (d *jsonReader) fail(section string, err error) error {
	return &RecordError{Section: section, Line: d.line(), Err: err}
}

func (d *jsonReader) line() int { return d.in.lineAt(d.dec.InputOffset()) }

// syntax turns the decoder's error into a place and a sentence.
func (d *jsonReader) syntax(err error) error {
	var s *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &RecordError{Line: d.in.lineAt(d.in.read), Err: errors.New("the file ends too early; it may have been cut")}
	case errors.As(err, &s):
		return &RecordError{Line: d.line(), Err: fmt.Errorf("is not JSON: %s", s.Error())}
	}
	return err
}

func (d *jsonReader) delim(want json.Delim) error {
	t, err := d.dec.Token()
	if err != nil {
		return d.syntax(err)
	}
	if t != want {
		return d.fail("", fmt.Errorf("%q was expected, not %s", want, tokenName(t)))
	}
	return nil
}

func tokenName(t json.Token) string {
	switch t := t.(type) {
	case nil:
		return "null"
	case json.Delim:
		return strconv.Quote(t.String())
	case string:
		return "a text"
	case bool:
		return "true or false"
	}
	return "a number"
}

func (d *jsonReader) key() (string, error) {
	t, err := d.dec.Token()
	if err != nil {
		return "", d.syntax(err)
	}
	s, ok := t.(string)
	if !ok {
		return "", d.fail("", fmt.Errorf("a name was expected, not %s", tokenName(t)))
	}
	return s, nil
}

// head reads "format" and "version", which come first.
func (d *jsonReader) head() error {
	var format string
	var version int
	for _, m := range []struct {
		name  string
		value any
	}{{"format", &format}, {"version", &version}} {
		if !d.dec.More() {
			return d.fail("", fmt.Errorf("%q is missing: this is no Saywhen project", m.name))
		}
		name, err := d.key()
		if err != nil {
			return err
		}
		if name != m.name {
			return d.fail("", fmt.Errorf("%q is missing before %q: this is no Saywhen project", m.name, name))
		}
		if err := d.dec.Decode(m.value); err != nil {
			return d.valueError(m.name, err)
		}
		if format != FormatName {
			return d.fail("", fmt.Errorf("the format is %q, not %q: this is no Saywhen project", format, FormatName))
		}
	}
	switch {
	case version > FormatVersion:
		return d.fail("", fmt.Errorf("made by a newer version of Saywhen (format %d, this one reads up to %d)", version, FormatVersion))
	case version < 1:
		return d.fail("", fmt.Errorf("format version %d does not exist", version))
	}
	return nil
}

func (d *jsonReader) valueError(name string, err error) error {
	var t *json.UnmarshalTypeError
	if errors.As(err, &t) {
		return &RecordError{Line: d.line(), Field: name, Err: typeError(t)}
	}
	return d.syntax(err)
}

func (d *jsonReader) end() error {
	switch _, err := d.dec.Token(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return d.syntax(err)
	}
	return d.fail("", errors.New("there is something after the end of the project"))
}

func (d *jsonReader) ended(section string, s Sink) error {
	if s.End == nil {
		return nil
	}
	if err := s.End(section); err != nil {
		return d.fail(section, err)
	}
	return nil
}

func (d *jsonReader) section(name string, s Sink) error {
	switch name {
	case "meta":
		return d.meta(s.Meta)
	case "coders":
		return readRecords(d, name, storage.Coder{}, coderID, checkCoder, s.Coder)
	case "actors":
		return readRecords(d, name, storage.Actor{Colour: storage.NoColour}, actorID, checkActor, s.Actor)
	case "affiliations":
		return readRecords(d, name, storage.Affiliation{}, affiliationID, checkAffiliation, s.Affiliation)
	case "verbs":
		return readRecords(d, name, storage.Verb{}, verbID, checkVerb, s.Verb)
	case "claims":
		return readRecords(d, name, storage.Claim{}, claimID, checkClaim, s.Claim)
	case "documents":
		return readRecords(d, name, storage.Document{}, documentID, checkDocument, s.Document)
	case "statements":
		return readRecords(d, name, storage.Statement{Certainty: storage.NoCertainty}, statementID, checkStatement, s.Statement)
	case "relations":
		return readRecords(d, name, storage.Relation{}, relationID, checkRelation, s.Relation)
	case "periods":
		return readRecords(d, name, storage.Period{Colour: storage.NoColour}, periodID, checkPeriod, s.Period)
	case "callouts":
		return readRecords(d, name, storage.Callout{}, calloutID, checkCallout, s.Callout)
	}
	return readRecords(d, name, storage.SavedView{}, viewID, checkView, s.View)
}

func (d *jsonReader) meta(put func(map[string]string) error) error {
	var meta map[string]string
	if err := d.dec.Decode(&meta); err != nil {
		return d.valueError("meta", err)
	}
	if put == nil {
		return nil
	}
	if err := put(meta); err != nil {
		return d.fail("meta", err)
	}
	return nil
}

// readRecords reads one array. Every record begins as a copy of fresh, so that
// fields which are left out have their defaults.
func readRecords[T any](
	d *jsonReader, section string, fresh T, id func(*T) storage.ID, check func(*T) error, put func(T) error,
) error {
	if err := d.delim('['); err != nil {
		return err
	}
	seen := map[storage.ID]struct{}{}
	for n := 1; d.dec.More(); n++ {
		var raw json.RawMessage
		if err := d.dec.Decode(&raw); err != nil {
			return d.syntax(err)
		}
		v := fresh
		err := decodeRecord(raw, &v)
		if err == nil {
			err = checkRecord(&v, id(&v), seen, check)
		}
		if err == nil && put != nil {
			err = put(v)
		}
		if err != nil {
			return d.recordError(section, n, id(&v), raw, err)
		}
	}
	return d.delim(']')
}

func checkRecord[T any](v *T, id storage.ID, seen map[storage.ID]struct{}, check func(*T) error) error {
	if id <= 0 {
		return &fieldError{"id", errMissingID}
	}
	if _, twice := seen[id]; twice {
		return &fieldError{"id", errors.New("stands twice in this section")}
	}
	seen[id] = struct{}{}
	return check(v)
}

var errMissingID = errors.New("is missing or no positive number")

// decodeRecord reads one record and refuses what encoding/json would let pass:
// unknown fields and text that is not UTF-8.
func decodeRecord(raw []byte, v any) error {
	if !utf8.Valid(raw) {
		return errors.New("holds text that is not UTF-8")
	}
	if raw[0] != '{' {
		return errors.New("is not an object")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}
