package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestScannerReadsWhatTheStandardWriterWrites compares with what went in, which
// encoding/csv's own reader cannot give back: it drops carriage returns.
func TestScannerReadsWhatTheStandardWriterWrites(t *testing.T) {
	d := newDice(3)
	pieces := append([]string{"", "\r", "\r\n", "\n", `"`, `""`, ",", ";", "x"}, awkward...)
	for range 500 {
		var want [][]string
		width := 1 + d.IntN(4)
		for range 1 + d.IntN(5) {
			row := make([]string, width)
			for i := range row {
				for range d.IntN(4) {
					row[i] += pieces[d.IntN(len(pieces))]
				}
			}
			if width == 1 && row[0] == "" {
				row[0] = "x" // an empty line is no row
			}
			want = append(want, row)
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.UseCRLF = false
		if err := w.WriteAll(want); err != nil {
			t.Fatal(err)
		}
		if got := scanAll(t, out.String(), 16); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %q\nwant %q\nof %q", got, want, out.String())
		}
	}
}

func scanAll(t *testing.T, in string, buffer int) (rows [][]string) {
	t.Helper()
	s := newScanner(bufio.NewReaderSize(strings.NewReader(in), buffer), ',')
	for {
		fields, _, err := s.next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatalf("%v in %q", err, in)
		}
		rows = append(rows, slices.Clone(fields))
	}
}

func TestScanner(t *testing.T) {
	for in, want := range map[string][][]string{
		"a,b\r\nc,d\r\n":   {{"a", "b"}, {"c", "d"}},
		"a,b":              {{"a", "b"}},
		"a,":               {{"a", ""}},
		"a,\n":             {{"a", ""}},
		",":                {{"", ""}},
		`"a",`:             {{"a", ""}},
		"\"a\",\r\n":       {{"a", ""}},
		"\"a\r\nb\",c\r\n": {{"a\r\nb", "c"}},
		`"a ""b"" c"`:      {{`a "b" c`}},
		`""`:               {{""}},
		`"""",x`:           {{`"`, "x"}},
		"a\"b,c\n":         {{`a"b`, "c"}},
		"\n\na\n\n":        {{"a"}},
		"":                 nil,
		"\"a\n\"\n":        {{"a\n"}},
		"\"a\"\"\nb\"\n":   {{"a\"\nb"}},
	} {
		if got := scanAll(t, in, 16); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestScannerCountsLines(t *testing.T) {
	s := newScanner(bufio.NewReader(strings.NewReader("a\n\n\"b\nb\"\nc")), ',')
	var lines []int
	for {
		_, line, err := s.next()
		if err != nil {
			break
		}
		lines = append(lines, line)
	}
	if !reflect.DeepEqual(lines, []int{1, 3, 5}) {
		t.Error(lines)
	}
}

// endless gives one line again and again.
type endless struct{ line string }

func (e endless) Read(p []byte) (int, error) { return copy(p, e.line), nil }

func TestScannerRefusesEndlessRows(t *testing.T) {
	for _, in := range []io.Reader{
		endless{"aaaaaaaaaaaaa"},
		io.MultiReader(strings.NewReader("x,\""), endless{"aaaa"}),
		io.MultiReader(strings.NewReader("x,\""), endless{"a\n"}),
	} {
		s := newScanner(bufio.NewReader(in), ',')
		s.max = 1 << 16
		if _, _, err := s.next(); err == nil || !strings.Contains(err.Error(), "line 1 is longer than 65536 bytes") {
			t.Error(err)
		}
	}
}

func TestSniff(t *testing.T) {
	for in, want := range map[string]byte{
		"a,b;c,d\n":          ',',
		"a;b;c\n":            ';',
		"a\tb,c\td\n":        '\t',
		"\"a;b;c;d\",e\nx;y": ',',
		"one\na;b":           ',',
		"":                   ',',
	} {
		if got := sniff(bufio.NewReader(strings.NewReader(in))); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
