// The side panel: one card for what is chosen.

const panel = document.getElementById("panel");

function showCard() {
  const before = panel.dataset.of;
  panel.dataset.of = addressOf(chosen);
  let card;
  if (chosen.path) card = pathCard(chosen.path);
  else if (chosen.line) card = lineCard(chosen.line);
  else if (chosen.node === null) card = limits.within ? limitCard() : overviewCard();
  else card = isArticle(chosen.node) ? articleCard(chosen.node) : entityCard(chosen.node);
  keepFocus(panel, () => panel.replaceChildren(...card));
  if (before !== panel.dataset.of) panel.scrollTop = 0;
}

function typeLine(node) {
  const { type, kind, anonymised } = NODES[node];
  return el("p", { class: "type" }, sign(type), el("span", {}, sayBoth(`type.${type}`)),
    kind ? el("span", { class: "kind" }, sayBoth(`kind.${kind}`)) : "",
    anonymised ? el("span", { class: "kind" }, say("card.anonymised")) : "");
}

function row(key, value) {
  return [el("dt", {}, say(key)), el("dd", {}, value)];
}

// What can be done from a node: open what is around it, see only what belongs to it, look for the way to another.
function actions(node) {
  const closed = neighboursOf(node).filter((other) => !isVisible(other) && isAllowed(other)).length;
  const hops = [1, 2, 3].map((steps) => el("button", {
    type: "button", "data-hops": steps, "data-key": `hops ${steps}`, "aria-pressed": String(Math.max(1, chosen.hops) === steps),
    "aria-label": say("card.hops", { n: steps }),
  }, String(steps)));
  const item = itemOf.get(node);
  const only = (address) => el("a", { class: "button", href: address }, say(item ? "place.only" : "article.only"));
  return el("p", { class: "actions" },
    el("span", { class: "steps", role: "group", "aria-label": say("card.steps") }, el("span", {}, say("card.steps")), ...hops),
    closed && chosen.hops === 0 ? el("button", { type: "button", "data-hops": 1 }, say("card.expandAll", { n: closed })) : "",
    item ? only(addressOf({ place: item.id })) : isArticle(node) ? only(addressOf({ article: NODES[node].id })) : "",
    el("button", { type: "button", "data-path": node }, say("path.from")));
}

function entityCard(node) {
  const { name, names, code, candidates, edits = [], sameAs = [] } = NODES[node];
  const facts = factsOf(node);
  const rows = [];
  if (names.length) rows.push(...row("card.names", names.join("、")));
  if (code) rows.push(...row("card.code", code));
  if (!code && candidates.length) {
    const list = candidates.map(([other, score]) => `${other}（${Math.round(score * 100)}%）`);
    rows.push(...row("card.candidates", list.join("、")));
  }
  if (sameAs.length) rows.push(...row("card.sameAs", el("span", {}, ...sameAs.flatMap((iri, at) => [at ? "、" : "", outside(iri)]))));
  for (const [action, value, by] of edits) {
    rows.push(...row("card.edited", `${say(`edit.${action}`)}：${value}（${by || say("card.unnamed")}）`));
  }
  return [
    typeLine(node), el("h2", {}, name), rows.length ? el("dl", {}, ...rows) : "", actions(node),
    el("h3", {}, say("card.facts")),
    ...(facts.length ? facts.map(factSection) : [el("p", { class: "quiet" }, say("card.noFacts"))]),
    el("h3", {}, say("card.articles", { n: articlesOf[node].length })),
    longList(articlesOf[node], 8, mentionItem),
  ].filter(Boolean);
}

// An article that names an entity, with the first sentence in which it does.
function mentionItem(mention) {
  const { entity, article, spans } = mention;
  const [field, begin, end] = spans.find(([where]) => where === 1) ?? spans[0] ?? [0, 0, 0];
  const text = NODES[article][FIELDS[field]];
  const place = placesIn(text);
  const sentence = sentenceAround(text, place(begin), place(end));
  const marks = marksBetween(article, field, sentence.begin, sentence.begin + sentence.text.length);
  const times = spans.length > 1 ? el("span", { class: "count" }, say("card.times", { n: spans.length })) : "";
  return el("div", {}, el("div", { class: "fact" }, nodeLink(article), times),
    el("figure", { class: "evidence" }, el("blockquote", {}, marked(sentence.text, marks, [entity])),
      el("figcaption", {}, el("span", { class: "page" }, NODES[article].page))));
}

function articleCard(node) {
  const { page, paper, date, byline, headline, body, name } = NODES[node];
  const authors = authorsOf[node].map((person) => nodeLink(person));
  const facts = claimsOf[node];
  const title = headline ? marked(headline, marksIn(node, 0)) : name;
  const paragraphs = [];
  let begin = 0;
  for (const text of body.split("\n")) {
    const marks = marksBetween(node, 1, begin, begin + text.length);
    if (text) paragraphs.push(el("p", {}, marked(text, marks)));
    begin += text.length + 1;
  }
  return [
    typeLine(node), el("h2", { class: "headline" }, title),
    el("dl", {}, ...row("card.page", [paper, date, page].filter(Boolean).join(" · ")), ...(byline ? row("card.byline", byline) : []),
      ...(originalOf(node) === node ? [] : row("card.reprint", nodeLink(originalOf(node)))),
      ...(authors.length ? row("card.author", el("span", { class: "links" }, ...authors)) : [])),
    actions(node),
    el("article", { class: "body", lang: "zh" }, ...paragraphs),
    facts.length ? el("h3", {}, say("card.articleFacts"), el("span", { class: "count" }, String(facts.length))) : "",
    facts.length ? longList(facts, 12, (claim) => el("div", {}, statement(claim), evidence(claim))) : "",
    el("h3", {}, say("card.named"), el("span", { class: "count" }, String(entitiesIn[node].length))),
    ...namesByType(node),
  ].filter(Boolean);
}

function namesByType(article) {
  const entities = entitiesIn[article].map((mention) => mention.entity).sort(byWeight);
  return TYPES.flatMap((type) => {
    const own = entities.filter((entity) => NODES[entity].type === type);
    return own.length ? [el("h4", {}, say(`type.${type}`)), el("p", { class: "links" }, ...own.map((entity) => nodeLink(entity)))] : [];
  });
}

function lineCard(line) {
  const back = lines.get(`${line.to} ${line.from}`);
  const facts = [...line.claims, ...(back ? back.claims : [])];
  const named = line.mention ?? back?.mention;
  const both = articlesOf[line.from].filter(({ article }) => articlesOf[line.to].some((other) => other.article === article));
  return [
    el("h2", { class: "ends" }, nodeLink(line.from), el("span", { class: "arrow" }, "→"), nodeLink(line.to)),
    facts.length ? el("h3", {}, say("card.lineFacts")) : "",
    ...facts.map((claim) => el("section", { class: "relation" }, statement(claim), evidence(claim))),
    named ? el("h3", {}, say("card.mentioned")) : "",
    named ? mentionItem(named) : "",
    both.length ? el("h3", {}, say("card.alsoArticles")) : "",
    both.length ? longList(both, 8, ({ article }) => nodeLink(article)) : "",
  ].filter(Boolean);
}

// Nodes under a heading for each type, the most important first, with the number of articles that name them.
function listsByType(nodes, first, heading = "h4") {
  return TYPES.flatMap((type) => {
    const own = nodes.filter((node) => NODES[node].type === type).sort(byWeight);
    if (!own.length) return [];
    const item = (node) => el("div", { class: "fact" }, nodeLink(node),
      isArticle(node) ? "" : el("span", { class: "count" }, String(NODES[node].articles)));
    return [el(heading, {}, say(`type.${type}`)), longList(own, first, item)];
  });
}

function overviewCard() {
  const all = NODES.map((_, node) => node);
  const entities = all.filter((node) => !isArticle(node));
  const articles = all.filter(isArticle);
  const total = Object.values(DATA.total).reduce((sum, count) => sum + count, 0);
  const counts = { articles: DATA.total.Article ?? 0, entities: total - (DATA.total.Article ?? 0), claims: claims.length };
  const hidden = NODES.length - overview.length;
  const left = { shown: overview.length, hidden, reporters: entities.filter(isReporter).length };
  const top = listsByType(entities.filter((node) => !isReporter(node)), 5);
  return [
    el("p", { class: "lead", role: "heading", "aria-level": 2 }, say("overview.lead", counts)),
    el("p", {}, say("overview.how")),
    el("p", { class: "quiet" }, hidden ? say("overview.shown", left) : "",
      DATA.leftOut ? ` ${say("app.notInFile", { kept: NODES.length, n: DATA.leftOut })}` : ""),
    el("h3", {}, say("overview.top")), ...top,
    el("h3", {}, say("overview.articles"), el("span", { class: "count" }, String(articles.length))),
    longList(articles, 12, (node) => nodeLink(node)),
  ];
}

// All that the limits let through: of a place, a kind of programme, an article, a page, some days.
function limitCard() {
  const { place, kind, article } = filters;
  const within = [...limits.within].filter((node) => node !== place?.node && (!isReporter(node) || filters.reporters));
  const title = [];
  if (article !== null) title.push(nodeLink(article));
  if (place) title.push(place.node === null ? place.name : nodeLink(place.node));
  if (kind !== null) title.push(el("span", { class: "kind" }, say(`kind.${kind}`)));
  if (!title.length) title.push(limitsSet().map(([name]) => name).join(" · "));
  const chief = within.filter((node) => kind !== null && NODES[node].kind === kind);
  const rest = within.filter((node) => kind === null || NODES[node].kind !== kind);
  const lead = place && kind === null ? say("place.lead", { n: placesBelow(place).size - (place.node === null ? 0 : 1), all: within.length })
    : say("limit.lead", { all: within.length });
  return [
    el("h2", { class: "ends" }, ...title), el("p", { class: "quiet" }, lead),
    ...listsByType(chief, 30, "h3"), ...(chief.length ? [el("h3", {}, say("limit.linked"))] : []),
    ...listsByType(rest, 12, chief.length ? "h4" : "h3"),
  ];
}
