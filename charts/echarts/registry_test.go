package echarts

import (
	"slices"
	"strings"
	"testing"

	"modernc.org/quickjs"
)

func TestRegistryIsClosed(t *testing.T) {
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	defer vm.Close()
	got, err := vm.Eval(registry+`;[Object.keys(saywhenFunctions).sort().join(), Object.getPrototypeOf(saywhenFunctions)].join()`, quickjs.EvalGlobal)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Join(slices.Sorted(slices.Values(Functions())), ",") + ","; got != want {
		t.Errorf("registry.js has %v, registry.go %v", got, want)
	}
}

func TestFuncsAreChecked(t *testing.T) {
	option := func() object {
		return object{
			"list": array{object{}}, "text": "x", "null": nil,
			"series": array{object{"type": "custom", "data": array{}}},
		}
	}
	for name, c := range map[string]struct {
		f  Func
		ok bool
	}{
		"replaces":         {Func{array{"text"}, FuncAbsolute}, true},
		"adds":             {Func{array{"list", 0, "formatter"}, FuncAbsolute}, true},
		"in a list":        {Func{array{"list", 0}, FuncAbsolute}, true},
		"native":           {Func{array{"series", 0, "renderItem"}, FuncCells}, true},
		"unknown":          {Func{array{"text"}, "alert"}, false},
		"no name":          {Func{array{"text"}, ""}, false},
		"of objects":       {Func{array{"text"}, "toString"}, false},
		"__proto__":        {Func{array{"text"}, "__proto__"}, false},
		"nowhere":          {Func{nil, FuncAbsolute}, false},
		"past the end":     {Func{array{"list", 1}, FuncAbsolute}, false},
		"before the start": {Func{array{"list", -1}, FuncAbsolute}, false},
		"missing parent":   {Func{array{"axis", "formatter"}, FuncAbsolute}, false},
		"inside a text":    {Func{array{"text", "formatter"}, FuncAbsolute}, false},
		"inside nothing":   {Func{array{"null", "formatter"}, FuncAbsolute}, false},
		"list by name":     {Func{array{"list", "0", "x"}, FuncAbsolute}, false},
		"odd step":         {Func{array{"list", 0.0}, FuncAbsolute}, false},
		"prototype":        {Func{array{"list", 0, "__proto__"}, FuncAbsolute}, false},
		"native elsewhere": {Func{array{"list", 0, "renderItem"}, FuncSwimlane}, false},
		"native label":     {Func{array{"series", 0, "formatter"}, FuncSwimlane}, false},
		"native no series": {Func{array{"series", 1, "renderItem"}, FuncSwimlane}, false},
		"native by name":   {Func{array{"series", "0", "renderItem"}, FuncSwimlane}, false},
	} {
		placed, err := placeFuncs(option(), []Func{c.f})
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if c.ok && placed[0].Native != (c.f.Name == FuncCells) {
			t.Errorf("%s: native %v", name, placed[0].Native)
		}
		if !c.ok {
			if _, err := SVG(t.Context(), Chart{Option: option(), Funcs: []Func{c.f}, W: 9, H: 9}); err == nil {
				t.Errorf("%s: was drawn", name)
			}
		}
	}
}

// TestGlueChecksAgain calls draw as if the checks in Go did not exist.
func TestGlueChecksAgain(t *testing.T) {
	for _, funcs := range []string{
		`[{"path":["title"],"name":"alert"}]`, `[{"path":["title"],"name":"__proto__"}]`, `[{"path":["title"],"name":"toString"}]`,
		`[{"path":["no","where"],"name":"absolute"}]`, `[{"path":["constructor","x"],"name":"absolute"}]`, `[{"path":["__proto__","x"],"name":"absolute"}]`,
	} {
		err := shared.run(t.Context(), DefaultLimits, nil, func(vm *quickjs.VM) error {
			_, err := vm.Call("draw", `{"title":{}}`, funcs, 9, 9)
			return err
		})
		if err == nil {
			t.Errorf("%s was drawn", funcs)
		}
	}
}

func TestAbsolute(t *testing.T) {
	o := object{
		"xAxis": object{"min": -2, "max": 2, "interval": 1, "axisLabel": object{}}, "yAxis": object{"data": array{"a"}},
		"series": array{object{"type": "bar", "data": array{-2}}},
	}
	var got []string
	svg := draw(t, Chart{Option: o, W: 400, H: 200, Funcs: []Func{{array{"xAxis", "axisLabel", "formatter"}, FuncAbsolute}}})
	for _, e := range elements(t, svg) {
		if e.name == "text" && e.text != "a" {
			got = append(got, e.text)
		}
	}
	if want := []string{"2", "1", "0", "1", "2"}; !slices.Equal(got, want) {
		t.Errorf("labels %q, want %q", got, want)
	}
}

func TestRangeIsCutAndNeverInvisible(t *testing.T) {
	o := object{
		"grid":  object{"left": 0, "right": 0, "top": 0, "bottom": 0},
		"xAxis": object{"min": 0, "max": 100, "show": false}, "yAxis": object{"type": "category", "data": array{"a", "b"}, "show": false},
		"series": array{object{"type": "custom", "itemStyle": object{"color": "#123456"}, "data": array{
			array{10, 0, 30}, array{50, 1, 50}, array{90, 1, 130}, array{200, 0, 210},
		}}},
	}
	svg := draw(t, Chart{Option: o, W: 100, H: 40, Funcs: []Func{{array{"series", 0, "renderItem"}, FuncRange}}})
	got := map[string]string{}
	for _, e := range elements(t, svg) {
		if i, ok := e.attrs["ecmeta_data_index"]; ok {
			got[i] = e.attrs["d"] + " " + e.attrs["fill"]
		}
	}
	want := map[string]string{
		"0": "M10 25l20 0l0 10l-20 0Z #123456",
		"1": "M50 5l2 0l0 10l-2 0Z #123456",
		"2": "M90 5l10 0l0 10l-10 0Z #123456",
	}
	if len(got) != len(want) {
		t.Errorf("%d bars, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i] != w {
			t.Errorf("bar %s is %q, want %q", i, got[i], w)
		}
	}
}
