import type { Prompt, RecordType, State } from '../till/payment';
import type { Shape } from '$kit/language';
import type { Reasons } from '$kit/words/reasons';
import type { Result } from '../show/face';
import type { display } from './en/display';
import type { network } from './en/network';
import type { people } from './en/people';
import type { floor } from './en/floor';
import type { screens } from './en/screens';
import type { training } from './en/training';
import type { voice } from './en/voice';

export interface ResultWords {
  readonly headline: string;
  readonly text: string;
}

export interface PaymentWords {
  readonly results: Readonly<Record<Result, ResultWords>>;
  readonly states: Readonly<Record<State, string>>;
  readonly prompts: Readonly<Record<Prompt, string>>;
  readonly records: Readonly<Record<RecordType, string>>;
}

export type Screens = Shape<typeof screens>;
export type DisplayWords = Shape<typeof display>;
export type NetworkWords = Shape<typeof network>;
export type PeopleWords = Shape<typeof people>;
export type Floor = Shape<typeof floor>;
export type TrainingWords = Shape<typeof training>;
export type VoiceWords = Shape<typeof voice>;

/** Everything the page says in one language. */
export interface Catalogue {
  readonly screens: Screens;
  readonly display: DisplayWords;
  readonly network: NetworkWords;
  readonly payment: PaymentWords;
  readonly people: PeopleWords;
  readonly reasons: Reasons;
  readonly floor: Floor;
  readonly training: TrainingWords;
  readonly voice: VoiceWords;
}
