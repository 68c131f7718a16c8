// Programmes by kind and place: a row for each place, a column for each kind, darker where there are more.

const SHADES = 4;

function kindsOf(programmes) {
  const counts = countBy([...programmes].map((node) => NODES[node].kind));
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
}

function programmesSide(tally) {
  const all = NODES.flatMap(({ type }, node) => (type === "Programme" && isNamed(node) ? [node] : []));
  const placed = new Set([...placeItems.values()].filter((item) => !item.above).flatMap((item) => [...tally.get(item).programmes]));
  elsewhereOf(tally);
  const kinds = kindsOf(all);
  const counts = new Map([...tally].map(([item, { programmes }]) => [item, countBy([...programmes].map((node) => NODES[node].kind))]));
  const most = Math.max(1, ...[...counts].filter(([item]) => item.above).flatMap(([, each]) => [...each.values()]));
  const weigh = (item) => tally.get(item).programmes.size;
  const columns = kinds.map((kind) => ({
    key: kind, head: el("span", {}, say(`kind.${kind}`)),
    cell: (item) => programmeCell(item, kind, counts.get(item).get(kind) ?? 0, most),
  }));
  columns.unshift({ head: el("span", {}, say("programmes.all")), cell: (item) => el("td", { class: "figure sum" }, String(weigh(item))) });
  const without = all.length - placed.size;
  return [el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": say("app.programmes") },
    kindBars(all, kinds), placeTable(columns, weigh, say("programmes.how")),
    without ? el("p", { class: "quiet" }, say("programmes.without", { n: without })) : "")];
}

// The places that no division holds are one row of the table.
function elsewhereOf(tally) {
  rootItems();
  const programmes = new Set(elsewhere.below.flatMap((item) => [...tally.get(item).programmes]));
  tally.set(elsewhere, { articles: new Set(), programmes });
}

function programmeCell(item, kind, count, most) {
  if (!count) return el("td", { class: "figure" });
  const shade = Math.max(1, Math.min(SHADES, Math.ceil((SHADES * count) / most)));
  if (item.id === null) return el("td", { class: `figure shade-${shade}` }, String(count));
  return el("td", { class: `figure shade-${shade}` }, el("button", {
    type: "button", "data-key": `cell ${kind} ${item.id}`, "aria-pressed": String(filters.place === item && filters.kind === kind),
    "aria-label": say("programmes.cell", { name: item.name, kind: say(`kind.${kind}`), n: count }),
    onclick: () => pickPlace(item, kind),
  }, String(count)));
}

// A bar for each kind over all places; a click on one limits the graph to it.
function kindBars(programmes, kinds) {
  const counts = countBy(programmes.map((node) => NODES[node].kind));
  const most = Math.max(1, ...counts.values());
  return el("ul", { class: "bars" }, ...kinds.map((kind) => {
    const bar = el("span", { class: "bar-of" });
    bar.style.width = `${(100 * counts.get(kind)) / most}%`;
    return el("li", {}, el("button", {
      type: "button", "data-key": `bar ${kind}`, "aria-pressed": String(filters.kind === kind),
      onclick: () => pickPlace(filters.place, filters.kind === kind ? null : kind),
    }, el("span", { class: "bar-name" }, say(`kind.${kind}`)), el("span", { class: "bar-room" }, bar), el("small", {}, String(counts.get(kind)))));
  }));
}
