// Where names stand in a text. Offsets in the data count code points; JavaScript's strings count UTF-16 units.

// A function from a code point's number to its place in the string.
function placesIn(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (number) => number;
  const places = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  places.push(place);
  return (number) => places[Math.min(number, places.length - 1)];
}

const markCache = new Map();

// The names in one field of an article, in order and without overlap: [{begin, end, node}] in UTF-16 units.
function marksIn(article, field) {
  const key = `${article} ${field}`;
  if (!markCache.has(key)) {
    const place = placesIn(NODES[article][FIELDS[field]]);
    const all = [];
    for (const mention of entitiesIn[article]) {
      for (const [where, begin, end] of mention.spans) {
        if (where === field) all.push({ begin: place(begin), end: place(end), node: mention.entity });
      }
    }
    all.sort((one, other) => one.begin - other.begin || other.end - one.end);
    let reached = 0;
    markCache.set(key, all.filter((mark) => {
      if (mark.begin < reached) return false;
      reached = mark.end;
      return true;
    }));
  }
  return markCache.get(key);
}

// The names in a stretch of a field, counted from the stretch's beginning.
function marksBetween(article, field, begin, end) {
  return marksIn(article, field)
    .filter((mark) => mark.begin >= begin && mark.end <= end)
    .map((mark) => ({ begin: mark.begin - begin, end: mark.end - begin, node: mark.node }));
}

// The names in a sentence that stands in an article: [] where the article is not in the file.
function marksInSentence(article, sentence) {
  if (article < 0) return [];
  for (const field of [1, 0]) {
    const begin = NODES[article][FIELDS[field]].indexOf(sentence);
    if (begin >= 0) return marksBetween(article, field, begin, begin + sentence.length);
  }
  return [];
}

// The sentence around a place in a field, as {text, begin}.
function sentenceAround(text, begin, end) {
  const stops = /[。！？!?\n]/;
  let from = begin;
  while (from > 0 && !stops.test(text[from - 1])) from -= 1;
  let to = end;
  while (to < text.length && !stops.test(text[to])) to += 1;
  if (to < text.length && text[to] !== "\n") to += 1;
  return { text: text.slice(from, to), begin: from };
}
