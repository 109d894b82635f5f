import { LOCALES, counted, type Language, type Plural } from '$kit/language';
import type { Catalogue } from './catalogue';
import { display as enDisplay } from './en/display';
import { floor as enFloor } from './en/floor';
import { payment as enPayment } from './en/payment';
import { people as enPeople } from './en/people';
import { reasons as enReasons } from '$kit/words/reasons.en';
import { screens as enScreens } from './en/screens';
import { display as ruDisplay } from './ru/display';
import { floor as ruFloor } from './ru/floor';
import { payment as ruPayment } from './ru/payment';
import { people as ruPeople } from './ru/people';
import { reasons as ruReasons } from '$kit/words/reasons.ru';
import { screens as ruScreens } from './ru/screens';
import { display as viDisplay } from './vi/display';
import { network as enNetwork } from './en/network';
import { network as ruNetwork } from './ru/network';
import { network as viNetwork } from './vi/network';
import { floor as viFloor } from './vi/floor';
import { payment as viPayment } from './vi/payment';
import { people as viPeople } from './vi/people';
import { reasons as viReasons } from '$kit/words/reasons.vi';
import { screens as viScreens } from './vi/screens';
import { training as enTraining } from './en/training';
import { training as ruTraining } from './ru/training';
import { training as viTraining } from './vi/training';
import { voice as enVoice } from './en/voice';
import { voice as ruVoice } from './ru/voice';
import { voice as viVoice } from './vi/voice';

export { LANGUAGES, LOCALES, counted, fill, preferred, type Language } from '$kit/language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { screens: enScreens, display: enDisplay, payment: enPayment, reasons: enReasons, network: enNetwork, people: enPeople, floor: enFloor, training: enTraining, voice: enVoice },
  vi: { screens: viScreens, display: viDisplay, payment: viPayment, reasons: viReasons, network: viNetwork, people: viPeople, floor: viFloor, training: viTraining, voice: viVoice },
  ru: { screens: ruScreens, display: ruDisplay, payment: ruPayment, reasons: ruReasons, network: ruNetwork, people: ruPeople, floor: ruFloor, training: ruTraining, voice: ruVoice },
};

/** The catalogue that is in use. */
export class Words {
  language = $state<Language>('en');

  get all(): Catalogue {
    return CATALOGUES[this.language];
  }

  get locale(): string {
    return LOCALES[this.language];
  }

  count(text: Plural, n: number): string {
    return counted(text, n, this.locale);
  }
}
