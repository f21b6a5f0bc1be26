package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"saywhen/storage"
	"saywhen/storage/edtf"
	"saywhen/storage/phrase"
	"saywhen/storage/query"
	"saywhen/storage/sqlite"
)

// ReadQuery turns what stands in the search box into a filter. The error, a
// *query.Error, says where it cannot be read: a name that nobody has, or that
// several have.
func (s *Session) ReadQuery(text string) (storage.Filter, error) {
	q, err := query.Parse(text)
	if err != nil {
		return storage.Filter{}, err
	}
	f := storage.Filter{Text: q.Text}
	for _, p := range q.Parts {
		if reason := s.readPart(&f, p); reason != "" {
			return storage.Filter{}, &query.Error{At: p.At, End: p.End, Reason: reason}
		}
	}
	return f, nil
}

// readPart adds a part to a filter, or says in half a sentence why it cannot.
func (s *Session) readPart(f *storage.Filter, p query.Part) (reason string) {
	switch p.Key {
	case query.Actor:
		return addNamed(&f.Actors, p.Value, "an actor", s.lists.actorsFor(p.Value))
	case query.Speaker:
		return addNamed(&f.Speakers, p.Value, "an actor", s.lists.actorsFor(p.Value))
	case query.Verb:
		return addNamed(&f.Verbs, p.Value, "a verb", s.lists.verbsFor(p.Value))
	case query.Claim:
		return addNamed(&f.Claims, p.Value, "a claim", s.lists.claimsFor(p.Value))
	case query.Coder:
		return addNamed(&f.Coders, p.Value, "a coder", s.lists.codersFor(p.Value))
	case query.Source:
		return s.readSource(f, p.Value)
	case query.Class:
		return addWord(&f.Classes, p.Value, "kind of verb", storage.Classes)
	case query.Has:
		return addWord(&f.Has, p.Value, "thing that a statement can have", storage.Traits)
	case query.Stance:
		return readStance(f, p.Value)
	case query.Tag:
		f.Tags = append(f.Tags, strings.TrimPrefix(p.Value, "#"))
		return ""
	}
	return s.readBound(f, p)
}

// namedRecord is a record that a value may mean.
type namedRecord struct {
	id    storage.ID
	name  string
	exact bool // the value is its name or an alias
}

// addNamed adds the one record that a value means.
func addNamed(ids *[]storage.ID, value, what string, found []namedRecord) string {
	if i := slices.IndexFunc(found, func(r namedRecord) bool { return r.exact }); i >= 0 {
		found = found[i : i+1]
	}
	switch len(found) {
	case 0:
		return "there is not " + what + " called “" + value + "”"
	case 1:
		*ids = append(*ids, found[0].id)
		return ""
	}
	var names []string
	for _, r := range found[:min(len(found), 3)] {
		names = append(names, "“"+r.name+"”")
	}
	more := ""
	if n := len(found) - len(names); n > 0 {
		more = " or " + strconv.Itoa(n) + " more"
	}
	return "“" + value + "” may be " + strings.Join(names, " or ") + more + ": write more of the name"
}

// folded makes spellings alike: letter forms, then case.
func folded(s string) string { return strings.ToLower(sqlite.Fold(s)) }

// fits tells how a value fits the names of a record.
func fits(value string, id storage.ID, names ...string) (namedRecord, bool) {
	want := folded(strings.TrimSpace(value))
	r := namedRecord{id: id, name: names[0]}
	within := false
	for _, n := range names {
		n = folded(n)
		r.exact = r.exact || n == want
		within = within || strings.Contains(n, want)
	}
	return r, within
}

func (l *Lists) actorsFor(value string) (out []namedRecord) {
	for _, a := range l.Actors {
		if r, ok := fits(value, a.ID, append([]string{a.Name}, aliasNames(a)...)...); ok {
			out = append(out, r)
		}
	}
	return out
}

func (l *Lists) verbsFor(value string) (out []namedRecord) {
	for _, v := range l.Verbs {
		if r, ok := fits(value, v.ID, append([]string{v.Label}, v.Aliases...)...); ok || v.Code != "" && v.Code == value {
			out = append(out, r)
		}
	}
	return out
}

func (l *Lists) claimsFor(value string) (out []namedRecord) {
	for _, c := range l.Claims {
		if r, ok := fits(value, c.ID, c.Text); ok {
			out = append(out, r)
		}
	}
	return out
}

func (l *Lists) codersFor(value string) (out []namedRecord) {
	for _, c := range l.Coders {
		if r, ok := fits(value, c.ID, c.Name); ok {
			out = append(out, r)
		}
	}
	return out
}

// readSource reads an outlet or, when there is none of that name, a document.
func (s *Session) readSource(f *storage.Filter, value string) string {
	outlets := map[storage.ID]bool{}
	var documents []namedRecord
	for _, d := range s.lists.Documents {
		outlets[d.Outlet] = true
		if r, ok := fits(value, d.ID, d.Title); ok {
			documents = append(documents, r)
		}
	}
	found := slices.DeleteFunc(s.lists.actorsFor(value), func(r namedRecord) bool {
		a, _ := s.lists.Actor(r.id)
		return a.Kind != storage.Media && !outlets[r.id]
	})
	if len(found) > 0 {
		return addNamed(&f.Outlets, value, "an outlet", found)
	}
	return addNamed(&f.Documents, value, "an outlet or a document", documents)
}

// addWord adds one of a closed list of words.
func addWord[T ~string](list *[]T, value, what string, all []T) string {
	for _, w := range all {
		if strings.EqualFold(string(w), strings.TrimSpace(value)) {
			*list = append(*list, w)
			return ""
		}
	}
	var words []string
	for _, w := range all {
		words = append(words, string(w))
	}
	return "“" + value + "” is no " + what + "; there are " + strings.Join(words, ", ")
}

// readStance reads a stance by its name for claims of either kind, or by its
// number from -2 to 2.
func readStance(f *storage.Filter, value string) string {
	word := strings.ToLower(strings.TrimSpace(value))
	for s := storage.Stance(-2); s <= 2; s++ {
		if word == s.Name(storage.Factual) || word == s.Name(storage.Normative) || word == strconv.Itoa(int(s)) || s > 0 && word == "+"+strconv.Itoa(int(s)) {
			f.Stances = append(f.Stances, s)
			return ""
		}
	}
	return "“" + value + "” is no stance; there are denies, doubts, neutral, leans to, confirms, opposes and supports"
}

// readBound reads the first or the last day of a range: everything that the
// date may mean lies in it.
func (s *Session) readBound(f *storage.Filter, p query.Part) string {
	zone := s.lists.Zone()
	r, err := phrase.Read(p.Value, phrase.Context{Zone: zone, Order: s.reading.order, WeekStart: s.reading.week})
	switch {
	case err != nil:
		return err.Error()
	case len(r.Readings) == 0:
		return "“" + p.Value + "” is no date"
	case r.Ask:
		return "“" + p.Value + "” can be two days: write the month as a word"
	}
	c := r.Readings[0].Date.Corners
	if p.Key == query.From {
		f.From, f.HasFrom = c.EarliestStart, c.EarliestStart != edtf.OpenPast
	} else {
		f.To, f.HasTo = c.LatestEnd, c.LatestEnd != edtf.OpenFuture
	}
	return ""
}

// WriteQuery puts a filter into words that ReadQuery reads again.
func (s *Session) WriteQuery(f storage.Filter) string {
	q := query.Query{Text: f.Text}
	add := func(k query.Key, value string) {
		if value != "" {
			q.Parts = append(q.Parts, query.Part{Key: k, Value: value})
		}
	}
	for _, id := range f.Actors {
		add(query.Actor, s.lists.ActorName(id))
	}
	for _, id := range f.Speakers {
		add(query.Speaker, s.lists.ActorName(id))
	}
	for _, id := range f.Verbs {
		v, _ := s.lists.Verb(id)
		add(query.Verb, v.Label)
	}
	for _, c := range f.Classes {
		add(query.Class, string(c))
	}
	for _, id := range f.Claims {
		c, _ := s.lists.Claim(id)
		add(query.Claim, c.Text)
	}
	for _, st := range f.Stances {
		add(query.Stance, st.Name(storage.Factual))
	}
	for _, t := range f.Tags {
		add(query.Tag, t)
	}
	for _, id := range f.Outlets {
		add(query.Source, s.lists.ActorName(id))
	}
	for _, id := range f.Documents {
		d, _ := s.lists.Document(id)
		add(query.Source, d.Title)
	}
	for _, id := range f.Coders {
		add(query.Coder, coderNamed(s.lists, id))
	}
	for _, t := range f.Has {
		add(query.Has, string(t))
	}
	s.addBounds(f, add)
	return q.String()
}

func coderNamed(l *Lists, id storage.ID) string {
	for _, c := range l.Coders {
		if c.ID == id {
			return c.Name
		}
	}
	return ""
}

// addBounds writes the range: days where it begins and ends with days, else the
// very second.
func (s *Session) addBounds(f storage.Filter, add func(query.Key, string)) {
	loc := s.Location()
	if f.HasFrom {
		add(query.From, boundText(time.Unix(f.From, 0).In(loc), 0))
	}
	if f.HasTo {
		add(query.To, boundText(time.Unix(f.To, 0).In(loc), -1))
	}
}

func boundText(t time.Time, days int) string {
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.AddDate(0, 0, days).Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}

// CompleteQuery gives what can stand at the cursor (a byte) of a query, and
// where it goes: keys for a word that may become one, values for a key.
func (s *Session) CompleteQuery(text string, cursor, limit int) (at, end int, list []Suggestion) {
	c := query.CompleteAt(text, cursor)
	switch c.Key {
	case "":
		list = completeKeys(c.Typed)
	case query.Actor, query.Speaker:
		list = s.lists.Complete(ActorNames, c.Typed, limit)
	case query.Verb:
		list = s.lists.Complete(VerbNames, c.Typed, limit)
	case query.Claim:
		list = s.lists.Complete(ClaimNames, c.Typed, limit)
	case query.Source:
		list = s.completeSources(c.Typed, limit)
	case query.Class:
		list = completeWords(c.Typed, storage.Classes)
	case query.Has:
		list = completeWords(c.Typed, storage.Traits)
	case query.Stance:
		list = completeWords(c.Typed, []string{"denies", "doubts", "neutral", "leans to", "confirms", "opposes", "supports"})
	}
	return c.At, c.End, list[:min(len(list), limit)]
}

// keyHints say what a key asks for.
var keyHints = map[query.Key]string{
	query.Actor: "takes part", query.Speaker: "said it", query.Verb: "did what", query.Class: "kind of verb",
	query.Claim: "about what", query.Stance: "denies, confirms …", query.Tag: "has the tag", query.Source: "outlet or article",
	query.Coder: "entered it", query.From: "not before", query.To: "not after", query.Has: "has a quote, a source …",
}

func completeKeys(typed string) (list []Suggestion) {
	for _, k := range query.Keys {
		if typed != "" && strings.HasPrefix(string(k), strings.ToLower(typed)) {
			list = append(list, Suggestion{Name: string(k) + ":", Hint: keyHints[k]})
		}
	}
	return list
}

func completeWords[T ~string](typed string, all []T) (list []Suggestion) {
	for _, w := range all {
		if strings.HasPrefix(string(w), strings.ToLower(typed)) {
			list = append(list, Suggestion{Name: string(w)})
		}
	}
	return list
}

// completeSources offers outlets first, then documents.
func (s *Session) completeSources(typed string, limit int) []Suggestion {
	media := slices.DeleteFunc(s.lists.Complete(ActorNames, typed, 4*limit), func(n Suggestion) bool {
		a, _ := s.lists.Actor(n.ID)
		return a.Kind != storage.Media
	})
	return append(media[:min(len(media), limit)], s.lists.Complete(DocumentNames, typed, limit)...)
}
