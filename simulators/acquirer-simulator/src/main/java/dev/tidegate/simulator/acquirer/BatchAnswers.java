package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.BatchTotals;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Reading;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;

/**
 * Totals in messages (ISO 8583:1987 and 1993, DE 74 to 77, 86 to 89, 97): credits 74 and 86, debits 76 and 88, what was
 * reversed of them 75, 77, 87 and 89. A terminal may leave reversed items out, or count them on both sides.
 */
final class BatchAnswers {
    private static final int COUNT_DIGITS = 10;
    private static final int AMOUNT_DIGITS = 16;

    private BatchAnswers() {}

    /** What a terminal says it has, net of what was reversed. */
    static BatchTotals told(IsoMessage message) {
        return new BatchTotals(
                (int) (number(message, 76) - number(message, 77)),
                number(message, 88) - number(message, 89),
                (int) (number(message, 74) - number(message, 75)),
                number(message, 86) - number(message, 87));
    }

    /** An answer with the host's totals. */
    static IsoMessage of(IsoMessage request, String code, int batch, BatchTotals totals) {
        long net = totals.debitAmount() - totals.creditAmount();
        IsoMessage answer = Answers.plain(request, code)
                .with(Reading.batchField(request.mti()), Digits.padded(batch, 3))
                .with(74, Digits.padded(totals.credits(), COUNT_DIGITS))
                .with(76, Digits.padded(totals.debits(), COUNT_DIGITS))
                .with(86, Digits.padded(totals.creditAmount(), AMOUNT_DIGITS))
                .with(88, Digits.padded(totals.debitAmount(), AMOUNT_DIGITS))
                .with(97, (net < 0 ? "C" : "D") + Digits.padded(Math.abs(net), AMOUNT_DIGITS));
        if (request.mti().is1993()) {
            return answer;
        }
        // DE 66, settlement code: 1 in balance, 2 out of balance.
        boolean balanced = code.equals(ResponseCode.BALANCED.text(request.mti()));
        return answer.with(66, balanced ? "1" : "2");
    }

    private static long number(IsoMessage message, int field) {
        return message.has(field) ? Long.parseLong(message.text(field)) : 0;
    }
}
