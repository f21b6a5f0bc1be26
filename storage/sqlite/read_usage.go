package sqlite

import (
	"context"

	"saywhen/storage"
)

// ActorUse says where an actor is used: how many records name it as what.
type ActorUse struct {
	Speaker, CoSpeaker, OnBehalf, Addressee, About int // statements
	Statements                                     int // those of them that differ
	Outlet                                         int // documents
	Organization                                   int // affiliations of others
	Roles                                          int // affiliations of its own
	Below                                          int // actors whose parent it is
}

// Used reports whether anything but the actor's own parts names it.
func (u ActorUse) Used() bool { return u.Statements+u.Outlet+u.Organization > 0 }

// ActorUse counts where an actor is used.
func (f *File) ActorUse(ctx context.Context, id storage.ID) (u ActorUse, err error) {
	err = f.read(ctx, func(q querier) error {
		const party = "(SELECT count(*) FROM party WHERE actor_id = ?1 AND role = '"
		return q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM statement WHERE speaker_id = ?1), `+
			party+`co_speaker'), `+party+`on_behalf'), `+party+`addressee'), `+party+`about'),
			(SELECT count(*) FROM (SELECT id FROM statement WHERE speaker_id = ?1 UNION SELECT statement_id FROM party WHERE actor_id = ?1)),
			(SELECT count(*) FROM document WHERE outlet_id = ?1), (SELECT count(*) FROM affiliation WHERE organization_id = ?1),
			(SELECT count(*) FROM affiliation WHERE actor_id = ?1), (SELECT count(*) FROM actor WHERE parent_id = ?1)`, int64(id)).
			Scan(&u.Speaker, &u.CoSpeaker, &u.OnBehalf, &u.Addressee, &u.About, &u.Statements, &u.Outlet, &u.Organization, &u.Roles, &u.Below)
	})
	return u, err
}

// StatementsWith gives the statements in which an actor has any part, by id.
func (f *File) StatementsWith(ctx context.Context, actor storage.ID) (ids []storage.ID, err error) {
	err = f.read(ctx, func(q querier) error {
		var id storage.ID
		return each(ctx, q, `SELECT id FROM statement WHERE speaker_id = ?1
			UNION SELECT statement_id FROM party WHERE actor_id = ?1 ORDER BY 1`, []any{int64(actor)}, []any{&id},
			func() { ids = append(ids, id) })
	})
	return ids, err
}

// Uses counts, for every verb and every claim that is used, the statements that
// use it.
func (f *File) Uses(ctx context.Context) (verbs, claims map[storage.ID]int, err error) {
	verbs, claims = map[storage.ID]int{}, map[storage.ID]int{}
	err = f.read(ctx, func(q querier) error {
		var id storage.ID
		var n int
		err := each(ctx, q, "SELECT verb_id, count(*) FROM statement GROUP BY verb_id", nil, []any{&id, &n}, func() { verbs[id] = n })
		if err != nil {
			return err
		}
		return each(ctx, q, "SELECT claim_id, count(*) FROM position GROUP BY claim_id", nil, []any{&id, &n}, func() { claims[id] = n })
	})
	return verbs, claims, err
}
