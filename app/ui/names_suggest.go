package ui

import (
	"strings"

	"saywhen/app"
	"saywhen/storage"
)

// findName gives the record of a name, topics included; no name is none.
func findName(l *app.Lists, kind app.NameKind, name string) (storage.ID, bool) {
	name = strings.TrimSpace(name)
	if name == "" {
		return 0, true
	}
	if id, ok := l.Known(kind, name); ok {
		return id, true
	}
	if kind == app.ClaimNames {
		for _, c := range l.Claims {
			if c.Text == name {
				return c.ID, true
			}
		}
	}
	return 0, false
}

// finder suggests records of a kind, but for one.
func (d *nameDetail) finder(kind app.NameKind, but ...storage.ID) suggester {
	return func(typed string, show func([]suggestion)) { show(suggestNames(d.lists(), kind, typed, but...)) }
}

// suggestNames are the lines below a field that names a record.
func suggestNames(l *app.Lists, kind app.NameKind, typed string, but ...storage.ID) (lines []suggestion) {
	for _, r := range (&managedTree{kind: kind, lists: l}).suggest(typed) {
		skip := false
		for _, id := range but {
			skip = skip || r.id == id
		}
		if !skip && len(lines) < maxSuggestions {
			lines = append(lines, r)
		}
	}
	return lines
}

// suggest are names that fit, topics first: claims hang below them.
func (t *managedTree) suggest(typed string) (lines []suggestion) {
	if t.kind == app.ClaimNames {
		for _, c := range t.lists.Claims {
			if c.Kind == storage.Topic && strings.Contains(strings.ToLower(c.Text), strings.ToLower(strings.TrimSpace(typed))) {
				lines = append(lines, suggestion{id: c.ID, text: c.Text, hint: string(c.Kind), sure: true})
			}
		}
	}
	for _, n := range t.lists.Complete(t.kind, typed, maxSuggestions+2) {
		line := suggestion{id: n.ID, text: n.Name, hint: n.Hint, sure: sureOf(typed, n)}
		if n.Alias != "" {
			line.shown = n.Name + " · " + n.Alias
		}
		lines = append(lines, line)
	}
	return lines
}
