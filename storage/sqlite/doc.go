// Package sqlite is the project file: one SQLite database that is edited in
// place. It creates, inspects, migrates, reads, writes, searches, checks and
// copies it, and keeps the undo history in it.
//
// An exported method of File is one transaction (Do, Undo, Import …); the
// methods of Tx compose inside one. Everything that a transaction changed comes
// back as a storage.Change.
//
// It does not know what is shown or selected, it keeps no copy of the project in
// memory, and it reads no one else's formats.
package sqlite
