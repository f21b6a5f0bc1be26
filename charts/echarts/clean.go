package echarts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/go-echarts/go-echarts/v2/types"
)

// functionMark is what go-echarts wraps around JavaScript that it smuggles
// through JSON as a string.
const functionMark = "__f__"

// plain turns what go-echarts built into plain JSON values with clean strings.
// It refuses an option that holds a function. Text that only looks like one
// passes: nothing will ever read it as code.
func plain(option map[string]any) (map[string]any, error) {
	if err := refuseFunctions(reflect.ValueOf(option), "option"); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(option)
	if err != nil {
		return nil, fmt.Errorf("the chart could not be written: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // figures stay as they were written
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("the chart could not be written: %w", err)
	}
	return cleanAll(v).(map[string]any), nil
}

var functionType = reflect.TypeFor[types.FuncStr]()

// refuseFunctions walks a value by its Go types: only fields that go-echarts
// made for functions are looked at, never data.
func refuseFunctions(v reflect.Value, path string) error {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			return refuseFunctions(v.Elem(), path)
		}
	case reflect.String:
		if v.Type() == functionType && strings.Contains(v.String(), functionMark) {
			return fmt.Errorf("the chart was not written: %s holds a function, and a page must hold none", path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := refuseFunctions(v.Field(i), path+"."+v.Type().Field(i).Name); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := refuseFunctions(v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if err := refuseFunctions(v.MapIndex(k), fmt.Sprintf("%s.%v", path, k)); err != nil {
				return err
			}
		}
	}
	return nil
}

// cleanAll cleans every string of plain JSON values, keys too.
func cleanAll(v any) any {
	switch v := v.(type) {
	case string:
		return clean(v)
	case []any:
		for i := range v {
			v[i] = cleanAll(v[i])
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[clean(k)] = cleanAll(x)
		}
		return out
	}
	return v
}

// clean takes out of a text what no page, SVG or reader should meet: control
// characters but tab and line feed, the two non-characters that XML forbids,
// bytes that are not UTF-8, and the marks that override or embed a direction,
// with which one text can be made to look like another. The marks that letters
// need (U+200C, U+200D, U+200E, U+200F) stay.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < 0x20, r >= 0x7f && r < 0xa0, // C0, DEL, C1
			r == 0xfffe, r == 0xffff,
			r >= 0x202a && r <= 0x202e, // embedding and override
			r >= 0x2066 && r <= 0x2069: // isolates
			return -1
		}
		return r
	}, s) // Map writes U+FFFD for every byte that is not UTF-8, as json.Marshal does
}
