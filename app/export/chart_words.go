package export

import (
	"fmt"
	"strings"
	"time"

	"saywhen/charts"
	"saywhen/storage"
)

// FilterWords says in a line what a filter lets through, for the subtitle of a
// chart; "" for all. Of in, the reference lists, documents and zone are used.
func FilterWords(f storage.Filter, in charts.Input) string {
	actors, claims, verbs, documents := map[storage.ID]string{}, map[storage.ID]string{}, map[storage.ID]string{}, map[storage.ID]string{}
	for _, a := range in.Ref.Actors {
		actors[a.ID] = a.Name
	}
	for _, c := range in.Ref.Claims {
		claims[c.ID] = c.Text
	}
	for _, v := range in.Ref.Verbs {
		verbs[v.ID] = v.Label
	}
	for _, d := range in.Documents {
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
		{"outlet", f.Outlets, actors},
	} {
		if len(p.ids) > 0 {
			parts = append(parts, p.what+" "+namesOf(p.ids, p.names))
		}
	}
	if len(f.Coders) > 0 {
		parts = append(parts, fmt.Sprintf("%d of the coders", len(f.Coders)))
	}
	parts = append(parts, plainWords(f, in.Location)...)
	if len(parts) == 0 {
		return ""
	}
	return "Filter: " + strings.Join(parts, "; ")
}

// plainWords says the parts of a filter that name no record.
func plainWords(f storage.Filter, loc *time.Location) (parts []string) {
	if loc == nil {
		loc = time.UTC
	}
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
	if len(f.Tags) > 0 {
		parts = append(parts, "tag "+strings.Join(f.Tags, ", "))
	}
	for _, t := range f.Has {
		parts = append(parts, "has "+string(t))
	}
	day := func(t int64) string { return time.Unix(t, 0).In(loc).Format("2 Jan 2006") }
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

// SourceLine says whence the figures of a chart come: how many statements in how
// many documents of which project.
func SourceLine(in charts.Input, project string) string {
	n, cited := 0, map[storage.ID]bool{}
	for i, id := range in.Columns.ID {
		if in.Keep != nil && !in.Keep.Has(id) {
			continue
		}
		n++
		if d := in.Columns.Document[i]; d != 0 {
			cited[d] = true
		}
	}
	line := "Source: " + countOf(n, "statement")
	if len(cited) > 0 {
		line += " in " + countOf(len(cited), "document")
	}
	if project != "" {
		line += ", " + project
	}
	return line
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
