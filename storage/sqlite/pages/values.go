package pages

import (
	"encoding/binary"
	"math"
)

// varint reads a number of one to nine bytes, seven bits in each but the ninth;
// size is 0 when it is cut short.
func varint(b []byte) (number uint64, size int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return number<<8 | uint64(b[i]), 9
		}
		number = number<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return number, i + 1
		}
	}
	return 0, 0
}

// Values reads a payload: nil, int64, float64, string (not checked for UTF-8)
// and []byte. The column of a table that is its row id is nil.
func Values(payload []byte) ([]any, error) {
	size, n := varint(payload)
	if n == 0 || size < uint64(n) || size > uint64(len(payload)) {
		return nil, damaged("a row has no head")
	}
	head, body := payload[n:size], payload[size:]
	values := make([]any, 0, len(head))
	for len(head) > 0 {
		serial, n := varint(head)
		if n == 0 {
			return nil, damaged("the head of a row is cut short")
		}
		head = head[n:]
		length, ok := lengthOf(serial)
		if !ok || length > uint64(len(body)) {
			return nil, damaged("a value of a row reaches beyond it")
		}
		values = append(values, value(serial, body[:length]))
		body = body[length:]
	}
	if len(body) > 0 {
		return nil, damaged("a row is longer than its values")
	}
	return values, nil
}

// lengthOf is the number of bytes of a value of a serial type.
func lengthOf(serial uint64) (length uint64, ok bool) {
	switch {
	case serial >= 12:
		return (serial - 12) / 2, true
	case serial == 10 || serial == 11:
		return 0, false
	}
	return [...]uint64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}[serial], true
}

func value(serial uint64, b []byte) any {
	switch {
	case serial == 0:
		return nil
	case serial == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	case serial == 8 || serial == 9:
		return int64(serial - 8)
	case serial < 7:
		number := int64(int8(b[0])) // the sign is in the first byte
		for _, c := range b[1:] {
			number = number<<8 | int64(c)
		}
		return number
	case serial%2 == 1:
		return string(b)
	}
	return append([]byte(nil), b...)
}
