package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"modernc.org/sqlite"
)

// Many rows of numbers come out of the file in one value: the aggregate
// function saywhen_pack(a, b, …) writes every argument as its difference from
// that of the row before, a few bytes each, and gives the whole as one BLOB. A
// row then costs one call inside SQLite instead of a round through
// database/sql, which is what most of a plain scan's time is spent on (the
// benchmarks compare the two). The function keeps nothing between calls, so
// nothing is shared between goroutines or files.
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
type packer struct {
	packed []byte
	before []int64 // the row before; zeros in front of the first
}

var _ sqlite.AggregateFunction = (*packer)(nil)

func (p *packer) Step(_ *sqlite.FunctionContext, row []driver.Value) error {
	if p.before == nil {
		p.before = make([]int64, len(row))
		p.packed = make([]byte, 0, 1<<12)
	}
	for i, v := range row {
		var n int64
		switch v := v.(type) {
		case int64:
			n = v
		case nil:
		default:
			return fmt.Errorf("%s: %T is not a whole number", packName, v)
		}
		p.packed = binary.AppendVarint(p.packed, n-p.before[i]) // it may wrap around, and back in unpack
		p.before[i] = n
	}
	return nil
}

func (p *packer) WindowInverse(*sqlite.FunctionContext, []driver.Value) error {
	return errors.New(packName + " is not a window function")
}

func (p *packer) WindowValue(*sqlite.FunctionContext) (driver.Value, error) { return p.packed, nil }

func (p *packer) Final(*sqlite.FunctionContext) {}

// unpack calls visit for each row that was packed; the slice is reused. It
// gives the number of rows.
func unpack(packed []byte, width int, visit func(row []int64)) (n int, err error) {
	row := make([]int64, width)
	for len(packed) > 0 {
		for i := range row {
			difference, size := binary.Varint(packed)
			if size <= 0 {
				return n, fmt.Errorf("%s: row %d of %d numbers is cut off", packName, n, width)
			}
			row[i] += difference
			packed = packed[size:]
		}
		visit(row)
		n++
	}
	return n, nil
}

// readPacked runs a query whose one value is saywhen_pack of width numbers, and
// calls visit for each row of it.
func readPacked(ctx context.Context, q querier, width int, visit func(row []int64), query string, args ...any) (n int, err error) {
	if packRegistered != nil {
		return 0, packRegistered
	}
	var packed []byte
	if err := q.QueryRowContext(ctx, query, args...).Scan(&packed); err != nil {
		return 0, err
	}
	return unpack(packed, width, visit)
}

// readNumbers runs a query whose one value is saywhen_pack of one number, and
// gives these ascending, each once.
func readNumbers[T ~int64](ctx context.Context, q querier, query string, args ...any) ([]T, error) {
	numbers := []T{}
	_, err := readPacked(ctx, q, 1, func(row []int64) { numbers = append(numbers, T(row[0])) }, query, args...)
	slices.Sort(numbers)
	return slices.Compact(numbers), err
}
