// The names on the canvas: drawn by us in the screen's own size, the most important first, none over another.

const LABEL_FONT = '"Noto Sans SC","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const MOST_LABELS = 260;

const widths = new Map();

function widthOf(context, text) {
  if (!widths.has(text)) {
    context.font = `100px ${LABEL_FONT}`;
    widths.set(text, context.measureText(text).width / 100);
  }
  return widths.get(text);
}

// Rectangles already used, in squares of the screen so that few have to be compared.
class Occupied {
  constructor() {
    this.squares = new Map();
  }

  *near({ left, top, right, bottom }) {
    for (let x = Math.floor(left / 96); x <= Math.floor(right / 96); x += 1) {
      for (let y = Math.floor(top / 48); y <= Math.floor(bottom / 48); y += 1) yield `${x} ${y}`;
    }
  }

  isFree(box) {
    for (const key of this.near(box)) {
      for (const other of this.squares.get(key) ?? []) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) {
          if (box.owner !== other.owner) return false;
        }
      }
    }
    return true;
  }

  take(box) {
    for (const key of this.near(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    }
  }
}

// spots: [{owner, text, x, y, radius, size, must, faint}] in screen pixels, most important first.
// Returns those that find room below, above, right or left of their node, with their middle's place.
function placeLabels(context, spots, width, height) {
  const occupied = new Occupied();
  for (const { owner, x, y, radius } of spots) {
    if (radius > 5) occupied.take({ owner, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  const placed = [];
  for (const spot of spots) {
    if (placed.length >= MOST_LABELS) break;
    const { owner, x, y, radius, size } = spot;
    if (x < -50 || y < -20 || x > width + 50 || y > height + 20) continue;
    const half = (widthOf(context, spot.text) * size) / 2 + 2;
    const tall = size * 0.62;
    const offsets = spot.middle
      ? [[0, 0]]
      : [[0, radius + tall + 2], [0, -radius - tall - 2], [radius + half + 3, 0], [-radius - half - 3, 0]];
    for (const [index, [dx, dy]] of offsets.entries()) {
      const box = { owner, left: x + dx - half, right: x + dx + half, top: y + dy - tall, bottom: y + dy + tall };
      if (occupied.isFree(box) || (spot.must && index === offsets.length - 1)) {
        occupied.take(box);
        placed.push({ ...spot, x: x + dx, y: y + dy });
        break;
      }
    }
  }
  return placed;
}

// context is vis-network's, in whose units one screen pixel is 1 / scale.
function drawLabels(context, placed, scale, toCanvas, colours) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placed) {
    const { x, y } = toCanvas({ x: label.x, y: label.y });
    context.globalAlpha = label.faint ? 0.35 : 1;
    context.font = `${label.bold ? "600 " : ""}${label.size / scale}px ${LABEL_FONT}`;
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = colours.paper;
    context.strokeText(label.text, x, y);
    context.fillStyle = label.middle || label.quiet ? colours.soft : colours.ink;
    context.fillText(label.text, x, y);
  }
  context.globalAlpha = 1;
}
