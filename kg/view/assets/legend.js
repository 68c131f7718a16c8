// The legend: what the shapes and colours mean, how many there are, and a filter at the same time.

const legend = document.getElementById("legend");

function toggle(pressed, content, change) {
  return el("button", { type: "button", "aria-pressed": String(pressed), onclick: change }, ...content);
}

function showLegend(redraw) {
  const held = new Map(TYPES.map((type) => [type, 0]));
  const visible = new Map(TYPES.map((type) => [type, 0]));
  let reporters = 0;
  for (const [node, { type }] of NODES.entries()) {
    held.set(type, held.get(type) + 1);
    if (isReporter(node)) reporters += 1;
    if (isVisible(node)) visible.set(type, visible.get(type) + 1);
  }
  const buttons = TYPES.filter((type) => held.get(type)).map((type) => toggle(
    filters.types.has(type),
    [sign(type), el("span", {}, say(`type.${type}`)), el("small", {}, `${visible.get(type)}/${held.get(type)}`)],
    () => {
      if (!filters.types.delete(type)) filters.types.add(type);
      redraw();
    },
  ));
  if (reporters) {
    buttons.push(toggle(filters.reporters, [el("span", {}, say("legend.reporters")), el("small", {}, String(reporters))], () => {
      filters.reporters = !filters.reporters;
      for (const [node] of NODES.entries()) {
        if (isReporter(node) && articlesOf[node].some(({ article }) => open.has(article))) open.add(node);
      }
      redraw();
    }));
  }
  if (filters.place !== null) {
    const name = NODES[filters.place].name;
    buttons.push(toggle(true, [el("span", {}, say("place.chip", { name })), el("span", { "aria-hidden": "true" }, "✕")], () => {
      limitTo(null);
      if (lit()) redraw();
      else go({});
    }));
  }
  // The button just pressed is built anew: keep the keyboard where it was.
  const focused = [...legend.children].indexOf(document.activeElement);
  legend.replaceChildren(...buttons);
  if (focused >= 0) legend.children[focused]?.focus();
}
