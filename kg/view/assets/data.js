// The graph in memory: nodes by their position in DATA.nodes, with what links them. records.py says what stands where.

const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const FIELDS = ["headline", "body", "byline"];

const positionOf = new Map(NODES.map((node, index) => [node.id, index]));
const claims = DATA.claims.map(([subject, relation, object, article, text, confidence, post = "", note = "", date = "", dateText = "", origin = "", by = "", source = ""]) => ({
  subject, relation, object, article, confidence, post, note, date, dateText, origin, by, source, evidence: DATA.texts[text],
}));
const mentions = DATA.mentions.map(([entity, article, spans]) => ({ entity, article, spans }));

const claimsOf = NODES.map(() => []); // node → claims about it, or for an article the claims that it states
const articlesOf = NODES.map(() => []); // entity → its mentions
const entitiesIn = NODES.map(() => []); // article → mentions in it
const authorsOf = NODES.map(() => []); // article → persons
const lines = new Map(); // "subject object" by position → {from, to, claims: [...], mention}
const linesOf = NODES.map(() => []);

function lineBetween(from, to) {
  const key = `${from} ${to}`;
  let line = lines.get(key);
  if (!line) {
    line = { key, from, to, claims: [], mention: null };
    lines.set(key, line);
    linesOf[from].push(line);
    linesOf[to].push(line);
  }
  return line;
}

for (const claim of claims) {
  claimsOf[claim.subject].push(claim);
  claimsOf[claim.object].push(claim);
  if (claim.article >= 0) claimsOf[claim.article].push(claim);
  lineBetween(claim.subject, claim.object).claims.push(claim);
}
for (const mention of mentions) {
  articlesOf[mention.entity].push(mention);
  entitiesIn[mention.article].push(mention);
  lineBetween(mention.entity, mention.article).mention = mention;
}
for (const [article, person] of DATA.authors) authorsOf[article].push(person);

const isArticle = (node) => NODES[node].type === "Article";
const originalOf = (article) => (NODES[article].reprintOf >= 0 ? NODES[article].reprintOf : article);
const isReporter = (node) => NODES[node].kind === "author";

function otherEnd(line, node) {
  return line.from === node ? line.to : line.from;
}

// Most important first: by articles, then by facts, then as in the file.
function byWeight(one, other) {
  return NODES[other].articles - NODES[one].articles || claimsOf[other].length - claimsOf[one].length || one - other;
}

function neighboursOf(node) {
  return [...new Set(linesOf[node].map((line) => otherEnd(line, node)))].sort(byWeight);
}
