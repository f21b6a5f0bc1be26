package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// Mending makes a row one that the project may hold. It changes as little as it
// can, says what it changed, and drops a row only when what is left of it says
// nothing. A word that cannot be read becomes “(lost)”.

const (
	lostName  = "(lost)"
	lostClass = string(storage.Report)
)

// lineColumns hold one line of text, without control characters.
var lineColumns = map[string]bool{
	"name": true, "lang": true, "role": true, "title": true, "author": true, "url": true, "language": true,
	"label": true, "code": true, "place": true, "key": true, "edtf": true, "zone": true, "anchor": true,
}

// mendAlone looks at a row by itself. It says why nothing is left of it, or "".
func (m *mender) mendAlone(t *table, row []any) (gone string) {
	m.mendText(t, row)
	switch t.name {
	case "actor":
		m.mendActor(t, row)
	case "alias", "verb_alias":
		return blankFault(row[2])
	case "tag":
		return blankFault(row[1])
	case "coder":
		m.mendName(t, row, "name")
	case "affiliation", "document":
		m.mendDate(t, row)
	case "version":
		m.mendVersion(t, row)
	case "claim":
		m.mendWord(t, row, "kind", string(storage.Factual), oneOf(row[2], storage.ClaimKinds))
		m.mendName(t, row, "text")
	case "verb":
		m.mendVerb(t, row)
	case "period", "saved_view":
		m.mendContext(t, row)
	case "statement":
		m.mendStatement(t, row)
	default:
		return smallFault(t, row)
	}
	return ""
}

// smallFault is for rows that are dropped when they are wrong.
func smallFault(t *table, row []any) string {
	switch t.name {
	case "callout":
		return mendCallout(row)
	case "party":
		if !oneOf(row[2], partyRoles) {
			return "its role cannot be read"
		}
	case "position":
		return stanceFault(row[3])
	case "span":
		if start, stop := row[2].(int64), row[3].(int64); start < 0 || stop <= start {
			return "its bounds cannot be"
		}
	case "relation":
		if !oneOf(row[2], storage.RelationKinds) || row[1] == row[3] {
			return "its kind cannot be read"
		}
	}
	return ""
}

func blankFault(v any) string {
	if strings.TrimSpace(v.(string)) == "" {
		return "it is empty"
	}
	return ""
}

// mendText takes out what is no text.
func (m *mender) mendText(t *table, row []any) {
	for i, v := range row {
		text, ok := v.(string)
		if !ok {
			continue
		}
		better := text
		if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
			better = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
		}
		if lineColumns[t.columns[i]] && strings.IndexFunc(better, unicode.IsControl) >= 0 {
			better = strings.Map(func(r rune) rune {
				if unicode.IsControl(r) {
					return '\uFFFD'
				}
				return r
			}, better)
		}
		if better != text {
			row[i] = better
			m.mended(t, row, "a part of its %s could not be read", said(t.columns[i]))
		}
	}
}

// said is a column as a person calls it.
func said(column string) string {
	switch column {
	case "lang":
		return "language"
	case "edtf":
		return "date"
	}
	return column
}

// mendName fills in a name that is gone.
func (m *mender) mendName(t *table, row []any, column string) {
	i := t.at(column)
	if blankFault(row[i]) != "" {
		row[i] = lostName
		m.mended(t, row, "its %s is lost", said(column))
	}
}

// mendWord puts a word of a list in the place of one that is none.
func (m *mender) mendWord(t *table, row []any, column, better string, good bool) {
	if !good {
		row[t.at(column)] = better
		m.mended(t, row, "its %s is lost; it is “%s” now", said(column), better)
	}
}

// mendNumber sets a number that cannot be to one that can.
func (m *mender) mendNumber(t *table, row []any, column string, first, last int64, better any) {
	i := t.at(column)
	n, ok := row[i].(int64)
	if ok && (n < first || n > last) {
		row[i] = better
		m.mended(t, row, "its value of “%s” is lost", said(column))
	}
}

func (m *mender) mendActor(t *table, row []any) {
	m.mendWord(t, row, "kind", string(storage.Group), oneOf(row[1], storage.ActorKinds))
	m.mendName(t, row, "name")
	m.mendNumber(t, row, "colour", 0, 0xFFFFFF, nil)
	m.mendNumber(t, row, "pinned", 0, 1, int64(0))
	m.mendNumber(t, row, "hidden", 0, 1, int64(0))
	i := t.at("pos")
	if f := row[i].(float64); f-f != 0 { // not a number, or without end
		row[i] = float64(0)
	}
}

func (m *mender) mendVerb(t *table, row []any) {
	m.mendWord(t, row, "class", lostClass, oneOf(row[3], storage.Classes))
	label := row[1].(string)
	if blankFault(label) != "" || m.labels[label] {
		row[1] = m.freeLabel()
		m.mended(t, row, "its label is lost or that of another verb; it is “%s” now", row[1])
	}
	m.labels[row[1].(string)] = true
}

// mendVersion gives a version a number of its own and the checksum of its text.
func (m *mender) mendVersion(t *table, row []any) {
	numbers := m.numbers[row[1].(int64)]
	if numbers == nil {
		numbers = map[int64]bool{}
		m.numbers[row[1].(int64)] = numbers
	}
	if n := row[2].(int64); n < 1 || numbers[n] {
		for n = 1; numbers[n]; n++ {
		}
		row[2] = n
		m.mended(t, row, "the number of a version is lost; it is %d now", n)
	}
	numbers[row[2].(int64)] = true
	sum := checksum(row[3].(string))
	better := m.second.texts[row[0].(int64)]
	switch {
	case sum == row[4]:
	case better != nil:
		row[3], row[4] = better[3], better[4]
		m.mended(t, row, "the text of version %d was damaged, and is again as the history has it", row[2])
	default:
		row[4] = sum
		m.mended(t, row, "the text of version %d is not the one that was stored: read it against the article", row[2])
	}
}

func (m *mender) mendStatement(t *table, row []any) {
	m.mendDate(t, row)
	m.mendNumber(t, row, "repeated", 0, 1, int64(0))
	m.mendNumber(t, row, "certainty", 0, 100, nil)
	if i := t.at("grade"); !validGrade(row[i].(string)) {
		row[i] = ""
		m.mended(t, row, "its grade is lost")
	}
}

// mendDate makes the corners those of the date, or leaves the wording alone of
// a date that cannot be read.
func (m *mender) mendDate(t *table, row []any) {
	first := t.at("wording")
	old := row[first : first+12]
	d, whole := dateOf(old)
	if whole && dateFault(d, m.zones.load) == "" && d.Kind <= edtf.AllOf {
		return
	}
	better, err := edtf.Resolve(d.EDTF, d.Zone)
	if err != nil {
		better, err = edtf.Resolve(d.EDTF, "")
	}
	what := "the corners of its date are computed anew"
	switch {
	case d.EDTF == "":
		what = "its date is lost"
	case err != nil:
		what = "its date “" + oneLine(d.EDTF, 40) + "” cannot be read"
		better = edtf.Date{}
	case better.Zone != d.Zone:
		what = "the time zone of its date is lost, so that it is UTC now"
	}
	better.Wording, better.Sequence, better.Anchor = d.Wording, d.Sequence, d.Anchor
	if better.IsZero() && better.Wording == "" {
		better.Wording = d.EDTF
	}
	copy(old, dateRow(better))
	m.mended(t, row, "%s", what)
}

// dateOf is the opposite of dateRow; whole is false when a corner is missing,
// or a number beyond its column's rules.
func dateOf(row []any) (d edtf.Date, whole bool) {
	kind, precision, qualifier := row[3].(int64), row[4].(int64), row[5].(int64)
	d = edtf.Date{
		Wording: row[0].(string), EDTF: row[1].(string), Zone: row[2].(string),
		Kind: edtf.Kind(kind), Precision: edtf.Precision(precision), Qualifier: edtf.Qualifier(qualifier),
		Anchor: row[6].(string), Sequence: int(row[7].(int64)),
	}
	corners := [4]int64{}
	missing := 0
	for i := range corners {
		n, ok := row[8+i].(int64)
		if corners[i] = n; !ok {
			missing++
		}
	}
	d.Corners = edtf.Corners{EarliestStart: corners[0], LatestStart: corners[1], EarliestEnd: corners[2], LatestEnd: corners[3]}
	small := min(kind, precision, qualifier) >= 0 && kind <= int64(edtf.AllOf) && max(precision, qualifier) <= 255
	return d, small && (d.EDTF == "" && missing == 4 || d.EDTF != "" && missing == 0)
}
