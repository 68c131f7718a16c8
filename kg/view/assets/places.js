// All that belongs to a place: what lies below it, what is there or done there, and the articles that name any of it.

const TIED_TO_PLACE = new Set(["locatedIn", "implementedBy", "appliesTo", "affiliatedWith", "associatedPlace"]);

// A place with all below it: by official codes (a province's 33, a prefecture's 3307), and by what articles state.
function placesBelow(place) {
  const below = new Set([place]);
  const { code } = NODES[place];
  const stem = code?.length === 6 ? code.replace(/(00)+$/, "") : code;
  if (stem) {
    for (const [node, other] of NODES.entries()) {
      if (other.type === "Place" && other.code?.startsWith(stem)) below.add(node);
    }
  }
  for (const node of below) { // grows while it is walked through
    for (const { relation, subject, object } of claimsOf[node]) {
      if (relation === "partOf" && object === node) below.add(subject);
    }
  }
  return below;
}

function nodesWithin(place) {
  const below = placesBelow(place);
  const within = new Set(below);
  for (const node of below) {
    for (const { relation, subject, object } of claimsOf[node]) {
      if (object === node && TIED_TO_PLACE.has(relation)) within.add(subject);
    }
    for (const { article } of articlesOf[node]) within.add(article);
  }
  return within;
}

// The map and the tables show only what belongs to a place; null lifts that.
function limitTo(place) {
  filters.place = place;
  filters.within = place === null ? null : nodesWithin(place);
  if (place === null) return;
  const nodes = [...filters.within].filter(isAllowed).sort(byWeight).slice(0, MOST_OPENED);
  for (const node of nodes) open.add(node);
}

function placeCard(place) {
  const within = [...filters.within].filter((node) => node !== place && (!isReporter(node) || filters.reporters));
  const below = placesBelow(place).size - 1;
  return [
    el("h2", { class: "ends" }, nodeLink(place)),
    el("p", { class: "quiet" }, say("place.lead", { n: below, all: within.length })),
    ...listsByType(within, 12),
  ];
}
