// Finding a node by any name: what is typed may stand anywhere in a name, a short form, a headline or a code.

const MOST_RESULTS = 30;
const searchBox = document.getElementById("search");
const results = document.getElementById("results");

// Full-width and half-width, upper and lower case count as the same.
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

let searchIndex = null;

function namesIndex() {
  searchIndex ??= NODES.map((node) => [node.name, ...(node.names ?? []), node.code ?? ""].filter(Boolean).map(plain));
  return searchIndex;
}

// How well a node's names fit: 0 the whole name, 1 another name, 2 a beginning, 3 a part, 4 and 5 the same in pinyin;
// null not at all.
function fitOf(names, query) {
  if (names[0] === query) return 0;
  if (names.includes(query)) return 1;
  if (names.some((name) => name.startsWith(query))) return 2;
  if (names.some((name) => name.includes(query))) return 3;
  const spoken = names.map((name) => pinyinFit(name, query)).filter((fit) => fit !== null);
  return spoken.length ? 4 + Math.min(...spoken) : null;
}

function find(text) {
  const query = plain(text);
  if (!query) return [];
  const found = [];
  for (const [node, names] of namesIndex().entries()) {
    const fit = fitOf(names, query);
    if (fit !== null) found.push({ node, fit });
  }
  return found.sort((one, other) => one.fit - other.fit || byWeight(one.node, other.node)).map(({ node }) => node);
}

function showResults() {
  const query = searchBox.value.trim();
  const found = find(query);
  const items = found.slice(0, MOST_RESULTS).map((node, index) => {
    const { type, kind, name, names, articles } = NODES[node];
    const other = (names ?? []).find((alias) => !plain(name).includes(plain(query)) && plain(alias).includes(plain(query)));
    return el("li", { role: "option", id: `result-${index}`, "data-node": node, "aria-selected": "false" },
      sign(type), el("span", { class: "found" }, name, other ? el("small", {}, ` ${other}`) : ""),
      el("small", {}, kind ? say(`kind.${kind}`) : say(`type.${type}`), kind ? ` · ${articles}` : ""));
  });
  if (!found.length && query) items.push(el("li", { class: "quiet" }, say("search.none", { q: query })));
  if (found.length > MOST_RESULTS) {
    items.push(el("li", { class: "quiet" }, say("search.more", { n: found.length - MOST_RESULTS })));
  }
  results.replaceChildren(...items);
  results.hidden = !query;
  searchBox.setAttribute("aria-expanded", String(Boolean(query)));
  point(found.length ? 0 : -1);
}

function hideResults() {
  results.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
}

// Move the mark in the list of results to the one numbered index.
function point(index) {
  for (const [number, item] of [...results.querySelectorAll("[role=option]")].entries()) {
    item.setAttribute("aria-selected", String(number === index));
    if (number === index) {
      searchBox.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  }
}

function startSearch(choose) {
  const take = (item) => {
    hideResults();
    searchBox.value = "";
    choose(Number(item.dataset.node));
    document.getElementById("panel").focus({ preventScroll: true });
  };
  searchBox.addEventListener("input", showResults);
  searchBox.addEventListener("focus", () => searchBox.value && showResults());
  searchBox.addEventListener("blur", () => setTimeout(hideResults, 150));
  results.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("[role=option]");
    if (item) take(item);
  });
  searchBox.addEventListener("keydown", (event) => {
    const items = [...results.querySelectorAll("[role=option]")];
    const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.isComposing) return; // Enter ends a word of the input method first
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : items.length - 1;
      if (items.length) point((now + step) % items.length);
    } else if (event.key === "Enter" && items[now]) {
      take(items[now]);
    } else if (event.key === "Escape" && searchBox.value) {
      event.stopPropagation();
      hideResults();
      searchBox.value = "";
    }
  });
}
