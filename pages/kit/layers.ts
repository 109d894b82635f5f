import { getContext, setContext } from 'svelte';
import { GROUND, type Keys, type Layer } from './keys.svelte';

const KEYS = Symbol('keys');
const LAYER = Symbol('layer');

/** Everything inside presses these keys. */
export function provideKeys(keys: Keys): void {
  setContext(KEYS, keys);
}

export function useKeys(): Keys {
  return getContext<Keys>(KEYS);
}

/** The keys of everything inside belong to this layer. */
export function provideLayer(layer: Layer): void {
  setContext(LAYER, layer);
}

export function useLayer(): Layer {
  return getContext<Layer | undefined>(LAYER) ?? GROUND;
}
