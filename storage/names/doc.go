// Package names finds and compares names in any spelling and any script.
//
// An Index answers what an analyst types with the records whose names fit: as
// they are written, as they sound (Marziyeh, Marzeiyeh, Marzieh), with a slip
// of the finger (Shamkahni), and across scripts (افخم finds Afkham, and the
// other way round). Alike says which records may be one and the same.
//
// The idea: a name is folded (case, marks and letter forms go), split into
// words, and each word has a key, which is what is left when everything goes in
// which spellings and scripts differ: vowels, doubled letters, the several ways
// to write one sound. Arabic, Persian and Hebrew words, whose letters may be
// read in several ways, have several keys. What has the same key, or nearly, is
// then compared as it is spelled.
//
// It does not know languages: keys are coarse on purpose, and rank decides. It
// reads no files and keeps no state; an Index is never changed after it was
// made and may be used by several goroutines at once.
package names
