package sqlite

import (
	"context"
	"slices"

	"saywhen/storage"
)

func readStatement(ctx context.Context, q querier, id storage.ID) (storage.Statement, error) {
	list, err := readStatements(ctx, q, only(id))
	return sole(storage.StatementRecord, id, list, err)
}

// readStatements reads statements with all that belongs to them, by id.
func readStatements(ctx context.Context, q querier, of scope) ([]storage.Statement, error) {
	return readStatementsLimit(ctx, q, of, -1)
}

// readStatementsLimit reads the first statements of a scope, at most limit (-1:
// all of them).
func readStatementsLimit(ctx context.Context, q querier, of scope, limit int) ([]storage.Statement, error) {
	list, err := readStatementRows(ctx, q, of, limit)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	ids := make([]storage.ID, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	if limit >= 0 {
		of = within(ids[0], ids[len(ids)-1])
	}
	for _, add := range []func(context.Context, querier, scope, []storage.ID, []storage.Statement) error{
		addParties, addPositions, addTags, addCitations,
	} {
		if err := add(ctx, q, of, ids, list); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// readStatementRows reads the rows of the table statement alone.
func readStatementRows(ctx context.Context, q querier, of scope, limit int) ([]storage.Statement, error) {
	var list []storage.Statement
	var s storage.Statement
	err := each(ctx, q, `SELECT id, speaker_id, verb_id, place, gist, coalesce(reported_in, 0), repeated,
			coalesce(certainty, -1), grade, note, coalesce(coder_id, 0), made, changed, `+dateColumns+`
		FROM statement WHERE `+of.on("id")+` ORDER BY id LIMIT ?`, append(slices.Clone(of.args), limit),
		append([]any{
			&s.ID, &s.Speaker, &s.Verb, &s.Place, &s.Gist, &s.ReportedIn, &s.Repeated,
			&s.Certainty, &s.Grade, &s.Note, &s.Coder, &s.Made, &s.Changed,
		}, dateInto(&s.When)...),
		func() { list = append(list, s) })
	return list, err
}

// The names of the roles in the table party.
const (
	coSpeakerRole = "co_speaker"
	onBehalfRole  = "on_behalf"
	addresseeRole = "addressee"
	aboutRole     = "about"
)

func addParties(ctx context.Context, q querier, of scope, ids []storage.ID, list []storage.Statement) error {
	var role string
	var actor storage.ID
	return eachOf(ctx, q, ids, `SELECT statement_id, role, actor_id FROM party WHERE `+of.on("statement_id")+`
		ORDER BY statement_id, pos, id`, of.args, []any{&role, &actor}, func(i int) {
		s := &list[i]
		switch role {
		case coSpeakerRole:
			s.CoSpeakers = append(s.CoSpeakers, actor)
		case onBehalfRole:
			s.OnBehalf = actor
		case addresseeRole:
			s.Addressees = append(s.Addressees, actor)
		case aboutRole:
			s.About = append(s.About, actor)
		}
	})
}

func addPositions(ctx context.Context, q querier, of scope, ids []storage.ID, list []storage.Statement) error {
	var p storage.Position
	return eachOf(ctx, q, ids, `SELECT statement_id, claim_id, stance FROM position WHERE `+of.on("statement_id")+`
		ORDER BY statement_id, pos, id`, of.args, []any{&p.Claim, &p.Stance},
		func(i int) { list[i].Positions = append(list[i].Positions, p) })
}

func addTags(ctx context.Context, q querier, of scope, ids []storage.ID, list []storage.Statement) error {
	var tag string
	return eachOf(ctx, q, ids, `SELECT statement_id, name FROM tagging JOIN tag ON tag.id = tag_id
		WHERE `+of.on("statement_id")+` ORDER BY statement_id, name`, of.args, []any{&tag},
		func(i int) { list[i].Tags = append(list[i].Tags, tag) })
}

func addCitations(ctx context.Context, q querier, of scope, ids []storage.ID, list []storage.Statement) error {
	var c storage.Citation
	err := eachOf(ctx, q, ids, `SELECT statement_id, id, document_id, coalesce(version_id, 0), quote, translation
		FROM citation WHERE `+of.on("statement_id")+` ORDER BY statement_id, pos, id`, of.args,
		[]any{&c.ID, &c.Document, &c.Version, &c.Quote, &c.Translation},
		func(i int) { list[i].Citations = append(list[i].Citations, c) })
	if err != nil {
		return err
	}
	var citation storage.ID
	var span storage.Span
	return eachOf(ctx, q, ids, `SELECT statement_id, citation_id, start, stop
		FROM citation JOIN span ON citation_id = citation.id
		WHERE `+of.on("statement_id")+` ORDER BY statement_id, citation.pos, citation.id, span.pos, span.id`, of.args,
		[]any{&citation, &span.Start, &span.End}, func(i int) {
			cited := list[i].Citations
			at := slices.IndexFunc(cited, func(c storage.Citation) bool { return c.ID == citation })
			cited[at].Spans = append(cited[at].Spans, span)
		})
}
