package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whole articles coded in the real window by keyboard alone, as a practised
// analyst would; the file has to equal the reference, and the keys are counted.
//
// A key is each press: Tab, Enter, an arrow, Alt or Ctrl with a letter, and
// every letter that is typed to have the program complete a name, to choose a
// word or to jump to one. A date that the analyst works out ("=", "June 7")
// counts, too. Free text is what nobody can spare them: names and roles that are
// new, claims, the source's wording of a date, gists and places.

// maxKeys is how many keys a statement may take on average, free text apart.
const maxKeys = 30

// keyStep is a step of coding: keys of one kind, and what to wait for behind them.
type keyStep struct {
	kind keyKind
	keys []string // as the key tool names them
	text string   // typed letter by letter, before the keys
	wait string   // a step of the trace
}

type keyKind int

const (
	selection keyKind = iota
	command
	completion
	freeText
	keyKinds
)

// sel presses keys of the reader; "/" begins letters that Enter ends.
func sel(keys ...string) (list []keyStep) {
	for _, k := range keys {
		if letters, ok := strings.CutPrefix(k, "/"); ok {
			list = append(list, keyStep{kind: selection, text: "/" + letters, keys: []string{"Return"}})
		} else {
			list = append(list, keyStep{kind: selection, keys: []string{k}})
		}
	}
	return list
}

// cmd presses keys that command.
func cmd(keys ...string) []keyStep { return []keyStep{{kind: command, keys: keys}} }

// own types what counts as keys though it is no name: a date worked out.
func own(text string) []keyStep { return []keyStep{{kind: command, text: text}} }

// take types the beginning of a name that the project knows and takes it.
func take(letters string) []keyStep {
	return []keyStep{{kind: completion, text: letters, keys: []string{"Tab"}}}
}

// free types what only the analyst can know.
func free(text string) []keyStep { return []keyStep{{kind: freeText, text: text}} }

// answer fills in one of the templates from the statement that is n lines below
// the first of the list.
func answer(key string, n int) (list []keyStep) {
	list = []keyStep{{kind: command, keys: []string{key}, wait: "offered"}}
	for range n {
		list = append(list, keyStep{kind: completion, keys: []string{"Down"}})
	}
	return append(list, keyStep{kind: completion, keys: []string{"Return"}, wait: "filled"})
}

// carrier chooses the statement that was made last as the one that reports this.
func reportedIn() []keyStep {
	return []keyStep{
		{kind: command, keys: []string{"alt+i"}},
		{kind: completion, keys: []string{"Down"}, wait: "offered"},
		{kind: completion, keys: []string{"Return"}},
	}
}

// goType goes to a field and types free text there.
func goType(key, text string) []keyStep { return steps(cmd(key), free(text)) }

func dated(text string) []keyStep   { return goType("alt+d", text) }
func inShort(text string) []keyStep { return goType("alt+g", text) }

func steps(parts ...[]keyStep) (list []keyStep) {
	for _, p := range parts {
		list = append(list, p...)
	}
	return list
}

// codedKeys is a statement with the keys that code it; Enter at the end is added.
type codedKeys struct {
	id    string
	steps []keyStep
}

// codeArticle codes an article in the window and gives the project's path, the
// ids of the trace by those of the reference, and the counts.
func codeArticle(t *testing.T, r *reference, plan []codedKeys) (path string, ids map[string]string) {
	t.Helper()
	needTools(t)
	path = r.project(t)
	p := start(t, newScreen(t, 1280, 800), t.TempDir(), path)
	p.key("ctrl+2")
	p.waitStep("article")
	ids = map[string]string{}
	var total [keyKinds]int
	passages := 0
	t.Log("statement  selection  command  completion    sum  free text")
	for _, st := range plan {
		counted := p.codeStatement(st)
		ids[st.id] = p.waitStep("coded").text("id")
		passages += len(r.statement(t, st.id).Spans)
		p.wait("the highlights", func(l traced) bool { return l.is("passages") && int(l.number("count")) == passages })
		t.Log(countLine(st.id, counted))
		for k := range total {
			total[k] += counted[k]
		}
	}
	t.Log(countLine("all", total))
	keys := total[selection] + total[command] + total[completion]
	average := float64(keys) / float64(len(plan))
	t.Logf("%d keys for %d statements, %.1f each; %d letters of free text", keys, len(plan), average, total[freeText])
	if average > maxKeys {
		t.Errorf("a statement takes %.1f keys, at most %d are wanted", average, maxKeys)
	}
	p.keepPictures()
	p.quit()
	return path, ids
}

func countLine(id string, n [keyKinds]int) string {
	return fmt.Sprintf("%-9s %10d %8d %11d %6d %10d", id, n[selection], n[command], n[completion],
		n[selection]+n[command]+n[completion], n[freeText])
}

// codeStatement presses everything that a statement needs, and Enter.
func (p *running) codeStatement(st codedKeys) (counted [keyKinds]int) {
	p.t.Helper()
	for _, s := range append(st.steps, cmd("Return")...) {
		if s.text != "" {
			p.typeText(s.text)
			counted[s.kind] += utf8.RuneCountInString(s.text)
		}
		if len(s.keys) > 0 {
			p.key(s.keys...)
			counted[s.kind] += len(s.keys)
		}
		if s.wait != "" {
			p.waitStep(s.wait)
		}
	}
	return counted
}

// keepPictures keeps what the screen shows at the end, for a person to judge,
// where the environment says so.
func (p *running) keepPictures() {
	dir := os.Getenv("SAYWHEN_PICTURES")
	if dir == "" {
		return
	}
	for _, v := range []struct{ name, key string }{{"article", "ctrl+2"}, {"timeline", "ctrl+1"}} {
		p.key(v.key)
		f, err := os.Create(filepath.Join(dir, p.t.Name()+"-"+v.name+".png"))
		if err != nil {
			p.t.Fatal(err)
		}
		if err := png.Encode(f, p.still()); err != nil {
			p.t.Fatal(err)
		}
		f.Close()
	}
}

func TestWindowCodesOurArticle(t *testing.T) {
	r := ownReference(t)
	path, ids := codeArticle(t, r, ourKeys)
	r.check(t, path, ids)
}

func TestWindowCodesTheFoundingArticle(t *testing.T) {
	r := foundingReference(t)
	path, ids := codeArticle(t, r, foundingKeys)
	r.check(t, path, ids)
}
