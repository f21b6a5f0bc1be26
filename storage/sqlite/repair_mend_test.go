package sqlite

import (
	"slices"
	"testing"

	"saywhen/storage"
	"saywhen/storage/edtf"
)

func TestLocate(t *testing.T) {
	const text = "He said: قبول نداریم, and left. He did."
	for quote, want := range map[string][]storage.Span{
		"قبول":           {{Start: 9, End: 17}},
		"said … left":    {{Start: 3, End: 7}, {Start: 36, End: 40}},
		"left … said":    nil, // backwards
		"He":             nil, // twice
		"nothing of it":  nil,
		"":               nil,
		"said …  … left": nil,
	} {
		got := locate(text, quote)
		if !slices.Equal(got, want) {
			t.Errorf("locate(%q) = %v, want %v", quote, got, want)
		}
		if got != nil && spanFault(text, storage.Citation{Spans: got, Quote: quote}) != "" {
			t.Errorf("the spans of %q do not hold it", quote)
		}
	}
}

// TestMendDate: whatever is in the columns of a date, what comes out is one that
// Check and the tables accept, and a date without fault is left alone.
func TestMendDate(t *testing.T) {
	good, err := edtf.Resolve("2014-06-11/2014-06-20", "Asia/Tehran")
	must(t, err)
	m := &mender{zones: zoneCache{}, rescue: &Rescue{}, tx: &Tx{f: &File{tables: newTables()}}}
	tab := m.tx.f.tables.affiliation
	blank := append([]any{int64(1), int64(1), nil, ""}, dateRow(good)...)
	for name, spoil := range map[string]func(row []any){
		"":                    func([]any) {},
		"a corner":            func(row []any) { row[12] = int64(5) },
		"no corner":           func(row []any) { row[13] = nil },
		"a corner too much":   func(row []any) { row[5] = "" },
		"no such date":        func(row []any) { row[5] = "2014-13-40" },
		"no such zone":        func(row []any) { row[6] = "Mars/Base" },
		"no such kind":        func(row []any) { row[7] = int64(77) },
		"no such precision":   func(row []any) { row[8] = int64(-1) },
		"all corners missing": func(row []any) { row[12], row[13], row[14], row[15] = nil, nil, nil, nil },
	} {
		row := slices.Clone(blank)
		spoil(row)
		before := slices.Clone(row)
		m.rescue.Mended = nil
		m.mendDate(tab, row)
		d, whole := dateOf(row[4:16])
		if !whole || dateFault(d, m.zones.load) != "" {
			t.Errorf("%s: left %v", name, row)
		}
		if same := equalRows(row, before); same != (name == "") || same == (len(m.rescue.Mended) > 0) {
			t.Errorf("%q: mended %v, %v", name, m.rescue.Mended, row)
		}
		if d.Wording == "" {
			t.Errorf("%s: the wording is gone", name)
		}
	}
}
