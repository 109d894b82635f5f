package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.Sealer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Prints figures and judges none: {@code -Dtidegate.figures=true}. One thread, its own CPU time. */
@EnabledIfSystemProperty(named = "tidegate.figures", matches = "true")
final class SpeedFiguresTest {
    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 3_000;

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
