/* Search and filter. The page is complete without it. */
"use strict";
(() => {
  const tools = document.getElementById("tools");
  const query = document.getElementById("query");
  const state = document.getElementById("state");
  const severity = document.getElementById("severity");
  const shown = document.getElementById("shown");
  const rows = [...document.querySelectorAll("[data-state]")].map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    states: row.dataset.state.split(" "),
    severity: row.closest("[data-severity]")?.dataset.severity,
  }));
  const groups = [...document.querySelectorAll("[data-group]")];
  const total = rows.length;

  const apply = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text, states, severities } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (state.value === "" || states.includes(state.value)) &&
        (severity.value === "" || own === severity.value);
      row.classList.toggle("filtered", !fits);
      if (fits) count++;
    }
    for (const group of groups)
      group.classList.toggle("filtered", group.querySelector("[data-state]:not(.filtered)") === null);
    const active = words.length > 0 || state.value !== "" || severity.value !== "";
    shown.textContent = active ? count + " of " + total + " rows" : total + " rows";
    const wish = new URLSearchParams();
    if (query.value) wish.set("q", query.value);
    if (state.value) wish.set("state", state.value);
    if (severity.value) wish.set("severity", severity.value);
    const hash = String(wish);
    if (hash) history.replaceState(null, "", "#?" + hash);
    else if (location.hash.startsWith("#?"))
      history.replaceState(null, "", location.pathname + location.search);
  };

  const cell = (text) => {
    const plain = text.replace(/\s+/g, " ").trim();
    /* A spreadsheet would run a cell that begins like a formula. */
    const safe = /^[=+\-@]/.test(plain) ? "'" + plain : plain;
    return '"' + safe.replaceAll('"', '""') + '"';
  };
  const download = () => {
    const lines = [...document.querySelectorAll("tr[data-state]:not(.filtered)")]
      .filter((row) => row.closest(".filtered") === null)
      .map((row) =>
        [
          row.closest("section").dataset.title,
          row.closest("[data-title]").dataset.title,
          ...[...row.cells].map((each) => each.textContent),
        ]
          .map(cell)
          .join(","),
      );
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = document.documentElement.dataset.name + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  for (const input of [query, state, severity]) input.addEventListener("input", apply);
  document.getElementById("clear").addEventListener("click", () => {
    query.value = state.value = severity.value = "";
    apply();
    query.focus();
  });
  document.getElementById("download").addEventListener("click", download);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      query.focus();
    }
  });

  const reveal = () => {
    const target =
      location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  /* Paper shows what is folded. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });

  tools.hidden = false;
  if (location.hash.startsWith("#?")) {
    const wish = new URLSearchParams(location.hash.slice(2));
    query.value = wish.get("q") || "";
    state.value = wish.get("state") || "";
    severity.value = wish.get("severity") || "";
  }
  apply();
  reveal();
})();
