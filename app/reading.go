package app

import (
	"time"

	"saywhen/storage/phrase"
	"saywhen/storage/sqlite"
)

// How dates are read is the user's habit, not the project's: whoever opens a
// session says what is known of it, and may say it anew at any time. It counts
// for what is typed from then on; a date that was stored stays as it is.

// reading is the user's habit with dates.
type reading struct {
	order phrase.Order
	week  time.Weekday
}

// SetReading says how a date of two numbers is read and on which day a week
// begins. Until it is called, numbers that could be two dates are asked about
// and weeks begin on Sunday.
func (s *Session) SetReading(order phrase.Order, week time.Weekday) {
	s.reading = reading{order, week}
}

// DayMonth is how a date of two numbers is read: "5.9." or "9/5".
func (s *Session) DayMonth() phrase.Order { return s.reading.order }

// WeekStart is the first day of a week: "last week".
func (s *Session) WeekStart() time.Weekday { return s.reading.week }

// SetCoder says who signs the statements that are made from now on; "" is
// nobody. What was asked for before is signed as it was.
func (s *Session) SetCoder(name string) {
	s.write.add(func() { s.file.SetCoder(name) })
}

// SetProject changes the project's title and time zone in one step. Dates that
// are stored keep the zone that they were meant in.
func (s *Session) SetProject(title, zone string, done func(error)) {
	s.Do("Change the project's settings", func(tx *sqlite.Tx) error {
		if err := tx.SetMeta("title", title); err != nil {
			return err
		}
		return tx.SetMeta("zone", zone)
	}, done)
}
