// Package app holds the Session: the one open project with everything that a
// window or a command needs to know about it while it is open. It does what is
// asked, undoes and redoes it, holds selection, view and filter, and tells one
// list of listeners what changed.
//
// It draws nothing, knows no toolkit, and holds no SQL.
//
// # Goroutines
//
// The rules are: (1) everything that a Session shows (index, lists, selection,
// view, filter) belongs to one goroutine, the window's; (2) everything that
// takes time (commits, searches, reading labels) happens on two others, one
// that writes, first in first out, and one that reads; (3) their results cross
// over in one place, the post function that was given to Open. A command or a
// test, which has no window, posts by a direct call and waits with Flush.
package app
