package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.IssuerObjects;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.gateway.codec.FieldShape.Part;
import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.FieldSource;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.PinRules;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages and reads them, by one profile. Safe to use from several threads.
 *
 * <p>Both ways are one strict pass over {@link Layout}: a value is held against its field's shape before it is written,
 * each byte that is read must be the one that would have been written, and none may be left over.
 */
public final class IsoCodec {
    /** Message type and one bitmap. */
    private static final int BYTES_MIN = 10;

    /** Fields of a message, by and large. */
    private static final int PARTS_USUAL = 32;

    private static final int AMOUNT = 4;
    private static final int STAN = 11;
    private static final int RESPONSE_CODE = 39;
    private static final int CHIP = 55;
    /**
     * What may be seen of an answer. Number, expiry, track, PIN block and all that is private stay behind. 24 to 30 are
     * function, reason, and reconciliation of 1993; 66 to 97 are the sums of a batch.
     */
    private static final BitSet SEEN = fields(
            3, 4, 7, 11, 12, 13, 15, 24, 25, 28, 29, 30, 37, 38, 39, 41, 42, 49, 50, 66, 70, 74, 75, 76, 77, 78, 79, 80,
            81, 82, 83, 84, 85, 86, 87, 88, 89, 97);

    private static final Set<Tag> FOR_THE_CARD = Set.of(
            Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2, Tag.AUTHORISATION_RESPONSE_CODE);

    private final Profile profile;
    private final Layout layout;
    private final FieldValues values;
    private final @Nullable MacCover mac;
    private final Map<String, List<Integer>> held = new HashMap<>();
    private final Set<String> authenticated = new HashSet<>();
    private final boolean chipAsText;
    private final int networkCode;
    private final @Nullable BatchFields batch;

    /**
     * Reads the profile's packager and holds it against the profile's messages.
     *
     * @throws ProfileHoleException the packager cannot be read, lacks a field that a message has, or the profile's
     *     messages are authenticated
     */
    public IsoCodec(Profile profile) {
        this(profile, null);
    }

    /**
     * As above, for a profile whose messages are authenticated.
     *
     * @param key makes and checks the codes; null where the profile has none
     */
    public IsoCodec(Profile profile, @Nullable MessageMac key) {
        this.profile = profile;
        this.layout = Layout.read(profile.packager());
        this.values = new FieldValues(profile);
        for (Map.Entry<MessageKind, MessageMap> e : profile.messages().entrySet()) {
            MessageMap message = e.getValue();
            message.fields().keySet().forEach(this::mustBePackable);
            message.answerHolds().forEach(this::mustBePackable);
            // Two kinds may share an answer's type: it must hold what either asks for.
            message.answers().forEach(type -> held.merge(type, message.answerHolds(), IsoCodec::both));
        }
        PinRules pins = profile.pin();
        if (pins != null) {
            int field = profile.message(MessageKind.SALE).holding(FieldSource.PIN_BLOCK);
            if (shape(field).size(new byte[EncipheredPin.bytesOf(pins.format())]) < 0) {
                throw new ProfileHoleException(profile.name() + ".pin", "field " + field + " has another length");
            }
        }
        Mac rule = profile.mac();
        if (rule != null && key == null) {
            throw new ProfileHoleException(profile.name() + ".mac", "there is no key for authentication codes");
        }
        this.mac = rule == null || key == null ? null : new MacCover(rule, key, layout);
        if (rule != null) {
            mustBePackable(Mac.FIELD);
            rule.fields().forEach(this::mustBePackable);
            rule.messages()
                    .forEach(kind -> authenticated.addAll(profile.message(kind).answers()));
        }
        Session.HostRequests host = profile.session().host();
        host.keyFields().forEach(this::mustBePackable);
        if (host.checkField() > 0) {
            mustBePackable(host.checkField());
        }
        this.networkCode = profile.message(MessageKind.NETWORK).holding(FieldSource.NETWORK_CODE);
        Batch rules = profile.batch();
        this.batch = rules == null ? null : new BatchFields(profile, rules);
        FieldShape chip = layout.shape(CHIP);
        this.chipAsText = chip != null && chip.kind() != Content.Kind.BYTES;
    }

    /**
     * Makes a message about a sale.
     *
     * @param card its digits are copied into the message, and nowhere else
     * @return the caller closes it once it was written
     * @throws UnsendableException it cannot be made of these facts
     * @throws dev.tidegate.crypto.KeyUnavailableException it cannot be authenticated now
     */
    public Outbound sale(SaleFacts facts, ClearCard card) {
        return sale(facts, card, null);
    }

    /**
     * As above, with a PIN for the issuer.
     *
     * @param pin the block under the acquirer's key, of the profile's format; copied into the message, and nowhere else
     */
    public Outbound sale(SaleFacts facts, ClearCard card, @Nullable Octets pin) {
        MessageMap message = profile.message(facts.kind());
        String type = facts.repeat() && !message.repeat().isEmpty() ? message.repeat() : message.request();
        byte[] @Nullable [] all = values.of(facts, card, pin);
        try {
            byte[] chip = all[CHIP];
            if (chipAsText && chip != null) {
                all[CHIP] = Text.ascii(HexFormat.of().withUpperCase().formatHex(chip));
            }
            MatchKey key = new MatchKey(type.charAt(1), facts.terminal().tid(), values.stan(facts));
            return new Outbound(key, type, shown(all), message.answers(), pack(type, all, facts.kind()));
        } finally {
            FieldValues.wipe(all);
        }
    }

    /**
     * Makes the sums of a batch.
     *
     * @throws UnsendableException they cannot be made of these facts, or this acquirer has none
     * @throws dev.tidegate.crypto.KeyUnavailableException they cannot be authenticated now
     */
    public Outbound reconciliation(BatchFacts facts) {
        BatchFields fields = batch();
        MessageMap message = fields.message();
        String type = facts.repeat() ? message.repeat() : message.request();
        byte[] @Nullable [] all = fields.of(facts);
        MatchKey key = new MatchKey(type.charAt(1), facts.terminal().tid(), facts.stan());
        return new Outbound(key, type, shown(all), message.answers(), pack(type, all, MessageKind.RECONCILIATION));
    }

    /**
     * What the answer to the sums of a batch says.
     *
     * @param near the day that was sent, for a date without a year
     * @throws UnsendableException this acquirer has none
     */
    public BatchAnswer batchAnswer(IsoMessage answer, LocalDate near) {
        return batch().answer(answer, near);
    }

    private BatchFields batch() {
        BatchFields fields = batch;
        if (fields == null) {
            throw new UnsendableException(0, "the acquirer adds up no batches by messages");
        }
        return fields;
    }

    /** Makes a sign-on, a sign-off or an echo. */
    public Outbound network(Stan stan, String code, Instant sentAt) {
        MessageMap message = profile.message(MessageKind.NETWORK);
        byte[] @Nullable [] all = values.ofNetwork(stan, code, sentAt);
        MatchKey key = new MatchKey(MatchKey.NETWORK, "", stan);
        return new Outbound(
                key,
                message.request(),
                shown(all),
                message.answers(),
                pack(message.request(), all, MessageKind.NETWORK));
    }

    /**
     * Makes our answer to a message that the host began: what it gave, given back.
     *
     * @param check check value of a new key, put into the profile's field for it in hexadecimal digits; empty for none
     * @throws UnsendableException a field does not fit
     */
    public Outbound answer(NetworkRequest request, String responseCode, Octets check) {
        char answers = (char) (request.type().charAt(2) + 1);
        String type = request.type().substring(0, 2) + answers + request.type().substring(3);
        byte[] @Nullable [] all = new byte[Layout.FIELD_MAX + 1][];
        request.echoed().forEach((field, text) -> all[field] = value(field, text));
        all[RESPONSE_CODE] = Text.ascii(responseCode);
        int checkField = profile.session().host().checkField();
        if (!check.isEmpty() && checkField > 0) {
            // As the host writes its own: in digits, whatever the field's type.
            all[checkField] = Text.ascii(check.hex());
        }
        Stan stan = new Stan(Integer.parseInt(request.echoed().getOrDefault(STAN, "")));
        MatchKey key = new MatchKey(MatchKey.NETWORK, "", stan);
        return new Outbound(key, type, shown(all), Set.of(), pack(type, all, MessageKind.NETWORK));
    }

    /** Whether making and reading a message may wait for a module that has the key: not for a link's thread. */
    public boolean waits() {
        return mac != null && mac.waits();
    }

    /**
     * Reads whatever the host sends: an answer, or a network message that it began.
     *
     * @throws MacRejectedException its authentication code is wrong or missing
     * @throws MalformedMessageException it is none of this profile
     */
    public Inbound read(byte[] frame) {
        List<Part> parts = new ArrayList<>(PARTS_USUAL);
        String type = walk(frame, parts);
        return type.equals(profile.message(MessageKind.NETWORK).request())
                ? new Inbound.Request(request(type, frame, parts))
                : new Inbound.Answer(answer(type, frame, parts));
    }

    /**
     * Reads an answer.
     *
     * @throws MacRejectedException its authentication code is wrong or missing
     * @throws MalformedMessageException it is none of this profile
     */
    public IsoMessage decode(byte[] frame) {
        List<Part> parts = new ArrayList<>(PARTS_USUAL);
        return answer(walk(frame, parts), frame, parts);
    }

    private IsoMessage answer(String type, byte[] frame, List<Part> parts) {
        List<Integer> mustHold = held.get(type);
        if (mustHold == null) {
            throw new MalformedMessageException(0, 0, "a message type that answers nothing");
        }
        MacCover cover = mac;
        if (cover != null && authenticated.contains(type)) {
            cover.check(frame, parts);
        }
        SortedMap<Integer, String> fields = new TreeMap<>();
        TlvSet issuerData = TlvSet.empty();
        for (Part part : parts) {
            if (SEEN.get(part.field())) {
                fields.put(part.field(), seen(frame, part));
            } else if (part.field() == CHIP) {
                issuerData = forTheCard(frame, part);
            } else if (part.field() > 1 && part.field() == profile.capture().adviceField()
                    || isBatchNumber(type, part.field())) {
                fields.put(part.field(), text(shape(part.field()).value(frame, part)));
            }
        }
        for (int field : mustHold) {
            if (!fields.containsKey(field)) {
                throw new MalformedMessageException(field, frame.length, "an answer without it");
            }
        }
        return new IsoMessage(type, fields, issuerData);
    }

    private boolean isBatchNumber(String type, int field) {
        BatchFields fields = batch;
        return fields != null
                && field == fields.number()
                && fields.message().answers().contains(type);
    }

    private NetworkRequest request(String type, byte[] frame, List<Part> parts) {
        Set<Integer> ours = profile.message(MessageKind.NETWORK).fields().keySet();
        SortedMap<Integer, String> echoed = new TreeMap<>();
        SortedMap<Integer, Octets> keys = new TreeMap<>();
        for (Part part : parts) {
            if (ours.contains(part.field())) {
                echoed.put(
                        part.field(),
                        shape(part.field()).kind() == Content.Kind.BYTES
                                ? Octets.of(shape(part.field()).value(frame, part))
                                        .hex()
                                : seen(frame, part));
            }
            if (profile.session().host().keyFields().contains(part.field())) {
                keys.put(part.field(), Octets.of(shape(part.field()).value(frame, part)));
            }
        }
        String code = echoed.getOrDefault(networkCode, "");
        if (code.isEmpty()) {
            throw new MalformedMessageException(networkCode, frame.length, "a network message without a code");
        }
        if (!echoed.containsKey(STAN)) {
            throw new MalformedMessageException(STAN, frame.length, "a network message without it");
        }
        return new NetworkRequest(type, code, echoed, keys);
    }

    /**
     * Walks over a message of any type, a request too.
     *
     * @param parts gets what could be read, in order
     */
    String walk(byte[] frame, List<Part> parts) {
        if (frame.length < BYTES_MIN) {
            throw new MalformedMessageException(-1, frame.length, "shorter than type and bitmap");
        }
        if (frame.length > profile.frameBytesMax()) {
            throw new MalformedMessageException(
                    -1,
                    profile.frameBytesMax(),
                    "longer than the " + profile.frameBytesMax() + " bytes of the profile");
        }
        return layout.read(frame, parts);
    }

    Profile profile() {
        return profile;
    }

    /** The shape of a field that was read. */
    FieldShape shape(int field) {
        FieldShape shape = layout.shape(field);
        if (shape == null) {
            throw new IllegalArgumentException("the profile has no field " + field);
        }
        return shape;
    }

    private byte[] pack(String type, byte[] @Nullable [] all, MessageKind kind) {
        Mac rule = profile.mac();
        boolean sealed = rule != null && rule.messages().contains(kind);
        if (sealed) {
            all[MacCover.field(highest(all))] = new byte[Mac.FIELD_BYTES];
        }
        byte[] packed = layout.write(type, all);
        if (packed.length > profile.frameBytesMax()) {
            throw new UnsendableException(0, "message is longer than the profile allows");
        }
        MacCover cover = mac;
        if (sealed && cover != null) {
            List<Part> parts = new ArrayList<>(PARTS_USUAL);
            layout.read(packed, parts);
            cover.seal(packed, parts);
        }
        return packed;
    }

    private byte[] value(int field, String text) {
        FieldShape shape = layout.shape(field);
        return shape != null && shape.kind() == Content.Kind.BYTES
                ? HexFormat.of().parseHex(text)
                : Text.ascii(text);
    }

    /** What may be seen of what goes out: arrays of its own, for the others are wiped. */
    private static byte[] @Nullable [] shown(byte[] @Nullable [] all) {
        byte[] @Nullable [] shown = new byte[all.length][];
        for (int field = 2; field < all.length; field++) {
            byte[] value = all[field];
            if (value != null && SEEN.get(field)) {
                shown[field] = value.clone();
            }
        }
        return shown;
    }

    private static int highest(byte[] @Nullable [] all) {
        int highest = all.length - 1;
        while (highest > 0 && all[highest] == null) {
            highest--;
        }
        return highest;
    }

    private String seen(byte[] frame, Part part) {
        String text = text(shape(part.field()).value(frame, part));
        // Whatever a packager calls them, these two are numbers.
        boolean number = part.field() == AMOUNT || part.field() == STAN;
        if (number && !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedMessageException(part.field(), part.from(), "is no number");
        }
        if (part.field() == STAN && (text.length() > 6 || Integer.parseInt(text) == 0)) {
            throw new MalformedMessageException(STAN, part.from(), "an impossible STAN");
        }
        return text;
    }

    private TlvSet forTheCard(byte[] frame, Part part) {
        byte[] value = shape(CHIP).value(frame, part);
        try {
            Octets field = chipAsText ? Octets.ofHex(text(value)) : Octets.of(value);
            Octets tags = profile.chip()
                    .unwrapped(field)
                    .orElseThrow(() -> new MalformedMessageException(CHIP, part.from(), "another wrapper"));
            return IssuerObjects.read(tags, FOR_THE_CARD);
        } catch (MalformedTlvException | IllegalArgumentException e) {
            throw new MalformedMessageException(CHIP, part.from(), "issuer data that cannot be read");
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.US_ASCII);
    }

    private static BitSet fields(int... numbers) {
        BitSet fields = new BitSet();
        for (int number : numbers) {
            fields.set(number);
        }
        return fields;
    }

    private static List<Integer> both(List<Integer> some, List<Integer> others) {
        List<Integer> all = new ArrayList<>(some);
        others.stream().filter(field -> !all.contains(field)).forEach(all::add);
        return List.copyOf(all);
    }

    private void mustBePackable(int field) {
        if (layout.shape(field) == null) {
            throw new ProfileHoleException(profile.name(), "the packager has no field " + field);
        }
    }
}
