package paint

// clean gives the runes of a text that can be drawn on one line: white space of
// any kind becomes a space; control characters, non-characters and explicit
// bidi formatting (which could make a name look like another) are left out.
// Bytes that are not UTF-8 become U+FFFD.
func clean(text string) []rune {
	rs := make([]rune, 0, min(len(text), maxRunes))
	for _, r := range text {
		if len(rs) == maxRunes {
			break
		}
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == 0x0B || r == 0x0C || r == 0x85 || r == 0x2028 || r == 0x2029:
			rs = append(rs, ' ')
		case stripped(r):
		default:
			rs = append(rs, r)
		}
	}
	return rs
}

// stripped reports characters that are drawn as nothing and change nothing.
func stripped(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0: // C0, C1
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF: // non-characters
		return true
	}
	return r == 0xFEFF || r >= 0xFFF9 && r <= 0xFFFB
}

// head returns the first n runes' worth of a text, in bytes that may be more:
// it is there to keep very long texts cheap, and what it returns is still wider
// than the room, or else made of characters that have no width.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}
