package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/storage/article"
)

// maxArticleFiles is how many files are read at once; more are read by folder.
const maxArticleFiles = 2000

var errTooManyFiles = errors.New("there are more than 2,000 files there; add them folder by folder")

// articleFile is one file as it was read.
type articleFile struct {
	path string
	article.Article
	problem string // why it could not be read, "" when it could
	copyOf  app.Lookalike
}

func (f articleFile) name() string { return filepath.Base(f.path) }

// articleFiles gives the files meant by paths: files as they are, of folders
// all below them that can be read. They are in the order of their names, each
// once.
func articleFiles(ctx context.Context, paths []string) (files []string, err error) {
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			hidden := path != root && strings.HasPrefix(filepath.Base(path), ".")
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil && path == root:
				files = append(files, path) // reading it says what is wrong
				return nil
			case err != nil, hidden && !d.IsDir():
				return nil
			case d.IsDir() && hidden:
				return fs.SkipDir
			case d.IsDir():
				return nil
			case path == root || article.Readable(path):
				files = append(files, path)
			}
			if len(files) > maxArticleFiles {
				return errTooManyFiles
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// readArticles reads files one after the other. One that cannot be read has a
// problem in place of a text.
func readArticles(ctx context.Context, paths []string, tell report) (list []articleFile, err error) {
	var r article.Reader
	defer func() { err = errors.Join(err, r.Close()) }()
	for i, path := range paths {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tell(i, len(paths))
		f := articleFile{path: path, copyOf: app.Lookalike{With: -1}}
		data, err := readWhole(path)
		if err == nil {
			f.Article, err = r.Read(ctx, path, data)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			f.problem = fileProblem(path, err)
		}
		list = append(list, f)
	}
	return list, nil
}

// largestFile is that of article.Read, so that a larger one is not brought into
// memory first.
const largestFile = 50 << 20

func readWhole(path string) ([]byte, error) {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !st.Mode().IsRegular():
		return nil, article.Problem(filepath.Base(path) + " is not a file; choose a file or a folder of files.")
	case st.Size() > largestFile:
		return nil, article.Problem(filepath.Base(path) + " is larger than 50 MB; save its text as .txt and add that.")
	}
	return os.ReadFile(path)
}

func fileProblem(path string, err error) string {
	var p article.Problem
	switch {
	case errors.As(err, &p):
		return p.Error()
	case errors.Is(err, fs.ErrNotExist):
		return filepath.Base(path) + " is not there (any more)."
	case errors.Is(err, fs.ErrPermission):
		return filepath.Base(path) + " may not be read by you."
	}
	return filepath.Base(path) + " could not be read: " + err.Error() + "."
}

// addArticleFiles reads files and folders and shows what would be added.
func (s *shell) addArticleFiles(paths []string) {
	run := s.begin("Reading articles …")
	var list []articleFile
	s.job(func() error {
		files, err := articleFiles(run.ctx, paths)
		if err != nil {
			return err
		}
		list, err = readArticles(run.ctx, files, run.tell)
		return err
	}, func(err error) {
		if err != nil || len(list) == 0 || s.session == nil {
			s.filesRead(list, run.end(err))
			return
		}
		texts := make([]string, len(list))
		for i, f := range list {
			texts[i] = f.Text
		}
		s.session.FindDuplicates(run.ctx, texts, run.tell, func(found []app.Lookalike, err error) {
			for i := range found {
				list[i].copyOf = found[i]
			}
			s.filesRead(list, run.end(err))
		})
	})
}

func (s *shell) filesRead(list []articleFile, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		s.toasts.say("Reading was stopped; nothing was added.")
	case err != nil:
		s.fail("The articles were not read", err)
	case len(list) == 0:
		s.modals.message("No articles there", "There is no file that can be read; articles are .txt, .md, .html, .docx or .pdf files.")
	case s.session != nil:
		s.trace.step("articles_read", "files", len(list))
		s.showArticleTable(list)
	}
}

// askArticleFiles asks which files or folders to add.
func (s *shell) askArticleFiles() {
	field, wrong := newTextField("~/articles  or  ~/a.pdf ; ~/b.docx"), newWrong()
	field.OnChanged = func(string) { wrong.Hide() }
	hint := widget.NewLabel("Files (.txt, .md, .html, .docx, .pdf) or folders of them; several with “;”. They can also be dropped on the window.")
	hint.Wrapping, hint.Importance = fyne.TextWrapWord, widget.LowImportance
	add := func(path string) {
		field.SetText(strings.TrimPrefix(strings.TrimRight(field.Text, "; ")+" ; "+shortPath(path), " ; "))
	}
	file := newButton("A file…", func() { s.browseArticle(add) })
	folder := newButton("A folder…", func() { s.browseArticleFolder(add) })
	var md *modal
	accept := func() {
		paths, problem := pathsIn(field.Text)
		if problem != "" {
			wrong.SetText(problem)
			wrong.Show()
			return
		}
		md.close()
		s.addArticleFiles(paths)
	}
	field.onKey = enterAndEscape(accept, func() { md.close() })
	md = s.modals.show(dialogSpec{
		name: "article_files", title: "Add articles from files", size: fyne.NewSize(640, 210), focus: field,
		body:    container.NewVBox(hint, container.NewBorder(nil, nil, nil, container.NewHBox(file, folder), field), wrong),
		buttons: []fyne.CanvasObject{newButton("Cancel", func() { md.close() }), newMainButton("Read", accept)},
	})
}

// pathsIn splits what was typed into paths that are there.
func pathsIn(typed string) (paths []string, problem string) {
	for _, p := range splitNames(typed) {
		p = expand(p)
		if _, err := os.Stat(p); err != nil {
			return nil, "There is no file or folder " + shortPath(p) + "."
		}
		paths = append(paths, p)
	}
	if len(paths) == 0 {
		return nil, "Type the name of a file or a folder, or browse for it."
	}
	return paths, ""
}

func (s *shell) browseArticle(add func(string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err == nil && f != nil {
			add(f.URI().Path())
			_ = f.Close()
		}
	}, s.win)
	d.SetFilter(fynestorage.NewExtensionFileFilter([]string{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"}))
	if dir, err := fynestorage.ListerForURI(fynestorage.NewFileURI(documentsFolder())); err == nil {
		d.SetLocation(dir)
	}
	d.Resize(fitInto(fyne.NewSize(900, 620), s.win.Canvas().Size()))
	d.Show()
}

func (s *shell) browseArticleFolder(add func(string)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			add(u.Path())
		}
	}, s.win)
	d.Resize(fitInto(fyne.NewSize(900, 620), s.win.Canvas().Size()))
	d.Show()
}

// dropped takes what was dropped on the window: a project is opened, anything
// else is read as articles.
func (s *shell) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) == 0 || s.modals.any():
	case len(paths) == 1 && strings.EqualFold(filepath.Ext(paths[0]), extension):
		s.openPath(paths[0])
	case !s.writable():
		s.toasts.say("Articles can be added to a project that is open for writing.")
	default:
		s.addArticleFiles(paths)
	}
}
