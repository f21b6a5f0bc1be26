package charts

import "saywhen/storage"

// FlowOptions say how NewFlow counts. The zero value is sensible.
type FlowOptions struct {
	TopN  int  // nodes of each stage; 0 is DefaultTopN
	Group bool // an actor counts as the topmost actor above it
}

// Stage is a column of a flow.
type Stage uint8

// The stages, from left to right.
const (
	StageOutlet  Stage = iota // the outlet of the document of the first citation
	StageVia                  // who reported it: one column for each link of the chain
	StageSpeaker              // who spoke
	StageClaim                // what about
)

// maxVia is how many reporters of one chain have a column of their own.
const maxVia = 3

// Flow is who carries what: outlet → who reported it → speaker → claim. Every
// kept statement weighs 1 and flows through one path; with n positions its last
// link is split into n parts of 1/n, so that at every inner node what flows in
// flows out, and the links that leave the outlets sum to Total.
//
// A statement that is reported in others passes their speakers: of a chain
// longer than three, the three nearest to the speaker (Cut says how many had
// more). A link to a reporting statement that is not in the file ends the
// chain. A node is one actor in one column, so that nothing flows in a circle,
// even when an outlet reports itself.
//
// IDs(row, col) are the statements that flow from Nodes[row] to Nodes[col];
// IDs(row, -1) those that leave or reach Nodes[row].
type Flow struct {
	// Nodes stand by column from left to right, within one by weight, "others"
	// and what is missing ("no document", "no claim") last.
	Nodes []FlowNode
	Links []FlowLink // by From, then To; every From is less than its To
	// Depth is the number of columns; Total the number of statements.
	Depth, Total int
	// Cut is how many statements passed through more reporters than have a
	// column; Chained how many passed through any.
	Cut, Chained int

	src *source
	at  *flowPlan
}

// FlowNode is one place that statements pass.
type FlowNode struct {
	Entry
	Stage  Stage
	Column int // 0 is the leftmost
	// Weight is how many statements pass, fractions included (claims only).
	Weight float64
}

// FlowLink is what passes from one node to another.
type FlowLink struct {
	From, To int // indices in Nodes
	Weight   float64
}

type flowPlan struct{}

// NewFlow counts in by o.
func NewFlow(in Input, o FlowOptions) Flow { return Flow{} }

// Empty reports whether there is nothing to draw.
func (f Flow) Empty() bool { return len(f.Links) == 0 }

// Table has a row for every link: stage and name on both sides, statements.
func (f Flow) Table() Table { return Table{} }

// Notes say how it was counted.
func (f Flow) Notes() []string { return nil }

// IDs lists the statements behind a link or a node.
func (f Flow) IDs(row, col int) []storage.ID { return nil }
