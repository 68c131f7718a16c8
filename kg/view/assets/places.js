// The tree of places: official divisions by their codes, other places below what they are stated to be part of.
// An item is {id, name, node (null where no article names it), code, above, below, at: [longitude, latitude] or null}.

const placeItems = new Map(); // by id, which is the node's if there is one
const itemOf = new Map(); // node → item

function addItem(id, rest) {
  const item = { id, node: null, code: "", above: null, below: [], at: null, ...rest };
  placeItems.set(id, item);
  if (item.node !== null) itemOf.set(item.node, item);
  return item;
}

function hang(item, above) {
  for (let other = above; other; other = other.above) if (other === item) return; // stated to lie in itself
  item.above = above;
  above?.below.push(item);
}

function growTree() {
  const byCode = new Map();
  for (const node of NODES.keys()) {
    const { type, code } = NODES[node];
    if (type === "Place" && code in DATA.divisions && !byCode.has(code)) byCode.set(code, node);
  }
  const items = new Map();
  for (const [code, [name, , longitude, latitude]] of Object.entries(DATA.divisions)) {
    const node = byCode.get(code) ?? null;
    const at = longitude === undefined ? null : [longitude, latitude];
    const named = node === null ? { name } : { name: NODES[node].name, node };
    items.set(code, addItem(node === null ? `place/${code}` : NODES[node].id, { ...named, code, at }));
  }
  for (const [code, [, above]] of Object.entries(DATA.divisions)) hang(items.get(code), items.get(above) ?? null);
  const others = [...NODES.keys()].filter((node) => NODES[node].type === "Place" && !itemOf.has(node));
  for (const node of others) addItem(NODES[node].id, { name: NODES[node].name, node });
  for (const node of others) {
    const parts = claimsOf[node].filter(({ relation, subject }) => relation === "partOf" && subject === node);
    const best = parts.sort((one, other) => other.confidence - one.confidence || one.object - other.object)[0];
    hang(itemOf.get(node), (best && itemOf.get(best.object)) ?? null);
  }
}

growTree();

function* itemsBelow(item) {
  yield item;
  for (const other of item.below) yield* itemsBelow(other);
}

// The nodes of a place and of all below it: by the tree, and by whatever articles state to be part of it.
function placesBelow(item) {
  const below = new Set();
  const add = (outer) => [...itemsBelow(outer)].forEach(({ node }) => node !== null && below.add(node));
  add(item);
  for (const node of below) { // grows while it is walked through
    for (const { relation, subject, object } of claimsOf[node]) {
      if (relation === "partOf" && object === node && !below.has(subject)) add(itemOf.get(subject));
    }
  }
  return below;
}

const TIED_TO_PLACE = new Set(["locatedIn", "implementedBy", "appliesTo", "affiliatedWith", "associatedPlace"]);
const TIED_TO_AGENCY = new Set(["implementedBy", "affiliatedWith"]);

// What is at a place or done there: its agencies, programmes and people, and those of its agencies.
function* tiedTo(place) {
  for (const claim of claimsOf[place]) {
    if (claim.object !== place || !TIED_TO_PLACE.has(claim.relation) || !isClaimAllowed(claim)) continue;
    yield claim.subject;
    if (claim.relation !== "locatedIn") continue;
    for (const other of claimsOf[claim.subject]) {
      if (other.object === claim.subject && TIED_TO_AGENCY.has(other.relation) && isClaimAllowed(other)) yield other.subject;
    }
  }
}

function nodesWithin(item) {
  const below = placesBelow(item);
  const within = new Set(below);
  for (const node of below) {
    for (const other of tiedTo(node)) within.add(other);
    for (const { article } of articlesOf[node]) within.add(article);
  }
  return within;
}

// For every item the articles that name it or what lies below it, and the programmes there: {articles, programmes}.
// Articles and facts that the filters hide are not counted, reprints not twice; which place is chosen makes no difference.
function tallyPlaces() {
  const tally = new Map([...placeItems.values()].map((item) => [item, { articles: new Set(), programmes: new Set() }]));
  for (const [node, item] of itemOf) {
    const articles = articlesOf[node].map(({ article }) => article).filter(isArticleAllowed);
    const programmes = [...tiedTo(node)].filter((other) => NODES[other].type === "Programme" && isNamed(other));
    for (let above = item; above; above = above.above) {
      const counts = tally.get(above);
      for (const article of articles) counts.articles.add(originalOf(article));
      for (const programme of programmes) counts.programmes.add(programme);
    }
  }
  return tally;
}
