// Filters beyond the legend: by relation, by kind, and by how sure a fact is.

const filterBox = document.getElementById("filters");

function check(label, count, checked, change) {
  const input = el("input", { type: "checkbox", checked });
  input.addEventListener("change", () => change(input.checked));
  return el("label", {}, input, el("span", {}, label), el("small", {}, String(count)));
}

function setOrClear(set, value, wanted) {
  if (wanted) set.add(value);
  else set.delete(value);
}

function countBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function showFilters(change) {
  const relations = countBy(claims.map((claim) => claim.relation));
  const kinds = countBy(NODES.flatMap(({ kind, type }) => (kind ? [`${type} ${kind}`] : [])));
  const boxes = RELATIONS.filter((name) => relations.has(name)).map((name) => check(
    say(`relation.${name}`), relations.get(name), !filters.withoutRelations.has(name),
    (wanted) => { setOrClear(filters.withoutRelations, name, !wanted); change(); },
  ));
  const ofType = TYPES.flatMap((type) => {
    const own = [...kinds.keys()].filter((key) => key.startsWith(`${type} `)).sort((one, other) => kinds.get(other) - kinds.get(one));
    return own.length ? [el("fieldset", {}, el("legend", {}, say(`type.${type}`)), ...own.map((key) => {
      const kind = key.slice(type.length + 1);
      return check(say(`kind.${kind}`), kinds.get(key), !filters.withoutKinds.has(kind),
        (wanted) => { setOrClear(filters.withoutKinds, kind, !wanted); change(); });
    }))] : [];
  });
  const percent = el("output", {}, `${filters.confidence}%`);
  const range = el("input", { type: "range", min: 0, max: 100, step: 5, value: filters.confidence, "aria-label": say("filters.confidence") });
  range.addEventListener("input", () => {
    filters.confidence = Number(range.value);
    percent.textContent = `${range.value}%`;
    change();
  });
  filterBox.replaceChildren(
    el("summary", {}, say("filters.more")),
    el("div", {},
      el("fieldset", {}, el("legend", {}, say("legend.relations")), ...boxes,
        check(say("legend.mentions"), mentions.length, filters.mentions, (wanted) => { filters.mentions = wanted; change(); })),
      ...ofType,
      el("fieldset", {}, el("legend", {}, say("filters.confidence")), el("label", {}, range, percent))),
  );
}
