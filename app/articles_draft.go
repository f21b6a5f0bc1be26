package app

import (
	"strconv"

	"saywhen/storage"
)

// SaveArticle keeps an article that was typed or pasted and not yet added.
func (d Drafts) SaveArticle(path string, a NewArticle) error {
	if a.IsZero() {
		return d.DropArticle(path)
	}
	return d.write(d.file("article", path, ""), a)
}

// LoadArticle gives the article that was kept for the project.
func (d Drafts) LoadArticle(path string) (a NewArticle, ok bool) {
	ok = d.read(d.file("article", path, ""), &a) && !a.IsZero()
	return a, ok
}

// DropArticle forgets it: it was added, or thrown away on purpose.
func (d Drafts) DropArticle(path string) error { return drop(d.file("article", path, "")) }

// textDraft is an edit of a document's text that was not saved.
type textDraft struct {
	SHA256 string `json:"sha256"` // of the text that was being edited
	Text   string `json:"text"`
}

// SaveText keeps the edited text of a document; sha256 is that of the version
// from which the edit began.
func (d Drafts) SaveText(path string, document storage.ID, sha256, text string) error {
	return d.write(d.textFile(path, document), textDraft{sha256, text})
}

// LoadText gives the edited text that was kept, unless the document has got
// another one since.
func (d Drafts) LoadText(path string, document storage.ID, sha256 string) (text string, ok bool) {
	var kept textDraft
	ok = d.read(d.textFile(path, document), &kept) && kept.SHA256 == sha256
	return kept.Text, ok
}

// DropText forgets it.
func (d Drafts) DropText(path string, document storage.ID) error {
	return drop(d.textFile(path, document))
}

func (d Drafts) textFile(path string, document storage.ID) string {
	return d.file("text", path, strconv.FormatInt(int64(document), 10))
}
