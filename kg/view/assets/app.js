// What the reader does, and how the page answers. What is chosen stands in the address, so that Back works.

const hint = document.getElementById("hint");

function redraw() {
  const visible = refresh();
  showLegend(redraw);
  document.getElementById("left-out").textContent = visible.length < NODES.length
    ? say("app.leftOut", { shown: visible.length, all: NODES.length }) : "";
  document.body.classList.toggle("chosen", chosen.node !== null || chosen.line !== null);
}

function go(target) {
  const address = addressOf(target);
  if ((location.hash || "#") === address) follow();
  else location.hash = address;
}

// Show what the address names; an address that names nothing of this graph shows the overview.
function follow() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const node = positionOf.get(wanted.get("node"));
  const line = lines.get(`${positionOf.get(wanted.get("from"))} ${positionOf.get(wanted.get("to"))}`);
  Object.assign(chosen, { node: node ?? null, line: node === undefined ? line ?? null : null });
  if (node !== undefined) {
    filters.types.add(NODES[node].type);
    openNeighbours(node);
  } else if (line) {
    for (const end of [line.from, line.to]) {
      open.add(end);
      asked.add(end);
    }
  } else {
    closeAll();
  }
  redraw();
  showCard();
  if (node !== undefined) {
    network.selectNodes([NODES[node].id], false);
    lookAt([node, ...neighboursOf(node).slice(0, 60)]);
  } else if (line) {
    network.selectEdges([line.key]);
    lookAt([line.from, line.to]);
  } else {
    network.unselectAll();
    lookAt(overview);
  }
  announce(node);
}

function announce(node) {
  const name = node === undefined ? say("app.home") : NODES[node].name;
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
    else if (chosen.node !== null || chosen.line) go({});
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
    const target = event.target.closest?.("[data-open]");
    if (!target) return;
    const node = Number(target.dataset.open);
    openNeighbours(node, Infinity);
    redraw();
    showCard();
    lookAt([node, ...neighboursOf(node)]);
  });
}

const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => lookAt([...open]),
};

function startKeyboard() {
  canvas.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") go({});
    if (event.key === "/" && document.activeElement !== searchBox) {
      event.preventDefault();
      searchBox.focus();
    }
  });
}

function speak() {
  document.documentElement.lang = words.language === 0 ? "zh" : "en";
  const named = { home: "app.home", language: "app.language" };
  for (const [id, key] of Object.entries(named)) document.getElementById(id).textContent = say(key);
  const labelled = { language: "app.language.label", canvas: "app.canvas", panel: "app.panel", legend: "app.legend",
    "zoom-in": "app.zoom.in", "zoom-out": "app.zoom.out", fit: "app.fit", search: "app.search", results: "app.search" };
  for (const [id, key] of Object.entries(labelled)) document.getElementById(id).setAttribute("aria-label", say(key));
  searchBox.placeholder = say("app.search");
  redraw();
  showCard();
}

startCanvas();
startSearch((node) => go({ node }));
startPointer();
startKeyboard();
speak();
document.getElementById("home").addEventListener("click", () => go({}));
document.getElementById("language").addEventListener("click", () => {
  words.language = 1 - words.language;
  speak();
});
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("fit").addEventListener("click", () => lookAt([...open]));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  redraw();
});
addEventListener("hashchange", follow);
if (location.hash.length > 1) follow();
