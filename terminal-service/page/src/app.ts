import { getContext, setContext } from 'svelte';
import type { Keys, Layer } from './keys/keys.svelte';
import { GROUND } from './keys/keys.svelte';
import type { Draft } from './sale/draft.svelte';
import type { Desk } from './sale/desk.svelte';
import type { Clock } from './show/clock.svelte';
import type { Settings } from './show/settings.svelte';
import type { Till } from './till/till.svelte';
import type { Words } from './words/words.svelte';

/** What every part of the page may ask for. */
export interface App {
  readonly till: Till;
  readonly draft: Draft;
  readonly desk: Desk;
  readonly words: Words;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly keys: Keys;
}

const APP = Symbol('app');
const LAYER = Symbol('layer');

export function provideApp(app: App): void {
  setContext(APP, app);
}

export function useApp(): App {
  return getContext<App>(APP);
}

/** The keys of everything inside belong to this layer. */
export function provideLayer(layer: Layer): void {
  setContext(LAYER, layer);
}

export function useLayer(): Layer {
  return getContext<Layer | undefined>(LAYER) ?? GROUND;
}
