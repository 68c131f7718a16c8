// Search by pinyin: whole syllables, their initials, or a mixture, from any character of a name.

// The ends that a character's reading may have in the query: whole, its initial, or cut short where the query ends.
function* stepsOver(syllable, query, at) {
  const initial = /^[zcs]h/.test(syllable) ? 2 : 1;
  const rest = query.length - at;
  for (const length of new Set([syllable.length, initial, 1])) {
    if (length <= rest && query.startsWith(syllable.slice(0, length), at)) yield at + length;
  }
  if (rest < syllable.length && syllable.startsWith(query.slice(at))) yield query.length;
}

// Whether the query, from a place on, can be read along the name's characters from another place on.
function readsAs(name, from, query, at) {
  if (at >= query.length) return true;
  if (from >= name.length) return false;
  const character = name[from];
  if (character === query[at] && readsAs(name, from + 1, query, at + 1)) return true;
  for (const syllable of DATA.readings[character] ?? []) {
    for (const end of stepsOver(syllable, query, at)) {
      if (readsAs(name, from + 1, query, end)) return true;
    }
  }
  return false;
}

// Where in a name the query can be read: 0 at its beginning, 1 later, null nowhere.
function pinyinFit(name, query) {
  const letters = query.replaceAll("ü", "v").replaceAll("'", "");
  if (!/^[a-z0-9]*[a-z][a-z0-9]*$/.test(letters)) return null;
  const characters = [...name];
  if (readsAs(characters, 0, letters, 0)) return 0;
  return characters.some((_, from) => from > 0 && readsAs(characters, from, letters, 0)) ? 1 : null;
}
