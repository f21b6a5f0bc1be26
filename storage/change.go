package storage

// RecordKind names the kinds of record that a Change can touch. Rows that
// belong to a record (aliases, positions, citations, tags …) count as the
// record.
type RecordKind uint8

// The kinds of record.
const (
	ActorRecord RecordKind = iota
	AffiliationRecord
	DocumentRecord
	ClaimRecord
	VerbRecord
	CoderRecord
	StatementRecord
	RelationRecord
	MetaRecord // project settings; no ids
	PeriodRecord
	CalloutRecord
	SavedViewRecord
	NumRecordKinds
)

var recordNames = [NumRecordKinds]string{
	"actor", "affiliation", "document", "claim", "verb", "coder", "statement", "relation", "setting",
	"period", "callout", "saved view",
}

func (k RecordKind) String() string {
	if k < NumRecordKinds {
		return recordNames[k]
	}
	return "record"
}

// Change is what one committed transaction did. Undo and redo give a Change of
// the same type.
type Change struct {
	// Name is what the menu calls the step: "Add statement".
	Name string
	// Touched holds, by RecordKind, the ids that were added, changed or
	// removed, ascending and without repeats. Who wants to know which of the
	// three reads the record: it is gone when it was removed.
	Touched [NumRecordKinds][]ID
	// Reset says that too much changed to list (an import, its undo): read
	// everything anew. Touched is then empty.
	Reset bool
	// Undone and Redone say that the step came from Undo or Redo.
	Undone, Redone bool
}

// Empty reports whether the transaction changed nothing.
func (c Change) Empty() bool {
	if c.Reset {
		return false
	}
	for _, ids := range c.Touched {
		if len(ids) > 0 {
			return false
		}
	}
	return true
}
