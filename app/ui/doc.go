// Package ui is the window: the timeline with its lanes, the panels and
// dialogs around it, menus, keys, and the theme.
//
// It decides nothing about the field and writes no file: what happens to a
// project is asked of app.Session, what a frame looks like of charts and
// charts/paint, what a saved picture is of app/export.
//
// # How the parts hang together
//
// The rules are: (1) a part (timeline, overview, search box, chips, status
// line) knows its own pixels and reports what the person wants through
// functions that it was given; (2) the shell, and nothing else, joins parts to
// the session; (3) whatever can be asked for is one row in the table of actions
// (actions.go), from which menu, keys, palette and help are made; (4) every
// part lives on the window's goroutine, and what takes long crosses over and
// back in one function, shell.job.
//
// Only files built with cgo import Fyne's driver, so that a program without a
// window can still be built, and everything here tested, without a C compiler.
package ui
