// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { comboOf, signOf, type Press } from '$kit/combo';
import { ALWAYS, GROUND, Keys, type Layer } from '$kit/keys.svelte';

function pressed(key: string, code = key, parts: Partial<Press> = {}): Press & { repeat: boolean; target?: Element } {
  return {
    key,
    code,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    isComposing: false,
    repeat: false,
    ...parts,
  };
}

describe('a key', () => {
  it.each([
    ['a digit of an English layout', pressed('5', 'Digit5'), '5'],
    ['a digit of a Vietnamese layout', pressed('ơ', 'Digit5'), '5'],
    ['a digit of a French layout', pressed('(', 'Digit5'), '5'],
    ['a digit of the number pad', pressed('5', 'Numpad5'), '5'],
    ['a Latin letter', pressed('q', 'KeyQ'), 'Q'],
    ['a letter where it stands on a French layout', pressed('q', 'KeyA'), 'Q'],
    ['a Russian letter', pressed('й', 'KeyQ'), 'Q'],
    ['a digit with shift', pressed('!', 'Digit1', { shiftKey: true }), 'Shift+1'],
    ['a Russian letter with shift', pressed('Т', 'KeyN', { shiftKey: true }), 'Shift+N'],
    ['the comma of a number pad', pressed(',', 'NumpadDecimal'), '.'],
    ['a function key', pressed('F9'), 'F9'],
  ])('is known: %s', (_, press, combo) => {
    expect(comboOf(press)).toBe(combo);
  });

  it.each([
    ['with control', { ctrlKey: true }],
    ['with alt', { altKey: true }],
    ['within an input method', { isComposing: true }],
  ])('belongs to somebody else %s', (_, parts) => {
    expect(comboOf(pressed('q', 'KeyQ', parts))).toBe('');
  });

  it('has a sign that fits its button', () => {
    expect(['Escape', 'Shift+1', 'F9', 'ArrowUp'].map(signOf)).toEqual(['Esc', '⇧1', 'F9', '↑']);
  });
});

describe('keys', () => {
  it('go to the topmost layer alone, and to the one that is always there', () => {
    const keys = new Keys(() => 0);
    const [below, above, always] = [vi.fn(), vi.fn(), vi.fn()];
    const layer: Layer = { name: 'prompt', notBefore: 0 };
    keys.on('Enter', GROUND, below);
    keys.on('Enter', layer, above);
    keys.on('F7', ALWAYS, always);
    keys.open(layer);

    keys.press(pressed('Enter'));
    keys.press(pressed('F7'));

    expect([below, above, always].map((each) => each.mock.calls.length)).toEqual([0, 1, 1]);
  });

  it('go back to the ground when the layer is gone', () => {
    const keys = new Keys(() => 0);
    const below = vi.fn();
    keys.on('Enter', GROUND, below);
    const close = keys.open({ name: 'prompt', notBefore: 0 });

    close();

    expect(keys.press(pressed('Enter'))).toBe(true);
    expect(below).toHaveBeenCalledOnce();
  });

  it('are not taken by a layer that has only just come', () => {
    let now = 1_000;
    const keys = new Keys(() => now);
    const layer: Layer = { name: 'result', notBefore: 0 };
    keys.open(layer);

    expect(keys.takes(layer)).toBe(false);
    now += 400;
    expect(keys.takes(layer)).toBe(true);
  });

  it('that are held down press once, but for those that erase and move', () => {
    const keys = new Keys(() => 0);
    const pay = vi.fn();
    const erase = vi.fn();
    keys.on('F9', GROUND, pay);
    keys.on('Backspace', GROUND, erase);

    keys.press({ ...pressed('F9'), repeat: true });
    keys.press({ ...pressed('Backspace'), repeat: true });

    expect([pay.mock.calls.length, erase.mock.calls.length]).toEqual([0, 1]);
  });

  it('leave Enter to the button that has the focus', () => {
    const keys = new Keys(() => 0);
    const run = vi.fn();
    keys.on('Enter', GROUND, run);

    keys.press({ ...pressed('Enter'), target: document.createElement('button') });

    expect(run).not.toHaveBeenCalled();
  });
});

describe('a field', () => {
  it.each(['7', 'q', 'Backspace', 'Delete'])('has %s for itself, and leaves the way out to its panel', (key) => {
    const target = document.createElement('input');
    const keys = new Keys(() => 0);
    const run = vi.fn();
    [key.toUpperCase(), key, 'Escape'].forEach((combo) => keys.on(combo, GROUND, () => run(combo)));

    keys.press({ ...pressed(key), target });
    keys.press({ ...pressed('Escape'), target });

    expect(run.mock.calls).toEqual([['Escape']]);
  });
});
