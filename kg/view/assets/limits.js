// What the filters let through: by place, kind of programme, article, page and date, relation and confidence.

const DATES = NODES.map(({ date }) => date ?? "").filter(Boolean).sort();
const limits = { within: null, articles: null, named: null }; // sets of nodes; null where nothing limits them

// Work out the limits anew from the filters.
function applyLimits() {
  const { article, page, since, until, place, kind } = filters;
  const some = article !== null || page !== null || since || until;
  limits.articles = some ? new Set([...NODES.keys()].filter((node) => isArticle(node) && fitsArticle(node))) : null;
  limits.named = some ? new Set([...limits.articles].flatMap((one) => entitiesIn[one].map(({ entity }) => entity))) : null;
  let within = place === null ? null : nodesWithin(place);
  if (kind !== null) within = around([...(within ?? NODES.keys())].filter((node) => NODES[node].kind === kind && isNamed(node)));
  if (some) {
    const listed = [...limits.articles, ...limits.named];
    within = new Set(within ? listed.filter((node) => within.has(node)) : listed);
  }
  limits.within = within;
}

function fitsArticle(node) {
  const { article, page, since, until } = filters;
  const { date } = NODES[node];
  if (article !== null && node !== article) return false;
  if (page !== null && NODES[node].page !== page) return false;
  return !((since || until) && !date) && !(since && date < since) && !(until && date > until);
}

// Nodes with all that a line links them to.
function around(nodes) {
  return new Set(nodes.flatMap((node) => [node, ...linesOf[node].map((line) => otherEnd(line, node))]));
}

const isArticleAllowed = (article) => !limits.articles || limits.articles.has(article);
const isNamed = (entity) => !limits.named || limits.named.has(entity);

// Whether the filters let a node through, be it on the map or not; what the reader asked for by name always.
function isAllowed(node) {
  if (asked.has(node)) return true;
  if (isReporter(node) && !filters.reporters) return false;
  if (limits.within && !limits.within.has(node)) return false;
  return filters.types.has(NODES[node].type) && !filters.withoutKinds.has(NODES[node].kind);
}

function isClaimAllowed(claim) {
  return !filters.withoutRelations.has(claim.relation) && claim.confidence * 100 >= filters.confidence
    && isArticleAllowed(claim.article);
}

const factsOn = (line) => line.claims.filter(isClaimAllowed);

function isLineVisible(line) {
  return (line.mention !== null && filters.mentions) || line.claims.some(isClaimAllowed);
}

// The limits that are set, as [what the reader sees, what lifts it].
function limitsSet() {
  const { place, kind, article, page, since, until } = filters;
  const set = [];
  if (place) set.push([place.name, () => { filters.place = null; }]);
  if (kind !== null) set.push([say(`kind.${kind}`), () => { filters.kind = null; }]);
  if (article !== null) set.push([NODES[article].label, () => { filters.article = null; }]);
  if (page !== null) set.push([page, () => { filters.page = null; }]);
  if (since || until) set.push([`${since} – ${until}`, () => { Object.assign(filters, { since: "", until: "" }); }]);
  return set;
}
