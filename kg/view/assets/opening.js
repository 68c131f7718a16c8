// Which nodes the reader has on the map: those of the overview, and what was opened since.

const MOST_OPENED = 400; // nodes around a node, or within a limit, that are shown
const OPENED_AT_ONCE = 40; // neighbours of a node that one click shows

const PICTURE = JSON.parse(document.getElementById("picture").textContent);
const overview = PICTURE.nodes.map((node) => positionOf.get(node.id));
const open = new Set(overview); // nodes on the map, filters aside
const asked = new Set(); // nodes that the reader asked for by name: shown whatever the filters say

// Work out anew what is open, from what is chosen and limited.
function reopen() {
  open.clear();
  asked.clear();
  applyLimits();
  const path = chosen.path ? nodesOfPath(chosen.path) : [];
  const ends = chosen.line ? [chosen.line.from, chosen.line.to] : [];
  for (const node of [...path, ...ends, ...opened.map((one) => one.node), chosen.node]) {
    if (node !== null) asked.add(node);
  }
  if (filters.article !== null) asked.add(filters.article);
  for (const node of [...overview, ...asked]) open.add(node);
  if (filters.reporters) openReporters();
  if (limits.within) for (const node of mostImportant(limits.within)) open.add(node);
  for (const { node, hops } of opened) openAround(node, hops);
  if (chosen.node !== null) openAround(chosen.node, chosen.hops);
}

function mostImportant(nodes) {
  return [...nodes].filter(isAllowed).sort(byWeight).slice(0, MOST_OPENED);
}

// Reporters come with the articles that are on the map.
function openReporters() {
  for (const node of NODES.keys()) {
    if (isReporter(node) && articlesOf[node].some(({ article }) => open.has(article))) open.add(node);
  }
}

// The nodes within so many lines of a node, itself included, up to MOST_OPENED; 0 stands for its first neighbours.
function nodesAround(node, hops) {
  const reached = new Set([node]);
  let ring = [node];
  for (let hop = 0; hop < Math.max(1, hops) && reached.size < MOST_OPENED; hop += 1) {
    const next = new Set(ring.flatMap((other) => neighboursOf(other).filter((one) => isAllowed(one) && !reached.has(one))));
    ring = [...next].sort(byWeight).slice(0, hops ? MOST_OPENED - reached.size : OPENED_AT_ONCE);
    for (const other of ring) reached.add(other);
  }
  return reached;
}

function openAround(node, hops) {
  for (const other of nodesAround(node, hops)) open.add(other);
}

function isVisible(node) {
  return open.has(node) && isAllowed(node);
}
