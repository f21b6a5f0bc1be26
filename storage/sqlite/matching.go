package sqlite

import (
	"context"
	"strings"

	"saywhen/storage"
)

// Matching gives the ids, ascending, of the statements that pass those parts of
// a filter that only the file can answer: words, tags, traits, documents and
// outlets. The other parts are not looked at. A filter without such a part lets
// all statements through.
func (f *File) Matching(ctx context.Context, filter storage.Filter) (ids []storage.ID, err error) {
	err = f.read(ctx, func(q querier) error {
		ids, err = searchStatements(ctx, q, parseQuery(filter.Text))
		for _, c := range conditionsOf(filter) {
			if err != nil || len(ids) == 0 {
				return err
			}
			var found []storage.ID
			found, err = readNumbers[storage.ID](ctx, q, "SELECT "+packName+"(id) FROM ("+c.query+")", c.args...)
			ids = intersect(ids, found)
		}
		return err
	})
	return ids, err
}

// condition is a query for the ids of statements.
type condition struct {
	query string
	args  []any
}

func conditionsOf(f storage.Filter) (list []condition) {
	add := func(query string, args ...any) { list = append(list, condition{query, args}) }
	if n := len(f.Documents); n > 0 {
		add("SELECT statement_id AS id FROM citation WHERE document_id IN ("+marks(n)+")", idArgs(f.Documents)...)
	}
	if n := len(f.Outlets); n > 0 {
		add(`WITH RECURSIVE below(id) AS (
			SELECT id FROM actor WHERE id IN (`+marks(n)+`)
			UNION SELECT actor.id FROM actor JOIN below ON actor.parent_id = below.id)
			SELECT statement_id AS id FROM citation JOIN document ON document.id = citation.document_id
			WHERE document.outlet_id IN (SELECT id FROM below)`, idArgs(f.Outlets)...)
	}
	if n := len(f.Tags); n > 0 {
		args := make([]any, n)
		for i, t := range f.Tags {
			args[i] = t
		}
		add("SELECT statement_id AS id FROM tagging WHERE tag_id IN (SELECT id FROM tag WHERE name IN ("+marks(n)+"))", args...)
	}
	for _, t := range f.Has {
		if query, ok := traitQueries[t]; ok {
			add(query)
		} else {
			add("SELECT id FROM statement WHERE 0") // a later version's trait
		}
	}
	return list
}

// traitQueries find the statements that have a trait.
var traitQueries = map[storage.Trait]string{
	storage.HasDate:        "SELECT id FROM statement WHERE es IS NOT NULL",
	storage.HasNoDate:      "SELECT id FROM statement WHERE es IS NULL",
	storage.HasClaim:       "SELECT statement_id AS id FROM position",
	storage.HasQuote:       "SELECT statement_id AS id FROM citation WHERE quote <> ''",
	storage.HasTranslation: "SELECT statement_id AS id FROM citation WHERE translation <> ''",
	storage.HasSource:      "SELECT statement_id AS id FROM citation",
	storage.HasSpan:        "SELECT statement_id AS id FROM citation JOIN span ON span.citation_id = citation.id",
	storage.HasCarrier:     "SELECT id FROM statement WHERE reported_in IS NOT NULL",
	storage.HasRelation:    "SELECT from_id AS id FROM relation UNION ALL SELECT to_id FROM relation",
	storage.HasGist:        "SELECT id FROM statement WHERE gist <> ''",
	storage.HasPlace:       "SELECT id FROM statement WHERE place <> ''",
	storage.HasNote:        "SELECT id FROM statement WHERE note <> ''",
	storage.HasTag:         "SELECT statement_id AS id FROM tagging",
}

// marks are the question marks of a list of n arguments.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func idArgs(ids []storage.ID) []any {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = int64(id)
	}
	return args
}
