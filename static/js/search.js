// Opens the search, by its link in the masthead or by the key "/". What searches is loaded then.
"use strict";
{
  const form = document.querySelector("form.search");
  const dialog = form.closest("dialog"); // none on the search page
  const link = document.querySelector(".masthead-search");
  const toggle = dialog?.querySelector(".search-key input");
  const key = "search-key"; // kept only by those who turn the key off
  let kept = {};
  try {
    kept = localStorage;
  } catch {
    // A browser that keeps nothing.
  }
  let loaded;
  const load = () => {
    const script = new URL(form.dataset.script, document.baseURI);
    loaded ??= import(script).then(({ start }) => start(form));
    loaded.catch(() => {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
    });
  };
  const open = () => {
    if (dialog && !dialog.open) dialog.showModal();
    form.elements.q.select();
    load();
  };
  link.setAttribute("aria-keyshortcuts", "/");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typed = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typed) return;
    if (kept[key] === "off") return;
    event.preventDefault();
    open();
  });
  dialog?.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a, button")) dialog.close();
  });
  if (toggle) {
    toggle.checked = kept[key] !== "off";
    toggle.addEventListener("change", () => {
      if (toggle.checked) delete kept[key];
      else kept[key] = "off";
    });
  }
  if (!dialog) {
    form.addEventListener("focusin", load, { once: true });
    if (location.search) load();
  }
}
