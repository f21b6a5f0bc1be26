package raster

import (
	"strconv"
	"strings"
)

// maxNumber bounds every number of an SVG, so that products stay finite.
const maxNumber = 1e9

// scanNumber reads the number at the start of s and returns how many bytes it
// has, 0 if there is none. "1.5.5" and "1-2" are two numbers each.
func scanNumber(s string) (v float64, n int) {
	i := sign(s)
	start := i
	i += digits(s[i:])
	whole := i - start
	frac := 0
	if i < len(s) && s[i] == '.' {
		frac = digits(s[i+1:])
		if whole+frac == 0 {
			return 0, 0
		}
		i += 1 + frac
	}
	if whole+frac == 0 {
		return 0, 0
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		j += sign(s[j:])
		if d := digits(s[j:]); d > 0 {
			i = j + d
		}
	}
	return parse(s[:i]), i
}

// parse converts a number that scanNumber found; what is too large is cut to
// maxNumber. Short numbers, which are nearly all, are converted here.
func parse(s string) float64 {
	if v, ok := short(s); ok {
		return v
	}
	v, _ := strconv.ParseFloat(s, 64) // a range error leaves an infinity or a zero
	return bounded(v)
}

func bounded(v float64) float64 {
	if v != v {
		return 0
	}
	return max(-maxNumber, min(v, maxNumber))
}

// short converts up to nine digits with a point: exact, because both the digits
// and the power of ten are exact and a division rounds once.
func short(s string) (float64, bool) {
	if len(s) > 10 {
		return 0, false
	}
	n, scale, neg := 0, 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n, scale = n*10+int(c-'0'), scale*10
		case c == '.':
			scale = 1
		case c == '-':
			neg = true
		case c != '+':
			return 0, false
		}
	}
	v := float64(n) / float64(max(scale, 1))
	if neg {
		v = -v
	}
	return v, true
}

func sign(s string) int {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return 1
	}
	return 0
}

func digits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

// separator reports what may stand between numbers.
func separator(c byte) bool { return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r' }

// numbers reads a list of numbers up to the first thing that is none.
func numbers(s string) []float64 {
	var out []float64
	for {
		for s != "" && separator(s[0]) {
			s = s[1:]
		}
		v, n := scanNumber(s)
		if n == 0 {
			return out
		}
		out = append(out, v)
		s = strings.TrimPrefix(s[n:], "px")
	}
}

// length reads one length: a number, alone, in px, or in per cent, which become
// a share of whole.
func length(s string, whole float64) (float64, bool) {
	s = strings.TrimSpace(s)
	v, n := scanNumber(s)
	if n == 0 {
		return 0, false
	}
	switch s[n:] {
	case "", "px":
		return v, true
	case "%":
		return v / 100 * whole, true
	}
	return 0, false
}
