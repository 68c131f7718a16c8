// What the reader does, and how the page answers. What is chosen stands in the address, so that Back works.

const searching = { from: null };
const hint = document.getElementById("hint");

function redraw() {
  const visible = refresh();
  showLegend(redraw);
  document.getElementById("left-out").textContent = visible.length < NODES.length
    ? say("app.leftOut", { shown: visible.length, all: NODES.length }) : "";
  document.body.classList.toggle("chosen", lit() !== null);
  showTable();
}

function go(target) {
  const address = addressOf(target);
  if ((location.hash || "#") === address) follow();
  else location.hash = address;
}

// Show what the address names; an address that names nothing of this graph shows the overview.
function follow() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const [node, from, start, to] = ["node", "from", "path", "to"].map((name) => positionOf.get(wanted.get(name)));
  const line = lines.get(`${from} ${to}`) ?? null;
  Object.assign(chosen, { node: node ?? null, line, path: null });
  if (start !== undefined && to !== undefined) chosen.path = { from: start, to, lines: shortestPath(start, to) ?? [] };
  const nodes = chosen.path ? nodesOfPath(chosen.path) : line ? [line.from, line.to] : node === undefined ? [] : [node];
  for (const one of nodes) {
    filters.types.add(NODES[one].type);
    filters.withoutKinds.delete(NODES[one].kind);
    open.add(one);
    asked.add(one);
  }
  if (node !== undefined) openNeighbours(node);
  const stay = location.hash === MAP_ONLY;
  if (!nodes.length && !stay) closeAll();
  const place = positionOf.get(wanted.get("in"));
  if (place !== undefined) limitTo(place);
  redraw();
  showCard();
  network.unselectAll();
  if (node !== undefined) network.selectNodes([NODES[node].id], false);
  if (node !== undefined) lookAt([node, ...neighboursOf(node).slice(0, 60)]);
  else if (!stay) lookAt(nodes.length ? nodes : [...(filters.within ?? overview)]);
  announce(place === undefined ? nodes : [place]);
}

function announce(nodes) {
  const name = nodes.length ? nodes.map((node) => NODES[node].name).join(" – ") : say("app.home");
  document.getElementById("news").textContent = say("app.picked", { name });
}

function showHint(text, { x, y }) {
  hint.replaceChildren(...text);
  hint.hidden = false;
  const wide = hint.offsetWidth;
  hint.style.left = `${Math.max(4, Math.min(x + 14, canvas.clientWidth - wide - 4))}px`;
  hint.style.top = `${Math.max(4, y - hint.offsetHeight - 10)}px`;
}

function nodeHint(node) {
  const { name, type, kind, articles } = NODES[node];
  const count = isArticle(node) ? "" : ` · ${say("card.articles", { n: articles })}`;
  return [el("b", {}, name), el("br"), `${say(kind ? `kind.${kind}` : `type.${type}`)}${count}`];
}

function lineHint(line) {
  const names = [...new Set(line.claims.map((claim) => claim.relation))];
  const relation = (names.length ? names : ["mentionedIn"]).map((name) => say(`relation.${name}`)).join("、");
  return [`${NODES[line.from].label} `, el("b", {}, relation), ` ${NODES[line.to].label}`];
}

function startPointer() {
  network.on("click", ({ nodes, edges }) => {
    hint.hidden = true;
    if (nodes.length) go({ node: positionOf.get(nodes[0]) });
    else if (edges.length) go({ line: lines.get(edges[0]) });
    else if (lit()) location.hash = MAP_ONLY;
  });
  network.on("hoverNode", ({ node, pointer }) => {
    hovered.node = positionOf.get(node);
    showHint(nodeHint(hovered.node), pointer.DOM);
  });
  network.on("hoverEdge", ({ edge, pointer }) => lines.has(edge) && showHint(lineHint(lines.get(edge)), pointer.DOM));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
    network.on(event, () => {
      hovered.node = null;
      hint.hidden = true;
    });
  }
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-open],[data-path]");
    if (!target) return;
    if (target.dataset.path) askForEnd(Number(target.dataset.path));
    else showAround(Number(target.dataset.open), Number(target.dataset.hops));
  });
}

function showAround(node, hops) {
  const around = openAround(node, hops);
  redraw();
  showCard();
  lookAt(around);
}

// The next name found is the other end of a path.
function askForEnd(node) {
  searching.from = node;
  searchBox.placeholder = say("path.ask", { name: NODES[node].name });
  searchBox.focus();
}

function stopAsking() {
  searching.from = null;
  searchBox.placeholder = say("app.search");
}

function found(node) {
  const { from } = searching;
  stopAsking();
  if (from === null || from === node) go({ node });
  else go({ path: { from, to: node } });
}

const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => lookAt([...open]),
};

// Escape closes what lies on top: a menu, the table, the card.
function leave() {
  const menu = document.querySelector("details[open]");
  if (searching.from !== null) stopAsking();
  else if (menu) menu.open = false;
  else if (!tableBox.hidden) toggleTable();
  else go({});
}

function toggleTable() {
  tableBox.hidden = !tableBox.hidden;
  document.getElementById("map").hidden = !tableBox.hidden;
  document.body.classList.toggle("tabled", !tableBox.hidden);
  document.getElementById("as-table").setAttribute("aria-pressed", String(!tableBox.hidden));
  showTable();
}

function startKeyboard() {
  canvas.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "/" && document.activeElement !== searchBox) {
      event.preventDefault();
      searchBox.focus();
    }
  });
}

function speak() {
  document.documentElement.lang = words.language === 0 ? "zh" : "en";
  const named = { home: "app.home", language: "app.language", "as-table": "app.table", png: "export.png", svg: "export.svg" };
  for (const [id, key] of Object.entries(named)) document.getElementById(id).textContent = say(key);
  const labelled = { language: "app.language.label", canvas: "app.canvas", panel: "app.panel", legend: "app.legend",
    "zoom-in": "app.zoom.in", "zoom-out": "app.zoom.out", fit: "app.fit", search: "app.search", results: "app.search" };
  for (const [id, key] of Object.entries(labelled)) document.getElementById(id).setAttribute("aria-label", say(key));
  searchBox.placeholder = say("app.search");
  document.querySelector("#exports summary").textContent = say("export.picture");
  showFilters(redraw);
  redraw();
  showCard();
}

startCanvas();
startSearch(found);
startPointer();
startKeyboard();
speak();
document.getElementById("home").addEventListener("click", () => go({}));
document.getElementById("language").addEventListener("click", () => {
  words.language = 1 - words.language;
  speak();
});
document.getElementById("as-table").addEventListener("click", toggleTable);
document.getElementById("png").addEventListener("click", savePng);
document.getElementById("svg").addEventListener("click", saveSvg);
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("fit").addEventListener("click", () => lookAt([...open]));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  redraw();
});
addEventListener("hashchange", follow);
if (location.hash.length > 1) follow();
