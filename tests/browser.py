"""A headless Chromium for tests, from the system; tests that ask for it skip where there is none, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, sync_playwright

CHROMIUM = (
    os.environ.get("SAYSO_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)

SHRINKING = "[document.documentElement.scrollWidth, innerWidth]"

# WCAG contrast of every visible text against what stands behind it; those below what its size asks for.
PALE = """() => {
  const rgb = (c) => { const n = c.match(/[\\d.]+/g).map(Number); return { c: n.slice(0, 3), a: n.length > 3 ? n[3] : 1 }; };
  const lum = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const b = rgb(getComputedStyle(e).backgroundColor); if (b.a === 1) return b.c; }
    return [255, 255, 255]; };
  const pale = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest("svg, script, style") || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), a = lum(rgb(style.color).c), b = lum(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) pale.push([e.className || e.tagName, ratio.toFixed(2), e.textContent.trim().slice(0, 30)]);
  }
  return pale;
}"""

# Words in the pictures that lie on other words.
COVERED = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    const boxes = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width);
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && tall > 3) found.push([one, other]);
    }));
  }
  return found;
}"""

# Whatever can be pressed or typed in, and has no name that can be read out.
NAMELESS = """() => [...document.querySelectorAll("a[href], button, input, summary, svg[role]")]
  .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length))
  .map((e) => e.outerHTML.slice(0, 80))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, or a skip with the reason."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: set SAYSO_CHROMIUM or install one")
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"{CHROMIUM} does not start here: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """A page, and all that went wrong or out of it: requests to elsewhere, dialogs, errors and console messages."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, heard = context.new_page(), list[str]()

    def refuse(dialog: Dialog) -> None:
        heard.append(f"dialog {dialog.message}")
        dialog.dismiss()

    start = address.rpartition("/")[0] if address.startswith("file:") else "/".join(address.split("/")[:3])
    page.on("request", lambda r: None if r.url.startswith(start) else heard.append(f"request {r.url}"))
    page.on("dialog", refuse)
    page.on("pageerror", lambda e: heard.append(f"error {e}"))
    page.on("console", lambda m: heard.append(f"console {m.text}"))
    page.goto(address)
    yield page, heard
    context.close()
