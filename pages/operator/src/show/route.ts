import { SHOWS, type Show } from '../gateway/payment';

/** Where the reader is; the address after # says so, so that a link leads there and the browser's own Back works. */
export type Route =
  | { readonly screen: 'links' }
  | { readonly screen: 'payments'; readonly show: Show; readonly terminal: string }
  | { readonly screen: 'payment'; readonly id: string }
  | { readonly screen: 'decode' }
  | { readonly screen: 'certification'; readonly run: string };

export type Screen = Route['screen'];

/** What is no place of the page is its first one. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, screen, id] = path.split('/');
  if (screen === 'payments' && id) {
    return { screen: 'payment', id: decodeURIComponent(id) };
  }
  if (screen === 'payments') {
    const asked = new URLSearchParams(query);
    const show = SHOWS.find((each) => each === asked.get('show')) ?? 'all';
    return { screen, show, terminal: (asked.get('terminal') ?? '').slice(0, 16) };
  }
  if (screen === 'certification') {
    return { screen, run: decodeURIComponent(id ?? '') };
  }
  return { screen: screen === 'decode' ? 'decode' : 'links' };
}

export function hashOf(route: Route): string {
  switch (route.screen) {
    case 'payment':
      return `#/payments/${encodeURIComponent(route.id)}`;
    case 'payments': {
      const asked = new URLSearchParams();
      if (route.show !== 'all') asked.set('show', route.show);
      if (route.terminal !== '') asked.set('terminal', route.terminal);
      return asked.size === 0 ? '#/payments' : `#/payments?${asked}`;
    }
    case 'certification':
      return route.run === '' ? '#/certification' : `#/certification/${encodeURIComponent(route.run)}`;
    default:
      return `#/${route.screen}`;
  }
}
