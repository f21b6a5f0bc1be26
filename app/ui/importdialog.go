package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/exchange"
	"saywhen/storage/sqlite"
)

// maxProblems is how many rows that were left out are listed.
const maxProblems = 500

var importKinds = []string{".csv", ".tsv", ".tab", ".json", ".gz"}

// importDialog asks for a file and brings it in as one step of undo.
func (s *shell) importDialog() {
	s.askPath(pathQuestion{
		name: "import", title: "Import statements", action: "Import", kinds: importKinds,
		label: "A table (CSV or TSV, with headers such as speaker, verb, addressee, date) or a project in Saywhen’s JSON.",
	}, s.importFile)
}

func (s *shell) importFile(path string) {
	session, run := s.session, s.begin("Importing "+filepath.Base(path)+" …")
	run.box.unit = " kB"
	var result app.ImportReport
	var problems []*exchange.Problem
	session.Bulk("Importing …", func(ctx context.Context, f *sqlite.File) (change storage.Change, err error) {
		defer context.AfterFunc(ctx, run.cancel)()
		result, change, err = app.Import(run.ctx, f, path, app.ImportOptions{
			Now:      s.now,
			Progress: func(done, total int64) { run.tell(int(done/1000), int(total/1000)) },
			Problem: func(p *exchange.Problem) {
				if len(problems) < maxProblems {
					problems = append(problems, p)
				}
			},
		})
		return change, err
	}, func(err error) {
		switch err = run.end(err); {
		case errors.Is(err, context.Canceled):
			s.toasts.say("The import was stopped; nothing was changed.")
		case err != nil:
			s.fail("“"+filepath.Base(path)+"” was not imported", err)
		default:
			s.imported(path, result, problems)
		}
	})
}

func (s *shell) imported(path string, r app.ImportReport, problems []*exchange.Problem) {
	s.trace.step("import", "path", path, "rows", r.Rows, "added", r.Added, "left_out", r.LeftOut)
	if s.session != nil {
		s.fitAll()
	}
	text := importText(r)
	if len(problems) == 0 {
		s.toasts.say(text)
		return
	}
	label := widget.NewLabel(text + " These rows were left out:")
	label.Wrapping = fyne.TextWrapWord
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Error())
	}
	list := widget.NewLabel(strings.Join(lines, "\n"))
	list.Selectable = true
	list.Wrapping = fyne.TextWrapWord
	var md *modal
	shut := newButton("Close", func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "imported", title: "Imported " + filepath.Base(path), size: fyne.NewSize(640, 420),
		body: container.NewBorder(label, nil, nil, nil, container.NewVScroll(list)), buttons: []fyne.CanvasObject{shut},
	})
}

// importText says what an import brought.
func importText(r app.ImportReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s added", count(r.Added, "statement"))
	if r.Known > 0 {
		fmt.Fprintf(&b, ", %s there already", thousands(r.Known))
	}
	if r.LeftOut > 0 {
		fmt.Fprintf(&b, ", %s of %s left out", thousands(r.LeftOut), count(r.Rows, "row"))
	}
	var made []string
	for _, m := range []struct {
		n    int
		what string
	}{{r.Actors, "actor"}, {r.Verbs, "verb"}, {r.Claims, "claim"}, {r.Documents, "document"}} {
		if m.n > 0 {
			made = append(made, count(m.n, m.what))
		}
	}
	if len(made) > 0 {
		fmt.Fprintf(&b, "; new: %s", strings.Join(made, ", "))
	}
	b.WriteString(".")
	if r.LostSpans > 0 {
		fmt.Fprintf(&b, " The place in the text of %s was lost.", count(r.LostSpans, "quote"))
	}
	return b.String()
}
