package dev.tidegate.crypto;

import dev.tidegate.core.payment.JournalEntry;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Good inputs for {@link FuzzTarget}: one of each kind that the writers make. */
final class FuzzSeeds {
    private FuzzSeeds() {}

    static List<byte[]> records() {
        return entries()
                .map(entry -> {
                    RecordHeader header = new RecordHeader(
                            entry.type(),
                            0,
                            Samples.TILL,
                            new UUID(1, 2),
                            7,
                            Samples.NOON.toEpochMilli(),
                            Summary.payment(entry),
                            RecordFrame.genesis(Samples.TILL));
                    return RecordFrame.write(header, Summary.write(entry), Summary.body(entry))
                            .withMac(new byte[RecordFrame.MAC_BYTES])
                            .toByteArray();
                })
                .toList();
    }

    static List<byte[]> maps() {
        return entries().map(Summary::write).toList();
    }

    static List<byte[]> bodies() {
        return Stream.of(true, false)
                .map(track -> Body.write(Samples.card(), Samples.tags(), Samples.AMOUNT, Samples.NOON, track))
                .toList();
    }

    private static Stream<JournalEntry> entries() {
        return Stream.of(
                Samples.stored(1),
                new JournalEntry.Asked(Samples.payment(1), Samples.sale(), Samples.body()),
                Samples.shown(1),
                new JournalEntry.Result(Samples.captured(1)),
                new JournalEntry.EpochOpen(3, 5));
    }
}
