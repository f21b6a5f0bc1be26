package sqlite

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"saywhen/storage"
)

// PutDocument adds or updates a document and its versions. A version into which
// a citation points is frozen: when its text differs, the stored one stays and
// the new text becomes a further version. A version that is no longer listed is
// deleted unless it is frozen. Afterwards d.Versions are as they are stored;
// checksums are always computed here.
func (t *Tx) PutDocument(d *storage.Document) error {
	if err := t.checkDocument(d); err != nil {
		return err
	}
	fresh, err := t.assign(&d.ID)
	if err != nil {
		return err
	}
	row := append([]any{int64(d.ID), d.Title, orNull(d.Outlet), d.Author}, dateRow(d.Published)...)
	added, err := t.putRecord(t.f.tables.document, append(row, d.URL, d.Language), fresh)
	if err != nil {
		return err
	}
	t.text = versionText{}
	return t.putVersions(d, added)
}

func (t *Tx) checkDocument(d *storage.Document) error {
	err := firstError(
		checkLine("title", "The title", d.Title), checkLine("author", "The author", d.Author),
		checkLine("url", "The address", d.URL), checkLine("language", "The language", d.Language),
		checkDate("published", d.Published), t.mayExist(t.f.tables.actor, d.Outlet, "outlet"))
	for _, v := range d.Versions {
		err = firstError(err, checkText("versions", "The text", v.Text))
		if v.Number < 0 || v.ID < 0 {
			err = firstError(err, fieldErrorf("versions", "A version has a negative number."))
		}
	}
	return err
}

// versionSet is the work on the versions of one document.
type versionSet struct {
	document storage.ID
	stored   map[storage.ID]storage.Version
	numbers  map[int]bool
	result   []storage.Version
}

func (t *Tx) putVersions(d *storage.Document, added bool) error {
	set := &versionSet{document: d.ID, stored: map[storage.ID]storage.Version{}, numbers: map[int]bool{}}
	if !added {
		stored, err := t.Document(d.ID)
		if err != nil {
			return err
		}
		for _, v := range stored.Versions {
			set.stored[v.ID] = v
			set.numbers[v.Number] = true
		}
	}
	if err := t.dropVersions(set, d.Versions); err != nil {
		return err
	}
	for _, v := range d.Versions {
		if err := t.putVersion(set, v); err != nil {
			return err
		}
	}
	slices.SortFunc(set.result, func(a, b storage.Version) int { return cmp.Compare(a.Number, b.Number) })
	d.Versions = set.result
	return nil
}

// dropVersions deletes the stored versions that are not wanted any more.
func (t *Tx) dropVersions(set *versionSet, want []storage.Version) error {
	var gone []storage.Version
	for _, v := range set.stored {
		if !slices.ContainsFunc(want, func(w storage.Version) bool { return w.ID == v.ID }) {
			gone = append(gone, v)
		}
	}
	slices.SortFunc(gone, func(a, b storage.Version) int { return cmp.Compare(a.Number, b.Number) })
	for _, v := range gone {
		n, err := t.citing(v.ID)
		if err != nil {
			return err
		}
		if n > 0 {
			return fieldErrorf("versions", "Version %d is cited by %s and cannot be removed.", v.Number, count(n, "statement"))
		}
		if err := t.delete(t.f.tables.version, int64(v.ID)); err != nil {
			return err
		}
		delete(set.numbers, v.Number)
	}
	return nil
}

// citing counts the statements that cite a version.
func (t *Tx) citing(version storage.ID) (int, error) {
	return t.number("SELECT count(DISTINCT statement_id) FROM citation WHERE version_id = ?", version)
}

func (t *Tx) putVersion(set *versionSet, v storage.Version) error {
	old, known := set.stored[v.ID]
	switch {
	case !known:
		return t.addVersion(set, v)
	case old.Text == v.Text:
		set.result = append(set.result, old)
		return nil
	}
	n, err := t.citing(v.ID)
	if err != nil {
		return err
	}
	if n > 0 {
		set.result = append(set.result, old)
		return t.addVersion(set, storage.Version{Text: v.Text})
	}
	old.Text, old.SHA256 = v.Text, checksum(v.Text)
	set.result = append(set.result, old)
	return t.update(t.f.tables.version, versionRow(set.document, old))
}

func (t *Tx) addVersion(set *versionSet, v storage.Version) error {
	if v.ID == 0 {
		v.ID = t.NewID()
	} else if there, err := t.exists(t.f.tables.version, v.ID); err != nil || there {
		return firstError(err, fieldErrorf("versions", "The version %d belongs to another document.", v.ID))
	}
	switch {
	case v.Number == 0:
		for v.Number = 1; set.numbers[v.Number] || v.Number <= maxKey(set.numbers); {
			v.Number++
		}
	case set.numbers[v.Number]:
		return fieldErrorf("versions", "There are two versions with the number %d.", v.Number)
	}
	if v.Made == 0 && t.bulk == nil {
		v.Made = t.f.opt.Now().Unix()
	}
	v.SHA256 = checksum(v.Text)
	set.numbers[v.Number] = true
	set.result = append(set.result, v)
	return t.insert(t.f.tables.version, versionRow(set.document, v))
}

func maxKey(set map[int]bool) int {
	most := 0
	for n := range set {
		most = max(most, n)
	}
	return most
}

func versionRow(document storage.ID, v storage.Version) []any {
	return []any{int64(v.ID), int64(document), int64(v.Number), v.Text, v.SHA256, v.Made}
}

// checksum is the SHA-256 of a text in lower-case hexadecimal digits.
func checksum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
