package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"saywhen/storage/edtf"
)

// Info is what a project holds, in numbers.
type Info struct {
	Actors     int `json:"actors"`
	Documents  int `json:"documents"`
	Claims     int `json:"claims"` // topics too
	Statements int `json:"statements"`
	Relations  int `json:"relations"`
	ReportedIn int `json:"reported_in"` // statements that another one carries
	Verbs      int `json:"verbs"`
	Periods    int `json:"periods"`
	Callouts   int `json:"callouts"`
	Views      int `json:"views"` // saved ones
	// Earliest and Latest are the days (2014-06-10) on which the dated
	// statements begin and end, each in the zone of its date; open ends do not
	// count. They are "" when no date says.
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
	Schema   int    `json:"schema"`   // version of the tables
	Revision string `json:"revision"` // 64 hexadecimal digits; equal for equal content
}

// Info counts what the project holds.
func (f *File) Info(ctx context.Context) (info Info, err error) {
	err = f.read(ctx, func(q querier) error {
		info, err = readInfo(ctx, q)
		return err
	})
	return info, err
}

func readInfo(ctx context.Context, q querier) (Info, error) {
	var i Info
	err := q.QueryRowContext(ctx, `SELECT
			(SELECT count(*) FROM actor), (SELECT count(*) FROM document), (SELECT count(*) FROM claim),
			(SELECT count(*) FROM statement), (SELECT count(*) FROM relation),
			(SELECT count(*) FROM statement WHERE reported_in IS NOT NULL), (SELECT count(*) FROM verb),
			(SELECT count(*) FROM period), (SELECT count(*) FROM callout), (SELECT count(*) FROM saved_view),
			(SELECT user_version FROM pragma_user_version),
			coalesce((SELECT value FROM meta WHERE key = ?), '')`, metaRevision).
		Scan(&i.Actors, &i.Documents, &i.Claims, &i.Statements, &i.Relations, &i.ReportedIn, &i.Verbs,
			&i.Periods, &i.Callouts, &i.Views,
			&i.Schema, &i.Revision)
	if err != nil {
		return i, err
	}
	if i.Earliest, err = readDay(ctx, q, `SELECT min(es), zone FROM statement WHERE es > ?`, edtf.OpenPast); err != nil {
		return i, err
	}
	// The end of a day is the next midnight, which is not a part of it; a point
	// in time is. (The end is a point when it has no width.)
	i.Latest, err = readDay(ctx, q, `SELECT max(le - (ee < le)), zone FROM statement WHERE le < ?`, edtf.OpenFuture)
	return i, err
}

// readDay gives the local day of the second and zone that a query finds; "" if
// it finds none. A zone that is not known counts as UTC.
func readDay(ctx context.Context, q querier, query string, open int64) (string, error) {
	var second sql.NullInt64
	var zone sql.NullString // that of the row with the extreme, as SQLite promises
	err := q.QueryRowContext(ctx, query, open).Scan(&second, &zone)
	if errors.Is(err, sql.ErrNoRows) || !second.Valid {
		return "", err
	}
	location, err := edtf.LoadZone(zone.String)
	if err != nil {
		location = time.UTC
	}
	return isoDay(time.Unix(second.Int64, 0).In(location)), nil
}

// isoDay writes a day as EDTF does: years before 0 and after 9999 too.
func isoDay(t time.Time) string {
	switch year := t.Year(); {
	case year > 9999:
		return "Y" + t.Format("2006-01-02")
	case year < 0:
		return fmt.Sprintf("-%04d-%s", -year, t.Format("01-02"))
	default:
		return t.Format("2006-01-02")
	}
}
