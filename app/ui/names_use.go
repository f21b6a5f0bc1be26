package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage"
	"saywhen/storage/sqlite"
)

// useLine says where the record is used, with a button that shows it.
func (d *nameDetail) useLine() {
	text := widget.NewLabel("")
	text.Wrapping = fyne.TextWrapWord
	see := newButton("Show on the timeline", func() { d.shell.acts.do("names.show") })
	del := newButton("Delete …", func() { d.shell.acts.do("names.delete") })
	see.Importance, del.Importance = lowImportance, lowImportance
	d.add("uses", "Used", text, container.NewHBox(see, del))
	d.fills = append(d.fills, func() { d.readUse(text) })
}

func (d *nameDetail) readUse(text *widget.Label) {
	s := d.shell.session
	kind, id := d.kind, d.id
	d.asked++
	asked := d.asked
	said := ""
	s.Read(func(ctx context.Context, f *sqlite.File) (err error) {
		said, err = useText(ctx, f, kind, id)
		return err
	}, func(err error) {
		if asked != d.asked || d.shell.session != s {
			return
		}
		if err != nil {
			said = err.Error()
		}
		text.SetText(said)
		d.root.Refresh()
	})
}

// useText says where a record is used.
func useText(ctx context.Context, f *sqlite.File, kind app.NameKind, id storage.ID) (string, error) {
	if kind == app.ActorNames {
		u, err := f.ActorUse(ctx, id)
		return actorUseText(u), err
	}
	verbs, claims, err := f.Uses(ctx)
	n := verbs[id]
	if kind == app.ClaimNames {
		n = claims[id]
	}
	if n == 0 {
		return "nowhere yet", err
	}
	return "in " + count(n, "statement"), err
}

func actorUseText(u sqlite.ActorUse) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{u.Speaker, "speaker of %s"},
		{u.CoSpeaker, "co-speaker of %s"},
		{u.OnBehalf, "%s on its behalf"},
		{u.Addressee, "addressee of %s"},
		{u.About, "spoken about in %s"},
	} {
		if p.n > 0 {
			parts = append(parts, strings.Replace(p.what, "%s", count(p.n, "statement"), 1))
		}
	}
	if u.Outlet > 0 {
		parts = append(parts, "outlet of "+count(u.Outlet, "document"))
	}
	if u.Organization > 0 {
		parts = append(parts, count(u.Organization, "role")+" of others in it")
	}
	if u.Below > 0 {
		parts = append(parts, count(u.Below, "actor")+" below it")
	}
	if len(parts) == 0 {
		return "nowhere yet"
	}
	return strings.Join(parts, " · ")
}
