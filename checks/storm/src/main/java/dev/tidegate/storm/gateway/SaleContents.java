package dev.tidegate.storm.gateway;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The contents and summaries of one sale of a storm. Made twice, its card has signed twice. */
final class SaleContents {
    private static final String STRIPE = "2223003122003222";
    private static final String ISSUER_DATA = "06011203A00000";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

    private final PlannedSale sale;
    private final PaymentId id;
    private final Instant soldAt;
    private final StormCard card;
    private final int atc;
    private final String cryptogram;

    SaleContents(PlannedSale sale, PaymentId id, Instant soldAt, StormCard card) {
        this.sale = sale;
        this.id = id;
        this.soldAt = soldAt;
        this.card = card;
        this.atc = card.count();
        this.cryptogram = HexFormat.of().formatHex(card.sign(atc, signed()));
    }

    /** What is sealed; the caller closes its card. */
    Sealer.Contents sealed() {
        String number = isStripe() ? STRIPE : card.number();
        ClearCard clear = new ClearCard(
                Pan.of(ascii(number)), new ExpiryDate(2030, 12), 1, Track2.of(ascii(number + "D30121010000000000000")));
        return new Sealer.Contents(id, clear, tags(), Amount.of(sale.amount(), "EUR"), soldAt);
    }

    private boolean isStripe() {
        return sale.way() == PlannedSale.Way.STRIPE;
    }

    private boolean isApproved() {
        return sale.kind() == StoredKind.OFFLINE_APPROVED;
    }

    /** The clear summary of its records. */
    Sale summary(MaskedPan masked) {
        return new Sale(
                Amount.of(sale.amount(), "EUR"),
                soldAt,
                isStripe() ? EntryMode.SWIPE : EntryMode.CHIP,
                masked,
                isStripe() ? CvmResult.SIGNATURE : CvmResult.NONE,
                isStripe() ? null : chip(),
                "S-" + sale.amount(),
                new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
    }

    private ChipFacts chip() {
        return new ChipFacts(
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                new ApplicationCryptogram(
                        isApproved() ? ApplicationCryptogram.Type.TC : ApplicationCryptogram.Type.ARQC,
                        Octets.ofHex(cryptogram),
                        atc),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"));
    }

    private @Nullable FrozenTags tags() {
        if (isStripe()) {
            return null;
        }
        String run = "9F2608" + cryptogram + "9F2701" + (isApproved() ? "40" : "80") + "9F1007" + ISSUER_DATA
                + "9F3704DEADBEEF" + String.format(Locale.ROOT, "9F3602%04X", atc) + "95050000000000"
                + "9A03" + DATE.format(soldAt) + "9C0100" + "9F0206" + amount() + "5F2A020978" + "82021980"
                + "9F1A020276" + "9F0306000000000000" + (isApproved() ? "8A025931" : "");
        return new FrozenTags(TlvSet.read(Octets.ofHex(run)));
    }

    // Amounts, country, TVR, currency, date, type, unpredictable number, AIP, counter, issuer's own.
    private String signed() {
        return amount() + "000000000000" + "0276" + "0000000000" + "0978" + DATE.format(soldAt) + "00" + "DEADBEEF"
                + "1980" + String.format(Locale.ROOT, "%04X", atc) + ISSUER_DATA;
    }

    private String amount() {
        return String.format(Locale.ROOT, "%012d", sale.amount());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
