package dev.tidegate.emv.traces;

import dev.tidegate.emv.testcard.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** How the other project writes values: digits, text, numbers, names. Only values are compared, never its words. */
final class ValueText {
    private static final Set<String> TEXT = Set.of("50", "56", "5F20", "5F2D", "9F12", "9F1F", "9F61");
    private static final Set<String> NUMBERS = Set.of("9F36", "9F13", "9F14", "9F23", "9F60");
    private static final Map<String, String> NAMES = Map.of(
            "SGP", "0702", "AUS", "0036", "BEL", "0056", "CHN", "0156", "AUD", "0036", "EUR", "0978", "CNY", "0156");
    private static final Map<String, String> KINDS = Map.of("ARQC", "80", "TC", "40", "AAC", "00");

    private ValueText() {}

    /** Whether the text says the same as these bytes. */
    static boolean agrees(String tag, String text, byte[] value) {
        String hex = Hex.of(value);
        // A checksum with Mastercard, a cardholder's number with UnionPay.
        if (tag.equals("9F61") && value.length == 2) {
            return Long.parseLong(text) == Long.parseLong(hex, 16);
        }
        if (TEXT.contains(tag)) {
            return text.equals(new String(value, StandardCharsets.US_ASCII).strip());
        }
        if (tag.equals("84") && text.equals("1PAY.SYS.DDF01")) {
            return text.equals(new String(value, StandardCharsets.US_ASCII));
        }
        if (NUMBERS.contains(tag)) {
            return Long.parseLong(text) == Long.parseLong(hex, 16);
        }
        String word = text.split("[ (]", 2)[0];
        if (tag.equals("9F27")) {
            return hex.equals(KINDS.get(word));
        }
        if (NAMES.containsKey(word)) {
            return hex.equals(NAMES.get(word));
        }
        if (tag.equals("8A")) {
            return text.equals(new String(value, StandardCharsets.US_ASCII));
        }
        int gap = text.indexOf("...");
        if (gap >= 0) {
            return hex.startsWith(text.substring(0, gap)) && hex.endsWith(text.substring(gap + 3));
        }
        return text.equals(hex);
    }

    /** Whether the text can be compared at all: names in other alphabets, and words for numbers, are not. */
    static boolean isComparable(String tag, String text) {
        boolean latin = text.chars().allMatch(c -> c < 0x80);
        return latin && !Set.of("9F62", "9F4E").contains(tag);
    }
}
