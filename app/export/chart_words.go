package export

import (
	"fmt"
	"strings"
	"time"

	"saywhen/storage"
)

// filterWords says in a line what a filter lets through; "" for all.
func (s *snapshot) filterWords(f storage.Filter) string {
	actors, claims, verbs, documents := map[storage.ID]string{}, map[storage.ID]string{}, map[storage.ID]string{}, map[storage.ID]string{}
	for _, a := range s.ref.Actors {
		actors[a.ID] = a.Name
	}
	for _, c := range s.ref.Claims {
		claims[c.ID] = c.Text
	}
	for _, v := range s.ref.Verbs {
		verbs[v.ID] = v.Label
	}
	for _, d := range s.documents {
		documents[d.ID] = d.Title
	}
	var parts []string
	for _, p := range []struct {
		what  string
		ids   []storage.ID
		names map[storage.ID]string
	}{
		{"speaker", f.Speakers, actors},
		{"with", f.Actors, actors},
		{"verb", f.Verbs, verbs},
		{"claim", f.Claims, claims},
		{"document", f.Documents, documents},
	} {
		if len(p.ids) > 0 {
			parts = append(parts, p.what+" "+namesOf(p.ids, p.names))
		}
	}
	if len(f.Coders) > 0 {
		parts = append(parts, fmt.Sprintf("%d of the coders", len(f.Coders)))
	}
	parts = append(parts, s.plainWords(f)...)
	if len(parts) == 0 {
		return ""
	}
	return "Filter: " + strings.Join(parts, "; ")
}

// plainWords says the parts of a filter that name no record.
func (s *snapshot) plainWords(f storage.Filter) (parts []string) {
	var words []string
	for _, c := range f.Classes {
		words = append(words, string(c))
	}
	if len(words) > 0 {
		parts = append(parts, "class "+strings.Join(words, ", "))
	}
	words = nil
	for _, x := range f.Stances {
		words = append(words, stanceWord(x))
	}
	if len(words) > 0 {
		parts = append(parts, "stance "+strings.Join(words, ", "))
	}
	day := func(t int64) string { return time.Unix(t, 0).In(s.location()).Format("2 Jan 2006") }
	if f.HasFrom {
		parts = append(parts, "from "+day(f.From))
	}
	if f.HasTo {
		parts = append(parts, "to "+day(f.To-1))
	}
	if f.Text != "" {
		parts = append(parts, "text “"+f.Text+"”")
	}
	return parts
}

func stanceWord(x storage.Stance) string {
	if x == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", x)
}

// namesOf lists the first few names.
func namesOf(ids []storage.ID, names map[storage.ID]string) string {
	const most = 5
	var list []string
	for i, id := range ids {
		if i == most {
			list = append(list, fmt.Sprintf("%d more", len(ids)-most))
			break
		}
		name := names[id]
		if name == "" {
			name = fmt.Sprintf("#%d", id)
		}
		list = append(list, name)
	}
	return strings.Join(list, ", ")
}

// sourceLine says whence the figures come: the project, how much of it.
func (s *snapshot) sourceLine() string {
	n := len(s.columns.ID)
	if s.shown != nil {
		n = s.shown.Len()
	}
	parts := []string{countOf(n, "statement")}
	if d := len(s.sources()); d > 0 {
		parts = append(parts, countOf(d, "document"))
	}
	line := "Source: " + strings.Join(parts, " in ")
	if t := s.meta["title"]; t != "" {
		line += ", " + t
	}
	return line
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
