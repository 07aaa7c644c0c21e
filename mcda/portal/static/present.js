// Keys move between slides, counts are asked for every two seconds, results shown live are drawn anew every four
// seconds at most, when answers came in; without this file links and a reload do both.
"use strict";
const link = (rel) => document.querySelector(`a[rel="${rel}"]:not([aria-disabled])`);
const keys = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
  ArrowLeft: "prev", ArrowUp: "prev", PageUp: "prev", Backspace: "prev",
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "f") {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
    return;
  }
  if (event.target.closest("a, button") && (event.key === "Enter" || event.key === " ")) return;
  const target = keys[event.key] && link(keys[event.key]);
  if (target) { event.preventDefault(); target.click(); }
});

const live = document.querySelector("[data-counts]");
const timer = document.querySelector("[data-ends]");
const show = () => {
  if (!timer || !timer.dataset.ends) return;
  const left = Math.max(0, Math.round((Number(timer.dataset.ends) - Date.now()) / 1000));
  timer.parentElement.hidden = left === 0;
  document.querySelector("[data-up]").hidden = left > 0;
  timer.textContent = `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
};
if (timer && timer.dataset.left) timer.dataset.ends = String(Date.now() + 1000 * Number(timer.dataset.left));
const ask = async () => {
  try {
    const answer = await fetch(live.dataset.counts, { cache: "no-store" });
    if (!answer.ok) return;
    const counts = await answer.json();
    if (counts.state !== live.dataset.state) return location.reload();
    const answered = counts.answers !== undefined && String(counts.answers) !== live.dataset.answers;
    if (answered && performance.now() > 4000) return location.reload();
    for (const place of document.querySelectorAll("[data-count]")) place.textContent = counts[place.dataset.count];
    if (timer && counts.left !== null) timer.dataset.ends = String(Date.now() + 1000 * counts.left);
  } catch { /* the next try comes in two seconds */ }
};
if (live) setInterval(ask, 2000);
if (timer) { show(); setInterval(show, 500); }
