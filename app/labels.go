package app

import (
	"context"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// maxLabels bounds the cache of labels; it is emptied when it is full.
const maxLabels = 50_000

// labels are the texts beside the marks, read in batches: a frame asks for
// those that it draws, the misses are read together off the window's
// goroutine, and the next frame has them.
type labels struct {
	have    map[storage.ID]string
	missing map[storage.ID]bool
	reading bool
}

func (l *labels) clear() { *l = labels{have: map[storage.ID]string{}, missing: map[storage.ID]bool{}} }

func (l *labels) forget(ids []storage.ID) {
	for _, id := range ids {
		delete(l.have, id)
	}
}

// Label gives the line that stands beside a statement's mark. When it has not
// been read yet it reports false, and listeners hear LabelsRead when it has.
func (s *Session) Label(id storage.ID) (string, bool) {
	if t, ok := s.labels.have[id]; ok {
		return t, true
	}
	s.labels.missing[id] = true
	if !s.labels.reading {
		s.labels.reading = true
		s.readLabels()
	}
	return "", false
}

// readLabels reads what is missing once the frame that asked is done: the job
// comes back to the window's goroutine before it looks at the list.
func (s *Session) readLabels() {
	var ids []storage.ID
	var got map[storage.ID]string
	s.Read(func(context.Context, *sqlite.File) error { return nil }, func(error) {
		ids = s.labels.take()
		s.Read(func(ctx context.Context, f *sqlite.File) (err error) {
			got, err = f.Labels(ctx, ids)
			return err
		}, func(error) { s.labelsRead(ids, got) })
	})
}

func (l *labels) take() []storage.ID {
	ids := make([]storage.ID, 0, len(l.missing))
	for id := range l.missing {
		ids = append(ids, id)
	}
	clear(l.missing)
	return ids
}

func (s *Session) labelsRead(ids []storage.ID, got map[storage.ID]string) {
	if len(s.labels.have) > maxLabels {
		clear(s.labels.have)
	}
	for _, id := range ids {
		s.labels.have[id] = got[id] // "" when it could not be read
	}
	s.labels.reading = false
	if len(s.labels.missing) > 0 {
		s.labels.reading = true
		s.readLabels()
	}
	s.tell(Event{What: LabelsRead})
}
