// Building the panel's elements. Text from pages goes in as text nodes only, so that it can't become markup.

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  dot: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
  square: "M3 3h10v10h-10z",
  diamond: "M8 1l7 7l-7 7l-7-7z",
  triangle: "M8 2l7 12h-14z",
  hexagon: "M4.5 2h7l3.5 6l-3.5 6h-7l-3.5-6z",
};

// The small drawing of a type, in the shape and colour that it has on the canvas.
function sign(type) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `sign ${type}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", OUTLINES[SHAPE_OF[type]]);
  svg.append(path);
  return svg;
}

// A name that leads on to its card.
function nodeLink(node, text = NODES[node].name) {
  return el("a", { class: "link", href: addressOf({ node }) }, sign(NODES[node].type), el("span", {}, text));
}

// A text with its names marked; those in strong are the ones it is shown for.
function marked(text, marks, strong = []) {
  const fragment = document.createDocumentFragment();
  let reached = 0;
  for (const { begin, end, node } of marks) {
    if (begin > reached) fragment.append(text.slice(reached, begin));
    const chosen = strong.includes(node) ? " strong" : "";
    fragment.append(
      el("a", { class: `name ${NODES[node].type}${chosen}`, href: addressOf({ node }), title: NODES[node].name }, text.slice(begin, end)),
    );
    reached = end;
  }
  if (reached < text.length) fragment.append(text.slice(reached));
  return fragment;
}

// A list of which the first few are shown, and a button for the others.
function longList(items, first, build) {
  const list = el("ul", {}, ...items.slice(0, first).map((item) => el("li", {}, build(item))));
  if (items.length <= first) return list;
  const more = el("button", { type: "button", class: "more" }, say("card.showAll", { n: items.length - first }));
  more.addEventListener("click", () => {
    const rest = items.slice(first).map((item) => el("li", {}, build(item)));
    list.append(...rest);
    more.remove();
    rest[0].querySelector("a")?.focus();
  });
  return el("div", {}, list, more);
}

// Build a part of the page anew and leave the keyboard where it was: on the element with the same data-key.
function keepFocus(box, build) {
  const key = box.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  build();
  if (key !== undefined) [...box.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus({ preventScroll: true });
}
