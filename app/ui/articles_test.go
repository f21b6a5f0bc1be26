package ui

import (
	"testing"
)

func TestArticlesShowTheSample(t *testing.T) {
	f := newSampleFixture(t)
	f.acts.do("view.articles")
	f.settle()
	a := &f.articles
	if a.reader.text == nil || len(a.reader.coded.list) < 15 {
		t.Fatalf("the sample's article has %d passages", len(a.reader.coded.list))
	}
	f.drawReader()
	if len(a.reader.sets) < 10 {
		t.Errorf("%d lines are seen", len(a.reader.sets))
	}
}

// drawReader draws the reader as the window library would.
func (f *fixture) drawReader() {
	size := f.articles.reader.raster.Size()
	f.articles.reader.generate(int(size.Width), int(size.Height))
}
