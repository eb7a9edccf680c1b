"use strict";
(() => {
  // A key does what it stands beside: it presses a button, follows a link, or goes to a field.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const writing = event.target.closest("input, textarea, select");
    if (writing) {
      if (event.key === "Escape") writing.blur();
      return;
    }
    if (event.key === "Enter" && event.target.closest("a, button, summary, .m")) return;
    const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not(:disabled)`);
    if (!meant) return;
    event.preventDefault();
    if (meant.matches("input:not([type=radio], [type=checkbox]), select")) {
      meant.focus();
      if (meant.select) meant.select();
    } else meant.click();
  });

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    document.body.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
    document.body.removeAttribute("aria-busy");
  });

  // What was typed into a form that is refused stands there again on the way back.
  const typed = JSON.parse(sessionStorage.getItem("typed") || "null");
  const back = document.querySelector("a[data-refused]");
  if (typed && back) {
    back.href = typed.page;
    sessionStorage.setItem("typed", JSON.stringify({ ...typed, refused: true }));
  } else sessionStorage.removeItem("typed");
  if (typed && typed.refused && typed.page === location.href) {
    const form = [...document.forms].find((one) => one.action === typed.action);
    for (const [name, value] of form ? typed.fields : []) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.matches("[type=radio], [type=checkbox]")) field.checked = field.value === value;
        else if (field.type !== "hidden") field.value = value;
      }
    }
  }
  document.addEventListener("submit", ({ target }) => {
    if (target.method !== "post") return;
    const fields = [...new FormData(target)];
    sessionStorage.setItem("typed", JSON.stringify({ page: location.href, action: target.action, fields }));
  });

  // A field offers the values of what was chosen beside it.
  for (const select of document.querySelectorAll("select[data-lists]")) {
    const field = select.form.querySelector("input[list]");
    const follow = () => field.setAttribute("list", select.dataset.lists + select.value);
    select.addEventListener("change", follow);
    follow();
  }

  // What each option would change, looked up while the person reads.
  const choose = document.getElementById("choose");
  if (choose && choose.querySelector(".would a")) {
    for (const one of choose.querySelectorAll(".would span")) one.textContent = "…";
    fetch(`${choose.getAttribute("action")}/effects`)
      .then((answer) => answer.json())
      .then((told) => {
        for (const one of choose.querySelectorAll(".would")) {
          const words = told[one.dataset.option] || ["cannot be told"];
          one.querySelector("span").textContent = words.slice(0, 4).join(" · ") + (words.length > 4 ? ` · and ${words.length - 4} more` : "");
        }
      })
      .catch(() => { for (const one of choose.querySelectorAll(".would span")) one.textContent = "cannot be told now"; });
  }

  // Of several readings the first that is open answers to the digits; what is chosen goes on to the next.
  const readings = [...document.querySelectorAll("fieldset.reading")];
  if (readings.length) {
    const lead = (to, focus) => {
      for (const one of document.querySelectorAll("[data-pick]")) delete one.dataset.key;
      for (const one of readings) one.classList.toggle("now", one === to);
      if (!to) return;
      for (const one of to.querySelectorAll("[data-pick]")) one.dataset.key = one.dataset.pick;
      if (focus) { to.focus(); to.scrollIntoView({ block: "nearest" }); }
    };
    const open = () => readings.find((one) => !one.querySelector(":checked"));
    lead(open(), false);
    document.addEventListener("change", (event) => { if (event.target.dataset.pick) lead(open(), true); });
  }

  // A frame drawn on the picture of a page is what the fields beside it say.
  const drawn = document.getElementById("drawn");
  if (drawn) {
    const form = document.getElementById("frame");
    const rect = drawn.querySelector("rect");
    let from = null;
    const at = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawn.getScreenCTM().inverse());
      return [Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10];
    };
    const draw = (event) => {
      const [x, y] = at(event);
      const box = { x0: Math.min(x, from[0]), top: Math.min(y, from[1]), x1: Math.max(x, from[0]), bottom: Math.max(y, from[1]) };
      for (const [name, value] of Object.entries(box)) form.elements[name].value = value.toFixed(1);
      for (const [name, value] of [["x", box.x0], ["y", box.top], ["width", box.x1 - box.x0], ["height", box.bottom - box.top]]) rect.setAttribute(name, value);
      return box;
    };
    drawn.addEventListener("pointerdown", (event) => { from = at(event); drawn.setPointerCapture(event.pointerId); event.preventDefault(); });
    drawn.addEventListener("pointermove", (event) => { if (from) draw(event); });
    drawn.addEventListener("pointerup", (event) => {
      if (!from) return;
      const box = draw(event);
      from = null;
      if (box.x1 - box.x0 > 5 && box.bottom - box.top > 5) form.requestSubmit();
    });
  }
})();
