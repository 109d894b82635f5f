import { mount } from 'svelte';
import App from './App.svelte';
import '$kit/style.css';
import './training/training.css';
import { TRAINS } from '$kit/base';
import { Refused } from '$kit/calls';
import { Keys } from '$kit/keys.svelte';
import { Desk } from './sale/desk.svelte';
import { Draft } from './sale/draft.svelte';
import { Clock } from '$kit/clock.svelte';
import { Settings } from '$kit/settings.svelte';
import { People } from './people/people.svelte';
import { Api } from './till/api';
import { Shop } from './sale/shop.svelte';
import { Till } from './till/till.svelte';
import { TrainingDoor, shelfOf, wearMark } from './training/training';
import { Words } from './words/words.svelte';

const target = document.getElementById('app');
if (target === null) {
  throw new Error('the page has no #app');
}

function show(target: HTMLElement, afresh: boolean): void {
  const people = new People();
  const till = new Till(new Api(people.watching((input, init) => fetch(input, init))));
  const draft = new Draft(shelfOf(localStorage));
  const words = new Words();
  const settings = new Settings(words, localStorage, navigator.languages);
  const desk = new Desk(till, draft);
  const shop = new Shop(till.api, draft);
  mount(App, {
    target,
    props: { app: { till, people, draft, desk, shop, words, settings, clock: new Clock(), keys: new Keys() }, afresh },
  });
}

/** A page that was loaded by its address comes in by the door as well, and goes back to the shop where it is closed. */
async function train(target: HTMLElement): Promise<void> {
  wearMark();
  try {
    show(target, (await new TrainingDoor().enter()).started_afresh);
  } catch (e) {
    if (e instanceof Refused) {
      location.replace('/');
    } else {
      show(target, false);
    }
  }
}

if (TRAINS) {
  void train(target);
} else {
  show(target, false);
}
