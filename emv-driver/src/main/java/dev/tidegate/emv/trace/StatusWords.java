package dev.tidegate.emv.trace;

/** What a card's two last bytes say (ISO/IEC 7816-4, 5.6; EMV 4.4 Book 1, 9.4.2 and Book 3, 6.3.5). */
final class StatusWords {
    private StatusWords() {}

    static String of(int status) {
        return switch (status) {
            case 0x9000 -> "done";
            case 0x6283 -> "the selected file is blocked";
            case 0x6300 -> "authentication failed";
            case 0x6700 -> "wrong length";
            case 0x6982 -> "security status not satisfied";
            case 0x6983 -> "authentication method blocked";
            case 0x6984 -> "referenced data invalidated";
            case 0x6985 -> "conditions of use not satisfied";
            case 0x6A80 -> "wrong data";
            case 0x6A81 -> "function not supported";
            case 0x6A82 -> "file not found";
            case 0x6A83 -> "record not found";
            case 0x6A86 -> "wrong parameters";
            case 0x6A88 -> "referenced data not found";
            case 0x6D00 -> "instruction not supported";
            case 0x6E00 -> "class not supported";
            case 0x6F00 -> "no precise diagnosis";
            default -> byFirst(status);
        };
    }

    private static String byFirst(int status) {
        if ((status & 0xFFF0) == 0x63C0) {
            return "wrong, " + (status & 0x0F) + " tries left";
        }
        return switch (status >>> 8) {
            case 0x61 -> (status & 0xFF) + " bytes wait";
            case 0x6C -> "wrong expected length, right is " + (status & 0xFF);
            case 0x62, 0x63 -> "warning";
            case 0x90 -> "done";
            default -> "error";
        };
    }
}
