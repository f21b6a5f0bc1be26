package ui

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// load shows an entry. Nothing counts as typed.
func (f *statementForm) load(e app.Entry) { f.loadDraft(app.Draft{Entry: e}) }

// loadDraft shows an entry as far as it was typed.
func (f *statementForm) loadDraft(d app.Draft) {
	e := d.Entry
	f.loading, f.shown = true, e
	f.list.close()
	for entry, text := range map[interface{ set(string) }]string{
		f.speaker: e.Speaker, f.verb: e.Verb, f.addressees: joinNames(e.Addressees), f.zone: e.Zone,
		f.wording: e.Wording, f.document: e.Document, f.quote: e.Quote, f.translation: e.Translation,
		f.gist: e.Gist, f.tags: joinNames(e.Tags), f.note: e.Note, f.coSpeakers: joinNames(e.CoSpeakers),
		f.onBehalf: e.OnBehalf, f.about: joinNames(e.About), f.place: e.Place, f.grade: e.Grade,
		f.certainty: rawOr(d.Raw, "certainty", certaintyText(e.Certainty)),
	} {
		entry.set(text)
	}
	f.when.set(e.When, e.Picked)
	f.repeated.SetChecked(e.Repeated)
	f.positions.set(e.Positions)
	f.relations.set(e.Relations, d.Raw["relations"])
	for _, n := range f.names {
		n.set(e.New)
	}
	f.reportedIn.show(f.deps.session(), e.ReportedIn, d.Raw["reported_in"], f.showOrder)
	f.chain.show(f.deps.session(), e.ReportedIn)
	f.loading = false
	for _, fd := range f.fields {
		fd.say("")
	}
	if f.more != nil {
		f.more.open(f.more.body.Visible() || f.usesMore(e))
	}
	f.showDate()
	f.showOrder()
}

func rawOr(raw map[string]string, field, text string) string {
	if t, ok := raw[field]; ok {
		return t
	}
	return text
}

// usesMore tells whether an entry has something in the fields behind "More".
func (f *statementForm) usesMore(e app.Entry) bool {
	return len(e.CoSpeakers)+len(e.About) > 0 || e.OnBehalf+e.Translation+e.Place+e.Wording+e.Grade != "" ||
		e.Certainty != storage.NoCertainty || e.Repeated
}

// value gives what the fields hold, as typed. The id is the caller's.
func (f *statementForm) value() app.Entry {
	e := app.Entry{
		Speaker: strings.TrimSpace(f.speaker.Text), Verb: strings.TrimSpace(f.verb.Text),
		Addressees: f.addressees.names(), Positions: f.positions.value(),
		When: strings.TrimSpace(f.when.entry.Text), Picked: f.when.picked, Zone: strings.TrimSpace(f.zone.Text),
		Wording: strings.TrimSpace(f.wording.Text), Document: strings.TrimSpace(f.document.Text),
		Quote: f.quote.Text, Translation: f.translation.Text, Gist: f.gist.Text,
		ReportedIn: f.reportedIn.id, Tags: splitNames(f.tags.Text), Note: f.note.Text,
		CoSpeakers: f.coSpeakers.names(), OnBehalf: strings.TrimSpace(f.onBehalf.Text),
		About: f.about.names(), Place: strings.TrimSpace(f.place.Text),
		Certainty: certaintyValue(f.certainty.Text), Grade: strings.ToUpper(strings.TrimSpace(f.grade.Text)),
		Repeated: f.repeated.Checked, Relations: f.relations.value(),
		As: f.shown.As, Before: f.shown.Before, Source: f.shown.Source, Version: f.shown.Version, Spans: f.shown.Spans,
	}
	if e.Verb == f.shown.Verb {
		e.Class = f.shown.Class
	}
	for _, n := range f.names {
		for _, x := range n.value() {
			if !slices.ContainsFunc(e.New, func(y app.NewName) bool { return y.Name == x.Name }) {
				e.New = append(e.New, x)
			}
		}
	}
	return e
}

// draft gives what the fields hold together with what is no value yet.
func (f *statementForm) draft() app.Draft {
	d := app.Draft{Entry: f.value(), Raw: map[string]string{}}
	for field, text := range map[string]string{"reported_in": f.reportedIn.words(), "relations": f.relations.raw()} {
		if text != "" {
			d.Raw[field] = text
		}
	}
	if d.Certainty == badCertainty {
		d.Raw["certainty"] = f.certainty.Text
	}
	if len(d.Raw) == 0 {
		d.Raw = nil
	}
	return d
}

// badCertainty is out of range, so that the check says so.
const badCertainty int8 = -128

func certaintyText(c int8) string {
	if c < 0 {
		return ""
	}
	return strconv.Itoa(int(c))
}

func certaintyValue(text string) int8 {
	text = strings.TrimSuffix(strings.TrimSpace(text), "%")
	if text == "" {
		return storage.NoCertainty
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 100 {
		return badCertainty
	}
	return int8(n)
}

// wrong lists what is wrong with an entry of this form.
func (f *statementForm) wrong(s *app.Session, e app.Entry) []*app.FieldError {
	wrong := s.Check(e)
	if f.reportedIn.words() != "" {
		wrong = append(wrong, &app.FieldError{
			Field: "reported_in", Message: "Choose the statement from the list below the field, or empty the field.",
		})
	}
	return wrong
}

// check shows beside the fields what is wrong with them and reports whether
// nothing is.
func (f *statementForm) check(e app.Entry) bool {
	s := f.deps.session()
	if s == nil {
		return false
	}
	wrong := f.wrong(s, e)
	for _, fd := range f.fields {
		fd.say(messageFor(wrong, fd.name))
		if fd.said() != "" {
			f.deps.trace.step("wrong", "field", fd.name)
			if f.more != nil && f.more.has(fd) {
				f.more.open(true)
			}
		}
	}
	f.relayout()
	return len(wrong) == 0
}

func messageFor(wrong []*app.FieldError, field string) string {
	i := slices.IndexFunc(wrong, func(w *app.FieldError) bool { return w.Field == field })
	if i < 0 {
		return ""
	}
	return wrong[i].Message
}

// checkOnly shows beside one field what is wrong with it.
func (f *statementForm) checkOnly(name string) {
	s, fd := f.deps.session(), f.byName[name]
	if s == nil || fd == nil {
		return
	}
	e := f.value()
	e.ID = f.shown.ID
	fd.say(messageFor(f.wrong(s, e), name))
	f.relayout()
}

// firstWrong gives the first field beside which something is said.
func (f *statementForm) firstWrong() *field {
	for _, fd := range f.fields {
		if fd.said() != "" {
			return fd
		}
	}
	return nil
}

// blame shows an error beside the field that it speaks of, if it does.
func (f *statementForm) blame(err error) {
	var typed *app.FieldError
	var stored *sqlite.FieldError
	name, message := "", ""
	if errors.As(err, &typed) {
		name, message = typed.Field, typed.Message
	} else if errors.As(err, &stored) {
		name, message = stored.Field, stored.Message
	}
	if fd := f.byName[name]; fd != nil {
		fd.say(message)
	}
}
