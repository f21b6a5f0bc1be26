package charts

import (
	"time"

	"saywhen/storage"
)

// source is an Input made ready for counting.
type source struct {
	cols *storage.Columns // never nil
	ref  Reference
	docs []storage.Document
	mask []bool // by row: kept; nil keeps all
	kept int
	loc  *time.Location
}

// picked says which entry of an axis a record belongs to.
type picked struct {
	entries []Entry
	place   []int32 // by the record's number on its axis: index in entries
}

type stanceQuestion struct{}
