package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The till's place in its chain, as one slot of the state file holds it. Big-endian, 160 bytes:
 *
 * <pre>
 *  off len
 *    0   4  magic "TGCS"
 *    4   1  version = 1
 *    5   3  zeros
 *    8   8  generation, greater at each write
 *   16  16  till id
 *   32  16  epoch id
 *   48   8  next seq
 *   56  32  link of the record before it
 *   88  32  chain key of the next record
 *  120   8  chain key id, the same for all keys of one enrolment
 *  128  32  HMAC-SHA256(chain key of the next record, "tidegate/saf/state" || the 128 bytes before)
 * </pre>
 *
 * <p>The HMAC tells a torn slot from a whole one; it keeps nobody out who can read the file.
 */
final class ChainState {
    static final int BYTES = 160;

    private static final int MAGIC = 0x54474353;
    private static final int VERSION = 1;
    private static final int SIGNED = 128;
    private static final byte[] STATE_LABEL = Sha256.label("tidegate/saf/state");
    private static final byte[] KEY_ID_LABEL = Sha256.label("tidegate/saf/chain-key-id");

    private final TillId till;
    private final UUID epochId;
    private final Octets previous;
    private final ChainKey key;
    private final long keyId;

    /**
     * Takes the key over.
     *
     * @param previous link of the newest durable record
     * @param key of the record after it
     */
    ChainState(TillId till, UUID epochId, Octets previous, ChainKey key, long keyId) {
        this.till = till;
        this.epochId = epochId;
        this.previous = previous;
        this.key = key;
        this.keyId = keyId;
    }

    /** The state before the first record. */
    static ChainState first(TillId till, byte[] secret) {
        ChainKey none = ChainKey.first(till, secret);
        ChainKey first = none.next();
        none.wipe();
        long keyId = ByteBuffer.wrap(Sha256.mac(secret, KEY_ID_LABEL)).getLong();
        return new ChainState(till, new UUID(0, 0), RecordFrame.genesis(till), first, keyId);
    }

    TillId till() {
        return till;
    }

    long nextSeq() {
        return key.seq();
    }

    Octets previous() {
        return previous;
    }

    ChainKey key() {
        return key;
    }

    long keyId() {
        return keyId;
    }

    /** One slot, the caller's own array to wipe. */
    byte[] slot(long generation) {
        byte[] secret = key.bytes();
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putInt(MAGIC).put((byte) VERSION).position(8);
        out.putLong(generation);
        out.put(RecordFrame.bytes(till.value())).put(RecordFrame.bytes(epochId));
        out.putLong(nextSeq())
                .put(previous.toByteArray())
                .put(secret)
                .putLong(keyId)
                .put(Sha256.mac(secret, STATE_LABEL, Arrays.copyOf(out.array(), SIGNED)));
        Wipe.all(secret);
        return out.array();
    }

    /** What a slot holds, absent where it is torn, foreign or empty. */
    static @Nullable ChainState of(byte[] slot) {
        ByteBuffer in = ByteBuffer.wrap(slot);
        byte[] secret = Arrays.copyOfRange(slot, 88, 120);
        byte[] signed = Arrays.copyOf(slot, SIGNED);
        byte[] mac = Sha256.mac(secret, STATE_LABEL, signed);
        Wipe.all(signed);
        boolean ours = in.getInt(0) == MAGIC && in.getInt(4) == VERSION << 24 && generation(slot) > 0;
        boolean whole = MessageDigest.isEqual(mac, Arrays.copyOfRange(slot, SIGNED, BYTES));
        if (!ours || !whole || in.getLong(48) < 1) {
            Wipe.all(secret);
            return null;
        }
        return new ChainState(
                new TillId(new UUID(in.getLong(16), in.getLong(24))),
                new UUID(in.getLong(32), in.getLong(40)),
                Octets.of(slot, 56, 32),
                new ChainKey(in.getLong(48), secret),
                in.getLong(120));
    }

    static long generation(byte[] slot) {
        return ByteBuffer.wrap(slot).getLong(8);
    }
}
