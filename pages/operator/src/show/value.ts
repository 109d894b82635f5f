import { fill, type Words } from '../words/words.svelte';

/** What the gateway says of a field's value in words of its own, said in the reader's language; values stay. */
export function valueOf(value: string, words: Words): string {
  const w = words.all.screens.decode;
  const digits = /^(\d+) digits, (.*)$/.exec(value);
  if (digits !== null) {
    return fill(words.count(w.digits, Number(digits[1])), { last: digits[2] ?? '' });
  }
  const bytes = /^(\d+) bytes$/.exec(value);
  if (bytes !== null) {
    return words.count(w.bytes, Number(bytes[1]));
  }
  const characters = /^(\d+) characters, not shown$/.exec(value);
  if (characters !== null) {
    return words.count(w.characters, Number(characters[1]));
  }
  return value === 'not shown' ? w.hidden : value;
}
