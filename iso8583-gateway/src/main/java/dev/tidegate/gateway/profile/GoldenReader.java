package dev.tidegate.gateway.profile;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.profile.Golden.Answer;
import dev.tidegate.gateway.profile.Golden.Card;
import dev.tidegate.gateway.profile.Golden.Network;
import dev.tidegate.gateway.profile.Golden.Sent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code golden.yml} of a profile's folder. */
public final class GoldenReader {
    private static final String FILE = "golden.yml";
    private static final int FRAME_BYTES_MAX = 65_535;
    private static final TillId NO_TILL = TillId.of("00000000-0000-7000-8000-000000000000");

    private GoldenReader() {}

    /** @throws ProfileHoleException the file is missing, cannot be read, or has no golden message for some message */
    public static Golden read(Profile profile) {
        Section s = ProfileReader.top(profile.folder(), FILE, name -> null);
        List<Sent> sent = new ArrayList<>();
        s.sections("sent").forEach(one -> sent.add(sent(one)));
        List<Network> network = new ArrayList<>();
        s.sections("network").forEach(one -> network.add(network(one)));
        List<Golden.Sums> sums = new ArrayList<>();
        if (s.has("sums")) {
            s.sections("sums").forEach(one -> sums.add(sums(one)));
        }
        List<Answer> answers = new ArrayList<>();
        s.sections("answers").forEach(one -> answers.add(answer(one)));
        Golden golden = new Golden(
                terminal(s.section("terminal")),
                card(s.section("card")),
                instant(s, "soldAt"),
                s.text("rrn"),
                s.number("amount", 1, Integer.MAX_VALUE),
                sent,
                network,
                sums,
                answers);
        s.end();
        golden.missing(profile.messages()).forEach(kind -> {
            throw s.hole(FILE, "there is no golden message " + kind.key());
        });
        return golden;
    }

    private static Terminal terminal(Section s) {
        try {
            Terminal terminal = new Terminal(
                    NO_TILL,
                    "golden",
                    s.text("tid"),
                    s.text("mid"),
                    s.text("name"),
                    s.text("category"),
                    Currency.getInstance(s.text("currency")),
                    ZoneId.of(s.text("zone")));
            s.end();
            return terminal;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw s.hole("tid", "the terminal is none");
        }
    }

    private static Card card(Section s) {
        Card card = new Card(
                s.text("number"),
                s.number("expiryYear", 2000, 2099),
                s.number("expiryMonth", 1, 12),
                s.number("sequence", 0, 99),
                s.text("track2"));
        s.end();
        return card;
    }

    private static Sent sent(Section s) {
        Sent sent = new Sent(
                s.text("name"),
                s.word("kind", MessageKind.class),
                s.has("repeat") && s.flag("repeat"),
                s.word("entryMode", EntryMode.class),
                s.has("track") && s.flag("track"),
                s.bytes("tags", 1, FRAME_BYTES_MAX),
                s.number("stan", 1, 999_999),
                instant(s, "sentAt"),
                s.has("originalStan") ? (Integer) s.number("originalStan", 1, 999_999) : null,
                s.textOr("authorisationCode"),
                s.bytes("frame", 1, FRAME_BYTES_MAX),
                s.bytes("covered", 1, FRAME_BYTES_MAX));
        s.end();
        return sent;
    }

    private static Network network(Section s) {
        Network network = new Network(
                s.text("name"),
                s.text("code"),
                s.number("stan", 1, 999_999),
                instant(s, "sentAt"),
                s.bytes("frame", 1, FRAME_BYTES_MAX));
        s.end();
        return network;
    }

    private static Golden.Sums sums(Section s) {
        BatchTotals totals = new BatchTotals(
                sum(s, "debits"), sum(s, "debitsReversed"), sum(s, "credits"), sum(s, "creditsReversed"));
        Instant sentAt = instant(s, "sentAt");
        Golden.Sums sums = new Golden.Sums(
                s.text("name"),
                s.has("repeat") && s.flag("repeat"),
                s.number("number", 1, 999_999),
                s.day("day"),
                totals,
                s.number("stan", 1, 999_999),
                sentAt,
                s.has("firstSentAt") ? instant(s, "firstSentAt") : sentAt,
                s.bytes("frame", 1, FRAME_BYTES_MAX),
                s.bytes("covered", 1, FRAME_BYTES_MAX));
        s.end();
        return sums;
    }

    private static BatchTotals.Sum sum(Section s, String key) {
        if (!s.has(key)) {
            return BatchTotals.Sum.NONE;
        }
        Section one = s.section(key);
        var sum = new BatchTotals.Sum(
                one.number("count", 1, Integer.MAX_VALUE), one.number("amount", 1, Integer.MAX_VALUE));
        one.end();
        return sum;
    }

    private static Answer answer(Section s) {
        SortedMap<Integer, String> fields = new TreeMap<>();
        Section texts = s.section("fields");
        texts.keys().forEach(key -> fields.put(texts.field(key, key), texts.text(key)));
        Answer answer = new Answer(
                s.text("name"),
                s.bytes("frame", 1, FRAME_BYTES_MAX),
                fields,
                s.bytes("issuerData", 1, FRAME_BYTES_MAX));
        s.end();
        return answer;
    }

    private static Instant instant(Section s, String key) {
        try {
            return Instant.parse(s.text(key));
        } catch (DateTimeParseException e) {
            throw s.hole(key, "is no instant such as 2026-11-22T13:04:05Z");
        }
    }
}
