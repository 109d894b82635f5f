package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can happen to the bytes of one record, whole: nothing of it may be accepted. */
final class TamperTest {
    private static final int FUZZED = 20_000;

    @TempDir
    Path folder;

    private GateBench gate;
    private Octets record;

    @BeforeEach
    void start() {
        Tape tape = Tape.started(folder);
        tape.appendStored(4);
        gate = new GateBench(Samples.TILL);
        tape.records.subList(0, 3).forEach(gate::take);
        record = tape.records.get(3);
    }

    @Test
    void accept_everySingleBitFlip_isRefused() {
        Map<String, Integer> verdicts = new TreeMap<>();

        for (int bit = 0; bit < record.length() * 8; bit++) {
            byte[] flipped = record.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            verdicts.merge(name(gate.ask(Octets.of(flipped))), 1, Integer::sum);
        }

        System.out.println("tamper: " + record.length() * 8 + " single-bit flips: " + verdicts);
        assertThat(verdicts).doesNotContainKey("Accepted").containsKeys("BAD_MAC", "Gap", "UNKNOWN_TILL");
        assertThat(gate.ask(record)).as("the record itself").isInstanceOf(Acceptance.Accepted.class);
    }

    // One length is that of a record whose till has let go of the body: its MAC tells.
    @Test
    void accept_everyTruncation_isRefusedOrSetAside() {
        int refused = 0;
        int setAside = 0;

        for (int length = 0; length < record.length(); length++) {
            switch (gate.ask(record.slice(0, length))) {
                case Acceptance.Refused(var code) -> {
                    assertThat(code).isEqualTo("BAD_LENGTH");
                    refused++;
                }
                case Acceptance.SetAside ignored -> setAside++;
                case Acceptance other -> throw new AssertionError("of " + length + " bytes: " + other);
            }
        }

        assertThat(setAside).isEqualTo(1);
        assertThat(refused).isEqualTo(record.length() - 1);
    }

    @Test
    void accept_everyFlipAndTruncationOfEveryType_isRefused() {
        List<Octets> chain = RecordVectors.chain();
        GateBench whole = new GateBench(Samples.TILL);
        long flips = 0;
        long cuts = 0;
        long accepted = 0;
        for (Octets good : chain) {
            for (int bit = 0; bit < good.length() * 8; bit++, flips++) {
                accepted += whole.ask(flipped(good, bit)) instanceof Acceptance.Accepted ? 1 : 0;
            }
            for (int length = 0; length < good.length(); length++, cuts++) {
                accepted += whole.ask(good.slice(0, length)) instanceof Acceptance.Accepted ? 1 : 0;
            }
            assertThat(whole.take(good)).isInstanceOf(Acceptance.Accepted.class);
        }

        System.out.println("tamper: " + chain.size() + " records of every type, signed ones too: " + flips
                + " single-bit flips and " + cuts + " truncations, " + accepted + " accepted");
        assertThat(flips).isEqualTo(8 * cuts);
        assertThat(accepted).isZero();
    }

    // The MAC is behind the links: without the key nobody can say more of it than that it is there.
    @Test
    void next_everyFlipWithoutASecret_isFoundExceptInTheMac() {
        List<Octets> chain = RecordVectors.chain();
        SignatureCheck check = RecordVectors.keys().check();
        int flips = 0;
        int inMacs = 0;
        for (int index = 1; index <= 6; index++) {
            Octets good = chain.get(index);
            for (int bit = 0; bit < good.length() * 8; bit++, flips++) {
                List<Octets> changed = new ArrayList<>(chain.subList(0, index + 2));
                changed.set(index, flipped(good, bit));
                boolean inMac = bit >= (good.length() - RecordFrame.MAC_BYTES) * 8;
                inMacs += inMac ? 1 : 0;
                assertThat(isGood(changed, check))
                        .as("record %d, bit %d", index + 1, bit)
                        .isEqualTo(inMac);
            }
        }

        System.out.println(
                "tamper: without a secret: " + flips + " single-bit flips, all found but the " + inMacs + " in MACs");
        assertThat(inMacs).isEqualTo(6 * 256);
    }

    private static boolean isGood(List<Octets> records, SignatureCheck check) {
        ChainVerifier verifier = new ChainVerifier(check, ChainReceipt.none(), null);
        return records.stream().allMatch(record -> verifier.next(record) instanceof ChainVerifier.Finding.Good);
    }

    private static Octets flipped(Octets raw, int bit) {
        byte[] bytes = raw.toByteArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Octets.of(bytes);
    }

    @Test
    void next_fuzzedJournals_giveOnlyFindings() {
        SplittableRandom chance = new SplittableRandom(20_261_123);
        List<Octets> chain = RecordVectors.chain();
        Map<String, Integer> findings = new TreeMap<>();

        for (int i = 0; i < FUZZED / 4; i++) {
            ChainVerifier verifier = new ChainVerifier(SignatureCheck.notAnchored(), ChainReceipt.none(), null);
            int at = chance.nextInt(7);
            chain.subList(0, at).forEach(verifier::next);
            Octets changed = Octets.of(CborTest.mutate(chain.get(at).toByteArray(), chance));
            String finding = verifier.next(changed) instanceof ChainVerifier.Finding.Bad bad ? bad.code() : "good";
            findings.merge(finding, 1, Integer::sum);
        }

        System.out.println("tamper: " + FUZZED / 4 + " fuzzed records to the verifier: " + findings);
        assertThat(findings).doesNotContainKey("Behind").containsKeys("BAD_LENGTH", "BAD_PAYLOAD");
    }

    @Test
    void accept_everyLengthening_isRefused() {
        for (int more = 1; more < 300; more++) {
            Octets longer = record.plus(Samples.bytes(more, 0));
            assertThat(gate.ask(longer)).isEqualTo(new Acceptance.Refused("BAD_LENGTH"));
        }
    }

    @Test
    void accept_fuzzedRecords_giveOnlyVerdicts() {
        SplittableRandom chance = new SplittableRandom(20_261_122);
        Map<String, Integer> verdicts = new TreeMap<>();

        for (int i = 0; i < FUZZED; i++) {
            byte[] changed = chance.nextInt(4) == 0 ? noise(chance) : CborTest.mutate(record.toByteArray(), chance);
            if (!Arrays.equals(changed, record.toByteArray())) {
                verdicts.merge(name(gate.ask(Octets.of(changed))), 1, Integer::sum);
            }
        }

        System.out.println("tamper: " + FUZZED + " fuzzed records: " + verdicts);
        assertThat(verdicts).doesNotContainKey("Accepted");
    }

    @Test
    void admit_fuzzedRecords_areGoodOrBad() {
        SplittableRandom chance = new SplittableRandom(7);
        Tape tape = Tape.started(folder.resolve("."), Samples.OTHER_TILL);
        tape.appendStored(3);
        List<Octets> records = List.copyOf(tape.records);
        ChainSeal seal = ChainSeal.load(tape.state, Samples.OTHER_TILL);
        int good = 0;

        for (int i = 0; i < FUZZED; i++) {
            Octets changed =
                    Octets.of(CborTest.mutate(records.get(i % records.size()).toByteArray(), chance));
            if (!records.contains(changed)) {
                good += seal.admit(changed) instanceof dev.tidegate.core.port.RecordSeal.Admission.Good ? 1 : 0;
            }
        }

        assertThat(good).as("the keys of all these records exist").isZero();
    }

    private static byte[] noise(SplittableRandom chance) {
        byte[] noise = new byte[chance.nextInt(600)];
        chance.nextBytes(noise);
        if (noise.length > 4 && chance.nextBoolean()) {
            System.arraycopy(Samples.ascii("TGS1\1"), 0, noise, 0, 5);
        }
        return noise;
    }

    private static String name(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.SetAside aside -> aside.code();
            case Acceptance.Refused refused -> refused.code();
            default -> acceptance.getClass().getSimpleName();
        };
    }
}
