import { LANGUAGES, preferred, type Language } from './language';

/** Where something survives a reload; the browser's own storage. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const LANGUAGE = 'tidegate.language';
const THEME = 'tidegate.theme';

/** The reader's language and appearance, kept by this browser. */
export class Settings {
  theme = $state<Theme>('auto');

  constructor(
    private readonly words: { language: Language },
    private readonly shelf: Shelf,
    browser: readonly string[],
  ) {
    const language = LANGUAGES.find((each) => each === shelf.getItem(LANGUAGE));
    words.language = language ?? preferred(browser);
    this.theme = THEMES.find((each) => each === shelf.getItem(THEME)) ?? 'auto';
  }

  speak(language: Language): void {
    this.words.language = language;
    this.shelf.setItem(LANGUAGE, language);
  }

  wear(theme: Theme): void {
    this.theme = theme;
    this.shelf.setItem(THEME, theme);
  }
}
