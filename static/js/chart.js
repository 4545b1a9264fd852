// The live chart, on demand: when a reader reaches for a figure, the script that draws is fetched
// from this site, and the live chart takes the place of the still one. Without it, nothing is lost.
"use strict";

{
  let runtime, shownAt = 0;

  // One script for all charts of the page.
  const load = (address) => runtime ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  // Vega writes some styles as attributes, which the page's policy refuses; as properties they pass.
  const writeStylesAsProperties = () => {
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (name, value) {
      if (name === "style") this.style.cssText = value;
      else set.call(this, name, value);
    };
  };

  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.setAttribute("role", "status");
  tip.hidden = true;

  // Vega hands over what an encoding's tooltip says: a text, or titles with their values.
  const showTip = (handler, event, item, value) => {
    tip.hidden = value == null || value === "";
    if (tip.hidden) return;
    if (typeof value === "object") {
      const list = document.createElement("dl");
      for (const [name, text] of Object.entries(value)) {
        const term = document.createElement("dt"), words = document.createElement("dd");
        term.textContent = name;
        words.textContent = text;
        list.append(term, words);
      }
      tip.replaceChildren(list);
    } else {
      tip.textContent = value;
    }
    shownAt = scrollY;
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, innerWidth - width - 8);
    const top = event.clientY - height - 14;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${top > 8 ? top : event.clientY + 18}px`;
  };

  const draw = async (picture) => {
    const figure = picture.closest("figure");
    const [made] = await Promise.all([
      fetch(picture.dataset.live).then((answer) => answer.json()),
      load(figure.dataset.runtime),
    ]);
    const still = picture.querySelector(":scope > svg");
    const live = document.createElement("div");
    live.className = "chart-live";
    live.hidden = true;
    const box = still.getBoundingClientRect();
    const { spec } = made;
    spec.config.font = getComputedStyle(still).fontFamily;
    for (const part of ["axis", "legend", "text", "header", "title"]) {
      for (const key of Object.keys(spec.config[part] ?? {})) {
        if (/font$/i.test(key)) delete spec.config[part][key];
      }
    }
    // The live chart is as large as the still one is shown; what the axes take stays the same.
    if (spec.width) spec.width = box.width;
    if (spec.height) spec.height += box.height - still.height.baseVal.value;
    picture.prepend(live);
    const { view } = await vegaEmbed(live, spec, {
      actions: false, ast: true, defaultStyle: false, mode: "vega-lite", renderer: "svg",
      tooltip: showTip, formatLocale: made.formatLocale, timeFormatLocale: made.timeFormatLocale,
    });
    live.querySelector("svg").setAttribute("aria-hidden", "true");
    live.hidden = false;
    document.body.append(tip);
    picture.dataset.state = "live";
    new ResizeObserver(([{ contentRect }], observer) => {
      if (Math.abs(contentRect.width - box.width) < 1) return;
      observer.disconnect();
      view.finalize();
      live.remove();
      delete picture.dataset.state;
    }).observe(picture);
  };

  const reach = ({ currentTarget: figure }) => {
    for (const picture of figure.querySelectorAll("[data-live]:not([data-state])")) {
      if (!picture.checkVisibility()) continue;
      picture.dataset.state = "loading";
      if (!window.vegaEmbed && !runtime) writeStylesAsProperties();
      draw(picture).catch(() => { picture.dataset.state = "still"; });
    }
  };

  for (const figure of document.querySelectorAll("figure[data-runtime]")) {
    for (const event of ["pointerenter", "pointerdown", "focusin"]) {
      figure.addEventListener(event, reach, { passive: true });
    }
  }
  // The mark moves away under its tip; an event that comes late for an earlier scroll is none.
  addEventListener("scroll", () => { tip.hidden ||= Math.abs(scrollY - shownAt) > 4; }, { passive: true });
}
