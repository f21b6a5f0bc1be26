// Package storage holds the records and the vocabulary of the field: who said
// what, when, to whom, about what, and who says so. Actors, documents, claims,
// statements, citations and relations are plain values here; a Change says
// which of them a transaction touched; a Filter says which of them are asked
// for.
//
// It reads and writes nothing: the project file is storage/sqlite, other
// people's formats are storage/exchange.
package storage
