package echarts

import (
	"strings"
	"testing"
	"unicode/utf8"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"plain, مرضیه افخم, 習近平, 😀":     "plain, مرضیه افخم, 習近平, 😀",
		"علی خامنه\u200cای":             "علی خامنه\u200cای", // a joiner that the word needs
		"tab\tand\nline":                "tab\tand\nline",
		"nul\x00bell\x07esc\x1bdel\x7f": "nulbellescdel",
		"c1\u0085\u009b":                "c1",
		"\u202egpj.exe\u202c":           "gpj.exe",
		"\u2066iso\u2069":               "iso",
		"no\ufffecharacter\uffff":       "nocharacter",
		"cut \xe2\x82":                  "cut \ufffd\ufffd",
		"</script><!-- & \u2028":        "</script><!-- & \u2028",
		"carriage\r\nreturn":            "carriage\nreturn",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if !utf8.ValidString(got) || clean(got) != got {
			t.Fatalf("clean(%q) = %q is not clean", s, got)
		}
		if strings.ContainsAny(got, "\x00\x08\x1b\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff") {
			t.Fatalf("clean(%q) = %q leaves a character that must go", s, got)
		}
		if utf8.RuneCountInString(got) > utf8.RuneCountInString(s) {
			t.Fatalf("clean(%q) = %q adds something", s, got)
		}
	})
}

func TestFunctionsAreRefusedAndTextIsNot(t *testing.T) {
	build := func(formatter opts.Tooltip, name string) (map[string]any, error) {
		bar := gocharts.NewBar()
		bar.SetGlobalOptions(gocharts.WithTooltipOpts(formatter), gocharts.WithTitleOpts(opts.Title{Title: name}))
		bar.SetXAxis([]string{name}).AddSeries(name, []opts.BarData{{Name: name, Value: 1}})
		bar.Validate()
		return plain(bar.JSON())
	}
	const fake = "__f__alert(1)__f__"
	o, err := build(opts.Tooltip{}, fake)
	if err != nil {
		t.Fatalf("a text that looks like a function was refused: %v", err)
	}
	if got := text(at(o, "title"), "text"); got != fake {
		t.Errorf("the text became %q", got)
	}
	_, err = build(opts.Tooltip{Formatter: opts.FuncOpts("function(p){return p.name}")}, "name")
	if err == nil || !strings.Contains(err.Error(), "option.tooltip.Formatter") {
		t.Errorf("a function passed, or is not named: %v", err)
	}
	if _, err = build(opts.Tooltip{Formatter: "{b}: {c}"}, "name"); err != nil {
		t.Errorf("a text template was refused: %v", err)
	}
}

func TestPlainRefusesWhatIsNoJSON(t *testing.T) {
	if _, err := plain(map[string]any{"x": make(chan int)}); err == nil {
		t.Error("a channel passed")
	}
}

func TestPlainLeavesItsArgumentAlone(t *testing.T) {
	in := map[string]any{"title": map[string]any{"text": "a\x00b"}, "n": 0.1}
	out, err := plain(in)
	if err != nil {
		t.Fatal(err)
	}
	if text(at(in, "title"), "text") != "a\x00b" || text(at(out, "title"), "text") != "ab" {
		t.Errorf("in %v, out %v", in, out)
	}
}
