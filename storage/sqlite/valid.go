package sqlite

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Checks that need no look into the file. Their messages are sentences that
// stand beside a field.

// firstError is the first that is one.
func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// checkName is for what stands in one line and identifies something.
func checkName(field, what, s string) error {
	if strings.TrimSpace(s) == "" {
		return fieldErrorf(field, "%s needs a name.", what)
	}
	return checkLine(field, what, s)
}

// checkLine is for what stands in one line and may be empty.
func checkLine(field, what, s string) error {
	if err := checkText(field, what, s); err != nil {
		return err
	}
	if i := strings.IndexFunc(s, unicode.IsControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fieldErrorf(field, "%s has a control character (%U) in it; take it out.", what, r)
	}
	return nil
}

// checkText is for text of any length.
func checkText(field, what, s string) error {
	if !utf8.ValidString(s) {
		return fieldErrorf(field, "%s is not valid UTF-8 text; convert it first.", what)
	}
	if strings.IndexByte(s, 0) >= 0 {
		return fieldErrorf(field, "%s has a NUL character in it; take it out.", what)
	}
	return nil
}

// checkDate accepts no date at all.
func checkDate(field string, d edtf.Date) error {
	for _, part := range []string{d.EDTF, d.Zone, d.Anchor} {
		if err := checkLine(field, "The date", part); err != nil {
			return err
		}
	}
	if err := checkText(field, "The wording of the date", d.Wording); err != nil {
		return err
	}
	switch {
	case d.Kind > edtf.AllOf, d.Precision > edtf.ToSecond, d.Qualifier > edtf.Approximate|edtf.Uncertain:
		return fieldErrorf(field, "The date is of a kind that is not known.")
	case !d.IsZero() && !d.Corners.Valid():
		return fieldErrorf(field, "The date ends before it begins; check its order.")
	}
	return nil
}

// dateRow is the date's columns.
func dateRow(d edtf.Date) []any {
	row := []any{
		d.Wording, d.EDTF, d.Zone, int64(d.Kind), int64(d.Precision), int64(d.Qualifier),
		d.Anchor, int64(d.Sequence), nil, nil, nil, nil,
	}
	if !d.IsZero() {
		c := d.Corners
		row[8], row[9], row[10], row[11] = c.EarliestStart, c.LatestStart, c.EarliestEnd, c.LatestEnd
	}
	return row
}

// orNull is a reference's column: 0 is NULL.
func orNull(id storage.ID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

func oneOrZero(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// validGrade is an Admiralty grade: source A–F, information 1–6.
func validGrade(s string) bool {
	return s == "" || len(s) == 2 && s[0] >= 'A' && s[0] <= 'F' && s[1] >= '1' && s[1] <= '6'
}

// firstTwice gives the first value that comes again.
func firstTwice[T comparable](list []T) (twice T, found bool) {
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			return v, true
		}
	}
	return twice, false
}

// checkSpans looks at spans in the text of their version.
func checkSpans(field, text string, spans []storage.Span) error {
	end := 0
	for i, s := range spans {
		switch {
		case s.Start < 0 || s.Start >= s.End:
			return fieldErrorf(field, "Span %d (%d–%d) is empty or runs backwards.", i+1, s.Start, s.End)
		case s.End > len(text):
			return fieldErrorf(field, "Span %d ends at byte %d, but the text has only %d.", i+1, s.End, len(text))
		case s.Start < end:
			return fieldErrorf(field, "Span %d begins before the one in front of it ends.", i+1)
		case !atRune(text, s.Start) || !atRune(text, s.End):
			return fieldErrorf(field, "Span %d (%d–%d) cuts a character in two.", i+1, s.Start, s.End)
		}
		end = s.End
	}
	return nil
}

func atRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// count says "1 statement", "12 statements".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
