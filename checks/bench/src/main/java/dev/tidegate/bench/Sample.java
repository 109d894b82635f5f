package dev.tidegate.bench;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A made-up sale of a published test card. */
final class Sample {
    static final TillId TILL = TillId.of("0f2e1d3c-4b5a-4968-8776-655443322110");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final PaymentId PAYMENT = PaymentId.of("019a0001-0000-7000-8000-000000000001");
    private static final Amount AMOUNT = Amount.of(1_250, "EUR");
    /** A private tag that fills the body up. */
    private static final Tag FILLING = new Tag(0x9F7C);

    private Sample() {}

    /** Contents that are padded to 1 KiB. */
    static Sealer.Contents kilobyte() {
        return filled(700);
    }

    /** Contents that are padded to 512 bytes: their record has about 1 KiB. */
    static Sealer.Contents halfKilobyte() {
        return filled(200);
    }

    private static Sealer.Contents filled(int filling) {
        byte[] digits = "4761739001010119".getBytes(StandardCharsets.US_ASCII);
        ClearCard card = new ClearCard(Pan.of(digits), new ExpiryDate(2030, 12), 1, null);
        FrozenTags tags = new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, Octets.ofHex("0102030405060708"))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0001"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex("000000001250"))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122"))
                .with(FILLING, Octets.of(new byte[filling])));
        return new Sealer.Contents(PAYMENT, card, tags, AMOUNT, NOON);
    }

    static Sale sale() {
        return new Sale(
                AMOUNT,
                NOON,
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA CREDIT",
                CvmResult.NONE,
                new ApplicationCryptogram(ApplicationCryptogram.Type.ARQC, Octets.ofHex("0102030405060708"), 1),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"),
                "R-1",
                new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
    }
}
