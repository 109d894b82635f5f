package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A message as the simulator records it: digits packed, text in ASCII, stars where a card's digits were. */
final class SampleFrame {
    private static final Set<Integer> TIMES = Set.of(7, 12, 13, 37, 38, 55, 64, 90);
    private static final Set<Integer> TEXTS = Set.of(37, 38, 39, 41, 42, 43, 44, 48, 60, 62);
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(2, "Primary account number"),
            Map.entry(3, "Processing code"),
            Map.entry(4, "Amount, transaction"),
            Map.entry(7, "Transmission date and time"),
            Map.entry(11, "System trace audit number"),
            Map.entry(12, "Time, local transaction"),
            Map.entry(13, "Date, local transaction"),
            Map.entry(14, "Date, expiration"),
            Map.entry(18, "Merchant type"),
            Map.entry(22, "Point of service entry mode"),
            Map.entry(23, "Card sequence number"),
            Map.entry(25, "Point of service condition code"),
            Map.entry(32, "Acquiring institution"),
            Map.entry(35, "Track 2 data"),
            Map.entry(37, "Retrieval reference number"),
            Map.entry(38, "Authorisation identification response"),
            Map.entry(39, "Response code"),
            Map.entry(41, "Card acceptor terminal identification"),
            Map.entry(42, "Card acceptor identification code"),
            Map.entry(43, "Card acceptor name and location"),
            Map.entry(48, "Additional data, private"),
            Map.entry(49, "Currency code, transaction"),
            Map.entry(55, "Chip data"),
            Map.entry(64, "Message authentication code"),
            Map.entry(70, "Network management information code"),
            Map.entry(90, "Original data elements"),
            Map.entry(95, "Replacement amounts"));
    /** Digits of the length in front. */
    private static final Map<Integer, Integer> LENGTHS = Map.of(2, 2, 32, 2, 35, 2, 48, 3, 55, 3, 60, 3, 62, 3);

    private final List<FieldSeen> fields = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private final String mti;

    SampleFrame(String mti) {
        this.mti = mti;
    }

    SampleFrame with(int number, String value) {
        fields.add(new FieldSeen(number, NAMES.getOrDefault(number, "Field " + number), value, TIMES.contains(number)));
        boolean text = TEXTS.contains(number);
        int length = number == 55 ? value.length() / 2 : value.length();
        if (LENGTHS.containsKey(number)) {
            int digits = LENGTHS.get(number) == 2 ? 2 : 4;
            data.append(String.format(Locale.ROOT, "%0" + digits + "d", length));
        }
        String hex = text
                ? HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.ISO_8859_1))
                : (value.length() % 2 == 1 ? "0" : "") + value;
        data.append(hex);
        return this;
    }

    FrameSeen seen(int number, long micros, boolean fromGateway) {
        return new FrameSeen(number, micros, fromGateway, mti, mti + bitmap() + data, List.copyOf(fields));
    }

    private String bitmap() {
        long first = 0;
        long second = 0;
        for (FieldSeen field : fields) {
            if (field.number() > 64) {
                first |= 1L << 63;
                second |= 1L << (128 - field.number());
            } else {
                first |= 1L << (64 - field.number());
            }
        }
        String primary = String.format(Locale.ROOT, "%016X", first);
        return second == 0 ? primary : primary + String.format(Locale.ROOT, "%016X", second);
    }
}
