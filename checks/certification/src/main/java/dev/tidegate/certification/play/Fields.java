package dev.tidegate.certification.play;

import java.util.Map;
import java.util.Set;

/** The data elements of ISO 8583 that are met, by name. */
final class Fields {
    /** Their values hang on the clock, or hold something that does. */
    private static final Set<Integer> TIMES = Set.of(7, 12, 13, 15, 28, 37, 48, 53, 55, 56, 90);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(2, "Primary account number"),
            Map.entry(3, "Processing code"),
            Map.entry(4, "Amount, transaction"),
            Map.entry(7, "Date and time, transmission"),
            Map.entry(11, "Systems trace audit number"),
            Map.entry(12, "Time, local transaction"),
            Map.entry(13, "Date, local transaction"),
            Map.entry(14, "Date, expiration"),
            Map.entry(15, "Date, settlement"),
            Map.entry(18, "Merchant type"),
            Map.entry(22, "Point of service entry mode"),
            Map.entry(23, "Card sequence number"),
            Map.entry(24, "Function code"),
            Map.entry(25, "Point of service condition code, message reason"),
            Map.entry(28, "Date, reconciliation"),
            Map.entry(29, "Reconciliation indicator"),
            Map.entry(30, "Amounts, original"),
            Map.entry(32, "Acquiring institution identification code"),
            Map.entry(35, "Track 2 data"),
            Map.entry(37, "Retrieval reference number"),
            Map.entry(38, "Authorisation code"),
            Map.entry(39, "Response code"),
            Map.entry(41, "Card acceptor terminal identification"),
            Map.entry(42, "Card acceptor identification code"),
            Map.entry(43, "Card acceptor name and location"),
            Map.entry(44, "Additional response data"),
            Map.entry(48, "Additional data"),
            Map.entry(49, "Currency code, transaction"),
            Map.entry(52, "PIN data"),
            Map.entry(53, "Security related control information"),
            Map.entry(55, "ICC related data"),
            Map.entry(56, "Original data elements"),
            Map.entry(60, "Reserved, private"),
            Map.entry(64, "Message authentication code"),
            Map.entry(66, "Settlement code"),
            Map.entry(70, "Network management information code"),
            Map.entry(74, "Credits, number"),
            Map.entry(75, "Credits, reversal number"),
            Map.entry(76, "Debits, number"),
            Map.entry(77, "Debits, reversal number"),
            Map.entry(86, "Credits, amount"),
            Map.entry(87, "Credits, reversal amount"),
            Map.entry(88, "Debits, amount"),
            Map.entry(89, "Debits, reversal amount"),
            Map.entry(90, "Original data elements"),
            Map.entry(95, "Replacement amounts"),
            Map.entry(97, "Amount, net settlement"),
            Map.entry(128, "Message authentication code"));

    private Fields() {}

    static String name(int number) {
        return NAMES.getOrDefault(number, "Data element " + number);
    }

    /** Whether its value differs from run to run with the clock. */
    static boolean isTime(int number) {
        return TIMES.contains(number);
    }
}
