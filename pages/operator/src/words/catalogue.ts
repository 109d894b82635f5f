import type { Shape } from '$kit/language';
import type { State } from '$kit/payment';
import type { Reasons } from '$kit/words/reasons';
import type { Count, LinkState, Trouble } from '../gateway/link';
import type { ActionName, Kind, Message, Next, Progress, Refusal, Role } from '../gateway/payment';
import type { screens } from './en/screens';

/** The words of the gateway's own constants. */
export interface Terms {
  readonly states: Readonly<Record<State, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly messages: Readonly<Record<Message, string>>;
  readonly progress: Readonly<Record<Progress, string>>;
  readonly next: Readonly<Record<Next, string>>;
  readonly actions: Readonly<Record<ActionName, { readonly does: string; readonly asks: string }>>;
  readonly refusals: Readonly<Record<Refusal, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<LinkState, string>>;
  readonly troubles: Readonly<Record<Trouble, string>>;
  readonly counts: Readonly<Record<Count, string>>;
}

export type Screens = Shape<typeof screens>;

/** Everything the page says in one language. */
export interface Catalogue {
  readonly screens: Screens;
  readonly terms: Terms;
  readonly reasons: Reasons;
}
