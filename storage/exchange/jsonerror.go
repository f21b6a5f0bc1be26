package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"saywhen/storage"
)

// Where a JSON project is wrong, in a person's words.

// RecordError says which record of a JSON project is wrong, and how.
type RecordError struct {
	Section string     // "actors"; "" for the file as a whole
	Number  int        // of the record within its section, from 1; 0 for the section
	ID      storage.ID // 0 when it could not be read
	Line    int        // from 1
	Field   string     // "" when no single field is to blame
	Err     error
}

func (e *RecordError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d: ", e.Line)
	if e.Section != "" {
		b.WriteString(e.Section)
		if e.Number > 0 {
			fmt.Fprintf(&b, ", record %d", e.Number)
		}
		if e.ID != 0 {
			fmt.Fprintf(&b, " (id %v)", e.ID)
		}
		b.WriteString(": ")
	}
	if e.Field != "" {
		fmt.Fprintf(&b, "%q ", e.Field)
	}
	return b.String() + e.Err.Error()
}

func (e *RecordError) Unwrap() error { return e.Err }

// fieldError blames a field of the record that is being checked.
type fieldError struct {
	field string
	err   error
}

func (e *fieldError) Error() string { return strconv.Quote(e.field) + " " + e.err.Error() }
func (e *fieldError) Unwrap() error { return e.err }

// recordError names the record, the line and, where it can, the field.
func (d *jsonReader) recordError(section string, n int, id storage.ID, raw []byte, err error) error {
	e := &RecordError{Section: section, Number: n, ID: id, Err: err}
	e.Line = d.line() - bytes.Count(raw, []byte("\n"))
	var wrongType *json.UnmarshalTypeError
	var wrongID *strconv.NumError
	var field *fieldError
	switch {
	case errors.As(err, &field):
		e.Field, e.Err = field.field, field.err
	case errors.As(err, &wrongType):
		e.Line += bytes.Count(raw[:min(int(wrongType.Offset), len(raw))], []byte("\n"))
		e.Field, e.Err = wrongType.Field, typeError(wrongType)
	case errors.As(err, &wrongID):
		e.Err = fmt.Errorf("%q is no id: ids are whole numbers written as text", wrongID.Num)
	default:
		if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			e.Field, e.Err = strings.Trim(name, `"`), errors.New("is no field of this record")
		}
	}
	return e
}

func typeError(t *json.UnmarshalTypeError) error {
	want := map[string]string{"string": "a text", "bool": "true or false", "slice": "a list", "struct": "an object", "map": "an object with texts"}
	w, ok := want[t.Type.Kind().String()]
	if !ok {
		w = "a whole number within bounds"
		if strings.HasPrefix(t.Type.Kind().String(), "float") {
			w = "a number"
		}
	}
	if t.Type.Name() == "ID" {
		w = "an id: a whole number written as text"
	}
	return fmt.Errorf("must be %s, not %s", w, t.Value)
}

// lineReader counts lines behind a decoder that reads ahead: it keeps what was
// read since the place that was asked for last.
type lineReader struct {
	r    io.Reader
	read int64 // bytes given out
	base int64 // offset of kept[0]
	kept []byte
	line int // at base
}

func (l *lineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.kept = append(l.kept, p[:n]...)
	l.read += int64(n)
	return n, err
}

// lineAt gives the line of an offset, which must not go back before the one
// that was asked for last.
func (l *lineReader) lineAt(offset int64) int {
	n := int(min(max(offset-l.base, 0), int64(len(l.kept))))
	l.line += bytes.Count(l.kept[:n], []byte("\n"))
	l.kept = append(l.kept[:0], l.kept[n:]...)
	l.base += int64(n)
	return l.line
}
