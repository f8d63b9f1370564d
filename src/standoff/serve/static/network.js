// The slider of the network moves on its own: the page of the day that it is set to is fetched, and the part that depends on the day put
// in the place of the old one. Without this script the button of the form does the same. Depends on page.js.
"use strict";

const days = document.getElementById("days");
if (days) {
  const range = days.querySelector("input[type=range]");
  const labels = [...days.querySelectorAll("option")].map((option) => option.label);
  let asked = 0;
  let timer = 0;

  const tell = () => {
    days.querySelector("output").textContent = labels[range.value];
    range.setAttribute("aria-valuetext", labels[range.value]);
    document.querySelectorAll("form.ask [name=at]").forEach((field) => { field.value = labels[range.value]; });
  };
  const show = async () => {
    tell();
    const mine = ++asked;
    const answer = await fetch(`/network?${new URLSearchParams(new FormData(days))}`);
    if (!answer.ok) return stop();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, fresh] = [document, page].map((one) => one.getElementById("moment"));
    if (mine !== asked || !fresh) return;
    fresh.querySelectorAll("details").forEach((one, place) => { one.open = old.querySelectorAll("details")[place]?.open; });
    old.replaceWith(fresh);
    oneTabStop(fresh);
    history.replaceState(null, "", answer.url);
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  };
  const step = () => {
    if (Number(range.value) >= Number(range.max)) return stop();
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
