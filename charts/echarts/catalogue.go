package echarts

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"saywhen/charts"
	"saywhen/storage"
)

// Kind is a chart that Build can make.
type Kind struct {
	// Name is how commands and files call it: letters and hyphens.
	Name string
	// Title is its name for people, About one sentence on what it shows.
	Title, About string
	Options      []OptionSpec
}

// OptionSpec is one choice that a chart leaves open.
type OptionSpec struct {
	Key, Title string
	// Values are all that can be chosen; nil when Accepts says what can.
	Values []string
	// Accepts is what a value is when Values is nil: a number, an actor, a claim.
	Accepts Accepts
	// Default is what holds when nothing is chosen.
	Default string
	About   string
}

// Accepts says what an option without a list of values takes.
type Accepts string

// What options take. An actor and a claim are given by name or as #id.
const (
	AcceptsNumber Accepts = "number" // 1 to charts.MaxTopN
	AcceptsActor  Accepts = "actor"
	AcceptsClaim  Accepts = "claim"
)

// Built is a chart ready to be drawn, shown on a page or written as a table.
type Built struct {
	// Chart goes to SVG, with its holes filled by Built.SVG, or, when Options.Page
	// was set, to WriteHTML.
	Chart Chart
	// Title, Filter and Source are the texts of the frame, whole.
	Title, Filter, Source string
	// Table is all figures, Notes how they were counted.
	Table charts.Table
	Notes []string
	// Alt tells the picture in words.
	Alt string
	// Empty says that there is nothing to show; the chart then says what to do.
	Empty bool
	// Statements lists the statements behind a mark, ascending; nil for a mark
	// that stands for none.
	Statements func(Hit) []storage.ID

	fill func(Hole) string
}

// Hit is a mark of a picture: what the attributes ecmeta_* of SVG say.
type Hit struct {
	Series, Index int
	// Type is "node" or "edge" in networks and flows, "" elsewhere.
	Type string
}

// SVG draws the chart: SVG, with the holes filled.
func (b Built) SVG(ctx context.Context) (string, error) {
	svg, err := SVG(ctx, b.Chart)
	if err != nil || b.fill == nil {
		return svg, err
	}
	return FillHoles(svg, b.fill), nil
}

// recipe is a Kind and how it is made.
type recipe struct {
	Kind
	build func(*job) (Built, error)
}

// job is one call of Build.
type job struct {
	in  charts.Input
	set settings
	look
}

// Kinds lists the charts in the order in which menus show them.
func Kinds() []Kind {
	list := recipes()
	kinds := make([]Kind, len(list))
	for i, r := range list {
		kinds[i] = r.Kind
	}
	return kinds
}

// Build makes the chart of that name from the statements of in. set chooses
// among the kind's options; what it leaves out is at its default. The errors for
// an unknown name, option or value say what there is.
func Build(name string, in charts.Input, set map[string]string, o Options) (Built, error) {
	list := recipes()
	at := slices.IndexFunc(list, func(r recipe) bool { return r.Name == name })
	if at < 0 {
		names := make([]string, len(list))
		for i, r := range list {
			names[i] = r.Name
		}
		return Built{}, fmt.Errorf("there is no chart %q: choose one of %s", name, strings.Join(names, ", "))
	}
	l, err := o.look()
	if err != nil {
		return Built{}, err
	}
	chosen, err := list[at].settings(set, in.Ref)
	if err != nil {
		return Built{}, err
	}
	return list[at].build(&job{in: in, set: chosen, look: l})
}

var binSpec = OptionSpec{
	Key: "bin", Title: "Unit of time", Values: []string{"auto", "day", "week", "month", "quarter", "year"}, Default: "auto",
	About: "what one step of time is; auto gives at most about 60 steps",
}

var groupSpec = OptionSpec{
	Key: "group", Title: "Group actors", Values: []string{"no", "yes"}, Default: "no",
	About: "yes counts an actor as the topmost actor above it",
}

func topSpec(what, number string) OptionSpec {
	return OptionSpec{
		Key: "top", Title: "How many", Accepts: AcceptsNumber, Default: number,
		About: "how many " + what + " to show, most frequent first; the others are counted together",
	}
}

func recipes() []recipe {
	return []recipe{
		{Kind{
			"activity", "Statements over time", "Bars of how many statements were made when, by stance, actor, class of verb or outlet.",
			[]OptionSpec{
				{Key: "by", Title: "Colour by", Values: []string{"stance", "actor", "class", "outlet"}, Default: "stance", About: "what the bars are split by"},
				binSpec, topSpec("actors or outlets", "10"), groupSpec,
			},
		}, buildActivity},
		{Kind{
			"stance-matrix", "Who stands where", "A cell for each actor and claim: the mean stance and how often it was taken.",
			[]OptionSpec{topSpec("actors and claims", "15"), groupSpec},
		}, buildMatrix},
		{Kind{
			"network", "Network of actors", "Who addresses or speaks about whom, or who agrees and disagrees over the same claims.",
			[]OptionSpec{
				{
					Key: "mode", Title: "Ties", Values: []string{"addresses", "about", "congruence", "conflict", "subtract"}, Default: "addresses",
					About: "what ties two actors; congruence, conflict and their difference are over shared claims",
				},
				{Key: "layout", Title: "Layout", Values: []string{"force", "circular"}, Default: "force", About: "where actors stand"},
				{Key: "labels", Title: "Names", Values: []string{"auto", "all", "none"}, Default: "auto", About: "which actors are named; auto names those with the most statements"},
				{Key: "normalise", Title: "Normalise", Values: []string{"none", "average", "jaccard"}, Default: "none", About: "how ties over claims are made comparable between actors who speak much and little"},
				topSpec("actors", "40"), groupSpec,
			},
		}, buildNetwork},
		{Kind{
			"flow", "Who carries what", "Streams from the outlet through those who reported it to the speaker and the claim.",
			[]OptionSpec{topSpec("outlets, speakers and claims", "12"), groupSpec},
		}, buildFlow},
		{Kind{
			"river", "Claims over time", "A stream for each claim, as wide as it was spoken about.",
			[]OptionSpec{binSpec, topSpec("claims", "10")},
		}, buildRiver},
		{Kind{
			"calendar", "Calendar", "A square for each day, the darker the more was said.",
			[]OptionSpec{{Key: "years", Title: "Years", Accepts: AcceptsNumber, Default: "4", About: "how many years in a row to show at most"}},
		}, buildCalendar},
		{Kind{
			"stance-over-time", "Stance over time", "The positions on one claim as points in time, and their mean.",
			[]OptionSpec{
				{Key: "claim", Title: "Claim", Accepts: AcceptsClaim, About: "a claim's text or #id; none is the one with the most positions"},
				{Key: "actor", Title: "Actor", Accepts: AcceptsActor, About: "an actor's name or #id; none is every actor"},
				binSpec, topSpec("actors", "8"),
			},
		}, buildStance},
		{Kind{
			"verbs", "What actors do with words", "How often each actor reported, denied, accused or asked.",
			[]OptionSpec{
				{Key: "by", Title: "Count by", Values: []string{"verb", "class"}, Default: "verb", About: "each verb, or classes of verbs"},
				topSpec("actors and verbs", "15"), groupSpec,
			},
		}, buildVerbs},
		{Kind{
			"week-hours", "Hours of the week", "At which hour of which weekday statements were made, where that is known.", nil,
		}, buildWeekHours},
		{Kind{
			"latency", "Time to the first answer", "How long after a claim was raised each actor first answered it, as the range that the dates allow.",
			[]OptionSpec{
				{Key: "claim", Title: "Claim", Accepts: AcceptsClaim, About: "a claim's text or #id; none is every claim that was answered"},
				topSpec("claims", "12"),
				{Key: "answers", Title: "Answers", Accepts: AcceptsNumber, Default: "5", About: "how many answers to each claim to show, the quickest first"},
			},
		}, buildLatency},
	}
}
