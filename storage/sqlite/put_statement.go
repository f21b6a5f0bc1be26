package sqlite

import (
	"database/sql"
	"errors"
	"slices"

	"saywhen/storage"
)

// versionText is the text that spans were last checked in: many statements cite
// the same article.
type versionText struct {
	id, document storage.ID
	text         string
}

// PutStatement adds or updates a statement with all that hangs on it. Its tags
// are sorted and made unique. Outside of imports a new statement gets the coder
// and the time if it has none, and an edited one the time of the edit, unless
// its Changed was set to something else than is stored.
func (t *Tx) PutStatement(s *storage.Statement) error {
	s.Tags = tidyTags(s.Tags)
	if err := t.checkStatement(s); err != nil {
		return err
	}
	fresh, err := t.assign(&s.ID)
	if err != nil {
		return err
	}
	var old []any
	if !fresh {
		if old, err = t.w.row(t.f.tables.statement, s.ID); err != nil {
			return err
		}
	}
	if err := t.stamp(s, old); err != nil {
		return err
	}
	before := len(t.w.rec.changes)
	if err := t.writeStatement(s, old); err != nil {
		return err
	}
	return t.stampChildren(s, old, before)
}

func (t *Tx) writeStatement(s *storage.Statement, old []any) error {
	tab, row, added := t.f.tables.statement, statementRow(s), old == nil
	var err error
	switch {
	case added:
		err = t.insert(tab, row)
	case !equalRows(old, row):
		err = t.update(tab, row)
	}
	if err != nil {
		return err
	}
	if err := t.putChildren(t.f.tables.party, s.ID, partyRows(s), [2]int{2, 3}, added); err != nil {
		return err
	}
	if err := t.putChildren(t.f.tables.position, s.ID, positionRows(s), [2]int{2, 2}, added); err != nil {
		return err
	}
	if err := t.putTags(s, added); err != nil {
		return err
	}
	return t.putCitations(s, added)
}

func statementRow(s *storage.Statement) []any {
	var certainty any
	if s.Certainty != storage.NoCertainty {
		certainty = int64(s.Certainty)
	}
	row := append([]any{int64(s.ID), int64(s.Speaker), int64(s.Verb)}, dateRow(s.When)...)
	return append(row,
		s.Place, s.Gist, orNull(s.ReportedIn), oneOrZero(s.Repeated), certainty, s.Grade,
		s.Note, orNull(s.Coder), s.Made, s.Changed)
}

// changedColumn is the place of the time of the last edit.
const changedColumn = 24

// stamp fills in coder and times.
func (t *Tx) stamp(s *storage.Statement, old []any) error {
	if t.bulk != nil {
		return nil
	}
	now := t.f.opt.Now().Unix()
	if old != nil {
		stored := old[changedColumn].(int64)
		if s.Made == 0 {
			s.Made = old[changedColumn-1].(int64)
		}
		if s.Changed == 0 {
			s.Changed = stored
		}
		if s.Changed == stored && !equalRows(old, statementRow(s)) {
			s.Changed = now
		}
		return nil
	}
	if s.Made == 0 {
		s.Made = now
	}
	if s.Changed == 0 {
		s.Changed = s.Made
	}
	if s.Coder == 0 && t.f.opt.Coder != "" {
		return t.findCoder(s)
	}
	return nil
}

// stampChildren notes the time when only what hangs on a statement was edited.
func (t *Tx) stampChildren(s *storage.Statement, old []any, before int) error {
	if t.bulk != nil || old == nil || len(t.w.rec.changes) == before || s.Changed != old[changedColumn].(int64) {
		return nil
	}
	s.Changed = t.f.opt.Now().Unix()
	row := statementRow(s)
	if equalRows(old, row) {
		return nil
	}
	return t.update(t.f.tables.statement, row)
}

// findCoder gives a statement the coder of the session, who is made if need be.
func (t *Tx) findCoder(s *storage.Statement) error {
	coder := storage.Coder{Name: t.f.opt.Coder}
	err := t.w.scan("SELECT id FROM coder WHERE name = ? ORDER BY id LIMIT 1", []any{coder.Name}, &coder.ID)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.PutCoder(&coder)
	}
	s.Coder = coder.ID
	return err
}

func (t *Tx) checkStatement(s *storage.Statement) error {
	if err := checkStatementAlone(s); err != nil {
		return err
	}
	tables := t.f.tables
	err := firstError(
		t.mustExist(tables.actor, s.Speaker, "speaker"), t.mustExist(tables.verb, s.Verb, "verb"),
		t.mayExist(tables.actor, s.OnBehalf, "on_behalf"), t.mayExist(tables.coder, s.Coder, "coder"),
		t.checkActors("co_speakers", s.CoSpeakers), t.checkActors("addressees", s.Addressees),
		t.checkActors("about", s.About), t.checkPositions(s.Positions), t.checkReport(s))
	if err != nil {
		return err
	}
	for i := range s.Citations {
		if err := t.checkCitation(&s.Citations[i]); err != nil {
			return err
		}
	}
	return nil
}

func checkStatementAlone(s *storage.Statement) error {
	switch {
	case s.Speaker == 0:
		return fieldErrorf("speaker", "Choose who said it.")
	case s.Verb == 0:
		return fieldErrorf("verb", "Choose a verb, such as “said”.")
	case s.Certainty < storage.NoCertainty || s.Certainty > 100:
		return fieldErrorf("certainty", "The certainty is %d; it runs from 0 to 100.", s.Certainty)
	case !validGrade(s.Grade):
		return fieldErrorf("grade", "The grade is %q; it is a letter A–F and a digit 1–6, such as B2.", s.Grade)
	case slices.Contains(s.CoSpeakers, s.Speaker):
		return fieldErrorf("co_speakers", "The speaker cannot be a co-speaker too.")
	}
	err := firstError(
		checkDate("when", s.When), checkLine("place", "The place", s.Place),
		checkText("gist", "The gist", s.Gist), checkText("note", "The note", s.Note))
	for _, tag := range s.Tags {
		err = firstError(err, checkName("tags", "A tag", tag))
	}
	return err
}

func (t *Tx) checkActors(field string, list []storage.ID) error {
	for _, id := range list {
		if err := t.mustExist(t.f.tables.actor, id, field); err != nil {
			return err
		}
	}
	if _, twice := firstTwice(list); twice {
		return fieldErrorf(field, "The same actor is given twice.")
	}
	return nil
}

func (t *Tx) checkPositions(list []storage.Position) error {
	for i, p := range list {
		if err := t.checkPosition(p); err != nil {
			return err
		}
		if slices.ContainsFunc(list[:i], func(q storage.Position) bool { return q.Claim == p.Claim }) {
			return fieldErrorf("positions", "A claim is given twice; take one of the two stances out.")
		}
	}
	return nil
}

func (t *Tx) checkPosition(p storage.Position) error {
	if p.Stance < -2 || p.Stance > 2 {
		return fieldErrorf("positions", "The stance is %d; it runs from -2 to 2.", p.Stance)
	}
	var kind string
	err := t.w.scan("SELECT kind FROM claim WHERE id = ?", []any{int64(p.Claim)}, &kind)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fieldErrorf("positions", "The claim %d is not in the project (any more).", p.Claim)
	case err == nil && kind == string(storage.Topic):
		return fieldErrorf("positions", "A topic takes no stance; choose a claim in it.")
	}
	return err
}

func (t *Tx) checkReport(s *storage.Statement) error {
	if s.ReportedIn == 0 {
		return nil
	}
	if err := t.mustExist(t.f.tables.statement, s.ReportedIn, "reported_in"); err != nil || s.ID == 0 {
		return err
	}
	return t.checkLoop("statement", "reported_in", s.ID, s.ReportedIn, func() error {
		return fieldErrorf("reported_in", "A statement cannot be reported in itself; choose another.")
	})
}

func (t *Tx) checkCitation(c *storage.Citation) error {
	const field = "citations"
	if err := firstError(checkText(field, "The quote", c.Quote), checkText(field, "The translation", c.Translation)); err != nil {
		return err
	}
	switch {
	case c.ID < 0:
		return fieldErrorf(field, "The id %d is negative; leave it out to have one made.", c.ID)
	case c.Document == 0:
		return fieldErrorf(field, "Choose the document that is cited.")
	case c.Version == 0 && len(c.Spans) > 0:
		return fieldErrorf(field, "Spans need the version of the text that they lie in.")
	}
	if err := t.mustExist(t.f.tables.document, c.Document, field); err != nil || c.Version == 0 {
		return err
	}
	if err := t.loadText(c.Version); err != nil {
		return err
	}
	if t.text.document != c.Document {
		return fieldErrorf(field, "The version %d is not one of the cited document.", c.Version)
	}
	return checkSpans(field, t.text.text, c.Spans)
}

func (t *Tx) loadText(version storage.ID) error {
	if t.text.id == version {
		return nil
	}
	got := versionText{id: version}
	err := t.w.scan("SELECT document_id, text FROM version WHERE id = ?", []any{int64(version)}, &got.document, &got.text)
	if errors.Is(err, sql.ErrNoRows) {
		return fieldErrorf("citations", "The version %d is not in the project (any more).", version)
	}
	if err == nil {
		t.text = got
	}
	return err
}

func partyRows(s *storage.Statement) [][]any {
	var rows [][]any
	add := func(role string, ids ...storage.ID) {
		for i, id := range ids {
			rows = append(rows, []any{int64(0), int64(s.ID), role, int64(id), int64(i)})
		}
	}
	add("co_speaker", s.CoSpeakers...)
	if s.OnBehalf != 0 {
		add("on_behalf", s.OnBehalf)
	}
	add("addressee", s.Addressees...)
	add("about", s.About...)
	return rows
}

func positionRows(s *storage.Statement) [][]any {
	rows := make([][]any, len(s.Positions))
	for i, p := range s.Positions {
		rows[i] = []any{int64(0), int64(s.ID), int64(p.Claim), int64(p.Stance), int64(i)}
	}
	return rows
}

func tidyTags(tags []string) []string {
	if len(tags) == 0 {
		return nil
	}
	tags = slices.Clone(tags)
	slices.Sort(tags)
	return slices.Compact(tags)
}

func (t *Tx) putTags(s *storage.Statement, added bool) error {
	if !added {
		if err := t.loosenTags(s.ID); err != nil {
			return err
		}
	}
	rows := make([][]any, len(s.Tags))
	for i, name := range s.Tags {
		id, err := t.tag(name)
		if err != nil {
			return err
		}
		rows[i] = []any{int64(0), int64(s.ID), id}
	}
	return t.putChildren(t.f.tables.tagging, s.ID, rows, [2]int{2, 2}, added)
}

// tag finds the tag of a name, which is made if need be.
func (t *Tx) tag(name string) (int64, error) {
	for id := keyID(name); ; id++ {
		row, err := t.w.row(t.f.tables.tag, storage.ID(id))
		switch {
		case err != nil:
			return 0, err
		case row == nil:
			return id, t.insert(t.f.tables.tag, []any{id, name})
		case row[1] == name:
			return id, nil
		}
	}
}

// loosenTags remembers the tags of a statement that may lose them.
func (t *Tx) loosenTags(statement storage.ID) error {
	ids, err := t.w.ids("SELECT tag_id FROM tagging WHERE statement_id = ?", int64(statement))
	t.looseTags = append(t.looseTags, ids...)
	return err
}

// sweepTags removes tags that no statement has any more.
func (t *Tx) sweepTags() error {
	slices.Sort(t.looseTags)
	for _, id := range slices.Compact(t.looseTags) {
		if _, err := t.exec("DELETE FROM tag WHERE id = ? AND NOT EXISTS (SELECT 1 FROM tagging WHERE tag_id = ?)", id, id); err != nil {
			return err
		}
	}
	t.looseTags = nil
	return nil
}

func (t *Tx) putCitations(s *storage.Statement, added bool) error {
	tab := t.f.tables.citation
	if !added {
		stored, err := t.w.ids("SELECT id FROM citation WHERE statement_id = ? ORDER BY id", int64(s.ID))
		if err != nil {
			return err
		}
		for _, id := range stored {
			if !slices.ContainsFunc(s.Citations, func(c storage.Citation) bool { return int64(c.ID) == id }) {
				if err := t.delete(tab, id); err != nil {
					return err
				}
			}
		}
	}
	for i := range s.Citations {
		if err := t.putCitation(s.ID, &s.Citations[i], i); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) putCitation(statement storage.ID, c *storage.Citation, place int) error {
	tab := t.f.tables.citation
	fresh, err := t.assign(&c.ID)
	if err != nil {
		return err
	}
	if !fresh {
		old, err := t.w.row(tab, c.ID)
		if err != nil {
			return err
		}
		if old != nil && old[1] != int64(statement) {
			return fieldErrorf("citations", "The citation %d belongs to another statement.", c.ID)
		}
	}
	added, err := t.putRecord(tab, []any{
		int64(c.ID), int64(statement), int64(c.Document), orNull(c.Version), c.Quote, c.Translation, int64(place),
	}, fresh)
	if err != nil {
		return err
	}
	rows := make([][]any, len(c.Spans))
	for i, s := range c.Spans {
		rows[i] = []any{int64(0), int64(c.ID), int64(s.Start), int64(s.End), int64(i)}
	}
	return t.putChildren(t.f.tables.span, c.ID, rows, [2]int{2, 3}, added)
}
