package dev.tidegate.certification.plant;

import dev.tidegate.certification.evidence.ScenarioRun.Slip;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would be printed of a payment: what the schemes ask for on a slip, and what the screen says. */
final class Slips {
    private Slips() {}

    static List<Slip> of(String tid, Payment payment, String words) {
        Sale sale = payment.sale();
        if (sale == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Corner Shop, Berlin");
        lines.add("Terminal " + tid);
        lines.add("SALE  " + money(sale.amount().minor()) + " "
                + sale.amount().currency().getCurrencyCode());
        lines.add("Card  " + sale.card());
        lines.add("Read  " + sale.entryMode().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        ChipFacts chip = sale.chip();
        if (chip != null) {
            lines.add("AID   " + chip.aid().value().hex() + " " + chip.label());
        }
        if (!payment.reply().authorisationCode().isEmpty()) {
            lines.add("Authorisation " + payment.reply().authorisationCode());
        }
        if (!payment.reply().responseCode().isEmpty()) {
            lines.add("Response " + payment.reply().responseCode());
        }
        lines.add("Trace " + payment.reply().stan());
        lines.add(words);
        List<String> merchant = new ArrayList<>(lines);
        if (sale.cvm() == CvmResult.SIGNATURE) {
            merchant.add("Signature ____________________");
        }
        return List.of(new Slip("merchant", merchant), new Slip("customer", lines));
    }

    private static String money(long minor) {
        return String.format(Locale.ROOT, "%d.%02d", minor / 100, minor % 100);
    }
}
