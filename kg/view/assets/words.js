// What the page says, in the language chosen; the words stand in words.tsv.

const WORDS = JSON.parse(document.getElementById("words").textContent);
const words = { language: 0 }; // 0 Chinese, 1 English

function say(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  return pair[words.language].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// Both languages side by side, for types and kinds: a colleague abroad reads the same picture.
function sayBoth(key) {
  const pair = WORDS[key];
  if (!pair) return key;
  return words.language === 0 ? `${pair[0]} ${pair[1]}` : `${pair[1]} ${pair[0]}`;
}
