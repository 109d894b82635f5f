package dev.tidegate.emv.trace;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each bit says of the objects that are nothing but bits (EMV 4.4 Book 3, Annex C). */
final class Flags {
    /** Byte, then bit 8 down to 1; the names in the books' words, shortened. */
    private static final Map<Integer, Map<String, String>> BITS = new HashMap<>();

    static {
        put(
                Tag.AIP,
                "1.7 SDA supported",
                "1.6 DDA supported",
                "1.5 cardholder verification supported",
                "1.4 terminal risk management to be performed",
                "1.3 issuer authentication supported",
                "1.1 CDA supported",
                "2.8 mag-stripe mode or EMV mode of contactless");
        put(
                Tag.TERMINAL_VERIFICATION_RESULTS,
                "1.8 offline data authentication not performed",
                "1.7 SDA failed",
                "1.6 ICC data missing",
                "1.5 card on the exception file",
                "1.4 DDA failed",
                "1.3 CDA failed",
                "1.2 SDA selected",
                "2.8 different application versions",
                "2.7 expired application",
                "2.6 application not yet effective",
                "2.5 service not allowed for the card",
                "2.4 new card",
                "3.8 cardholder verification not successful",
                "3.7 unrecognised CVM",
                "3.6 PIN try limit exceeded",
                "3.5 PIN required, pad missing or broken",
                "3.4 PIN required, not entered",
                "3.3 online PIN entered",
                "4.8 floor limit exceeded",
                "4.7 lower consecutive offline limit exceeded",
                "4.6 upper consecutive offline limit exceeded",
                "4.5 selected at random for online processing",
                "4.4 merchant forced online",
                "5.8 default TDOL used",
                "5.7 issuer authentication failed",
                "5.6 script failed before the last GENERATE AC",
                "5.5 script failed after the last GENERATE AC");
        put(
                Tag.TRANSACTION_STATUS_INFORMATION,
                "1.8 offline data authentication performed",
                "1.7 cardholder verification performed",
                "1.6 card risk management performed",
                "1.5 issuer authentication performed",
                "1.4 terminal risk management performed",
                "1.3 script processing performed");
    }

    private Flags() {}

    /** The bits that are set, in words; empty for other objects. */
    static List<String> of(Tag tag, Slice value) {
        Map<String, String> names = BITS.get(tag.value());
        List<String> set = new ArrayList<>();
        for (int at = 0; names != null && at < value.length(); at++) {
            for (int bit = 8; bit >= 1; bit--) {
                if ((value.at(at) >>> bit - 1 & 1) == 1) {
                    String place = (at + 1) + "." + bit;
                    set.add(place + " " + names.getOrDefault(place, "reserved"));
                }
            }
        }
        return set;
    }

    private static void put(Tag tag, String... bits) {
        Map<String, String> names = new HashMap<>();
        for (String bit : bits) {
            int space = bit.indexOf(' ');
            names.put(bit.substring(0, space), bit.substring(space + 1));
        }
        BITS.put(tag.value(), names);
    }
}
