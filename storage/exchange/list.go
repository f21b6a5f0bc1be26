package exchange

import (
	"errors"
	"strconv"
	"strings"

	"saywhen/storage"
)

// A cell that holds several things separates them by ";" and a space. A
// backslash takes its meaning from ";", "=", another backslash, and from a
// space at an item's ends, so that every list comes back as it was; only an
// empty item cannot be written, and nothing that is listed may be empty.

func writeList(items []string) string {
	texts := make([]string, 0, len(items))
	for _, s := range items {
		texts = append(texts, escape(s, `\;`))
	}
	return strings.Join(texts, "; ")
}

// escape puts a backslash before each of the characters and before blanks at
// the ends.
func escape(s, special string) string {
	if !strings.ContainsAny(s, special) && s == strings.TrimSpace(s) {
		return s
	}
	trimmed := strings.TrimSpace(s)
	start := strings.Index(s, trimmed)
	end := start + len(trimmed)
	var b strings.Builder
	for i, r := range s {
		if i < start || i >= end || strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// readList takes a list apart. Empty items are left out, so that "a; " is one.
func readList(cell string) []string {
	var items []string
	if !strings.ContainsAny(cell, `\;`) {
		if s := strings.TrimSpace(cell); s != "" {
			items = append(items, s)
		}
		return items
	}
	for cell != "" {
		var item string
		item, cell = cutAt(cell, ';')
		if s, some := unescape(item); some {
			items = append(items, s)
		}
	}
	return items
}

// cutAt cuts at the first sep that no backslash stands before.
func cutAt(s string, sep byte) (before, after string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case sep:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// unescape removes backslashes and the blanks around an item that none stands
// before; some is false when nothing was there at all.
func unescape(s string) (item string, some bool) {
	s = strings.TrimLeft(s, " \t\r\n")
	if s == "" {
		return "", false
	}
	var b strings.Builder
	end := 0 // of what must stay
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		if runes[i] == '\\' {
			if i++; i < len(runes) {
				b.WriteRune(runes[i])
			}
			end = b.Len()
			continue
		}
		b.WriteRune(runes[i])
		if !strings.ContainsRune(" \t\r\n", runes[i]) {
			end = b.Len()
		}
	}
	return b.String()[:end], true
}

// Ids are written with "#" before them: a spreadsheet would take 19 digits for
// a number, round it and lose the record.

func writeID(id storage.ID) string {
	if id == 0 {
		return ""
	}
	return "#" + id.String()
}

var errID = errors.New("is no id: ids are whole numbers, with or without # before them")

func readID(cell string) (storage.ID, error) {
	cell = strings.TrimPrefix(strings.TrimSpace(cell), "#")
	if cell == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil || n <= 0 {
		return 0, errID
	}
	return storage.ID(n), nil
}

func writeIDs(ids []storage.ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = writeID(id)
	}
	return strings.Join(texts, "; ")
}

func readIDs(cell string) ([]storage.ID, error) {
	var ids []storage.ID
	for s := range strings.SplitSeq(cell, ";") {
		id, err := readID(s)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// A position is "claim=stance"; the stance is a number from -2 to 2 or its name.

func writePosition(claim string, s storage.Stance) string {
	return escape(claim, `\;=`) + "=" + strconv.Itoa(int(s))
}

func readPosition(item string) (claim string, s storage.Stance, err error) {
	claim, stance := cutAt(item, '=')
	if stance == "" {
		return "", 0, errors.New(`has a claim without a stance: write "claim=2"`)
	}
	claim, _ = unescape(claim)
	s, err = readStance(stance)
	return claim, s, err
}

var errStance = errors.New("holds a stance that is no number from -2 to 2 and no name of one")

func readStance(text string) (storage.Stance, error) {
	text = strings.TrimSpace(text)
	if n, err := strconv.Atoi(strings.TrimPrefix(text, "+")); err == nil {
		if n < -2 || n > 2 {
			return 0, errStance
		}
		return storage.Stance(n), nil
	}
	for s := storage.Stance(-2); s <= 2; s++ {
		if strings.EqualFold(text, s.Name(storage.Factual)) || strings.EqualFold(text, s.Name(storage.Normative)) {
			return s, nil
		}
	}
	return 0, errStance
}

// readPositions takes a list of positions apart. Its items keep their
// backslashes until each is cut at "=".
func readPositions(cell string) (claims []string, stances []storage.Stance, err error) {
	for cell != "" {
		var item string
		item, cell = cutAt(cell, ';')
		if strings.TrimSpace(item) == "" {
			continue
		}
		claim, s, err := readPosition(item)
		if err != nil {
			return nil, nil, err
		}
		claims, stances = append(claims, claim), append(stances, s)
	}
	return claims, stances, nil
}
