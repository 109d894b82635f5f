import type { PaymentWords } from '../catalogue';

export const payment: PaymentWords = {
  results: {
    approved: { headline: 'APPROVED', text: 'The issuer has approved the sale.' },
    captured: { headline: 'CAPTURED', text: 'The sale was stored, and the acquirer has booked it now.' },
    stored_by_card: {
      headline: 'STORED – approved by the card, not yet captured',
      text: 'The sale is safe on this till and is sent by itself when the network is back.',
    },
    stored_deferred: {
      headline: 'STORED – not yet authorised',
      text:
        'The sale is safe on this till and is sent by itself when the network is back. ' +
        'The issuer may still decline it.',
    },
    declined: { headline: 'DECLINED', text: 'No payment was taken.' },
    refused: { headline: 'NOT POSSIBLE NOW', text: 'No payment was taken.' },
    cancelled: { headline: 'CANCELLED', text: 'No payment was taken.' },
    voided: { headline: 'VOIDED', text: 'The stored sale was taken back. It will not be charged.' },
    declined_after_store: {
      headline: 'DECLINED after it was stored',
      text: 'The issuer refused the stored sale. The money has not been received.',
    },
    not_known: {
      headline: 'NOT KNOWN – being reversed',
      text: 'Treat the sale as not paid: whatever was booked is being taken back.',
    },
    reversed: {
      headline: 'REVERSED – not paid',
      text: 'Whatever was booked has been taken back. No payment was taken.',
    },
  },
  states: {
    COLLECTING: 'Reading the card',
    ASKING: 'Asking the issuer',
    OUTCOME_UNKNOWN: 'Not known – being reversed',
    AUTHORISED: 'Authorised, not yet captured',
    AWAITING_TILL: 'Waiting for the till',
    STORED: 'Stored on this till',
    FORWARDING: 'With the gateway, not yet captured',
    VOID_ASKED: 'Void asked for',
    UNRESOLVED: 'Asked, no answer yet',
    RETRY_WAIT: 'Waiting to be sent again',
    HELD: 'Set aside',
    EXPIRED_HELD: 'Past its deadline, set aside',
    CAPTURED: 'Captured',
    REFUNDED: 'Refunded',
    DECLINED_AFTER_STORE: 'Declined after it was stored',
    DECLINED: 'Declined',
    REVERSED: 'Reversed, no money was taken',
    VOIDED: 'Voided',
    CANCELLED: 'Cancelled',
    REFUSED_OFFLINE: 'Not possible offline',
    SETTLED: 'Settled',
    CHARGED_BACK: 'Charged back',
    RECOVERED: 'Paid otherwise',
    WRITTEN_OFF: 'Written off',
  },
  prompts: {
    PRESENT_CARD: 'Insert the card',
    PROCESSING: 'Processing – leave the card in',
    ONLINE_REQUEST: 'Asking the issuer – leave the card in',
    REMOVE_CARD: 'Remove the card',
  },
  records: {
    ASKED: 'Online request written down',
    ANSWERED: 'Answer written down',
    STORED: 'Stored on disk',
    SHOWN: 'Result seen at the till',
    OFFERED: 'Offered to the gateway',
    VOID: 'Void',
    ADJUST: 'Amount changed',
    RESULT: 'News from the gateway',
    CHECKPOINT: 'Checkpoint',
    EPOCH_OPEN: 'Till started',
    EPOCH_CLOSE: 'Till stopped',
  },
};
