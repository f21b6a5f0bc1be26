package sqlite

import (
	"context"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

// dateColumns are the columns of an uncertain date; dateInto gives the places
// to scan them into. A record without a date has no corners.
const dateColumns = `wording, edtf, zone, kind, precision, qualifier, anchor, sequence,
	coalesce(es, 0), coalesce(ls, 0), coalesce(ee, 0), coalesce(le, 0)`

func dateInto(d *edtf.Date) []any {
	c := &d.Corners
	return []any{
		&d.Wording, &d.EDTF, &d.Zone, &d.Kind, &d.Precision, &d.Qualifier, &d.Anchor, &d.Sequence,
		&c.EarliestStart, &c.LatestStart, &c.EarliestEnd, &c.LatestEnd,
	}
}

func readActor(ctx context.Context, q querier, id storage.ID) (storage.Actor, error) {
	list, err := readActors(ctx, q, only(id))
	return sole(storage.ActorRecord, id, list, err)
}

func readActors(ctx context.Context, q querier, of scope) ([]storage.Actor, error) {
	var list []storage.Actor
	var ids []storage.ID
	var a storage.Actor
	err := each(ctx, q, `SELECT id, kind, name, coalesce(parent_id, 0), coalesce(colour, -1), pos, pinned, hidden, note
		FROM actor WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&a.ID, &a.Kind, &a.Name, &a.Parent, &a.Colour, &a.Order, &a.Pinned, &a.Hidden, &a.Note},
		func() { list, ids = append(list, a), append(ids, a.ID) })
	if err != nil {
		return nil, err
	}
	var alias storage.Alias
	err = eachOf(ctx, q, ids, `SELECT actor_id, name, lang FROM alias WHERE `+of.on("actor_id")+`
		ORDER BY actor_id, pos, id`, of.args, []any{&alias.Name, &alias.Lang},
		func(i int) { list[i].Aliases = append(list[i].Aliases, alias) })
	return list, err
}

func readAffiliation(ctx context.Context, q querier, id storage.ID) (storage.Affiliation, error) {
	list, err := readAffiliations(ctx, q, only(id))
	return sole(storage.AffiliationRecord, id, list, err)
}

func readAffiliations(ctx context.Context, q querier, of scope) ([]storage.Affiliation, error) {
	var list []storage.Affiliation
	var a storage.Affiliation
	err := each(ctx, q, `SELECT id, actor_id, coalesce(organization_id, 0), role, `+dateColumns+`
		FROM affiliation WHERE `+of.on("id")+` ORDER BY id`, of.args,
		append([]any{&a.ID, &a.Actor, &a.Organization, &a.Role}, dateInto(&a.Period)...),
		func() { list = append(list, a) })
	return list, err
}

// readDocument reads a document with the texts of its versions.
func readDocument(ctx context.Context, q querier, id storage.ID) (storage.Document, error) {
	list, err := readDocuments(ctx, q, only(id), true)
	return sole(storage.DocumentRecord, id, list, err)
}

// readDocuments reads documents, with the texts of their versions or without.
func readDocuments(ctx context.Context, q querier, of scope, texts bool) ([]storage.Document, error) {
	var list []storage.Document
	var ids []storage.ID
	var d storage.Document
	err := each(ctx, q, `SELECT id, title, coalesce(outlet_id, 0), author, url, language, `+dateColumns+`
		FROM document WHERE `+of.on("id")+` ORDER BY id`, of.args,
		append([]any{&d.ID, &d.Title, &d.Outlet, &d.Author, &d.URL, &d.Language}, dateInto(&d.Published)...),
		func() { list, ids = append(list, d), append(ids, d.ID) })
	if err != nil {
		return nil, err
	}
	text := "''"
	if texts {
		text = "text"
	}
	var v storage.Version
	err = eachOf(ctx, q, ids, `SELECT document_id, id, number, `+text+`, sha256, made FROM version
		WHERE `+of.on("document_id")+` ORDER BY document_id, number`, of.args,
		[]any{&v.ID, &v.Number, &v.Text, &v.SHA256, &v.Made},
		func(i int) { list[i].Versions = append(list[i].Versions, v) })
	return list, err
}

func readClaim(ctx context.Context, q querier, id storage.ID) (storage.Claim, error) {
	list, err := readClaims(ctx, q, only(id))
	return sole(storage.ClaimRecord, id, list, err)
}

func readClaims(ctx context.Context, q querier, of scope) ([]storage.Claim, error) {
	var list []storage.Claim
	var c storage.Claim
	err := each(ctx, q, `SELECT id, coalesce(parent_id, 0), kind, text, note FROM claim
		WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&c.ID, &c.Parent, &c.Kind, &c.Text, &c.Note},
		func() { list = append(list, c) })
	return list, err
}

func readVerb(ctx context.Context, q querier, id storage.ID) (storage.Verb, error) {
	list, err := readVerbs(ctx, q, only(id))
	return sole(storage.VerbRecord, id, list, err)
}

func readVerbs(ctx context.Context, q querier, of scope) ([]storage.Verb, error) {
	var list []storage.Verb
	var ids []storage.ID
	var v storage.Verb
	err := each(ctx, q, `SELECT id, label, code, class FROM verb WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&v.ID, &v.Label, &v.Code, &v.Class},
		func() { list, ids = append(list, v), append(ids, v.ID) })
	if err != nil {
		return nil, err
	}
	var alias string
	err = eachOf(ctx, q, ids, `SELECT verb_id, name FROM verb_alias WHERE `+of.on("verb_id")+`
		ORDER BY verb_id, pos, id`, of.args, []any{&alias},
		func(i int) { list[i].Aliases = append(list[i].Aliases, alias) })
	return list, err
}

func readCoder(ctx context.Context, q querier, id storage.ID) (storage.Coder, error) {
	list, err := readCoders(ctx, q, only(id))
	return sole(storage.CoderRecord, id, list, err)
}

func readCoders(ctx context.Context, q querier, of scope) ([]storage.Coder, error) {
	var list []storage.Coder
	var c storage.Coder
	err := each(ctx, q, `SELECT id, name FROM coder WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&c.ID, &c.Name}, func() { list = append(list, c) })
	return list, err
}

func readRelation(ctx context.Context, q querier, id storage.ID) (storage.Relation, error) {
	list, err := readRelations(ctx, q, only(id))
	return sole(storage.RelationRecord, id, list, err)
}

func readRelations(ctx context.Context, q querier, of scope) ([]storage.Relation, error) {
	var list []storage.Relation
	var r storage.Relation
	err := each(ctx, q, `SELECT id, from_id, kind, to_id, note FROM relation WHERE `+of.on("id")+` ORDER BY id`, of.args,
		[]any{&r.ID, &r.From, &r.Kind, &r.To, &r.Note}, func() { list = append(list, r) })
	return list, err
}
