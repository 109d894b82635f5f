package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The gateway's word that one till may bring one export of another till's journal.
 *
 * <pre>
 * CBOR map
 *   1  version = 1
 *   2  grant id   bytes 16, random
 *   3  from       bytes 16, the till whose journal it is
 *   4  to         bytes 16, the till that brings it
 *   5  issued at  unsigned, ms
 *   6  not after  unsigned, ms: it is used for the first time until then
 * </pre>
 */
public record AdoptionGrant(UUID id, TillId from, TillId to, Instant issuedAt, Instant notAfter) {
    private static final int VERSION = 1;
    private static final int ID_BYTES = 16;

    public AdoptionGrant {
        boolean whole = issuedAt.equals(issuedAt.truncatedTo(ChronoUnit.MILLIS))
                && notAfter.equals(notAfter.truncatedTo(ChronoUnit.MILLIS));
        if (from.equals(to) || !notAfter.isAfter(issuedAt) || issuedAt.toEpochMilli() < 0 || !whole) {
            throw new IllegalArgumentException("a grant goes from one till to another and lasts a while");
        }
    }

    byte[] encode() {
        return new CborWriter()
                .number(1, VERSION)
                .octets(2, RecordFrame.bytes(id))
                .octets(3, RecordFrame.bytes(from.value()))
                .octets(4, RecordFrame.bytes(to.value()))
                .number(5, issuedAt.toEpochMilli())
                .number(6, notAfter.toEpochMilli())
                .map();
    }

    /** Reads any bytes; a {@link Rejection} where the writer would not have written them. */
    static AdoptionGrant decode(byte[] content) {
        CborMap in = CborMap.read(content);
        if (in.number(1) != VERSION) {
            throw CborMap.rejection();
        }
        try {
            AdoptionGrant grant = new AdoptionGrant(
                    uuid(in.octets(2)),
                    new TillId(uuid(in.octets(3))),
                    new TillId(uuid(in.octets(4))),
                    Instant.ofEpochMilli(in.number(5)),
                    Instant.ofEpochMilli(in.number(6)));
            in.end();
            return grant;
        } catch (IllegalArgumentException e) {
            throw CborMap.rejection();
        }
    }

    private static UUID uuid(Octets bytes) {
        if (bytes.length() != ID_BYTES) {
            throw CborMap.rejection();
        }
        ByteBuffer read = ByteBuffer.wrap(bytes.toByteArray());
        return new UUID(read.getLong(), read.getLong());
    }
}
