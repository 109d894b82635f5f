package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes records as somebody does who holds a till's chain key: good ones, and whatever else such a one may want. */
final class Mint {
    final TillId till;
    UUID epoch = UUID.fromString("22222222-3333-4444-8555-666666666666");
    long seq;
    Octets link;

    Mint(TillId till) {
        this.till = till;
        this.link = RecordFrame.genesis(till);
    }

    /** One that goes on from the same place in its own way. */
    Mint fork() {
        Mint other = new Mint(till);
        other.epoch = epoch;
        other.seq = seq;
        other.link = link;
        return other;
    }

    /** The next record of a good chain. */
    Octets next(JournalEntry entry) {
        return next(entry, Summary.write(entry), raw -> {});
    }

    /** As above, where many are made: with the key at hand. */
    Octets next(JournalEntry entry, ChainKey key) {
        RecordFrame frame = laidOut(entry, Summary.write(entry));
        byte[] own = frame.link();
        link = Octets.of(own);
        return frame.withMac(key.mac(own));
    }

    /** The next one, its bytes changed before it is linked and MACed. */
    Octets next(JournalEntry entry, byte[] summary, Consumer<ByteBuffer> change) {
        byte[] raw =
                laidOut(entry, summary).withMac(new byte[RecordFrame.MAC_BYTES]).toByteArray();
        change.accept(ByteBuffer.wrap(raw));
        Octets made = maced(Octets.of(raw), seq);
        link = Octets.of(RecordFrame.read(made).link());
        return made;
    }

    private RecordFrame laidOut(JournalEntry entry, byte[] summary) {
        boolean loss = entry instanceof JournalEntry.EpochOpen open && open.reportsLoss();
        SealedBody body = Summary.body(entry);
        RecordType type = entry.type();
        RecordHeader header = new RecordHeader(
                type,
                loss ? RecordFrame.FLAG_LOSS : 0,
                till,
                epoch,
                ++seq,
                Samples.NOON.toEpochMilli(),
                Summary.payment(entry),
                Summary.notAfterMillis(entry),
                link);
        return RecordFrame.write(header, summary, body);
    }

    /** A record with the MAC that the key of a number gives it. */
    Octets maced(Octets raw, long withKeyOf) {
        RecordFrame frame = RecordFrame.read(raw);
        return frame.withMac(
                ChainKey.first(till, Samples.secret()).at(withKeyOf).mac(frame.link()));
    }
}
