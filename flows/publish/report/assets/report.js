"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const wide = matchMedia("(min-width: 1000px)");

  // A table that goes on beyond the edge says so.
  const wider = new ResizeObserver((entries) => {
    for (const { target } of entries) target.classList.toggle("wider", target.scrollWidth > target.clientWidth + 1);
  });
  for (const one of document.querySelectorAll(".scroll")) wider.observe(one);

  // Rows that are drawn when they are seen.
  const fill = (body) => {
    const waiting = body.querySelector("template");
    if (waiting) body.replaceChildren(waiting.content);
    body.classList.remove("later");
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      fill(entry.target);
    }
  }, { rootMargin: "800px" });
  for (const body of document.querySelectorAll("tbody.later")) {
    body.rows[0].cells[0].style.height = `${body.dataset.rows * 26}px`;
    seen.observe(body);
  }
  addEventListener("beforeprint", () => document.querySelectorAll("tbody.later").forEach(fill));
  const find = (id) => {
    const there = byId(id);
    if (there) return there;
    const number = Number(id.slice(1));
    for (const body of document.querySelectorAll(`tbody.later[data-of="${id[0]}"]`)) {
      if (Number(body.dataset.first) <= number && number <= Number(body.dataset.last)) fill(body);
    }
    return byId(id);
  };

  // A filter over all figures: every word that is sought, or run of words in quotes, is in the row.
  const sought = byId("sought");
  if (sought) {
    const rows = [...byId("found").tBodies[0].rows];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const met = byId("met");
    const filter = () => {
      const words = [...sought.value.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)].map((one) => one[1] || one[2].replaceAll('"', ""));
      let shown = 0;
      rows.forEach((row, at) => {
        row.hidden = !words.every((word) => texts[at].includes(word));
        shown += !row.hidden;
      });
      met.textContent = `${shown.toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")}`;
      history.replaceState(null, "", sought.value ? `#${encodeURIComponent(sought.value)}` : location.pathname + location.search);
    };
    let waiting;
    sought.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
    if (location.hash) sought.value = decodeURIComponent(location.hash.slice(1));
    filter();
  }

  const copied = async (button) => {
    const text = button.parentElement.querySelector("pre").textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copied(button);
  });

  const main = document.querySelector("main[data-file]");
  if (!main) return;
  const said = byId("said");
  const status = said.querySelector("p");
  const mend = said.querySelector(".mend");

  const words = (figure) => {
    const name = figure.querySelector("th a").textContent;
    const amount = figure.querySelector(".amount").firstChild.textContent;
    return `${name}: ${amount}`;
  };
  const numbers = (text, kind) => (text || "").split(" ").filter(Boolean).map((number) => find(kind + number)).filter(Boolean);
  const partners = (element) => element.matches(".figure")
    ? { figures: [element], cells: numbers(element.dataset.c, "c") }
    : { figures: numbers(element.dataset.f, "f"), cells: [element] };

  const correction = (figure, cell) => {
    const place = figure.dataset.p || `sentence: ${JSON.stringify(cell ? cell.dataset.t || cell.textContent : "")}`;
    const printed = JSON.stringify(figure.dataset.v);
    const lines = [`- file: ${JSON.stringify(main.dataset.file)}`, place, `printed: ${printed}`, `value: ${figure.dataset.n || printed}`];
    return [...lines, "reason: say how you know"].join("\n  ") + "\n";
  };

  let lit = [];
  const light = (element, scrolls, others = []) => {
    const all = [element, ...others].map(partners);
    const [figures, cells] = [all.flatMap((one) => one.figures), all.flatMap((one) => one.cells)];
    for (const one of lit) one.classList.remove("lit");
    lit = [...figures, ...cells];
    for (const one of lit) one.classList.add("lit");
    const other = element.matches(".figure") ? cells[0] : figures[0];
    if (other && scrolls && wide.matches) other.scrollIntoView({ block: "nearest", inline: "nearest" });
    const reason = element.dataset.r ? ` (${element.dataset.r})` : "";
    const kind = [...element.classList].find((name) => document.querySelector(`.swatch.${name}`));
    const meaning = kind ? document.querySelector(`.swatch.${kind} ~ b`).textContent : "";
    const doubt = figures[0] && figures[0].querySelector(".why");
    const found = cells[0] && document.querySelector(`.findings a[href="#${cells[0].id}"]`);
    const finding = found ? ` — Finding: ${found.closest("li").querySelector("p + p").textContent}` : "";
    status.textContent = figures.length
      ? figures.slice(0, 3).map(words).join(" — ") + (figures.length > 3 ? ` — and ${figures.length - 3} more` : "")
        + (doubt ? ` — ${doubt.textContent}` : "") + finding
      : `${meaning}${reason}: ${element.dataset.t || element.getAttribute("aria-label") || element.textContent}`;
    const figure = figures[0];
    mend.hidden = !figure || !figure.dataset.v || others.length > 0;
    const act = mend.querySelector("a");
    if (!mend.hidden) {
      if (act) { act.href = figure.querySelector("a.act").href; return; }
      mend.querySelector("code").textContent = main.dataset.corrections;
      mend.querySelector("pre").textContent = correction(figure, cells[0]);
    }
  };
  const marked = (target) => target.closest ? target.closest(".m, tr.figure") : null;

  main.addEventListener("pointerover", (event) => {
    const element = marked(event.target);
    if (element && event.pointerType !== "touch") light(element, true);
  });
  main.addEventListener("focusin", (event) => {
    const element = marked(event.target);
    if (element) light(element, true);
  });

  // A cell leads to its figure and a figure to its cell, drawn or not yet.
  const go = (element) => {
    const focusable = element.matches("a, [tabindex]") && !element.matches("td") ? element : element.querySelector("a") || element;
    focusable.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", inline: "nearest" });
  };
  const follow = (hash) => {  // #f4.5.6: the parts of a sum
    const [, kind, all] = /^#([cf])(\d+(?:\.\d+)*)$/.exec(hash) || [];
    const [first, ...others] = all ? numbers(all.replaceAll(".", " "), kind) : [];
    if (first) go(first);
    if (others.length) light(first, true, others);
    return Boolean(first);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && follow(link.getAttribute("href"))) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
    }
  });
  follow(location.hash);

  // One stop for Tab in every table and page; the arrow keys go from cell to cell.
  const stops = (place) => [...place.querySelectorAll(".m")];
  const target = (cell) => cell.querySelector(":scope > a") || cell;
  for (const place of document.querySelectorAll(".paper svg, .grid")) {
    const first = place.querySelector("a.m, .m > a");
    if (first) first.setAttribute("tabindex", "0");
  }
  for (const link of document.querySelectorAll(".text a.m, .elsewhere a.m")) link.setAttribute("tabindex", "0");
  const centre = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const nearest = (from, cells, [dx, dy]) => {
    const here = centre(from);
    let best = null;
    let least = Infinity;
    for (const cell of cells) {
      if (cell === from) continue;
      const there = centre(cell);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along > 1 && along + 4 * aside < least) [best, least] = [cell, along + 4 * aside];
    }
    return best;
  };
  main.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const cell = way && event.target.closest(".m");
    const place = cell && cell.closest("svg, .grid");
    if (!place) return;
    const next = nearest(cell, stops(place), way);
    event.preventDefault();
    if (!next) return;
    target(cell).setAttribute("tabindex", "-1");
    target(next).setAttribute("tabindex", "0");
    target(next).focus();
  });
})();
