import { comboOf, type Press } from './combo';

/**
 * What lies on top of what. Keys go to the topmost layer alone, and to the one that is always there.
 *
 * A layer that has just come ignores its keys for a moment: a press meant for the screen below must not answer it.
 */
export interface Layer {
  readonly name: string;
  notBefore: number;
}

interface Binding {
  readonly combo: string;
  readonly layer: Layer;
  readonly run: () => void;
}

const SETTLE_MILLIS = 350;

/** These may be held down. */
const REPEATED = new Set(['Backspace', 'ArrowUp', 'ArrowDown', '+', '-']);

export const GROUND: Layer = { name: 'ground', notBefore: 0 };
export const ALWAYS: Layer = { name: 'always', notBefore: 0 };

/** Which key does what now. */
export class Keys {
  #layers = $state.raw<readonly Layer[]>([]);
  #bindings: Binding[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  get top(): Layer {
    return this.#layers.at(-1) ?? GROUND;
  }

  /** Lays a layer on top; the answer takes it away. */
  open(layer: Layer): () => void {
    layer.notBefore = this.now() + SETTLE_MILLIS;
    this.#layers = [...this.#layers, layer];
    return () => (this.#layers = this.#layers.filter((each) => each !== layer));
  }

  /** Whether a layer takes presses already. */
  takes(layer: Layer): boolean {
    return this.now() >= layer.notBefore;
  }

  /** The newest binding of a key wins; the answer takes it away. */
  on(combo: string, layer: Layer, run: () => void): () => void {
    const binding: Binding = { combo, layer, run };
    this.#bindings.unshift(binding);
    return () => (this.#bindings = this.#bindings.filter((each) => each !== binding));
  }

  /** Does what the key stands for. Returns whether it stood for anything. */
  press(event: Press & { readonly repeat: boolean; readonly target?: EventTarget | null }): boolean {
    const combo = comboOf(event);
    const held = event.repeat && !REPEATED.has(combo);
    if (combo === '' || held || belongsToTarget(event.key, combo, event.target ?? null)) {
      return false;
    }
    const top = this.top;
    const found = this.#bindings.find((each) => each.combo === combo && (each.layer === top || each.layer === ALWAYS));
    found?.run();
    return found !== undefined;
  }
}

/** These move about and erase in a field. */
const EDITS = ['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

/** Enter and the space bar press the control that has the focus; what is typed into a field stands for nothing else. */
function belongsToTarget(key: string, combo: string, target: EventTarget | null): boolean {
  if (target !== null && target instanceof HTMLInputElement && (key.length === 1 || EDITS.includes(key))) {
    return true;
  }
  const presses = combo === 'Enter' || combo === ' ';
  return presses && target instanceof Element && target.closest('button, a, select, summary, input') !== null;
}
