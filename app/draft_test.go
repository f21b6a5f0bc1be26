package app

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"saywhen/storage"
)

func drafts(t testing.TB) Drafts { return Drafts{Folder: filepath.Join(t.TempDir(), "state")} }

func TestDraftsAreKeptApart(t *testing.T) {
	d := drafts(t)
	if got := d.List("/a"); len(got) != 0 {
		t.Errorf("drafts are there before one was kept: %v", got)
	}
	first := Draft{Entry: Entry{Speaker: "مرضیه", When: "2014-", Certainty: storage.NoCertainty}, Raw: map[string]string{"certainty": "many"}, Open: true}
	second := Draft{Entry: Entry{Speaker: "Iran"}}
	for _, w := range []*Draft{&first, &second} {
		if err := d.Save("/a", w); err != nil {
			t.Fatal(err)
		}
	}
	second.Verb = "said"
	if err := d.Save("/a", &second); err != nil {
		t.Fatal(err)
	}
	if got := d.List("/a"); !reflect.DeepEqual(got, []Draft{first, second}) {
		t.Errorf("came back as %+v", got)
	}
	if got := d.List("/b"); len(got) != 0 {
		t.Errorf("another project has drafts: %v", got)
	}
	if err := os.WriteFile(d.file("draft", "/a", second.Name), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := d.List("/a"); len(got) != 1 || got[0].Name != first.Name {
		t.Errorf("beside half a draft: %+v", got)
	}
	for range 2 {
		if err := d.Drop("/a", first.Name); err != nil {
			t.Error(err)
		}
	}
	third := Draft{}
	if err := d.Save("/a", &third); err != nil || third.Name <= second.Name {
		t.Errorf("the third is named %q after %q: %v", third.Name, second.Name, err)
	}
}

// TestDraftOfAnOlderProgram comes back, and says that it lacks what that
// program did not know.
func TestDraftOfAnOlderProgram(t *testing.T) {
	d := drafts(t)
	if err := os.MkdirAll(d.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.file("draft", "/a", ""), []byte(`{"speaker":"Iran","verb":"said","certainty":-1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	got := d.List("/a")
	if len(got) != 1 || got[0].Speaker != "Iran" || got[0].Complete {
		t.Fatalf("came back as %+v", got)
	}
	if err := d.Drop("/a", got[0].Name); err != nil || len(d.List("/a")) != 0 {
		t.Errorf("it cannot be dropped: %v", err)
	}
}

func TestDraftsOfEdits(t *testing.T) {
	d := drafts(t)
	if got := d.LoadEdits("/a"); got == nil || len(got) != 0 {
		t.Errorf("edits are there before any were kept: %v", got)
	}
	want := map[storage.ID]Draft{
		1512:    {Entry: Entry{ID: 1512, Speaker: "مرضیه", When: "2014-"}},
		1 << 62: {Entry: Entry{ID: 1 << 62, Verb: "denied"}, Raw: map[string]string{"grade": "?"}},
	}
	if err := d.SaveEdits("/a", want); err != nil {
		t.Fatal(err)
	}
	if got := d.LoadEdits("/a"); !reflect.DeepEqual(got, want) {
		t.Errorf("came back as %+v", got)
	}
	if len(d.List("/a")) != 0 || len(d.LoadEdits("/b")) != 0 {
		t.Error("the edits are taken for a draft, or for another project's")
	}
	if err := os.WriteFile(d.file("edits", "/a", ""), []byte(`{"1512":{"id":"1512"},`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := d.LoadEdits("/a"); len(got) != 0 {
		t.Errorf("half of the edits were read: %v", got)
	}
	for range 2 {
		if err := d.SaveEdits("/a", nil); err != nil {
			t.Error(err)
		}
	}
}

func TestDraftSaysThatItCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (Drafts{Folder: file}).Save("/a", &Draft{}); err == nil {
		t.Error("a draft was kept in a file that is no folder")
	}
}

// BenchmarkDraftSave is what a keystroke costs.
func BenchmarkDraftSave(b *testing.B) {
	d := drafts(b)
	w := Draft{Entry: Entry{Speaker: "Somebody", Quote: string(make([]byte, 4000)), Certainty: storage.NoCertainty}}
	for b.Loop() {
		if err := d.Save("/a", &w); err != nil {
			b.Fatal(err)
		}
	}
}
