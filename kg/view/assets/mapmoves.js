// Moving the map of counties: wheel, drag and buttons.

function zoomMap(factor) {
  geo.scale = Math.max(4, Math.min(2000, geo.scale * factor));
}

function mapButtons(draw) {
  const button = (key, path, change) => {
    const svg = shape("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    svg.append(shape("path", { d: path }));
    return el("button", { type: "button", "data-key": key, "aria-label": say(`app.${key}`), onclick: () => { change(); draw(); } }, svg);
  };
  return el("div", { class: "zoom" },
    button("zoom.in", "M8 3v10M3 8h10", () => zoomMap(1.4)),
    button("zoom.out", "M3 8h10", () => zoomMap(1 / 1.4)),
    button("fit", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", () => Object.assign(geo, { fitted: null, whole: true })));
}

function moveMap(svg, draw) {
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; draw(); });
  };
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    const before = geo.scale;
    zoomMap(event.deltaY < 0 ? 1.2 : 1 / 1.2);
    geo.east += x / before - x / geo.scale;
    geo.south += y / before - y / geo.scale;
    soon();
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-key]")) return;
    const start = { x: event.clientX, y: event.clientY, east: geo.east, south: geo.south };
    const move = (now) => {
      geo.east = start.east - (now.clientX - start.x) / geo.scale;
      geo.south = start.south - (now.clientY - start.y) / geo.scale;
      soon();
    };
    const stop = () => removeEventListener("pointermove", move);
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop, { once: true });
    addEventListener("pointercancel", stop, { once: true });
  });
}
