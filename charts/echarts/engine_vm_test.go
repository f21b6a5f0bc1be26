package echarts

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"modernc.org/quickjs"
)

// script runs JavaScript in a machine of its own and gives its value.
func script(ctx context.Context, l Limits, js string) (value any, err error) {
	err = shared.run(ctx, l.orDefault(), nil, func(vm *quickjs.VM) error {
		value, err = vm.Eval(js, quickjs.EvalGlobal)
		return err
	})
	return value, err
}

// endless are scripts that never come back by themselves.
var endless = []string{
	`for(;;){}`,
	`for(;;){try{for(;;){}}catch(e){}finally{for(;;){}}}`,
	`(function f(){try{f()}catch(e){f()}})(); for(;;){}`,
	`/(a+)+$/.exec('a'.repeat(40)+'b'); for(;;){}`,
	`[3,2,1].sort(function(){for(;;){}})`,
	`Promise.resolve().then(function(){}); for(;;){Promise.resolve()}`,
	`echarts.util.each([1], function(){for(;;){}})`,
}

func TestTimeLimitStopsAnything(t *testing.T) {
	draw(t, tiny("warm")) // the limit counts from the call
	for _, js := range endless {
		_, err := script(t.Context(), Limits{Time: 250 * time.Millisecond}, js)
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "250ms") {
			t.Errorf("%s ended with %v", js, err)
		}
	}
}

func TestCancelStopsAnything(t *testing.T) {
	for _, js := range endless {
		ctx, cancel := context.WithCancel(t.Context())
		err := shared.run(ctx, DefaultLimits, nil, func(vm *quickjs.VM) error {
			time.AfterFunc(20*time.Millisecond, cancel)
			_, err := vm.Eval(js, quickjs.EvalGlobal)
			return err
		})
		if !errors.Is(err, context.Canceled) || errors.Is(err, ErrTooLarge) {
			t.Errorf("%s ended with %v", js, err)
		}
	}
}

func TestCancelBetweenTwoCallsIsNotForgotten(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := shared.run(ctx, DefaultLimits, nil, func(vm *quickjs.VM) error {
		cancel()
		time.Sleep(30 * time.Millisecond) // the first request comes while nothing runs
		_, err := vm.Eval(`for(;;){}`, quickjs.EvalGlobal)
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, e := range []*engine{shared, newEngine()} {
		if svg, err := e.svg(ctx, tiny("x")); !errors.Is(err, context.Canceled) || svg != "" {
			t.Errorf("%q, %v", svg, err)
		}
	}
}

func TestDeadlineOfTheCallerIsItsOwn(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := script(ctx, Limits{}, `for(;;){}`); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended with %v", err)
	}
}

func TestMemoryLimitStopsAnything(t *testing.T) {
	for _, js := range []string{
		`var a=[]; for(;;) a.push(new Array(1e5).fill(1))`,
		`var s='x'; for(;;) s+=s+Math.random()`,
		`new ArrayBuffer(1e9)`,
		`var o={}; for(var i=0;;i++) o['k'+i]={}`,
		`var f=function(){}; for(;;){ f=(function(g){ return function(){ return g } })(f) }`,
	} {
		_, err := script(t.Context(), Limits{Memory: 64 << 20}, js)
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "64 MiB") {
			t.Errorf("%s ended with %v", js, err)
		}
	}
}

func TestChartThatNeedsMoreMemoryThanThereIs(t *testing.T) {
	c := tiny("x")
	c.Limits.Memory = 40 << 20
	c.Option["series"] = array{object{"type": "bar", "data": slices.Repeat(array{1}, 50_000)}}
	if _, err := SVG(t.Context(), c); !errors.Is(err, ErrTooLarge) {
		t.Errorf("ended with %v", err)
	}
	c.Limits.Memory = 1 << 20 // not even ECharts fits
	if _, err := SVG(t.Context(), c); !errors.Is(err, ErrTooLarge) {
		t.Errorf("ended with %v", err)
	}
}

func TestDefaultLimitsAreEnoughForEveryKind(t *testing.T) {
	c := fixtures(full)["heatmap"]
	c.Limits = Limits{Memory: DefaultLimits.Memory / 2, Time: DefaultLimits.Time}
	draw(t, c)
}

func TestMachinesShareNothing(t *testing.T) {
	want := draw(t, tiny("x"))
	for _, js := range []string{
		`Object.prototype.polluted = 1; Array.prototype.map = null; JSON.parse = null; globalThis.leak = 1`,
		`echarts.init = null; draw = null; Math.random = function(){ return 0 }`,
		`throw new Error('half way')`, `(function f(){ f() })()`,
	} {
		_, _ = script(t.Context(), Limits{}, js)
		if v, err := script(t.Context(), Limits{}, `typeof leak + typeof {}.polluted`); v != "undefinedundefined" {
			t.Errorf("after %s a new machine has %v, %v", js, v, err)
		}
		if draw(t, tiny("x")) != want {
			t.Errorf("after %s the picture changed", js)
		}
	}
}

func TestTextCannotBecomeCode(t *testing.T) {
	for _, js := range []string{
		`eval('1')`, `(0, eval)('1')`, `globalThis.eval('1')`, `Function('return 1')()`, `new Function('return 1')()`,
		`(function(){}).constructor('return 1')()`, `(() => 1).constructor('return 1')()`, `echarts.init.constructor('return 1')()`,
		`(function*(){}).constructor('yield 1')().next().value`, `(async function(){}).constructor('return 1')()`,
		`(async function*(){}).constructor('yield 1')()`, `Object.getPrototypeOf(function(){}).constructor('return 1')()`,
		`Reflect.construct(Function, ['return 1'])`, `new (class extends Function {})('return 1')()`,
		`Date.constructor('return 1')()`, `[].map.constructor('return 1')()`,
		`hostWarn('x')`, `hostMeasure('x','y')`, `saywhenFunctions.swimlane`, `std.open('/etc/passwd')`, `os.exec(['true'])`, `require('fs')`,
	} {
		if v, err := script(t.Context(), Limits{}, js); err == nil {
			t.Errorf("%s gave %v", js, v)
		}
	}
	// A module cannot be loaded: the promise is broken when all jobs have run.
	err := shared.run(t.Context(), DefaultLimits, nil, func(vm *quickjs.VM) error {
		if _, err := vm.Eval(`var got = 'waiting'; import('./shim.js').then(() => { got = 'loaded' }, () => { got = 'refused' }); 0`, quickjs.EvalGlobal); err != nil {
			return err
		}
		_, _ = vm.ExecutePendingJobs()
		if got, err := vm.Eval(`got`, quickjs.EvalGlobal); got == "loaded" {
			t.Errorf("a module was loaded: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSurroundings(t *testing.T) {
	for js, want := range map[string]any{
		`setTimeout("globalThis.ran=1"); setTimeout(function(){ globalThis.ran=1 }); setInterval(function(){ globalThis.ran=1 }); String(globalThis.ran)`: "undefined",
		`Date.now() + new Date().getTime() + +new Date`:                        0,
		`new Date(2025, 0, 5, 10).toISOString()`:                               "2025-01-05T10:00:00.000Z",
		`new Date('2025-01-05T10:00:00Z').getHours()`:                          10,
		`new Date(0).getTimezoneOffset() + new Date(0).getHours()`:             0,
		`var d = new Date(0); d.setHours(5); d.getTime()`:                      5 * 3_600_000,
		`var d = new Date(0); d.setMonth(1); d.toISOString()`:                  "1970-02-01T00:00:00.000Z",
		`[new Date instanceof Date, typeof Date(), Date.UTC(1970,0,2)].join()`: "true,string,86400000",
		`new Date(NaN).getTime() !== new Date(NaN).getTime()`:                  true,
		`(function(){}) instanceof Function`:                                   true,
	} {
		got, err := script(t.Context(), Limits{}, js)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s = %v, %v; want %v", js, got, err, want)
		}
	}
}

// TestRandomNumbersAreSeeded compares with mulberry32 as its author wrote it, in
// whole numbers.
func TestRandomNumbersAreSeeded(t *testing.T) {
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	defer vm.Close()
	if _, err := vm.Eval(shim+";undefined", quickjs.EvalGlobal); err != nil {
		t.Fatal(err)
	}
	state := uint32(7)
	for i := range 1000 {
		state += 0x6D2B79F5
		v := (state ^ state>>15) * (1 | state)
		v = (v + (v^v>>7)*(61|v)) ^ v
		want := float64(v^v>>14) / (1 << 32)
		if got, err := vm.Eval(`Math.random()`, quickjs.EvalGlobal); number(got) != want {
			t.Fatalf("number %d is %v, %v; want %v", i, got, err, want)
		}
	}
}

func TestWarningsArriveClean(t *testing.T) {
	var got []string
	err := shared.run(t.Context(), DefaultLimits, func(s string) { got = append(got, s) }, func(vm *quickjs.VM) error {
		_, err := vm.Eval(`console.warn('a\u0000\u202eb', 1); console.error({}); console.log('not this')`, quickjs.EvalGlobal)
		return err
	})
	if err != nil || !slices.Equal(got, []string{"ab 1", "[object Object]"}) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := script(t.Context(), Limits{}, `console.warn('nobody listens')`); err != nil {
		t.Error(err)
	}
}

func TestPanicsBecomeErrors(t *testing.T) {
	want := draw(t, tiny("x"))
	err := shared.run(t.Context(), DefaultLimits, func(string) { panic("in Warn") }, func(vm *quickjs.VM) error {
		_, err := vm.Eval(`try { console.warn('x') } catch (e) {} 1`, quickjs.EvalGlobal)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "in Warn") {
		t.Errorf("a panic in a host function became %v", err)
	}
	err = shared.run(t.Context(), DefaultLimits, nil, func(*quickjs.VM) error { panic("in the job") })
	if err == nil || !strings.Contains(err.Error(), "in the job") {
		t.Errorf("a panic in a job became %v", err)
	}
	if draw(t, tiny("x")) != want {
		t.Error("the picture changed after a panic")
	}
}

func TestErrorsOfECharts(t *testing.T) {
	c := tiny("x")
	c.Option["series"] = array{object{"type": "line", "coordinateSystem": "polar", "data": array{1}}}
	if _, err := SVG(t.Context(), c); !errors.As(err, new(*quickjs.Error)) || errors.Is(err, ErrTooLarge) {
		t.Errorf("a chart without its axes ended with %v", err)
	}
}

func TestDrawingsAtOnceAreTheSame(t *testing.T) {
	e := newEngine() // not compiled: all wait for the same compilation
	want := draw(t, tiny("x"))
	before := runtime.NumGoroutine()
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if got, err := e.svg(t.Context(), tiny("x")); err != nil || got != want {
				t.Errorf("%v, same %v", err, got == want)
			}
		})
	}
	wg.Wait()
	for i := 0; runtime.NumGoroutine() > before && i < 100; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines stayed", n-before)
	}
}

func TestWarmComesBackAtOnceAndTwice(t *testing.T) {
	Warm()
	Warm()
	draw(t, tiny("x"))
}

func TestDamagedCodeIsAnError(t *testing.T) {
	e := newEngine()
	e.once.Do(func() { e.err = errors.New("damaged"); close(e.done) })
	if _, err := e.svg(t.Context(), tiny("x")); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("ended with %v", err)
	}
}
