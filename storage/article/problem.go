package article

import "fmt"

// Problem is an error for a person to read: one sentence that says what is
// wrong with which thing, and what to do.
type Problem string

func (p Problem) Error() string { return string(p) }

func problemf(format string, args ...any) error { return Problem(fmt.Sprintf(format, args...)) }
