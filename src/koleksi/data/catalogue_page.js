"use strict";
(function () {
  var STEP = 50;
  var data = JSON.parse(document.getElementById("data").textContent);
  var words = data.words, fields = data.fields, titles = data.titles;
  var query = document.getElementById("query"), where = document.getElementById("where");
  var kind = document.getElementById("kind"), count = document.getElementById("count");
  var list = document.getElementById("list"), more = document.getElementById("more");
  var found = [], shown = 0, waiting = 0;

  function folded(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0652\u02bc\u2018\u2019']/g, "").toLowerCase();
  }

  var index = titles.map(function (title) {
    var name = folded(title[0]), people = folded(title[1]);
    return { title: name, author: people, all: folded(title.join(" ")) };
  });

  function make(tag, text, name) {
    var element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    element.dir = "auto";
    return element;
  }

  function facts(title) {
    var box = document.createElement("dl");
    fields.forEach(function (label, n) {
      if (!title[n]) return;
      box.appendChild(make("dt", label));
      box.appendChild(make("dd", String(title[n])));
    });
    return box;
  }

  function line(title) {
    var item = document.createElement("li"), details = document.createElement("details");
    var head = document.createElement("summary");
    head.appendChild(make("b", title[0]));
    head.appendChild(make("span", title[2].split(" ").join("\n"), "call"));
    head.appendChild(make("span", [title[1], title[4]].filter(Boolean).join(" \u00b7 "), "by"));
    details.appendChild(head);
    details.addEventListener("toggle", function () {
      if (details.open && !details.querySelector("dl")) details.appendChild(facts(title));
    });
    item.appendChild(details);
    return item;
  }

  function show() {
    var part = document.createDocumentFragment(), end = Math.min(shown + STEP, found.length), first = shown;
    for (; shown < end; shown++) part.appendChild(line(titles[found[shown]]));
    list.appendChild(part);
    more.hidden = shown >= found.length;
    return list.children[first];
  }

  function search() {
    var wanted = folded(query.value).split(/\s+/).filter(Boolean), field = where.value, digit = kind.value;
    found = [];
    for (var n = 0; n < titles.length; n++) {
      if (digit && titles[n][3].charAt(0) !== digit && !(digit === "?" && !/^[0-9]/.test(titles[n][3]))) continue;
      var text = index[n][field];
      if (wanted.every(function (word) { return text.indexOf(word) >= 0; })) found.push(n);
    }
    list.textContent = "";
    shown = 0;
    show();
    count.textContent = words.found.replace("{n}", found.length.toLocaleString(document.documentElement.lang));
  }

  query.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(search, 80);
  });
  where.addEventListener("change", search);
  kind.addEventListener("change", search);
  more.addEventListener("click", function () {
    show().querySelector("summary").focus();
  });
  document.getElementById("form").addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !/^(?:INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      query.focus();
    }
  });
  search();
})();
