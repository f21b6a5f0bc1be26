package app

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Drafts keep what was typed and not yet saved: one small file in the user's
// state folder for each project, never in the project itself, so that a crash
// or a closed form loses nothing.
type Drafts struct {
	Folder string
}

// Save keeps a draft for the project at path, whole or not at all.
func (d Drafts) Save(path string, e Entry) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(d.Folder, 0o700); err != nil {
		return fmt.Errorf("the draft could not be kept in %s: %w", d.Folder, err)
	}
	name := d.file(path)
	tmp := name + ".new"
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return fmt.Errorf("the draft could not be kept in %s: %w", d.Folder, err)
	}
	return os.Rename(tmp, name)
}

// Load gives the draft that was kept for the project; false when there is
// none or it cannot be read.
func (d Drafts) Load(path string) (e Entry, ok bool) {
	data, err := os.ReadFile(d.file(path))
	if err != nil || json.Unmarshal(data, &e) != nil {
		return Entry{}, false
	}
	return e, true
}

// Drop forgets the draft: it was saved, or thrown away on purpose.
func (d Drafts) Drop(path string) error {
	err := os.Remove(d.file(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (d Drafts) file(path string) string {
	return filepath.Join(d.Folder, fmt.Sprintf("draft-%x.json", sha256.Sum256([]byte(path))))
}
