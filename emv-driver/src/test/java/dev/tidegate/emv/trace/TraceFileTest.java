package dev.tidegate.emv.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.testcard.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceFileTest {
    private static TraceReading read(String text) {
        return TraceFile.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static RecordedTransaction whole(String text) {
        if (read(text) instanceof TraceReading.Read(var transaction)) {
            return transaction;
        }
        throw new AssertionError("expected a transaction, not " + read(text));
    }

    private static TraceReading.Refused refused(String text) {
        if (read(text) instanceof TraceReading.Refused refused) {
            return refused;
        }
        throw new AssertionError("expected a refusal");
    }

    @Test
    void read_recordedSale_isTheSale() {
        RecordedTransaction.Sale sale =
                Objects.requireNonNull(whole(Traces.visa()).sale());

        assertThat(sale.tap()).isFalse();
        assertThat(sale.amount().minor()).isEqualTo(1_000);
        assertThat(sale.at()).hasToString("2012-03-16T12:00");
        assertThat(sale.number()).isEqualTo(Octets.ofHex("D3173A1F"));
        assertThat(sale.host()).isInstanceOf(HostAnswer.Answered.class);
    }

    @Test
    void read_exchanges_areInTheirOrder() {
        assertThat(whole(Traces.visa()).exchanges())
                .hasSizeGreaterThan(10)
                .first()
                .satisfies(first -> assertThat(first.command().hex()).startsWith("00A40400"));
    }

    @Test
    void read_commandWithoutAnAnswer_saysWhatBecameOfIt() {
        assertThat(whole(Traces.tap()).exchanges().getLast().transmission()).isEqualTo(Transmission.REMOVED);
    }

    @Test
    void write_whatWasRead_isReadAsTheSame() {
        for (String text : new String[] {Traces.visa(), Traces.mastercard(), Traces.tap()}) {
            RecordedTransaction once = whole(text);
            assertThat(whole(TraceFile.write(once))).isEqualTo(once);
        }
    }

    @Test
    void read_windowsLineEndsAndComments_areRead() {
        assertThat(whole(Traces.visa().replace("\n", "\r\n") + "\r\n# the end")).isEqualTo(whole(Traces.visa()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tidegate-card-trace 1 | tidegate-card-trace 2 | 1 | the first line is not",
                "terminal 22 | terminal 33 | 30 | a value of \"terminal\" cannot be",
                "terminal 22 | terminal | 3 | a line \"terminal\" has 8 words",
                "application A0000000031010 partial | application A0000000031010 maybe | 4 | neither partial nor exact",
                "sale contact 1000 AUD | sale contact -1 AUD | 5 | a value of \"sale\" cannot be",
                "D3173A1F 50 | D3173A1F 0 | 5 | a value of \"sale\" cannot be",
                "sale contact | sale tap | 30 | a terminal that takes none",
                "host approved 00 | host perhaps 00 | 6 | neither approved nor declined",
                "91081122334455667788 | 9108 | 6 | a value of \"host\" cannot be",
                "host approved | question approved | 6 | not known",
                "> 00A4 | > 0A4 | 7 | a value of \"command\" cannot be"
            })
    void read_oneThingWrong_isRefusedByItsLine(String good, String bad, int line, String why) {
        TraceReading.Refused refused = refused(Traces.visa().replaceFirst(good, bad));

        assertThat(refused.why()).contains(why);
        if (line < 30) {
            assertThat(refused.line()).isEqualTo(line);
        }
    }

    @Test
    void read_answerMissingInTheMiddle_isRefused() {
        assertThat(refused(Traces.tap() + "> 00A40400\n> 00A40400\n< 9000\n").why())
                .contains("followed by its answer");
    }

    @Test
    void read_answerMissingAtTheEnd_isRefused() {
        assertThat(refused(Traces.tap() + "> 00A40400").why()).contains("no answer");
    }

    @Test
    void read_aPin_isRefusedAndNotQuoted() {
        TraceReading.Refused refused = refused(Traces.tap() + "> 0020008008241234FFFFFFFFFF\n< 9000\n");

        assertThat(refused.toString()).doesNotContain("1234").contains("answer");
    }

    @Test
    void read_tooManyCommands_isRefused() {
        assertThat(refused(Traces.tap() + "> 00A40400\n< 9000\n".repeat(TraceFile.EXCHANGES_MAX))
                        .why())
                .isEqualTo("too many commands");
    }

    @Test
    void read_tooManyBytes_isRefusedBeforeItIsLookedAt() {
        assertThat(TraceFile.read(new byte[TraceFile.FILE_BYTES_MAX + 1]))
                .isEqualTo(new TraceReading.Refused(1, "a trace file has at most 1048576 bytes"));
    }

    @Test
    void transaction_asText_quotesNoCard() {
        assertThat(whole(Traces.visa()).toString()).doesNotContain("5413").doesNotContain("4761");
    }
}
