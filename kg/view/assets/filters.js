// Filters beyond the legend: by article and date, relation, kind, and how sure a fact is.

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

const fieldset = (title, ...content) => el("fieldset", {}, el("legend", {}, title), ...content);

// change is called after every change, with whether it goes on (a slider on its way).
function showFilters(change) {
  if (filterBox.contains(document.activeElement) && filterBox.open) return; // the reader is at it: it shows what is set
  filterBox.replaceChildren(
    el("summary", {}, say("filters.more")),
    el("div", {}, articleFilter(change), DATES.length ? dateFilter(change) : "", relationFilter(change), ...kindFilters(change),
      confidenceFilter(change), el("button", { type: "button", class: "more", onclick: () => clearAll(change) }, say("filters.clear"))),
  );
}

function clearAll(change) {
  clearFilters();
  filterBox.open = false;
  change();
  filterBox.querySelector("summary").focus();
}

// One article, or all of a page: "a" and the article's number, or "p" and the page.
function articleFilter(change) {
  const pages = new Map();
  for (const [node, { page }] of NODES.entries()) {
    if (isArticle(node)) pages.set(page, [...(pages.get(page) ?? []), node]);
  }
  const select = el("select", { "aria-label": say("filters.article") }, el("option", { value: "" }, say("filters.allArticles")));
  for (const [page, articles] of [...pages].sort(([one], [other]) => (one < other ? -1 : 1))) {
    select.append(el("optgroup", { label: page }, el("option", { value: `p${page}` }, say("filters.wholePage", { n: articles.length })),
      ...articles.map((node) => el("option", { value: `a${node}` }, NODES[node].name))));
  }
  select.value = filters.article !== null ? `a${filters.article}` : filters.page !== null ? `p${filters.page}` : "";
  select.addEventListener("change", () => {
    const [what, which] = [select.value[0], select.value.slice(1)];
    Object.assign(filters, { article: what === "a" ? Number(which) : null, page: what === "p" ? which : null });
    change();
  });
  return fieldset(say("filters.article"), select);
}

// The articles of some days; those without a date are left out while this is set.
function dateFilter(change) {
  const day = (name, label) => {
    const input = el("input", { type: "date", min: DATES[0], max: DATES.at(-1), value: filters[name] });
    input.addEventListener("change", () => {
      filters[name] = input.value;
      change();
    });
    return el("label", {}, say(label), input);
  };
  return fieldset(say("filters.date"), day("since", "filters.since"), day("until", "filters.until"));
}

function relationFilter(change) {
  const relations = countBy(claims.map((claim) => claim.relation));
  return fieldset(say("legend.relations"),
    ...RELATIONS.filter((name) => relations.has(name)).map((name) => check(
      say(`relation.${name}`), relations.get(name), !filters.withoutRelations.has(name),
      (wanted) => { setOrClear(filters.withoutRelations, name, !wanted); change(); },
    )),
    check(say("legend.mentions"), mentions.length, filters.mentions, (wanted) => { filters.mentions = wanted; change(); }));
}

function kindFilters(change) {
  const kinds = countBy(NODES.flatMap(({ kind, type }) => (kind ? [`${type} ${kind}`] : [])));
  return TYPES.flatMap((type) => {
    const own = [...kinds.keys()].filter((key) => key.startsWith(`${type} `)).sort((one, other) => kinds.get(other) - kinds.get(one));
    return own.length ? [fieldset(say(`type.${type}`), ...own.map((key) => {
      const kind = key.slice(type.length + 1);
      return check(say(`kind.${kind}`), kinds.get(key), !filters.withoutKinds.has(kind),
        (wanted) => { setOrClear(filters.withoutKinds, kind, !wanted); change(); });
    }))] : [];
  });
}

function confidenceFilter(change) {
  const percent = el("output", {}, `${filters.confidence}%`);
  const range = el("input", { type: "range", min: 0, max: 100, step: 5, value: filters.confidence, "aria-label": say("filters.confidence") });
  range.addEventListener("input", () => {
    filters.confidence = Number(range.value);
    percent.textContent = `${range.value}%`;
    change(true);
  });
  range.addEventListener("change", () => change());
  return fieldset(say("filters.confidence"), el("label", {}, range, percent));
}
