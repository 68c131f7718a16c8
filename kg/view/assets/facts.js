// Facts with their evidence, as the panel shows them.

const FIRST_FACTS = 6;
const RELATIONS = [
  "partOf", "locatedIn", "subAgencyOf", "affiliatedWith", "associatedPlace", "implementedBy", "appliesTo",
  "partOfProgramme", "participatesIn", "cooperatesWith",
];

// The sentence behind a claim, its names marked, with where it was read and how sure the reading is.
function evidence(claim) {
  const marks = marksInSentence(claim.article, claim.evidence);
  const source = claim.source ? outside(claim.source) : claim.article < 0 ? say("card.articleMissing") : nodeLink(claim.article);
  const page = claim.article < 0 ? "" : el("span", { class: "page" }, NODES[claim.article].page);
  const percent = Math.round(claim.confidence * 100);
  const when = claim.dateText && claim.date && claim.dateText !== claim.date ? `${claim.dateText}（${claim.date}）` : claim.dateText || claim.date;
  return el("figure", { class: "evidence" },
    el("blockquote", {}, marked(claim.evidence, marks, [claim.subject, claim.object])),
    el("figcaption", {}, source, page,
      when ? el("span", {}, say("card.when", { when })) : "",
      el("span", { class: "confidence" }, meter(percent), say("card.confidence", { n: percent })),
      claim.origin ? el("span", { class: "person" }, say("card.person", { by: claim.by || say("card.unnamed") })) : "",
      claim.note ? el("span", { class: "note" }, claim.note) : ""));
}

// Something beyond the page: a link where it is an address.
function outside(source) {
  return /^https?:\/\//.test(source) ? el("a", { href: source, rel: "noreferrer" }, source) : el("span", {}, source);
}

function meter(percent) {
  return el("meter", { min: 0, max: 100, value: percent, "aria-hidden": "true" }, "");
}

// What is known of a node, by relation and then by the node at the other end.
function factsOf(node) {
  const groups = new Map();
  for (const claim of claimsOf[node]) {
    if (claim.subject !== node && claim.object !== node) continue;
    const forward = claim.subject === node;
    const key = claim.relation === "cooperatesWith" || forward ? claim.relation : `${claim.relation}.inverse`;
    const other = forward ? claim.object : claim.subject;
    if (!groups.has(key)) groups.set(key, new Map());
    const others = groups.get(key);
    if (!others.has(other)) others.set(other, []);
    others.get(other).push(claim);
  }
  const order = RELATIONS.flatMap((relation) => [relation, `${relation}.inverse`]);
  return order.filter((key) => groups.has(key)).map((key) => ({
    key, others: [...groups.get(key)].sort(([one], [other]) => byWeight(one, other)),
  }));
}

function factSection({ key, others }) {
  const item = ([other, facts]) => {
    const posts = [...new Set(facts.map((claim) => claim.post).filter(Boolean))];
    const box = document.createDocumentFragment();
    box.append(el("div", { class: "fact" }, nodeLink(other), posts.length ? el("span", { class: "post" }, posts.join("、")) : ""));
    box.append(facts.length > 2 ? longList(facts, 2, evidence) : el("div", {}, ...facts.map(evidence)));
    return box;
  };
  return el("section", { class: "relation" },
    el("h4", {}, say(`relation.${key}`), el("span", { class: "count" }, String(others.length))),
    longList(others, FIRST_FACTS, item));
}

// A line's claims, those of one relation together.
function byRelation(line) {
  const names = [...new Set(line.claims.map((claim) => claim.relation))];
  return names.map((name) => line.claims.filter((claim) => claim.relation === name));
}

// A fact read from outside: subject, relation, object.
function statement(claim) {
  return el("div", { class: "fact" }, nodeLink(claim.subject),
    el("span", { class: "arrow" }, `${say(`relation.${claim.relation}`)} →`), nodeLink(claim.object),
    claim.post ? el("span", { class: "post" }, claim.post) : "");
}
