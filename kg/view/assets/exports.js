// The map as a picture, as it is shown at the moment.

function save(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePng() {
  const drawn = canvas.querySelector("canvas");
  const picture = el("canvas", { width: drawn.width, height: drawn.height });
  const context = picture.getContext("2d");
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, drawn.width, drawn.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob((blob) => save("graph.png", blob));
}

function shape(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

// The picture as SVG elements: lines, then nodes, then the names as they stand on the canvas.
function toSvg() {
  const [width, height, scale] = [canvas.clientWidth, canvas.clientHeight, network.getScale()];
  const svg = shape("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": LABEL_FONT });
  svg.append(shape("rect", { width, height, fill: colours.paper }));
  const spots = spotsOf(scale);
  const at = new Map(spots.map((spot) => [spot.owner, spot]));
  for (const key of drawnLines.getIds()) {
    const line = lines.get(key);
    const [from, to] = [at.get(line.from), at.get(line.to)];
    const { width: wide, color } = drawnLines.get(key);
    svg.append(shape("line", {
      x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: color.color, "stroke-width": wide * scale, opacity: color.opacity ?? 1,
    }));
  }
  for (const { owner, x, y, radius, faint } of spots) {
    const { type } = NODES[owner];
    svg.append(shape("path", {
      d: OUTLINES[SHAPE_OF[type]], fill: colours[type], opacity: faint ? 0.18 : 1,
      transform: `translate(${x} ${y}) scale(${radius / 6}) translate(-8 -8)`,
    }));
  }
  const placed = placeLabels(canvas.querySelector("canvas").getContext("2d"), labelOrder(spots), width, height);
  for (const { text, x, y, size, bold, faint } of placed) {
    svg.append(shape("text", {
      x, y, "font-size": size, "font-weight": bold ? 600 : 400, "text-anchor": "middle", "dominant-baseline": "central",
      fill: colours.ink, stroke: colours.paper, "stroke-width": 3, "paint-order": "stroke", opacity: faint ? 0.35 : 1,
    }, text));
  }
  return new XMLSerializer().serializeToString(svg);
}

function saveSvg() {
  save("graph.svg", new Blob([toSvg()], { type: "image/svg+xml" }));
}
