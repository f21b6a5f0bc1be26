package app

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"saywhen/storage"
)

// Drafts keep what was typed and not yet saved: small files in the user's state
// folder for each project, never in the project itself, so that a crash or a
// closed form loses nothing. Each new statement that was begun has a file of
// its own, so that a second one never takes the first one's place; one more
// file holds the edits of statements that are in the project.
//
// A file is written whole or not at all, at every keystroke. It is not forced
// to the disk: that would take longer than a keystroke, and only a machine that
// loses its power needs it.
type Drafts struct {
	Folder string
}

// Draft is an entry as far as it was typed.
type Draft struct {
	Entry
	// Name tells the drafts of a project apart; "" for one that has no file yet
	// and for the one that an older version of the program left.
	Name string `json:"-"`
	// Raw holds, by field, what was typed and is no value yet: a certainty of
	// "many", words that name no statement.
	Raw map[string]string `json:"raw,omitempty"`
	// Open says that the form was open with it when it was kept last.
	Open bool `json:"open,omitempty"`
	// Complete says that all fields of Entry are here: drafts that older versions
	// of the program left have no relations and no spans.
	Complete bool `json:"complete,omitempty"`
}

// Save keeps a draft of the project at path and names it when it has no name.
func (d Drafts) Save(path string, w *Draft) error {
	if w.Name == "" {
		w.Name = d.freeName(path)
	}
	w.Complete = true
	return d.write(d.file("draft", path, w.Name), w)
}

// List gives the drafts of the project at path, the oldest first. One that
// cannot be read is passed over, and stays where it is.
func (d Drafts) List(path string) (list []Draft) {
	for _, name := range d.names(path) {
		w := Draft{Name: name}
		if d.read(d.file("draft", path, name), &w) {
			list = append(list, w)
		}
	}
	return list
}

// Drop forgets a draft: it was saved, or thrown away on purpose.
func (d Drafts) Drop(path, name string) error { return drop(d.file("draft", path, name)) }

// names lists the drafts of a project in the order in which they were begun.
func (d Drafts) names(path string) (names []string) {
	files, err := os.ReadDir(d.Folder)
	if err != nil {
		return nil
	}
	first := strings.TrimSuffix(filepath.Base(d.file("draft", path, "")), ".json")
	for _, f := range files {
		name, mine := strings.CutPrefix(f.Name(), first)
		if name, kept := strings.CutSuffix(name, ".json"); mine && kept {
			names = append(names, strings.TrimPrefix(name, "-"))
		}
	}
	slices.Sort(names)
	return names
}

// freeName is one behind all that are there.
func (d Drafts) freeName(path string) string {
	last := 0
	for _, name := range d.names(path) {
		if n, err := strconv.Atoi(name); err == nil {
			last = max(last, n)
		}
	}
	return fmt.Sprintf("%06d", last+1)
}

// SaveEdits keeps what was typed over statements of the project at path, by
// their ids; none forgets all.
func (d Drafts) SaveEdits(path string, edits map[storage.ID]Draft) error {
	if len(edits) == 0 {
		return drop(d.file("edits", path, ""))
	}
	return d.write(d.file("edits", path, ""), edits)
}

// LoadEdits gives the edits that were kept for the project; never nil.
func (d Drafts) LoadEdits(path string) map[storage.ID]Draft {
	edits := map[storage.ID]Draft{}
	if !d.read(d.file("edits", path, ""), &edits) {
		return map[storage.ID]Draft{}
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

// file is where a draft lies; the project's path is not to be read off it.
func (d Drafts) file(kind, path, name string) string {
	if name != "" {
		name = "-" + name
	}
	return filepath.Join(d.Folder, fmt.Sprintf("%s-%x%s.json", kind, sha256.Sum256([]byte(path)), name))
}
