// The picture: pyvis's network drawn by vis-network, and what is shown of the graph at the moment.

const SHAPE_OF = Object.fromEntries(Object.entries(PICTURE.options.groups).map(([type, group]) => [type, group.shape]));
const FEW_RELATIONS = 8; // these come before its neighbours' names
const MOST_RELATIONS = 24; // more than these on lines can't be read
const LANDMARK = 3; // articles that name a node which keeps its name while something else is lit

const canvas = document.getElementById("canvas");
const drawnNodes = new vis.DataSet(PICTURE.nodes);
const drawnLines = new vis.DataSet();
const hovered = { node: null };
let colours = {};
let network = null;

// On a small screen the whole map is drawn small: its nodes are made larger, to be seen and touched.
const SWELL = matchMedia("(max-width: 760px)").matches ? 1.7 : 1;

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = { paper: read("paper"), ink: read("ink"), soft: read("soft"), line: read("line"), faint: read("line-faint"), strong: read("accent") };
  for (const type of TYPES) colours[type] = read(type);
}

function nodeColours(type) {
  const colour = { background: colours[type], border: colours.paper };
  return { ...colour, highlight: { background: colours[type], border: colours.ink }, hover: { background: colours[type], border: colours.ink } };
}

// As pyvis wrote the nodes of the first picture (network.py), for those that come later.
function drawnNode(node) {
  const { id, label, type, size, at } = NODES[node];
  return { id, label, group: type, shape: SHAPE_OF[type], size: size * SWELL, x: at[0], y: at[1] };
}

// The nodes lit while something is chosen: it and what it is linked to; null while nothing is.
function lit() {
  if (chosen.path) return new Set(nodesOfPath(chosen.path));
  if (chosen.line) return new Set([chosen.line.from, chosen.line.to]);
  if (chosen.node === null) return null;
  if (chosen.hops > 1) return nodesAround(chosen.node, chosen.hops);
  return new Set([chosen.node, ...linesOf[chosen.node].map((line) => otherEnd(line, chosen.node))]);
}

function isLineLit(line, near) {
  if (chosen.path) return chosen.path.lines.includes(line);
  if (chosen.line) return line === chosen.line;
  if (chosen.hops > 1) return near.has(line.from) && near.has(line.to);
  return line.from === chosen.node || line.to === chosen.node;
}

function drawnLine(line, near) {
  const facts = factsOn(line).length;
  const light = near !== null && isLineLit(line, near);
  const base = facts ? colours.line : colours.faint;
  const color = { color: base, hover: colours.strong, highlight: colours.strong, inherit: false };
  if (near) Object.assign(color, light ? { color: facts ? colours.strong : colours.line, opacity: 1 } : { color: colours.faint, opacity: 0.25 });
  return {
    id: line.key, from: NODES[line.from].id, to: NODES[line.to].id, color, width: facts ? Math.min(5, 1 + 0.5 * facts) : 0.6,
    arrows: facts && light ? "to" : "", // on the whole map arrow heads are only specks
  };
}

// Bring vis-network's two data sets to what is open, filtered and lit; returns the nodes shown.
function refresh() {
  const near = lit();
  const nodes = [...open].filter(isAllowed);
  const visible = new Set(nodes);
  const ids = new Set(nodes.map((node) => NODES[node].id));
  drawnNodes.remove(drawnNodes.getIds().filter((id) => !ids.has(id)));
  drawnNodes.update(nodes.map((node) => ({
    ...drawnNode(node), color: nodeColours(NODES[node].type), opacity: near && !near.has(node) ? 0.18 : 1,
    label: undefined,
  })));
  const wanted = new Map();
  for (const node of nodes) {
    for (const line of linesOf[node]) {
      if (visible.has(line.from) && visible.has(line.to) && isLineVisible(line)) wanted.set(line.key, line);
    }
  }
  drawnLines.remove(drawnLines.getIds().filter((key) => !wanted.has(key)));
  drawnLines.update([...wanted.values()].map((line) => drawnLine(line, near)));
  return nodes;
}

function spotsOf(scale) {
  const near = lit();
  const spots = [];
  for (const id of drawnNodes.getIds()) {
    const node = positionOf.get(id);
    const { x, y } = network.getPosition(id);
    const rank = node === chosen.node || node === hovered.node ? 3 : near?.has(node) ? 2 : 1;
    const at = network.canvasToDOM({ x, y });
    // Articles come after what links them, and before what only they name.
    const weight = isArticle(node) ? 1.5 : NODES[node].articles;
    const size = Math.min(16, 11.2 + Math.sqrt(weight) * 0.8);
    spots.push({
      owner: node, text: node === hovered.node || node === chosen.node ? NODES[node].name : NODES[node].label,
      x: at.x, y: at.y, radius: NODES[node].size * SWELL * scale, size, rank, weight,
      must: rank === 3, bold: rank === 3, quiet: isArticle(node), faint: near !== null && rank === 1,
      // Beside what is lit, only landmarks keep their names.
      unnamed: near !== null && rank === 1 && weight < LANDMARK,
    });
  }
  spots.sort((one, other) => other.rank - one.rank || other.weight - one.weight || one.owner - other.owner);
  for (const spot of spots.slice(0, 8)) spot.bold ||= spot.weight >= 2;
  return spots;
}

// The lines whose relations are to be read: those of what is chosen, else those on the screen, while they are few.
function linesToRead(inside) {
  if (chosen.path) return chosen.path.lines;
  if (chosen.line) return [chosen.line];
  if (chosen.node !== null) return linesOf[chosen.node];
  return drawnLines.getIds().map((key) => lines.get(key)).filter((line) => inside(line.from) && inside(line.to));
}

function relationSpots(spots) {
  const at = new Map(spots.map((spot) => [spot.owner, spot]));
  const inside = (node) => {
    const { x, y } = at.get(node) ?? { x: -1 };
    return x > 0 && y > 0 && x < canvas.clientWidth && y < canvas.clientHeight;
  };
  const shown = linesToRead(inside).filter((line) => at.has(line.from) && at.has(line.to) && factsOn(line).length);
  if (shown.length > MOST_RELATIONS) return [];
  return shown.map((line) => {
    const [from, to] = [at.get(line.from), at.get(line.to)];
    const names = [...new Set(factsOn(line).map((claim) => say(`relation.${claim.relation}`)))];
    const middle = [0, -0.15, 0.15].map((share) => [(to.x - from.x) * share, (to.y - from.y) * share]);
    return { owner: line.key, text: names.join("、"), x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, radius: 0, size: 11, middle };
  });
}

// The names and relations to write, most important first.
function labelOrder(spots) {
  const relations = relationSpots(spots);
  const few = relations.length <= FEW_RELATIONS;
  return [
    ...spots.filter((spot) => spot.rank === 3), ...(few ? relations : []), ...spots.filter((spot) => spot.rank === 2),
    ...(few ? [] : relations), ...spots.filter((spot) => spot.rank === 1 && !spot.unnamed),
  ];
}

function drawAllLabels(context) {
  const scale = network.getScale();
  const placed = placeLabels(context, labelOrder(spotsOf(scale)), canvas.clientWidth, canvas.clientHeight);
  drawLabels(context, placed, scale, (point) => network.DOMtoCanvas(point), colours);
}

function startCanvas() {
  readColours();
  const options = { ...PICTURE.options, autoResize: true };
  network = new vis.Network(canvas, { nodes: drawnNodes, edges: drawnLines }, options);
  network.on("afterDrawing", drawAllLabels);
  network.fit({ animation: false });
  zoom(0.92); // names at the rim reach beyond their nodes
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Move the map so that a node and what it is linked to can be seen, without leaving where the reader is if they can.
function lookAt(nodes) {
  const ids = nodes.filter(isVisible).map((node) => NODES[node].id);
  if (!ids.length) return;
  const animation = calm.matches ? false : { duration: 450, easingFunction: "easeInOutQuad" };
  network.fit({ nodes: ids, maxZoomLevel: 1.5, minZoomLevel: 0.05, animation });
}

function zoom(factor) {
  network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * factor)) });
}

function pan(dx, dy) {
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: x + (dx * 60) / scale, y: y + (dy * 60) / scale } });
}
