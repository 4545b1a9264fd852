// Keeps a reader's choice of light or dark, in this browser alone: what style sheets say of one theme
// is made to hold always or never. It runs before the page is shown, so that no other theme is seen.
"use strict";
{
  const key = "theme";
  let kept = {};
  try {
    kept = localStorage;
  } catch {
    // A browser that keeps nothing.
  }
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return []; // read from a folder: no script may look into a style sheet
    }
  });
  const themed = rules.filter(({ media }) => media?.mediaText?.includes("prefers-color-scheme"));
  const lists = [
    ...themed.map(({ media }) => [media, "mediaText", media.mediaText]),
    ...[...document.querySelectorAll("meta[media]")].map((meta) => [meta, "media", meta.media]),
  ];
  const show = (theme) => {
    for (const [one, name, text] of lists) {
      one[name] = text.replace(/\(prefers-color-scheme: (\w+)\)/g, (all, wanted) =>
        theme ? (theme === wanted ? "(min-width: 0px)" : "(max-width: 0px)") : all);
    }
    document.documentElement.style.colorScheme = theme;
  };
  const chosen = ["light", "dark"].find((theme) => theme === kept[key]) ?? "";
  if (chosen) show(chosen);
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector(".theme");
    if (!choice || !themed.length) return;
    const field = choice.querySelector("select");
    choice.hidden = false;
    field.value = chosen;
    field.addEventListener("change", () => {
      if (field.value) kept[key] = field.value;
      else delete kept[key];
      show(field.value);
    });
  });
}
