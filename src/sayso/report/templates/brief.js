"use strict";
(() => {
  const box = document.getElementById("passage");
  if (!box || !box.showModal) return;
  const body = box.querySelector(".body"), head = box.querySelector(".name"), open = box.querySelector(".whole");
  let came = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.quote");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const page = link.dataset.page, start = Number(link.dataset.start), end = Number(link.dataset.end);
    const text = document.getElementById("text-" + page);
    if (!text) return;
    event.preventDefault();
    body.textContent = "";
    let first = null;
    for (const piece of text.querySelectorAll("span[data-start]")) {
      const at = Number(piece.dataset.start), copy = document.createElement("span");
      copy.textContent = piece.textContent;
      if (at >= start && at < end) { copy.className = "lit"; first = first || copy; }
      else if (piece.classList.contains("off")) copy.className = "off";
      body.append(copy);
    }
    head.textContent = text.dataset.name + ", characters " + start + "–" + end;
    open.href = link.getAttribute("href");
    came = link;
    box.showModal();
    if (first) first.scrollIntoView({ block: "center" });
  });
  box.querySelector("button").addEventListener("click", () => box.close());
  open.addEventListener("click", () => box.close());
  box.addEventListener("close", () => { if (came) came.focus({ preventScroll: true }); });
  const unfold = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const fold = target && target.closest("details");
    if (fold) { fold.open = true; target.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
