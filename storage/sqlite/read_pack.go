package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"

	"modernc.org/sqlite"
)

// Many rows of numbers come out of the file in one value: the aggregate
// function saywhen_pack(a, b, …) puts its arguments behind one another, eight
// little-endian bytes each, and gives the whole as one BLOB. A row then costs
// one call inside SQLite instead of a round through database/sql, which is
// what most of a plain scan's time is spent on (the benchmarks beside this
// file compare the two). The function keeps nothing between calls, so nothing
// is shared between goroutines or files.
//
// NULL is packed as 0.

const packName = "saywhen_pack"

// packRegistered makes the function known to the driver before any connection
// is opened; the driver offers no narrower place.
var packRegistered = sqlite.RegisterFunction(packName, &sqlite.FunctionImpl{
	NArgs:         -1,
	Deterministic: true,
	MakeAggregate: func(sqlite.FunctionContext) (sqlite.AggregateFunction, error) { return &packer{}, nil },
})

// packer is one evaluation of saywhen_pack.
type packer struct{ packed []byte }

var _ sqlite.AggregateFunction = (*packer)(nil)

func (p *packer) Step(_ *sqlite.FunctionContext, row []driver.Value) error {
	for _, v := range row {
		var n int64
		switch v := v.(type) {
		case int64:
			n = v
		case nil:
		default:
			return fmt.Errorf("%s: %T is not a whole number", packName, v)
		}
		p.packed = binary.LittleEndian.AppendUint64(p.packed, uint64(n))
	}
	return nil
}

func (p *packer) WindowInverse(*sqlite.FunctionContext, []driver.Value) error {
	return fmt.Errorf("%s is not a window function", packName)
}

func (p *packer) WindowValue(*sqlite.FunctionContext) (driver.Value, error) { return p.packed, nil }

func (p *packer) Final(*sqlite.FunctionContext) {}

// rows are packed rows of equal width.
type rows struct {
	packed []byte
	width  int // numbers in a row
}

// readPacked runs a query whose one value is saywhen_pack of width numbers.
func readPacked(ctx context.Context, q querier, width int, query string, args ...any) (rows, error) {
	r := rows{width: width}
	if packRegistered != nil {
		return r, packRegistered
	}
	err := q.QueryRowContext(ctx, query, args...).Scan(&r.packed)
	if err == nil && len(r.packed)%(8*width) != 0 {
		err = fmt.Errorf("%s gave %d bytes for rows of %d numbers", packName, len(r.packed), width)
	}
	return r, err
}

// len is the number of rows.
func (r rows) len() int { return len(r.packed) / (8 * r.width) }

// at is the number in a row and column.
func (r rows) at(row, column int) int64 {
	return int64(binary.LittleEndian.Uint64(r.packed[8*(row*r.width+column):]))
}
