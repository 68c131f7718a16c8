// What stands beside the map, or before it: the places, the programmes, the table.

const side = document.getElementById("side");

function showView() {
  for (const view of VIEWS) document.getElementById(`as-${view}`).setAttribute("aria-pressed", String(looks.view === view));
  const table = looks.view === "table";
  const beside = looks.view === "places" || looks.view === "programmes";
  tableBox.hidden = !table;
  document.getElementById("work").hidden = table;
  side.hidden = !beside;
  document.body.classList.toggle("tabled", table);
  document.body.classList.toggle("sided", beside);
  showTable();
  showSide();
}

function showSide() {
  if (side.hidden) return;
  const scrolled = side.querySelector(".scroll")?.scrollTop ?? 0;
  side.setAttribute("aria-label", say(`app.${looks.view}`));
  const tally = tallyPlaces();
  keepFocus(side, () => side.replaceChildren(...(looks.view === "places" ? placesSide(tally) : programmesSide(tally))));
  side.querySelector(".scroll").scrollTop = scrolled;
  if (looks.view === "places") drawMap(tally);
}

function placesSide(tally) {
  const weigh = (item) => (item === elsewhere ? elsewhere.below : [item])
    .reduce((sum, one) => sum + tally.get(one).articles.size, 0);
  const figure = (of) => (item) => el("td", { class: "figure" }, item === elsewhere ? "" : String(tally.get(item)[of].size || ""));
  const columns = [
    { head: say("table.articles"), cell: figure("articles") }, { head: say("type.Programme"), cell: figure("programmes") },
  ];
  const table = placeTable(columns, weigh, say("places.how"));
  return [mapBox, el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": say("app.places") }, table)];
}

function setView(view) {
  if (looks.view === view) return;
  looks.view = view;
  step();
}

function startViews() {
  for (const view of VIEWS) document.getElementById(`as-${view}`).addEventListener("click", () => setView(view));
  // The map of counties has its place's size.
  new ResizeObserver(() => { if (looks.view === "places") drawMap(tallyPlaces()); }).observe(mapBox);
}
