package dev.tidegate.crypto;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyBlock;
import dev.tidegate.crypto.payment.KeyBlockHeader;
import dev.tidegate.crypto.payment.KeySlot;
import dev.tidegate.crypto.payment.OptionalBlock;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/** Good inputs for {@link FuzzTarget}: one of each kind that the writers make. */
final class FuzzSeeds {
    static final PaymentKey PROTECTION = PaymentKey.aes(Samples.ascii("sixteen bytes 16"));
    static final PaymentKey TDES = PaymentKey.tdes(Samples.ascii("bytes of 2 times"), TdesSwitch.on());
    static final KeySlot SLOT = new KeySlot(KeyAlgorithm.AES, Set.of("D0"), Set.of('B'), false);

    private FuzzSeeds() {}

    /** The one of the slot, one for another usage, and one with optional blocks. */
    static List<byte[]> keyBlocks() {
        OptionalBlock labelled = new OptionalBlock("LB", "0123456789");
        KeyBlockHeader plain = KeyBlockHeader.ofAes("D0", KeyAlgorithm.AES, 'B');
        KeyBlockHeader other = KeyBlockHeader.ofAes("M6", KeyAlgorithm.AES, 'C');
        KeyBlockHeader optional =
                new KeyBlockHeader('D', "D0", KeyAlgorithm.AES, 'B', "00", 'N', '0', List.of(labelled));
        return Stream.of(plain, other, optional)
                .map(header -> KeyBlock.seal(header, PROTECTION, PROTECTION, new SplittableRandom(1)))
                .toList();
    }

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
                            Summary.notAfterMillis(entry),
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

    /** One from the beginning, with a signed checkpoint, and one of a till that has lost records. */
    static List<byte[]> exports() {
        try {
            Path folder = Files.createTempDirectory("tidegate-fuzz");
            return List.of(
                    Files.readAllBytes(Exports.of(folder.resolve("whole"), Exports.journal(folder, 1))),
                    Files.readAllBytes(Exports.of(folder.resolve("lossy"), Exports.lossy(folder, 2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
