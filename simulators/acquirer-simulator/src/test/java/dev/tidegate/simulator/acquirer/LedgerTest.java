package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerBrokenException;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.Tombstone;
import dev.tidegate.simulator.acquirer.books.Totals;
import dev.tidegate.simulator.acquirer.issuer.CardUse;
import dev.tidegate.simulator.acquirer.issuer.CryptogramCheck;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerTest {
    private static final IsoMessage BURIED = Messages.sale(TestCard.APPROVES, 77, 9, "000077");

    @TempDir
    Path folder;

    @Test
    void open_afterARestart_isAsItWas() {
        List<LedgerEntry> entries;
        List<Tombstone> tombstones;
        try (var booth = new Booth(folder)) {
            fill(booth);
            entries = booth.ledger.entries();
            tombstones = booth.ledger.tombstones();
        }

        try (var booth = new Booth(folder)) {
            assertThat(booth.ledger.entries()).isEqualTo(entries);
            assertThat(booth.ledger.tombstones()).isEqualTo(tombstones);
        }
    }

    @Test
    void open_afterARestart_stillKnowsRepeatsCountersAndTombstones() {
        try (var booth = new Booth(folder)) {
            fill(booth);
        }

        try (var booth = new Booth(folder)) {
            assertThat(booth.code(Messages.repeated(Messages.advice()))).isEqualTo("00");
            assertThat(booth.code(Messages.advice(TestCard.OFFLINE, 500, 7, "000022")))
                    .isEqualTo("82");
            assertThat(booth.code(BURIED)).isEqualTo("05");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"event\":\"boo", "{\"event\":\"booked\"}\n", "\u0000\u0000\n", "\n"})
    void open_tornLastLine_isCutOff(String torn) throws IOException {
        try (var booth = new Booth(folder)) {
            fill(booth);
        }
        append(torn);

        try (var booth = new Booth(folder)) {
            assertThat(booth.ledger.entries()).hasSize(2);
            assertThat(booth.code(Messages.sale(TestCard.APPROVES, 1, 30, "000030")))
                    .isEqualTo("00");
        }
        try (var booth = new Booth(folder)) {
            assertThat(booth.ledger.entries()).hasSize(3);
        }
    }

    @Test
    void open_badLineBeforeGoodOnes_isRefusedWithoutQuotingIt() throws IOException {
        append("{\"event\":\"secret\"}\n{\"event\":\"secret\"}\n");

        assertThatThrownBy(() -> Ledger.open(folder))
                .isInstanceOf(LedgerBrokenException.class)
                .hasMessage("line 1 of the ledger is bad")
                .hasNoCause();
    }

    @Test
    void open_ledgerInUse_isRefused() {
        try (var booth = new Booth(folder)) {
            assertThat(booth.ledger.entries()).isEmpty();
            assertThatThrownBy(() -> Ledger.open(folder)).isInstanceOf(LedgerBrokenException.class);
        }
    }

    @Test
    void file_afterEveryEvent_holdsNoCardDigits() throws IOException {
        try (var booth = new Booth(folder)) {
            fill(booth);
        }

        assertThat(Files.readString(folder.resolve("ledger.jsonl")))
                .contains("************0119")
                .doesNotContain(TestCard.APPROVES.pan.substring(0, 12))
                .doesNotContain(TestCard.OFFLINE.pan.substring(0, 12))
                .doesNotContain("9F36");
    }

    @Test
    void totals_mixedLedger_addsUpByStateAndKind() {
        try (var booth = new Booth(folder)) {
            fill(booth);
            booth.code(Messages.deferred(TestCard.APPROVES, 50, 20, "000020"));
            booth.code(Messages.sale(TestCard.DECLINED, 60, 1, "000021"));

            assertThat(booth.ledger.totals())
                    .isEqualTo(new Totals(
                            new Totals.Sum(2, 550),
                            new Totals.Sum(1, 60),
                            new Totals.Sum(1, 1234),
                            new Totals.Sum(0, 0),
                            new Totals.Sum(1, 50),
                            new Totals.Sum(1, 500),
                            new Totals.Sum(0, 0),
                            new Totals.Sum(0, 0),
                            new Totals.Sum(0, 0),
                            new Totals.Sum(0, 0),
                            1,
                            1));
        }
    }

    @Test
    void of_cardUseWithClearDigits_isRefused() {
        assertThatThrownBy(() -> new CardUse("chip-approves", TestCard.APPROVES.pan, 1, CryptogramCheck.VERIFIED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4761");
    }

    /** A reversed sale, an advice sent twice, a reversal whose original never came. */
    private static void fill(Booth booth) {
        booth.code(Messages.sale());
        booth.code(Messages.reversal(Messages.sale(), "000010"));
        booth.code(Messages.advice());
        booth.code(Messages.repeated(Messages.advice()));
        booth.code(Messages.reversal(BURIED, "000011"));
    }

    private void append(String text) throws IOException {
        Files.write(
                folder.resolve("ledger.jsonl"),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
