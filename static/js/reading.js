// Follows what is read: the contents mark the section, and the other language opens at the same one.
// Headings get a link to copy, pages a way to be shared. Without this, the languages' links lead to
// the top of the page.
"use strict";
{
  const main = document.querySelector("main");
  const headings = [...main.querySelectorAll(":is(h2, h3)[id]")];
  const languages = [...document.querySelectorAll("a[hreflang]")].filter((link) => !main.contains(link));
  const side = document.querySelector(".contents-side");

  // The heading that the address asks for while it is in sight, else the last one read past.
  const current = () => {
    const asked = headings.find(({ id }) => `#${id}` === decodeURIComponent(location.hash));
    const { top } = asked?.getBoundingClientRect() ?? {};
    if (top >= 0 && top < innerHeight) return asked;
    const end = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
    const line = end ? innerHeight : parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 72;
    return headings.findLast((heading) => heading.getBoundingClientRect().top <= line);
  };

  const follow = () => {
    const heading = current();
    for (const link of languages) {
      // Answers to questions are kept rather than the section.
      if (!link.hash.startsWith("#a=")) link.hash = heading?.id ?? "";
    }
    if (!side) return;
    const links = [...side.querySelectorAll("a")];
    const passed = headings.slice(0, headings.indexOf(heading) + 1).map(({ id }) => `#${id}`);
    const here = links.findLast((link) => passed.includes(decodeURIComponent(link.hash)));
    for (const link of links) {
      if (link === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    side.scrollTop = here ? here.offsetTop - side.clientHeight / 2 : 0;
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  };
  for (const link of languages) link.addEventListener("click", follow);
  for (const event of ["scroll", "resize", "hashchange", "load"]) addEventListener(event, soon, { passive: true });

  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);
  for (const heading of headings) {
    const link = document.createElement("a");
    link.className = "heading-link";
    link.href = `#${heading.id}`;
    link.setAttribute("aria-label", main.dataset.linkLabel);
    link.addEventListener("click", () => {
      // The link is followed too: its address can be taken from the window.
      navigator.clipboard?.writeText(link.href).then(() => {
        said.textContent = main.dataset.linkCopied;
        link.dataset.copied = main.dataset.linkCopied;
        link.addEventListener("blur", () => { delete link.dataset.copied; said.textContent = ""; }, { once: true });
      }, () => {});
    });
    heading.append(link);
  }
  soon();

  // Where the system has a sheet for it, the page is shared through that.
  const dates = main.querySelector(".page-dates");
  if (navigator.share && dates) {
    const share = document.createElement("button");
    share.type = "button";
    share.className = "page-share";
    share.textContent = main.dataset.share;
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    share.addEventListener("click", () => navigator.share({ title: document.title, url }).catch(() => {}));
    dates.append(share);
  }
}
