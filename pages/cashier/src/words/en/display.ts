/** What the customer reads. Nothing here tells how a sale was taken. */
export const display = {
  title: 'Customer display',
  welcome: 'Welcome',
  toPay: 'To pay',
  thanks: 'Thank you',
  takeCard: 'Please take your card and your slip.',
  ask: 'Please ask the cashier',
  nothingTaken: 'This payment was not completed.',
};
