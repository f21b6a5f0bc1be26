package app

import "saywhen/storage"

// What says which part of a Session changed.
type What uint8

// The parts.
const (
	DataChanged      What = 1 << iota // records: see Event.Change
	SelectionChanged                  // what is selected
	ViewChanged                       // what part of the timeline is seen
	FilterChanged                     // which statements are asked for
	LabelsRead                        // texts that a frame asked for have arrived
	StateChanged                      // saving, saved, busy, undo and redo names
)

// Event is what listeners hear, on the window's goroutine, after the session
// has taken the change in.
type Event struct {
	What   What
	Change storage.Change // when What has DataChanged
}

// Listen adds a listener; the function that it returns takes it off again.
// Listeners are called in the order in which they were added.
func (s *Session) Listen(fn func(Event)) (cancel func()) {
	l := &listener{fn}
	s.listeners = append(s.listeners, l)
	return func() { l.fn = nil }
}

type listener struct{ fn func(Event) }

func (s *Session) tell(e Event) {
	live := s.listeners[:0]
	for _, l := range s.listeners {
		if l.fn != nil {
			live = append(live, l)
		}
	}
	s.listeners = live
	for _, l := range live {
		if l.fn != nil {
			l.fn(e)
		}
	}
}
