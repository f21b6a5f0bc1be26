package app

import "sync"

// worker runs jobs one after the other on a goroutine of its own. Its queue
// has no limit: who asks never waits.
type worker struct {
	mu     sync.Mutex
	wake   *sync.Cond // something was queued, or the queue was closed
	idle   *sync.Cond // a job ended
	queue  []func()
	busy   bool
	closed bool
	done   chan struct{}
}

func newWorker() *worker {
	w := &worker{done: make(chan struct{})}
	w.wake, w.idle = sync.NewCond(&w.mu), sync.NewCond(&w.mu)
	go w.run()
	return w
}

// add queues a job and reports whether it will be run: not after close.
func (w *worker) add(job func()) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.queue = append(w.queue, job)
	w.wake.Signal()
	return true
}

func (w *worker) run() {
	defer close(w.done)
	for {
		job := w.next()
		if job == nil {
			return
		}
		job()
		w.ended()
	}
}

func (w *worker) ended() {
	w.mu.Lock()
	w.busy = false
	w.idle.Broadcast()
	w.mu.Unlock()
}

// next waits for a job; nil when the queue is closed and empty.
func (w *worker) next() func() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.queue) == 0 && !w.closed {
		w.wake.Wait()
	}
	if len(w.queue) == 0 {
		return nil
	}
	job := w.queue[0]
	w.queue = w.queue[1:]
	w.busy = true
	return job
}

// flush waits until the queue is empty and nothing runs, jobs that other jobs
// added included.
func (w *worker) flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.queue) > 0 || w.busy {
		w.idle.Wait()
	}
}

// close lets the queue run empty and waits for it.
func (w *worker) close() {
	w.mu.Lock()
	w.closed = true
	w.wake.Signal()
	w.mu.Unlock()
	<-w.done
}
