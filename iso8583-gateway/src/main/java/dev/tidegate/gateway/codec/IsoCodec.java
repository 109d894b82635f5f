package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.IssuerObjects;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.profile.FieldSource;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.Session.HostRequests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOUtil;
import org.jpos.iso.packager.GenericPackager;

/**
 * Makes messages and reads them, by one profile. Safe to use from several threads.
 *
 * <p>jPOS packs a letter as two wrong digits, reads nibbles that are none, ignores what is left over, and takes any
 * message type. So each text is held against its field's shape first, whatever was packed is read back, and whatever
 * was read is packed again: it must be the same bytes.
 */
public final class IsoCodec {
    /** Message type and one bitmap. */
    private static final int BYTES_MIN = 10;

    private static final int TYPE = 0;
    private static final int STAN = 11;
    private static final int TRACK_2 = 35;
    private static final int RESPONSE_CODE = 39;
    private static final int CHIP = 55;
    /** What may be seen of an answer. Number, expiry, track, PIN block and all that is private stay behind. */
    private static final Set<Integer> SEEN = Set.of(3, 4, 7, 11, 12, 13, 37, 38, 39, 41, 42, 49, 70);

    private static final Set<Tag> FOR_THE_CARD = Set.of(
            Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2, Tag.AUTHORISATION_RESPONSE_CODE);

    private final Profile profile;
    private final GenericPackager packager;
    private final FieldTexts texts;
    private final Map<Integer, FieldShape> shapes = new HashMap<>();
    private final Map<String, List<Integer>> held = new HashMap<>();
    private final int networkCode;

    /**
     * Reads the profile's packager and holds it against the profile's messages.
     *
     * @throws ProfileHoleException the packager cannot be read, or lacks a field that a message has
     */
    public IsoCodec(Profile profile) {
        this.profile = profile;
        this.packager = packager(profile);
        this.texts = new FieldTexts(profile);
        for (int field = 2; field <= 128; field++) {
            if (packager.getFieldPackager(field) != null) {
                shapes.put(field, FieldShape.of(packager.getFieldPackager(field)));
            }
        }
        for (MessageKind kind : MessageKind.values()) {
            MessageMap message = profile.message(kind);
            message.fields().keySet().forEach(this::mustBePackable);
            message.answerHolds().forEach(this::mustBePackable);
            message.answers().forEach(type -> held.put(type, message.answerHolds()));
        }
        HostRequests host = profile.session().host();
        host.keyFields().forEach(this::mustBePackable);
        if (host.checkField() > 0) {
            mustBePackable(host.checkField());
        }
        this.networkCode = profile.message(MessageKind.NETWORK).holding(FieldSource.NETWORK_CODE);
    }

    /**
     * Makes a message about a sale.
     *
     * @param card its digits are copied into the message, and nowhere else
     * @return the caller closes it once it was written
     * @throws UnsendableException it cannot be made of these facts
     */
    public Outbound sale(SaleFacts facts, ClearCard card) {
        MessageMap message = profile.message(facts.kind());
        String type = facts.repeat() && !message.repeat().isEmpty() ? message.repeat() : message.request();
        MatchKey key = new MatchKey(type.charAt(1), facts.terminal().tid(), facts.stan());
        SortedMap<Integer, String> fields = texts.of(facts, card);
        return new Outbound(key, type, seen(fields), message.answers(), pack(type, fields));
    }

    /** Makes a sign-on or an echo. */
    public Outbound network(Stan stan, String code, Instant sentAt) {
        MessageMap message = profile.message(MessageKind.NETWORK);
        String type = message.request();
        SortedMap<Integer, String> fields = texts.ofNetwork(stan.toString(), code, sentAt);
        MatchKey key = new MatchKey(MatchKey.NETWORK, "", stan);
        return new Outbound(key, type, seen(fields), message.answers(), pack(type, fields));
    }

    /**
     * Makes our answer to a message that the host began: what it gave, given back.
     *
     * @param check check value of a new key, put into the profile's field for it; empty for none
     * @throws UnsendableException a field does not fit
     */
    public Outbound answer(NetworkRequest request, String responseCode, Octets check) {
        String type = request.type().substring(0, 2) + (char) (request.type().charAt(2) + 1) + request.type().substring(3);
        SortedMap<Integer, String> fields = new TreeMap<>(request.echoed());
        fields.put(RESPONSE_CODE, responseCode);
        int checkField = profile.session().host().checkField();
        if (!check.isEmpty() && checkField > 0) {
            fields.put(checkField, check.hex());
        }
        MatchKey key = new MatchKey(MatchKey.NETWORK, "", new Stan(Integer.parseInt(fields.getOrDefault(STAN, "0"))));
        return new Outbound(key, type, seen(fields), Set.of(), pack(type, fields));
    }

    /**
     * Reads whatever the host sends: an answer, or a network message that it began.
     *
     * @throws MalformedMessageException it is none of this profile
     */
    public Inbound read(byte[] frame) {
        ISOMsg message = unpack(frame);
        return type(message).equals(profile.message(MessageKind.NETWORK).request())
                ? new Inbound.Request(request(message))
                : new Inbound.Answer(answer(message));
    }

    /**
     * Reads an answer.
     *
     * @throws MalformedMessageException it is none of this profile
     */
    public IsoMessage decode(byte[] frame) {
        return answer(unpack(frame));
    }

    private IsoMessage answer(ISOMsg message) {
        String type = type(message);
        List<Integer> mustHold = held.get(type);
        if (mustHold == null) {
            throw new MalformedMessageException("a message type that answers nothing");
        }
        SortedMap<Integer, String> fields = fields(message);
        for (int field : mustHold) {
            if (!fields.containsKey(field)) {
                throw new MalformedMessageException("an answer without field " + field);
            }
        }
        mustHaveStan(fields);
        return new IsoMessage(type, fields, forTheCard(message));
    }

    private NetworkRequest request(ISOMsg message) {
        mustHaveStan(fields(message));
        SortedMap<Integer, String> echoed = new TreeMap<>();
        profile.message(MessageKind.NETWORK).fields().keySet().stream()
                .filter(message::hasField)
                .forEach(field -> echoed.put(field, text(message, field)));
        String code = echoed.getOrDefault(networkCode, "");
        if (code.isEmpty()) {
            throw new MalformedMessageException("a network message without a code");
        }
        SortedMap<Integer, Octets> keys = new TreeMap<>();
        profile.session().host().keyFields().stream()
                .filter(message::hasField)
                .forEach(field -> keys.put(field, Octets.of(message.getBytes(field))));
        return new NetworkRequest(type(message), code, echoed, keys);
    }

    /** What may be seen; every field's shape is looked at. */
    private SortedMap<Integer, String> fields(ISOMsg message) {
        SortedMap<Integer, String> fields = new TreeMap<>();
        for (int field = 2; field <= message.getMaxField(); field++) {
            if (message.hasField(field)) {
                checkShape(message, field);
                if (SEEN.contains(field)) {
                    fields.put(field, message.getString(field));
                }
            }
        }
        return fields;
    }

    private static void mustHaveStan(SortedMap<Integer, String> fields) {
        if (Integer.parseInt(fields.getOrDefault(STAN, "0")) == 0) {
            throw new MalformedMessageException("a message with an impossible STAN");
        }
    }

    private static String type(ISOMsg message) {
        return String.valueOf(message.getString(TYPE));
    }

    private static SortedMap<Integer, String> seen(SortedMap<Integer, String> fields) {
        SortedMap<Integer, String> seen = new TreeMap<>(fields);
        seen.keySet().retainAll(SEEN);
        return seen;
    }

    private byte[] pack(String type, SortedMap<Integer, String> fields) {
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        try {
            message.setMTI(type);
            for (Map.Entry<Integer, String> e : fields.entrySet()) {
                int field = e.getKey();
                FieldShape shape = shapes.get(field);
                if (shape == null || !shape.fits(e.getValue(), field == TRACK_2)) {
                    throw new UnsendableException(field, "does not fit its shape");
                }
                if (shape.kind() == FieldShape.Kind.BYTES) {
                    message.set(field, HexFormat.of().parseHex(e.getValue()));
                } else {
                    message.set(field, e.getValue());
                }
            }
            byte[] packed = message.pack();
            if (packed.length > profile.frameBytesMax()) {
                throw new UnsendableException(0, "message is longer than the profile allows");
            }
            mustReadBack(packed, type, fields);
            return packed;
        } catch (ISOException e) {
            // jPOS quotes values in its messages; they end here.
            throw new UnsendableException(0, "message cannot be packed");
        }
    }

    private void mustReadBack(byte[] packed, String type, SortedMap<Integer, String> fields) throws ISOException {
        ISOMsg again = new ISOMsg();
        again.setPackager(packager);
        int used = again.unpack(packed);
        boolean same = used == packed.length && type.equals(again.getMTI());
        for (Map.Entry<Integer, String> e : fields.entrySet()) {
            same &= e.getValue().equals(text(again, e.getKey()));
        }
        if (!same) {
            throw new UnsendableException(0, "message does not read back as it was packed");
        }
    }

    private ISOMsg unpack(byte[] frame) {
        if (frame.length < BYTES_MIN || frame.length > profile.frameBytesMax()) {
            throw new MalformedMessageException("a message of an impossible length");
        }
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        try {
            if (message.unpack(frame) != frame.length) {
                throw new MalformedMessageException("bytes are left over");
            }
            ISOMsg again = (ISOMsg) message.clone();
            again.setPackager(packager);
            if (!Arrays.equals(again.pack(), frame)) {
                throw new MalformedMessageException("packed otherwise than the profile says");
            }
            return message;
        } catch (ISOException e) {
            throw new MalformedMessageException("fields that cannot be read");
        } catch (RuntimeException e) {
            if (e instanceof MalformedMessageException ours) {
                throw ours;
            }
            // Hostile lengths make jPOS fail in many ways; to us they are one.
            throw new MalformedMessageException("fields that cannot be read");
        }
    }

    private void checkShape(ISOMsg message, int field) {
        FieldShape shape = shapes.get(field);
        if (shape == null || !shape.fits(text(message, field), field == TRACK_2)) {
            throw new MalformedMessageException("field " + field + " does not fit its shape");
        }
    }

    private String text(ISOMsg message, int field) {
        FieldShape shape = shapes.get(field);
        return shape != null && shape.kind() == FieldShape.Kind.BYTES
                ? ISOUtil.hexString(message.getBytes(field))
                : String.valueOf(message.getString(field));
    }

    private static TlvSet forTheCard(ISOMsg message) {
        if (!message.hasField(CHIP)) {
            return TlvSet.empty();
        }
        try {
            return IssuerObjects.read(Octets.of(message.getBytes(CHIP)), FOR_THE_CARD);
        } catch (MalformedTlvException e) {
            throw new MalformedMessageException("issuer data that cannot be read");
        }
    }

    private void mustBePackable(int field) {
        if (!shapes.containsKey(field)) {
            throw new ProfileHoleException(profile.name(), "the packager has no field " + field);
        }
    }

    private static GenericPackager packager(Profile profile) {
        try (InputStream in = Files.newInputStream(profile.packager())) {
            return new GenericPackager(in);
        } catch (ISOException | IOException e) {
            throw new ProfileHoleException(profile.packager().toString(), "is no packager that can be read");
        }
    }
}
