package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxRow is the length in bytes of the longest row; beyond it a quotation mark
// was most likely left open.
const maxRow = 64 << 20

// scanner splits a table into rows as RFC 4180 has it: a field may be quoted,
// quoted fields may hold separators, line breaks (kept byte for byte, unlike
// encoding/csv) and doubled quotes. A quote inside a field that does not begin
// with one is ordinary text. Empty lines are no rows.
type scanner struct {
	r     *bufio.Reader
	comma byte
	line  int // of the next byte, from 1
	max   int // longest row in bytes
	buf   []byte
	ends  []int // where in buf each field ends
	cells []string
}

func newScanner(r *bufio.Reader, comma byte) *scanner {
	return &scanner{r: r, comma: comma, line: 1, max: maxRow}
}

var (
	errOpenQuote  = errors.New("a quotation mark is opened here and never closed")
	errAfterQuote = errors.New("there is text between a closing quotation mark and the next separator")
)

// next reads one row and the line on which it begins. The slice holds until the
// next call, the texts for good. The error is io.EOF after
// the last row, a *Problem when only this row is wrong.
func (s *scanner) next() (fields []string, line int, err error) {
	for {
		line = s.line
		raw, err := s.readLine()
		if err != nil {
			return nil, line, err
		}
		if len(trimEOL(raw)) == 0 {
			continue
		}
		if err := s.row(raw, line); err != nil {
			return nil, line, err
		}
		return s.split(), line, nil
	}
}

// readLine gives the next line with its end; the bytes hold until the next
// call. A last line without an end is one too.
func (s *scanner) readLine() ([]byte, error) {
	raw, err := s.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		long := bytes.Clone(raw)
		for errors.Is(err, bufio.ErrBufferFull) && len(long) <= s.max {
			raw, err = s.r.ReadSlice('\n')
			long = append(long, raw...)
		}
		raw = long
	}
	if err != nil && !errors.Is(err, io.EOF) {
		if errors.Is(err, bufio.ErrBufferFull) {
			err = s.tooLong(s.line)
		}
		return nil, err
	}
	if len(raw) == 0 {
		return nil, io.EOF
	}
	s.line++
	return raw, nil
}

func (s *scanner) tooLong(line int) error {
	return fmt.Errorf("the row on line %d is longer than %d bytes: is a quotation mark left open?", line, s.max)
}

func trimEOL(raw []byte) []byte {
	raw = bytes.TrimSuffix(raw, []byte("\n"))
	return bytes.TrimSuffix(raw, []byte("\r"))
}

// row takes the fields of one row apart into buf and ends, reading further
// lines while a quote is open.
func (s *scanner) row(raw []byte, line int) error {
	s.buf, s.ends = s.buf[:0], s.ends[:0]
	for {
		if raw[0] != '"' {
			var last bool
			if raw, last = s.plain(raw); last {
				return nil
			}
			continue
		}
		rest, err := s.quoted(raw[1:], line)
		if err != nil {
			return err
		}
		s.ends = append(s.ends, len(s.buf))
		switch end := trimEOL(rest); {
		case len(end) == 0:
			return nil
		case end[0] != s.comma:
			return &Problem{Line: line, Reason: errAfterQuote.Error()}
		case len(rest) == 1: // the file ends behind a separator
			s.ends = append(s.ends, len(s.buf))
			return nil
		}
		raw = rest[1:]
	}
}

// plain reads a field without quotes and says whether it was the row's last.
func (s *scanner) plain(raw []byte) (rest []byte, last bool) {
	i := bytes.IndexByte(raw, s.comma)
	if i < 0 {
		s.buf = append(s.buf, trimEOL(raw)...)
		s.ends = append(s.ends, len(s.buf))
		return nil, true
	}
	s.buf = append(s.buf, raw[:i]...)
	s.ends = append(s.ends, len(s.buf))
	if i+1 == len(raw) {
		s.ends = append(s.ends, len(s.buf))
		return nil, true
	}
	return raw[i+1:], false
}

// quoted reads up to the closing quote, over as many lines as it takes, and
// gives what stands behind it on its line.
func (s *scanner) quoted(raw []byte, line int) ([]byte, error) {
	for {
		i := bytes.IndexByte(raw, '"')
		switch {
		case i < 0:
			s.buf = append(s.buf, raw...)
			if len(s.buf) > s.max {
				return nil, s.tooLong(line)
			}
			more, err := s.readLine()
			if errors.Is(err, io.EOF) {
				return nil, &Problem{Line: line, Reason: errOpenQuote.Error()}
			}
			if err != nil {
				return nil, err
			}
			raw = more
		case i+1 < len(raw) && raw[i+1] == '"':
			s.buf = append(s.buf, raw[:i+1]...)
			raw = raw[i+2:]
		default:
			s.buf = append(s.buf, raw[:i]...)
			return raw[i+1:], nil
		}
		if len(raw) == 0 {
			raw = nil
		}
	}
}

// split gives the row's fields, slices of one string.
func (s *scanner) split() []string {
	all := string(s.buf)
	s.cells = s.cells[:0]
	from := 0
	for _, to := range s.ends {
		s.cells = append(s.cells, all[from:to])
		from = to
	}
	return s.cells
}

// sniff chooses the separator: the one that stands most often outside quotes on
// the first line.
func sniff(r *bufio.Reader) byte {
	head, _ := r.Peek(peekSize)
	counts := map[byte]int{}
	quoted := false
	for _, b := range head {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n' && len(counts) > 0:
			return most(counts)
		case b == ',' || b == ';' || b == '\t':
			counts[b]++
		case b == '\n':
			return ','
		}
	}
	return most(counts)
}

func most(counts map[byte]int) byte {
	best := byte(',')
	for _, b := range []byte(",\t;") {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}
