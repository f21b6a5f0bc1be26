package exchange

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func packed(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// spoiled is s with the byte at i turned over; i counts from the end when it is
// below zero.
func spoiled(s string, i int) string {
	b := []byte(s)
	b[(i+len(b))%len(b)] ^= 0xff
	return string(b)
}

func TestOpen(t *testing.T) {
	for name, c := range map[string]struct {
		in, out string
		kind    Kind
		err     string
	}{
		"table":       {"a,b\n", "a,b\n", TableKind, ""},
		"json":        {" \n{}", " \n{}", JSONKind, ""},
		"mark":        {"\xEF\xBB\xBFa,b", "a,b", TableKind, ""},
		"packed":      {packed("\xEF\xBB\xBF{}"), "{}", JSONKind, ""},
		"packed long": {packed(strings.Repeat("a,b\n", 1<<16)), strings.Repeat("a,b\n", 1<<16), TableKind, ""},
		"empty":       {"", "", 0, "is empty"},
		"blank":       {" \n", "", 0, "is empty"},
		"mark only":   {"\xEF\xBB\xBF", "", 0, "is empty"},
		"database":    {"SQLite format 3\x00...", "", 0, "is a database"},
		"png":         {"\x89PNG\r\n\x1a\n\x00\x00", "", 0, "is not text"},
		"xlsx":        {"PK\x03\x04...", "", 0, "spreadsheet"},
		"utf-16":      {"\xFF\xFEa\x00", "", 0, "UTF-16"},
		"bad gzip":    {"\x1f\x8bxxxxxxxxx", "", 0, "damaged"},
		"cut gzip":    {packed(strings.Repeat("abc", 1000))[:20], "", 0, "ends too early"},
		"worn gzip":   {spoiled(packed(strings.Repeat("abc", 1000)), 14), "", 0, "is damaged"},
		"wrong sum":   {spoiled(packed("a,b"), -8), "", 0, "is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			r, kind, err := Open(strings.NewReader(c.in))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got %v, want %s", err, c.err)
				}
				return
			}
			if err != nil || kind != c.kind {
				t.Fatal(kind, err)
			}
			if out, err := io.ReadAll(r); err != nil || string(out) != c.out {
				t.Errorf("%d bytes, %v", len(out), err)
			}
		})
	}
	if _, _, err := Open(iotest.ErrReader(errors.New("disk gone"))); err == nil || !strings.Contains(err.Error(), "disk gone") {
		t.Error(err)
	}
}
