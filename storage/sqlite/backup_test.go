package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// keeper is a project that makes backups, with a clock that stands still until
// it is moved, and what was told of the backups.
type keeper struct {
	opt  Options
	now  time.Time
	mu   sync.Mutex
	told []BackupResult
}

func newKeeper() *keeper {
	k := &keeper{opt: testOptions(), now: time.Date(2014, 9, 5, 14, 30, 0, 0, time.UTC)}
	k.opt.NoBackup = false
	k.opt.Now = func() time.Time {
		k.mu.Lock()
		defer k.mu.Unlock()
		return k.now
	}
	k.opt.Backup = func(r BackupResult) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.told = append(k.told, r)
	}
	return k
}

func (k *keeper) later(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.now = k.now.Add(d)
}

func (k *keeper) failures() (list []string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range k.told {
		if r.Err != nil {
			list = append(list, r.Err.Error())
		}
	}
	return list
}

// backupsOf lists backups once none is being made any more.
func backupsOf(t testing.TB, f *File) []Backup {
	t.Helper()
	f.mu.Lock()
	run := f.backups.running
	f.mu.Unlock()
	if run != nil {
		<-run.done
	}
	list, err := f.Backups()
	must(t, err)
	return list
}

// reasons gives why backups were made, the oldest first.
func reasons(list []Backup) string {
	var all []string
	for _, b := range slices.Backward(list) {
		all = append(all, string(b.Reason))
	}
	return strings.Join(all, " ")
}

// dumpOf is dump of a file that is not open.
func dumpOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	f, err := Open(context.Background(), writeFile(t, content), testOptions())
	must(t, err)
	defer f.Close()
	checkSound(t, f)
	return dump(t, f)
}

func TestBackupNames(t *testing.T) {
	const revision = "0123456789abcdef0123"
	at := time.Date(2014, 9, 5, 19, 0, 0, 0, time.FixedZone("", 4*3600+1800))
	for _, project := range []string{"/x/affair.saywhen", "/x/a.b.saywhen", "/x/no extension", "/x/ایران.saywhen", "/x/.saywhen"} {
		name := backupName(project, at, Hourly, revision)
		want := Backup{Time: at.UTC(), Reason: Hourly, Revision: revision[:16]}
		if got, ok := parseBackupName(project, name); !ok || got != want {
			t.Errorf("%s reads back as %+v, %v", name, got, ok)
		}
	}
	for _, name := range []string{
		"", "affair.saywhen", "affair.20140905T143000Z.hourly.0123456789abcdef", "affair.20140905T143000Z.hourly.0123456789abcde.saywhen",
		"affair.20140905T143000Z.hourly.0123456789ABCDEF.saywhen", "affair.20140905T143000Z.weekly.0123456789abcdef.saywhen",
		"affair.20140932T143000Z.hourly.0123456789abcdef.saywhen", "affairs.20140905T143000Z.hourly.0123456789abcdef.saywhen",
		".affair.17.tmp", "affair.x.20140905T143000Z.hourly.0123456789abcdef.saywhen",
	} {
		if got, ok := parseBackupName("/x/affair.saywhen", name); ok {
			t.Errorf("%q reads as %+v", name, got)
		}
	}
}

func TestBackupFolder(t *testing.T) {
	if got := BackupFolder("/x/affair.saywhen", ""); got != filepath.FromSlash("/x/affair.backups") {
		t.Error(got)
	}
	one, other := BackupFolder("/x/affair.saywhen", "/b"), BackupFolder("/y/affair.saywhen", "/b")
	if one == other || filepath.Dir(one) != filepath.FromSlash("/b") || !strings.HasPrefix(filepath.Base(one), "affair-") {
		t.Errorf("%s and %s", one, other)
	}
}

// TestBackupBeforeTheFirstWrite: the backup holds what was there before, one is
// made each time the project is opened and written to, and none of a state that
// is kept already.
func TestBackupBeforeTheFirstWrite(t *testing.T) {
	k := newKeeper()
	f := edited(t, k.opt)
	if list := backupsOf(t, f); len(list) > 0 {
		t.Errorf("a new project has backups: %v", list)
	}
	f = reopen(t, f)
	before := dump(t, f)
	if list := backupsOf(t, f); len(list) > 0 {
		t.Error("a backup was made before the first write")
	}
	do(t, f, "Add", addActor)
	do(t, f, "Add", addActor)
	list := backupsOf(t, f)
	if reasons(list) != "changes" || filepath.Dir(list[0].Path) != filepath.Join(filepath.Dir(f.Path()), "affair.backups") {
		t.Fatalf("the backups are %v", list)
	}
	if got := dumpOf(t, list[0].Path); got != before {
		t.Errorf("the backup holds\n%s\nnot\n%s", got, before)
	}
	k.later(time.Minute)
	for range 2 {
		_, err := f.Undo(context.Background())
		must(t, err)
	}
	f = reopen(t, f)
	do(t, f, "Add", addActor)
	if again := backupsOf(t, f); len(again) != 1 {
		t.Errorf("a state that is kept was kept again: %v", again)
	}
	k.later(time.Minute)
	f = reopen(t, f)
	do(t, f, "Add", addActor)
	if again := backupsOf(t, f); len(again) != 2 || again[0].Size == 0 || again[0].Time != k.now {
		t.Errorf("after a change there are %v", again)
	}
	if bad := k.failures(); len(bad) > 0 {
		t.Error(bad)
	}
}

// TestBackupThatWasChanged is not believed to hold what its name says.
func TestBackupThatWasChanged(t *testing.T) {
	k := newKeeper()
	f := reopen(t, edited(t, k.opt))
	before := dump(t, f)
	do(t, f, "Add", addActor)
	first := backupsOf(t, f)[0]
	_, err := f.Undo(context.Background())
	must(t, err)
	must(t, f.Close())
	g, err := Open(context.Background(), first.Path, testOptions())
	must(t, err)
	do(t, g, "Add", addActor)
	must(t, g.Close())
	k.later(time.Minute)
	f = reopen(t, f)
	do(t, f, "Add", addActor)
	list := backupsOf(t, f)
	if len(list) != 2 || dumpOf(t, list[0].Path) != before {
		t.Errorf("the backups are %v", list)
	}
}

func TestBackupHourly(t *testing.T) {
	k := newKeeper()
	f := reopen(t, edited(t, k.opt))
	steps := []struct {
		after time.Duration
		want  string
	}{
		{0, "changes"},
		{59 * time.Minute, "changes"},
		{time.Minute, "changes hourly"},
		{30 * time.Minute, "changes hourly"},
		{5 * time.Hour, "changes hourly hourly"},
		{time.Minute, "changes hourly hourly"},
	}
	for _, s := range steps {
		k.later(s.after)
		do(t, f, "Add", addActor)
		now := dump(t, f)
		list := backupsOf(t, f)
		if reasons(list) != s.want {
			t.Fatalf("at %v the backups are %s, want %s", k.now, reasons(list), s.want)
		}
		if list[0].Time == k.now && list[0].Reason == Hourly && dumpOf(t, list[0].Path) != now {
			t.Errorf("the backup of %v holds something else", k.now)
		}
	}
	k.later(10 * time.Hour) // nothing changes, so nothing is made
	must(t, f.Close())
	if list, err := Backups(f.Path(), ""); len(list) != 3 || err != nil {
		t.Errorf("there are %v, %v", list, err)
	}
}

func TestBackupBeforeImport(t *testing.T) {
	k := newKeeper()
	f := edited(t, k.opt)
	before := dump(t, f)
	k.later(time.Minute)
	importSome(t, f, 3)
	list := backupsOf(t, f)
	if reasons(list) != "import" || dumpOf(t, list[0].Path) != before {
		t.Errorf("the backups are %v", list)
	}
	empty := reopen(t, newProject(t, newKeeper().opt))
	importSome(t, empty, 3)
	if list := backupsOf(t, empty); len(list) > 0 {
		t.Errorf("an empty project was kept: %v", list)
	}
}

// TestBackupInAChosenFolder, which need not exist yet and may change.
func TestBackupInAChosenFolder(t *testing.T) {
	k := newKeeper()
	chosen := filepath.Join(t.TempDir(), "elsewhere", "backups")
	k.opt.BackupFolder = chosen
	f := reopen(t, edited(t, k.opt))
	do(t, f, "Add", addActor)
	list := backupsOf(t, f)
	if len(list) != 1 || filepath.Dir(filepath.Dir(list[0].Path)) != chosen {
		t.Errorf("the backups are %v", list)
	}
	f.SetBackupFolder("")
	k.later(2 * time.Hour)
	do(t, f, "Add", addActor)
	if list := backupsOf(t, f); len(list) != 1 || filepath.Dir(list[0].Path) != BackupFolder(f.Path(), "") {
		t.Errorf("the backups beside the project are %v", list)
	}
}

// TestBackupFails: a folder that cannot be made, one in which nothing can be
// put. The write goes through, it is said once, and tried again an hour later.
func TestBackupFails(t *testing.T) {
	k := newKeeper()
	f := reopen(t, edited(t, k.opt))
	inTheWay := BackupFolder(f.Path(), "")
	must(t, os.WriteFile(inTheWay, []byte("a file"), 0o600))
	for range 3 {
		do(t, f, "Add", addActor)
		k.later(time.Minute)
	}
	_ = backupsWhenSettled(f)
	bad := k.failures()
	if len(bad) != 1 || !strings.Contains(bad[0], "No backup of affair.saywhen could be written in "+inTheWay) {
		t.Fatalf("was told %q", bad)
	}
	must(t, os.Remove(inTheWay))
	k.later(time.Hour)
	do(t, f, "Add", addActor)
	if list := backupsOf(t, f); reasons(list) != "hourly" {
		t.Errorf("after the folder is free: %v", list)
	}
	checkSound(t, f)
}

// backupsWhenSettled waits like backupsOf where listing may fail.
func backupsWhenSettled(f *File) *backupRun {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.backups.running != nil {
		<-f.backups.running.done
	}
	return f.backups.running
}

// TestBackupStopped: after a copy that was stopped there is no
// temporary file, and the project is whole.
func TestBackupStopped(t *testing.T) {
	k := newKeeper()
	f := reopen(t, edited(t, k.opt))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f.mu.Lock()
	job := f.newBackupJob(Hourly)
	f.mu.Unlock()
	copied := 0
	if r := job.run(ctx, func() { copied++ }); r.Err == nil || copied != 1 {
		t.Errorf("gave %+v, copied %d times", r, copied)
	}
	entries, err := os.ReadDir(job.folder)
	if len(entries) > 0 || err != nil {
		t.Errorf("there is %v, %v", entries, err)
	}
	checkSound(t, f)
}

// TestPrepareBackup copies ahead, and what was copied is the state before the
// first write, also when the write comes at once.
func TestPrepareBackup(t *testing.T) {
	k := newKeeper()
	k.opt.largeFile = 1
	for range 20 {
		f := reopen(t, edited(t, k.opt))
		before := dump(t, f)
		f.PrepareBackup()
		f.PrepareBackup()
		do(t, f, "Add", addActor)
		list := backupsOf(t, f)
		if reasons(list) != "changes" || dumpOf(t, list[0].Path) != before {
			t.Fatalf("the backups are %v", list)
		}
		must(t, f.Close())
	}
	k.opt.largeFile = 1 << 40
	f := reopen(t, edited(t, k.opt))
	f.PrepareBackup()
	if list := backupsOf(t, f); len(list) > 0 {
		t.Error("a small project was copied ahead")
	}
}

// TestPreparedBackupOfAnotherState: another program writes after the copy; the
// state before our first write is kept too.
func TestPreparedBackupOfAnotherState(t *testing.T) {
	k := newKeeper()
	k.opt.largeFile = 1
	f := reopen(t, edited(t, k.opt))
	f.PrepareBackup()
	backupsOf(t, f)
	must(t, f.lock.Unlock())
	other := k.opt
	other.NoBackup = true
	g, err := Open(context.Background(), f.Path(), other)
	must(t, err)
	do(t, g, "Add", addActor)
	must(t, g.Close())
	must(t, f.Refresh(context.Background()))
	before := dump(t, f)
	k.later(time.Minute)
	do(t, f, "Add", addActor)
	if list := backupsOf(t, f); len(list) != 2 || dumpOf(t, list[0].Path) != before {
		t.Errorf("the backups are %v", list)
	}
}

// slowOutdated is the rule, day by day.
func slowOutdated(list []Backup, now time.Time) map[string]bool {
	kept := map[string]bool{}
	for i, b := range list {
		if i < 10 {
			kept[b.Path] = true
		}
	}
	for back := range 30 {
		day := now.AddDate(0, 0, -back).Format(time.DateOnly)
		for _, b := range list { // the newest first
			if b.Time.In(now.Location()).Format(time.DateOnly) == day {
				kept[b.Path] = true
				break
			}
		}
	}
	gone := map[string]bool{}
	for _, b := range list {
		if !kept[b.Path] {
			gone[b.Path] = true
		}
	}
	return gone
}

func TestOutdatedAgainstTheRule(t *testing.T) {
	tehran, err := time.LoadLocation("Asia/Tehran")
	must(t, err)
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		now := time.Date(2014, 3, 28, rnd.IntN(24), rnd.IntN(60), 0, 0, []*time.Location{time.UTC, tehran}[seed%2])
		var list []Backup
		for i := range rnd.IntN(120) {
			at := now.Add(-time.Duration(rnd.IntN(45*24*60)) * time.Minute).UTC()
			list = append(list, Backup{Path: fmt.Sprint(i), Time: at, Revision: fmt.Sprint(i)})
		}
		sortBackups(list)
		gone, want := outdated(list, now, "none"), slowOutdated(list, now)
		for _, b := range gone {
			if !want[b.Path] {
				t.Errorf("seed %d: %v goes and should stay", seed, b)
			}
		}
		if len(gone) != len(want) {
			t.Errorf("seed %d: %d of %d go, want %d", seed, len(gone), len(list), len(want))
		}
		if !slices.IsSortedFunc(gone, func(a, b Backup) int { return a.Time.Compare(b.Time) }) {
			t.Errorf("seed %d: not the oldest first", seed)
		}
		if len(gone) > 0 {
			spared := gone[0].Revision
			for _, b := range outdated(list, now, spared) {
				if b.Revision == spared {
					t.Errorf("seed %d: the spared one goes", seed)
				}
			}
		}
	}
}

// TestPruneTouchesOnlyOurs: what else lies in the folder stays.
func TestPruneTouchesOnlyOurs(t *testing.T) {
	folder := t.TempDir()
	project := "/somewhere/affair.saywhen"
	now := time.Date(2014, 9, 5, 12, 0, 0, 0, time.UTC)
	others := []string{"notes.txt", "affair.saywhen", backupName("/somewhere/other.saywhen", now.AddDate(-1, 0, 0), Hourly, strings.Repeat("0", 64))}
	for _, name := range others {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600))
	}
	for i := range 50 {
		name := backupName(project, now.AddDate(-1, 0, -i), Hourly, fmt.Sprintf("%064d", i))
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600))
	}
	must(t, prune(project, folder, now, ""))
	entries, err := os.ReadDir(folder)
	must(t, err)
	if len(entries) != keepRecent+len(others) {
		t.Errorf("%d are left", len(entries))
	}
	for _, name := range others {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}

// TestBackupsListsTheOlderOne that the first versions kept.
func TestBackupsListsTheOlderOne(t *testing.T) {
	f := edited(t, testOptions())
	must(t, f.Close())
	old := filepath.Join(filepath.Dir(f.Path()), "affair.backup.saywhen")
	content, err := os.ReadFile(f.Path())
	must(t, err)
	must(t, os.WriteFile(old, content, 0o600))
	list, err := Backups(f.Path(), "")
	must(t, err)
	if len(list) != 1 || list[0].Path != old || list[0].Reason != olderReason {
		t.Errorf("the backups are %v", list)
	}
	info, err := InspectBackup(context.Background(), old)
	if err != nil || info.Actors != 1 {
		t.Errorf("it holds %+v, %v", info, err)
	}
}

func TestInspectBackupRefuses(t *testing.T) {
	for name, content := range map[string][]byte{"empty": nil, "text": []byte("no project"), "cut": plainProject(t)[:5000]} {
		if _, err := InspectBackup(context.Background(), writeFile(t, content)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

// TestBackupLeavesTheCacheAsItWas holds that the writer, which keeps few pages
// while it copies, keeps as many as before afterwards.
func TestBackupLeavesTheCacheAsItWas(t *testing.T) {
	f := newProject(t, testOptions())
	newCrowd(t, f, 3, 20)
	for range 2 {
		var size string
		must(t, f.writer.scan("PRAGMA cache_size", nil, &size))
		if size != writerCache {
			t.Errorf("the writer's cache has %s", size)
		}
		must(t, f.writer.backup(context.Background(), filepath.Join(t.TempDir(), "copy")))
	}
}
