import { getContext, setContext } from 'svelte';
import type { Keys } from '$kit/keys.svelte';
import { provideKeys } from '$kit/layers';
import type { Draft } from './sale/draft.svelte';
import type { Desk } from './sale/desk.svelte';
import type { Shop } from './sale/shop.svelte';
import type { Clock } from '$kit/clock.svelte';
import type { Settings } from '$kit/settings.svelte';
import type { People } from './people/people.svelte';
import type { Till } from './till/till.svelte';
import type { Words } from './words/words.svelte';

/** What every part of the page may ask for. */
export interface App {
  readonly till: Till;
  readonly people: People;
  readonly draft: Draft;
  readonly desk: Desk;
  readonly shop: Shop;
  readonly words: Words;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly keys: Keys;
}

const APP = Symbol('app');

export function provideApp(app: App): void {
  setContext(APP, app);
  provideKeys(app.keys);
}

export function useApp(): App {
  return getContext<App>(APP);
}
