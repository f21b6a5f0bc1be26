package sqlite

// SetCoder says who signs the statements that are made from now on; "" is
// nobody. It waits for a transaction that is under way.
func (f *File) SetCoder(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opt.Coder = name
}
