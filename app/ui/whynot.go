package ui

import (
	"slices"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
)

// whyNot says why an action cannot be done now, for those that do not say it
// themselves: the state of the window explains nearly all of them.
func (s *shell) whyNot(a *action) string {
	needsSelection := slices.Contains([]string{"edit.clear", "statement.edit", "statement.delete", "chart.show"}, a.id)
	ofTimeline := strings.HasPrefix(a.id, "move.") || strings.HasPrefix(a.id, "view.") || a.id == "edit.select_all"
	switch {
	case s.session == nil:
		return "Open a project first."
	case a.id == "edit.undo" && s.session.Status().Undo == "", a.id == "edit.redo" && s.session.Status().Redo == "":
		return "There is no such step."
	case a.id == "filter.clear":
		return "Nothing is filtered out."
	case needsSelection && !s.selected():
		return "Select a statement first."
	case strings.HasPrefix(a.id, "chart.") && !s.onCharts():
		return "Only on the charts."
	case ofTimeline && !s.onTimeline():
		return "Only on the timeline."
	case !s.writable():
		return "This project can only be looked at."
	}
	return "It cannot be done now."
}

// markSeen tells whether the mark of a selected statement is on the screen.
func (s *shell) markSeen() bool {
	_, ok := s.selectedMark()
	return ok
}

func (s *shell) whyNoMark() string {
	if !s.selected() {
		return s.whyNot(s.acts.byID["statement.edit"])
	}
	return "The selected statement is not on the screen."
}

// selectedMark is where the first selected statement that is seen has its mark.
func (s *shell) selectedMark() (h charts.Hit, ok bool) {
	if !s.onTimeline() {
		return h, false
	}
	for _, id := range s.session.Selection() {
		if r, seen := s.time.scene().MarkRect(id); seen {
			return s.time.scene().Hit(r.X+r.W/2, r.Y+r.H/2), true
		}
	}
	return h, false
}

// selectionMenu opens the menu that a right click on the selected mark opens.
func (s *shell) selectionMenu() {
	h, ok := s.selectedMark()
	if !ok {
		return
	}
	r, _ := s.time.scene().MarkRect(storage.ID(h.Statement))
	s.contextMenu(h, absolute(s.time).AddXY(r.X+r.W, r.Y+r.H))
}
