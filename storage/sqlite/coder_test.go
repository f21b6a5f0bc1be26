package sqlite

import (
	"context"
	"testing"

	"saywhen/storage"
)

func TestSetCoderSignsFromThenOn(t *testing.T) {
	b := newCasebook(t)
	add := func() storage.ID {
		s := storage.Statement{Speaker: b.actor, Verb: 1, Certainty: -1}
		do(t, b.File, "Add", func(tx *Tx) error { return tx.PutStatement(&s) })
		return s.ID
	}
	signed := func(id storage.ID) string {
		var name string
		do(t, b.File, "Look", func(tx *Tx) error {
			s, err := tx.Statement(id)
			must(t, err)
			if s.Coder == 0 {
				return nil
			}
			c, err := tx.Coder(s.Coder)
			name = c.Name
			return err
		})
		return name
	}
	b.SetCoder("Ada")
	first := add()
	b.SetCoder("Grace")
	second := add()
	b.SetCoder("")
	third := add()
	for id, want := range map[storage.ID]string{first: "Ada", second: "Grace", third: ""} {
		if got := signed(id); got != want {
			t.Errorf("signed by %q, want %q", got, want)
		}
	}
	coders, err := b.Coders(context.Background())
	must(t, err)
	n := 0
	for _, c := range coders {
		if c.Name == "Ada" || c.Name == "Grace" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("the project knows %d of the two coders", n)
	}
}
