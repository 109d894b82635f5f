package dev.tidegate.emv.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.testcard.Hex;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalendarDayTest {
    @Test
    void of_yearsBelow50_areOfThisCentury() {
        assertThat(day("491231")).isEqualTo(new CalendarDay(2049, 12, 31));
        assertThat(day("500101")).isEqualTo(new CalendarDay(1950, 1, 1));
    }

    @Test
    void compareTo_laterDay_isGreater() {
        assertThat(day("260314")).isLessThan(day("260315"));
        assertThat(day("260314")).isLessThan(day("260401"));
        assertThat(day("261231")).isLessThan(day("270101"));
        assertThat(day("991231")).isLessThan(day("000101"));
    }

    @Test
    void of_dayThatNoCalendarHas_isStillCompared() {
        assertThat(day("260230")).isGreaterThan(day("260228"));
    }

    @Test
    void of_terminalsDay_isTheSame() {
        assertThat(CalendarDay.of(LocalDate.of(2026, 3, 14))).isEqualTo(day("260314"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"260014", "261301", "260300", "260332", "26031A", "2A0314", "2603", "26031400", ""})
    void of_noDay_isRefused(String hex) {
        assertThatThrownBy(() -> day(hex)).isInstanceOf(MalformedCardDataException.class);
    }

    private static CalendarDay day(String hex) {
        return CalendarDay.of(Hex.slice(hex));
    }
}
