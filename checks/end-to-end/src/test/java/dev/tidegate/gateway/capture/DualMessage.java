package dev.tidegate.gateway.capture;

import static dev.tidegate.gateway.capture.Case.always;
import static dev.tidegate.gateway.capture.Case.first;
import static dev.tidegate.gateway.capture.Case.of;
import static dev.tidegate.gateway.capture.Speech.ELAVON;
import static dev.tidegate.gateway.capture.Speech.IFSF;
import static dev.tidegate.gateway.capture.Speech.ISO_87;

import dev.tidegate.gateway.capture.SigningCard.Read;
import java.util.List;

/**
 * What may become of a payment where an approval holds the money. Its reversals go under the number of what they take
 * back, an unanswered deferred request is reversed and sent anew, and a void is a refund.
 */
final class DualMessage {
    private static final String SILENT = "\"bookThenSilence\"";
    private static final String WRONG_AMOUNT = "\"wrongAnswer\",\"what\":\"amount\"";

    static final List<Case> CASES = List.of(
            of(
                    "approved and completed",
                    DualMessage::askAndComplete,
                    "CAPTURED/NONE: sale answered 1, completion answered 1 | authorisation done repeated 0 reversed 0,"
                            + " completion live repeated 0 reversed 0"),
            of(
                    "approved, and the till is silent",
                    Counter::ask,
                    "AUTHORISED/NONE: sale answered 1 | authorisation held repeated 0 reversed 0"),
            of(
                    "approved, and taken back",
                    counter -> {
                        counter.ask();
                        counter.takeBack();
                    },
                    "REVERSED/CARD_DECLINED: sale reversed 1, reversal answered 1 | authorisation reversed repeated 0"
                            + " reversed 1"),
            of(
                    "held, the answer is lost",
                    Counter::ask,
                    "REVERSED/NO_ANSWER: sale reversed 1, reversal answered 1 | authorisation reversed repeated 0"
                            + " reversed 1",
                    always("x1xx", SILENT)),
            of(
                            "lost on its way",
                            Counter::ask,
                            "CANCELLED/NO_ANSWER: sale reversed 1, reversal answered 1 | buried 1",
                            always("x1xx", "\"neverAnswer\""))
                    .but(ELAVON, "REVERSED/NO_ANSWER: sale reversed 1, reversal answered 1 | buried 1"),
            of(
                    "a reversal is answered late",
                    counter -> {
                        counter.ask();
                        counter.takeBack();
                    },
                    "REVERSED/CARD_DECLINED: sale reversed 1, reversal answered 1 | authorisation reversed repeated 0"
                            + " reversed 1",
                    always("x42x", "\"interim\",\"count\":1,\"millis\":900")),
            of(
                    "a completion is repeated",
                    DualMessage::askAndComplete,
                    "CAPTURED/NONE: sale answered 1, completion answered 3 | authorisation done repeated 0 reversed 0,"
                            + " completion live repeated 2 reversed 0",
                    first(1, "x22x", SILENT),
                    first(1, "x22x", WRONG_AMOUNT)),
            of(
                            "a completion is never answered",
                            DualMessage::askAndComplete,
                            unanswered(8),
                            always("x22x", WRONG_AMOUNT))
                    .but(ELAVON, unanswered(3))
                    .but(IFSF, unanswered(6)),
            of(
                    "a completion that is called a duplicate of its first sending",
                    DualMessage::askAndComplete,
                    "CAPTURED/NONE: sale answered 1, completion answered 2 | authorisation done repeated 0 reversed 0,"
                            + " completion live repeated 0 reversed 0",
                    first(1, "x220", SILENT),
                    always("x221", "\"answer\",\"code\":\"DUPLICATE\"")),
            of(
                    "a completion that the host cannot take now",
                    DualMessage::askAndComplete,
                    "CAPTURED/NONE: sale answered 1, completion answered 1, completion answered 1 | authorisation done"
                            + " repeated 0 reversed 0, completion live repeated 0 reversed 0",
                    first(1, "x22x", "\"answer\",\"code\":\"SYSTEM_MALFUNCTION\"")),
            of(
                            "a part that the till can take",
                            counter -> {
                                counter.ask(Read.REQUEST, true);
                                counter.complete();
                            },
                            "CAPTURED/NONE: sale answered 1 takes_part, completion answered 1 | authorisation done half"
                                    + " less repeated 0 reversed 0, completion live repeated 0 reversed 0",
                            always("x1xx", "\"approvePart\",\"percent\":50"))
                    .only(ISO_87),
            of(
                    "an advice",
                    counter -> counter.store(Read.CERTIFICATE),
                    "CAPTURED/NONE: advice answered 1 | advice live repeated 0 reversed 0"),
            of(
                    "a deferred request",
                    counter -> counter.store(Read.REQUEST),
                    "CAPTURED/NONE: deferred answered 1, completion answered 1 | authorisation done repeated 0 reversed"
                            + " 0, completion live repeated 0 reversed 0"),
            of(
                            "a deferred request is reversed and sent anew",
                            counter -> counter.store(Read.REQUEST),
                            "CAPTURED/NONE: deferred reversed 1, reversal answered 1, deferred answered 1, completion"
                                    + " answered 1 | authorisation reversed repeated 0 reversed 1,"
                                    + " authorisation done repeated 0"
                                    + " reversed 0, completion live repeated 0 reversed 0",
                            first(1, "x10x", SILENT))
                    .but(
                            ELAVON,
                            "CAPTURED/NONE: deferred answered 2, completion answered 1 | authorisation done repeated 1"
                                    + " reversed 0, completion live repeated 0 reversed 0"),
            of(
                            "a deferred request that was lost is sent anew",
                            counter -> counter.store(Read.REQUEST),
                            "CAPTURED/NONE: deferred reversed 1, reversal answered 1, deferred answered 1, completion"
                                    + " answered 1 | authorisation done repeated 0 reversed 0,"
                                    + " completion live repeated 0 reversed 0,"
                                    + " buried 1",
                            first(1, "x10x", "\"neverAnswer\""))
                    .only(ISO_87, IFSF),
            of(
                    "a deferred request for a part",
                    counter -> counter.store(Read.REQUEST),
                    "CAPTURED/NONE: deferred answered 1, completion answered 1 | authorisation done"
                            + " half less repeated 0"
                            + " reversed 0, completion live repeated 0 reversed 0",
                    always("x10x", "\"approvePart\",\"percent\":50")),
            of(
                    "a void after it was captured",
                    counter -> {
                        counter.store(Read.REQUEST);
                        counter.awaitState("CAPTURED");
                        counter.voidSale();
                    },
                    "REFUNDED/NONE: deferred answered 1, completion answered 1 | authorisation done repeated 0 reversed"
                            + " 0, completion live repeated 0 reversed 0, refund live repeated 0 reversed 0"),
            of(
                    "a refund of a part",
                    counter -> {
                        askAndComplete(counter);
                        counter.awaitState("CAPTURED");
                        counter.refund(400);
                    },
                    "REFUNDED/NONE: sale answered 1, completion answered 1; CAPTURED/NONE: refund answered 1 |"
                            + " authorisation done repeated 0 reversed 0, completion live repeated 0 reversed 0,"
                            + " refund live repeated 0 reversed 0"));

    private DualMessage() {}

    private static void askAndComplete(Counter counter) {
        LiveAnswer ignored = counter.ask();
        counter.complete();
    }

    private static String unanswered(int sends) {
        return "HELD/UNANSWERED: sale answered 1, completion timed_out " + sends + " | authorisation done repeated 0"
                + " reversed 0, completion live repeated " + (sends - 1) + " reversed 0";
    }
}
