package dev.tidegate.simulator.card;

import java.util.Locale;

/** Where in a transaction a command stands, as faults name it: in lower case with hyphens. */
public enum Step {
    /** Power and reset: the ATR. */
    RESET,
    SELECT_DIRECTORY,
    SELECT,
    OPTIONS,
    READ_RECORD,
    GET_DATA,
    GET_CHALLENGE,
    VERIFY,
    INTERNAL_AUTHENTICATE,
    FIRST_CRYPTOGRAM,
    EXTERNAL_AUTHENTICATE,
    SECOND_CRYPTOGRAM,
    CHECKSUM,
    SCRIPT,
    GET_RESPONSE,
    OTHER,
    /** Every command; not the reset. */
    ANY;

    static Step named(String name) {
        for (Step step : values()) {
            if (step.toString().equals(name)) {
                return step;
            }
        }
        throw new IllegalArgumentException("no such step");
    }

    /**
     * The step of a command.
     *
     * @param cryptograms how many GENERATE AC came since the last GET PROCESSING OPTIONS
     */
    static Step of(byte[] command, int cryptograms) {
        if (command.length < 4) {
            return OTHER;
        }
        if ((command[0] & 0xFC) == 0x84) {
            return SCRIPT;
        }
        return switch ((command[0] & 0xFF) << 8 | (command[1] & 0xFF)) {
            // 1PAY.SYS.DDF01, 2PAY.SYS.DDF01: the second letter tells a directory from an AID.
            case 0x00A4 -> command.length > 6 && command[6] == 'P' ? SELECT_DIRECTORY : SELECT;
            case 0x80A8 -> OPTIONS;
            case 0x00B2 -> READ_RECORD;
            case 0x80CA -> GET_DATA;
            case 0x0084 -> GET_CHALLENGE;
            case 0x0020 -> VERIFY;
            case 0x0088 -> INTERNAL_AUTHENTICATE;
            case 0x0082 -> EXTERNAL_AUTHENTICATE;
            case 0x80AE -> cryptograms == 0 ? FIRST_CRYPTOGRAM : SECOND_CRYPTOGRAM;
            case 0x802A -> CHECKSUM;
            case 0x00C0 -> GET_RESPONSE;
            default -> OTHER;
        };
    }

    boolean covers(Step step) {
        return this == step || (this == ANY && step != RESET);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
