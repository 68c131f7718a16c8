// The shortest way between two nodes: through facts alone if there is one, else through articles that name both ends.

function shortestPath(from, to) {
  return pathOver(from, to, (line) => line.claims.length > 0) ?? pathOver(from, to, (line) => !isReporter(line.from));
}

// Breadth first; of equally short ways the one through more important nodes. Returns lines in order, or null.
function pathOver(from, to, may) {
  const reachedBy = new Map([[from, null]]);
  let ring = [from];
  while (ring.length && !reachedBy.has(to)) {
    const next = [];
    for (const node of ring.sort(byWeight)) {
      for (const line of linesOf[node]) {
        const other = otherEnd(line, node);
        if (!reachedBy.has(other) && may(line)) {
          reachedBy.set(other, line);
          next.push(other);
        }
      }
    }
    ring = next;
  }
  if (!reachedBy.has(to)) return null;
  const path = [];
  for (let node = to; node !== from; node = otherEnd(path[0], node)) path.unshift(reachedBy.get(node));
  return path;
}

function nodesOfPath({ from, lines: steps }) {
  const nodes = [from];
  for (const line of steps) nodes.push(otherEnd(line, nodes[nodes.length - 1]));
  return nodes;
}

function pathCard({ from, to, lines: steps }) {
  const title = el("h2", { class: "ends" }, nodeLink(from), el("span", { class: "arrow" }, "⋯"), nodeLink(to));
  if (!steps.length) return [title, el("p", { class: "quiet" }, say("path.none"))];
  return [
    title, el("p", { class: "quiet" }, say("path.length", { n: steps.length })),
    ...steps.map((line) => (line.claims.length
      ? el("section", { class: "relation" }, ...byRelation(line).flatMap(([first, ...more]) => [
        statement(first), ...[first, ...more].slice(0, 2).map(evidence)]))
      : el("section", { class: "relation" }, el("div", { class: "fact" }, nodeLink(line.from),
        el("span", { class: "arrow" }, say("relation.mentionedIn"))), mentionItem(line.mention)))),
  ];
}
