// Package article deals with the texts of source documents. It reads them from
// the files that people have (text, Markdown, web page, Word, PDF), knows their
// words, clauses, sentences, paragraphs and quotations, finds passages in them,
// carries spans over an edit, recognises that two of them are the same or nearly
// so, and takes title, outlet and date from file names and first lines.
//
// Offsets are UTF-8 bytes and half-open everywhere, and never split what a
// reader sees as one character. A text is cleaned once, by Clean, when it enters;
// after that nothing here changes it: no Unicode normalisation, so that offsets
// and quotes stay as the source has them.
//
// It does not touch the file system, the network or the project file: it is
// given bytes. It understands no dates: what it finds stays as it was written,
// and storage/phrase reads it. It executes nothing: scripts of a web page, fields
// of a Word file and actions of a PDF are thrown away.
package article
