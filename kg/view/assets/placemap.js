// The map of counties: a dot for each that articles name, by its coordinates; no tiles, nothing from outside.

const geo = { east: 0, south: 0, scale: 0, fitted: null, whole: false }; // the middle in projected degrees, pixels a degree
const MOST_OF_ALL = 0.85; // of all articles: a few places far away would leave the others no room
const NARROWEST = 0.5; // degrees that the map shows at least
const MANY_DOTS = 80;
const STEPS_OF_GRID = [0.25, 0.5, 1, 2, 5, 10];
const FLAT = Math.cos((33 * Math.PI) / 180); // a degree of longitude against one of latitude, in the middle of China

const mapBox = el("div", { class: "geo" });

// The smallest divisions down to the county that articles name: [{item, articles, at, exact, shift}], most articles first,
// so that small dots lie over large ones.
function mapPoints(tally) {
  const points = [];
  const collect = (item) => {
    const articles = tally.get(item).articles.size;
    if (!articles || item.code.length !== 6) return;
    const below = item.below.filter((other) => other.code.length === 6 && tally.get(other).articles.size);
    if (below.length) {
      below.forEach(collect);
      return;
    }
    const located = nearestLocated(item);
    if (located) points.push({ item, articles, at: located.at, exact: located === item && !item.code.endsWith("00") });
  };
  for (const item of placeItems.values()) if (item.above === null) collect(item);
  points.sort((one, other) => other.articles - one.articles || (one.item.id < other.item.id ? -1 : 1));
  return spreadOut(points);
}

function nearestLocated(item) {
  let located = item;
  while (located && !located.at) located = located.above;
  return located;
}

// Those with only the coordinates of what they lie in stand around its middle. shift is in pixels.
function spreadOut(points) {
  const met = new Map();
  return points.map((point) => {
    const [key, turn] = [point.at.join(), met.get(point.at.join()) ?? 0];
    met.set(key, turn + 1);
    return { ...point, shift: turn ? [18 * Math.cos(2.4 * turn), 18 * Math.sin(2.4 * turn)] : [0, 0] };
  });
}

const projected = ([longitude, latitude]) => [longitude * FLAT, -latitude];

// Bring points on the map: those of the place chosen if it has any, else those amid which MOST_OF_ALL articles lie;
// all of them where the reader asks for it.
function fitMap(points, width, height) {
  const inside = filters.place ? points.filter(({ item }) => liesIn(item, filters.place)) : [];
  const places = (inside.length ? inside : geo.whole ? points : midst(points)).map(({ at }) => projected(at));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 44; // pixels at the rim, for names
  geo.scale = Math.min((width - 2 * room) / Math.max(NARROWEST, east - west), (height - 2 * room) / Math.max(NARROWEST, south - north));
  Object.assign(geo, { east: (west + east) / 2, south: (north + south) / 2 });
}

// The points nearest to the middle one (of all articles, the one half way in each direction).
function midst(points) {
  const all = points.reduce((sum, { articles }) => sum + articles, 0);
  const half = (axis) => {
    let passed = 0;
    const sorted = [...points].sort((one, other) => one.at[axis] - other.at[axis]);
    return sorted.find(({ articles }) => (passed += articles) >= all / 2).at[axis];
  };
  const [longitude, latitude] = [half(0), half(1)];
  const away = ({ at }) => Math.hypot((at[0] - longitude) * FLAT, at[1] - latitude);
  let passed = 0;
  return [...points].sort((one, other) => away(one) - away(other)).filter(({ articles }) => (passed += articles) - articles < all * MOST_OF_ALL);
}

function liesIn(item, outer) {
  for (let other = item; other; other = other.above) if (other === outer) return true;
  return false;
}

function drawMap(tally) {
  const points = mapPoints(tally);
  mapBox.hidden = points.length === 0;
  if (!points.length) return;
  const [width, height] = [mapBox.clientWidth, mapBox.clientHeight];
  const fitted = `${filters.place?.id} ${width} ${height} ${points.length}`;
  if (geo.fitted !== fitted) fitMap(points, width, height);
  geo.fitted = fitted;
  const seen = points.filter(({ at }) => isOnMap(projected(at), width, height)).length;
  const largest = Math.max(3.5, Math.min(14, 0.22 * Math.sqrt((width * height) / Math.max(1, seen)))); // pixels
  const toScreen = ([x, y]) => [(x - geo.east) * geo.scale + width / 2, (y - geo.south) * geo.scale + height / 2];
  const spots = points.map((point) => {
    const [x, y] = toScreen(projected(point.at));
    const radius = Math.max(2, largest * Math.sqrt(point.articles / points[0].articles));
    return { ...point, owner: point.item.id, text: point.item.name, x: x + point.shift[0], y: y + point.shift[1], radius,
      size: 12, weight: point.articles, rank: 1, faint: filters.place !== null && !liesIn(point.item, filters.place) };
  });
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group" });
  svg.setAttribute("aria-label", say("places.map"));
  svg.append(...grid(toScreen, width, height), ...spots.map(dot), ...mapNames(spots, width, height));
  const outside = points.length - seen;
  const note = outside ? el("p", { class: "beyond" }, say("places.beyond", { n: outside })) : "";
  keepFocus(mapBox, () => mapBox.replaceChildren(svg, note, mapButtons(() => drawMap(tally))));
  moveMap(svg, () => drawMap(tally));
  svg.querySelector("[data-key]")?.setAttribute("tabindex", "0");
}

function isOnMap([x, y], width, height) {
  return Math.abs(x - geo.east) * geo.scale < width / 2 && Math.abs(y - geo.south) * geo.scale < height / 2;
}

function dot({ item, x, y, radius, articles, exact, faint }) {
  const label = `${item.above ? item.above.name : ""}${item.name} ${say("card.articles", { n: articles })}`;
  const classes = ["dot", exact ? "" : "about", faint ? "faint" : "", filters.place === item ? "picked" : ""].join(" ");
  const circle = shape("circle", { cx: x, cy: y, r: radius, class: classes, role: "button", tabindex: -1 });
  circle.dataset.key = `dot ${item.id}`;
  circle.setAttribute("aria-label", label);
  circle.setAttribute("aria-pressed", String(filters.place === item));
  circle.append(shape("title", {}, label));
  const pick = () => pickPlace(item, filters.kind);
  circle.addEventListener("click", pick);
  circle.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") pick();
    const next = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
    if (circle[next]?.dataset.key) circle[next].focus();
    if (next || event.key === " ") event.preventDefault();
  });
  return circle;
}

function mapNames(spots, width, height) {
  const context = canvas.querySelector("canvas").getContext("2d");
  const [own, regions] = [spots.filter(({ faint }) => !faint), regionNames(spots)];
  // Among many dots the names of regions come first, over whatever lies there.
  const order = spots.length > MANY_DOTS
    ? [...regions.map((spot) => ({ ...spot, rank: 2, middle: spot.middle.slice(0, 1) })), ...own]
    : [...own, ...regions];
  return placeLabels(context, order, width, height).map(
    ({ text, x, y, size, region }) => shape("text", { x, y, "font-size": size, class: region ? "region" : "name" }, text));
}

// The names of provinces, or of prefectures where there is one province only, amid their dots.
function regionNames(spots) {
  const above = (item) => (item.above && item.above.code ? item.above : item);
  const top = (item) => (item.above ? top(item.above) : item);
  const many = new Set(spots.map(({ item }) => top(item))).size > 1;
  const regions = new Map();
  for (const spot of spots) {
    const region = many ? top(spot.item) : above(spot.item);
    if (region !== spot.item) regions.set(region, [...(regions.get(region) ?? []), spot]);
  }
  return [...regions].map(([region, own]) => ({
    owner: `region ${region.id}`, text: region.name, size: 14, radius: 0, region: true, weight: 0, rank: 1,
    x: own.reduce((sum, { x }) => sum + x, 0) / own.length, y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
    middle: [[0, 0], [0, -34], [0, 34], [0, -60], [0, 60]],
  }));
}

// Lines of longitude and latitude, a few across the map.
function grid(toScreen, width, height) {
  const step = STEPS_OF_GRID.find((one) => one * geo.scale > 90) ?? 20;
  const lines = [];
  const across = (middle, length) => {
    const half = length / geo.scale / 2;
    return [Math.ceil((middle - half) / step), Math.floor((middle + half) / step)];
  };
  const [west, east] = across(geo.east / FLAT, width / FLAT);
  const [north, south] = across(geo.south, height);
  for (let number = west; number <= east; number += 1) {
    const [x] = toScreen(projected([number * step, 0]));
    lines.push(shape("path", { d: `M${x} 0V${height}`, class: "grid" }));
    lines.push(shape("text", { x: x + 3, y: height - 8, class: "degree" }, `${number * step}°E`));
  }
  for (let number = north; number <= south; number += 1) {
    const [, y] = toScreen([0, number * step]);
    lines.push(shape("path", { d: `M0 ${y}H${width}`, class: "grid" }));
    lines.push(shape("text", { x: 3, y: y - 6, class: "degree" }, `${-number * step}°N`));
  }
  return lines;
}
