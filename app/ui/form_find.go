package ui

import (
	"strings"
	"time"
	"unicode"

	"saywhen/app"
	"saywhen/storage/edtf"
	"saywhen/storage/names"
)

// findNames suggests known names of a kind, those of the document and those
// used last first, and to make a new one of what was typed when no known name
// is just that.
func (f *statementForm) findNames(kind app.NameKind, what string) suggester {
	return func(typed string, show func([]suggestion)) {
		s := f.deps.session()
		if s == nil {
			return
		}
		document, _ := s.Lists().Known(app.DocumentNames, f.document.Text)
		var lines []suggestion
		for _, n := range s.Lists().CompleteFor(kind, typed, maxSuggestions-1, s.Likely(document)) {
			line := suggestion{id: n.ID, text: n.Name, hint: n.Hint, sure: sureOf(typed, n)}
			if n.Alias != "" {
				line.shown = n.Name + " · " + n.Alias
			}
			lines = append(lines, line)
		}
		name := strings.TrimSpace(typed)
		if _, known := s.Lists().Known(kind, name); !known && name != "" {
			lines = append(lines, suggestion{text: name, shown: "New " + what + ": " + name, fresh: true})
		}
		show(lines)
	}
}

// findZones suggests time zones, each with how far it is from UTC at the date
// that is typed; without a date nobody can say.
func (f *statementForm) findZones(typed string, show func([]suggestion)) {
	at, dated := time.Time{}, false
	if r := f.when.result.Readings; len(r) > 0 && r[0].Date.Corners.LatestEnd != edtf.OpenFuture {
		at, dated = time.Unix(r[0].Date.Corners.LatestEnd, 0), true
	}
	found := findZones(typed, at)
	for i := range found {
		if !dated {
			found[i].hint = ""
		}
	}
	show(found)
}

// sureOf tells whether a name is what was typed as far as that goes: it or its
// alias holds the letters, or it is in another script, in which nobody would
// type a new name by chance.
func sureOf(typed string, n app.Suggestion) bool {
	want := names.Fold(strings.TrimSpace(typed))
	return strings.Contains(names.Fold(n.Name), want) || n.Alias != "" && strings.Contains(names.Fold(n.Alias), want) ||
		latin(typed) != latin(n.Name)
}

// latin tells whether a text has a letter of the Latin script.
func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}
