// Package edtf reads and writes uncertain dates: the Extended Date/Time Format
// (ISO 8601-2:2019; Library of Congress specification of 4 February 2019)
// at its levels 0, 1 and 2, and turns them into four corners.
//
// It does not read dates in words ("mid June"): that is storage/phrase. It
// knows nothing of statements, files or pictures.
//
// # What a form means
//
// A date, a masked date and a one-of-set are a [Moment] somewhere in a range;
// an interval is an [Extent]; an all-of-set is [AllOf]: its start is the first
// of its moments and its end the last one.
//
//	2014-06-11               one moment of that day
//	2014-06-1X               one moment from 10 to 19 June: the convex hull of
//	                         all days that the digits allow
//	2014-06-11/2014-06-20    lasted from a moment of the 11th to one of the 20th
//	../2014-06-20            has always lasted, ended on the 20th
//	/2014-06-20              began at some unknown moment, ended on the 20th
//	[2014-06-11..2014-06-20] one moment, from the 11th to the end of the 20th
//	{2014-06-11,2014-06-20}  on the 11th and on the 20th
//
// # Doubts
//
// "~" widens a date by one unit of its precision on either side (a day, a
// month, a season, a year, a decade), "?" marks and does not widen, "%" is
// both. On the right of a part a doubt holds for that part and all to its left,
// on the left of a part for that part alone. Approximate parts from the year
// on are one group, widened once by the finest unit in it; every other
// approximate part is widened by its own unit.
//
// # Seasons
//
// 21–24 are spring, summer, autumn and winter as the meteorologists of the
// northern half count them: March–May, June–August, September–November, and
// December to February of the next year. 25–28 are the same, named northern;
// 29–32 are southern: spring is September–November and so on, summer runs into
// the next year. 33–36 are quarters, 37–39 thirds (four months), 40–41 halves.
//
// # Extensions of our own
//
// The specification knows clock times only with seconds and only in a date that
// stands alone. Here, first, a clock time may also end with the minute
// (2014-09-05T17:30 is that whole minute), carry a doubt, and stand in an
// interval or a set, where an end with seconds is that very instant:
// [2014-09-05T17:00:00..2014-09-06T00:00:00] ends at midnight exactly. Second,
// a [Date] has a sequence number, typed as "2014-09-05 #2"; it is never part of
// the EDTF string. [Expr.Extended] tells whether a string needs the first.
//
// # Clocks and zones
//
// A date without an offset is meant in the location given to [Expr.Corners]. A
// time that the clocks there showed twice is its first showing; one that they
// skipped is the moment of the skip, so days always join without a gap.
package edtf
