// The side panel: one card for what is chosen.

const panel = document.getElementById("panel");

function showCard() {
  let card;
  if (chosen.path) card = pathCard(chosen.path);
  else if (chosen.line) card = lineCard(chosen.line);
  else if (chosen.node === null) card = filters.place === null ? overviewCard() : placeCard(filters.place);
  else card = isArticle(chosen.node) ? articleCard(chosen.node) : entityCard(chosen.node);
  panel.replaceChildren(...card);
  panel.scrollTop = 0;
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

// What can be done from a node: open what is around it, or look for the way to another.
function actions(node) {
  const closed = neighboursOf(node).filter((other) => !isVisible(other) && isAllowed(other)).length;
  const hop = (hops) => el("button", { type: "button", "data-open": node, "data-hops": hops }, say("card.hops", { n: hops }));
  return el("p", { class: "actions" },
    closed ? el("button", { type: "button", "data-open": node, "data-hops": 1 }, say("card.expandAll", { n: closed })) : "",
    hop(2), hop(3), NODES[node].type === "Place" ? el("a", { class: "button", href: addressOf({ place: node }) }, say("place.only")) : "",
    el("button", { type: "button", "data-path": node }, say("path.from")));
}

function entityCard(node) {
  const { name, names, code, candidates } = NODES[node];
  const facts = factsOf(node);
  const rows = [];
  if (names.length) rows.push(...row("card.names", names.join("、")));
  if (code) rows.push(...row("card.code", code));
  if (!code && candidates.length) {
    const list = candidates.map(([other, score]) => `${other}（${Math.round(score * 100)}%）`);
    rows.push(...row("card.candidates", list.join("、")));
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
  const { page, byline, headline, body, name } = NODES[node];
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
    el("dl", {}, ...row("card.page", page), ...(byline ? row("card.byline", byline) : []),
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
function listsByType(nodes, first) {
  return TYPES.flatMap((type) => {
    const own = nodes.filter((node) => NODES[node].type === type).sort(byWeight);
    if (!own.length) return [];
    const item = (node) => el("div", { class: "fact" }, nodeLink(node),
      isArticle(node) ? "" : el("span", { class: "count" }, String(NODES[node].articles)));
    return [el("h4", {}, say(`type.${type}`)), longList(own, first, item)];
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
