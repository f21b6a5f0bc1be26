package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"saywhen/storage"
)

// spanJoin stands between the parts of a quote that has several spans.
const spanJoin = " … "

// spanFault says what is wrong with the spans of a citation in the text of its
// version, or "". Spans lie inside the text, on the borders of characters,
// ascending and without overlap, and the quote is what they hold.
func spanFault(text string, c storage.Citation) string {
	if len(c.Spans) == 0 {
		return ""
	}
	parts := make([]string, len(c.Spans))
	end := 0
	for i, s := range c.Spans {
		switch {
		case s.Start < 0 || s.End > len(text):
			return fmt.Sprintf("the marked passage %d–%d lies outside the document's text of %d bytes", s.Start, s.End, len(text))
		case s.Start >= s.End:
			return fmt.Sprintf("the marked passage %d–%d holds nothing", s.Start, s.End)
		case s.Start < end:
			return fmt.Sprintf("the marked passage %d–%d begins before the one in front of it ends", s.Start, s.End)
		case !borders(text, s.Start) || !borders(text, s.End):
			return fmt.Sprintf("the marked passage %d–%d cuts a character in two", s.Start, s.End)
		}
		end = s.End
		parts[i] = text[s.Start:s.End]
	}
	if marked := strings.Join(parts, spanJoin); marked != c.Quote {
		return fmt.Sprintf("the quote %q is not what is marked in the document: %q", oneLine(c.Quote, 60), oneLine(marked, 60))
	}
	return ""
}

// borders reports whether a byte offset lies between two characters.
func borders(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// checksumFault says what is wrong with the checksum of a version, or "".
func checksumFault(v storage.Version) string {
	sum := sha256.Sum256([]byte(v.Text))
	if hex.EncodeToString(sum[:]) == v.SHA256 {
		return ""
	}
	return fmt.Sprintf("the text of version %d is not the one that was stored: its checksum is different", v.Number)
}

// oneLine is text on one line, cut at limit runes with an ellipsis.
func oneLine(text string, limit int) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
			n++
		}
		if n++; n > limit {
			return cutRunes(b.String(), limit-1) + "…"
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cutRunes is the first n runes of text, without spaces at the end.
func cutRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return strings.TrimRight(text[:i], " ")
		}
		n--
	}
	return strings.TrimRight(text, " ")
}
