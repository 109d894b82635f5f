package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.gateway.profile.FieldRule;
import dev.tidegate.gateway.profile.FieldRule.Condition;
import dev.tidegate.gateway.profile.FieldSource;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import dev.tidegate.gateway.profile.Rules.ReversalStan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the fields of a message by the profile's map. Each value is an array of its own, which {@link #wipe}
 * overwrites: the card's digits never become a text.
 */
final class FieldValues {
    /** DE 90 ends with two institutions, which a terminal's acquirer does not need. */
    private static final byte[] NO_INSTITUTIONS = Text.ascii("0".repeat(22));
    /** DE 30 ends with the amount in the currency of reconciliation, which is the same. */
    private static final byte[] NO_OTHER_AMOUNT = Text.ascii("0".repeat(12));
    /** DE 95: two amounts and two fees, nothing of any. */
    private static final byte[] NOTHING_LEFT = Text.ascii("0".repeat(24) + "C00000000".repeat(2));

    private static final int PROCESSING_CODE = 3;

    private final Profile profile;

    FieldValues(Profile profile) {
        this.profile = profile;
    }

    /** The STAN that goes out: a reversal may have that of the message it takes back. */
    Stan stan(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        boolean own = facts.kind() != MessageKind.REVERSAL || profile.rules().reversalStan() == ReversalStan.OWN;
        return own || original == null ? facts.stan() : original.stan();
    }

    /**
     * All fields of a message about a sale, by number.
     *
     * @param pin the block under the acquirer's key; absent where the issuer checks none
     * @throws UnsendableException a field that must be there has nothing to be filled with
     */
    byte[] @Nullable [] of(SaleFacts facts, ClearCard card, @Nullable Octets pin) {
        byte[] @Nullable [] values = new byte[Layout.FIELD_MAX + 1][];
        for (Map.Entry<Integer, FieldRule> e : message(facts.kind()).fields().entrySet()) {
            int field = e.getKey();
            FieldRule rule = e.getValue();
            if (!holds(rule.when(), facts, pin != null)) {
                continue;
            }
            boolean optional;
            switch (rule) {
                case FieldRule.Literal(var text, var ignored) -> {
                    values[field] = Text.ascii(text);
                    optional = false;
                }
                case FieldRule.Filled filled -> {
                    values[field] = switch (filled.source()) {
                        case PIN_BLOCK -> pin == null ? null : pin.toByteArray();
                        case ENTRY_MODE -> entryMode(facts, pin != null);
                        default -> value(field, filled.source(), facts, card);
                    };
                    optional = filled.optional();
                }
                case FieldRule.Chip(var table, var may, var ignored) -> {
                    values[field] =
                            chip(field, table, facts, card.pan().masked().brand());
                    optional = may;
                }
            }
            if (values[field] == null && !optional) {
                wipe(values);
                throw new UnsendableException(field, "has nothing to be filled with");
            }
        }
        return values;
    }

    /** All fields of a network message, by number. */
    byte[] @Nullable [] ofNetwork(Stan stan, String code, Instant sentAt) {
        byte[] @Nullable [] values = new byte[Layout.FIELD_MAX + 1][];
        message(MessageKind.NETWORK).fields().forEach((field, rule) -> {
            switch (rule) {
                case FieldRule.Literal(var text, var ignored) -> values[field] = Text.ascii(text);
                case FieldRule.Filled(var source, var optional, var ignored) -> {
                    values[field] = switch (source) {
                        case SENT_AT -> Text.sent(sentAt);
                        case SENT_LOCAL -> Text.soldAt(sentAt, ZoneOffset.UTC);
                        case STAN -> Text.digits(stan.value(), 6);
                        case NETWORK_CODE -> Text.ascii(code);
                        case INSTITUTION -> Text.ascii(profile.institution());
                        default -> throw new UnsendableException(field, "belongs to a sale");
                    };
                }
                case FieldRule.Chip ignored -> throw new UnsendableException(field, "belongs to a sale");
            }
        });
        return values;
    }

    /** Overwrites what was made. */
    static void wipe(byte[] @Nullable [] values) {
        for (byte[] value : values) {
            if (value != null) {
                Arrays.fill(value, (byte) 0);
            }
        }
    }

    private MessageMap message(MessageKind kind) {
        return profile.message(kind);
    }

    private static boolean holds(Set<Condition> when, SaleFacts facts, boolean withPin) {
        if (when.isEmpty() || withPin && when.contains(Condition.PIN)) {
            return true;
        }
        Condition read = switch (facts.entryMode()) {
            case CHIP -> Condition.CHIP;
            case TAP -> Condition.TAP;
            // A tap that told a track has what a drawn stripe has.
            case SWIPE, TAP_STRIPE -> Condition.SWIPE;
            case FALLBACK -> Condition.FALLBACK;
        };
        return when.contains(read) || when.contains(facts.repeat() ? Condition.REPEAT : Condition.FIRST);
    }

    private byte @Nullable [] value(int field, FieldSource source, SaleFacts facts, ClearCard card) {
        return switch (source) {
            case CARD_NUMBER -> card.pan().digits();
            case CARD_EXPIRY ->
                Text.digits(card.expiry().year() % 100 * 100L + card.expiry().month(), 4);
            case CARD_SEQUENCE -> card.panSequence() == 0 ? null : Text.digits(card.panSequence(), 3);
            case CARD_TRACK2 -> track2(card);
            case AMOUNT -> Text.digits(facts.amount().minor(), 12);
            case CURRENCY -> Text.digits(facts.amount().currency().getNumericCode(), 3);
            case SENT_AT -> Text.sent(facts.sentAt());
            case SENT_LOCAL -> Text.soldAt(facts.sentAt(), facts.terminal().zone());
            case STAN -> Text.digits(stan(facts).value(), 6);
            case RRN -> Text.ascii(facts.rrn().value());
            case SOLD_TIME -> Text.time(facts.soldAt(), facts.terminal().zone());
            case SOLD_DATE -> Text.date(facts.soldAt(), facts.terminal().zone());
            case SOLD_AT -> Text.soldAt(facts.soldAt(), facts.terminal().zone());
            case ENTRY_MODE -> entryMode(facts, false);
            case TERMINAL -> Text.ascii(facts.terminal().tid());
            case MERCHANT -> Text.ascii(facts.terminal().mid());
            case MERCHANT_NAME -> Text.ascii(facts.terminal().merchantName());
            case MERCHANT_CATEGORY -> Text.ascii(facts.terminal().category());
            case DEFERRED_MARK -> mark(profile.deferredMark());
            case INSTITUTION -> Text.ascii(profile.institution());
            case ORIGINAL_PROCESSING -> processing(facts);
            case AUTHORISATION_CODE -> authorisationCode(facts);
            case NETWORK_CODE, PIN_BLOCK -> null;
            case BATCH_NUMBER,
                    BATCH_DATE,
                    CREDITS,
                    CREDITS_REVERSED,
                    DEBITS,
                    DEBITS_REVERSED,
                    CREDIT_AMOUNT,
                    CREDIT_AMOUNT_REVERSED,
                    DEBIT_AMOUNT,
                    DEBIT_AMOUNT_REVERSED,
                    NET_AMOUNT -> throw new UnsendableException(field, "belongs to the sums of a batch");
            case ORIGINAL, ORIGINAL_1993, ORIGINAL_HOST, ORIGINAL_AMOUNT, REPLACEMENT_NONE, REVERSAL_REASON ->
                facts.original() == null ? null : original(field, source, facts, facts.original());
        };
    }

    private byte @Nullable [] entryMode(SaleFacts facts, boolean withPin) {
        return profile.entryModes()
                .code(facts.entryMode(), facts.tags(), withPin)
                .map(Text::ascii)
                .orElse(null);
    }

    private byte @Nullable [] processing(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        MessageKind kind = original == null ? facts.kind() : original.kind();
        return message(kind).fields().get(PROCESSING_CODE) instanceof FieldRule.Literal literal
                ? Text.ascii(literal.text())
                : null;
    }

    private static byte @Nullable [] authorisationCode(SaleFacts facts) {
        SaleFacts.Original original = facts.original();
        String answered = original == null ? "" : original.authorisationCode();
        VoiceCode voice = facts.voice();
        String code = answered.isEmpty() && voice != null ? voice.value() : answered;
        return code.isEmpty()
                ? null
                : Text.ascii((code + " ".repeat(VoiceCode.LENGTH_MAX)).substring(0, VoiceCode.LENGTH_MAX));
    }

    private byte[] original(int field, FieldSource source, SaleFacts facts, SaleFacts.Original original) {
        return switch (source) {
            case ORIGINAL ->
                Text.joined(
                        Text.ascii(message(original.kind()).request()),
                        Text.digits(original.stan().value(), 6),
                        Text.sent(original.sentAt()),
                        NO_INSTITUTIONS);
            case ORIGINAL_1993 ->
                Text.joined(
                        Text.ascii(message(original.kind()).request()),
                        Text.digits(original.stan().value(), 6),
                        Text.soldAt(facts.soldAt(), facts.terminal().zone()),
                        profile.institution().isEmpty()
                                ? new byte[0]
                                : Text.joined(
                                        Text.digits(profile.institution().length(), 2),
                                        Text.ascii(profile.institution())));
            case ORIGINAL_HOST -> host(facts, original);
            case ORIGINAL_AMOUNT -> Text.joined(Text.digits(facts.amount().minor(), 12), NO_OTHER_AMOUNT);
            case REPLACEMENT_NONE -> NOTHING_LEFT.clone();
            case REVERSAL_REASON -> Text.ascii(profile.reversalReasons().getOrDefault(original.reason(), ""));
            default -> throw new UnsendableException(field, "is of no message that was sent before");
        };
    }

    // EISOP: 002 the host's STAN, 003 date and time, 004 its reference; without an answer 003 alone is known.
    private static byte[] host(SaleFacts facts, SaleFacts.Original original) {
        SaleFacts.HostNumbers host = original.host();
        byte[] soldAt = tag("003", Text.soldAt(facts.soldAt(), facts.terminal().zone()));
        if (host == null) {
            return soldAt;
        }
        byte[] when = host.localTime().isEmpty() ? soldAt : tag("003", Text.ascii(host.localTime()));
        return Text.joined(tag("002", Text.ascii(host.stan())), when, tag("004", Text.ascii(host.rrn())));
    }

    private static byte[] tag(String tag, byte[] value) {
        return Text.joined(Text.ascii(tag), Text.digits(value.length, 3), value);
    }

    // A stripe has none of it; a chip whose tags do not make the field is never sent as if it were a stripe.
    private byte @Nullable [] chip(int field, String table, SaleFacts facts, Brand scheme) {
        FrozenTags tags = facts.tags();
        if (tags == null) {
            return null;
        }
        return profile.chip()
                .select(table, scheme, tags)
                .orElseThrow(() ->
                        new UnsendableException(field, "has a tag too few, one that is forbidden, or too many bytes"))
                .toByteArray();
    }

    private static byte @Nullable [] mark(@Nullable DeferredMark mark) {
        return mark == null ? null : mark.value().getBytes(StandardCharsets.US_ASCII);
    }

    // The separator is a D where the card says it, an equals sign in the codec.
    private static byte @Nullable [] track2(ClearCard card) {
        Track2 track2 = card.track2();
        if (track2 == null) {
            return null;
        }
        byte[] characters = track2.characters();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = characters[i] == 'D' ? (byte) '=' : characters[i];
        }
        return characters;
    }
}
