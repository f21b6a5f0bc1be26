package phrase

// zones are the names that press texts give to clocks: a phrase, and the zone as
// for edtf.LoadZone. Cities are zones when "time" or the word for it in another
// language stands with them. Names that mean several zones (IST, CST of China)
// are left out or have their commonest meaning in English press.
var zones = []struct{ zone, phrases string }{
	{"+00:00", "gmt|utc|z|greenwich mean time|universal time|coordinated universal time"},
	{"+01:00", "bst|british summer time|cet|central european time|mez"},
	{"+02:00", "cest|central european summer time|mesz|eet|eastern european time"},
	{"+03:00", "eest|msk|moscow standard time|trt"},
	{"+03:30", "irst"},
	{"+04:30", "irdt|aft"},
	{"+04:00", "gst"},
	{"+05:00", "pkt"},
	{"+09:00", "jst|kst"},
	{"-05:00", "est|cdt|eastern standard time"},
	{"-04:00", "edt|eastern daylight time"},
	{"-06:00", "cst|mdt"},
	{"-07:00", "mst|pdt"},
	{"-08:00", "pst"},
	{"America/New_York", "et|eastern time|us eastern time|washington time|washington|new york time|new york"},
	{"America/Chicago", "ct|central time|us central time"},
	{"America/Denver", "mountain time"},
	{"America/Los_Angeles", "pt|pacific time|los angeles time"},
	{"Europe/London", "london time|london|uk time"},
	{"Europe/Paris", "paris time|paris|heure de paris"},
	{"Europe/Berlin", "berlin time|berlin|german time"},
	{"Europe/Vienna", "vienna time|vienna|wien"},
	{"Europe/Zurich", "geneva time|geneva|genève"},
	{"Europe/Brussels", "brussels time|brussels"},
	{"Europe/Moscow", "moscow time|moscow|مسکو"},
	{"Europe/Kyiv", "kyiv time|kiev time|kyiv|kiev"},
	{"Europe/Istanbul", "ankara time|istanbul time|ankara|istanbul"},
	{"Asia/Tehran", "tehran time|iran time|tehran|teheran|téhéran|تهران|ایران|heure de téhéran|طهران|iran standard time|iran daylight time"},
	{"Asia/Baghdad", "baghdad time|baghdad|بغداد|iraq time"},
	{"Asia/Damascus", "damascus time|damascus|دمشق"},
	{"Asia/Beirut", "beirut time|beirut|بيروت"},
	{"Asia/Jerusalem", "jerusalem time|israel time|jerusalem|tel aviv time"},
	{"Africa/Cairo", "cairo time|cairo|القاهرة"},
	{"Asia/Riyadh", "riyadh time|saudi time|riyadh|مكة|الرياض"},
	{"Asia/Dubai", "dubai time|gulf time|dubai"},
	{"Asia/Qatar", "doha time|doha|qatar time"},
	{"Asia/Kabul", "kabul time|kabul"},
	{"Asia/Karachi", "islamabad time|karachi time|pakistan time|islamabad"},
	{"Asia/Kolkata", "delhi time|new delhi time|india time|indian standard time"},
	{"Asia/Shanghai", "beijing time|beijing|china time"},
	{"Asia/Tokyo", "tokyo time|tokyo|japan time"},
}

// zoneEntries are the rows of the lexicon for zones.
func zoneEntries() []entry {
	var all []entry
	for i, z := range zones {
		all = append(all, entry{zoneName, i, z.phrases})
	}
	return all
}
