package dev.tidegate.storm.journal;

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
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.RecipientBundle;
import dev.tidegate.crypto.RecipientKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Journal entries of made-up sales, told apart by their number. A record has about one KiB: its body is really sealed,
 * once for each process, as sealing takes longer than the disk.
 */
final class SaleEntries {
    static final TillId TILL = TillId.of("0b0e6f3a-51c4-4f0e-9b7e-7f1d0c3a2b11");
    static final Instant SOLD_AT = Instant.parse("2026-11-22T12:00:00Z");

    /** Pads the body to 512 bytes. */
    private static final int FILLING_BYTES = 200;

    /** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
    private static final int SUITE_P256 = 1;

    private static final long NOBODYS = -1;

    private static final SealedBody BODY = seal();

    private SaleEntries() {}

    static PaymentId id(long number) {
        return new PaymentId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    static long number(PaymentId id) {
        return id.value().getLeastSignificantBits() & Long.MAX_VALUE;
    }

    static JournalEntry.Stored stored(long number) {
        return new JournalEntry.Stored(id(number), sale(number), StoredKind.DEFERRED_AUTHORISATION, BODY);
    }

    /** The number of a sale, or one that nobody ever gave where it is not as it was handed over. */
    static long numberOf(JournalEntry.Stored stored) {
        long number = number(stored.payment());
        JournalEntry.Stored handedOver = stored(number);
        SealedBody body = stored.body();
        // Another process has sealed a body of its own; an archived one is without.
        boolean isSame = stored.sale().equals(handedOver.sale())
                && stored.kind() == handedOver.kind()
                && (body == null
                        || body.ciphertext().length() == BODY.ciphertext().length());
        return isSame ? number : NOBODYS;
    }

    static JournalEntry.Shown shown(long number) {
        return new JournalEntry.Shown(id(number));
    }

    static JournalEntry.Result captured(long number) {
        return new JournalEntry.Result(new PaymentResult(
                id(number),
                1,
                "",
                PaymentState.CAPTURED,
                Reason.NONE,
                HostReply.none(),
                amount(number),
                SOLD_AT,
                1,
                null,
                null));
    }

    /** Stands in a sale's own record and nowhere else. */
    static String reference(long number) {
        return String.format(Locale.ROOT, "S-%012d", number);
    }

    private static Amount amount(long number) {
        return Amount.of(1 + number % 100_000, "EUR");
    }

    private static Sale sale(long number) {
        return new Sale(
                amount(number),
                SOLD_AT,
                EntryMode.CHIP,
                new MaskedPan(Brand.VISA, "0119"),
                new Aid(Octets.ofHex("A0000000031010")),
                "VISA",
                CvmResult.NONE,
                new ApplicationCryptogram(ApplicationCryptogram.Type.ARQC, Octets.ofHex("0102030405060708"), 1),
                TerminalVerificationResults.none(),
                Octets.ofHex("E800"),
                reference(number),
                new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
    }

    private static SealedBody seal() {
        FrozenTags tags = new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, Octets.ofHex("0102030405060708"))
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0001"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex("000000000001"))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex("0978"))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex("261122"))
                .with(new Tag(0x9F7C), Octets.of(new byte[FILLING_BYTES])));
        byte[] digits = "4761739001010119".getBytes(StandardCharsets.US_ASCII);
        try (ClearCard card = new ClearCard(Pan.of(digits), new ExpiryDate(2030, 12), 1, null)) {
            RecipientBundle bundle = new RecipientBundle(1, SOLD_AT, List.of(recipient()));
            return new HpkeSealer(() -> bundle, TILL, () -> SOLD_AT)
                    .sealForJournal(new Sealer.Contents(id(1), card, tags, amount(1), SOLD_AT));
        }
    }

    // Nobody ever opens these bodies: the private half is forgotten at once.
    private static RecipientKey recipient() {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            byte[] spki = pairs.generateKeyPair().getPublic().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(spki);
            return new RecipientKey(
                    Octets.of(hash, 0, 8),
                    Octets.of(spki),
                    SUITE_P256,
                    SOLD_AT.minus(Duration.ofDays(1)),
                    SOLD_AT.plus(Duration.ofDays(1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }
}
