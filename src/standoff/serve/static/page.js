// One tab stop per figure: arrow keys go from mark to mark. Without this script every mark is a tab stop, and all else is the same.
"use strict";

const oneTabStop = (within) => within.querySelectorAll("figure svg[role=group]").forEach((figure) => {
  const marks = [...figure.querySelectorAll("a[href]")];
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  let current = 0;

  const move = (to) => {
    marks[current].setAttribute("tabindex", "-1");
    current = Math.max(0, Math.min(marks.length - 1, to));
    marks[current].setAttribute("tabindex", "0");
    marks[current].focus();
  };

  marks.forEach((mark, place) => mark.setAttribute("tabindex", place ? "-1" : "0"));
  figure.addEventListener("keydown", (event) => {
    const to = { Home: 0, End: marks.length - 1 }[event.key] ?? current + (steps[event.key] ?? NaN);
    if (!marks.length || Number.isNaN(to) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(to);
  });
  figure.addEventListener("focusin", (event) => {
    const place = marks.indexOf(event.target.closest("a"));
    if (place >= 0 && place !== current) {
      marks[current].setAttribute("tabindex", "-1");
      marks[place].setAttribute("tabindex", "0");
      current = place;
    }
  });
});

oneTabStop(document);
