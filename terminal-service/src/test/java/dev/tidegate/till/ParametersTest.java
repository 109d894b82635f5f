package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole till, from the first time that it hears what it may take offline. */
final class ParametersTest {
    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void start() {
        till = RunningTill.untold(folder);
    }

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void sale_beforeTheTillHasHeard_isRefusedOfflineInPlainWords() {
        offline();

        JsonNode sold = till.sell(Card.ASKS, 2001);

        assertThat(sold.path("result").asText()).as(sold.toString()).isEqualTo("refused");
        assertThat(sold.path("reason").asText()).isEqualTo("NO_PARAMETERS");
        assertThat(till.get("/terminal").body().at("/offline/blocked_by").asText())
                .isEqualTo("NO_PARAMETERS");
        assertThat(till.get("/terminal").body().path("parameters").isNull()).isTrue();
    }

    @Test
    void sale_afterTheTillHasHeard_isStoredAlsoAfterARestartWithoutANetwork() {
        hears(1, all -> all);
        till.gateway.cut();
        till = till.restarted();
        offline();

        JsonNode sold = till.sell(Card.ASKS, 2002);

        assertThat(sold.path("result").asText()).as(sold.toString()).isEqualTo("stored_deferred");
        assertThat(till.get("/terminal").body().at("/parameters/version").asLong())
                .isOne();
    }

    @Test
    void sale_afterTheAcquirerTookItsMarkAway_isNoMoreDeferred() {
        hears(1, all -> all);
        hears(2, all -> agreed(all, new Agreed(false, false, true, true, true, false, false)));
        offline();

        JsonNode sold = till.sell(Card.ASKS, 2003);

        assertThat(sold.path("reason").asText()).as(sold.toString()).isEqualTo("DEFERRAL_NOT_ALLOWED");
    }

    @Test
    void sale_afterALowerVersionCame_goesByTheOneThatIsThere() {
        hears(2, all -> all);
        till.gateway.parameters(till.enrolment.parameters(
                1, all -> agreed(all, new Agreed(false, false, false, false, false, false, false))));
        JsonNode ignored = till.await(
                "/terminal",
                terminal -> till.gateway.calls().stream()
                                .filter("parameters"::equals)
                                .count()
                        == 2);
        offline();

        JsonNode sold = till.sell(Card.ASKS, 2004);

        assertThat(sold.path("result").asText()).as(sold.toString()).isEqualTo("stored_deferred");
    }

    private void hears(long version, UnaryOperator<TillParameters> edit) {
        till.gateway.parameters(till.enrolment.parameters(version, edit));
        JsonNode ignored = till.await(
                "/terminal", terminal -> terminal.at("/parameters/version").asLong() == version);
    }

    private void offline() {
        till.gateway.cut();
        till.awaitOffline();
    }

    private static TillParameters agreed(TillParameters all, Agreed agreed) {
        return new TillParameters(
                all.version(), all.issuedAt(), all.till(), all.merchant(), agreed, all.ages(), all.ceiling());
    }
}
