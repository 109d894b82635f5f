package dev.tidegate.storm.gateway;

import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares what shops were told, what the gateway says and what the acquirer has booked, payment by payment. */
final class Books {
    private Books() {}

    /**
     * What is wrong.
     *
     * @param kind LOST, DOUBLED, INVENTED, or STUCK: no final result
     */
    record Break(Kind kind, String story) {
        enum Kind {
            LOST,
            DOUBLED,
            INVENTED,
            STUCK
        }
    }

    /**
     * Every break of these payments.
     *
     * @param booked the acquirer's books since these payments began
     */
    static List<Break> compare(
            List<Told> told, Function<Told, Optional<PaymentResult>> results, List<Acquirer.Entry> booked) {
        List<Break> breaks = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        for (Told sale : told) {
            known.add(sale.sale().amount());
            long live = booked.stream()
                    .filter(e -> e.amount() == sale.sale().amount() && e.isLive())
                    .count();
            judge(sale, results.apply(sale), live).ifPresent(breaks::add);
        }
        booked.stream()
                .filter(e -> e.isLive() && !known.contains(e.amount()))
                .forEach(e -> breaks.add(new Break(Break.Kind.INVENTED, "nobody sold " + e)));
        return breaks;
    }

    private static Optional<Break> judge(Told told, Optional<PaymentResult> result, long live) {
        String story = told + ", the gateway says "
                + result.map(r -> r.state() + "/" + r.reason() + "/" + r.reply().responseCode())
                        .orElse("nothing")
                + ", booked " + live + " times";
        if (live > 1) {
            return Optional.of(new Break(Break.Kind.DOUBLED, story));
        }
        boolean captured = result.isPresent() && result.get().state() == PaymentState.CAPTURED;
        boolean over = result.isPresent() && result.get().state().isFinalResult();
        return switch (told.word()) {
            case KEPT -> said(live == 1 && captured, live == 0 ? Break.Kind.LOST : Break.Kind.STUCK, story);
            // Of a plain no the gateway has no news.
            case NOTHING_TAKEN ->
                said(live == 0, Break.Kind.INVENTED, story)
                        .or(() -> said(result.isEmpty() || over, Break.Kind.STUCK, story));
            case STORED, VOID_ASKED ->
                isForAPerson(result)
                        ? Optional.empty()
                        : said(over, Break.Kind.STUCK, story)
                                // Booked and known as captured, or neither.
                                .or(() -> said(
                                        captured == (live == 1),
                                        live == 1 ? Break.Kind.INVENTED : Break.Kind.LOST,
                                        story))
                                .or(() -> said(
                                        captured
                                                || result.filter(r -> mayEndUnbooked(told, r))
                                                        .isPresent(),
                                        Break.Kind.LOST,
                                        story));
        };
    }

    /**
     * Whether it is set aside as it must be: the acquirer called it a duplicate, and the answer to the first was lost.
     */
    static boolean isForAPerson(Optional<PaymentResult> result) {
        return result.filter(r -> r.state() == PaymentState.HELD
                        && r.reply().responseCode().equals("94"))
                .isPresent();
    }

    // Without an issuer's no and without a void, a stored sale ends booked.
    private static boolean mayEndUnbooked(Told told, PaymentResult result) {
        return switch (result.state()) {
            case DECLINED_AFTER_STORE -> told.sale().declined();
            case VOIDED, REVERSED -> told.word() == Told.Word.VOID_ASKED;
            default -> false;
        };
    }

    private static Optional<Break> said(boolean right, Break.Kind otherwise, String story) {
        return right ? Optional.empty() : Optional.of(new Break(otherwise, story));
    }
}
