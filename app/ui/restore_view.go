package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// newRow and update are a line of the list of backups.
func (v *backupsView) newRow() fyne.CanvasObject {
	when := widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	what := widget.NewLabel("")
	what.SizeName = theme.SizeNameCaptionText
	what.Truncation = fyne.TextTruncateEllipsis
	return container.New(layout.NewCustomPaddedVBoxLayout(-10), when, what)
}

func (v *backupsView) update(i widget.ListItemID, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	b := v.states[i]
	when := v.s.backupTime(b.Backup)
	if b.Present {
		when += "  (as now)"
	}
	row.Objects[0].(*widget.Label).SetText(when)
	what := row.Objects[1].(*widget.Label)
	what.Importance = widget.MediumImportance
	if b.Err != nil {
		what.Importance = widget.WarningImportance
	}
	what.SetText(backupLine(b))
}

// differenceView says what differs between a backup and the project.
type differenceView struct {
	root   *fyne.Container
	scroll *container.Scroll
	text   *textBlock
}

func newDifferenceView(palette func() paint.Palette) *differenceView {
	v := &differenceView{text: newTextBlock(palette)}
	v.scroll = container.NewVScroll(rowsAround(nil, v.text))
	v.root = container.New(layout.NewCustomPaddedLayout(4, 4, 16, 4), v.scroll)
	return v
}

// say shows a heading and a sentence.
func (v *differenceView) say(heading, sentence string) {
	v.set(differenceHeading(heading), paragraph{text: sentence, size: 13, style: charts.StyleText, above: 6})
}

func differenceHeading(text string) paragraph {
	return paragraph{text: text, size: 14, bold: true, style: charts.StyleText}
}

func (v *differenceView) set(ps ...paragraph) {
	v.text.set(ps...)
	v.scroll.ScrollToTop()
	v.scroll.Refresh()
}

// show lists what differs.
func (v *differenceView) show(d sqlite.Difference) {
	if d.Empty() {
		v.say("Nothing has changed since.", "Only the history of steps may differ.")
		return
	}
	ps := []paragraph{differenceHeading("Since then")}
	for _, line := range differenceLines(d) {
		ps = append(ps, paragraph{text: line, size: 13, style: charts.StyleText, above: 3})
	}
	ps = append(ps, paragraph{
		text: "Bringing this state back takes all of that back, in one step that Undo can undo. The present state is kept as a backup first.",
		size: 12, style: charts.StyleTextDim, above: 10,
	})
	for _, s := range d.Statements {
		ps = append(ps, differenceOf(s)...)
	}
	all := d.Kinds[storage.StatementRecord]
	if more := all.Added + all.Removed + all.Changed - len(d.Statements); more > 0 {
		ps = append(ps, paragraph{text: "and " + count(more, "more statement"), size: 12, style: charts.StyleTextDim, above: 10})
	}
	v.set(ps...)
}

// differenceLines puts the numbers into words: "3 statements added, 1 changed".
func differenceLines(d sqlite.Difference) (lines []string) {
	for _, k := range []struct {
		kind storage.RecordKind
		one  string
	}{
		{storage.StatementRecord, "statement"},
		{storage.RelationRecord, "link between statements"},
		{storage.DocumentRecord, "article"},
		{storage.ActorRecord, "actor"},
		{storage.AffiliationRecord, "affiliation"},
		{storage.PeriodRecord, "period"},
		{storage.CalloutRecord, "callout"},
		{storage.SavedViewRecord, "saved view"},
		{storage.ClaimRecord, "claim or topic"},
		{storage.VerbRecord, "verb"},
		{storage.CoderRecord, "coder"},
		{storage.MetaRecord, "setting of the project"},
	} {
		n := d.Kinds[k.kind]
		var parts []string
		for _, p := range []struct {
			n    int
			what string
		}{{n.Added, " added"}, {n.Removed, " removed"}, {n.Changed, " changed"}} {
			if p.n > 0 && len(parts) == 0 {
				parts = append(parts, countOf(p.n, k.one)+p.what)
			} else if p.n > 0 {
				parts = append(parts, thousands(p.n)+p.what)
			}
		}
		if len(parts) > 0 {
			lines = append(lines, strings.Join(parts, ", "))
		}
	}
	return lines
}

// countOf is count for words whose plural is not at the end.
func countOf(n int, one string) string {
	for _, odd := range [][2]string{
		{"link between statements", "links between statements"},
		{"claim or topic", "claims or topics"},
		{"setting of the project", "settings of the project"},
	} {
		if one == odd[0] && n != 1 {
			return thousands(n) + " " + odd[1]
		}
	}
	return count(n, one)
}

// differenceOf is a statement that differs: what happened, who said what when,
// and what it says; of one that changed, both.
func differenceOf(s sqlite.StatementDifference) []paragraph {
	line := s.Now
	if s.What == sqlite.Removed {
		line = s.Then
	}
	word := map[sqlite.DifferenceKind]string{sqlite.Removed: "Removed", sqlite.Changed: "Changed", sqlite.Added: "Added"}[s.What]
	head := strings.Join(nonEmpty(word+":", line.Speaker, line.Verb), " ")
	if line.When != "" {
		head += " (" + line.When + ")"
	}
	ps := []paragraph{{text: head, size: 13, bold: true, style: charts.StyleText, above: 12, maxLines: 2}}
	add := func(prefix, text string) {
		if text != "" {
			ps = append(ps, paragraph{text: prefix + text, size: 12, style: charts.StyleText, above: 2, maxLines: 2})
		}
	}
	if s.What == sqlite.Changed && s.Then.Text != s.Now.Text {
		add("then: ", s.Then.Text)
		add("now: ", s.Now.Text)
		return ps
	}
	add("", line.Text)
	return ps
}

func nonEmpty(words ...string) (kept []string) {
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}
