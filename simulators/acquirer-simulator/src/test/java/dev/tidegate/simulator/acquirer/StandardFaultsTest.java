package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class StandardFaultsTest {
    @ParameterizedTest
    @EnumSource
    void rules_everyDialect_areReadWhole(Dialect dialect) {
        int rows = StandardFaults.described().size();

        assertThat(StandardFaults.rules(StandardFaults.Chosen.BY_CENTS, dialect))
                .hasSizeGreaterThan(rows);
        assertThat(StandardFaults.rules(StandardFaults.Chosen.NO, dialect)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ISO87_GENERIC, 0200, 51", "IFSF_LIKE, 1200, 116"})
    void rules_declineByCents_hasTheCodeOfTheDialect(Dialect dialect, String mti, String code) {
        var book = new RuleBook(StandardFaults.rules(StandardFaults.Chosen.BY_CENTS, dialect));
        IsoMessage sale =
                IsoMessage.of(mti, Messages.sale().with(4, "000000001051").fields());

        assertThat(book.take(sale)).contains(new RuleAction.Decline(code));
    }

    @Test
    void rules_byTerminal_needTheLetterAndTheNumber() {
        var book = new RuleBook(StandardFaults.rules(StandardFaults.Chosen.BY_TERMINAL, Dialect.ISO87_GENERIC));

        assertThat(book.take(Messages.sale().with(41, "T0001F60")))
                .contains(new RuleAction.Delay(Duration.ofSeconds(5)));
        assertThat(book.take(Messages.sale().with(41, "TID00060"))).isEqualTo(Optional.empty());
    }

    @Test
    void rules_forSales_leaveReversalsAlone() {
        var book = new RuleBook(StandardFaults.rules(StandardFaults.Chosen.BY_BOTH, Dialect.ISO87_GENERIC));
        IsoMessage sale = Messages.sale().with(4, "000000001063");

        assertThat(book.take(sale)).contains(new RuleAction.BookThenSilence());
        assertThat(book.take(Messages.reversal(sale, "000002"))).isEmpty();
    }
}
