/** Where the till serves its page a second time, over rooms of their own: nothing there moves money. */
const TRAINING = '/training/';

/** Whether the page at a path trains. */
export function trains(path: string): boolean {
  return path.startsWith(TRAINING);
}

/** Where the API of the page at a path begins. */
export function baseOf(path: string): string {
  return trains(path) ? `${TRAINING}api/v1` : '/api/v1';
}

const here = globalThis.location?.pathname ?? '/';

/** Of this page. */
export const BASE = baseOf(here);
export const TRAINS = trains(here);
