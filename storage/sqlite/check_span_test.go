package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"saywhen/storage"
)

func TestSpanFault(t *testing.T) {
	const text = "He said: قبول نداریم, and left."
	//            0123456789 (two bytes a Persian letter)
	at := func(s string) storage.Span {
		i := strings.Index(text, s)
		return storage.Span{Start: i, End: i + len(s)}
	}
	of := func(start, end int) storage.Span { return storage.Span{Start: start, End: end} }
	tests := []struct {
		name  string
		spans []storage.Span
		quote string
		want  string // part of the message; "" when all is well
	}{
		{"no spans, any quote", nil, "free", ""},
		{"one", []storage.Span{at("قبول")}, "قبول", ""},
		{"two", []storage.Span{at("He"), at("left")}, "He … left", ""},
		{"touching", []storage.Span{of(0, 2), of(2, 7)}, "He …  said", ""},
		{"to the end", []storage.Span{of(0, len(text))}, text, ""},
		{"beyond the end", []storage.Span{of(0, len(text)+1)}, text, "outside"},
		{"before the start", []storage.Span{of(-1, 2)}, "He", "outside"},
		{"empty", []storage.Span{of(3, 3)}, "", "holds nothing"},
		{"backwards", []storage.Span{of(5, 3)}, "", "holds nothing"},
		{"descending", []storage.Span{at("left"), at("He")}, "left … He", "in front"},
		{"overlapping", []storage.Span{of(0, 4), of(3, 7)}, "", "in front"},
		{"inside a letter at the start", []storage.Span{of(at("قبول").Start+1, at("قبول").End)}, "", "in two"},
		{"inside a letter at the end", []storage.Span{of(at("قبول").Start, at("قبول").End-1)}, "", "in two"},
		{"another quote", []storage.Span{at("He")}, "She", "not what is marked"},
		{"quote joined otherwise", []storage.Span{at("He"), at("left")}, "He left", "not what is marked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := spanFault(text, storage.Citation{Spans: tt.spans, Quote: tt.quote})
			if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
				t.Errorf("spanFault = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestChecksumFault(t *testing.T) {
	sum := sha256.Sum256([]byte("text"))
	v := storage.Version{Number: 2, Text: "text", SHA256: hex.EncodeToString(sum[:])}
	if got := checksumFault(v); got != "" {
		t.Errorf("a whole text: %s", got)
	}
	v.Text = "Text"
	if got := checksumFault(v); !strings.Contains(got, "version 2") {
		t.Errorf("a changed text: %q, want the number of the version", got)
	}
}

func TestOneLine(t *testing.T) {
	tests := []struct {
		text  string
		limit int
		want  string
	}{
		{"", 5, ""},
		{"  a \n\r\n b\t", 5, "a b"},
		{"abcde", 5, "abcde"},
		{"abcdef", 5, "abcd…"},
		{"abc def", 5, "abc…"},
		{"ab\u2028cd", 9, "ab cd"},
		{"سلام بر شما", 6, "سلام…"},
		{"\n\n", 3, ""},
	}
	for _, tt := range tests {
		if got := oneLine(tt.text, tt.limit); got != tt.want {
			t.Errorf("oneLine(%q, %d) = %q, want %q", tt.text, tt.limit, got, tt.want)
		}
	}
}

func FuzzOneLine(f *testing.F) {
	f.Add("a\nb  c", 3)
	f.Add(strings.Repeat("سلام ", 50), 120)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if limit < 1 || limit > 1000 {
			t.Skip()
		}
		got := oneLine(text, limit)
		if n := utf8.RuneCountInString(got); n > limit || strings.ContainsAny(got, "\n\r") {
			t.Errorf("oneLine(%q, %d) = %q, %d runes", text, limit, got, n)
		}
	})
}
