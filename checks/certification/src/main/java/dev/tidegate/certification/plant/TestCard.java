package dev.tidegate.certification.plant;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.storm.gateway.StormCard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A card of the simulators' drawer whose chip signs and whose counter begins where it is told to: the same scenario
 * gives the same cryptogram on the same day.
 */
final class TestCard {
    /** Published numbers of the drawer whose issuer approves. A scenario has one for itself, or a share of it. */
    private static final List<String> CHIPS = List.of(
            "4761739001010119",
            "5413330089010012",
            "5413330089020029",
            "5413330089020011",
            "4761739001010143",
            "4761340000000050",
            "5413330089010434",
            "5413330089604111",
            "5413330089099130",
            "4012888888881881",
            "5555555555554444",
            "5105105105105100",
            "4000056655665556",
            "2223000048400011",
            "5200828282828210",
            "4242424242424242",
            "5454545454545454",
            "4444333322221111",
            "4462030000000000",
            "5413330089600044");

    private static final Map<String, String> NAMED = Map.of(
            "chip-declined", "4761739001010010",
            "chip-expired", "4111111111111111",
            "chip-pin-online", "4000002500003155",
            "tap-visa", "4917610000000000",
            "stripe-only", "2223003122003222");

    /** Counters that one scenario may use. */
    private static final int COUNTERS = 6;

    private static final String ISSUER_DATA = "06011203A00000";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

    private final StormCard chip;

    private TestCard(StormCard chip) {
        this.chip = chip;
    }

    /** The card that is a scenario's own, by its place among all. */
    static TestCard ofScenario(int place) {
        return new TestCard(new StormCard(CHIPS.get(place % CHIPS.size()), place / CHIPS.size() * COUNTERS));
    }

    /** A card of the drawer, by its name there. */
    static TestCard named(String name) {
        String number = NAMED.get(name);
        if (name.startsWith("digits-")) {
            number = ofLength(Integer.parseInt(name.substring("digits-".length())));
        }
        if (number == null) {
            throw new IllegalArgumentException("no card " + name + "; there are " + NAMED.keySet());
        }
        return new TestCard(new StormCard(number, 0));
    }

    /** The numbers of all of them. */
    static List<String> numbers() {
        return Stream.concat(CHIPS.stream(), NAMED.values().stream()).toList();
    }

    // A number that no issuer has, with its check digit (ISO/IEC 7812-1, annex B).
    private static String ofLength(int digits) {
        String body = "6" + "0".repeat(digits - 2);
        int six = digits % 2 == 0 ? 3 : 6;
        return body + (10 - six) % 10;
    }

    String number() {
        return chip.number();
    }

    /** As it was read; the caller closes it. */
    ClearCard clear(boolean isStripe) {
        return new ClearCard(
                Pan.of(ascii(number())),
                new ExpiryDate(2030, 12),
                isStripe ? 0 : 1,
                // Service code 201 has a chip, 101 has none.
                Track2.of(ascii(number() + "D3012" + (isStripe ? "101" : "201") + "0000000000")));
    }

    /** A sale's tags, and the cryptogram among them. */
    record Signed(FrozenTags tags, ApplicationCryptogram cryptogram) {}

    /**
     * Signs a sale.
     *
     * @param approves whether by itself, or asking the issuer
     * @param more tags besides, or other values than the card's
     */
    Signed sign(long minor, Instant soldAt, boolean approves, @Nullable Map<String, String> more) {
        int atc = chip.count();
        String amount = String.format(Locale.ROOT, "%012d", minor);
        String date = DATE.format(soldAt);
        String counter = String.format(Locale.ROOT, "%04X", atc);
        // Amounts, country, TVR, currency, date, type, unpredictable number, AIP, counter, issuer's own.
        String data = amount + "000000000000" + "0276" + "0000000000" + "0978" + date + "00" + "DEADBEEF" + "1980"
                + counter + ISSUER_DATA;
        String cryptogram = HexFormat.of().withUpperCase().formatHex(chip.sign(atc, data));
        Map<String, String> tags = new TreeMap<>(Map.ofEntries(
                Map.entry("9F26", cryptogram),
                Map.entry("9F27", approves ? "40" : "80"),
                Map.entry("9F10", ISSUER_DATA),
                Map.entry("9F37", "DEADBEEF"),
                Map.entry("9F36", counter),
                Map.entry("95", "0000000000"),
                Map.entry("9A", date),
                Map.entry("9C", "00"),
                Map.entry("9F02", amount),
                Map.entry("5F2A", "0978"),
                Map.entry("82", "1980"),
                Map.entry("9F1A", "0276"),
                Map.entry("9F03", "000000000000"),
                Map.entry("9F34", "1F0302")));
        if (approves) {
            tags.put("8A", "5931");
        }
        if (more != null) {
            tags.putAll(more);
        }
        StringBuilder run = new StringBuilder();
        tags.forEach((tag, value) ->
                run.append(tag).append(length(value.length() / 2)).append(value));
        return new Signed(
                new FrozenTags(TlvSet.read(Octets.ofHex(run.toString()))),
                new ApplicationCryptogram(
                        approves ? ApplicationCryptogram.Type.TC : ApplicationCryptogram.Type.ARQC,
                        Octets.ofHex(cryptogram),
                        atc));
    }

    private static String length(int bytes) {
        return bytes < 128 ? String.format(Locale.ROOT, "%02X", bytes) : String.format(Locale.ROOT, "81%02X", bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
