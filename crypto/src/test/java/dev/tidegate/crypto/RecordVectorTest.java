package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Record v1 frozen: a chain with known secrets, byte for byte, and what the gate says to it and to changed copies. Who
 * changes these bytes changes the format, and needs another version number.
 */
final class RecordVectorTest {
    private static final UUID EPOCH = UUID.fromString("22222222-3333-4444-8555-666666666666");
    private static final List<JournalEntry> ENTRIES = List.of(
            new JournalEntry.EpochOpen(0, 0),
            new JournalEntry.Asked(Samples.payment(1), Samples.sale(), Samples.body()),
            new JournalEntry.Answered(
                    Samples.payment(1),
                    Answer.KEPT_CAPTURED,
                    Reason.NONE,
                    new HostReply("00", "123456", "000042", "632600000001")),
            Samples.stored(2),
            Samples.shown(2),
            new JournalEntry.Offered(5),
            new JournalEntry.Voided(Samples.payment(2)),
            new JournalEntry.Result(Samples.captured(1)),
            new JournalEntry.EpochClose(Samples.NOON));

    @TempDir
    Path folder;

    private final JsonNode vectors = Vectors.read("record-v1.json");

    @Test
    void next_theKnownEntries_makesTheKnownBytes() {
        Path state = folder.resolve("chain.state");
        ChainSeal.enrol(state, Samples.TILL, Vectors.hex(vectors, "secret"));
        int compared = 0;

        try (ChainSeal seal = ChainSeal.load(state, Samples.TILL)) {
            seal.open(EPOCH);
            for (JsonNode known : vectors.get("chain")) {
                JournalRecord made = seal.next(ENTRIES.get(compared / 2), Samples.NOON);
                assertThat(made.raw().hex())
                        .isEqualToIgnoringCase(known.get("record").asText());
                assertThat(made.link().hex())
                        .isEqualToIgnoringCase(known.get("link").asText());
                compared += 2;
            }
        }

        Vectors.compared("record v1, made", compared);
        assertThat(compared).isEqualTo(2 * ENTRIES.size());
    }

    @Test
    void accept_theKnownCases_saysTheKnownVerdicts() {
        GateBench gate = new GateBench(Samples.TILL);
        int compared = 0;

        for (JsonNode known : vectors.get("cases")) {
            Octets record = Octets.ofHex(known.get("record").asText());
            assertThat(gate.word(record))
                    .as(known.get("name").asText())
                    .isEqualTo(known.get("expect").asText());
            compared++;
        }

        Vectors.compared("record v1, verdicts in order", compared);
        assertThat(compared).isGreaterThan(ENTRIES.size());
    }
}
