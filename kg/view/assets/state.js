// What the reader has chosen, as the page's address tells it: a link to it restores the view, Back returns to it.

const TYPES = ["Place", "Agency", "Programme", "Person", "Article"];
const VIEWS = ["graph", "places", "programmes", "table"];
const MOST_STEPS = 3; // lines away from the chosen node
const MOST_REMEMBERED = 40; // opened nodes that an address names, the last ones

// One of node, line and path at most; hops is how far around the node is opened, 0 its first neighbours only.
const chosen = { node: null, line: null, path: null, hops: 0 };
const filters = {};
let opened = []; // [{node, hops}] in the order in which the reader opened them
const looks = { view: "graph", of: "entities" }; // what stands beside or before the map; which table

function clearFilters() {
  Object.assign(filters, {
    types: new Set(TYPES), withoutKinds: new Set(), withoutRelations: new Set(), confidence: 0, mentions: true,
    reporters: false, place: null, kind: null, article: null, page: null, since: "", until: "",
  });
}

function clearChoice() {
  Object.assign(chosen, { node: null, line: null, path: null, hops: 0 });
}

clearFilters();

// What is chosen goes on being open when something else is.
function remember() {
  if (chosen.node === null) return;
  opened = opened.filter(({ node }) => node !== chosen.node);
  opened.push({ node: chosen.node, hops: chosen.hops });
  opened = opened.slice(-MOST_REMEMBERED);
}

// The address of one thing alone, as links give it; place and article limit the graph to what belongs to them.
function addressOf({ node = null, line = null, path = null, place = null, article = null }) {
  const limit = [["in", place], ["article", article]].filter(([, id]) => id !== null);
  return `#${new URLSearchParams([...choiceWords({ node, line, path }), ...limit])}`;
}

function choiceWords({ node, line, path }) {
  const id = (one) => NODES[one].id;
  if (path) return [["path", id(path.from)], ["to", id(path.to)]];
  if (line) return [["from", id(line.from)], ["to", id(line.to)]];
  return node === null ? [] : [["node", id(node)]];
}

// The address of all that the reader sees; what is as at the beginning is left out.
function addressNow() {
  const all = choiceWords(chosen);
  const add = (name, value) => value && all.push([name, String(value)]);
  const list = (name, values) => add(name, [...values].sort().join(","));
  add("hops", chosen.hops);
  for (const { node, hops } of opened) add(hops ? `open${hops}` : "open", NODES[node].id);
  add("in", filters.place?.id);
  add("kind", filters.kind);
  add("article", filters.article === null ? "" : NODES[filters.article].id);
  for (const name of ["page", "since", "until"]) add(name, filters[name]);
  list("no", TYPES.filter((type) => !filters.types.has(type)));
  list("nokind", filters.withoutKinds);
  list("norel", filters.withoutRelations);
  add("sure", filters.confidence);
  add("mentions", filters.mentions ? "" : "no");
  add("bylines", filters.reporters ? "yes" : "");
  add("view", looks.view === "graph" ? "" : looks.view);
  add("table", looks.of === "entities" ? "" : looks.of);
  add("lang", words.language ? "en" : "");
  return `#${new URLSearchParams(all)}`;
}

// Take over what an address tells; names that this graph does not have are passed over.
function readAddress(address) {
  const wanted = new URLSearchParams(address.slice(1));
  clearFilters();
  readChoice(wanted);
  opened = [...wanted].flatMap(([name, id]) => {
    const node = positionOf.get(id);
    return /^open[1-3]?$/.test(name) && node !== undefined ? [{ node, hops: Number(name.slice(4)) }] : [];
  });
  const list = (name) => (wanted.get(name) ?? "").split(",").filter(Boolean);
  const date = (name) => (/^\d{4}-\d\d-\d\d$/.test(wanted.get(name)) ? wanted.get(name) : "");
  const held = (name, property) => (NODES.some((node) => node[property] === wanted.get(name)) ? wanted.get(name) : null);
  const oneOf = (name, values, other) => (values.includes(wanted.get(name)) ? wanted.get(name) : other);
  Object.assign(filters, {
    place: placeItems.get(wanted.get("in")) ?? null, kind: held("kind", "kind"),
    article: positionOf.get(wanted.get("article")) ?? null, page: held("page", "page"),
    since: date("since"), until: date("until"),
    types: new Set(TYPES.filter((type) => !list("no").includes(type))),
    withoutKinds: new Set(list("nokind")), withoutRelations: new Set(list("norel")),
    confidence: Math.min(100, Math.max(0, Number(wanted.get("sure")) || 0)),
    mentions: !wanted.has("mentions"), reporters: wanted.has("bylines"),
  });
  if (filters.article !== null && !isArticle(filters.article)) filters.article = null;
  Object.assign(looks, { view: oneOf("view", VIEWS, "graph"), of: oneOf("table", ["facts"], "entities") });
  words.language = wanted.get("lang") === "en" ? 1 : 0;
}

function readChoice(wanted) {
  const [node, from, start, to] = ["node", "from", "path", "to"].map((name) => positionOf.get(wanted.get(name)));
  clearChoice();
  const line = lines.get(`${from} ${to}`) ?? null;
  if (start !== undefined && to !== undefined) chosen.path = { from: start, to, lines: shortestPath(start, to) ?? [] };
  else if (line) chosen.line = line;
  else if (node !== undefined) chosen.node = node;
  if (chosen.node !== null) chosen.hops = Math.min(MOST_STEPS, Math.max(0, Math.trunc(Number(wanted.get("hops"))) || 0));
}
