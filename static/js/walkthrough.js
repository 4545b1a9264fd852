// Asks a decision table's questions one at a time. Without this the whole table is there to read.
// The answers are kept in the address after the #, and nowhere else.
"use strict";
for (const walk of document.querySelectorAll(".walkthrough")) {
  const { questions, rules, periods } = JSON.parse(walk.querySelector(".walkthrough-logic").textContent);
  const find = (selector, root = walk) => root.querySelector(selector);
  const own = (name, root) => find(`.walkthrough-${name}`, root);
  const [stage, path, now] = ["stage", "path", "now"].map((name) => own(name));
  const status = find("[role=status]");
  const part = (name) => own(name, own("parts").content).cloneNode(true);
  const questionOf = (id) => find(`[data-question="${id}"]`);
  const answerOf = (question, id) => find(`[data-answer="${id}"]`, questionOf(question));
  const outcomeOf = (id) => find(`[data-outcome="${id}"]`);
  let bag = {}; // answers by question; some may wait for their question to be asked again
  let open = null; // the question to change, where one is

  // The evaluator: the same reading of the table as the generator's.
  const holds = (condition, answers, sofar) =>
    Object.entries(condition).every(([name, allowed]) => allowed.includes(name === "outcome" ? sofar : answers[name]));
  const conclude = (answers) => {
    const holding = rules.filter((r) => holds(r.when, answers) && !r.unless.some((u) => holds(u, answers)));
    const displaced = holding.filter((r) => holding.some((other) => other.over.includes(r.outcome)));
    return { rule: holding.find((r) => !displaced.includes(r)), displaced };
  };
  const asked = ({ ask }, answers) =>
    !ask.length || ask.some((condition) => holds(condition, answers, conclude(answers).rule?.outcome));
  const follow = (given) => {
    const answers = {};
    for (const question of questions) {
      if (!asked(question, answers)) continue;
      const answer = given[question.id];
      if (!question.answers.includes(answer)) return { answers, next: question };
      answers[question.id] = answer;
    }
    return { answers, ...conclude(answers) };
  };
  // All that some answers can still come to, and the questions on which it depends.
  const ends = (given, found = { outcomes: new Set(), open: new Set() }) => {
    const { next, rule } = follow(given);
    if (!next) return found.outcomes.add(rule.outcome), found;
    const before = found.outcomes.size;
    for (const answer of next.answers) ends({ ...given, [next.id]: answer }, found);
    if (found.outcomes.size > before && found.outcomes.size > 1) found.open.add(next.id);
    return found;
  };

  // Pieces of the document, without what may stand only once in a page.
  const copy = (node) => {
    const made = node.cloneNode(true);
    for (const note of made.querySelectorAll("[popover]")) note.remove();
    for (const button of made.querySelectorAll("[popovertarget]")) {
      // A source's note stands at the foot of the page, and opens from here too.
      if (node.contains(document.getElementById(button.getAttribute("popovertarget")))) button.replaceWith(...button.childNodes);
    }
    for (const one of [made, ...made.querySelectorAll("[id]")]) one.removeAttribute("id");
    return made;
  };
  const element = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
  const words = (question, answer) => own("answer", answerOf(question, answer)).textContent;
  const address = (answers) => (Object.keys(answers).length ? `#a=${Object.values(answers).join(".")}` : "");

  const summary = (answers) => {
    const items = Object.entries(answers).map(([question, answer]) => {
      const item = document.createElement("li");
      const change = part("change");
      const short = find("h3", questionOf(question)).dataset.short;
      find(".visually-hidden", change).append(short);
      change.addEventListener("click", () => show(question));
      item.append(element("span", short, "walkthrough-short"), element("b", words(question, answer)), change);
      if (question === open) item.setAttribute("aria-current", "step");
      return item;
    });
    find("ol", path).replaceChildren(...items);
    path.hidden = !items.length;
    status.textContent = status.dataset.progress.replace("{count}", items.length);
  };

  const ask = ({ id, answers }) => {
    const source = questionOf(id);
    const made = copy(source);
    const list = own("answers", made);
    const choices = answers.map((answer) => {
      const item = document.createElement("li");
      const button = element("button", words(id, answer), "walkthrough-choice");
      button.type = "button";
      if (bag[id] === answer) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => choose(id, answer));
      item.append(button);
      return item;
    });
    list.replaceChildren(...choices);
    now.replaceChildren(...made.children);
  };

  const compare = (answers) => {
    const box = part("compare");
    for (const period of periods.show) {
      const item = document.createElement("li");
      const { outcomes, open: unknown } = ends({ ...periods.assume, ...answers, [periods.question]: period });
      item.append(element("span", answerOf(periods.question, period).dataset.short, "label"));
      for (const outcome of outcomes) item.append(element("b", find("h3", outcomeOf(outcome)).textContent));
      if (unknown.size) {
        const line = part("depends");
        line.append([...unknown].map((id) => find("h3", questionOf(id)).dataset.short).join(", "));
        item.append(line);
      }
      if (answers[periods.question] === period) item.setAttribute("aria-current", "true");
      find("ol", box).append(item);
    }
    return box;
  };

  const tell = ({ answers, rule, displaced }) => {
    const made = copy(outcomeOf(rule.outcome));
    const reason = copy(find(`[data-rule="${rule.id}"]`));
    if (displaced.length) {
      const line = part("displaced");
      const titles = displaced.map((r) => find(`[data-rule="${r.id}"] b`).textContent.replace(/\.$/, ""));
      line.append(titles.join(", "));
      reason.append(line);
    }
    own("rules", made).replaceChildren(reason);
    made.append(...[...own("foot").children].slice(0, 2).map(copy));
    if (periods) made.append(compare(answers));
    const link = part("link");
    find("a", link).href = address(answers);
    own("restart", link).addEventListener("click", () => { bag = {}; go(); });
    made.append(link);
    now.replaceChildren(...made.children);
  };

  const draw = () => {
    const state = follow(bag);
    const question = open ? questions.find(({ id }) => id === open) : state.next;
    summary(state.answers);
    now.classList.toggle("walkthrough-done", !question);
    if (question) ask(question);
    else tell(state);
    for (const link of document.querySelectorAll("a[hreflang][rel=alternate]")) link.hash = address(state.answers);
  };
  const focus = () => {
    const heading = find("h3", now);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    now.scrollIntoView({ block: now.offsetHeight > innerHeight ? "start" : "nearest" });
  };
  const show = (question) => { open = question; draw(); focus(); };
  const go = () => {
    const { answers } = follow(bag);
    open = null;
    history.pushState(null, "", address(answers) || location.pathname + location.search);
    draw();
    focus();
  };
  const choose = (question, answer) => { bag = { ...bag, [question]: answer }; go(); };
  const read = () => {
    const given = /^#a=(.*)/.exec(location.hash);
    if (location.hash && !given) return; // a place in the page
    const waiting = given ? given[1].split(".") : [];
    bag = {};
    for (let next; waiting.length && (next = follow(bag).next)?.answers.includes(waiting[0]); ) bag[next.id] = waiting.shift();
    open = null;
    draw();
  };

  stage.hidden = false;
  own("private").hidden = false;
  own("whole").open = location.hash.length > 1 && !location.hash.startsWith("#a=");
  draw();
  read();
  addEventListener("popstate", read);
  // On paper: the outcome where there is one, else the whole table.
  addEventListener("beforeprint", () => { if (!now.matches(".walkthrough-done")) own("whole").open = true; });
}
