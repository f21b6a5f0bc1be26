"use strict";
(function () {
  var box = document.getElementById("chart");
  var option = JSON.parse(document.getElementById("option").textContent);
  var chart = echarts.init(box, null, { renderer: "canvas", locale: "EN" });
  chart.setOption(option);
  window.addEventListener("resize", function () { chart.resize(); });
  window.addEventListener("beforeprint", function () { chart.resize(); });
  document.documentElement.setAttribute("data-ready", "1");
})();
