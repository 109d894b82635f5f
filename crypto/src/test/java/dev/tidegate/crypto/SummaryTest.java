package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.ShiftTotal;
import dev.tidegate.core.payment.StoredKind;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SummaryTest {
    static Stream<JournalEntry> entries() {
        return Stream.of(
                new JournalEntry.Asked(Samples.payment(1), Samples.sale(), Samples.body()),
                Samples.stored(2),
                new JournalEntry.Stored(
                        Samples.payment(2),
                        Samples.sale(),
                        StoredKind.OFFLINE_APPROVED,
                        Samples.body(),
                        Samples.NOON.plusSeconds(604_800)),
                new JournalEntry.Answered(
                        Samples.payment(1),
                        Answer.KEPT_AUTHORISED,
                        Reason.NONE,
                        new HostReply("10", "A1B2C3", "000001", "632600000001"),
                        Samples.AMOUNT),
                new JournalEntry.Answered(
                        Samples.payment(1),
                        Answer.KEPT_CAPTURED,
                        Reason.NONE,
                        new HostReply("00", "A1B2C3", "000001", "632600000001")),
                new JournalEntry.Answered(Samples.payment(1), Answer.UNKNOWN, Reason.NO_ANSWER, HostReply.none()),
                Samples.shown(3),
                new JournalEntry.Voided(Samples.payment(4)),
                Samples.storedByVoice(6),
                new JournalEntry.Adjusted(Samples.payment(4), Samples.AMOUNT),
                new JournalEntry.Offered(17),
                new JournalEntry.Result(Samples.captured(5)),
                new JournalEntry.Result(waiting()),
                new JournalEntry.EpochOpen(0, 0),
                new JournalEntry.EpochOpen(4, 9),
                JournalEntry.Checkpoint.unsigned(),
                new JournalEntry.Checkpoint(
                        List.of(new ShiftTotal(3, Samples.AMOUNT), new ShiftTotal(0, Amount.of(0, "SEK"))),
                        signature()),
                new JournalEntry.EpochClose(Samples.NOON),
                new JournalEntry.EpochClose(Samples.NOON, signature()));
    }

    private static ChainSignature signature() {
        return new ChainSignature(Samples.bytes(64, 1), Samples.bytes(ChainSignature.CERTIFICATE_BYTES_MAX, 2));
    }

    @Test
    void write_checkpoint_isTheDocumentedMap() {
        JournalEntry entry = new JournalEntry.Checkpoint(
                List.of(new ShiftTotal(3, Samples.AMOUNT)),
                new ChainSignature(Samples.bytes(64, 1), Samples.bytes(2, 2)));

        assertThat(HexFormat.of().formatHex(Summary.write(entry)))
                .isEqualTo("a3" + "1826" + "5840" + "01".repeat(64) + "1827" + "420202" + "1828" + "50" + "45555200"
                        + "00000003" + "00000000000004e2");
    }

    @Test
    void read_checkpointThatCannotBe_isRefused() {
        for (String summary : List.of(
                "a1182640", // a signature without its certificate
                "a1182740", // a certificate without a signature
                "a2182641001827410" + "0", // a signature of one byte
                "a1182840", // no total
                "a118284f" + "455552000000000300000000000004", // half a total
                "a1182850" + "455552010000000300000000000004e2", // no zero
                "a1182850" + "455552008000000300000000000004e2", // a negative count
                "a1182850" + "4555520000000003ffffffffffffffff", // a negative sum
                "a1182850" + "585858000000000300000000000004e2", // no money
                "a118285820" + "53454b000000000300000000000004e2" + "455552000000000300000000000004e2",
                "a118285820" + "455552000000000300000000000004e2" + "455552000000000300000000000004e2")) {
            assertThatThrownBy(() -> Summary.read(frame(
                            JournalEntry.Checkpoint.unsigned(), HexFormat.of().parseHex(summary))))
                    .as(summary)
                    .hasMessage("BAD_PAYLOAD");
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void read_whatWasWritten_givesTheSameEntry(JournalEntry entry) {
        assertThat(Summary.read(frame(entry, Summary.write(entry)))).isEqualTo(entry);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void write_theSameTwice_givesTheSameBytes(JournalEntry entry) {
        assertThat(Summary.write(entry)).isEqualTo(Summary.write(entry));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void write_anyEntry_holdsNoCardData(JournalEntry entry) {
        String hex = HexFormat.of().formatHex(Summary.write(entry));

        assertThat(hex)
                .doesNotContain(Samples.PAN)
                .doesNotContain(HexFormat.of().formatHex(Samples.ascii(Samples.PAN)))
                .doesNotContain(HexFormat.of().formatHex(Samples.ascii("476173")));
    }

    @Test
    void write_offered_isTheDocumentedMap() {
        assertThat(HexFormat.of().formatHex(Summary.write(new JournalEntry.Offered(17))))
                .isEqualTo("a1" + "1822" + "11");
    }

    @Test
    void write_stored_isTheDocumentedMap() {
        byte[] summary = Summary.write(Samples.stored(1));

        assertThat(HexFormat.of().formatHex(summary))
                .isEqualTo("b2"
                        + "01" + "1904e2"
                        + "02" + "63455552"
                        + "03" + "1b000001a20320a200"
                        + "04" + "6443484950"
                        + "05" + "6456495341"
                        + "06" + "6430313139"
                        + "07" + "47a0000000031010"
                        + "08" + "6c56495341204352c389444954"
                        + "09" + "644e4f4e45"
                        + "0a" + "6441525143"
                        + "0b" + "480102030405060708"
                        + "0c" + "01"
                        + "0d" + "450000008000"
                        + "0e" + "42e800"
                        + "0f" + "63522d31"
                        + "10" + "5011111111111111111111111111111111"
                        + "11" + "5022222222222222222222222222222222"
                        + "12" + "7644454645525245445f415554484f5249534154494f4e");
    }

    @Test
    void read_summaryOfAnotherType_isRefused() {
        byte[] offered = Summary.write(new JournalEntry.Offered(17));

        assertThatThrownBy(() -> Summary.read(frame(Samples.shown(1), offered))).hasMessage("BAD_PAYLOAD");
        assertThatThrownBy(() -> Summary.read(frame(Samples.stored(1), offered)))
                .hasMessage("BAD_PAYLOAD");
    }

    @Test
    void read_valueThatCoreRefuses_isRefused() {
        assertRefused(map -> map.replace("63455552", "63585858")); // ISO 4217 for no currency
        assertRefused(map -> map.replace("63455552", "63657572")); // currency in lower case
        assertRefused(map -> map.replace("6430313139", "6430313141")); // last four with a letter
        assertRefused(map -> map.replace("480102030405060708", "4701020304050607")); // a cryptogram of 7 bytes
        assertRefused(map -> map.replace("6456495341", "6456495342")); // no such brand
        assertRefused(map -> map.replace("450000008000", "4400008000")); // a TVR of 4 bytes
        assertRefused(map -> map.replace("011904e2", "011b000000e8d4a51000")); // thirteen digits of money
    }

    @Test
    void read_lossWithoutItsFlag_isRefused() {
        byte[] loss = Summary.write(new JournalEntry.EpochOpen(4, 9));

        assertThatThrownBy(() -> Summary.read(frame(new JournalEntry.EpochOpen(0, 0), loss)))
                .hasMessage("BAD_PAYLOAD");
    }

    @Test
    void read_epochThatNamesAPayment_isRefused() {
        JournalEntry entry = new JournalEntry.EpochOpen(0, 0);
        RecordHeader header = header(entry, Samples.payment(1).value());

        assertThatThrownBy(() -> Summary.read(RecordFrame.write(header, Summary.write(entry), null)))
                .hasMessage("BAD_PAYLOAD");
    }

    @Test
    void read_shownWithABody_isRefused() {
        JournalEntry entry = Samples.shown(1);
        RecordHeader header = header(entry, Samples.payment(1).value());

        assertThatThrownBy(() -> Summary.read(RecordFrame.write(header, Summary.write(entry), Samples.body())))
                .hasMessage("BAD_PAYLOAD");
    }

    @Test
    void read_storedWithoutABody_isRefused() {
        JournalEntry entry = Samples.stored(1);
        RecordHeader header = header(entry, Samples.payment(1).value());

        assertThatThrownBy(() -> Summary.read(RecordFrame.write(header, Summary.write(entry), null)))
                .hasMessage("BAD_PAYLOAD");
    }

    @Test
    void read_paymentIdOfAnotherVersion_isRefused() {
        JournalEntry entry = Samples.shown(1);
        RecordHeader header = header(entry, UUID.fromString("11111111-2222-4333-8444-555555555555"));

        assertThatThrownBy(() -> Summary.read(RecordFrame.write(header, Summary.write(entry), null)))
                .hasMessage("BAD_PAYLOAD");
    }

    private static PaymentResult waiting() {
        Instant next = Samples.NOON.plusSeconds(30);
        return new PaymentResult(
                Samples.payment(6),
                1,
                "",
                PaymentState.RETRY_WAIT,
                Reason.ACQUIRER_SILENT,
                HostReply.none(),
                null,
                null,
                0,
                next,
                next.plusSeconds(86_400));
    }

    private static void assertRefused(UnaryOperator<String> change) {
        String before = HexFormat.of().formatHex(Summary.write(Samples.stored(1)));
        String after = change.apply(before);

        assertThat(after).isNotEqualTo(before);
        assertThatThrownBy(() ->
                        Summary.read(frame(Samples.stored(1), HexFormat.of().parseHex(after))))
                .isInstanceOf(Rejection.class)
                .hasMessage("BAD_PAYLOAD");
    }

    private static RecordFrame frame(JournalEntry entry, byte[] summary) {
        return RecordFrame.write(header(entry, Summary.payment(entry)), summary, Summary.body(entry));
    }

    private static RecordHeader header(JournalEntry entry, UUID payment) {
        boolean loss = entry instanceof JournalEntry.EpochOpen open && open.reportsLoss();
        RecordType type = entry.type();
        return new RecordHeader(
                type,
                loss ? RecordFrame.FLAG_LOSS : 0,
                Samples.TILL,
                new UUID(1, 2),
                1,
                Samples.NOON.toEpochMilli(),
                payment,
                Summary.notAfterMillis(entry),
                RecordFrame.genesis(Samples.TILL));
    }
}
