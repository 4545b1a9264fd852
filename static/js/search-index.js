// Searches a language's index (see generator/render/outputs/search.py); loaded at the first search.
// Words are compared without accents, and found by their beginnings, or roots, too.

const WORD = /\p{N}{1,3}(?:[,.\s]\p{N}{3})+(?!\p{N})|\p{L}{1,3}[-‑]\p{N}+|[\p{L}\p{N}\p{M}]+/gu;
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };
// What a word weighs where it stands, and how many words usually stand there.
const [TITLE, HEADING, SUMMARY, LABELS, TEXT] = [[8, 7], [6, 6], [3, 35], [3, 10], [1, 90]];
const MADE = 0.5; // the weight of a chart's or a dataset's page: what is told of it stands elsewhere
const PAGES = 20; // shown
const PARTS = 3; // of a page
const LENGTH = 170; // characters of an excerpt

const folded = new Map();
function fold(word) {
  if (!folded.has(word)) {
    const bare = word.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
    folded.set(word, bare.replace(/[œæßøł]/g, (letter) => LIGATURES[letter]));
  }
  return folded.get(word);
}
const words = (text) => (text.match(WORD) ?? []).map(fold);

// How well a word of the site answers one that was typed, from 0 to 1.
function likeness(typed, word) {
  const { length } = typed;
  if (word === typed) return 1;
  if (length > 1 && word.startsWith(typed)) return 0.4 + (0.5 * length) / word.length;
  const root = typed.slice(0, length < 6 ? -1 : length < 9 ? -2 : -3);
  return length > 4 && word.length <= length + 3 && word.startsWith(root) ? 0.6 : 0;
}

// Lists all sections, and for each word what it weighs in which of them.
function prepare({ pages }, base) {
  const sections = [];
  const places = new Map();
  const note = (section, text, [weight, usual]) => {
    const said = words(text);
    const times = new Map();
    for (const word of said) times.set(word, (times.get(word) ?? 0) + 1);
    // More where it is said again, less among many others: Okapi BM25.
    const many = 0.6 + (0.6 * said.length) / usual;
    for (const [word, count] of times) {
      if (!places.has(word)) places.set(word, new Map());
      const found = places.get(word);
      found.set(section, (found.get(section) ?? 0) + (weight * 2.2 * count) / (count + many));
    }
    section.said += `${said.join(" ")} / `;
  };
  for (const [path, title, summary, kind, parts] of pages) {
    const page = { title, summary, kind, url: new URL(path, base).href };
    parts.forEach(([id, heading, labels, text], place) => {
      const section = { page, id, heading, labels, text, said: " " };
      if (!place) {
        page.top = section;
        note(section, title, TITLE);
        note(section, summary, SUMMARY);
      }
      note(section, heading, HEADING);
      note(section, labels, LABELS);
      note(section, text, TEXT);
      sections.push(section);
    });
  }
  return { sections, places };
}

// Returns the pages that answer, best first, each with its sections, and the words to be marked.
function find({ sections, places }, query) {
  const typed = [...new Set(words(query))];
  const asked = typed.map((word) => {
    const hits = new Map();
    for (const [other, found] of places) {
      const like = likeness(word, other);
      if (!like) continue;
      for (const [section, weight] of found) {
        hits.set(section, Math.max(hits.get(section) ?? 0, like * weight));
      }
    }
    // A rare word tells more than a common one; one that stands nowhere, nothing.
    return { word, hits, worth: hits.size && Math.log(1 + sections.length / hits.size) };
  });
  const whole = asked.reduce((sum, { worth }) => sum + worth, 0);
  const phrase = ` ${typed.join(" ")}`;
  const answers = new Map();
  for (const section of sections) {
    const { page } = section;
    let [score, met, own] = [0, 0, 0];
    for (const { hits, worth } of asked) {
      const here = hits.get(section) ?? 0;
      const best = Math.max(here, 0.4 * (hits.get(page.top) ?? 0));
      score += worth * best;
      met += best && worth;
      own += here;
    }
    if (!own || met < whole / 3) continue;
    score *= (met / whole) ** 1.5 * (page.kind ? MADE : 1);
    if (typed.length > 1 && section.said.includes(phrase)) score *= 1.25;
    answers.set(page, [...(answers.get(page) ?? []), { section, score }]);
  }
  const found = [...answers].map(([page, parts]) => {
    parts.sort((a, b) => b.score - a.score);
    return { page, parts, score: parts.reduce((sum, { score }, place) => sum + score / 2 ** place, 0) };
  });
  const telling = asked.filter(({ hits }) => hits.size < sections.length / 2);
  return {
    found: found.sort((a, b) => b.score - a.score),
    marked: (telling.length ? telling : asked).map(({ word }) => word),
  };
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The part of a text with most of the typed words, marked.
function excerpt(text, marked) {
  const all = [...text.matchAll(WORD)];
  const hits = all.filter(([word]) => marked.some((one) => likeness(one, fold(word))));
  const near = (from) => hits.filter(({ index }) => index >= from && index < from + LENGTH);
  const [first] = [...hits].sort((a, b) => near(b.index).length - near(a.index).length);
  let at = Math.max(0, (first?.index ?? 0) - 50);
  if (at) at = text.indexOf(" ", at) + 1;
  const cut = at + LENGTH < text.length;
  const end = cut ? text.lastIndexOf(" ", at + LENGTH) : text.length;
  const nodes = [at ? "… " : ""];
  for (const { 0: word, index } of near(at)) {
    nodes.push(text.slice(at, index), element("mark", {}, word));
    at = index + word.length;
  }
  return element("p", {}, ...nodes, text.slice(at, end), cut ? " …" : "");
}

function result({ page, parts }, marked) {
  const kind = page.kind ? [element("span", { className: "label" }, page.kind), " "] : [];
  const item = element("li", {}, ...kind, element("a", { href: page.url }, page.title));
  const best = parts.filter(({ score }) => score > parts[0].score / 3).map(({ section }) => section);
  const below = best.filter((section) => section !== page.top);
  if (below.length < best.length) item.append(excerpt(page.summary || page.top.text, marked));
  const links = below.slice(0, PARTS).map(({ id, heading, labels, text }) => {
    const href = `${page.url}#${encodeURIComponent(id)}`;
    return element("li", {}, element("a", { href }, heading), excerpt(text || labels, marked));
  });
  if (links.length) item.append(element("ul", {}, ...links));
  return item;
}

// Loads the index, then answers as a reader types.
export async function start(form) {
  const base = new URL(form.dataset.index, document.baseURI);
  const answer = await fetch(base);
  if (!answer.ok) throw new Error(answer.statusText);
  const index = prepare(await answer.json(), base);
  const { none, one, many } = form.dataset;
  const input = form.elements.q;
  const list = form.querySelector("ol");
  const isPage = !form.closest("dialog");
  const update = () => {
    const query = input.value.trim();
    const { found, marked } = find(index, query);
    const { length } = found;
    list.replaceChildren(...found.slice(0, PAGES).map((page) => result(page, marked)));
    const told = length > 1 ? many.replace("{count}", length) : length ? one : none;
    form.querySelector("[role=status]").textContent = query && told;
    if (isPage) history.replaceState(null, "", `?q=${encodeURIComponent(query)}`);
  };
  const move = (event, by) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + by];
    event.preventDefault();
    next?.focus();
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => move(event, 1));
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
  if (isPage) input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) update();
}
