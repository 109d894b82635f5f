package dev.tidegate.certification.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.TimeFields.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small parts of the pack, each by itself. */
final class PartsTest {
    @Test
    void places_ofAFrame_areWhereItsFieldsStand() {
        FrameSeen frame = new SampleFrame("0210")
                .with(11, "000017")
                .with(37, "632633000017")
                .with(39, "00")
                .seen(1, 0, false);

        assertThat(FramePlaces.of(frame))
                .extracting(place -> place.field() + " " + frame.hex().substring(place.from(), place.to()))
                .containsExactly("11 000017", "37 363332363333303030303137", "39 3030");
    }

    @Test
    void places_ofAValueThatIsNotThere_areWithoutIt() {
        FrameSeen read =
                new SampleFrame("0210").with(11, "000017").with(39, "00").seen(1, 0, false);
        FrameSeen wrong = new FrameSeen(1, 0, false, "0210", read.hex().replace("000017", "000099"), read.fields());

        assertThat(FramePlaces.of(wrong)).extracting(FramePlaces.Place::field).containsExactly(39);
    }

    @Test
    void tlv_withATemplate_givesTheValuesInIt() {
        assertThat(TlvValues.of("7008" + "9F36020042" + "9C0100" + "82021980").orElseThrow())
                .containsExactly(
                        new TlvValues.Value("9F36", "0042"),
                        new TlvValues.Value("9C", "00"),
                        new TlvValues.Value("82", "1980"));
    }

    @Test
    void tlv_thatEndsTooEarly_isNone() {
        assertThat(TlvValues.of("9F3602")).isEmpty();
        assertThat(TlvValues.of("ZZ")).isEmpty();
    }

    @Test
    void hexRows_ofSeventeenBytes_areTwo() {
        assertThat(HexRows.of("00".repeat(16) + "FF", List.of(new Span(32, 34))))
                .containsExactly(
                        new HexRows.Row("0000", "00 ".repeat(15) + "00", List.of()),
                        new HexRows.Row("0010", "FF", List.of(new Span(0, 2))));
    }

    @Test
    void times_ofARun_areFoundWhereTheyAreSaidAgain() {
        TimeFields times = TimeFields.of(SampleRuns.named("C01", SampleRuns.MORNING));

        assertThat(times.in("Ref 632707000017 at 07:30, 12.50 EUR")).containsExactly(new Span(4, 16), new Span(20, 25));
    }

    @Test
    void html_anyText_isEscaped() {
        PackFile file =
                new Html(TimeFields.general()).text("<b title=\"a\">'&\u0007").file("x.html", "");

        assertThat(new String(file.content(), StandardCharsets.UTF_8))
                .isEqualTo("&lt;b title=&quot;a&quot;&gt;&#39;&amp;\uFFFD");
    }

    @Test
    void matrix_aCellThatLooksLikeAFormula_isText() {
        ScenarioRun run = SampleRuns.named("A06", SampleRuns.MORNING);
        ScenarioRun formula = new ScenarioRun(
                "A06",
                run.section(),
                "=1+1",
                "",
                run.verdict(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                run.before(),
                run.after(),
                List.of(),
                List.of());

        assertThat(new String(MatrixFile.of(List.of(formula), SignOff.none()).content(), StandardCharsets.UTF_8))
                .contains(",'=1+1,");
    }

    @Test
    void messageTypes_inWords_areOfTheStandard() {
        assertThat(List.of("0200", "0210", "0421", "0430", "1804", "????"))
                .extracting(MessageWords::of)
                .containsExactly(
                        "Financial request",
                        "Financial answer",
                        "Reversal advice, repeated",
                        "Reversal advice answer",
                        "Network management request",
                        "Not understood");
    }
}
