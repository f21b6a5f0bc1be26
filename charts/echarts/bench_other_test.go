//go:build !unix

package echarts

import "time"

var began = time.Now()

// processorTime is the time on the wall, where the system's own is not asked.
func processorTime() time.Duration { return time.Since(began) }
