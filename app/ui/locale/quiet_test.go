package locale_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	_ "fyne.io/fyne/v2/lang"

	_ "saywhen/app/ui/locale"
)

// TestQuiet starts this program, which holds the window's library too, in the
// locale that made it complain.
func TestQuiet(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "L") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "LANG=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "locale") {
		t.Errorf("%v\n%s", err, out)
	}
}
