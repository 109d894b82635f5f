import { TRAINS } from '$kit/base';
import { Calls } from '$kit/calls';
import type { Shelf } from '$kit/settings.svelte';

export type Network = 'UP' | 'DOWN' | 'ANSWERS_LOST';

export interface TrainingCard {
  readonly name: string;
  readonly brand: string;
  readonly last4: string;
  readonly entry_mode: string;
}

export interface Drawer {
  readonly cards: readonly TrainingCard[];
  readonly network: Network;
}

/** The room is open. */
export interface Entered {
  readonly path: string;
  /** What was there before could not be read. */
  readonly started_afresh: boolean;
}

/** The way in, which the till itself keeps. Each may throw {@link TillAway} or {@link Refused}. */
export class TrainingDoor extends Calls {
  constructor(send?: typeof fetch) {
    super(send, '/api/v1');
  }

  enter(): Promise<Entered> {
    return this.post('/training');
  }

  /** Throws away every sale of training. */
  startAfresh(): Promise<Entered> {
    return this.post('/training/afresh');
  }
}

/** The drawer of cards that are nobody's, and the switch of a network that is none. */
export class TrainingDrawer extends Calls {
  look(): Promise<Drawer> {
    return this.get('/drawer');
  }

  present(card: string): Promise<Drawer> {
    return this.post(`/drawer/cards/${encodeURIComponent(card)}`);
  }

  put(network: Network): Promise<Drawer> {
    return this.post('/drawer/network', { network });
  }
}

/** What a page keeps while it trains: under other names, so that no cart of the shop is found there, nor any left. */
export function shelfOf(shelf: Shelf, training: boolean = TRAINS): Shelf {
  const name = (of: string): string => (training ? `training.${of}` : of);
  return {
    getItem: (of) => shelf.getItem(name(of)),
    setItem: (of, value) => shelf.setItem(name(of), value),
    removeItem: (of) => shelf.removeItem(name(of)),
  };
}

/** Marks the whole page: its colours and its bar. */
export function wearMark(training: boolean = TRAINS): void {
  if (training) {
    document.documentElement.dataset['room'] = 'training';
  }
}
