import { mount } from 'svelte';
import '$kit/style.css';
import './page.css';
import { Clock } from '$kit/clock.svelte';
import { Keys } from '$kit/keys.svelte';
import { Settings } from '$kit/settings.svelte';
import App from './App.svelte';
import { Api } from './gateway/api';
import { Desk } from './gateway/desk.svelte';
import { Words } from './words/words.svelte';

const target = document.getElementById('app');
if (target === null) {
  throw new Error('the page has no #app');
}

const words = new Words();
const settings = new Settings(words, localStorage, navigator.languages);

mount(App, { target, props: { app: { desk: new Desk(new Api()), words, settings, clock: new Clock(), keys: new Keys() } } });
