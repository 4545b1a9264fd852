// The preview's end in a page: hears of changes over livereload's socket, swaps style sheets, changes
// words where they stand or loads the page anew where the reader stood, and lays the site's errors
// over it. Never published.
"use strict";
(() => {
  const HANDOVER = `explainer-preview ${location.pathname}`;
  const OFFICIAL = "http://livereload.com/protocols/official-7";
  let { version } = document.currentScript.dataset;
  let leaving = false;

  // --- Where the reader stands -------------------------------------------------------------

  const all = (selector) => [...document.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // A disclosure without an id is the nth one within the nearest element that has one.
  function disclosures() {
    const counts = new Map();
    return all("details").map((details) => {
      if (details.id) return [`#${details.id}`, details];
      const within = details.parentElement.closest("[id]")?.id ?? "";
      counts.set(within, (counts.get(within) ?? 0) + 1);
      return [`${within}/${counts.get(within)}`, details];
    });
  }

  // What stays on the screen while the rest scrolls tells nothing about the place.
  function pinned(element) {
    if (!element) return false;
    const { position } = getComputedStyle(element);
    return position === "fixed" || position === "sticky" || pinned(element.parentElement);
  }

  function landmarks() {
    return all("[id], h1, h2, h3, h4, h5, h6")
      .filter((element) => element.getClientRects().length && !pinned(element))
      .map((element) => ({
        name: element.id ? `#${element.id}` : element.localName + element.textContent,
        top: element.getBoundingClientRect().top,
      }));
  }

  // The landmark at the top of the screen holds the place; should the edit remove it, the next
  // ones do: those above, nearest first, then those below.
  function holds() {
    const marks = landmarks();
    const above = marks.filter(({ top }) => top <= 8).sort((a, b) => b.top - a.top);
    const below = marks.filter(({ top }) => top > 8).sort((a, b) => a.top - b.top);
    return [...above.slice(0, 8), ...below.slice(0, 8)];
  }

  function store() {
    try {
      return sessionStorage;
    } catch {
      return null; // a browser may keep it from us
    }
  }

  function keepPlace() {
    const place = {
      x: scrollX,
      y: scrollY,
      holds: scrollY > 0 ? holds() : [],
      open: disclosures().map(([name, details]) => [name, details.open]),
      notes: all("[popover][id]").filter((note) => note.matches(":popover-open")).map(({ id }) => id),
      focus: document.activeElement?.id,
    };
    store()?.setItem(HANDOVER, JSON.stringify(place));
    history.scrollRestoration = "manual";
  }

  function takePlace() {
    const kept = store()?.getItem(HANDOVER);
    store()?.removeItem(HANDOVER);
    return kept ? JSON.parse(kept) : null;
  }

  function scrollTo(place) {
    const now = new Map(landmarks().map((mark) => [mark.name, mark.top]));
    const hold = place.holds.find(({ name }) => now.has(name));
    const top = hold ? scrollY + now.get(hold.name) - hold.top : place.y;
    window.scrollTo({ left: place.x, top, behavior: "instant" });
  }

  function resume(place) {
    const open = new Map(place.open);
    for (const [name, details] of disclosures()) details.open = open.get(name) ?? details.open;
    for (const note of place.notes.map(byId)) {
      note?.showPopover?.({ source: document.querySelector(`[popovertarget="${note.id}"]`) });
    }
    if (place.focus) byId(place.focus)?.focus({ preventScroll: true });
    hold(place);
  }

  // Fonts and pictures that come late move the text: the place is taken again, before it is seen,
  // until a moment after the last of them. A reader who moves is left alone.
  function hold(place) {
    const observer = new ResizeObserver(() => scrollTo(place));
    const moved = new AbortController();
    moved.signal.addEventListener("abort", () => {
      observer.disconnect();
      history.scrollRestoration = "auto";
    });
    for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(event, () => moved.abort(), { signal: moved.signal, passive: true });
    }
    addEventListener("load", async () => {
      await document.fonts.ready;
      setTimeout(() => moved.abort(), 500);
    });
    scrollTo(place);
    observer.observe(document.body);
  }

  function reload() {
    leaving = true;
    keepPlace();
    location.reload();
  }

  // --- Words changed where they stand ------------------------------------------------------

  // An edit of words, or a chart drawn anew, is written into the page that is there: loading it anew
  // takes five times as long. What a script may have changed, or may have to know, is never touched:
  // then it is loaded.
  const WORDS = "a, abbr, b, blockquote, br, cite, code, del, em, hr, i, ins, kbd, li, mark, ol, p, pre, q, s, span, strong, sub, sup, ul";
  const PLAIN = new Set(["class", "href", "hreflang", "lang", "dir", "title"]);
  const ALTERED = { A: ["href"], META: ["content"] }; // attributes that no script waits for
  let source = null; // the page as it came from the server, before scripts

  async function fetched() {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const own = page.querySelector("script[data-version]");
    const told = own?.dataset.version;
    own?.remove();
    // Templates are not compared by what is in them.
    return { page: page.querySelector("template") ? null : page, version: told };
  }

  const isWords = (node) => node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE
    && node.matches(WORDS)
    && [...node.attributes].every(({ name }) => PLAIN.has(name))
    && [...node.childNodes].every(isWords));

  // A chart as it was drawn; one that a reader has reached for is another by then.
  const isDrawing = (node) => node.nodeName === "svg" && !node.querySelector("a, foreignObject, script");
  const canBeReplaced = (node) => isWords(node) || isDrawing(node);

  // Plans the steps that make a live node, which was `old`, into `next`; false if it cannot be done.
  function planned(old, next, live, steps) {
    if (old.isEqualNode(next)) return true;
    if (!live || [next, live].some((node) => node.nodeName !== old.nodeName)) return false;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (live.nodeValue !== old.nodeValue) return false;
      steps.push(() => { live.nodeValue = next.nodeValue; });
      return true;
    }
    if (old.matches("script:not([type='application/ld+json']), style, textarea, option, noscript")) return false;
    return plannedAttributes(old, next, live, steps) && plannedChildren(old, next, live, steps);
  }

  function plannedAttributes(old, next, live, steps) {
    for (const name of new Set([...old.getAttributeNames(), ...next.getAttributeNames()])) {
      const [before, after, now] = [old, next, live].map((node) => node.getAttribute(name));
      if (before === after) continue;
      if (before !== now || after === null || !ALTERED[old.nodeName]?.includes(name)) return false;
      steps.push(() => live.setAttribute(name, after));
    }
    return true;
  }

  // A script may have added something at the end of what is there, and nowhere else.
  function plannedChildren(old, next, live, steps) {
    const before = [...old.childNodes];
    const after = [...next.childNodes];
    const now = [...live.childNodes].slice(0, before.length);
    const last = live.childNodes[before.length] ?? null;
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
    let end = 0;
    while (end < Math.min(before.length, after.length) - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
    const gone = before.slice(start, before.length - end);
    const come = after.slice(start, after.length - end);
    const there = now.slice(start, now.length - end);
    if (now.length < before.length) return false;
    const known = steps.length;
    if (gone.length === come.length && gone.every((one, index) => planned(one, come[index], there[index], steps))) return true;
    steps.length = known;
    const replaced = gone.every((one, index) => canBeReplaced(one) && one.isEqualNode(there[index]));
    if (!replaced || !come.every(canBeReplaced)) return false;
    const following = end ? now[now.length - end] : last;
    steps.push(() => {
      for (const node of there) node.remove();
      for (const node of come) live.insertBefore(document.importNode(node, true), following);
    });
    return true;
  }

  async function keepSource() {
    const { page, version: told } = await fetched();
    if (told === version) source = page;
  }

  async function refresh() {
    const { page, version: told } = await fetched();
    const steps = [];
    const parts = ["head", "body"];
    if (!source || !page || !told || !source.documentElement.cloneNode().isEqualNode(page.documentElement.cloneNode())
      || !parts.every((part) => planned(source[part], page[part], document[part], steps))) {
      reload();
      return;
    }
    for (const step of steps) step();
    source = page;
    version = told;
    tellShown();
  }

  // --- What has changed --------------------------------------------------------------------

  let work = Promise.resolve(); // one change after the other
  const before = new Map(); // a style sheet's link → the one it takes the place of

  // Both sheets apply until the new one is there: the page is never without style.
  function restyle(sheets) {
    const addresses = sheets.map((sheet) => new URL(sheet, location));
    const fresh = new Map(addresses.map((address) => [address.pathname, address.href]));
    const replaced = new Set(before.values());
    for (const link of all("link[rel~=stylesheet]").filter((link) => !replaced.has(link))) {
      const next = fresh.get(new URL(link.href).pathname);
      if (!next || next === link.href) continue;
      const copy = link.cloneNode();
      copy.href = next;
      before.set(copy, link);
      copy.addEventListener("load", () => {
        for (let old = before.get(copy); old; old = before.get(old)) old.remove();
        before.delete(copy);
      });
      link.after(copy);
    }
  }

  const used = () => new Set(performance.getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ host }) => host === location.host)
    .map(({ pathname }) => decodeURIComponent(pathname)));

  function change(message) {
    const mine = message.paths.length ? used() : new Set();
    if (message.paths.some((path) => mine.has(`/${path}`))) {
      reload();
    } else {
      restyle(message.sheets);
      if (message.page === "new") work = work.then(refresh).catch(reload);
      else {
        version = message.version;
        tellShown();
      }
    }
  }

  // --- What is wrong -----------------------------------------------------------------------

  const STYLE = `
    :host { all: initial }
    section { all: initial; position: fixed; inset: auto 0 0; box-sizing: border-box;
      max-height: 60vh; overflow: auto; overscroll-behavior: contain; padding: 1rem 1.25rem;
      border-top: 4px solid #d8452e; background: #1d1b1a; color: #f4f1ec;
      font: 15px/1.5 system-ui, sans-serif; color-scheme: dark }
    section:not(:popover-open) { display: none }
    .head { display: flex; gap: 1rem; align-items: start; justify-content: space-between }
    h2, p, pre, ol { margin: 0 }
    h2 { font-size: 1rem }
    button { flex: none; padding: 0 .75rem; min-height: 32px; font: inherit; cursor: pointer; color: inherit;
      background: #3a3634; border: 1px solid #8b847d; border-radius: 4px }
    :focus-visible { outline: 3px solid #ffc46b; outline-offset: 2px }
    ol { padding: 0; list-style: none }
    li { margin-top: 1rem }
    .place, pre { font: 13px/1.5 ui-monospace, monospace }
    .place { color: #ffab9c; overflow-wrap: anywhere }
    pre { overflow-x: auto; padding: .25rem 0; color: #cfc8c0 }
    .hint::before { content: "→ " }`;

  let panel = null;
  let shown = ""; // the errors that were last laid over the page: once closed, they stay away

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function makePanel() {
    // Between head and body: first for the keyboard, and no page's style counts it as a child.
    const host = element("explainer-preview");
    document.documentElement.insertBefore(host, document.body);
    const root = host.attachShadow({ mode: "open" });
    // The page's policy forbids styles in the markup; a sheet made by a script is not in it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const close = element("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => panel.hidePopover());
    const section = element("section", "", element("div", "head", element("h2"), close), element("ol"));
    section.addEventListener("keydown", ({ key }) => key === "Escape" && panel.hidePopover());
    section.popover = "manual";
    section.setAttribute("role", "alert");
    section.lang = "en";
    section.tabIndex = 0; // it scrolls
    root.append(section);
    return section;
  }

  const fault = (one) => element("li", "",
    element("p", "place", `${one.file}:${one.line}:${one.column} error[${one.code}]`),
    element("p", "message", one.message),
    ...(one.excerpt ? [element("pre", "", one.excerpt)] : []),
    ...(one.hint ? [element("p", "hint", one.hint)] : []));

  // An excerpt ends with a line that ends with ^; on a narrow screen, that is what is to be seen.
  function scrollToCaret(excerpt) {
    const lengths = excerpt.textContent.split("\n").map((line) => line.length);
    const caret = excerpt.scrollWidth * lengths.at(-1) / Math.max(...lengths);
    excerpt.scrollLeft = caret - excerpt.clientWidth / 2;
  }

  function showErrors(diagnostics) {
    const text = JSON.stringify(diagnostics);
    if (text === shown) return;
    shown = text;
    panel ??= makePanel();
    const count = diagnostics.length === 1 ? "1 error" : `${diagnostics.length} errors`;
    panel.querySelector("h2").textContent = `${count}: this is the last good page`;
    panel.querySelector("ol").replaceChildren(...diagnostics.map(fault));
    panel.showPopover();
    panel.querySelectorAll("pre").forEach(scrollToCaret);
  }

  function mended() {
    shown = "";
    panel?.hidePopover();
  }

  // --- The socket --------------------------------------------------------------------------

  let pause = 250;
  let tellShown = () => {};

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/livereload`);
    const send = (message) => socket.send(JSON.stringify(message));
    // After the frame in which it is seen: the server's builds wait for it.
    tellShown = () => requestAnimationFrame(() => requestAnimationFrame(() => {
      if (socket.readyState === WebSocket.OPEN) send({ command: "shown" });
    }));
    const hear = {
      hello: () => {
        send({ command: "info", url: location.href, plugins: {}, version });
        tellShown();
      },
      changed: change,
      errors: ({ diagnostics }) => showErrors(diagnostics),
      mended,
    };
    socket.onopen = () => {
      pause = 250;
      send({ command: "hello", protocols: [OFFICIAL] });
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (!leaving) hear[message.command]?.(message);
    };
    socket.onclose = () => {
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, 4000);
    };
  }

  const place = takePlace();
  if (place) document.addEventListener("DOMContentLoaded", () => resume(place));
  addEventListener("load", () => { work = work.then(keepSource).catch(() => {}); });
  connect();
})();
