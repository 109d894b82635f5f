/** The parts of a key press that say which key it was. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/**
 * The name of a key, the same on every keyboard layout: digits by their place (a Vietnamese or French layout types
 * letters and signs there), letters by what they type where that is Latin, else by their place.
 *
 * @returns '' for a press that belongs to the browser or to an input method
 */
export function comboOf(press: Press): string {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) {
    return '';
  }
  const shift = press.shiftKey ? 'Shift+' : '';
  const digit = /^(Digit|Numpad)([0-9])$/.exec(press.code);
  if (digit !== null) {
    return digit[1] === 'Digit' ? shift + digit[2] : (digit[2] ?? '');
  }
  if (/^[a-z]$/i.test(press.key)) {
    return shift + press.key.toUpperCase();
  }
  const letter = /^Key([A-Z])$/.exec(press.code);
  if (letter !== null) {
    return shift + letter[1];
  }
  return press.key === ',' ? '.' : press.key;
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
  Delete: 'Del',
  Escape: 'Esc',
  '-': '−',
};

/** What stands on the button. */
export function signOf(combo: string): string {
  return combo.startsWith('Shift+') ? `⇧${combo.slice(6)}` : (SIGNS[combo] ?? combo);
}
