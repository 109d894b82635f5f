package dev.tidegate.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums of a batch as fields, and what an answer says of them; the bytes are golden messages. */
class BatchFieldsTest {
    private static final Instant SENT_AT = Instant.parse("2026-12-31T22:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    @TempDir
    private Path folder;

    private final IsoCodec codec = new IsoCodec(Profiles.generic());

    private static BatchFacts facts(boolean repeat, BatchTotals totals) {
        return new BatchFacts(repeat, Sales.TERMINAL, 7, DAY, totals, new Stan(17), SENT_AT, SENT_AT);
    }

    private static BatchTotals refunds(long amount) {
        return new BatchTotals(Sum.NONE, Sum.NONE, new Sum(1, amount), Sum.NONE);
    }

    private WireMessage sent(boolean repeat, BatchTotals totals) {
        return WireMessage.read(codec.reconciliation(facts(repeat, totals)).bytes());
    }

    private BatchAnswer read(WireMessage answer) {
        return codec.batchAnswer(codec.decode(answer.write()), DAY);
    }

    @Test
    void sums_ofMoreRefundsThanSales_areACreditForTheCardholders() {
        assertThat(sent(false, refunds(500)).text(97)).isEqualTo("C0000000000000500");
    }

    @Test
    void sums_repeated_haveTheRepeatsType() {
        assertThat(sent(true, BatchTotals.none()).type()).isEqualTo("0501");
    }

    @Test
    void sums_sent_areKnownByTheirFamilyTerminalAndStan() {
        assertThat(codec.reconciliation(facts(false, BatchTotals.none())).key())
                .isEqualTo(new MatchKey(MatchKey.RECONCILIATION, "TILL0001", new Stan(17)));
    }

    @Test
    void sums_ofAnAcquirerWithoutAny_cannotBeMade() {
        IsoCodec none = new IsoCodec(Profiles.named("ifsf-like"));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> none.reconciliation(facts(false, BatchTotals.none())));
    }

    @Test
    void answer_withTheFourSums_namesThem() {
        WireMessage answer = sent(false, BatchTotals.none())
                .answer("95")
                .with(60, "007")
                .with(74, "0000000001")
                .with(76, "0000000003")
                .with(77, "0000000001")
                .with(86, "0000000000000500")
                .with(88, "0000000000003750")
                .with(89, "0000000000001250");

        assertThat(read(answer))
                .isEqualTo(new BatchAnswer(
                        "95", new BatchTotals(new Sum(3, 3750), new Sum(1, 1250), new Sum(1, 500), Sum.NONE), 7, null));
    }

    @Test
    void answer_withThreeOfTheFourSums_namesNone() {
        WireMessage answer = sent(false, BatchTotals.none())
                .answer("95")
                .with(74, "0000000001")
                .with(76, "0000000003")
                .with(86, "0000000000000500");

        assertThat(read(answer).totals()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"008,8", "999,999", "000,0", "1000,0", "abc,0"})
    void answer_withANumber_namesItWhereThereIsSuchABatch(String text, int number) {
        assertThat(read(sent(false, BatchTotals.none()).answer("80").with(60, text))
                        .number())
                .isEqualTo(number);
    }

    @Test
    void answer_ofAnotherKind_keepsThePrivateFieldToItself() {
        String sale = "0210";
        WireMessage answer = new WireMessage(
                sale,
                sent(false, BatchTotals.none())
                        .answer("00")
                        .with(4, "000000001250")
                        .with(37, "632600000001")
                        .with(60, "007")
                        .fields());

        assertThat(codec.decode(answer.write()).text(60)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0101,2027-01-01", "1231,2026-12-31", "1230,2026-12-30", "0701,", "1332,"})
    void answer_withADayWithoutAYear_isTheNearest(String text, LocalDate day) {
        assertThat(read(sent(false, BatchTotals.none()).answer("90").with(15, text))
                        .day())
                .isEqualTo(day);
    }

    @Test
    void field_ofASaleInTheSums_cannotBeMade() throws IOException {
        IsoCodec wrong = new IsoCodec(Profiles.edited(folder, "15: batch.date", "15: batch.date\n      4: amount"));

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> wrong.reconciliation(facts(false, BatchTotals.none())));
    }
}
