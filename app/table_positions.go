package app

import (
	"fmt"
	"strconv"
	"strings"

	"saywhen/storage"
)

// readPositions reads "claim (stance); claim (stance)". A claim may have
// semicolons and brackets of its own: it ends behind a bracket that holds the
// name of a stance. One without a stance is neutral.
func (l *Lists) readPositions(text string) (list []EntryPosition, wrong string) {
	for text != "" {
		var item string
		item, text = cutPosition(text)
		p := readPosition(item)
		if p.Claim == "" {
			return nil, "“" + item + "” names no claim."
		}
		if c, ok := l.claimNamed(p.Claim); ok {
			if p.Kind = c.Kind; c.Kind == storage.Topic {
				return nil, "“" + c.Text + "” is a topic; a stance needs a claim."
			}
		}
		list = append(list, p)
	}
	return list, ""
}

// cutPosition cuts behind the first stance that a semicolon or the end follows.
func cutPosition(text string) (item, rest string) {
	for i := 0; i < len(text); i++ {
		if text[i] != ')' {
			continue
		}
		after := strings.TrimLeft(text[i+1:], " ")
		if _, _, ok := cutStance(text[:i+1]); ok && (after == "" || after[0] == ';') {
			return text[:i+1], strings.TrimSpace(strings.TrimPrefix(after, ";"))
		}
	}
	return text, ""
}

func readPosition(item string) EntryPosition {
	if claim, p, ok := cutStance(item); ok {
		p.Claim = claim
		return p
	}
	return EntryPosition{Claim: strings.TrimSpace(item), Kind: storage.Factual}
}

// cutStance takes the name of a stance off the end of a text.
func cutStance(text string) (claim string, p EntryPosition, ok bool) {
	open := strings.LastIndexByte(text, '(')
	if open < 0 || !strings.HasSuffix(text, ")") {
		return "", p, false
	}
	name := strings.TrimSpace(text[open+1 : len(text)-1])
	for _, kind := range []storage.ClaimKind{storage.Factual, storage.Normative} {
		for st := storage.Stance(-2); st <= 2; st++ {
			if strings.EqualFold(st.Name(kind), name) || name == fmt.Sprintf("%+d", st) || name == strconv.Itoa(int(st)) {
				return strings.TrimSpace(text[:open]), EntryPosition{Kind: kind, Stance: st}, true
			}
		}
	}
	return "", p, false
}

// entryPositions writes positions as positionsText does.
func (l *Lists) entryPositions(list []EntryPosition) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = p.Claim + " (" + p.Stance.Name(p.Kind) + ")"
	}
	return strings.Join(texts, "; ")
}
