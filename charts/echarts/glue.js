// Joins ECharts to us, run after it: text is measured by the fonts that draw
// it, marks are tagged with what they stand for, and draw turns an option into
// the text of an SVG file.
"use strict";
(function (global) {
  var measure = global.hostMeasure, warn = global.hostWarn, functions = global.saywhenFunctions;
  // Only the closures above keep them.
  delete global.hostMeasure;
  delete global.hostWarn;
  delete global.saywhenFunctions;

  echarts.setPlatformAPI({
    measureText: function (text, font) { return { width: measure(String(text == null ? "" : text), String(font || "")) }; }
  });

  // place puts functions of ours into an option and returns, for each series
  // that leaves a hole for a native drawer, that drawer's name.
  function place(option, list) {
    var holes = Object.create(null);
    list.forEach(function (f) {
      var at = option, last = f.path.length - 1;
      for (var i = 0; i < last; i++) {
        if (!Object.prototype.hasOwnProperty.call(at, f.path[i])) throw new Error("no such place for " + f.name);
        at = at[f.path[i]];
      }
      if (!(f.name in functions)) throw new Error("unknown function " + f.name);
      at[f.path[last]] = functions[f.name];
      if (f.native) holes[f.path[1]] = f.name;
    });
    return holes;
  }

  // tag says what a mark stands for, as attributes ecmeta_*. ECharts itself
  // leaves out whether an index is that of a node or of an edge.
  function tag(holes) {
    return function (element) {
      var d = echarts.helper.getECData(element);
      if (!d || d.dataIndex == null) return;
      var out = [["series_index", d.seriesIndex], ["data_index", d.dataIndex], ["ssr_type", d.ssrType], ["data_type", d.dataType]];
      if (d.ssrType === "chart" && d.seriesIndex in holes) out.push(["native", holes[d.seriesIndex]]);
      return { each: function (f) { out.forEach(function (kv) { f(kv[1], kv[0]); }); } };
    };
  }

  var entity = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" };
  function escape(s) { return String(s).replace(/[&<>"\n\t]/g, function (c) { return entity[c]; }); }

  // write serialises what the painter made. The painter's own writer leaves
  // attributes unescaped; this one does not.
  function write(node, out) {
    out.push("<", node.tag);
    for (var key in node.attrs) {
      var v = node.attrs[key];
      if (v != null && v !== false && v !== true) out.push(" ", key, '="', escape(v), '"');
    }
    var children = node.children || [];
    if (node.text == null && children.length === 0) {
      out.push("/>\n");
      return;
    }
    out.push(">");
    if (node.text != null) out.push(escape(node.text));
    if (children.length > 0) out.push("\n");
    for (var i = 0; i < children.length; i++) write(children[i], out);
    out.push("</", node.tag, ">\n");
  }

  global.draw = function (optionText, functionText, width, height) {
    var option = JSON.parse(optionText), holes = place(option, JSON.parse(functionText));
    option.animation = false;
    option.useUTC = true;
    var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
    echarts.zrender.registerSSRDataGetter(tag(holes));
    chart.setOption(option);
    var out = [];
    write(chart.getZr().painter.renderToVNode({ animation: false, emphasis: false, willUpdate: false, compress: true, useViewBox: true }), out);
    return out.join("");
  };
})(globalThis);
