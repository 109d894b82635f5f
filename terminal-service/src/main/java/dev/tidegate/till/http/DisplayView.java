package dev.tidegate.till.http;

import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.Words;
import org.jspecify.annotations.Nullable;

/**
 * What the customer sees: the shop, what to pay, and what to do. It never tells whether the till is online, nor how a
 * sale was taken: a stored one is thanked for like an approved one, and the slip tells.
 *
 * @param phase {@code WELCOME}, a prompt while the card is taken, then {@code THANK_YOU} or {@code ASK_CASHIER}
 * @param amount what is paid, while it is being paid
 */
record DisplayView(String merchant, String phase, @Nullable MoneyView amount) {
    static DisplayView of(String merchant, Results.@Nullable View view) {
        if (view == null) {
            return new DisplayView(merchant, "WELCOME", null);
        }
        if (!view.finished()) {
            String phase = view.prompt() == null ? "PROCESSING" : view.prompt().name();
            return new DisplayView(merchant, phase, MoneyView.of(view.payment().amount()));
        }
        String result = Words.result(view.payment());
        return new DisplayView(merchant, isPaid(result == null ? "" : result) ? "THANK_YOU" : "ASK_CASHIER", null);
    }

    private static boolean isPaid(String result) {
        return switch (result) {
            case "approved", "captured", "stored_by_card", "stored_deferred" -> true;
            default -> false;
        };
    }
}
