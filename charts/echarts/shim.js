// What ECharts expects of its surroundings, run before it in an empty
// JavaScript machine. Nothing here reaches outside: no file, no network, no
// clock, no chance. All of it is the same in every machine and process.
"use strict";
(function (global) {
  // Timers are accepted and never run: a picture is taken at once.
  var timer = 0;
  global.setTimeout = global.setInterval = function () { return ++timer; };
  global.clearTimeout = global.clearInterval = function () {};

  // The console is a list of warnings. hostWarn is ours, in Go.
  var warn = global.hostWarn;
  var say = function () { warn(Array.prototype.map.call(arguments, String).join(" ")); };
  global.console = { log: function () {}, info: function () {}, debug: function () {}, warn: say, error: say };

  // mulberry32 with a fixed seed: force layouts fall the same way every time.
  var state = 7;
  Math.random = function () {
    state = state + 0x6D2B79F5 | 0;
    var t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };

  // It is always midnight of 1 January 1970, and every place keeps UTC.
  // ECharts times its own measuring and measures worse when that was slow;
  // its calendars count in local time whatever useUTC says.
  var Native = Date;
  function Fixed(a) {
    if (!new.target) return new Native(0).toUTCString();
    var n = arguments.length;
    var at = n === 0 ? 0 : n === 1 ? a : Native.UTC.apply(null, arguments);
    return Reflect.construct(Native, [at], new.target);
  }
  Fixed.prototype = Native.prototype;
  Fixed.prototype.constructor = Fixed;
  Fixed.now = function () { return 0; };
  Fixed.UTC = Native.UTC;
  Fixed.parse = Native.parse;
  ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"].forEach(function (part) {
    Native.prototype["get" + part] = Native.prototype["getUTC" + part];
    if (part !== "Day") Native.prototype["set" + part] = Native.prototype["setUTC" + part];
  });
  Native.prototype.getTimezoneOffset = function () { return 0; };
  global.Date = Fixed;

  // No text becomes code. The constructors of functions are reachable from
  // every function, so their prototypes lose them too.
  var refuse = function () { throw new Error("text must not become code"); };
  [function () {}, function* () {}, async function () {}, async function* () {}].forEach(function (f) {
    Object.defineProperty(Object.getPrototypeOf(f), "constructor", { value: refuse });
  });
  global.Function = refuse;
  refuse.prototype = Object.getPrototypeOf(function () {}); // instanceof Function still works
  delete global.eval;
})(globalThis);
