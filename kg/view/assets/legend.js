// The legend: what the shapes and colours mean, how many there are, and a filter at the same time.

const legend = document.getElementById("legend");

function toggle(pressed, content, change) {
  return el("button", { type: "button", "aria-pressed": String(pressed), onclick: change }, ...content);
}

function showLegend(change) {
  const held = new Map(TYPES.map((type) => [type, 0]));
  const visible = new Map(TYPES.map((type) => [type, 0]));
  let reporters = 0;
  for (const [node, { type }] of NODES.entries()) {
    held.set(type, held.get(type) + 1);
    if (isReporter(node)) reporters += 1;
  }
  for (const node of open) {
    if (isAllowed(node)) visible.set(NODES[node].type, visible.get(NODES[node].type) + 1);
  }
  const buttons = TYPES.filter((type) => held.get(type)).map((type) => toggle(
    filters.types.has(type),
    [sign(type), el("span", {}, say(`type.${type}`)), el("small", {}, `${visible.get(type)}/${held.get(type)}`)],
    () => {
      if (!filters.types.delete(type)) filters.types.add(type);
      change();
    },
  ));
  if (reporters) {
    buttons.push(toggle(filters.reporters, [el("span", {}, say("legend.reporters")), el("small", {}, String(reporters))], () => {
      filters.reporters = !filters.reporters;
      change();
    }));
  }
  for (const [name, lift] of limitsSet()) {
    const chip = toggle(true, [el("span", {}, say("limit.chip", { name })), el("span", { "aria-hidden": "true" }, "✕")], () => {
      lift();
      change();
    });
    chip.title = say("limit.lift");
    buttons.push(chip);
  }
  // The button just pressed is built anew: keep the keyboard where it was.
  const focused = [...legend.children].indexOf(document.activeElement);
  legend.replaceChildren(...buttons);
  if (focused >= 0) legend.children[focused]?.focus();
}
