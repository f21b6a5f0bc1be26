package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// save gives fn a writer for a new file and puts that file in the place of
// path when fn is done. When fn fails, or ctx ends, path is left as it was.
func save(ctx context.Context, path string, fn func(io.Writer) error) (err error) {
	if err := checkTarget(path); err != nil {
		return err
	}
	folder, name := filepath.Split(path)
	file, err := os.CreateTemp(filepath.Clean(folder+"."), ".saywhen-*.tmp")
	if err != nil {
		return sentence(name, err)
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	w := bufio.NewWriterSize(&cancelWriter{ctx, file}, 1<<16)
	if err := fn(w); err != nil {
		return sentence(name, err)
	}
	if err := errors.Join(w.Flush(), ctx.Err()); err != nil {
		return sentence(name, err)
	}
	if err := errors.Join(file.Chmod(0o644), file.Sync(), file.Close()); err != nil {
		return sentence(name, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return sentence(name, err)
	}
	syncFolder(folder)
	return nil
}

func checkTarget(path string) error {
	folder := filepath.Dir(path)
	switch info, err := os.Stat(folder); {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("the folder %s does not exist; make it first, or choose another", folder)
	case err != nil:
		return fmt.Errorf("the folder %s cannot be reached: %w", folder, err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file, not a folder", folder)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; give the name of a file", path)
	}
	return nil
}

// writeError is a sentence for people; what the system said is kept for code.
type writeError struct {
	message string
	cause   error
}

func (e *writeError) Error() string { return e.message }
func (e *writeError) Unwrap() error { return e.cause }

// sentence says what went wrong with a file that was being written.
func sentence(name string, err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &writeError{fmt.Sprintf("the disk is full, so %s was not written; free some space and try again", name), err}
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return &writeError{fmt.Sprintf("%s cannot be written: the folder is protected; choose another", name), err}
	case errors.Is(err, syscall.ENAMETOOLONG):
		return &writeError{"the name of the file is too long; choose a shorter one", err}
	}
	return fmt.Errorf("%s was not written: %w", name, err)
}

// syncFolder makes the new name last through a power cut, where the system can.
func syncFolder(folder string) {
	if dir, err := os.Open(filepath.Clean(folder + ".")); err == nil {
		_ = dir.Sync() // not every file system can
		dir.Close()
	}
}

// cancelWriter stops the writing when the context ends.
type cancelWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c *cancelWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}
