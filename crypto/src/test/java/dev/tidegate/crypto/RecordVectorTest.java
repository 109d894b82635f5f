package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Record v1 frozen: a chain with known keys, byte for byte, and what gate and verifier say to it and to changed copies.
 * Who changes these bytes changes the format, and needs another version number. {@code -Dtidegate.write=true} writes
 * them. The second verifier, {@code checks/verifier}, reads the same files.
 */
final class RecordVectorTest {
    @TempDir
    Path folder;

    private final TestKeys keys = RecordVectors.keys();
    private final JsonNode vectors = RecordVectors.known();
    private final List<Octets> chain = RecordVectors.chain();

    @Test
    void vectors_madeAgain_areTheKnownBytes() {
        assertThat(new RecordVectors(keys).json().toPrettyString()).isEqualTo(vectors.toPrettyString());
    }

    @Test
    void next_theKnownEntries_makesTheKnownBytes() {
        Path state = folder.resolve("chain.state");
        ChainSeal.enrol(state, Samples.TILL, Vectors.hex(vectors, "secret"));
        int compared = 0;
        ChainSeal seal = ChainSeal.load(state, Samples.TILL);
        for (Octets known : chain) {
            RecordFrame frame = RecordFrame.read(known);
            JournalEntry entry = Summary.read(frame);
            if (entry instanceof JournalEntry.EpochOpen) {
                seal.close();
                seal = ChainSeal.load(state, Samples.TILL);
                chain.subList(0, compared / 2).forEach(seal::admit);
                assertThat(seal.open(frame.epochId()).lostFrom()).isZero();
            }

            JournalRecord made = seal.next(entry, Samples.NOON);
            seal.durable(made.seq());

            assertThat(made.raw()).isEqualTo(known);
            assertThat(made.link().hex())
                    .isEqualToIgnoringCase(
                            vectors.get("chain").get(compared / 2).get("link").asText());
            compared += 2;
        }
        seal.close();

        Vectors.compared("record v1, made", compared);
        assertThat(compared).isEqualTo(2 * 14);
    }

    @Test
    void next_theKnownCases_findsWhatIsWrongWithTheSecret() throws IOException {
        Path secret = Files.write(folder.resolve("secret"), Vectors.hex(vectors, "secret"));

        compare("expect", "at", one -> verdict(one, secret));
    }

    @Test
    void next_theKnownCases_findsWhatIsWrongWithoutASecret() {
        compare("public", "public_at", one -> verdict(one, null));
    }

    @Test
    void accept_theKnownCases_saysTheKnownVerdicts() {
        compare("expect", "at", this::gateVerdict);
    }

    private interface Judge {
        String of(JsonNode one) throws IOException;
    }

    private void compare(String code, String at, Judge judge) {
        int compared = 0;
        for (JsonNode one : vectors.get("cases")) {
            String wanted = one.get(code).asText() + "@" + one.get(at).asInt();
            String found;
            try {
                found = judge.of(one);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            if (found.startsWith("gate ")) {
                wanted = "gate "
                        + (one.has("gate")
                                ? one.get("gate").asText()
                                : one.get(code).asText());
            }
            assertThat(found).as(one.get("name").asText()).isEqualTo(wanted);
            compared++;
        }
        Vectors.compared("record v1, cases, " + code, compared);
        assertThat(compared).isGreaterThan(40);
    }

    private List<Octets> records(JsonNode one) {
        return Vectors.each(one.get("records"))
                .map(text -> RecordVectors.of(text.asText(), chain))
                .toList();
    }

    private String verdict(JsonNode one, @Nullable Path secret) {
        ChainVerifier verifier = new ChainVerifier(keys.check(), receipt(one), secret);
        List<Octets> records = records(one);
        for (int i = 0; i < records.size(); i++) {
            if (verifier.next(records.get(i)) instanceof ChainVerifier.Finding.Bad bad) {
                return bad.code() + "@" + i;
            }
        }
        return (verifier.standing().isBad() ? verifier.standing().name() : "OK") + "@-1";
    }

    // The gate says it of a record, or of the record before.
    private String gateVerdict(JsonNode one) {
        GateBench gate = new GateBench(Samples.TILL);
        for (Octets record : records(one)) {
            String said = switch (gate.take(record)) {
                case Acceptance.Accepted accepted -> accepted.previousBroken() ? "CHAIN_BROKEN" : "OK";
                case Acceptance.Duplicate ignored -> "DUPLICATE";
                case Acceptance.Gap ignored -> "GAP";
                case Acceptance.Fork ignored -> "FORK";
                case Acceptance.SetAside aside -> aside.code();
                case Acceptance.Refused refused -> refused.code();
            };
            if (!said.equals("OK")) {
                return "gate " + said;
            }
        }
        return "gate OK";
    }

    private static ChainReceipt receipt(JsonNode one) {
        JsonNode receipt = one.get("receipt");
        return receipt == null
                ? ChainReceipt.none()
                : new ChainReceipt(
                        receipt.get("seq").asLong(),
                        Octets.of(Vectors.hex(receipt, "link")),
                        new ChainSignature(
                                Octets.of(Vectors.hex(receipt, "signature")),
                                Octets.of(Vectors.hex(receipt, "certificate"))));
    }
}
