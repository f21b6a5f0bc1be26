package locale

import "testing"

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{}, ""},
		{map[string]string{"LANG": "C"}, ""}, // the library knows this one
		{map[string]string{"LANG": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "fa_IR.UTF-8", "LC_ALL": "C.utf8"}, "en"},
		{map[string]string{"LANG": "C.UTF-8", "LC_ALL": "fa_IR.UTF-8"}, ""},
		{map[string]string{"LANG": "C.UTF-8", "LANGUAGE": "de"}, ""},
		{map[string]string{"LANG": "Cx"}, ""},
	} {
		got := wanted(func(name string) (string, bool) { v, ok := c.env[name]; return v, ok })
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.env, got, c.want)
		}
	}
}
