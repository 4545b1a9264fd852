// A chart answers: point at it, tap it or use the arrow keys, and what it says at the nearest point
// stands beside it. When a reader first reaches for it, the script that draws is fetched from this
// site too, and the live chart takes the place of the still one. Without it, nothing is lost.
"use strict";

{
  let runtime;
  const asked = new WeakMap();

  // What a picture is drawn from, and its points in the pixels of the drawing.
  const made = (picture) => {
    if (!asked.has(picture)) {
      asked.set(picture, fetch(picture.dataset.live).then((answer) => answer.json()).then((data) => ({
        ...data,
        points: data.plots.flatMap((plot) => plot.points.map((point) => ({ plot, ...point }))),
      })));
    }
    return asked.get(picture);
  };

  // --- The answer

  const part = (name, kind = "div") => {
    const made = document.createElement(kind);
    made.className = name;
    return made;
  };
  const tip = part("chart-tip", "dl"), marks = part("chart-marks"), spoken = part("visually-hidden");
  tip.setAttribute("aria-hidden", "true");
  spoken.setAttribute("role", "status");
  spoken.setAttribute("aria-live", "polite");
  let shown, turn = 0;

  const hide = () => {
    turn += 1;
    if (!shown) return;
    shown = undefined;
    tip.remove();
    marks.remove();
    spoken.textContent = "";
  };

  // Beside the point, in the window, and over neither the point nor the finger that asks.
  const place = (point, finger, axis) => {
    const { width, height } = tip.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const within = (at, size, whole) => Math.max(6, Math.min(at, whole - size - 6));
    const clear = ([left, top]) => [point, finger].every(({ x, y, r }) =>
      x + r <= left || x - r >= left + width || y + r <= top || y - r >= top + height);
    const around = ({ x, y, r }) => {
      const beside = [[x + r, y - height / 2], [x - r - width, y - height / 2]];
      const over = [[x - width / 2, y - r - height], [x - width / 2, y + r]];
      return axis === "y" ? [...over, ...beside] : [...beside, ...over];
    };
    const spots = [...around(point), ...around(finger)].map(([left, top]) =>
      [within(left, width, clientWidth), within(top, height, clientHeight)]);
    return spots.find(clear) ?? spots[0];
  };

  const show = (picture, { size: [width, height], points }, index, finger) => {
    const { plot, at, says } = points[index];
    shown = { picture, index };
    const percent = (place, whole) => `${(100 * place) / whole}%`;
    const line = part("chart-line"), [left, top, across, down] = plot.box;
    const [x, y] = at[0];
    if (plot.axis === "x") {
      line.style.cssText = `left:${percent(x, width)};top:${percent(top, height)};height:${percent(down, height)}`;
    } else if (plot.axis === "y") {
      line.style.cssText = `top:${percent(y, height)};left:${percent(left, width)};width:${percent(across, width)}`;
    }
    marks.replaceChildren(line, ...at.map(([x, y]) => {
      const dot = part("chart-dot");
      dot.style.left = percent(x, width);
      dot.style.top = percent(y, height);
      return dot;
    }));
    tip.replaceChildren(...says.flatMap(([name, text]) => {
      const term = part("", "dt"), words = part("", "dd");
      term.textContent = name;
      words.textContent = text;
      return [term, words];
    }));
    picture.append(marks, tip);
    const box = picture.getBoundingClientRect(), scale = box.width / width;
    const point = { x: box.left + x * scale, y: box.top + y * scale, r: 12 };
    const [tipLeft, tipTop] = place(point, finger ?? point, plot.axis);
    tip.style.left = `${tipLeft - box.left}px`;
    tip.style.top = `${tipTop - box.top}px`;
  };

  const speak = ({ points }) => {
    const { says } = points[shown.index];
    spoken.textContent = says.map((pair) => pair.join(" ").trim()).join(", ");
  };

  const nearest = (picture, { size, points }, { clientX, clientY }) => {
    const box = picture.getBoundingClientRect(), scale = box.width / size[0];
    const x = (clientX - box.left) / scale, y = (clientY - box.top) / scale;
    const off = (at, from, length) => Math.max(from - at, 0, at - from - length);
    const far = ({ plot, at }) => {
      const [left, top, width, height] = plot.box;
      const away = Math.hypot(off(x, left, width), off(y, top, height));
      const [across, down] = [at[0][0] - x, at[0][1] - y];
      return [away, plot.axis === "x" ? Math.abs(across) : plot.axis === "y" ? Math.abs(down) : Math.hypot(across, down)];
    };
    let best = 0;
    points.forEach((point, index) => {
      const [away, distance] = far(point), [least, shortest] = far(points[best]);
      if (away < least || (away === least && distance < shortest)) best = index;
    });
    return best;
  };

  const point = async (event) => {
    const picture = event.currentTarget, mine = ++turn;
    const { clientX: x, clientY: y, pointerType } = event, tap = event.type !== "pointermove";
    const data = await made(picture);
    if (mine !== turn || !data.points.length) return;
    const finger = { x, y, r: pointerType === "mouse" ? 12 : 30 };
    show(picture, data, nearest(picture, data, { clientX: x, clientY: y }), finger);
    if (tap) speak(data);
  };

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  const step = async (event) => {
    const picture = event.currentTarget, by = STEPS[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const data = await made(picture), last = data.points.length - 1;
    if (last < 0) return;
    const from = shown?.picture === picture ? shown.index : by > 0 ? -1 : last + 1;
    turn += 1;
    show(picture, data, Math.max(0, Math.min(last, from + by)));
    speak(data);
  };

  // --- The live chart

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

  const draw = async (picture) => {
    const [{ spec, formatLocale, timeFormatLocale }] = await Promise.all([
      made(picture),
      load(picture.closest("figure").dataset.runtime),
    ]);
    const live = part("chart-live");
    live.hidden = true;
    spec.config.font = getComputedStyle(picture.querySelector(":scope > svg")).fontFamily;
    for (const part of ["axis", "legend", "text", "header", "title"]) {
      for (const key of Object.keys(spec.config[part] ?? {})) {
        if (/font$/i.test(key)) delete spec.config[part][key];
      }
    }
    picture.prepend(live);
    await vegaEmbed(live, spec, {
      actions: false, ast: true, defaultStyle: false, mode: "vega-lite", renderer: "svg",
      tooltip: () => {}, formatLocale, timeFormatLocale,
    });
    // The picture around it has the name, in the page's language.
    for (const name of ["role", "aria-label", "aria-roledescription"]) live.removeAttribute(name);
    live.setAttribute("aria-hidden", "true");
    live.hidden = false;
    picture.dataset.state = "live";
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
    for (const picture of figure.querySelectorAll("[data-live]")) {
      // A screen reader hands the arrow keys to an application, not to an image.
      picture.setAttribute("role", "application");
      picture.tabIndex = 0;
      picture.addEventListener("pointermove", (event) => {
        if (event.pointerType !== "touch") point(event);
      });
      picture.addEventListener("pointerleave", (event) => {
        if (event.pointerType !== "touch") hide();
      });
      // A finger that rests for long makes no click, one that scrolls neither.
      picture.addEventListener("pointerup", point);
      picture.addEventListener("click", point);
      picture.addEventListener("keydown", step);
      picture.addEventListener("blur", hide);
    }
  }
  document.body.append(spoken);
  addEventListener("pointerdown", ({ target }) => { if (!shown?.picture.contains(target)) hide(); });
  addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  addEventListener("resize", hide);
}
