package app

import (
	"fmt"
	"strings"

	"saywhen/storage"
)

// FieldError says what is wrong with one field of an entry. Field is the name
// of the Entry's field in lower case: "speaker", "verb", "when" …
type FieldError struct {
	Field   string
	Message string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Message }

// The longest texts that a field takes, in bytes: whole articles belong into
// documents. LongText is for quote, translation, gist and note, ShortText for
// everything else.
const (
	LongText  = 20_000
	ShortText = 4_000
)

// Check finds what is wrong with an entry before it is saved, all at once, so
// that each message can stand beside its field.
func (s *Session) Check(e Entry) (wrong []*FieldError) {
	add := func(field, message string) { wrong = append(wrong, &FieldError{field, message}) }
	if blank(e.Speaker) {
		add("speaker", "Who said it? Name the speaker.")
	}
	if blank(e.Verb) {
		add("verb", "What did they do: said, denied, confirmed …? Name the verb.")
	}
	if _, err := s.ResolveWhen(e); err != nil {
		add("when", err.Error())
	}
	if blank(e.Document) && !(blank(e.Quote) && blank(e.Translation)) {
		add("document", "A quote needs the document that it stands in.")
	}
	for _, p := range e.Positions {
		if c, ok := s.lists.claimNamed(p.Claim); ok && c.Kind == storage.Topic {
			add("positions", "“"+c.Text+"” is a topic; a stance needs a claim.")
		}
	}
	if e.Certainty != storage.NoCertainty && (e.Certainty < 0 || e.Certainty > 100) {
		add("certainty", "Certainty is a whole number from 0 to 100, or nothing.")
	}
	if e.Grade != "" && !isGrade(e.Grade) {
		add("grade", "A grade is a letter A–F for the source and a digit 1–6 for the information, such as B2.")
	}
	if message := s.carrierProblem(e); message != "" {
		add("reported_in", message)
	}
	if message := relationProblem(e); message != "" {
		add("relations", message)
	}
	if name := s.lists.newLoop(e.New); name != "" {
		add("speaker", "“"+name+"” cannot belong to itself: choose another group or institution for it.")
	}
	return append(wrong, tooLong(e)...)
}

// isGrade reports whether s is a grade of the Admiralty system.
func isGrade(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'F' && s[1] >= '1' && s[1] <= '6'
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// carrierProblem says why the statement that is to carry this one cannot.
func (s *Session) carrierProblem(e Entry) string {
	switch {
	case e.ReportedIn == 0:
		return ""
	case e.ID != 0 && e.ReportedIn == e.ID:
		return "A statement cannot be reported in itself."
	}
	for _, id := range s.Carriers(e.ReportedIn) {
		if e.ID != 0 && id == e.ID {
			return "That statement is itself reported in this one: the two cannot carry each other."
		}
	}
	return ""
}

func relationProblem(e Entry) string {
	seen := map[EntryRelation]bool{}
	for _, r := range e.Relations {
		key := EntryRelation{Kind: r.Kind, To: r.To}
		switch {
		case r.To == 0:
			return "Choose the statement that it " + string(r.Kind) + " from the list below the field, or empty the field."
		case e.ID != 0 && r.To == e.ID:
			return "A statement cannot stand in a relation to itself."
		case seen[key]:
			return "The same relation stands here twice."
		}
		seen[key] = true
	}
	return ""
}

// newLoop gives a new name that is to hang below itself, or "".
func (l *Lists) newLoop(names []NewName) string {
	parent := map[string]string{}
	for _, n := range names {
		parent[strings.TrimSpace(n.Name)] = strings.TrimSpace(n.Parent)
	}
	for _, n := range names {
		name := strings.TrimSpace(n.Name)
		if _, known := l.actorID(name); known {
			continue // what is stored has its parent already
		}
		up := parent[name]
		for range names {
			if up == name && up != "" {
				return name
			}
			up = parent[up]
		}
	}
	return ""
}

// tooLong names the fields whose text is longer than a field takes.
func tooLong(e Entry) (wrong []*FieldError) {
	check := func(field, text string, most int) {
		if len(text) > most {
			wrong = append(wrong, &FieldError{field, fmt.Sprintf("This is longer than the %d characters that fit here.", most)})
		}
	}
	for _, f := range []struct {
		name string
		most int
		text []string
	}{
		{"speaker", ShortText, []string{e.Speaker}},
		{"verb", ShortText, []string{e.Verb}},
		{"addressees", ShortText, e.Addressees},
		{"co_speakers", ShortText, e.CoSpeakers},
		{"on_behalf", ShortText, []string{e.OnBehalf}},
		{"about", ShortText, e.About},
		{"when", ShortText, []string{e.When}},
		{"wording", ShortText, []string{e.Wording}},
		{"place", ShortText, []string{e.Place}},
		{"document", ShortText, []string{e.Document}},
		{"tags", ShortText, e.Tags},
		{"gist", LongText, []string{e.Gist}},
		{"quote", LongText, []string{e.Quote}},
		{"translation", LongText, []string{e.Translation}},
		{"note", LongText, []string{e.Note}},
	} {
		check(f.name, strings.Join(f.text, "; "), f.most)
	}
	for _, p := range e.Positions {
		check("positions", p.Claim, ShortText)
	}
	return wrong
}
