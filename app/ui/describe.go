package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

func unixIn(t int64, loc *time.Location) time.Time { return time.Unix(t, 0).In(loc) }

// hovered shows the card of what the pointer rests on.
func (s *shell) hovered(h charts.Hit, at fyne.Position) {
	if s.session == nil {
		return
	}
	if h.Kind == charts.HitBin {
		s.time.showCard(binCard(s.session.Index().Merge(h.IDs), s.zone()), at)
		return
	}
	var st storage.Statement
	session := s.session
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		st, err = f.Statement(ctx, h.Statement)
		return err
	}, func(err error) {
		if err != nil || s.session != session || s.time.hovering() != h.Statement {
			return
		}
		s.time.showCard(statementCard(st, session.Lists()), at)
		s.trace.step("hover", "statement", h.Statement)
	})
}

func binCard(m charts.Merged, loc *time.Location) cardText {
	return cardText{
		{text: m.Words(loc), size: 14, bold: true, style: charts.StyleTextStrong},
		{text: "Click to select them, double-click to zoom in.", size: 12.5, style: charts.StyleTextDim, above: 2},
	}
}

// statementCard says all about a statement: who (and what they were then), did
// what, to whom, when, with which stance, in which words, according to whom.
func statementCard(st storage.Statement, l *app.Lists) cardText {
	const body, small = 13, 12
	verb, _ := l.Verb(st.Verb)
	head := namesOf(l, append([]storage.ID{st.Speaker}, st.CoSpeakers...)) + " " + verb.Label
	if len(st.Addressees) > 0 {
		head += ", to " + namesOf(l, st.Addressees)
	}
	c := cardText{{text: head, size: 14, bold: true, style: charts.StyleTextStrong}}
	add := func(text string, size float32, style charts.Style, above float32, maxLines int) {
		if strings.TrimSpace(text) != "" {
			c = append(c, paragraph{text: text, size: size, style: style, above: above, maxLines: maxLines})
		}
	}
	add(l.RoleThen(st.Speaker, st.When), small, charts.StyleTextDim, 0, 2)
	if st.OnBehalf != 0 {
		add("on behalf of "+l.ActorName(st.OnBehalf), small, charts.StyleTextDim, 0, 1)
	}
	add(dateText(st), body, charts.StyleText, 4, 2)
	for _, p := range st.Positions {
		claim, _ := l.Claim(p.Claim)
		add(p.Stance.Name(claim.Kind)+": "+claim.Text, body, charts.StyleText, 4, 3)
	}
	add(st.Gist, body, charts.StyleText, 4, 4)
	for i, cit := range st.Citations {
		if i == 2 {
			add(count(len(st.Citations)-2, "more citation"), small, charts.StyleTextDim, 4, 1)
			break
		}
		if cit.Quote != "" {
			add(quoted(cit.Quote), body, charts.StyleText, 6, 5)
		}
		add(source(l, cit.Document), small, charts.StyleTextDim, 2, 2)
	}
	add(strings.Join(st.Tags, " · "), small, charts.StyleTextDim, 4, 1)
	return c
}

// quoted puts marks around a quote that are not the ones inside it.
func quoted(q string) string {
	if strings.ContainsAny(q, "“”") {
		return "«" + q + "»"
	}
	return "“" + q + "”"
}

func namesOf(l *app.Lists, ids []storage.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = l.ActorName(id)
	}
	return strings.Join(names, ", ")
}

// dateText is the date with the source's own wording where that says more.
func dateText(st storage.Statement) string {
	if st.When.IsZero() {
		return "no date yet"
	}
	label := st.When.Label()
	if w := strings.TrimSpace(st.When.Wording); w != "" && w != st.When.EDTF && !strings.EqualFold(w, label) {
		label += "  (“" + w + "”)"
	}
	return label
}

func source(l *app.Lists, id storage.ID) string {
	d, _ := l.Document(id)
	parts := []string{d.Title}
	if o := l.ActorName(d.Outlet); o != "" {
		parts = append(parts, o)
	}
	if !d.Published.IsZero() {
		parts = append(parts, d.Published.Short())
	}
	return strings.Join(parts, ", ")
}
