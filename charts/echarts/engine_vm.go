package echarts

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"modernc.org/quickjs"

	"saywhen/assets"
	"saywhen/charts/paint"
)

// Every drawing gets a JavaScript machine of its own, started from ECharts in
// compiled form and closed afterwards. That costs 60 ms and buys three things:
// no drawing can leave anything behind for the next, counters and caches inside
// ECharts always start from the same place, and a machine that was stopped half
// way is never used again.

//go:embed shim.js
var shim string

//go:embed glue.js
var glue string

// engine holds ECharts compiled. Compiled code is not kept in files: the
// interpreter trusts it blindly.
type engine struct {
	once sync.Once
	done chan struct{} // closed when code and err are there
	code []byte
	err  error
}

func newEngine() *engine { return &engine{done: make(chan struct{})} }

// shared is compiled once per process and never changes afterwards.
var shared = newEngine()

func (e *engine) compile() {
	e.once.Do(func() {
		defer close(e.done)
		e.err = guard(func() (err error) {
			e.code, err = compileECharts()
			return err
		})
	})
}

func compileECharts() (code []byte, err error) {
	script, err := assets.ECharts()
	if err != nil {
		return nil, err
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("charts cannot be drawn: JavaScript did not start: %w", err)
	}
	defer vm.Close()
	return vm.Compile(script, quickjs.EvalGlobal)
}

// compiled waits for ECharts, or for the context's end.
func (e *engine) compiled(ctx context.Context) ([]byte, error) {
	go e.compile()
	select {
	case <-e.done:
		return e.code, e.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// run starts a machine, runs a job in it and closes it. Whatever stops the job
// comes back as an error: the context, a limit, an error in JavaScript, a panic
// in Go.
func (e *engine) run(ctx context.Context, l Limits, warn func(string), job func(*quickjs.VM) error) error {
	limited, cancel := context.WithTimeout(ctx, l.Time)
	defer cancel()
	code, err := e.compiled(limited)
	if err != nil {
		return l.explain(ctx, limited, err)
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return fmt.Errorf("charts cannot be drawn: JavaScript did not start: %w", err)
	}
	defer vm.Close()
	vm.SetMemoryLimit(l.Memory)
	stop := interruptAtEnd(limited, vm)
	defer stop()
	err = guard(func() error {
		if err := start(limited, vm, code, warn); err != nil {
			return err
		}
		return job(vm)
	})
	return l.explain(ctx, limited, err)
}

// start makes a machine ready to draw.
func start(ctx context.Context, vm *quickjs.VM, code []byte, warn func(string)) error {
	if err := hosts(vm, paint.Default(), warn); err != nil {
		return err
	}
	steps := []func() (any, error){
		func() (any, error) { return vm.Eval(shim+";undefined", quickjs.EvalGlobal) },
		func() (any, error) { return vm.EvalBytecode(code) },
		func() (any, error) { return vm.Eval(registry+";undefined", quickjs.EvalGlobal) },
		func() (any, error) { return vm.Eval(glue+";undefined", quickjs.EvalGlobal) },
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := step(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// interruptAtEnd stops a machine when the context ends. It asks again until it
// is told to stop, because a request that comes between two calls is forgotten.
func interruptAtEnd(ctx context.Context, vm *quickjs.VM) (stop func()) {
	over, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		select {
		case <-ctx.Done():
		case <-over:
			return
		}
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			vm.Interrupt()
			select {
			case <-tick.C:
			case <-over:
				return
			}
		}
	}()
	return func() { close(over); <-gone }
}

// guard turns a panic, in a function of ours that JavaScript called or in the
// interpreter, into an error. The machine must be closed afterwards.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the chart was not drawn because of a mistake in Saywhen: %v", p)
		}
	}()
	return f()
}

// ErrTooLarge is what the errors of drawings that met a limit wrap.
var ErrTooLarge = errors.New("choose fewer statements, by a filter, or a smaller chart")

// explain says why a job stopped.
func (l Limits) explain(asked, limited context.Context, err error) error {
	var js *quickjs.Error
	switch {
	case err == nil:
		return nil
	case asked.Err() != nil:
		return fmt.Errorf("the chart was not drawn: %w", asked.Err())
	case limited.Err() != nil:
		return fmt.Errorf("the chart was not finished within %v: %w", l.Time, ErrTooLarge)
	case outOfMemory(err):
		return fmt.Errorf("the chart needs more than %d MiB of memory: %w", l.Memory>>20, ErrTooLarge)
	case errors.As(err, &js):
		return fmt.Errorf("the chart was not drawn because of a mistake in Saywhen: %w", err)
	}
	return err
}

// outOfMemory recognises what the interpreter throws when memory ends: an error
// that says so, null when not even the error fitted, or the refusal of a string
// of more than 2^30 characters.
func outOfMemory(err error) bool {
	text := err.Error()
	return text == "null" || strings.Contains(text, "out of memory") || strings.Contains(text, "string too long")
}
