package ui

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"
	"time"
)

// tracer writes one line of JSON per step, for tests and for people who look
// for where the time went:
//
//	{"step":"frame","ms":412.3,"layout_ms":0.8,"paint_ms":2.1,"marks":15,"w":1280,"h":700}
//
// "ms" counts from the start of the program. Steps are: started, loaded,
// first_frame, frame, saved, failed, action, dialog, selection, view, filter,
// focus, hover, search, export, import, project, closed, view_switched, chart
// (drawn; x and y are where the window shows its largest mark, sample how many
// statements that stands for), chart_click, chart_stopped, copied, and on the page of articles: article (its
// text was read), passages (that are coded in it), marked (caret or selection),
// found, keywords, code (the form is asked for), coded, moved (an end of a
// passage), citation (a place was gone to), reader_frame. A nil tracer writes
// nothing. It may be used from any goroutine.
type tracer struct {
	mu    sync.Mutex
	w     io.Writer
	start time.Time
}

func newTracer(w io.Writer, start time.Time) *tracer {
	if w == nil {
		return nil
	}
	return &tracer{w: w, start: start}
}

// step writes one line; pairs are names and values in turn.
func (t *tracer) step(name string, pairs ...any) {
	if t == nil {
		return
	}
	var b bytes.Buffer
	b.WriteString(`{"step":`)
	writeJSON(&b, name)
	b.WriteString(`,"ms":`)
	writeJSON(&b, milliseconds(time.Since(t.start)))
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteByte(',')
		writeJSON(&b, pairs[i])
		b.WriteByte(':')
		writeJSON(&b, pairs[i+1])
	}
	b.WriteString("}\n")
	t.mu.Lock()
	defer t.mu.Unlock()
	_, _ = t.w.Write(b.Bytes()) // a full disk must not stop the window
}

func writeJSON(b *bytes.Buffer, v any) {
	if err, ok := v.(error); ok {
		v = err.Error()
	}
	out, err := json.Marshal(v)
	if err != nil {
		out, _ = json.Marshal(err.Error())
	}
	b.Write(out)
}

// milliseconds gives d in milliseconds with two decimals.
func milliseconds(d time.Duration) float64 {
	return float64(d.Round(10*time.Microsecond)) / float64(time.Millisecond)
}
