package dev.tidegate.simulator.acquirer.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What this host says in DE 39, in two characters in 1987 (ISO 8583:1987, annex A, and 82 as the card schemes use it)
 * and in three digits in 1993 (ISO 8583:1993, annex A).
 */
public enum ResponseCode {
    APPROVED("00", "000"),
    PARTLY_APPROVED("10", "002"),
    REVERSED("00", "400"),
    BALANCED("00", "500"),
    ACCEPTED("00", "800"),
    DO_NOT_HONOUR("05", "100"),
    PICK_UP("04", "200"),
    IN_PROGRESS("09", "923"),
    INVALID_TRANSACTION("12", "902"),
    INVALID_AMOUNT("13", "110"),
    NO_SUCH_CARD("14", "111"),
    ORIGINAL_UNKNOWN("25", "914"),
    FORMAT_ERROR("30", "904"),
    NO_SUCH_FUNCTION("40", "115"),
    LOST_CARD("41", "208"),
    STOLEN_CARD("43", "209"),
    NO_FUNDS("51", "116"),
    EXPIRED_CARD("54", "101"),
    WRONG_PIN("55", "117"),
    PIN_TRIES_EXCEEDED("75", "106"),
    ANSWERED_TOO_LATE("68", "911"),
    BATCH_WRONG("80", "137"),
    BATCH_EMPTY("00", "133"),
    CRYPTOGRAM_WRONG("82", "122"),
    CUT_OVER("90", "906"),
    ISSUER_AWAY("91", "907"),
    DUPLICATE("94", "913"),
    OUT_OF_BALANCE("95", "501"),
    SYSTEM_MALFUNCTION("96", "909"),
    MAC_WRONG("97", "916"),
    PIN_KEY_WRONG("99", "919");

    /** The shape of their names. */
    public static final String NAMES = "[A-Z_]{6,20}";

    private static final Set<String> APPROVALS = Set.of("00", "000", "08", "001", "10", "002");

    private final String of1987;
    private final String of1993;

    ResponseCode(String of1987, String of1993) {
        this.of1987 = of1987;
        this.of1993 = of1993;
    }

    /** DE 39 of an answer to a message of this type. */
    public String text(Mti mti) {
        return mti.is1993() ? of1993 : of1987;
    }

    public static Optional<ResponseCode> named(String name) {
        return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
    }

    /** Whether DE 39 of a financial answer says that money moves. */
    public static boolean isApproval(String code) {
        return APPROVALS.contains(code);
    }
}
