package edtf

import (
	"fmt"
	"strings"
)

// The grammar has no nesting: a set holds dates and ranges of dates, an
// interval two dates, and a date three parts and a clock. One pass from left to
// right reads it; what only the calendar can refuse (30 February, a range that
// runs backwards) is checked as soon as the date or the range is complete.

// maxInput is the longest text that is looked at, in bytes.
const maxInput = 1000

// Parse reads an EDTF expression of level 0, 1 or 2, with our extension. It is
// strict: no blanks, upper-case letters. The error is a *SyntaxError.
func Parse(s string) (Expr, error) {
	p := parser{in: s}
	if len(s) > maxInput {
		return Expr{}, p.fail(maxInput, "it is longer than %d bytes", maxInput)
	}
	x, err := p.expr()
	if err != nil {
		return Expr{}, err
	}
	return x, nil
}

// parser reads in from pos on.
type parser struct {
	in  string
	pos int
}

func (p *parser) fail(at int, reason string, args ...any) error {
	return &SyntaxError{Input: p.in, Offset: at, Reason: fmt.Sprintf(reason, args...)}
}

// peek is the next byte, or 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.in) {
		return p.in[p.pos]
	}
	return 0
}

// accept steps over a text if it comes next.
func (p *parser) accept(text string) bool {
	if !strings.HasPrefix(p.in[p.pos:], text) {
		return false
	}
	p.pos += len(text)
	return true
}

// run steps over bytes that ok admits, and gives them back.
func (p *parser) run(ok func(byte) bool) string {
	start := p.pos
	for p.pos < len(p.in) && ok(p.in[p.pos]) {
		p.pos++
	}
	return p.in[start:p.pos]
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isMasked(c byte) bool { return c == 'X' || isDigit(c) }

// done refuses whatever is left.
func (p *parser) done() error {
	if p.pos == len(p.in) {
		return nil
	}
	rest := shown(p.in[p.pos:])
	if p.pos > 0 && isDoubt(p.in[p.pos-1]) && isDoubt(p.in[p.pos]) {
		return p.fail(p.pos, "“?” and “~” together are written “%%”")
	}
	return p.fail(p.pos, "“%s” was not expected after “%s”", rest, shown(p.in[:p.pos]))
}

func (p *parser) expr() (Expr, error) {
	var x Expr
	var err error
	switch c := p.peek(); {
	case p.in == "":
		return x, p.fail(0, "there is nothing to read")
	case c == '[':
		x, err = p.set(oneOf, ']')
	case c == '{':
		x, err = p.set(allOf, '}')
	case strings.IndexByte(p.in, '/') >= 0:
		x, err = p.interval()
	default:
		var d date
		d, err = p.date()
		x = Expr{form: single, items: []item{{from: end{date: d}}}}
	}
	if err != nil {
		return Expr{}, err
	}
	return x, p.done()
}

func (p *parser) set(f form, closing byte) (Expr, error) {
	p.pos++
	x := Expr{form: f}
	for {
		it, err := p.item(len(x.items) == 0, closing)
		if err != nil {
			return Expr{}, err
		}
		x.items = append(x.items, it)
		switch {
		case p.accept(string(closing)):
			return x, nil
		case p.accept(","):
			if it.to.is == open {
				return Expr{}, p.fail(p.pos-1, "only the last date of a set can be open")
			}
		default:
			return Expr{}, p.fail(p.pos, "a set is dates with “,” or “..” between them, closed by “%c”", closing)
		}
	}
}

// item reads a member of a set: a date, a range, or a half-open range.
func (p *parser) item(first bool, closing byte) (item, error) {
	it := item{ranged: true}
	at := p.pos
	if p.accept("..") {
		if !first {
			return it, p.fail(at, "only the first date of a set can be open before it")
		}
		it.from.is = open
		return it, p.known(&it.to)
	}
	if err := p.known(&it.from); err != nil {
		return it, err
	}
	if !p.accept("..") {
		it.ranged = false
		return it, nil
	}
	if c := p.peek(); c == closing || c == ',' {
		it.to.is = open
		return it, nil
	}
	if err := p.known(&it.to); err != nil {
		return it, err
	}
	return it, p.order(at, it)
}

func (p *parser) known(e *end) error {
	var err error
	e.date, err = p.date()
	return err
}

func (p *parser) interval() (Expr, error) {
	it := item{ranged: true}
	if err := p.end(&it.from, '/'); err != nil {
		return Expr{}, err
	}
	if !p.accept("/") {
		return Expr{}, p.done()
	}
	if err := p.end(&it.to, 0); err != nil {
		return Expr{}, err
	}
	if it.from.is == unknown && it.to.is == unknown {
		return Expr{}, p.fail(0, "an interval needs a start or an end")
	}
	return Expr{form: interval, items: []item{it}}, p.order(0, it)
}

// end reads one side of an interval; it is unknown when stop comes at once.
func (p *parser) end(e *end, stop byte) error {
	switch {
	case p.accept(".."):
		e.is = open
	case p.peek() == stop:
		e.is = unknown
	default:
		return p.known(e)
	}
	return nil
}

// order refuses a range whose end certainly lies before its start.
func (p *parser) order(at int, it item) error {
	if it.from.is != known || it.to.is != known {
		return nil
	}
	if reversed(it.from.date, it.to.date) {
		return p.fail(at, "it ends before it begins")
	}
	return nil
}
