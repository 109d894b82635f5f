package dev.tidegate.gateway.capture;

import static dev.tidegate.gateway.capture.Case.always;
import static dev.tidegate.gateway.capture.Case.first;
import static dev.tidegate.gateway.capture.Case.of;
import static dev.tidegate.gateway.capture.Speech.ELAVON;
import static dev.tidegate.gateway.capture.Speech.IFSF;
import static dev.tidegate.gateway.capture.Speech.ISO_87;

import dev.tidegate.gateway.capture.SigningCard.Read;
import java.util.List;

/** What may become of a payment where an approval books the money. */
final class SingleMessage {
    private static final String SILENT = "\"bookThenSilence\"";
    private static final String LOST = "\"neverAnswer\"";
    private static final String DUPLICATE = "\"answer\",\"code\":\"DUPLICATE\"";
    private static final String BUSY = "\"answer\",\"code\":\"SYSTEM_MALFUNCTION\"";
    private static final String WRONG_AMOUNT = "\"wrongAnswer\",\"what\":\"amount\"";
    private static final String REVERSED = "REVERSED/NO_ANSWER: sale reversed 1";

    static final List<Case> CASES = List.of(
            of("approved", Counter::ask, "CAPTURED/NONE: sale answered 1 | sale live repeated 0 reversed 0"),
            of(
                    "approved a stripe",
                    counter -> counter.ask(Read.STRIPE, false),
                    "CAPTURED/NONE: sale answered 1 | sale live repeated 0 reversed 0"),
            of(
                    "declined",
                    Counter::ask,
                    "DECLINED/HOST_DECLINED: sale answered 1 | sale declined repeated 0 reversed 0",
                    always("x2xx", "\"decline\",\"code\":\"NO_FUNDS\"")),
            of(
                            "booked, the answer is lost",
                            Counter::ask,
                            REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                            always("x2xx", SILENT))
                    .says(
                            "25=00 90=0200STAN+SENT0000000000000000000000",
                            "25=4021 30=AMOUNT000000000000 48=003012TIME",
                            "25=4021 56=1200STANTIME"),
            of(
                            "lost on its way",
                            Counter::ask,
                            "CANCELLED/NO_ANSWER: sale reversed 1, reversal answered 1 | buried 1",
                            always("x2xx", LOST))
                    .but(ELAVON, REVERSED + ", reversal answered 1 | buried 1"),
            of(
                    "approved after its reversal",
                    Counter::ask,
                    REVERSED + " late_approval, reversal answered 1 | sale reversed repeated 0 reversed 1",
                    always("x2xx", "\"answerAfterReversal\"")),
            of(
                            "approved, and taken back",
                            counter -> {
                                counter.ask();
                                counter.takeBack();
                            },
                            "REVERSED/CARD_DECLINED: sale reversed 1, reversal answered 1 | sale reversed repeated 0"
                                    + " reversed 1")
                    .says(
                            "25=00 90=0200STAN+SENT0000000000000000000000",
                            "25=4000 30=AMOUNT000000000000 48=002006STAN003012TIME004012RRN",
                            "25=4000 56=1200STANTIME"),
            of(
                    "a reversal is repeated",
                    counter -> {
                        counter.ask();
                        counter.takeBack();
                    },
                    "REVERSED/CARD_DECLINED: sale reversed 1, reversal answered 3 | sale reversed"
                            + " repeated 0 reversed 2",
                    first(1, "x42x", SILENT),
                    first(1, "x42x", BUSY)),
            of(
                            "a reversal is never taken",
                            counter -> {
                                counter.ask();
                                counter.takeBack();
                            },
                            parked(12),
                            always("x42x", BUSY))
                    .but(ELAVON, parked(3))
                    .but(IFSF, parked(6)),
            of(
                    "another amount is answered",
                    Counter::ask,
                    REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                    always("x2xx", WRONG_AMOUNT)),
            of(
                    "another terminal is answered",
                    Counter::ask,
                    REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                    always("x2xx", "\"wrongAnswer\",\"what\":\"tid\"")),
            of(
                    "another trace number is answered",
                    Counter::ask,
                    REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                    always("x2xx", "\"wrongAnswer\",\"what\":\"stan\"")),
            of(
                    "another type is answered",
                    Counter::ask,
                    REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                    always("x2xx", "\"wrongAnswer\",\"what\":\"mti\"")),
            of(
                            "a wrong code is answered",
                            Counter::ask,
                            REVERSED + ", reversal answered 1 | sale reversed repeated 0 reversed 1",
                            always("x2xx", "\"badMac\""))
                    .only(ELAVON),
            of(
                    "patience is asked for",
                    Counter::ask,
                    "CAPTURED/NONE: sale answered 1 | sale live repeated 0 reversed 0",
                    always("x2xx", "\"interim\",\"count\":2,\"millis\":900")),
            of(
                    "answered twice",
                    Counter::ask,
                    "CAPTURED/NONE: sale answered 1 | sale live repeated 0 reversed 0",
                    always("x2xx", "\"duplicateAnswer\"")),
            of(
                    "a part that the till cannot take",
                    Counter::ask,
                    "REVERSED/HOST_DECLINED: sale reversed 1, reversal answered 1 | sale reversed half less repeated 0"
                            + " reversed 1",
                    always("x2xx", "\"approvePart\",\"percent\":50")),
            of(
                            "a part that the till can take",
                            counter -> counter.ask(Read.REQUEST, true),
                            "REVERSED/HOST_DECLINED: sale reversed 1 takes_part, reversal answered 1 | sale reversed"
                                    + " half less repeated 0 reversed 1",
                            always("x2xx", "\"approvePart\",\"percent\":50"))
                    .but(
                            ISO_87,
                            "CAPTURED/NONE: sale answered 1 takes_part | sale live half less repeated 0 reversed 0"),
            of(
                            "an advice",
                            counter -> counter.store(Read.CERTIFICATE),
                            "CAPTURED/NONE: advice answered 1 | advice live repeated 0 reversed 0")
                    .but(IFSF, "HELD/FORMAT:  | nothing booked"),
            of(
                            "an advice is repeated",
                            counter -> counter.store(Read.CERTIFICATE),
                            "CAPTURED/NONE: advice answered 3 | advice live repeated 2 reversed 0",
                            first(1, "x22x", SILENT),
                            first(1, "x22x", WRONG_AMOUNT))
                    .only(ISO_87, ELAVON),
            of(
                            "an advice is never answered",
                            counter -> counter.store(Read.CERTIFICATE),
                            "HELD/UNANSWERED: advice timed_out 8 | advice live repeated 7 reversed 0",
                            always("x22x", WRONG_AMOUNT))
                    .but(ELAVON, "HELD/UNANSWERED: advice timed_out 3 | advice live repeated 2 reversed 0")
                    .only(ISO_87, ELAVON),
            of(
                            "an advice that is called a duplicate of nothing",
                            counter -> counter.store(Read.CERTIFICATE),
                            "HELD/FALSE_DUPLICATE: advice answered 1 duplicate | nothing booked",
                            always("x22x", DUPLICATE))
                    .only(ISO_87, ELAVON),
            of(
                            "an advice that is called a duplicate of its first sending",
                            counter -> counter.store(Read.CERTIFICATE),
                            "CAPTURED/NONE: advice answered 2 | advice live repeated 0 reversed 0",
                            first(1, "x220", SILENT),
                            always("x221", DUPLICATE))
                    .only(ISO_87, ELAVON),
            of(
                            "an advice that the host cannot take now",
                            counter -> counter.store(Read.CERTIFICATE),
                            "CAPTURED/NONE: advice answered 1, advice answered 1 | advice live repeated 0 reversed 0",
                            first(1, "x22x", BUSY))
                    .only(ISO_87, ELAVON),
            of(
                            "an approval by telephone",
                            counter -> counter.storeByVoice("K7402B"),
                            "CAPTURED/NONE: voice answered 1 | advice live repeated 0 reversed 0 code K7402B")
                    .only(ISO_87, ELAVON),
            of(
                            "an approval by telephone is repeated with its code",
                            counter -> counter.storeByVoice("K74"),
                            "CAPTURED/NONE: voice answered 2 | advice live repeated 1 reversed 0 code K74",
                            first(1, "x22x", SILENT))
                    .only(ISO_87, ELAVON),
            of(
                            "an approval by telephone that nobody answers is set aside and not reversed",
                            counter -> counter.storeByVoice("K7402B"),
                            "HELD/UNANSWERED: voice timed_out 8 | advice live repeated 7 reversed 0 code K7402B",
                            always("x22x", WRONG_AMOUNT))
                    .but(ELAVON, "HELD/UNANSWERED: voice timed_out 3 | advice live repeated 2 reversed 0 code K7402B")
                    .only(ISO_87, ELAVON),
            of(
                    "a deferred request",
                    counter -> counter.store(Read.REQUEST),
                    "CAPTURED/NONE: deferred answered 1 | deferredSale live repeated 0 reversed 0"),
            of(
                            "a deferred stripe",
                            counter -> counter.store(Read.STRIPE),
                            "CAPTURED/NONE: deferred answered 1 | deferredSale live repeated 0 reversed 0")
                    .only(ISO_87),
            of(
                    "a deferred request is repeated",
                    counter -> counter.store(Read.REQUEST),
                    "CAPTURED/NONE: deferred answered 2 | deferredSale live repeated 1 reversed 0",
                    first(1, "x20x", SILENT)),
            of(
                    "a deferred request is declined",
                    counter -> counter.store(Read.REQUEST),
                    "DECLINED_AFTER_STORE/HOST_DECLINED: deferred answered 1 | deferredSale declined repeated 0"
                            + " reversed 0",
                    always("x20x", "\"decline\",\"code\":\"NO_SUCH_CARD\"")),
            of(
                    "a deferred request that is called a duplicate of its first sending",
                    counter -> counter.store(Read.REQUEST),
                    "HELD/UNANSWERED: deferred answered 2 duplicate | deferredSale live repeated 0 reversed 0",
                    first(1, "x200", SILENT),
                    always("x201", DUPLICATE)),
            of(
                    "a deferred request for a part",
                    counter -> counter.store(Read.REQUEST),
                    "CAPTURED/NONE: deferred answered 1 | deferredSale live half less repeated 0 reversed 0",
                    always("x20x", "\"approvePart\",\"percent\":50")),
            of(
                    "a void after it was captured",
                    counter -> {
                        counter.store(Read.REQUEST);
                        counter.awaitState("CAPTURED");
                        counter.voidSale();
                    },
                    "REVERSED/NONE: deferred reversed 1, reversal answered 1 | deferredSale reversed repeated 0"
                            + " reversed 1"),
            of(
                    "a refund of a part",
                    counter -> {
                        counter.ask();
                        counter.complete();
                        counter.refund(400);
                    },
                    "REFUNDED/NONE: sale answered 1; CAPTURED/NONE: refund answered 1 | sale live repeated 0 reversed"
                            + " 0, refund live repeated 0 reversed 0"),
            of(
                    "a refund without an answer",
                    counter -> {
                        counter.ask();
                        counter.complete();
                        counter.refundLost();
                    },
                    "CAPTURED/NONE: sale answered 1; REVERSED/NO_ANSWER: refund reversed 1, reversal answered 1 | sale"
                            + " live repeated 0 reversed 0, refund reversed repeated 0 reversed 1"));

    private static String parked(int sends) {
        return "CAPTURED/CARD_DECLINED: sale answered 1, reversal parked " + sends
                + " | sale live repeated 0 reversed 0";
    }

    private SingleMessage() {}
}
