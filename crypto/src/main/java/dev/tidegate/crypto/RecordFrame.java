package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Record v1 as bytes: fixed fields and lengths, not yet what they say. Big-endian.
 *
 * <pre>
 * +------------+----------------+--------------+--------------------------+---------+
 * | header 128 | summary 0-2048 | enc 0/65/32  | ciphertext 0 / padded+16 | MAC 32  |
 * +------------+----------------+--------------+--------------------------+---------+
 *
 *  off len
 *    0   4  magic "TGS1"
 *    4   1  version = 1
 *    5   1  type, {@link RecordType#code()}
 *    6   2  flags: bit 0 body holds sensitive authentication data, bit 1 test environment, bit 2 loss reported
 *           (EPOCH_OPEN only); others 0
 *    8   2  suite, 0 where there is no sealed body; 1 = P-256, enc has 65 bytes; 2 = X25519, enc has 32 bytes
 *   10   2  summary length
 *   12   4  body length = enc + ciphertext
 *   16  16  till id
 *   32  16  epoch id, random at every process start
 *   48   8  seq, from 1, never reused
 *   56   8  till's clock, ms, informational
 *   64  16  payment id, zero where none
 *   80   8  id of the recipient key, zero where there is no sealed body
 *   88   8  not after, ms of gateway time: until when a stored sale is sent on, as far as the till knows; 0 where it
 *           knows none, and in every other record; the gateway computes age itself
 *   96  32  link of record seq-1; of the first record: SHA-256("genesis" || till id); of an EPOCH_OPEN that reports a
 *           loss: the newest link that the till knows
 *
 * link = SHA-256("tidegate/saf/v1" || header || SHA-256(summary) || SHA-256(enc || ciphertext))
 * MAC  = HMAC-SHA256(K of seq, link)
 * </pre>
 *
 * <p>Links need no key to be checked, and a body may be dropped while the links stay checkable; the MAC binds
 * everything under the till's chain key. A record whose body was let go has the body's hash in its place; the header
 * still says how long the body was, and no body is as short as a hash:
 *
 * <pre>
 * +------------+----------------+---------------------------------+---------+
 * | header 128 | summary 0-2048 | SHA-256(enc || ciphertext)   32 | MAC 32  |
 * +------------+----------------+---------------------------------+---------+
 * </pre>
 */
final class RecordFrame {
    static final int HEADER_BYTES = 128;
    static final int MAC_BYTES = 32;
    /** The largest summary has under 600 bytes; the next versions have room. */
    static final int SUMMARY_BYTES_MAX = 2_048;

    static final int TAG_BYTES = 16;
    /** What stands for a body that was let go. */
    static final int HASH_BYTES = 32;

    static final int FLAG_SENSITIVE = 1;
    static final int FLAG_TEST = 1 << 1;
    static final int FLAG_LOSS = 1 << 2;

    static final int MAGIC = 0x54475331;
    private static final int VERSION = 1;
    private static final RecordType[] TYPES = RecordType.values();
    private static final byte[] LINK_LABEL = Sha256.label("tidegate/saf/v1");
    private static final byte[] GENESIS_LABEL = Sha256.label("genesis");

    private final byte[] raw;
    private final ByteBuffer fields;
    private final int bodyAt;
    private final int macAt;
    private final boolean bodyGone;

    private RecordFrame(byte[] raw, boolean bodyMayBeGone) {
        this.raw = raw;
        this.fields = ByteBuffer.wrap(raw);
        check(raw.length >= HEADER_BYTES + MAC_BYTES && raw.length <= JournalRecord.BYTES_MAX, "BAD_LENGTH");
        check(fields.getInt(0) == MAGIC, "BAD_MAGIC");
        check(raw[4] == VERSION, "BAD_VERSION");
        check(typeOf(raw[5]) != null, "BAD_TYPE");
        boolean lossAllowed = type() == RecordType.EPOCH_OPEN;
        check((flags() & ~(FLAG_SENSITIVE | FLAG_TEST | (lossAllowed ? FLAG_LOSS : 0))) == 0, "BAD_FLAGS");
        Suite suite = Suite.of(suite());
        check(suite() == 0 || suite != null, "UNKNOWN_SUITE");
        int summary = Short.toUnsignedInt(fields.getShort(10));
        int body = fields.getInt(12);
        int room = raw.length - HEADER_BYTES - MAC_BYTES;
        int enc = suite == null ? 0 : suite.pointBytes();
        check(suite == null ? body == 0 : Padding.isSize(body - enc - TAG_BYTES), "BAD_LENGTH");
        this.bodyGone = bodyMayBeGone && suite != null && room == summary + HASH_BYTES;
        int there = bodyGone ? HASH_BYTES : body;
        check(summary <= SUMMARY_BYTES_MAX && there <= room && summary == room - there, "BAD_LENGTH");
        check(seq() >= 1, "BAD_SEQ");
        this.bodyAt = HEADER_BYTES + summary;
        this.macAt = bodyAt + there;
    }

    /**
     * Reads the fixed fields of untrusted bytes; refuses by a {@link Rejection} named as in {@link Acceptance.Refused}.
     */
    static RecordFrame read(Octets raw) {
        return new RecordFrame(raw.toByteArray(), false);
    }

    /** As {@link #read}, for the till's own records: their bodies may have been let go. */
    static RecordFrame readOwn(Octets raw) {
        return new RecordFrame(raw.toByteArray(), true);
    }

    /** Lays a record out, its MAC still zeros. */
    static RecordFrame write(RecordHeader header, byte[] summary, @Nullable SealedBody body) {
        int bodyBytes = body == null
                ? 0
                : body.encapsulated().length() + body.ciphertext().length();
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + summary.length + bodyBytes + MAC_BYTES);
        out.putInt(MAGIC).put((byte) VERSION).put((byte) header.type().code());
        out.putShort((short) header.flags());
        out.putShort((short) (body == null ? 0 : body.suite()));
        out.putShort((short) summary.length).putInt(bodyBytes);
        put(out, header.till().value());
        put(out, header.epochId());
        out.putLong(header.seq()).putLong(header.wroteAtMillis());
        put(out, header.payment());
        out.put(body == null ? new byte[8] : body.keyId().toByteArray());
        out.putLong(header.notAfterMillis()).put(header.previous().toByteArray());
        out.put(summary);
        if (body != null) {
            out.put(body.encapsulated().toByteArray()).put(body.ciphertext().toByteArray());
        }
        return new RecordFrame(out.array(), false);
    }

    static Octets genesis(TillId till) {
        return Octets.of(Sha256.of(GENESIS_LABEL, bytes(till.value())));
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    RecordType type() {
        RecordType type = typeOf(raw[5]);
        if (type == null) {
            throw new IllegalStateException("the type was checked");
        }
        return type;
    }

    int flags() {
        return Short.toUnsignedInt(fields.getShort(6));
    }

    int suite() {
        return Short.toUnsignedInt(fields.getShort(8));
    }

    TillId till() {
        return new TillId(uuid(16));
    }

    UUID epochId() {
        return uuid(32);
    }

    long seq() {
        return fields.getLong(48);
    }

    long wroteAtMillis() {
        return fields.getLong(56);
    }

    /** All zeros where there is none. */
    UUID payment() {
        return uuid(64);
    }

    Octets keyId() {
        return Octets.of(raw, 80, 8);
    }

    /** 0 where there is none. */
    long notAfterMillis() {
        return fields.getLong(88);
    }

    Octets previous() {
        return Octets.of(raw, 96, 32);
    }

    byte[] summary() {
        return Arrays.copyOfRange(raw, HEADER_BYTES, bodyAt);
    }

    /** How long the sealed body is, or was before it was let go; 0 where there is none. */
    int bodyBytes() {
        return fields.getInt(12);
    }

    /** Whether a hash stands in the sealed body's place. */
    boolean isBodyGone() {
        return bodyGone;
    }

    /** The same record with a hash in its body's place; itself where it has no body. */
    Octets withoutBody() {
        if (suite() == 0 || bodyGone) {
            return Octets.of(raw);
        }
        ByteBuffer out = ByteBuffer.allocate(bodyAt + HASH_BYTES + MAC_BYTES);
        out.put(raw, 0, bodyAt).put(bodyHash()).put(raw, macAt, MAC_BYTES);
        return Octets.of(out.array());
    }

    /** The sealed body, absent where there is none, or none any more. */
    @Nullable
    SealedBody body() {
        Suite suite = Suite.of(suite());
        if (suite == null || bodyGone) {
            return null;
        }
        Octets encapsulated = Octets.of(raw, bodyAt, suite.pointBytes());
        int from = bodyAt + suite.pointBytes();
        return new SealedBody(suite(), keyId(), encapsulated, Octets.of(raw, from, macAt - from));
    }

    byte[] link() {
        byte[] summary = Sha256.of(raw, HEADER_BYTES, bodyAt);
        return Sha256.of(LINK_LABEL, raw, HEADER_BYTES, summary, bodyHash());
    }

    private byte[] bodyHash() {
        return bodyGone ? Arrays.copyOfRange(raw, bodyAt, macAt) : Sha256.of(raw, bodyAt, macAt);
    }

    byte[] mac() {
        return Arrays.copyOfRange(raw, macAt, raw.length);
    }

    /** The whole record with its MAC put in. */
    Octets withMac(byte[] mac) {
        byte[] whole = raw.clone();
        System.arraycopy(mac, 0, whole, macAt, MAC_BYTES);
        return Octets.of(whole);
    }

    /** This record as the rest of the house knows it. */
    JournalRecord record(JournalEntry entry, Octets whole, byte[] link) {
        return new JournalRecord(seq(), Instant.ofEpochMilli(wroteAtMillis()), entry, whole, Octets.of(link));
    }

    private UUID uuid(int at) {
        return new UUID(fields.getLong(at), fields.getLong(at + 8));
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static @Nullable RecordType typeOf(int code) {
        for (RecordType type : TYPES) {
            if (type.code() == code) {
                return type;
            }
        }
        return null;
    }

    private static void check(boolean holds, String code) {
        if (!holds) {
            throw new Rejection(code);
        }
    }
}
