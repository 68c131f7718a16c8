// What the reader does, and how the page answers.

const searching = { from: null };
const seen = { choice: "", limits: "", view: "", underWay: false }; // what the map was last moved for; a slider moves

// After a change by the reader: the address tells it, so that Back undoes it. A slider on its way makes one step.
function step(underWay = false) {
  const address = addressNow();
  if (address !== (location.hash || "#")) history[seen.underWay ? "replaceState" : "pushState"](null, "", address);
  seen.underWay = underWay;
  show();
}

// Show what the address tells; one that tells nothing shows the overview.
function follow() {
  readAddress(location.hash);
  filterBox.replaceChildren();
  show();
}

// Follow a link: to a node or a path, keeping all else, or to what belongs to a place or an article.
function goTo(address) {
  const wanted = new URLSearchParams(address.slice(1));
  const [place, article] = [placeItems.get(wanted.get("in")), positionOf.get(wanted.get("article"))];
  remember();
  if (place) filters.place = place;
  if (article !== undefined) filters.article = article;
  readChoice(wanted);
  step();
}

const go = (target) => goTo(addressOf(target));

function goHome() {
  clearFilters();
  clearChoice();
  opened = [];
  Object.assign(looks, { view: "graph", of: "entities" });
  Object.assign(seen, { choice: "", limits: "" });
  step();
}

function show() {
  document.documentElement.lang = words.language === 0 ? "zh" : "en";
  speak();
  reopen();
  redraw();
  showView();
  showCard();
  showFilters(step);
  network.unselectAll();
  if (chosen.node !== null) network.selectNodes([NODES[chosen.node].id], false);
  move();
}

function redraw() {
  const visible = refresh();
  showLegend(step);
  document.getElementById("left-out").textContent = visible.length < NODES.length
    ? say("app.leftOut", { shown: visible.length, all: NODES.length }) : "";
  document.body.classList.toggle("chosen", lit() !== null || limits.within !== null);
}

// Move the map where something else than before is to be seen there; else leave it to the reader.
function move() {
  const { place, kind, article, page, since, until } = filters;
  const now = {
    choice: addressOf(chosen) + chosen.hops, limits: [place?.id, kind, article, page, since, until].join(), view: looks.view,
  };
  const [choiceNew, limitsNew] = [now.choice !== seen.choice, now.limits !== seen.limits];
  const viewNew = now.view !== seen.view && now.view !== "table";
  const first = seen.view === "";
  const none = chosen.node === null && !chosen.line && !chosen.path;
  Object.assign(seen, now);
  if (first && none && !limits.within) return; // it shows the overview already
  if (viewNew) network.redraw();
  if (!none && (choiceNew || viewNew)) lookAt(nodesToSee());
  else if (none && (limitsNew || viewNew || (choiceNew && !opened.length))) lookAt(limits.within ? [...limits.within] : overview);
  if (choiceNew || limitsNew) announce();
}

function nodesToSee() {
  if (chosen.path) return nodesOfPath(chosen.path);
  if (chosen.line) return [chosen.line.from, chosen.line.to];
  return chosen.hops > 1 ? [...lit()] : [chosen.node, ...neighboursOf(chosen.node).slice(0, 60)];
}

function announce() {
  const named = chosen.path ? [chosen.path.from, chosen.path.to] : chosen.line ? [chosen.line.from, chosen.line.to] : [chosen.node];
  const names = named.filter((node) => node !== null).map((node) => NODES[node].name);
  const name = names.length ? names.join(" – ") : limitsSet().map(([limit]) => limit).join(" · ") || say("app.home");
  document.getElementById("news").textContent = say("app.picked", { name });
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

function speak() {
  const named = { home: "app.home", language: "app.language", png: "export.png", svg: "export.svg" };
  for (const view of VIEWS) named[`as-${view}`] = `app.${view}`;
  for (const [id, key] of Object.entries(named)) document.getElementById(id).textContent = say(key);
  const labelled = { language: "app.language.label", canvas: "app.canvas", panel: "app.panel", legend: "app.legend", views: "app.views",
    "zoom-in": "app.zoom.in", "zoom-out": "app.zoom.out", fit: "app.fit", search: "app.search", results: "app.search", table: "app.table" };
  for (const [id, key] of Object.entries(labelled)) document.getElementById(id).setAttribute("aria-label", say(key));
  if (searching.from === null) searchBox.placeholder = say("app.search");
  document.querySelector("#exports summary").textContent = say("export.picture");
}

readAddress(location.hash);
startCanvas();
startSearch(found);
startPointer();
startKeyboard();
startViews();
document.getElementById("home").addEventListener("click", goHome);
document.getElementById("language").addEventListener("click", () => {
  words.language = 1 - words.language;
  step();
});
document.getElementById("png").addEventListener("click", savePng);
document.getElementById("svg").addEventListener("click", saveSvg);
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("fit").addEventListener("click", () => lookAt([...open]));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  redraw();
});
addEventListener("popstate", follow);
show();
