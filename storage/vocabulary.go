package storage

// ActorKind is what an actor is.
type ActorKind string

// The kinds of actor.
const (
	Person       ActorKind = "person"
	Organization ActorKind = "organization"
	State        ActorKind = "state"
	Media        ActorKind = "media"
	ArmedGroup   ActorKind = "armed group"
	Group        ActorKind = "group"
)

// ActorKinds lists every kind, in the order in which menus show them.
var ActorKinds = []ActorKind{Person, Organization, State, Media, ArmedGroup, Group}

// ClaimKind is how one can stand to a claim.
type ClaimKind string

// The kinds of claim. A topic holds claims and takes no stance.
const (
	Factual   ClaimKind = "factual"
	Normative ClaimKind = "normative"
	Topic     ClaimKind = "topic"
)

// ClaimKinds lists every kind, in the order in which menus show them.
var ClaimKinds = []ClaimKind{Factual, Normative, Topic}

// Stance runs from -2 to +2; its name depends on the kind of claim.
type Stance int8

// Name gives the stance in the words that fit the kind of claim: denies …
// confirms for a factual one, opposes … supports for a normative one.
func (s Stance) Name(k ClaimKind) string {
	if s < -2 || s > 2 {
		return ""
	}
	if k == Normative {
		return [...]string{"opposes", "leans against", "neutral", "leans towards", "supports"}[s+2]
	}
	return [...]string{"denies", "doubts", "neutral", "leans to", "confirms"}[s+2]
}

// Class groups verbs; a mark's shape is its verb's class.
type Class string

// The classes of verb.
const (
	Report  Class = "report"
	Affirm  Class = "affirm"
	Deny    Class = "deny"
	Accuse  Class = "accuse"
	Ask     Class = "ask"
	Support Class = "support"
	Act     Class = "act" // material cooperation or conflict, for imported events
)

// Classes lists every class, in the order of the legend.
var Classes = []Class{Report, Affirm, Deny, Accuse, Ask, Support, Act}

// RelationKind is how one statement stands to another.
type RelationKind string

// The kinds of relation.
const (
	Denies      RelationKind = "denies"
	Confirms    RelationKind = "confirms"
	Contradicts RelationKind = "contradicts"
	Reiterates  RelationKind = "reiterates"
	RespondsTo  RelationKind = "responds to"
	Elaborates  RelationKind = "elaborates"
	Corrects    RelationKind = "corrects"
	Retracts    RelationKind = "retracts"
	Cites       RelationKind = "cites"
)

// RelationKinds lists every kind, in the order in which menus show them.
var RelationKinds = []RelationKind{
	Denies, Confirms, Contradicts, Reiterates, RespondsTo, Elaborates, Corrects, Retracts, Cites,
}

// StarterVerbs are the verbs of a new project with their CAMEO codes. Their
// ids are fixed (1, 2, … in this order) so that two new projects agree on
// them; ids made later are far greater.
func StarterVerbs() []Verb {
	list := []struct {
		label, code string
		class       Class
	}{
		{"said", "010", Report},
		{"reported", "", Report},
		{"clarified", "", Report},
		{"corrected", "", Report},
		{"confirmed", "015", Affirm},
		{"acknowledged", "015", Affirm},
		{"agreed", "019", Affirm},
		{"welcomed", "019", Affirm},
		{"hoped", "013", Affirm},
		{"considered", "014", Affirm},
		{"denied", "016", Deny},
		{"rejected", "120", Deny},
		{"retracted", "", Deny},
		{"refused to meet", "125", Deny},
		{"declined to comment", "011", Deny},
		{"accused", "112", Accuse},
		{"criticised", "111", Accuse},
		{"condemned", "111", Accuse},
		{"opposed", "110", Accuse},
		{"warned", "130", Accuse},
		{"threatened", "138", Accuse},
		{"issued an ultimatum", "139", Accuse},
		{"feared", "012", Accuse},
		{"appealed", "020", Ask},
		{"urged", "020", Ask},
		{"demanded", "100", Ask},
		{"ordered", "", Ask},
		{"offered", "030", Support},
		{"promised", "030", Support},
		{"praised", "051", Support},
		{"defended", "052", Support},
		{"sympathised", "018", Support},
		{"apologised", "055", Support},
		{"would cooperate militarily", "0312", Support},
	}
	verbs := make([]Verb, len(list))
	for i, v := range list {
		verbs[i] = Verb{ID: ID(i + 1), Label: v.label, Code: v.code, Class: v.class}
	}
	return verbs
}

// CameoClass gives the class of an imported event from its CAMEO code: root
// codes 01–02 are statements and appeals, 03–05 verbal cooperation, 06–08
// material cooperation, 09–13 verbal conflict, 14–20 material conflict.
func CameoClass(code string) (Class, bool) {
	if len(code) < 2 {
		return "", false
	}
	switch code[:2] {
	case "01":
		return Report, true
	case "02", "10":
		return Ask, true
	case "03", "04", "05":
		return Support, true
	case "09", "11", "13":
		return Accuse, true
	case "12":
		return Deny, true
	case "06", "07", "08", "14", "15", "16", "17", "18", "19", "20":
		return Act, true
	}
	return "", false
}
