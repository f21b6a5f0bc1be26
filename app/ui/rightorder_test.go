package ui

import (
	"testing"

	"saywhen/app"
)

func TestMixesDirections(t *testing.T) {
	for s, want := range map[string]bool{
		"":                 false,
		"Ali Khamenei 14":  false,
		"مرضیه افخم":       false,
		"بی‌بی‌سی فارسی":   false,
		"مرضیه، افخم: گفت": false,
		"رهبر: Khamenei گفت ۱۴۰۴ (تهران)": true,
		"گفت ۱۴۰۴": true,
		"(تهران)":  true,
		"«تهران»":  true,
	} {
		if got := mixesDirections(s); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// TestFieldShowsTheRightOrder holds that the line comes with the text and goes
// with it, also below a claim and when an entry is loaded.
func TestFieldShowsTheRightOrder(t *testing.T) {
	const mixed = "رهبر: Khamenei گفت ۱۴۰۴ (تهران)"
	_, p := openForm(t, app.Entry{})
	order := func(of string) *rightOrder {
		for _, r := range p.form.orders() {
			if r.of.Text == of {
				return r
			}
		}
		t.Fatalf("no field holds %q", of)
		return nil
	}
	p.form.speaker.SetText(mixed)
	line := order(mixed)
	if !line.Visible() || len(line.ps) != 1 || line.ps[0].text != mixed {
		t.Errorf("visible %v, %+v", line.Visible(), line.ps)
	}
	p.form.speaker.SetText("Khamenei")
	if line.Visible() {
		t.Error("the line stays")
	}
	p.form.load(app.Entry{Gist: mixed + " 1", Positions: []app.EntryPosition{{Claim: mixed + " 2"}}})
	for _, text := range []string{mixed + " 1", mixed + " 2"} {
		if !order(text).Visible() {
			t.Errorf("nothing below %q", text)
		}
	}
}
