package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.gateway.profile.ChipTable;
import dev.tidegate.gateway.profile.FieldRule;
import dev.tidegate.gateway.profile.FieldSource;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fills the fields of a message by the profile's map. */
final class FieldTexts {
    private static final DateTimeFormatter SENT = DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);
    /** DE 90 ends with two institutions, which a terminal's acquirer does not need. */
    private static final String NO_INSTITUTIONS = "0".repeat(22);

    private static final int PROCESSING_CODE = 3;

    private final Profile profile;

    FieldTexts(Profile profile) {
        this.profile = profile;
    }

    /**
     * All fields of a message about a sale.
     *
     * @throws UnsendableException a field that must be there has nothing to be filled with
     */
    SortedMap<Integer, String> of(SaleFacts facts, ClearCard card) {
        SortedMap<Integer, String> texts = new TreeMap<>();
        message(facts.kind()).fields().forEach((field, rule) -> {
            switch (rule) {
                case FieldRule.Literal(var text) -> texts.put(field, text);
                case FieldRule.Filled(var source, var optional) -> {
                    Optional<String> text = text(field, source, facts, card);
                    if (text.isEmpty() && !optional) {
                        throw new UnsendableException(field, "has nothing to be filled with");
                    }
                    text.ifPresent(there -> texts.put(field, there));
                }
            }
        });
        return texts;
    }

    /** All fields of a network message. */
    SortedMap<Integer, String> ofNetwork(String stan, String code, Instant sentAt) {
        SortedMap<Integer, String> texts = new TreeMap<>();
        message(MessageKind.NETWORK).fields().forEach((field, rule) -> {
            switch (rule) {
                case FieldRule.Literal(var text) -> texts.put(field, text);
                case FieldRule.Filled(var source, var ignored) -> {
                    switch (source) {
                        case SENT_AT -> texts.put(field, at(sentAt, ZoneOffset.UTC, SENT));
                        case STAN -> texts.put(field, stan);
                        case NETWORK_CODE -> texts.put(field, code);
                        default -> throw new UnsendableException(field, "belongs to a sale");
                    }
                }
            }
        });
        return texts;
    }

    private MessageMap message(MessageKind kind) {
        return profile.message(kind);
    }

    private Optional<String> text(int field, FieldSource source, SaleFacts facts, ClearCard card) {
        return switch (source) {
            case CARD_NUMBER -> Optional.of(ascii(card.pan().digits()));
            case CARD_EXPIRY -> Optional.of(card.expiry().yearMonth());
            case CARD_SEQUENCE ->
                card.panSequence() == 0 ? Optional.empty() : Optional.of(number("%03d", card.panSequence()));
            case CARD_TRACK2 -> track2(card);
            case AMOUNT -> Optional.of(number("%012d", facts.amount().minor()));
            case CURRENCY ->
                Optional.of(number("%03d", facts.amount().currency().getNumericCode()));
            case SENT_AT -> Optional.of(at(facts.sentAt(), ZoneOffset.UTC, SENT));
            case STAN -> Optional.of(facts.stan().toString());
            case RRN -> Optional.of(facts.rrn().value());
            case SOLD_TIME -> Optional.of(at(facts.soldAt(), facts.terminal().zone(), TIME));
            case SOLD_DATE -> Optional.of(at(facts.soldAt(), facts.terminal().zone(), DATE));
            case ENTRY_MODE -> Optional.ofNullable(profile.entryModes().get(facts.entryMode()));
            case TERMINAL -> Optional.of(facts.terminal().tid());
            case MERCHANT -> Optional.of(facts.terminal().mid());
            case MERCHANT_NAME -> Optional.of(facts.terminal().merchantName());
            case MERCHANT_CATEGORY -> Optional.of(facts.terminal().category());
            case CHIP_REQUEST -> chip(field, profile.chip().request(), facts);
            case CHIP_ADVICE -> chip(field, profile.chip().advice(), facts);
            case DEFERRED_MARK -> Optional.of(profile.deferredMark().value());
            case ORIGINAL -> original(facts);
            case ORIGINAL_PROCESSING -> processing(facts);
            case AUTHORISATION_CODE -> authorisationCode(facts);
            case NETWORK_CODE -> Optional.empty();
        };
    }

    private Optional<String> processing(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        MessageKind kind = original == null ? facts.kind() : original.kind();
        return message(kind).fields().get(PROCESSING_CODE) instanceof FieldRule.Literal(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<String> authorisationCode(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        return original == null || original.authorisationCode().isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%-6s", original.authorisationCode()));
    }

    // A stripe has none of it; a chip whose tags do not make the field is never sent as if it were a stripe.
    private Optional<String> chip(int field, List<ChipTable.Row> rows, SaleFacts facts) {
        FrozenTags tags = facts.tags();
        if (tags == null) {
            return Optional.empty();
        }
        Octets run = profile.chip()
                .select(rows, tags)
                .orElseThrow(() -> new UnsendableException(field, "has a tag too few, or too many bytes"));
        return Optional.of(run.hex());
    }

    private Optional<String> original(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        if (original == null) {
            return Optional.empty();
        }
        return Optional.of(message(original.kind()).request()
                + original.stan()
                + at(original.sentAt(), ZoneOffset.UTC, SENT)
                + NO_INSTITUTIONS);
    }

    // The separator is a D among packed digits, which jPOS writes for an equals sign.
    private static Optional<String> track2(ClearCard card) {
        Track2 track2 = card.track2();
        return track2 == null
                ? Optional.empty()
                : Optional.of(ascii(track2.characters()).replace('D', '='));
    }

    // jPOS takes text alone, which cannot be wiped: it lives as long as one message is made.
    private static String ascii(byte[] secret) {
        String text = new String(secret, StandardCharsets.US_ASCII);
        Arrays.fill(secret, (byte) 0);
        return text;
    }

    private static String number(String form, long value) {
        return String.format(Locale.ROOT, form, value);
    }

    private static String at(Instant instant, ZoneId zone, DateTimeFormatter form) {
        return form.withZone(zone).format(instant);
    }
}
