package ui

import (
	"context"
	"strconv"
	"testing"

	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// From the page of articles to a saved statement, by keyboard alone.
func TestWindowCodesAPassageByKeyboard(t *testing.T) {
	needTools(t)
	path := sampleProject(t)
	p := openWindow(t, path)
	p.key("ctrl+2")
	passages := p.wait("the article", func(l traced) bool { return l.is("article") }).number("passages")
	p.key("j") // the first sentence, a question that nobody has coded
	marked := p.wait("a selection", func(l traced) bool { return l.is("marked") && l.number("end") > l.number("start") })
	p.key("Return")
	p.waitStep("form")
	p.key("ctrl+a")
	p.typeText("BBC Persian")
	p.key("Tab")
	p.typeText("reported")
	p.key("Return")
	coded := p.waitStep("coded")
	p.wait("the highlight", func(l traced) bool { return l.is("passages") && l.number("count") == passages+1 })
	p.waitStep("reader_frame")

	id, err := strconv.ParseInt(coded.text("id"), 10, 64)
	if err != nil {
		t.Fatalf("the trace names no statement: %v", coded)
	}
	readFile(t, path, func(ctx context.Context, f *sqlite.File) {
		st, err := f.Statement(ctx, storage.ID(id))
		if err != nil {
			t.Fatal(err)
		}
		want := storage.Span{Start: int(marked.number("start")), End: int(marked.number("end"))}
		if len(st.Citations) != 1 || len(st.Citations[0].Spans) != 1 || st.Citations[0].Spans[0] != want {
			t.Errorf("saved %+v, selected %v", st.Citations, want)
		}
	})
	// The text has the keyboard again: the next sentence is one key away.
	p.key("j")
	p.wait("the next sentence", func(l traced) bool { return l.is("marked") && l.number("start") >= marked.number("end") })
	p.quit()
}
