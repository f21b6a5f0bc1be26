package app

import (
	"os"
	"runtime/debug"
)

// The garbage collector lets the heap grow by as much again as is in use before
// it looks for what can go. Of a large project that is hundreds of MiB. Nearly
// all of it is the index, which holds no pointers, so that looking is cheap:
// with many statements it may look sooner. Who sets GOGC decides himself.

// manyStatements is from how many on it is worth the while.
const manyStatements = 100_000

// The heap may grow by so many per cent of what is in use.
const usualGrowth, spareGrowth = 100, 30

// spareMemory lets a whole file be read with little more than what remains.
func spareMemory() { setGrowth(spareGrowth) }

// settleMemory follows when a file of so many statements has been read.
func settleMemory(statements int) {
	if statements < manyStatements {
		setGrowth(usualGrowth)
		return
	}
	debug.FreeOSMemory()
}

func setGrowth(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
