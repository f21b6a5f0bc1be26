// Package locale names a language to the window's library where the system
// names none: in the locale C.UTF-8, usual in containers, version 2.7.1 of that
// library takes "C" for a language and complains on standard error, at the
// start of every command. The package does nothing but that, and does not choose
// the language of the program, which is English.
//
// The library looks before main runs. This package is initialised before it,
// because it needs nothing but syscall, and Go initialises packages that are
// ready in the order of their paths: this one comes before "unicode", for which
// the library waits.
package locale

import "syscall"

func init() {
	if language := wanted(syscall.Getenv); language != "" {
		_ = syscall.Setenv("LANGUAGE", language) // the complaint is all that is at stake
	}
}

// wanted is what LANGUAGE should be set to, "" when it is well as it is. Only
// messages heed it; how text is encoded stays as LANG and LC_ALL say.
func wanted(getenv func(string) (string, bool)) string {
	if language, _ := getenv("LANGUAGE"); language != "" {
		return ""
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, _ := getenv(name); value != "" {
			if len(value) > 2 && value[:2] == "C." {
				return "en"
			}
			return ""
		}
	}
	return ""
}
