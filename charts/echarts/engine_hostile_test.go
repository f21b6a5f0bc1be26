package echarts

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// everywhere puts a text into every place of an option that shows one.
func everywhere(s string) object {
	label := object{"show": true}
	return object{
		"title":   object{"text": s, "subtext": s, "link": s, "sublink": s},
		"legend":  object{"data": array{s}, "top": 60},
		"aria":    object{"enabled": true, "label": object{"enabled": true, "description": s}},
		"grid":    object{"top": 120, "containLabel": true},
		"xAxis":   object{"type": "category", "name": s, "data": array{s, "b"}},
		"yAxis":   object{"name": s, "axisLabel": object{"formatter": s}},
		"graphic": array{object{"type": "text", "style": object{"text": s}}},
		"series": array{
			object{
				"type": "bar", "name": s, "data": array{object{"name": s, "value": 1, "label": object{"show": true, "formatter": s}}, 2},
				"label": label, "markPoint": object{"data": array{object{"name": s, "value": s, "coord": array{0, 1}}}},
			},
			object{"type": "graph", "data": array{object{"name": s}, object{"name": "other"}}, "label": label, "links": array{object{"source": s, "target": "other", "label": object{"show": true, "formatter": s}}}},
			object{"type": "pie", "data": array{object{"name": s, "value": 1}}},
			object{"type": "sankey", "data": array{object{"name": s}, object{"name": "o"}}, "links": array{object{"source": s, "target": "o", "value": 1}}},
			object{"type": "treemap", "data": array{object{"name": s, "value": 1}}},
		},
		s: s,
	}
}

func TestHostileTextIsInertInSVG(t *testing.T) {
	harmless := elements(t, draw(t, Chart{Option: everywhere("harmless"), W: 800, H: 600}))
	names := map[string]bool{}
	for _, e := range harmless {
		names[e.name] = true
	}
	for _, s := range hostile {
		list := elements(t, draw(t, Chart{Option: everywhere(s), W: 800, H: 600}))
		checkKnown(t, list)
		for _, e := range list {
			if !names[e.name] {
				t.Errorf("%.40q brought an element <%s>", s, e.name)
			}
			checkInert(t, e, s)
		}
		if !strings.Contains(s, "{") && !shows(list, clean(s)) {
			t.Errorf("%.40q is not shown", s)
		}
	}
}

// shows reports whether a text stands in an element of its own; white space
// and lines do not count.
func shows(list []element, s string) bool {
	want := strings.Fields(s)
	return slices.ContainsFunc(list, func(e element) bool {
		got := strings.Fields(e.text)
		return len(got) > 0 && (slices.Equal(got, want) || len(want) > 0 && len(s) < 60 && strings.Contains(e.text, s))
	})
}

func checkInert(t *testing.T, e element, s string) {
	t.Helper()
	for a, v := range e.attrs {
		low := strings.ToLower(v)
		switch {
		case strings.HasPrefix(strings.ToLower(a), "on"), a == "href", a == "src":
			t.Errorf("%.40q brought <%s %s=%q>", s, e.name, a, v)
		case strings.Contains(low, "javascript:"), strings.Contains(low, "pwn"), strings.Contains(low, "url(") && !strings.Contains(low, "url(#"):
			t.Errorf("%.40q reached <%s %s=%q>", s, e.name, a, v)
		}
	}
}

func TestHostileAttributesStayAttributes(t *testing.T) {
	for _, s := range []string{
		`"/><script>x</script><path d="`, `red" onload="x`, `]]></style><script>`, "a\nb\tc", `&quot; onload=x`, "'", `url(https://x.invalid)`,
	} {
		o := tiny("x").Option
		o["backgroundColor"] = s
		o["textStyle"] = object{"fontFamily": s, "fontWeight": s, "color": s}
		o["series"] = array{object{"type": "bar", "data": array{object{"value": 1, "itemStyle": object{"color": s, "borderColor": s, "shadowColor": s, "shadowBlur": 3}}}}}
		checkKnown(t, elements(t, draw(t, Chart{Option: o, W: 300, H: 200})))
	}
}

func TestMarkedFunctionsInDataStayText(t *testing.T) {
	for _, s := range []string{
		"__f__function(){throw 1}__f__", "__f__swimlane__f__", FuncSwimlane, "function(v){return 'PWN'}",
	} {
		o := tiny(s).Option
		o["xAxis"] = object{"data": array{s}, "axisLabel": object{"formatter": s}}
		o["series"] = array{object{"type": "bar", "name": s, "data": array{1}, "label": object{"show": true, "formatter": s}}}
		list := elements(t, draw(t, Chart{Option: o, W: 900, H: 300}))
		n := 0
		for _, e := range list {
			if e.text == s {
				n++
			}
		}
		if n != 3 {
			t.Errorf("%q is shown %d times, want 3: title, axis, label", s, n)
		}
	}
}

func TestRenderItemAsTextRunsNothing(t *testing.T) {
	c := swimlaneFixture(1)
	c.Funcs = nil
	c.Option["series"].(array)[0].(object)["renderItem"] = FuncSwimlane
	svg, err := SVG(t.Context(), c)
	if err == nil && len(Holes(svg)) > 0 {
		t.Error("a text in the option became a function")
	}
}

func TestDeepAndStrangeOptions(t *testing.T) {
	deep := any("x")
	for range 4000 {
		deep = array{deep}
	}
	var tooDeep any = "x"
	for range 20_000 {
		tooDeep = array{tooDeep}
	}
	for name, o := range map[string]object{
		"deep": {"title": object{"text": "x"}, "extra": deep}, "too deep": {"extra": tooDeep}, "number": {"series": 7}, "null": {"series": nil},
		"prototype": {"__proto__": object{"polluted": true}, "series": array{object{"__proto__": object{"type": "bar"}}}},
	} {
		svg, err := SVG(t.Context(), Chart{Option: o, W: 50, H: 50})
		if err == nil {
			elements(t, svg)
		} else if errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	draw(t, tiny("still drawn"))
}
