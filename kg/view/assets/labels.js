// The names on the canvas: drawn by us in the screen's own size, the most important first, none over another.

const LABEL_FONT = '"Noto Sans SC","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const MOST_LABELS = 260;
const A_LEADING = 20000; // square pixels of the screen for each of the most important names, which may cover nodes

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

  // Whether a box is clear of all labels and, unless they may be covered, of other nodes.
  isFree(box, overNodes) {
    for (const key of this.near(box)) {
      for (const other of this.squares.get(key) ?? []) {
        const apart = box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom;
        if (!apart && box.owner !== other.owner && !(overNodes && other.isNode)) return false;
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

// Where a label may stand: below its node, above, right, left; a relation's on its line.
function boxesOf(context, { owner, text, x, y, radius, size, middle }) {
  const half = (widthOf(context, text) * size) / 2 + 2;
  const tall = size * 0.62;
  const offsets = middle
    ? middle
    : [[0, radius + tall + 2], [0, -radius - tall - 2], [radius + half + 3, 0], [-radius - half - 3, 0]];
  return offsets.map(([dx, dy]) => (
    { owner, left: x + dx - half, right: x + dx + half, top: y + dy - tall, bottom: y + dy + tall, x: x + dx, y: y + dy }
  ));
}

// spots: [{owner, text, x, y, radius, size, must, faint, ...}] in screen pixels, most important first. Returns those
// that find room, with their middle's place. The first few may cover other nodes, and those that must be read too.
function placeLabels(context, spots, width, height) {
  const occupied = new Occupied();
  for (const { owner, x, y, radius, faint } of spots) {
    if (radius > 2.5 && !faint) {
      occupied.take({ owner, isNode: true, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    }
  }
  const leading = (width * height) / A_LEADING;
  const placed = [];
  for (const [index, spot] of spots.entries()) {
    if (placed.length >= MOST_LABELS) break;
    if (spot.x < -50 || spot.y < -20 || spot.x > width + 50 || spot.y > height + 20) continue;
    const boxes = boxesOf(context, spot);
    const inside = boxes.filter((box) => box.left > 0 && box.right < width && box.top > 0 && box.bottom < height);
    const leads = spot.rank > 1 || (index < leading && spot.weight >= 2);
    const box = inside.find((one) => occupied.isFree(one, false))
      ?? (leads ? inside.find((one) => occupied.isFree(one, true)) : undefined)
      ?? (spot.must ? inside[0] ?? boxes[0] : undefined);
    if (box) {
      occupied.take(box);
      placed.push({ ...spot, x: box.x, y: box.y });
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
