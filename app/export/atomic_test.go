package export

import (
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestSentences(t *testing.T) {
	for want, err := range map[string]error{
		"the disk is full, so x.png was not written; free some space": fmt.Errorf("write: %w", syscall.ENOSPC),
		"x.png cannot be written: the folder is protected":            os.ErrPermission,
		"x.png was not written: odd":                                  fmt.Errorf("odd"),
		"context canceled":                                            context.Canceled,
	} {
		if got := sentence("x.png", err); !strings.HasPrefix(got.Error(), want) {
			t.Errorf("got %v, want %s", got, want)
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
