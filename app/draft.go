package app

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"saywhen/storage"
)

// Drafts keep what was typed and not yet saved: small files in the user's state
// folder for each project, never in the project itself, so that a crash or a
// closed form loses nothing. One holds the new statement that is being entered,
// one the edits of statements that are in the project.
type Drafts struct {
	Folder string
}

// Save keeps a draft for the project at path, whole or not at all.
func (d Drafts) Save(path string, e Entry) error { return d.write(d.file("draft", path), e) }

// Load gives the draft that was kept for the project; false when there is
// none or it cannot be read.
func (d Drafts) Load(path string) (e Entry, ok bool) {
	if !d.read(d.file("draft", path), &e) {
		return Entry{}, false
	}
	return e, true
}

// Drop forgets the draft: it was saved, or thrown away on purpose.
func (d Drafts) Drop(path string) error { return drop(d.file("draft", path)) }

// SaveEdits keeps what was typed over statements of the project at path, by
// their ids; none forgets all.
func (d Drafts) SaveEdits(path string, edits map[storage.ID]Entry) error {
	if len(edits) == 0 {
		return drop(d.file("edits", path))
	}
	return d.write(d.file("edits", path), edits)
}

// LoadEdits gives the edits that were kept for the project; never nil.
func (d Drafts) LoadEdits(path string) map[storage.ID]Entry {
	edits := map[storage.ID]Entry{}
	if !d.read(d.file("edits", path), &edits) {
		return map[storage.ID]Entry{}
	}
	return edits
}

func (d Drafts) write(name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(d.Folder, 0o700); err != nil {
		return fmt.Errorf("the draft could not be kept in %s: %w", d.Folder, err)
	}
	tmp := name + ".new"
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return fmt.Errorf("the draft could not be kept in %s: %w", d.Folder, err)
	}
	return os.Rename(tmp, name)
}

func (d Drafts) read(name string, v any) bool {
	data, err := os.ReadFile(name)
	return err == nil && json.Unmarshal(data, v) == nil
}

func drop(name string) error {
	err := os.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (d Drafts) file(kind, path string) string {
	return filepath.Join(d.Folder, fmt.Sprintf("%s-%x.json", kind, sha256.Sum256([]byte(path))))
}
