import { mount } from 'svelte';
import '$kit/style.css';
import { Settings } from '$kit/settings.svelte';
import './training/training.css';
import { wearMark } from './training/training';
import Customer from './screens/Customer.svelte';
import { Display } from './till/display.svelte';
import { Words } from './words/words.svelte';

const target = document.getElementById('app');
if (target === null) {
  throw new Error('the page has no #app');
}

wearMark();
const words = new Words();
const settings = new Settings(words, localStorage, navigator.languages);
mount(Customer, { target, props: { display: new Display(), words, settings } });
