// Package echarts turns the tables of package charts into ECharts options and
// into web pages that open with no network.
//
// Statements quote people whom nobody vetted, so every text here is hostile
// until proven otherwise. Three rules keep it text:
//
//   - go-echarts builds options and nothing else: Validate, JSON, then
//     json.Marshal. Its own Render, RenderSnippet and JSONNotEscaped write data
//     into scripts unescaped and are never called.
//   - No text becomes code. A page carries its option as inert JSON; nothing
//     turns the strings in it into functions, and an option into which a
//     builder of ours put a function is refused.
//   - A page runs two scripts, ECharts and a short one of ours, named by
//     their hashes in its content security policy; it can load nothing.
//
// SVG draws an option with no browser: ECharts runs in a JavaScript machine that
// has no file, no network, no clock and no way to make code of text, within
// limits of memory and time. Functions come from a closed registry by a list
// beside the option, never from it (see Func). Dense marks are left as holes
// for native drawers (see Hole).
//
// The package does not count anything (charts does), draws no pixels and
// starts no browser.
package echarts
