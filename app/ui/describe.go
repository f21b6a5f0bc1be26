package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/sqlite"
)

func unixIn(t int64, loc *time.Location) time.Time { return time.Unix(t, 0).In(loc) }

// hovered reads what the card of the thing under the pointer says.
func (s *shell) hovered(h charts.Hit) {
	if s.session == nil {
		return
	}
	if h.Kind == charts.HitBin {
		s.time.showCard(binCard(s.session.Index().Merge(h.IDs), s.zone()))
		return
	}
	session := s.session
	ids := session.Carriers(h.Statement) // the statement itself is the last
	var chain []storage.Statement
	session.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		chain, err = f.StatementsOf(ctx, ids)
		return err
	}, func(err error) {
		chain = inOrder(chain, ids)
		n := len(chain)
		if err != nil || n == 0 || chain[n-1].ID != h.Statement || s.session != session || s.time.hovering() != h.Statement {
			return
		}
		s.time.showCard(statementCard(chain[n-1], chain[:n-1], session.Lists(), s.zone()))
		s.trace.step("hover", "statement", h.Statement)
	})
}

// inOrder puts statements into the order of ids; those that are gone are left
// out.
func inOrder(list []storage.Statement, ids []storage.ID) (out []storage.Statement) {
	for _, id := range ids {
		if i := slices.IndexFunc(list, func(st storage.Statement) bool { return st.ID == id }); i >= 0 {
			out = append(out, list[i])
		}
	}
	return out
}

func binCard(m charts.Merged, loc *time.Location) cardText {
	return cardText{
		{text: m.Words(loc), size: 14, bold: true, style: charts.StyleTextStrong},
		{text: "Click to select them, double-click to zoom in.", size: 12.5, style: charts.StyleTextDim, above: 2},
	}
}

// statementCard says all about a statement: who (and what they were then), did
// what, to whom, when, with which stance, in which words, according to whom.
// carriers report it, the outermost first.
func statementCard(st storage.Statement, carriers []storage.Statement, l *app.Lists, loc *time.Location) cardText {
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
	add(finerDate(st.When, loc), small, charts.StyleTextDim, 0, 2)
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
	for i, by := range slices.Backward(carriers) {
		add(carrierText(l, by, i < len(carriers)-1), small, charts.StyleText, 4, 2)
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

// finerDate says what the date leaves open: its corners when it is no single
// day, and a time of day in the zone of display when it was meant in another.
func finerDate(d edtf.Date, loc *time.Location) string {
	c := d.Corners
	exact := d.Kind == edtf.Moment && d.Qualifier == 0 && d.Precision >= edtf.ToDay && c.LatestEnd-c.EarliestStart <= 86400
	switch {
	case d.IsZero():
		return ""
	case !exact:
		return cornersText(d)
	case d.Precision >= edtf.ToHour && !sameClock(d.Zone, loc, c.EarliestStart):
		return unixIn(c.EarliestStart, loc).Format("2 Jan 2006 15:04") + " (" + loc.String() + ")"
	}
	return ""
}

// sameClock tells whether clocks in both zones show the same at an instant.
func sameClock(zone string, loc *time.Location, at int64) bool {
	meant, err := edtf.LoadZone(zone)
	if err != nil || at == edtf.OpenPast {
		return true
	}
	_, a := unixIn(at, meant).Zone()
	_, b := unixIn(at, loc).Zone()
	return a == b
}

// carrierText names a report: "reported in: BBC Persian, 5 Sep 2014".
func carrierText(l *app.Lists, by storage.Statement, further bool) string {
	text := "reported in: "
	if further {
		text = "which was reported in: "
	}
	text += l.ActorName(by.Speaker)
	if !by.When.IsZero() {
		text += ", " + by.When.Short()
	}
	return text
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
