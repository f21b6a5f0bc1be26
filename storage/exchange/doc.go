// Package exchange reads and writes projects in formats that other programs
// understand: the whole project as JSON, exactly, and its statements as a table
// (CSV or TSV). assets/docs/format.md describes both for people.
//
// It opens no file, knows no database and decides nothing about a project: a
// reader gives records or rows one by one to whoever asked, with the line and
// the field of whatever is wrong, and the caller matches names with actors.
// Nothing is read into memory as a whole.
package exchange
