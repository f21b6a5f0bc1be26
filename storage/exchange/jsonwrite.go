package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"saywhen/storage"
)

// The format's name and the newest version that this package writes. A reader
// refuses greater versions. Version 2 has the sections periods, callouts and
// views behind those of version 1. A project without any of the three is written
// as version 1, so that an older program reads it.
const (
	FormatName    = "saywhen"
	FormatVersion = 2
)

// version is the lowest in which the project can be written.
func (p *Project) version() int {
	if len(p.Periods)+len(p.Callouts)+len(p.Views) > 0 {
		return 2
	}
	return 1
}

// WriteJSON writes the whole project. The same project always gives the same
// bytes: records stand in the order of their ids, indented by two spaces, and
// lines end with a line feed. Statements are written as they come and must come
// in the order of their ids. An error of w or of statements ends it.
func WriteJSON(w io.Writer, p Project, statements iter.Seq2[storage.Statement, error]) error {
	buf := bufio.NewWriterSize(w, 1<<16)
	jw := &jsonWriter{w: buf}
	jw.enc = json.NewEncoder(&jw.compact)
	jw.enc.SetEscapeHTML(false)
	fmt.Fprintf(buf, "{\n  \"format\": %q,\n  \"version\": %d", FormatName, p.version())
	if p.Meta == nil {
		p.Meta = map[string]string{}
	}
	jw.member("meta", p.Meta)
	writeRecords(jw, "coders", byID(p.Coders, coderID))
	writeRecords(jw, "actors", byID(p.Actors, actorID))
	writeRecords(jw, "affiliations", byID(p.Affiliations, affiliationID))
	writeRecords(jw, "verbs", byID(p.Verbs, verbID))
	writeRecords(jw, "claims", byID(p.Claims, claimID))
	writeRecords(jw, "documents", byID(p.Documents, documentID))
	if err := jw.statements(statements); err != nil {
		return err
	}
	writeRecords(jw, "relations", byID(p.Relations, relationID))
	if p.version() > 1 {
		writeRecords(jw, "periods", byID(p.Periods, periodID))
		writeRecords(jw, "callouts", byID(p.Callouts, calloutID))
		writeRecords(jw, "views", byID(p.Views, viewID))
	}
	if jw.err != nil {
		return jw.err
	}
	buf.WriteString("\n}\n")
	return buf.Flush()
}

// jsonWriter writes the members of the outermost object one after the other;
// the first error sticks.
type jsonWriter struct {
	w       *bufio.Writer
	enc     *json.Encoder // into compact
	compact bytes.Buffer
	pretty  bytes.Buffer
	err     error
}

func (jw *jsonWriter) member(name string, value any) {
	fmt.Fprintf(jw.w, ",\n  %q: ", name)
	jw.value(value, "  ")
}

// value writes one value whose lines but the first are indented by prefix.
func (jw *jsonWriter) value(v any, prefix string) {
	if jw.err != nil {
		return
	}
	jw.compact.Reset()
	jw.pretty.Reset()
	if jw.err = jw.enc.Encode(v); jw.err != nil {
		return
	}
	one := bytes.TrimSuffix(jw.compact.Bytes(), []byte("\n"))
	if jw.err = json.Indent(&jw.pretty, one, prefix, "  "); jw.err == nil {
		_, jw.err = jw.w.Write(jw.pretty.Bytes())
	}
}

// element writes one record of an array; first tells where the array begins.
func (jw *jsonWriter) element(first bool, v any) {
	if !first {
		jw.w.WriteByte(',')
	}
	jw.w.WriteString("\n    ")
	jw.value(v, "    ")
}

func (jw *jsonWriter) closeArray(empty bool) {
	if !empty {
		jw.w.WriteString("\n  ")
	}
	jw.w.WriteByte(']')
}

func writeRecords[T any](jw *jsonWriter, name string, list []T) {
	fmt.Fprintf(jw.w, ",\n  %q: [", name)
	for i := range list {
		jw.element(i == 0, &list[i])
	}
	jw.closeArray(len(list) == 0)
}

func (jw *jsonWriter) statements(list iter.Seq2[storage.Statement, error]) error {
	fmt.Fprint(jw.w, ",\n  \"statements\": [")
	var last storage.ID
	for s, err := range list {
		if err != nil {
			return err
		}
		if s.ID <= last {
			return fmt.Errorf("statement %v comes after %v: statements must be written in the order of their ids", s.ID, last)
		}
		jw.element(last == 0, &s)
		if jw.err != nil {
			return jw.err
		}
		last = s.ID
	}
	jw.closeArray(last == 0)
	return nil
}
