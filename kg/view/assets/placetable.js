// Places as a table that unfolds from provinces to villages, with counts in its columns.

const unfolded = new Set();
const MOST_PLACES = 60; // rows below one place before a button for the others
const fullyShown = new Set();

// Places that no division holds: sites, regions and the like that no article ties to one.
const elsewhere = { id: null, below: [] };

function rootItems() {
  const roots = [...placeItems.values()].filter((item) => item.above === null);
  elsewhere.below = roots.filter((item) => !item.code);
  elsewhere.name = say("places.other");
  return [...roots.filter((item) => item.code), elsewhere];
}

// To begin with what holds most of everything is unfolded, and the way to the place chosen always is.
function unfoldFirst(weigh) {
  for (let item = filters.place?.above; item; item = item.above) unfolded.add(item);
  let items = unfoldFirst.done ? [] : rootItems();
  unfoldFirst.done = true;
  while (items.length) {
    const total = items.reduce((sum, item) => sum + weigh(item), 0);
    const main = items.find((item) => item !== elsewhere && weigh(item) > total / 2);
    if (main) unfolded.add(main);
    items = main?.below ?? [];
  }
}

const byCount = (weigh) => (one, other) =>
  (one === elsewhere) - (other === elsewhere) || weigh(other) - weigh(one) || (one.id < other.id ? -1 : 1);

// A table with a row for each place that weigh gives anything. columns: [{head, cell: item → content, title}].
function placeTable(columns, weigh, caption) {
  unfoldFirst(weigh);
  const body = el("tbody", {});
  const add = (items, depth) => {
    const some = items.filter((item) => weigh(item) > 0).sort(byCount(weigh));
    const above = some[0]?.above ?? null;
    const shown = fullyShown.has(above) ? some : some.slice(0, MOST_PLACES);
    for (const item of shown) {
      const folds = item.below.some((other) => weigh(other) > 0);
      body.append(placeRow(item, depth, folds, columns));
      if (folds && unfolded.has(item)) add(item.below, depth + 1);
    }
    if (shown.length < some.length) body.append(moreRow(above, some.length - shown.length, columns.length));
  };
  add(rootItems(), 0);
  const heads = columns.map(({ head, key }) => el("th", { scope: "col", class: "figure", "data-column": key }, head));
  return el("table", { class: "places" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("type.Place")), ...heads)), body);
}

function placeRow(item, depth, folds, columns) {
  const fold = folds ? el("button", {
    type: "button", class: "fold", "data-key": `fold ${item.id}`, "aria-expanded": String(unfolded.has(item)),
    "aria-label": say("places.unfold", { name: item.name }),
    onclick: () => {
      if (!unfolded.delete(item)) unfolded.add(item);
      showSide();
    },
  }) : el("span", { class: "fold" });
  const name = item.id === null ? el("span", {}, item.name) : el("button", {
    type: "button", class: "place", "data-key": `place ${item.id}`, "aria-pressed": String(filters.place === item),
    onclick: () => pickPlace(item, filters.kind),
  }, item.name);
  return el("tr", { class: filters.place === item ? "picked" : null },
    el("th", { scope: "row", class: `depth-${Math.min(depth, 5)}` }, fold, name),
    ...columns.map(({ cell }) => cell(item)));
}

function moreRow(above, count, columns) {
  const show = () => { fullyShown.add(above); showSide(); };
  return el("tr", {}, el("td", { colspan: columns + 1 },
    el("button", { type: "button", class: "more", onclick: show }, say("card.showAll", { n: count }))));
}

// Choose a place, and a kind of programme with it; the same again lets go of it. The graph follows.
function pickPlace(item, kind = null) {
  const again = filters.place === item && filters.kind === kind;
  Object.assign(filters, { place: again ? null : item, kind: again ? null : kind });
  remember();
  clearChoice();
  step();
}
