// The query page: Yasgui on this server's endpoint, with the cookbook's questions above it. Nothing is fetched from
// elsewhere, and no tab of other servers that the browser remembers is opened.
"use strict";

const ENDPOINT = new URL("/sparql", location.href).href;

function makeEditor(first) {
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  // Names without quotation marks and language, unless a reader turns off the simple view.
  const table = Yasgui.Yasr.plugins.table.prototype;
  const draw = table.draw;
  table.draw = function (config, ...rest) {
    return draw.call(this, { compact: true, ...config }, ...rest);
  };
  return new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: ENDPOINT, method: "POST", headers: {} },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }] },
    yasqe: { value: first },
    prefixCcApi: "",
    persistenceId: "newskg " + ENDPOINT,
  });
}

function ask(editor, question) {
  const tab = editor.getTab();
  tab.setQuery(question.sparql);
  tab.getYasqe().query().catch(() => {}); // the page below the editor says what went wrong
}

function listed(question, editor) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.name = question.name;
  for (const [language, text] of [["zh", question.zh], ["en", question.en]]) {
    const part = document.createElement("span");
    part.lang = language;
    part.className = language;
    part.textContent = text + " ";
    button.append(part);
  }
  button.addEventListener("click", () => ask(editor, question));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

// A thing of the graph has a page on this server, whatever its IRI says.
function lead(event, base) {
  const link = event.target.closest("a.iri");
  const iri = link?.getAttribute("href");
  if (base && iri?.startsWith(base)) {
    link.href = "/id/" + iri.slice(base.length).split("/").map(encodeURIComponent).join("/");
  }
}

async function main() {
  const { base, questions } = await (await fetch("/cookbook.json")).json();
  document.getElementById("yasgui").addEventListener("click", (event) => lead(event, base), { capture: true });
  const editor = makeEditor(questions[0].sparql);
  document.getElementById("questions").append(...questions.map((question) => listed(question, editor)));
}

main();
