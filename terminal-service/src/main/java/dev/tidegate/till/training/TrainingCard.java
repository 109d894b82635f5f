package dev.tidegate.till.training;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cards of the drawer, each with a published test number that no issuer has given to anybody. What a card does, and
 * what its issuer says, hangs on the card alone, so that a cashier learns what to expect.
 */
public enum TrainingCard {
    /** The issuer approves; where nobody can be asked, its request is kept. */
    CHIP_APPROVES(EntryMode.CHIP, CvmResult.SIGNATURE, true, "4111", "1111", "1111", "1111"),
    /** Where nobody can be asked, the card approves by itself. */
    CHIP_OFFLINE(EntryMode.CHIP, CvmResult.NONE, true, "5555", "5555", "5555", "4444"),
    /** The issuer declines, at once or after the sale was stored. */
    CHIP_DECLINED(EntryMode.CHIP, CvmResult.SIGNATURE, false, "4000", "0000", "0000", "0002"),
    /** The card declines by itself. */
    CHIP_REFUSES(EntryMode.CHIP, CvmResult.NONE, false, "5105", "1051", "0510", "5100"),
    /** Its PIN only the issuer can check: never stored. */
    CHIP_PIN(EntryMode.CHIP, CvmResult.ONLINE_PIN, true, "2223", "0031", "2200", "3222"),
    TAP_APPROVES(EntryMode.TAP, CvmResult.NONE, true, "4012", "8888", "8888", "1881"),
    /** A stripe without a chip. */
    SWIPE_APPROVES(EntryMode.SWIPE, CvmResult.SIGNATURE, true, "4242", "4242", "4242", "4242");

    private static final ExpiryDate EXPIRY = new ExpiryDate(2049, 12);
    /** Service code 101 and nothing that an issuer would have made. */
    private static final String TRACK_REST = "D4912101" + "0000000000";

    private final EntryMode mode;
    private final CvmResult cvm;
    private final boolean approved;
    private final String number;

    TrainingCard(EntryMode mode, CvmResult cvm, boolean approved, String... digits) {
        this.mode = mode;
        this.cvm = cvm;
        this.approved = approved;
        this.number = String.join("", digits);
    }

    /** The card of a name in the API, absent where the drawer has none. */
    public static @Nullable TrainingCard named(String name) {
        return Arrays.stream(values())
                .filter(card -> card.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The card that a record is of; whatever else was written is approved. */
    static boolean isApproved(MaskedPan shown) {
        return Arrays.stream(values())
                .filter(card -> card.masked().equals(shown))
                .allMatch(TrainingCard::approved);
    }

    /** As the API spells it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which way it is read. */
    public EntryMode mode() {
        return mode;
    }

    CvmResult cvm() {
        return cvm;
    }

    /** What its issuer says. */
    boolean approved() {
        return approved;
    }

    /** What may be shown of its number. */
    public MaskedPan masked() {
        try (ClearCard card = clear()) {
            return card.pan().masked();
        }
    }

    /** A copy to be read once; whoever reads it wipes it. */
    ClearCard clear() {
        return new ClearCard(
                Pan.of(number.getBytes(StandardCharsets.US_ASCII)),
                EXPIRY,
                0,
                Track2.of((number + TRACK_REST).getBytes(StandardCharsets.US_ASCII)));
    }
}
