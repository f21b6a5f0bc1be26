package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"saywhen/app/export"
)

// The window library's clipboard takes text only. On Linux and its kin small
// programs put pictures there; elsewhere the picture is saved to a file, and
// that is said.

// copyScale is how sharp a copied picture is: reports are printed.
const copyScale = 2

// errNoClipboard says that no program can take the picture.
var errNoClipboard = errors.New("no program that puts pictures on the clipboard is installed")

// clipboardTool is the command that takes a PNG file to the clipboard.
func clipboardTool(goos string, getenv func(string) string, look func(string) (string, error)) ([]string, error) {
	switch goos {
	case "windows", "darwin", "android", "ios":
		return nil, errNoClipboard
	}
	wl, x := []string{"wl-copy", "--type", "image/png"}, []string{"xclip", "-selection", "clipboard", "-t", "image/png"}
	order := [][]string{x, wl}
	if getenv("WAYLAND_DISPLAY") != "" {
		order = [][]string{wl, x}
	}
	for _, tool := range order {
		if path, err := look(tool[0]); err == nil {
			return append([]string{path}, tool[1:]...), nil
		}
	}
	return nil, errNoClipboard
}

// copyFile gives a PNG to the clipboard's program. The program stays behind to
// serve the picture; it is not waited for longer than it takes to read it.
func copyFile(ctx context.Context, tool []string, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	cmd := exec.CommandContext(ctx, tool[0], tool[1:]...)
	cmd.Stdin = f
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the picture was not copied: %s failed: %w; export the chart instead", filepath.Base(tool[0]), err)
	}
	return nil
}

// copyChart puts the chart on the clipboard, as sharp as for print; where that
// cannot be done it saves it to a file.
func (s *shell) copyChart() {
	tool, err := clipboardTool(runtime.GOOS, os.Getenv, exec.LookPath)
	session, o := s.session, s.chartOptionsOf(s.copyChoice())
	if err != nil {
		s.saveInstead(o)
		return
	}
	s.long("Copying the chart …", func(ctx context.Context, _ report) error {
		dir, err := os.MkdirTemp("", "saywhen-copy")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "chart.png")
		session.Flush()
		if _, err := export.Chart(ctx, session.File(), path, o); err != nil {
			return err
		}
		return copyFile(ctx, tool, path)
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.fail("The chart was not copied", err)
		default:
			s.toasts.say("The chart is on the clipboard, as a picture.")
			s.trace.step("copied", "to", "clipboard")
		}
	})
}

// copyChoice is the chart as it is seen: in the size and colours of the window.
func (s *shell) copyChoice() chartExport {
	c := defaultChartExport()
	if size := s.charts.view.preview.size; size.w > 0 {
		c.Width, c.Height, _ = size.logical()
	}
	if s.look.dark(s.app.Settings().ThemeVariant()) {
		c.Theme = "dark"
	}
	c.Sharp = fmt.Sprintf("%d×", copyScale)
	return c
}

// saveInstead saves the picture that could not be copied.
func (s *shell) saveInstead(o export.ChartOptions) {
	kind, _ := s.charts.view.chosen()
	path, session := freeName(documentsFolder(), kind.Title, ".png"), s.session
	why := "install xclip or wl-copy to copy it instead"
	switch runtime.GOOS {
	case "windows", "darwin":
		why = "Saywhen cannot put pictures on the clipboard of this system"
	}
	s.long("Saving the chart …", func(ctx context.Context, _ report) error {
		session.Flush()
		_, err := export.Chart(ctx, session.File(), path, o)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.fail("The chart was not copied", err)
		default:
			s.toasts.say("Saved " + shortPath(path) + ": " + strings.TrimSpace(why) + ".")
			s.trace.step("copied", "to", path)
		}
	})
}
