// Searches a language's index (see generator/render/outputs/search.py); loaded at the first search.
// Words are compared without accents, and found in other forms, or mistyped by a letter, too.

const WORD = /\p{N}{1,3}(?:[,.\s]\p{N}{3})+(?!\p{N})|\p{L}{1,3}[-‑]\p{N}+|[\p{L}\p{N}\p{M}]+/gu;
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };
// What a word weighs where it stands, and how many words that tell usually stand there.
const [TITLE, NAMES, HEADING] = [[10, 4], [8, 2], [6, 3]];
const [LABELS, SUMMARY, TEXT] = [[3, 5], [1.5, 20], [1, 50]];
const LONG = 2; // times what is usual: a longer text is weighed as one of that length
const ENOUGH = 7; // a weight that counts for half of the most that a word can
const STOPWORD = 0.7; // what a word tells that is in every text, such as "the"
const MADE = 0.5; // the weight of a chart's or a dataset's page: what is told of it stands elsewhere
const BETWEEN = " · "; // two names of a page, or two labels of a section
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

// Whether a letter more, less or other, or two in the other order, make one word of another.
function isMistyped(one, other) {
  const shorter = Math.min(one.length, other.length);
  let [start, end] = [0, 0];
  while (start < shorter && one[start] === other[start]) start += 1;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one, other].map((word) => word.slice(start, word.length - end));
  return Math.max(a.length, b.length) < 2 || (b.length === 2 && a === b[1] + b[0]);
}

// Lists the pages with their sections, and for each word what it weighs in which of those.
function prepare({ stopwords, suffixes, pages }, base) {
  const places = new Map();
  const common = new Set(words(stopwords));
  // Of more texts, such as a page's keywords, the one that fits a word best counts.
  const note = (section, texts, [weight, usual]) => {
    const best = new Map();
    for (const said of texts.map(words)) {
      const times = new Map();
      for (const word of said) times.set(word, (times.get(word) ?? 0) + 1);
      // More where it is said again, less among many others: Okapi BM25.
      const length = said.filter((word) => !common.has(word)).length / usual;
      const many = 0.6 + 0.9 * Math.min(length, LONG);
      for (const [word, count] of times) {
        best.set(word, Math.max(best.get(word) ?? 0, (weight * 2.2 * count) / (count + many)));
      }
      section.said += `${said.join(" ")} / `;
    }
    for (const [word, most] of best) {
      if (!places.has(word)) places.set(word, new Map());
      const found = places.get(word);
      found.set(section, (found.get(section) ?? 0) + most);
    }
  };
  const listed = pages.map(([path, title, summary, kind, parts]) => {
    const names = [title, ...parts[0][1].split(BETWEEN)];
    const sections = parts.map(([id, heading, labels, text], place) => {
      const section = { id, heading, labels, text, said: " " };
      if (!place) {
        note(section, [title], TITLE);
        note(section, [summary], SUMMARY);
      }
      // What stands in brackets, as an abbreviation does, is a name by itself.
      note(section, place ? heading.split(/[()]/) : names.slice(1), place ? HEADING : NAMES);
      note(section, labels.split(BETWEEN), LABELS);
      note(section, [text], TEXT);
      return section;
    });
    return { names: names.map(words), title, summary, kind, url: new URL(path, base).href, sections };
  });
  const suffix = new RegExp(suffixes, "u");
  const stem = (word) => word.replace(suffix, "");
  const stems = new Map([...places.keys()].map((word) => [word, stem(word)]));
  const count = listed.reduce((sum, { sections }) => sum + sections.length, 0);
  // A rare word tells more than a common one; one that stands nowhere, nothing.
  const worth = ({ size }) => size && Math.log(1 + count / size);
  return { pages: listed, worth, places, stems, stem, common };
}

// The words of the site that answer one that was typed, with how well, from 0 to 1. One that is not
// there, and has at least so many letters, may be mistyped.
function answering({ stems, stem }, typed, isLast, least) {
  const found = new Map();
  const { length } = typed;
  const root = stem(typed);
  for (const [word, other] of stems) {
    if (word === typed) found.set(word, 1);
    else if (other === root) found.set(word, 0.8);
    else if (isLast && length > 1 && word.startsWith(typed)) {
      found.set(word, 0.4 + (0.5 * length) / word.length); // a reader may still be typing it
    }
  }
  if (found.size || length < least || /\p{N}/u.test(typed)) return found;
  const near = (word) => isMistyped(typed, word) || (length > 7 && word.startsWith(typed.slice(0, -3)));
  return new Map([...stems.keys()].filter(near).map((word) => [word, 0.6]));
}

// Returns the pages that answer, best first, each with its sections, and the words to be marked.
function find(index, query) {
  const said = words(query);
  const tells = (word) => !index.common.has(word);
  const isPlain = !said.some(tells); // of stopwords alone: then they are what is looked for
  const marked = new Set();
  const ask = (least) => [...new Set(said)].map((word) => {
    const isStopword = !isPlain && !tells(word);
    const answers = isStopword ? [[word, 1]] : answering(index, word, word === said.at(-1), least);
    const hits = new Map();
    for (const [other, like] of answers) {
      if (!isStopword) marked.add(other);
      for (const [section, weight] of index.places.get(other) ?? []) {
        hits.set(section, Math.max(hits.get(section) ?? 0, like * weight));
      }
    }
    return { word, answers: new Map(answers), hits, worth: index.worth(hits), isStopword };
  });
  let asked = ask(5);
  if (asked.every(({ hits, isStopword }) => isStopword || !hits.size)) asked = ask(4);
  const telling = asked.reduce((sum, { worth, isStopword }) => sum + (isStopword ? 0 : worth), 0);
  const tellings = new Map(asked.map(({ word, worth, isStopword }) => [word, isStopword ? 0 : worth]));
  // How well a section answers: less, the more of the telling words it lacks.
  const rate = (section, top) => {
    let [score, met] = [0, 0];
    for (const { hits, worth, isStopword } of asked) {
      // What a page is called is true of all its sections, but less.
      const weight = Math.max(hits.get(section) ?? 0, 0.4 * (hits.get(top) ?? 0));
      score += (worth * weight * (isStopword ? STOPWORD : 1)) / (weight + ENOUGH);
      if (weight && !isStopword) met += worth;
    }
    if (!met || met < telling / 5) return 0;
    score *= met / telling;
    // More where two words stand beside each other as they do in the query.
    for (const [place, word] of said.entries()) {
      const pair = `${said[place - 1]} ${word}`;
      if (!place || !section.said.includes(` ${pair} `)) continue;
      score *= 1 + (tellings.get(said[place - 1]) + tellings.get(word)) / 2 / telling;
    }
    return score;
  };
  // How well the query is one of the names of a page.
  const nameRate = (name) => {
    let [whole, met] = [0, 0];
    for (const word of name) {
      const worth = index.worth(index.places.get(word));
      whole += worth;
      met += worth * Math.max(...asked.map(({ answers }) => answers.get(word) ?? 0));
    }
    return met && (met * (met / whole) ** 2 * Math.min(1, met / telling));
  };
  const found = [];
  for (const page of index.pages) {
    const parts = [];
    for (const section of page.sections) {
      if (!asked.some(({ hits }) => hits.has(section))) continue;
      const score = rate(section, page.sections[0]);
      if (score) parts.push({ section, score });
    }
    if (!parts.length) continue;
    parts.sort((a, b) => b.score - a.score);
    const best = parts.reduce((sum, { score }, place) => sum + score / 2 ** place, 0);
    const score = page.kind ? best * MADE : best + Math.max(...page.names.map(nameRate));
    found.push({ page, parts, score });
  }
  return { found: found.sort((a, b) => b.score - a.score), marked };
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The part of a text with most of the typed words, marked.
function excerpt(text, marked) {
  const all = [...text.matchAll(WORD)];
  const hits = all.filter(([word]) => marked.has(fold(word)));
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
  const [top] = page.sections;
  const below = best.filter((section) => section !== top);
  if (below.length < best.length) item.append(excerpt(page.summary || top.text, marked));
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
