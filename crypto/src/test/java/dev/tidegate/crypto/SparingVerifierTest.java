package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.crypto.ChainVerifier.Finding;
import dev.tidegate.crypto.SignatureCheck.Verdict;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the last signature of a run of links says of the others, and what it does not. */
final class SparingVerifierTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    @TempDir
    private static Path shared;

    private static GatewayHome gateway;
    private static ChainSigner right;
    private static ChainSigner foreign;

    @TempDir
    private Path folder;

    private final List<Octets> records = new ArrayList<>();

    @BeforeAll
    static void enrol() {
        gateway = GatewayHome.init(shared.resolve("gateway"), CLOCK);
        TillHome till = new TillHome(shared.resolve("till"));
        TillHome other = new TillHome(shared.resolve("other"));
        assertThat(gateway.enrolTill(Samples.TILL, till.folder(), CLOCK).lastSeq())
                .isZero();
        assertThat(gateway.enrolTill(Samples.OTHER_TILL, other.folder(), CLOCK).lastSeq())
                .isZero();
        right = till.signer();
        foreign = other.signer();
    }

    @Test
    void finish_allSignedRight_looksAtTheLastAlone() {
        write(List.of(right, right, right), 0);
        ChainVerifier verifier = verifier();

        assertThat(firstBad(verifier)).isEmpty();
        assertThat(verifier.finish()).isEqualTo(Verdict.GOOD);
        assertThat(verifier.looked()).isEqualTo(1);
    }

    @Test
    void next_signedRecordOfTheShortWay_saysThatItWasNotLookedAt() {
        write(List.of(right), 0);
        ChainVerifier verifier = verifier();
        assertThat(verifier.next(records.getFirst())).isInstanceOf(Finding.Good.class);

        assertThat(verifier.next(records.getLast()))
                .isInstanceOfSatisfying(
                        Finding.Good.class, good -> assertThat(good.signature()).isEqualTo(Verdict.COVERED));
    }

    @Test
    void finish_earlierSignatureOfAnotherTill_isCoveredByTheLast() {
        write(List.of(foreign, right), 0);
        ChainVerifier verifier = verifier();

        assertThat(firstBad(verifier)).isEmpty();
        assertThat(verifier.finish()).isEqualTo(Verdict.GOOD);
        assertThat(firstBad(new ChainVerifier(gateway.signatureCheck(), ChainReceipt.none(), null)))
                .as("the long way, over the same records")
                .isEqualTo("FOREIGN_CERTIFICATE");
    }

    @Test
    void finish_lastSignatureOfAnotherTill_isBad() {
        write(List.of(right, foreign), 0);
        ChainVerifier verifier = verifier();

        assertThat(firstBad(verifier)).isEmpty();
        assertThat(verifier.finish()).isEqualTo(Verdict.FOREIGN_CERTIFICATE);
    }

    @Test
    void next_lastSignatureBeforeALossOfAnotherTill_isBadThere() {
        write(List.of(foreign, right), 3);
        ChainVerifier verifier = verifier();

        assertThat(firstBad(verifier)).isEqualTo("FOREIGN_CERTIFICATE");
    }

    @Test
    void finish_noSignatureAtAll_isUnsigned() {
        write(List.of(), 0);
        ChainVerifier verifier = verifier();

        assertThat(firstBad(verifier)).isEmpty();
        assertThat(verifier.finish()).isEqualTo(Verdict.UNSIGNED);
        assertThat(verifier.looked()).isZero();
    }

    private static ChainVerifier verifier() {
        return ChainVerifier.sparing(gateway.signatureCheck(), ChainReceipt.none(), null);
    }

    private String firstBad(ChainVerifier verifier) {
        for (Octets record : records) {
            if (verifier.next(record) instanceof Finding.Bad(var code, var ignored, var expected)) {
                return code;
            }
        }
        return "";
    }

    // EPOCH_OPEN, then a checkpoint of each signer. Behind the first of them so many records are lost, and the next
    // process says so.
    private void write(List<ChainSigner> signers, int lost) {
        Path state = folder.resolve("chain.state");
        ChainSeal.enrol(state, Samples.TILL, Samples.secret());
        List<ChainSigner> rest = new ArrayList<>(signers);
        try (ChainSeal seal = ChainSeal.load(state, Samples.TILL, rest::removeFirst)) {
            assertThat(seal.open(new UUID(1, 1)).lostFrom()).isZero();
            keep(seal, new JournalEntry.EpochOpen(0, 0));
            for (int signer = 0; signer < (lost > 0 ? 1 : signers.size()); signer++) {
                keep(seal, JournalEntry.Checkpoint.unsigned());
            }
            for (int record = 1; record <= lost; record++) {
                seal.next(Samples.shown(record), Samples.NOON);
            }
            seal.durable(records.size() + lost);
            seal.flush();
        }
        if (lost > 0) {
            try (ChainSeal seal = ChainSeal.load(state, Samples.TILL, rest::removeFirst)) {
                records.forEach(seal::admit);
                var recovered = seal.open(new UUID(1, 2));
                assertThat(recovered.lostTo() - recovered.lostFrom() + 1).isEqualTo(lost);
                keep(seal, new JournalEntry.EpochOpen(recovered.lostFrom(), recovered.lostTo()));
                keep(seal, JournalEntry.Checkpoint.unsigned());
            }
        }
    }

    private void keep(ChainSeal seal, JournalEntry entry) {
        records.add(seal.next(entry, Samples.NOON).raw());
    }
}
