package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Sealer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Prints figures and judges none: {@code -Dtidegate.figures=true}. One thread, its own CPU time. */
@EnabledIfSystemProperty(named = "tidegate.figures", matches = "true")
final class SpeedFiguresTest {
    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 3_000;
    private static final int RECORDS = 60_000;

    @TempDir
    Path folder;

    private final Recipient recipient = Recipient.create();
    private final Sealer.Contents contents = kilobyte();

    @Test
    void seal_andOpen_figures() {
        HpkeSealer sealer = recipient.sealer();
        SealedBody sealed = sealer.sealForJournal(contents);
        BodyOpener opener = recipient.opener();

        print("seal, twice and compared, 1 KiB", () -> sealer.sealForJournal(contents));
        print("one bare HPKE seal, 1 KiB", this::bare);
        print(
                "open, 1 KiB",
                () -> opener.open(sealed, Samples.TILL, contents.payment(), Purpose.JOURNAL)
                        .close());

        assertThat(sealed.ciphertext().length()).isEqualTo(1_024 + 16);
    }

    @Test
    void chain_figures() {
        Tape tape = Tape.started(folder);
        Octets first = tape.records.getFirst();
        TillChain chain = TillChain.enrolled(Samples.TILL, Samples.secret());
        RecordGate gate = new RecordGate((till, seq) -> null);

        print("make a record", () -> tape.append(Samples.shown(1)));
        print("accept a record at the gate", () -> gate.accept(first, chain));
    }

    /** A kilobyte each and more: a sale's summary and a body of 1,024 bytes. */
    @Test
    void verify_figures() {
        Mint mint = new Mint(Samples.TILL);
        List<Octets> records = new ArrayList<>(List.of(mint.next(new JournalEntry.EpochOpen(0, 0))));
        SealedBody body = new SealedBody(1, Samples.bytes(8, 3), Samples.bytes(65, 4), Samples.bytes(1_040, 5));
        ChainKey key = ChainKey.first(Samples.TILL, Samples.secret()).at(1);
        while (records.size() < RECORDS) {
            JournalEntry sale = new JournalEntry.Stored(
                    Samples.payment(1), Samples.sale(), StoredKind.DEFERRED_AUTHORISATION, body);
            key = key.next();
            records.add(mint.next(sale, key));
        }

        System.out.println("figures: a record has " + records.getLast().length() + " bytes");
        for (int round = 0; round < 6; round++) {
            rate("gate, links and MACs", records, this::throughTheGate);
            rate(
                    "verifier, links alone",
                    records,
                    all -> verified(all, new ChainVerifier(SignatureCheck.notAnchored(), ChainReceipt.none(), null)));
        }
    }

    private void throughTheGate(List<Octets> records) {
        GateBench gate = new GateBench(Samples.TILL);
        for (Octets record : records) {
            if (!(gate.take(record) instanceof Acceptance.Accepted)) {
                throw new IllegalStateException("not accepted");
            }
        }
    }

    private static void verified(List<Octets> records, ChainVerifier verifier) {
        for (Octets record : records) {
            if (!(verifier.next(record) instanceof ChainVerifier.Finding.Good)) {
                throw new IllegalStateException("not good");
            }
        }
    }

    private static void rate(String what, List<Octets> records, Consumer<List<Octets>> work) {
        long before = cpuNanos();
        work.accept(records);
        long perSecond = records.size() * 1_000_000_000L / Math.max(1, cpuNanos() - before);
        System.out.println("figures: " + what + ": " + perSecond + " records a CPU-second");
    }

    private void bare() {
        Hpke hpke = new Hpke(Suite.P256);
        try {
            hpke.seal(recipient.key().point(), new byte[60], new byte[1_024], hpke.ephemeral());
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sealer.Contents kilobyte() {
        FrozenTags tags = new FrozenTags(Samples.tags().tags().with(new Tag(0x9F7C), Samples.bytes(700, 1)));
        return new Sealer.Contents(Samples.payment(1), Samples.card(), tags, Samples.AMOUNT, Samples.NOON);
    }

    private static void print(String what, Runnable work) {
        repeat(work, WARM_UP);
        long before = cpuNanos();
        repeat(work, MEASURED);
        long perSecond = MEASURED * 1_000_000_000L / Math.max(1, cpuNanos() - before);
        System.out.println("figures: " + what + ": " + perSecond + " a CPU-second");
    }

    private static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
