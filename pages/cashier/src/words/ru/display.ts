import type { DisplayWords } from '../catalogue';

export const display: DisplayWords = {
  title: 'Экран покупателя',
  welcome: 'Добро пожаловать',
  toPay: 'К оплате',
  thanks: 'Спасибо',
  takeCard: 'Пожалуйста, заберите карту и чек.',
  ask: 'Обратитесь к кассиру',
  nothingTaken: 'Этот платёж не завершён.',
};
