package exchange

import (
	"cmp"
	"slices"

	"saywhen/storage"
)

// Project is everything in a project file but its statements, which are many
// and are passed one by one.
type Project struct {
	// Meta are the settings that belong to the project, such as its title and
	// zone, without the bookkeeping of the file that they came from.
	Meta         map[string]string
	Coders       []storage.Coder
	Actors       []storage.Actor
	Affiliations []storage.Affiliation
	Verbs        []storage.Verb
	Claims       []storage.Claim
	Documents    []storage.Document
	Relations    []storage.Relation
	Periods      []storage.Period
	Callouts     []storage.Callout
	Views        []storage.SavedView
}

// byID returns the records in the order of their ids and leaves list as it is.
func byID[T any](list []T, id func(*T) storage.ID) []T {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(id(&a), id(&b)) })
	return list
}

func coderID(r *storage.Coder) storage.ID             { return r.ID }
func actorID(r *storage.Actor) storage.ID             { return r.ID }
func affiliationID(r *storage.Affiliation) storage.ID { return r.ID }
func verbID(r *storage.Verb) storage.ID               { return r.ID }
func claimID(r *storage.Claim) storage.ID             { return r.ID }
func documentID(r *storage.Document) storage.ID       { return r.ID }
func statementID(r *storage.Statement) storage.ID     { return r.ID }
func relationID(r *storage.Relation) storage.ID       { return r.ID }
func periodID(r *storage.Period) storage.ID           { return r.ID }
func calloutID(r *storage.Callout) storage.ID         { return r.ID }
func viewID(r *storage.SavedView) storage.ID          { return r.ID }
