package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Golden1993;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dialects of 1993 have of their own, byte for byte where a message is golden. */
final class DialectTest {
    @TempDir
    Path folder;

    @Test
    void elavon_goldenMessages_areAnsweredByteForByte() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            assertThat(exchange(booth, Dialect.ELAVON_LIKE, Golden1993.ELAVON_SALE))
                    .isEqualTo(Golden1993.ELAVON_SALE_ANSWER);
            assertThat(exchange(booth, Dialect.ELAVON_LIKE, Golden1993.ELAVON_CLOSE))
                    .isEqualTo(Golden1993.ELAVON_CLOSE_ANSWER);
            assertThat(exchange(booth, Dialect.ELAVON_LIKE, Golden1993.ELAVON_REVERSAL))
                    .isEqualTo(Golden1993.ELAVON_REVERSAL_ANSWER);
            assertThat(exchange(booth, Dialect.ELAVON_LIKE, Golden1993.ELAVON_ECHO))
                    .isEqualTo(Golden1993.ELAVON_ECHO_ANSWER);
        }
    }

    @Test
    void ifsf_goldenMessages_areAnsweredByteForByte() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            assertThat(exchange(booth, Dialect.IFSF_LIKE, Golden1993.IFSF_SALE)).isEqualTo(Golden1993.IFSF_SALE_ANSWER);
            assertThat(exchange(booth, Dialect.IFSF_LIKE, Golden1993.IFSF_REVERSAL))
                    .isEqualTo(Golden1993.IFSF_REVERSAL_ANSWER);
            assertThat(exchange(booth, Dialect.IFSF_LIKE, Golden1993.IFSF_ECHO)).isEqualTo(Golden1993.IFSF_ECHO_ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"ELAVON_LIKE", "IFSF_LIKE"})
    void encode_messageOf1993_isTheGoldenBytes(Dialect dialect) {
        String golden = dialect == Dialect.ELAVON_LIKE ? Golden1993.ELAVON_SALE : Golden1993.IFSF_SALE;

        assertThat(HexFormat.of().withUpperCase().formatHex(new IsoCodec(dialect).encode(Messages1993.sale())))
                .isEqualTo(golden);
    }

    @Test
    void elavon_formatError_namesTheField() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            IsoMessage answer = booth.answer(Messages1993.sale().without(22));

            assertThat(answer.text(39)).isEqualTo("904");
            assertThat(answer.text(38)).isEqualTo("000022");
        }
    }

    @Test
    void ifsf_formatError_namesNoField() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            IsoMessage answer = booth.answer(Messages1993.sale().without(22));

            assertThat(answer.text(39)).isEqualTo("904");
            assertThat(answer.has(38)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "24, 100, 904",
        "12, 261322133000, 904",
        "49, 840, 904",
        "3, 090000, 902",
        "4, 000000000000, 110",
        "14, 2901, 101",
        "39, 000, 904"
    })
    void sale_spoiledField_isAnsweredWithTheCodeOf1993(int field, String value, String code) {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            assertThat(booth.code(Messages1993.sale().with(field, value))).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"510101511344, 904", "510101211344, 904", "510101611344, 000"})
    void sale_withoutChipData_isTakenOnlyWhenNeitherChipNorStripeWasRead(String entry, String code) {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            assertThat(booth.code(Messages1993.sale().without(55).with(22, entry)))
                    .isEqualTo(code);
        }
    }

    @Test
    void elavon_reversalOfWhatNeverCame_isAcceptedAndBarsIt() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            IsoMessage reversal = Messages1993.taggedReversal(Messages1993.sale(), "000002", false);

            assertThat(booth.code(reversal)).isEqualTo("400");
            assertThat(booth.code(Messages1993.sale())).isEqualTo("100");
            assertThat(booth.entry(Messages1993.sale()).state()).isEqualTo(EntryState.DECLINED);
        }
    }

    @Test
    void ifsf_reversalOfWhatNeverCame_is914AndBarsIt() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            assertThat(booth.code(Messages1993.reversal(Messages1993.sale(), "000002")))
                    .isEqualTo("914");
            assertThat(booth.code(Messages1993.sale())).isEqualTo("100");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void elavon_reversalByTags_findsItsOriginal(boolean answered) {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            booth.code(Messages1993.sale());

            assertThat(booth.code(Messages1993.taggedReversal(Messages1993.sale(), "000002", answered)))
                    .isEqualTo("400");
            assertThat(booth.entry(Messages1993.sale()).state()).isEqualTo(EntryState.REVERSED);
        }
    }

    @Test
    void reversal_withoutItsOriginal_isFormatError() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            IsoMessage reversal = Messages1993.reversal(Messages1993.sale(), "000002");

            assertThat(booth.code(reversal.without(56))).isEqualTo("904");
        }
    }

    @Test
    void elavon_partOfASaleReversed_leavesTheRest() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            booth.code(Messages1993.sale());
            IsoMessage part = Messages1993.reversal(Messages1993.sale(), "000002")
                    .with(24, "401")
                    .with(4, "000000001000")
                    .with(30, "000000001234000000000000");

            assertThat(booth.code(part)).isEqualTo("400");

            LedgerEntry entry = booth.entry(Messages1993.sale());
            assertThat(entry.standing()).isEqualTo(1000);
            assertThat(entry.state()).isEqualTo(EntryState.LIVE);
        }
    }

    @Test
    void ifsf_partOfASaleReversed_isNoFunctionOfTheirs() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            booth.code(Messages1993.sale());
            IsoMessage part = Messages1993.reversal(Messages1993.sale(), "000002")
                    .with(24, "401")
                    .with(4, "000000001000")
                    .with(30, "000000001234000000000000");

            assertThat(booth.code(part)).isEqualTo("115");
        }
    }

    @Test
    void ifsf_adviceWithoutTrack_isFormatErrorUnlessWaived() {
        IsoMessage advice = Messages1993.advice();
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            assertThat(booth.code(advice)).isEqualTo("904");
            assertThat(booth.code(advice.with(35, advice.text(2) + "=30121010000000000000")))
                    .isEqualTo("000");
        }
        assertThat(new RequestCheck(Dialect.IFSF_LIKE, false).fault(advice)).isEqualTo(Fault.NONE);
    }

    @Test
    void elavon_adviceOfATc_isBooked() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            assertThat(booth.code(Messages1993.advice())).isEqualTo("000");
        }
    }

    @Test
    void repeat_of1993_isAnsweredAsTheFirst() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            IsoMessage first = booth.answer(Messages1993.sale());

            IsoMessage again =
                    booth.answer(IsoMessage.of("1201", Messages1993.sale().fields()));

            assertThat(again).isEqualTo(first);
            assertThat(booth.code(Messages1993.sale())).isEqualTo("913");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ELAVON_LIKE, 1804, 831, 800",
        "ELAVON_LIKE, 1804, 801, 115",
        "ELAVON_LIKE, 1804, 811, 115",
        "IFSF_LIKE, 1820, 801, 800",
        "IFSF_LIKE, 1820, 811, 800",
        "IFSF_LIKE, 1820, 899, 115"
    })
    void network_function_isServedWhereTheDialectHasIt(Dialect dialect, String mti, String function, String code) {
        try (var booth = new Booth(folder, dialect)) {
            IsoMessage answer = booth.answer(Messages1993.network(mti, function));

            assertThat(answer.text(39)).isEqualTo(code);
            assertThat(answer.text(24)).isEqualTo(function);
        }
    }

    private static String exchange(Booth booth, Dialect dialect, String hex) {
        var codec = new IsoCodec(dialect);
        IsoMessage answer = booth.answer(codec.decode(HexFormat.of().parseHex(hex)));
        return HexFormat.of().withUpperCase().formatHex(codec.encode(answer));
    }
}
