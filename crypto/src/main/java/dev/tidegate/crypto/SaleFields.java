package dev.tidegate.crypto;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import java.time.Instant;

/** Keys 1 to 17 of the table at {@link Summary}: the sale. */
final class SaleFields {
    private SaleFields() {}

    static void write(CborWriter out, Sale sale) {
        ChipFacts chip = sale.chip();
        out.number(1, sale.amount().minor())
                .text(2, sale.amount().currency().getCurrencyCode())
                .number(3, sale.soldAt().toEpochMilli())
                .text(4, sale.entryMode().name())
                .text(5, sale.card().brand().name())
                .text(6, sale.card().lastFour());
        if (chip != null) {
            out.octets(7, chip.aid().value()).text(8, chip.label());
        }
        out.text(9, sale.cvm().name());
        if (chip != null) {
            out.text(10, chip.cryptogram().type().name())
                    .octets(11, chip.cryptogram().value())
                    .number(12, chip.cryptogram().atc())
                    .octets(13, chip.tvr().octets())
                    .octets(14, chip.tsi());
        }
        out.text(15, sale.reference())
                .octets(16, sale.request().key())
                .octets(17, sale.request().fingerprint());
    }

    static Sale read(CborMap in) {
        return new Sale(
                Amount.of(in.number(1), in.text(2)),
                Instant.ofEpochMilli(in.number(3)),
                in.constant(4, EntryMode.class),
                new MaskedPan(in.constant(5, Brand.class), in.text(6)),
                in.constant(9, CvmResult.class),
                in.has(7) ? readChip(in) : null,
                in.text(15),
                new RequestKey(in.octets(16), in.octets(17)));
    }

    private static ChipFacts readChip(CborMap in) {
        return new ChipFacts(
                new Aid(in.octets(7)),
                in.text(8),
                new ApplicationCryptogram(
                        in.constant(10, ApplicationCryptogram.Type.class), in.octets(11), in.number(12, 0xFFFF)),
                TerminalVerificationResults.of(in.octets(13)),
                in.octets(14));
    }
}
