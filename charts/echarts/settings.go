package echarts

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
)

// settings are the choices of one chart, all of them checked.
type settings struct {
	text   map[string]string
	record map[string]storage.ID // of actors and claims; 0 is none
}

// Check refuses choices that the chart does not have, as Build does, but does
// not look whether the actors and claims that they name exist.
func (k Kind) Check(set map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(set)) {
		at := slices.IndexFunc(k.Options, func(o OptionSpec) bool { return o.Key == key })
		if at < 0 {
			return fmt.Errorf("the chart %s has no option %q: %s", k.Name, key, k.optionList())
		}
		if o := k.Options[at]; o.Accepts != AcceptsActor && o.Accepts != AcceptsClaim && set[key] != "" {
			if err := o.check(set[key], charts.Reference{}, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// settings checks choices against the kind's options and fills in defaults.
func (k Kind) settings(set map[string]string, ref charts.Reference) (settings, error) {
	if err := k.Check(set); err != nil {
		return settings{}, err
	}
	s := settings{map[string]string{}, map[string]storage.ID{}}
	for _, o := range k.Options {
		v, ok := set[o.Key]
		if !ok || v == "" {
			v = o.Default
		}
		s.text[o.Key] = v
		if err := o.check(v, ref, s.record); err != nil {
			return settings{}, err
		}
	}
	return s, nil
}

func (k Kind) optionList() string {
	if len(k.Options) == 0 {
		return "it has none"
	}
	keys := make([]string, len(k.Options))
	for i, o := range k.Options {
		keys[i] = o.Key
	}
	return "choose one of " + strings.Join(keys, ", ")
}

// check refuses a value that the option does not take, and notes the record
// that it names.
func (o OptionSpec) check(v string, ref charts.Reference, record map[string]storage.ID) (err error) {
	switch {
	case o.Values != nil && !slices.Contains(o.Values, v):
		return fmt.Errorf("%s cannot be %q: choose one of %s", o.Key, v, strings.Join(o.Values, ", "))
	case o.Accepts == AcceptsNumber:
		if n, err := strconv.Atoi(v); err != nil || n < 1 || n > charts.MaxTopN {
			return fmt.Errorf("%s cannot be %q: give a number from 1 to %d", o.Key, v, charts.MaxTopN)
		}
	case v == "":
	case o.Accepts == AcceptsActor:
		record[o.Key], err = named(v, "actor", ref.Actors, actorName)
	case o.Accepts == AcceptsClaim:
		record[o.Key], err = named(v, "claim", ref.Claims, claimName)
	}
	return err
}

func actorName(a storage.Actor) (storage.ID, string) { return a.ID, a.Name }
func claimName(c storage.Claim) (storage.ID, string) { return c.ID, c.Text }

// named finds the record of that name, or of that id when it begins with #.
func named[T any](asked, what string, list []T, of func(T) (storage.ID, string)) (storage.ID, error) {
	want, byID := strings.CutPrefix(asked, "#")
	var found []storage.ID
	for _, x := range list {
		id, name := of(x)
		if byID && strconv.FormatInt(int64(id), 10) == want || strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(asked)) {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 0:
		return 0, fmt.Errorf("there is no %s %q in this project: give its whole name, or # and its id", what, oneLine(asked))
	case 1:
		return found[0], nil
	}
	return 0, fmt.Errorf("%d %ss are called %q: give # and the id of one, such as #%d", len(found), what, oneLine(asked), found[0])
}

// number gives a choice that check found to be one.
func (s settings) number(key string) int {
	n, _ := strconv.Atoi(s.text[key])
	return n
}

func (s settings) yes(key string) bool { return s.text[key] == "yes" }

// bin gives the unit of time, and whether one was chosen.
func (s settings) bin() (charts.CalendarBin, bool) {
	at := slices.Index(binSpec.Values, s.text["bin"])
	return charts.CalendarBin(max(at-1, 0)), at > 0
}
