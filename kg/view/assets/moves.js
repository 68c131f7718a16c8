// Pointer and keyboard on the map, and links anywhere on the page.

const hint = document.getElementById("hint");

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
  const names = [...new Set(factsOn(line).map((claim) => claim.relation))];
  const relation = (names.length ? names : ["mentionedIn"]).map((name) => say(`relation.${name}`)).join("、");
  return [`${NODES[line.from].label} `, el("b", {}, relation), ` ${NODES[line.to].label}`];
}

function startPointer() {
  network.on("click", ({ nodes, edges }) => {
    hint.hidden = true;
    if (nodes.length) go({ node: positionOf.get(nodes[0]) });
    else if (edges.length) go({ line: lines.get(edges[0]) });
    else if (lit()) go({});
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
    const target = event.target.closest?.("a[href^='#'],[data-hops],[data-path]");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (target.dataset.path) askForEnd(Number(target.dataset.path));
    else if (target.dataset.hops) setHops(Number(target.dataset.hops));
    else goTo(target.getAttribute("href"));
  });
}

function setHops(hops) {
  chosen.hops = hops;
  step();
}

const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => lookAt([...open]),
};

// Escape closes what lies on top: a question, a menu, the card, the limits, the view; then the map is the overview again.
function leave() {
  const menu = document.querySelector("details[open]");
  if (searching.from !== null) stopAsking();
  else if (menu) menu.open = false;
  else if (lit()) go({});
  else if (limits.within) {
    for (const [, lift] of limitsSet()) lift();
    step();
  } else if (looks.view !== "graph") setView("graph");
  else if (opened.length) goHome();
}

function startKeyboard() {
  canvas.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      searchBox.focus();
    }
  });
}
