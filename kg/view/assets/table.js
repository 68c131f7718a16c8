// The same graph as two tables, of entities and of facts: sorted by a click on a column, and taken away as CSV.

const tableBox = document.getElementById("table");
const tableState = { column: null, down: true };
const FIRST_ROWS = 200;

const TABLES = {
  entities: {
    columns: ["name", "type", "kind", "names", "code", "articles", "facts"],
    number: new Set(["articles", "facts"]),
    rows: () => NODES.flatMap((node, at) => (isArticle(at) || !isAllowed(at) ? [] : [{
      at, name: node.name, type: say(`type.${node.type}`), kind: say(`kind.${node.kind}`), names: node.names.join("、"),
      code: node.code, articles: node.articles, facts: claimsOf[at].length,
    }])),
  },
  facts: {
    columns: ["subject", "relation", "object", "post", "evidence", "article", "page", "confidence"],
    number: new Set(["confidence"]),
    rows: () => claims.filter((claim) => isClaimAllowed(claim) && isAllowed(claim.subject) && isAllowed(claim.object)).map((claim) => ({
      at: claim.subject, to: claim.object, subject: NODES[claim.subject].name, relation: say(`relation.${claim.relation}`),
      object: NODES[claim.object].name, post: claim.post, evidence: claim.evidence, article: NODES[claim.article]?.name ?? "",
      page: NODES[claim.article]?.page ?? "", confidence: claim.confidence,
    })),
  },
};

function sortedRows() {
  const { column, down } = tableState;
  const rows = TABLES[looks.of].rows();
  if (!column) return looks.of === "entities" ? rows.sort((one, other) => byWeight(one.at, other.at)) : rows;
  const order = TABLES[looks.of].number.has(column)
    ? (one, other) => one[column] - other[column]
    : (one, other) => one[column].localeCompare(other[column], "zh");
  return rows.sort((one, other) => (down ? order(one, other) : order(other, one)));
}

function cell(row, column) {
  if (column === "name" || column === "subject") return el("td", { class: "named" }, nodeLink(row.at));
  if (column === "object") return el("td", { class: "named" }, nodeLink(row.to));
  if (column === "confidence") return el("td", { class: "figure" }, `${Math.round(row.confidence * 100)}%`);
  return el("td", { class: TABLES[looks.of].number.has(column) ? "figure" : null }, String(row[column]));
}

function heading(column) {
  const active = tableState.column === column;
  const sort = () => {
    Object.assign(tableState, { column, down: active ? !tableState.down : !TABLES[looks.of].number.has(column) });
    showTable();
  };
  return el("th", { scope: "col", "aria-sort": active ? (tableState.down ? "ascending" : "descending") : "none" },
    el("button", { type: "button", onclick: sort }, say(`table.${column}`), active ? (tableState.down ? " ▲" : " ▼") : ""));
}

function showTable() {
  if (tableBox.hidden) return;
  const { columns } = TABLES[looks.of];
  const rows = sortedRows();
  const body = el("tbody", {});
  const add = (from, to) => body.append(...rows.slice(from, to).map((row) => el("tr", {}, ...columns.map((column) => cell(row, column)))));
  add(0, FIRST_ROWS);
  const more = el("button", { type: "button", class: "more" }, say("card.showAll", { n: rows.length - FIRST_ROWS }));
  more.addEventListener("click", () => {
    add(FIRST_ROWS, rows.length);
    more.remove();
  });
  const tabs = Object.keys(TABLES).map((of) => el("button", {
    type: "button", "aria-pressed": String(of === looks.of),
    onclick: () => {
      looks.of = of;
      tableState.column = null;
      step();
    },
  }, say(`table.${of}`)));
  const csv = el("button", { type: "button", onclick: () => saveCsv(looks.of, columns, rows) }, say("export.csv"));
  tableBox.replaceChildren(
    el("div", { class: "bar" }, ...tabs, el("span", { class: "count" }, say("table.rows", { n: rows.length })), csv),
    el("table", {}, el("thead", {}, el("tr", {}, ...columns.map(heading))), body),
    rows.length > FIRST_ROWS ? more : "",
  );
}

// RFC 4180, with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would take for a formula gets
// an apostrophe before it: its text comes from newspaper pages.
function csvCell(value) {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function saveCsv(name, columns, rows) {
  const table = [columns.map((column) => say(`table.${column}`)), ...rows.map((row) => columns.map((column) => row[column]))];
  save(`${name}.csv`, new Blob([`\ufeff${table.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`], { type: "text/csv" }));
}
