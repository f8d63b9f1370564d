// The slider of the network moves on its own: the page of the day that it is set to is fetched, and the part that depends on the day put
// in the place of the old one. Without this script the button of the form does the same. Depends on page.js.
"use strict";

const days = document.getElementById("days");
if (days) {
  const range = days.querySelector("input[type=range]");
  const labels = [...days.querySelectorAll("option")].map((option) => option.label);
  let busy = false;
  let wanted = null;
  let timer = 0;

  const tell = () => {
    days.querySelector("output").textContent = labels[range.value];
    range.setAttribute("aria-valuetext", labels[range.value]);
    document.querySelectorAll("form.ask [name=at]").forEach((field) => { field.value = labels[range.value]; });
  };
  const fetched = async () => {
    const answer = await fetch(`/network?${new URLSearchParams(new FormData(days))}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, fresh] = [document, page].map((one) => one.getElementById("moment"));
    if (!answer.ok || !fresh) return stop();
    fresh.querySelectorAll("details").forEach((one, place) => { one.open = old.querySelectorAll("details")[place]?.open; });
    old.replaceWith(fresh);
    oneTabStop(fresh);
    history.replaceState(null, "", answer.url);
  };
  const show = async () => {  // one page at a time; of the days passed over while it comes, only the last is asked for
    tell();
    wanted = range.value;
    if (busy) return;
    busy = true;
    try {
      for (let shown = null; shown !== wanted;) {
        shown = wanted;
        await fetched();
      }
    } finally {
      busy = false;
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  };
  const step = () => {
    if (Number(range.value) >= Number(range.max)) return stop();
    if (busy) return;
    range.value = Number(range.value) + 1;
    show();
  };

  const play = document.createElement("button");
  play.type = "button";
  play.textContent = "Play";
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (range.value === range.max) range.value = 0;
    play.textContent = "Stop";
    show();
    timer = setInterval(step, 900);
  });
  days.querySelector("button").replaceWith(play);
  range.addEventListener("input", () => { if (timer) stop(); show(); });
  tell();
}
