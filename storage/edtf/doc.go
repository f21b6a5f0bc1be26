// Package edtf reads and writes uncertain dates: the Extended Date/Time Format
// (ISO 8601-2:2019; Library of Congress specification of 4 February 2019)
// at its levels 0, 1 and 2, and turns them into four corners.
//
// It does not read dates in words ("mid June"): that is storage/phrase. It
// knows nothing of statements, files or pictures.
package edtf
