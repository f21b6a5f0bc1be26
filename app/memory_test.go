package app

import (
	"runtime/debug"
	"testing"
)

func TestMemoryIsSparedForManyStatements(t *testing.T) {
	t.Setenv("GOGC", "")
	growth := func() int {
		now := debug.SetGCPercent(usualGrowth)
		debug.SetGCPercent(now)
		return now
	}
	defer debug.SetGCPercent(growth())
	spareMemory()
	if settleMemory(manyStatements); growth() != spareGrowth {
		t.Errorf("with many statements the heap may grow by %d %%", growth())
	}
	if settleMemory(10); growth() != usualGrowth {
		t.Errorf("with few statements the heap may grow by %d %%", growth())
	}
	t.Setenv("GOGC", "200")
	if spareMemory(); growth() != usualGrowth {
		t.Errorf("GOGC was not heeded: %d %%", growth())
	}
}
