"use strict";
(function () {
  var box = document.getElementById("chart");
  var read = function (id) { return JSON.parse(document.getElementById(id).textContent); };
  var option = read("option"), functions = globalThis.saywhenFunctions;
  read("functions").forEach(function (f) {
    var at = option, last = f.path.length - 1;
    for (var i = 0; i < last; i++) at = at[f.path[i]];
    if (!(f.name in functions)) return;
    at[f.path[last]] = functions[f.name];
  });
  var chart = echarts.init(box, null, { renderer: "canvas", locale: "EN" });
  chart.setOption(option);
  window.addEventListener("resize", function () { chart.resize(); });
  window.addEventListener("beforeprint", function () { chart.resize(); });
  document.documentElement.setAttribute("data-ready", "1");
})();
