package dev.tidegate.bench;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.Acceptance;
import dev.tidegate.crypto.BodyOpener;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.crypto.Purpose;
import dev.tidegate.crypto.RecipientBundle;
import dev.tidegate.crypto.RecordGate;
import dev.tidegate.crypto.TillChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;

/** One till and its gateway, without disk or wire between them: what is sealed here is opened and accepted here. */
final class Workbench {
    private static final int BODY_BYTES = 1_024;
    private static final int TAG_BYTES = 16;

    private final Path folder;
    private final GatewayKeys keys;
    private final HpkeSealer sealer;
    private final BodyOpener opener;
    private final RecordGate gate = new RecordGate((till, seq) -> null);
    private final TillChain chain;
    private final Sealer.Contents contents = Sample.kilobyte();
    private final SealedBody sealed;
    private final Octets shown;
    private final byte[] shownBytes;
    private final Octets stored;

    private Workbench(Path folder) {
        this.folder = folder;
        GatewayHome home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        this.keys = home.keys();
        RecipientBundle bundle = new RecipientBundle(1, Instant.EPOCH, keys.recipients());
        this.sealer = new HpkeSealer(() -> bundle, Sample.TILL, InstantSource.system());
        this.opener = new BodyOpener(keys.recipientKeys());
        this.sealed = sealer.sealForJournal(contents);
        byte[] secret = new byte[32];
        this.chain = TillChain.enrolled(Sample.TILL, secret);
        this.shown = first(folder.resolve("one"), secret, new JournalEntry.Shown(contents.payment()));
        this.shownBytes = shown.toByteArray();
        JournalEntry sale =
                new JournalEntry.Stored(contents.payment(), Sample.sale(), StoredKind.DEFERRED_AUTHORISATION, sealed);
        this.stored = first(folder.resolve("two"), secret, sale);
    }

    static Workbench open() {
        try {
            return new Workbench(Files.createTempDirectory("tidegate-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SealedBody seal() {
        return sealer.sealForJournal(contents);
    }

    OpenedBody openBody() {
        OpenedBody body = opener.open(sealed, Sample.TILL, contents.payment(), Purpose.JOURNAL);
        body.close();
        return body;
    }

    Acceptance acceptShown() {
        return gate.accept(shown, chain);
    }

    Acceptance acceptStored() {
        return gate.accept(stored, chain);
    }

    byte[] record() {
        return shownBytes;
    }

    /** @throws IllegalStateException what is measured is not what the table says */
    void prove() {
        if (sealed.ciphertext().length() != BODY_BYTES + TAG_BYTES) {
            throw new IllegalStateException("the body is not padded to 1 KiB");
        }
        openBody();
        if (!(acceptShown() instanceof Acceptance.Accepted) || !(acceptStored() instanceof Acceptance.Accepted)) {
            throw new IllegalStateException("the gate does not accept its own records");
        }
    }

    /** Deletes the keys again. */
    void close() throws IOException {
        keys.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Octets first(Path state, byte[] secret, JournalEntry entry) {
        TillId till = Sample.TILL;
        ChainSeal.enrol(state, till, secret);
        try (ChainSeal seal = ChainSeal.load(state, till, Workbench::nobody)) {
            seal.open(new UUID(1, 2));
            return seal.next(entry, Sample.NOON).raw();
        }
    }

    private static ChainSigner nobody() {
        throw new IllegalStateException("no signed record is measured");
    }
}
