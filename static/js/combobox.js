// Search-as-you-type for long lists: a select marked data-search gets a field to type in (ARIA 1.2, combobox
// with a list). The select stays the form's field; without this script it is an ordinary select.
(() => {
  const LETTERS = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d" };
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßøæœłđ]/g, (letter) => LETTERS[letter]).trim();

  const make = (name, properties, attributes = {}) => {
    const element = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // 0: the name begins with what was typed, 1: one of its words does, 2: it is somewhere in it, 3: nowhere.
  const rank = (item, typed) => {
    if (item.folded.startsWith(typed)) return 0;
    if (item.words.some((word) => word.startsWith(typed))) return 1;
    return item.folded.includes(typed) ? 2 : 3;
  };

  class Combobox {
    constructor(select) {
      this.select = select;
      this.items = [...select.options].filter((option) => option.value).map((option, place) => {
        const folded = fold(option.text);
        return { option, place, folded, words: folded.split(/[\s(),'’-]+/) };
      });
      this.matches = [];
      this.active = -1;
      this.build();
      this.listen();
      this.show();
    }

    build() {
      const { select } = this;
      const id = select.id;
      const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
      this.input = make(
        "input",
        { type: "text", autocomplete: "off", spellcheck: false, required: select.required },
        { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list` },
      );
      this.input.className = `${select.className} combobox-input`;
      for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
        if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
      }
      this.list = make(
        "ul",
        { id: `${id}-list`, className: "combobox-list", hidden: true },
        { role: "listbox", "aria-label": label ? label.innerText : select.getAttribute("aria-label") ?? "" },
      );
      this.status = make("span", { className: "visually-hidden" }, { role: "status" });
      Object.assign(select, { id: `${id}-choice`, hidden: true, required: false });
      this.input.id = id;
      const frame = make("div", { className: "combobox" });
      select.before(frame);
      frame.append(this.input, this.list, this.status);
    }

    listen() {
      const { input, list, select } = this;
      input.addEventListener("focus", () => input.select());
      input.addEventListener("click", () => this.open(""));
      input.addEventListener("input", () => this.open(input.value));
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("blur", () => this.settle());
      list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
      list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.pick(this.matches[[...list.children].indexOf(option)]);
      });
      select.addEventListener("change", () => this.show());
      window.addEventListener("pageshow", () => this.show()); // a page called back has its choices back
    }

    // Write what is chosen into the field.
    show() {
      this.input.value = this.select.value ? this.select.selectedOptions[0].text : "";
      this.input.setCustomValidity("");
    }

    open(typed) {
      const wanted = fold(typed);
      this.matches = this.items
        .map((item) => ({ item, rank: rank(item, wanted) }))
        .filter((found) => found.rank < 3)
        .sort((one, other) => one.rank - other.rank || one.item.place - other.item.place)
        .map((found) => found.item);
      this.list.replaceChildren(
        ...this.matches.map((item) =>
          make("li", { id: `${this.list.id}-${item.place}`, textContent: item.option.text }, { role: "option" }),
        ),
      );
      this.list.hidden = !this.matches.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      const { found, none } = this.select.dataset;
      this.status.textContent = this.matches.length ? `${found} ${this.matches.length}` : none;
      this.point(wanted ? 0 : this.matches.findIndex((item) => item.option.selected));
    }

    close() {
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
      this.status.textContent = "";
    }

    // Make one option of the open list the active one; -1 for none.
    point(place) {
      this.active = Math.min(place, this.matches.length - 1);
      [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
      const option = this.list.children[this.active];
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    pick(item) {
      this.select.value = item ? item.option.value : "";
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
    }

    press(event) {
      const isOpen = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) return this.open("");
        const last = this.matches.length - 1;
        const next = this.active + (event.key === "ArrowDown" ? 1 : -1);
        return this.point(next > last ? 0 : next < 0 ? last : next);
      }
      if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        this.show();
        return this.close();
      }
      if ((event.key === "Enter" || event.key === "Tab") && isOpen && this.active >= 0) {
        if (event.key === "Enter") event.preventDefault();
        this.pick(this.matches[this.active]);
      }
      return undefined;
    }

    // The field is left: a name typed in full counts, nothing typed is no choice, anything else is asked again.
    settle() {
      const typed = fold(this.input.value);
      const named = this.items.find((item) => item.folded === typed);
      if (named || !typed) {
        if (!named || !named.option.selected) this.pick(named);
        else this.show();
      } else {
        this.select.value = "";
        this.input.setCustomValidity(this.select.dataset.unknown);
      }
      this.close();
    }
  }

  for (const select of document.querySelectorAll("select[data-search]")) new Combobox(select);
})();
