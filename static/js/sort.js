// Lets a reader sort a dataset's table by any column; without this the table is whole, in its own order.
"use strict";
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const own = [...body.rows];
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const heads = [...table.tHead.rows[0].cells];
  const text = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent;
  };
  const sort = (column, order) => {
    const sign = order === "descending" ? -1 : 1;
    const numeric = heads[column].classList.contains("number");
    const rows = [...own];
    if (order) {
      rows.sort((first, second) => {
        const [a, b] = [text(first, column), text(second, column)];
        if (a === "–" || b === "–") return (a === "–") - (b === "–"); // what is missing comes last
        return sign * (numeric ? a - b : compare(a, b));
      });
    }
    body.append(...rows);
    for (const head of heads) head.removeAttribute("aria-sort");
    if (order) heads[column].setAttribute("aria-sort", order);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dataset-sort";
    button.title = table.dataset.sortable.replace("{column}", () => head.textContent);
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Up, down, and back to the file's own order.
      const next = { ascending: "descending", descending: "" };
      sort(column, next[head.getAttribute("aria-sort")] ?? "ascending");
    });
  });
}
