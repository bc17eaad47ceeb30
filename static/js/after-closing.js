// Ticking many candidacies without loading the page again; without this script the same links do it on the server.
(() => {
  const form = document.getElementById("screening");
  if (!form) return;
  const boxes = [...form.querySelectorAll('input[name="selected"]')];
  const counter = form.querySelector("[data-ticked-count]");
  const show = () => {
    if (counter) counter.textContent = `${counter.dataset.text} ${boxes.filter((box) => box.checked).length}`;
  };
  form.addEventListener("change", show);
  for (const link of form.querySelectorAll("[data-tick]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = link.dataset.tick === "complete" && "clear" in box.dataset;
      show();
    });
  }
  form.querySelector("[data-focus]")?.focus();
  show();
})();
