package ui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// load shows an entry. Nothing counts as typed.
func (f *statementForm) load(e app.Entry) {
	f.loading = true
	f.hidden = e
	f.list.close()
	f.speaker.set(e.Speaker)
	f.verb.set(e.Verb)
	f.addressees.set(joinNames(e.Addressees))
	f.positions.set(e.Positions)
	f.when.set(e.When)
	f.zone.set(e.Zone)
	f.wording.set(e.Wording)
	f.document.set(e.Document)
	f.quote.set(e.Quote)
	f.translation.set(e.Translation)
	f.gist.set(e.Gist)
	f.tags.set(joinNames(e.Tags))
	f.note.set(e.Note)
	f.coSpeakers.set(joinNames(e.CoSpeakers))
	f.onBehalf.set(e.OnBehalf)
	f.about.set(joinNames(e.About))
	f.place.set(e.Place)
	f.certainty.set(certaintyText(e.Certainty))
	f.grade.set(e.Grade)
	f.repeated.SetChecked(e.Repeated)
	f.loadCarrier(e.ReportedIn)
	f.loading = false
	for _, fd := range f.fields {
		fd.say("")
	}
	f.showDate()
	f.showOrder()
}

// loadCarrier shows the statement that carries this one by its label, which
// may have to be read first.
func (f *statementForm) loadCarrier(id storage.ID) {
	f.carrier = id
	f.reportedIn.set("")
	s := f.deps.session()
	if id == 0 || s == nil {
		return
	}
	var label string
	s.Read(func(ctx context.Context, file *sqlite.File) error {
		labels, err := file.Labels(ctx, []storage.ID{id})
		label = labels[id]
		return err
	}, func(error) {
		if f.carrier == id {
			f.reportedIn.set(label)
			f.showOrder()
		}
	})
}

// value gives what the fields hold, as typed. The id is the caller's.
func (f *statementForm) value() app.Entry {
	return app.Entry{
		Speaker: strings.TrimSpace(f.speaker.Text), Verb: strings.TrimSpace(f.verb.Text),
		Addressees: f.addressees.names(), Positions: f.positions.value(),
		When: strings.TrimSpace(f.when.Text), Zone: strings.TrimSpace(f.zone.Text),
		Wording: strings.TrimSpace(f.wording.Text), Document: strings.TrimSpace(f.document.Text),
		Quote: f.quote.Text, Translation: f.translation.Text, Gist: f.gist.Text,
		ReportedIn: f.carrier, Tags: splitNames(f.tags.Text), Note: f.note.Text,
		CoSpeakers: f.coSpeakers.names(), OnBehalf: strings.TrimSpace(f.onBehalf.Text),
		About: f.about.names(), Place: strings.TrimSpace(f.place.Text),
		Certainty: certaintyValue(f.certainty.Text), Grade: strings.ToUpper(strings.TrimSpace(f.grade.Text)),
		Repeated: f.repeated.Checked,
		As:       f.hidden.As, Picked: f.hidden.Picked, Before: f.hidden.Before, Source: f.hidden.Source, Version: f.hidden.Version,
		Spans: f.hidden.Spans, Relations: f.hidden.Relations, New: f.hidden.New,
	}
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

// check shows beside the fields what is wrong with them and reports whether
// nothing is.
func (f *statementForm) check(e app.Entry) bool {
	s := f.deps.session()
	if s == nil {
		return false
	}
	wrong := s.Check(e)
	if strings.TrimSpace(f.reportedIn.Text) != "" && f.carrier == 0 {
		wrong = append(wrong, &app.FieldError{
			Field: "reported_in", Message: "Choose the statement from the list below the field, or empty the field.",
		})
	}
	for _, fd := range f.fields {
		i := slices.IndexFunc(wrong, func(w *app.FieldError) bool { return w.Field == fd.name })
		if i < 0 {
			fd.say("")
			continue
		}
		fd.say(wrong[i].Message)
		f.deps.trace.step("wrong", "field", fd.name)
	}
	return len(wrong) == 0
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

// findNames suggests known names of a kind, and to make a new one of what was
// typed when no known name is just that.
func (f *statementForm) findNames(kind app.NameKind, what string) suggester {
	return func(typed string, show func([]suggestion)) {
		s := f.deps.session()
		if s == nil {
			return
		}
		var lines []suggestion
		for _, n := range s.Lists().Complete(kind, typed, maxSuggestions-1) {
			line := suggestion{id: n.ID, text: n.Name, hint: n.Hint}
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

// findStatements suggests statements by their words; with nothing typed, those
// that are selected.
func (f *statementForm) findStatements(typed string, show func([]suggestion)) {
	s := f.deps.session()
	if s == nil {
		return
	}
	ids := slices.Clone(s.Selection())
	var labels map[storage.ID]string
	s.Read(func(ctx context.Context, file *sqlite.File) (err error) {
		if strings.TrimSpace(typed) != "" {
			if ids, err = file.SearchStatements(ctx, typed); err != nil {
				return err
			}
		}
		ids = ids[:min(len(ids), maxSuggestions)]
		labels, err = file.Labels(ctx, ids)
		return err
	}, func(err error) {
		var lines []suggestion
		for _, id := range ids {
			if err == nil && labels[id] != "" {
				lines = append(lines, suggestion{id: id, text: labels[id]})
			}
		}
		show(lines)
	})
}
