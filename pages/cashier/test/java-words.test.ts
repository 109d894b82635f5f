import { describe, expect, it } from 'vitest';
import addTip from '../../../core/src/main/java/dev/tidegate/core/flow/AddTip.java?raw';
import audit from '../../../terminal-service/src/main/java/dev/tidegate/till/store/Audit.java?raw';
import prompts from '../../../core/src/main/java/dev/tidegate/core/port/Prompts.java?raw';
import reason from '../../../core/src/main/java/dev/tidegate/core/payment/Reason.java?raw';
import recordType from '../../../core/src/main/java/dev/tidegate/core/payment/RecordType.java?raw';
import state from '../../../core/src/main/java/dev/tidegate/core/payment/PaymentState.java?raw';
import storedKind from '../../../core/src/main/java/dev/tidegate/core/payment/StoredKind.java?raw';
import refund from '../../../terminal-service/src/main/java/dev/tidegate/till/store/Refund.java?raw';
import routeName from '../../../terminal-service/src/main/java/dev/tidegate/till/gateway/RouteName.java?raw';
import syncLine from '../../../terminal-service/src/main/java/dev/tidegate/till/sync/SyncLine.java?raw';
import syncRun from '../../../terminal-service/src/main/java/dev/tidegate/till/sync/SyncRun.java?raw';
import trouble from '../../../terminal-service/src/main/java/dev/tidegate/till/gateway/Trouble.java?raw';
import why from '../../../terminal-service/src/main/java/dev/tidegate/till/sync/Why.java?raw';
import { payment } from '../src/words/en/payment';
import { ACTORS, PROGRESS, REFUNDS, ROUTES, STAGES, TROUBLES, WHY } from '../src/till/network';
import { PROMPTS, REASONS, RECORDS, STATES, TIP_REFUSALS } from '../src/till/payment';
import { ACTS } from '../src/till/people-api';
import { constants } from '../../kit/test/java';

describe('the words of the house', () => {
  it('are read from an enum without its comments and arguments', () => {
    const source = 'enum Tide { /** A; */ EBB(1), // B\n FLOW(2);\n private final int n; }';

    expect(constants(source, 'Tide').length).toBe(2);
  });

  it('are the same states on the page as in core', () => {
    expect(STATES).toEqual(constants(state, 'PaymentState'));
  });

  it('are the same reasons on the page as in core', () => {
    expect(REASONS).toEqual(constants(reason, 'Reason'));
  });

  it('are the same reasons against a tip on the page as in core', () => {
    expect(TIP_REFUSALS).toEqual(constants(addTip, 'No'));
  });

  it('are the same acts on the page as in the till', () => {
    expect(ACTS).toEqual(constants(audit, 'Act'));
  });

  it('are the same kinds of record on the page as in core', () => {
    expect(RECORDS).toEqual(constants(recordType, 'RecordType'));
  });

  it('are the same prompts on the page as in core', () => {
    expect(PROMPTS).toEqual(constants(prompts, 'Prompt'));
  });

  it('are the same of the network on the page as in the till', () => {
    expect([PROGRESS, STAGES, WHY, ACTORS, REFUNDS, ROUTES, ['NONE', ...TROUBLES]]).toEqual([
      constants(syncRun, 'Progress'),
      constants(syncLine, 'Stage'),
      constants(why, 'Cause'),
      constants(why, 'Actor'),
      constants(refund, 'State'),
      constants(routeName, 'RouteName'),
      constants(trouble, 'Trouble'),
    ]);
  });

  it('are the same three texts of a stored sale in English', () => {
    const texts = [...storedKind.matchAll(/\("(STORED[^"]+)"\)/g)].map(([, text]) => text);

    expect([
      payment.results.stored_by_card.headline,
      payment.results.stored_deferred.headline,
      payment.results.stored_by_voice.headline,
    ]).toEqual(texts);
  });
});
