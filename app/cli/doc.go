// Package cli is the program's command line: everything that can be done
// without a window, and the decision to open one.
//
// It draws nothing and knows no toolkit: it works without a display and without
// a C compiler. What a command does is in packages app and app/export; here is
// only how it is asked for and what is said about it.
//
// The rules are: results go to stdout, words to stderr; the exit code is 0 when
// it was done, 1 when it failed, 2 when it was asked for in a wrong way.
package cli
