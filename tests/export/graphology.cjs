// node graphology.cjs gexf|graphml FILE: prints the graph as graphology reads it,
// {"nodes": {id: attributes}, "edges": {id: [source, target, attributes]}}. NODE_PATH names the folder of its packages.
const { readFileSync } = require("node:fs");
const { MultiDirectedGraph } = require("graphology");
const [format, file] = process.argv.slice(2);
const { parse } = require(`graphology-${format}/node`);

const graph = parse(MultiDirectedGraph, readFileSync(file, "utf8"));
const nodes = Object.fromEntries(graph.mapNodes((node, attributes) => [node, attributes]));
const edges = Object.fromEntries(graph.mapEdges((edge, attributes, source, target) => [edge, [source, target, attributes]]));
console.log(JSON.stringify({ nodes, edges }));
