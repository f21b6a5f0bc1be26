package app

import (
	"fmt"
	"io"
	"slices"

	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// jsonImport brings in a whole project. Into an empty one it goes exactly as it
// is, verbs and settings included, so that writing it again gives the same
// bytes. Into another it is added: what is known by its id stays as it is, a
// verb is known by its label too, and settings stay.
type jsonImport struct {
	tx     *sqlite.Tx
	known  *knownRecords
	empty  bool
	report *ImportReport

	verbs      []storage.Verb            // of the source
	verbIDs    map[storage.ID]storage.ID // source's id → ours, where they differ
	actors     *waiter[storage.Actor]
	claims     *waiter[storage.Claim]
	statements *waiter[storage.Statement]
}

func newJSONImport(tx *sqlite.Tx, known *knownRecords, report *ImportReport) *jsonImport {
	im := &jsonImport{
		tx: tx, known: known, empty: known.empty(), report: report, verbIDs: map[storage.ID]storage.ID{},
		actors: newWaiter[storage.Actor](), claims: newWaiter[storage.Claim](), statements: newWaiter[storage.Statement](),
	}
	for _, a := range known.actors {
		im.actors.there[a.ID] = true
	}
	for _, c := range known.claims {
		im.claims.there[c.ID] = true
	}
	for _, id := range known.statements {
		im.statements.there[id] = true
	}
	return im
}

func (im *jsonImport) read(r io.Reader) error {
	coders := idsOf(im.known.coders, func(c storage.Coder) storage.ID { return c.ID })
	documents := idsOf(im.known.documents, func(d storage.Document) storage.ID { return d.ID })
	periods := idsOf(im.known.periods, func(p storage.Period) storage.ID { return p.ID })
	callouts := idsOf(im.known.callouts, func(c storage.Callout) storage.ID { return c.ID })
	views := idsOf(im.known.views, func(v storage.SavedView) storage.ID { return v.ID })
	affiliated := idsOf(im.known.affiliated, func(a storage.Affiliation) storage.ID { return a.ID })
	return exchange.ReadJSON(r, exchange.Sink{
		Meta: im.meta,
		Coder: func(c storage.Coder) error {
			return add(coders, c.ID, &im.report.Coders, func() error { return im.tx.PutCoder(&c) })
		},
		Actor: func(a storage.Actor) error {
			if im.actors.there[a.ID] {
				return nil
			}
			return im.actors.put(a.ID, a.Parent, a, im.actor)
		},
		Affiliation: func(a storage.Affiliation) error {
			return add(affiliated, a.ID, &im.report.Affiliations, func() error { return im.tx.PutAffiliation(&a) })
		},
		Verb: func(v storage.Verb) error { im.verbs = append(im.verbs, v); return nil },
		Claim: func(c storage.Claim) error {
			if im.claims.there[c.ID] {
				return nil
			}
			return im.claims.put(c.ID, c.Parent, c, im.claim)
		},
		Document: func(d storage.Document) error {
			return add(documents, d.ID, &im.report.Documents, func() error { return im.tx.PutDocument(&d) })
		},
		Statement: im.takeStatement,
		Relation:  im.relation,
		Period: func(p storage.Period) error {
			return add(periods, p.ID, &im.report.Periods, func() error { return im.tx.PutPeriod(&p) })
		},
		Callout: func(c storage.Callout) error {
			return add(callouts, c.ID, &im.report.Callouts, func() error { return im.tx.PutCallout(&c) })
		},
		View: func(v storage.SavedView) error {
			return add(views, v.ID, &im.report.Views, func() error { return im.view(v) })
		},
		End: im.end,
	})
}

func idsOf[T any](list []T, id func(T) storage.ID) map[storage.ID]bool {
	ids := map[storage.ID]bool{}
	for _, v := range list {
		ids[id(v)] = true
	}
	return ids
}

// add puts a record unless it is there.
func add(there map[storage.ID]bool, id storage.ID, count *int, put func() error) error {
	if there[id] {
		return nil
	}
	*count++
	return put()
}

func (im *jsonImport) actor(a storage.Actor) (bool, error) {
	im.report.Actors++
	return true, im.tx.PutActor(&a)
}

func (im *jsonImport) claim(c storage.Claim) (bool, error) {
	im.report.Claims++
	return true, im.tx.PutClaim(&c)
}

func (im *jsonImport) takeStatement(s storage.Statement) error {
	im.report.Rows++
	if im.statements.there[s.ID] {
		im.report.Known++
		return nil
	}
	if id, ok := im.verbIDs[s.Verb]; ok {
		s.Verb = id
	}
	return im.statements.put(s.ID, s.ReportedIn, s, func(s storage.Statement) (bool, error) {
		im.report.Added++
		return true, im.tx.PutStatement(&s)
	})
}

func (im *jsonImport) relation(r storage.Relation) error {
	same := func(k storage.Relation) bool {
		return k.ID == r.ID || k.From == r.From && k.Kind == r.Kind && k.To == r.To
	}
	if slices.ContainsFunc(im.known.relations, same) {
		return nil
	}
	im.report.Relations++
	return im.tx.PutRelation(&r)
}

// view adds a saved view. Its verbs are those of the project, and a name that is
// taken gets a number behind it.
func (im *jsonImport) view(v storage.SavedView) error {
	for i, id := range v.Filter.Verbs {
		if ours, ok := im.verbIDs[id]; ok {
			v.Filter.Verbs[i] = ours
		}
	}
	name := v.Name
	for n := 2; slices.ContainsFunc(im.known.views, func(k storage.SavedView) bool { return k.Name == v.Name }); n++ {
		v.Name = fmt.Sprintf("%s (%d)", name, n)
	}
	im.known.views = append(im.known.views, v)
	return im.tx.PutView(&v)
}

// end looks, when a section ends, whether something in it hangs on nothing.
func (im *jsonImport) end(section string) error {
	switch section {
	case "actors":
		return hanging(im.actors, "actor", "parent")
	case "claims":
		return hanging(im.claims, "claim", "parent")
	case "statements":
		return hanging(im.statements, "statement", "reported_in")
	case "verbs":
		return im.putVerbs()
	}
	return nil
}

func hanging[T any](w *waiter[T], what, field string) error {
	if w.left == 0 {
		return nil
	}
	var first waiting[T]
	var on storage.ID
	for id, list := range w.waiting {
		if on == 0 || list[0].id < first.id {
			first, on = list[0], id
		}
	}
	return fmt.Errorf("the %s %v has %q %v, which is not there or leads back to it", what, first.id, field, on)
}

func (im *jsonImport) meta(meta map[string]string) error {
	if !im.empty {
		return nil
	}
	for key := range im.known.meta {
		if _, ok := meta[key]; !ok {
			if err := im.tx.SetMeta(key, ""); err != nil {
				return err
			}
		}
	}
	for key, value := range meta {
		if err := im.tx.SetMeta(key, value); err != nil {
			return err
		}
	}
	return nil
}

// putVerbs adds the source's verbs. In an empty project those that are there
// make room first: their labels may have moved to other ids.
func (im *jsonImport) putVerbs() error {
	if im.empty {
		if err := im.clearVerbs(); err != nil {
			return err
		}
	}
	ids := map[storage.ID]bool{}
	labels := map[string]storage.ID{}
	for _, v := range im.known.verbs {
		ids[v.ID] = true
		labels[exchange.MatchKey(v.Label)] = v.ID
	}
	for _, v := range im.verbs {
		id, same := labels[exchange.MatchKey(v.Label)]
		switch {
		case same && id == v.ID:
			continue
		case same:
			im.verbIDs[v.ID] = id
			continue
		case ids[v.ID] && v.ID <= storage.ID(len(storage.StarterVerbs())):
			// A verb of every new project that was renamed on one side only.
			old := v.ID
			v.ID = im.tx.NewID()
			im.verbIDs[old] = v.ID
		case ids[v.ID]:
			continue
		}
		im.report.Verbs++
		if err := im.tx.PutVerb(&v); err != nil {
			return fmt.Errorf("verb %q: %w", v.Label, err)
		}
	}
	return nil
}

// clearVerbs deletes the verbs that the source does not have just so.
func (im *jsonImport) clearVerbs() error {
	kept := im.known.verbs[:0:0]
	for _, v := range im.known.verbs {
		if slices.ContainsFunc(im.verbs, func(w storage.Verb) bool { return sameVerb(v, w) }) {
			kept = append(kept, v)
			continue
		}
		if err := im.tx.DeleteVerb(v.ID); err != nil {
			return err
		}
	}
	im.known.verbs = kept
	return nil
}

func sameVerb(a, b storage.Verb) bool {
	return a.ID == b.ID && a.Label == b.Label && a.Code == b.Code && a.Class == b.Class && slices.Equal(a.Aliases, b.Aliases)
}
