// The functions that an option of ours may name. There are no others: nothing
// in an option's data can add one or change one. registry.go describes them.
"use strict";
globalThis.saywhenFunctions = (function () {
  // A box that package raster or an SVG writer fills natively. It must not be
  // painted by who does not know it, hence no fill; the glue marks it.
  function hole(x, y, width, height) {
    return { type: "rect", shape: { x: x, y: y, width: width, height: height }, style: { fill: "none" }, silent: true };
  }
  // The band of a lane on a category axis: [centre, height].
  function band(api, at) { return Math.abs(api.size([0, 1])[1]) * at; }

  return Object.assign(Object.create(null), {
    swimlane: function (params, api) {
      var a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(2), api.value(1)]), h = band(api, 1);
      return hole(a[0], a[1] - h / 2, b[0] - a[0], h);
    },
    cells: function (params) {
      var box = params.coordSys;
      return hole(box.x, box.y, box.width, box.height);
    },
    range: function (params, api) {
      var a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(2), api.value(1)]);
      var h = Math.min(14, band(api, 0.5)), w = Math.max(b[0] - a[0], 2);
      var shape = echarts.graphic.clipRectByRect({ x: a[0], y: a[1] - h / 2, width: w, height: h }, params.coordSys);
      return shape && { type: "rect", shape: shape, style: { fill: api.visual("color"), opacity: api.visual("opacity") } };
    },
    absolute: function (v) { return String(Math.abs(v)); }
  });
})();
