"use strict";
(() => {
  const AROUND = 700; // characters shown before and after the quoted words
  const box = document.getElementById("passage");
  const lit = [];

  const unfold = (target) => {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const pieces = (text) => [...text.querySelectorAll("span[data-start]")].map((span) => ({
    span, at: Number(span.dataset.start), words: span.textContent, off: span.classList.contains("off"),
  }));

  // Code points, not UTF-16 units: the offsets count characters.
  const ends = (words, keep) => {
    const letters = [...words];
    if (letters.length <= keep) return [words, false];
    const cut = letters.slice(-keep).join("");
    return [cut.slice(cut.search(/\s/) + 1), true];
  };
  const starts = (words, keep) => {
    const letters = [...words];
    if (letters.length <= keep) return [words, false];
    const cut = letters.slice(0, keep).join("");
    return [cut.slice(0, cut.search(/\s\S*$/)), true];
  };
  const add = (body, words, kind) => {
    const copy = document.createElement(kind === "lit" ? "mark" : "span");
    if (kind) copy.className = kind;
    copy.textContent = words;
    body.append(copy);
    return copy;
  };

  const show = (body, all, start, end) => {
    const before = all.filter((p) => p.at < start), after = all.filter((p) => p.at >= end);
    let left = AROUND;
    const shown = [];
    for (const p of before.reverse()) {
      if (left <= 0) break;
      const [words, cut] = ends(p.words, left);
      shown.unshift([(cut ? "… " : "") + words, p.off ? "off" : ""]);
      left = cut ? 0 : left - [...words].length;
    }
    for (const [words, kind] of shown) add(body, words, kind);
    const marked = all.filter((p) => p.at >= start && p.at < end).map((p) => p.words).join("");
    const first = marked && add(body, marked, "lit");
    left = AROUND;
    for (const p of after) {
      if (left <= 0) break;
      const [words, cut] = starts(p.words, left);
      add(body, words + (cut ? " …" : ""), p.off ? "off" : "");
      left = cut ? 0 : left - [...words].length;
    }
    return first;
  };

  if (box && box.showModal) {
    const body = box.querySelector(".body"), head = box.querySelector(".name"), whole = box.querySelector(".whole");
    let came = null, now = null;
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.quote");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const text = document.getElementById("text-" + link.dataset.page);
      if (!text) return;
      event.preventDefault();
      const start = Number(link.dataset.start), end = Number(link.dataset.end), all = pieces(text);
      body.textContent = "";
      const first = show(body, all, start, end);
      head.textContent = text.dataset.name;
      whole.href = link.getAttribute("href");
      came = link;
      now = all.filter((p) => p.at >= start && p.at < end).map((p) => p.span);
      box.showModal();
      body.scrollTop = 0;
      if (first) first.scrollIntoView({ block: "center" });
    });
    box.querySelector("button").addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    box.addEventListener("close", () => { if (came) came.focus({ preventScroll: true }); });
    whole.addEventListener("click", () => {
      for (const span of lit.splice(0)) span.classList.remove("lit");
      for (const span of now) { span.classList.add("lit"); lit.push(span); }
      unfold(now[0]);
      came = null;
      box.close();
    });
  }
  const follow = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    unfold(target);
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", follow);
  follow();
  const folds = () => [...document.querySelectorAll("main details:not(.how)")];
  let closed = [];
  addEventListener("beforeprint", () => { closed = folds().filter((f) => !f.open && f.matches("#main ~ *, .thin")); for (const f of closed) f.open = true; });
  addEventListener("afterprint", () => { for (const f of closed) f.open = false; });
})();
