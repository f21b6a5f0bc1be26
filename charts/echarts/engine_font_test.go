package echarts

import (
	"math"
	"testing"

	"modernc.org/quickjs"

	"saywhen/charts/paint"
)

func TestCSSFont(t *testing.T) {
	for font, want := range map[string]struct {
		size float32
		bold bool
	}{
		"":                               {12, false},
		"sans-serif":                     {12, false},
		"12px sans-serif":                {12, false},
		"bold 14px 'Noto Sans'":          {14, true},
		"BOLDER 14PX x":                  {14, true},
		"normal normal 12px sans-serif":  {12, false},
		"italic bold 13.5px/1.5 Arial":   {13.5, true},
		"600 10px x":                     {10, true},
		"500 10px x":                     {10, false},
		"1000 10px x":                    {10, true},
		"1001 10px x":                    {10, false},
		"10px bold":                      {10, false}, // a family
		"14pt x":                         {12, false},
		"px x":                           {12, false},
		"-3px x":                         {12, false},
		"NaNpx x":                        {12, false},
		"1e30px x":                       {maxFontSize, false},
		"1e99px x":                       {12, false},
		"0px x":                          {0, false},
		"normal small-caps bold 9px a b": {9, true},
	} {
		if size, bold := cssFont(font); size != want.size || bold != want.bold {
			t.Errorf("cssFont(%q) = %v, %v; want %v", font, size, bold, want)
		}
	}
}

func FuzzCSSFont(f *testing.F) {
	f.Add("italic bold 13.5px/1.5 Arial")
	f.Add("Infpx")
	f.Fuzz(func(t *testing.T, font string) {
		if size, _ := cssFont(font); !(size >= 0 && size <= maxFontSize) {
			t.Fatalf("cssFont(%q) gives the size %v", font, size)
		}
	})
}

func TestEChartsMeasuresWithTheFontsThatDraw(t *testing.T) {
	for _, text := range []string{"AVATAR fi", "مرضیه افخم", "Élysée", "Γενική", "Совет", "", "a\x00b", "習近平"} {
		for _, font := range []string{"12px sans-serif", "bold 17px 'Noto Sans'"} {
			var got any
			err := shared.run(t.Context(), DefaultLimits, nil, func(vm *quickjs.VM) (err error) {
				if _, err = vm.Eval(`var width = function(t, f) { return 1 * echarts.format.getTextRect(t, f).width }; 0`, quickjs.EvalGlobal); err != nil {
					return err
				}
				got, err = vm.Call("width", text, font)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			size, bold := cssFont(font)
			want := float64(paint.Default().Measure(text, size, bold))
			if math.Abs(number(got)-want) > 0.001 {
				t.Errorf("%q in %q is %v wide for ECharts, %v when drawn", text, font, got, want)
			}
		}
	}
}

func number(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

func TestLinesDoNotOverlap(t *testing.T) {
	o := object{"graphic": array{object{"type": "text", "style": object{"text": "one\ntwo", "font": "20px sans-serif"}}}}
	var y []string
	for _, e := range elements(t, draw(t, Chart{Option: o, W: 100, H: 100})) {
		if e.name == "text" {
			y = append(y, e.attrs["y"])
		}
	}
	if len(y) != 2 || y[0] != "10" || y[1] != "30" {
		t.Errorf("the centres of two lines of 20 pixels stand at %q, want 10 and 30", y)
	}
}

func TestMeasurerRefusesWhatIsNoText(t *testing.T) {
	m := measurer(func(string, float32, bool) float32 { return 1 })
	for _, args := range [][]any{nil, {"a"}, {"a", 1}, {1, "a"}, {"a", "b", "c"}} {
		if v, err := m(args); err == nil {
			t.Errorf("%v measured %v", args, v)
		}
	}
	if v, err := m([]any{"a", "12px x"}); v != 1.0 || err != nil {
		t.Errorf("%v, %v", v, err)
	}
}
