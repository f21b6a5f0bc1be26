package sqlite

import (
	"net/url"
	"path/filepath"
	"strings"
)

// DSN gives the data source name of the database at an absolute path with
// parameters in pairs: DSN(p, "mode", "ro"). Any path works: spaces, "%", "?",
// "#", any script.
//
// The driver runs _pragma values in alphabetical order, so each pragma may be
// given only once.
func DSN(path string, kv ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(kv); i += 2 {
		values.Add(kv[i], kv[i+1])
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/x
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: values.Encode()}).String()
}

// Every connection distrusts the file: no functions of ours from its schema, no
// writing to SQLite's own tables, no "strings" that are really column names.
var carefulParams = []string{
	"_defensive", "1", "_dqs", "0", "_error_rc", "1",
	"_pragma", "busy_timeout(5000)", "_pragma", "trusted_schema(0)",
	"_pragma", "cell_size_check(1)",
}

// What the writer keeps of pages in memory, usually and while it only copies
// the file: SQLite counts in KiB below zero.
const writerCache, copyCache = "-65536", "-2048"

// writerDSN is for editing in place. A rollback journal, not a write-ahead log:
// a log left beside a file that was replaced (by a synchronising program, by a
// colleague's copy) hides or loses data without a word, the journal reports it.
// EXTRA also syncs the folder, so that a power cut does not take back a commit.
func writerDSN(path, synchronous string) string {
	return DSN(path, append([]string{
		"mode", "rw", "_txlock", "immediate",
		"_pragma", "foreign_keys(1)", "_pragma", "journal_mode(DELETE)",
		"_pragma", "synchronous(" + synchronous + ")", "_pragma", "cache_size(" + writerCache + ")",
	}, carefulParams...)...)
}

// readerDSN is for looking only.
func readerDSN(path string, more ...string) string {
	params := append([]string{"mode", "ro", "_query_only", "1", "_pragma", "cache_size(-32768)"}, more...)
	return DSN(path, append(params, carefulParams...)...)
}
