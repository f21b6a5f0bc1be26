package ui

import (
	"errors"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"saywhen/app"
)

func TestMistakeInWorkIsToldAndReported(t *testing.T) {
	f := newSampleFixture(t)
	var got error
	f.job(func() error { panic("Marzieh Afkham") }, func(err error) { got = err })
	f.until("the failure", func() bool { return got != nil })
	var p *app.Panic
	if !errors.As(got, &p) {
		t.Fatalf("the work ended with %v", got)
	}
	f.until("the banner", func() bool { return f.banners.has("mistake") })
	text, err := os.ReadFile(f.reports.Latest())
	if err != nil || strings.Contains(string(text), "Afkham") || !strings.Contains(string(text), "crash_test.go:") {
		t.Errorf("the report: %v\n%s", err, text)
	}
	f.tellEnd()
	if f.modals.any() {
		t.Error("it is told again at the next start")
	}
	f.showReport(f.reports.Latest())
	f.modals.escape()
	f.showReport("/nowhere")
	if len(f.modals.open) != 1 || f.modals.open[0].name != "error" {
		t.Error("a report that is gone is not said to be")
	}
}

func TestEndIsToldOnceAtTheNextStart(t *testing.T) {
	f := newFixture(t)
	f.tellEnd()
	if f.modals.any() {
		t.Fatal("an end is told that never was")
	}
	f.ended(app.NewPanic("x"))
	f.tellEnd()
	if len(f.modals.open) != 1 || f.modals.open[0].name != "ended" {
		t.Fatal("the end is not told")
	}
	f.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.tellEnd()
	if f.modals.any() {
		t.Error("it is told twice, or Enter does not close it")
	}
	if f.endRows() != nil {
		t.Error("a person can end the program badly")
	}
}
