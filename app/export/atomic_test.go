package export

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestSentences(t *testing.T) {
	for want, err := range map[string]error{
		"the disk is full, so x.png was not written; free some space and try again": fmt.Errorf("write: %w", syscall.ENOSPC),
		"x.png cannot be written: the folder is protected; choose another":          os.ErrPermission,
		"the name of the file is too long; choose a shorter one":                    &os.PathError{Op: "open", Path: "x", Err: syscall.ENAMETOOLONG},
		"x.png was not written: odd":                                                fmt.Errorf("odd"),
		"context canceled":                                                          context.Canceled,
	} {
		got := sentence("x.png", err)
		if got.Error() != want {
			t.Errorf("got %v, want %s", got, want)
		}
		if !errors.Is(got, errors.Unwrap(err)) && !errors.Is(got, err) {
			t.Errorf("%v has lost its cause", got)
		}
	}
}

func TestCancelWriter(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var b strings.Builder
	w := &cancelWriter{ctx, &b}
	if n, err := w.Write([]byte("ab")); n != 2 || err != nil {
		t.Error(n, err)
	}
	cancel()
	if n, err := w.Write([]byte("cd")); n != 0 || err == nil || b.String() != "ab" {
		t.Error(n, err, b.String())
	}
}
