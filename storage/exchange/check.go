package exchange

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// The checks below find what a record can show by itself. Whether the records
// that it refers to exist is for the project that it goes into.

var errMissing = errors.New("is missing or blank")

func needText(field, s string) error {
	if strings.TrimSpace(s) == "" {
		return &fieldError{field, errMissing}
	}
	return nil
}

func needID(field string, id storage.ID) error {
	if id <= 0 {
		return &fieldError{field, errMissingID}
	}
	return nil
}

func needOne[K ~string](field string, k K, list []K) error {
	if slices.Contains(list, k) {
		return nil
	}
	return &fieldError{field, fmt.Errorf("is %q; it must be one of %s", k, quotedList(list))}
}

func quotedList[K ~string](list []K) string {
	var b strings.Builder
	for i, k := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", k)
	}
	return b.String()
}

func checkDate(field string, d edtf.Date) error {
	switch {
	case !d.IsZero() && !d.Corners.Valid():
		return &fieldError{field + ".corners", errors.New("are not in order")}
	case d.Kind > edtf.AllOf:
		return &fieldError{field + ".kind", fmt.Errorf("is %d; it must be 0, 1 or 2", d.Kind)}
	case d.Precision > edtf.ToSecond:
		return &fieldError{field + ".precision", fmt.Errorf("is %d; it must be 0 to %d", d.Precision, edtf.ToSecond)}
	}
	return nil
}

func checkCoder(c *storage.Coder) error { return needText("name", c.Name) }

func checkActor(a *storage.Actor) error {
	if a.Colour < storage.NoColour || a.Colour > 0xFFFFFF {
		return &fieldError{"colour", fmt.Errorf("is %d; it must be -1 or 0 to %d", a.Colour, 0xFFFFFF)}
	}
	return first(needText("name", a.Name), needOne("kind", a.Kind, storage.ActorKinds))
}

func checkAffiliation(a *storage.Affiliation) error {
	return first(needID("actor", a.Actor), checkDate("period", a.Period))
}

func checkVerb(v *storage.Verb) error {
	return first(needText("label", v.Label), needOne("class", v.Class, storage.Classes))
}

func checkClaim(c *storage.Claim) error {
	return first(needText("text", c.Text), needOne("kind", c.Kind, storage.ClaimKinds))
}

func checkDocument(d *storage.Document) error {
	for i := range d.Versions {
		if err := needID("versions.id", d.Versions[i].ID); err != nil {
			return err
		}
	}
	return checkDate("published", d.Published)
}

func checkStatement(s *storage.Statement) error {
	if s.Certainty < storage.NoCertainty || s.Certainty > 100 {
		return &fieldError{"certainty", fmt.Errorf("is %d; it must be 0 to 100, or -1 for none", s.Certainty)}
	}
	for _, p := range s.Positions {
		if p.Stance < -2 || p.Stance > 2 {
			return &fieldError{"positions.stance", fmt.Errorf("is %d; it must be -2 to 2", p.Stance)}
		}
	}
	return first(needID("speaker", s.Speaker), needID("verb", s.Verb), checkDate("when", s.When))
}

func checkRelation(r *storage.Relation) error {
	return first(needID("from", r.From), needID("to", r.To), needOne("kind", r.Kind, storage.RelationKinds))
}

func checkPeriod(p *storage.Period) error {
	if p.Colour < storage.NoColour || p.Colour > 0xFFFFFF {
		return &fieldError{"colour", fmt.Errorf("is %d; it must be -1 or 0 to %d", p.Colour, 0xFFFFFF)}
	}
	return first(needText("label", p.Label), checkDate("when", p.When))
}

func checkCallout(c *storage.Callout) error {
	if max(math.Abs(c.DX), math.Abs(c.DY)) > storage.MaxCalloutReach {
		return &fieldError{"dx", fmt.Errorf("or \"dy\" is beyond %d", storage.MaxCalloutReach)}
	}
	return first(needID("statement", c.Statement), needText("text", c.Text))
}

func checkView(v *storage.SavedView) error {
	if !v.View.Valid() {
		return &fieldError{"view", errors.New("holds a number or a word that cannot be")}
	}
	return needText("name", v.Name)
}

// first gives the first error that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
