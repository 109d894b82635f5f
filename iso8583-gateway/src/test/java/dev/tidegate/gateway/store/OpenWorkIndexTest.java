package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is asked before each message goes through an index of what is open, so that a gateway with years behind it is as
 * quick as a new one. SQLite takes such an index only where the query says its condition word for word.
 */
class OpenWorkIndexTest {
    private static final String ACQUIRER = "house";
    private static final LaneId LANE = new LaneId(ACQUIRER, "TILL0001");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private record Question(String name, Consumer<Handle> asked) {}

    @TestFactory
    Stream<DynamicTest> question_beforeAMessage_isAnsweredByTheIndexOfWhatIsOpen() {
        Database database = new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", "");
        Store.open(database, UUID.randomUUID()).close();
        Jdbi jdbi = Jdbi.create(database.url());
        return Stream.of(
                        new Question("lanes", h -> new Work(h).lanes(ACQUIRER, NOW)),
                        new Question("reversal", h -> new Work(h).reversal(LANE, NOW)),
                        new Question("completion", h -> new Work(h).completion(LANE, NOW)),
                        new Question("refund", h -> new Work(h).refund(LANE, NOW)),
                        new Question("payment", h -> new Work(h).payment(LANE, NOW)),
                        new Question("late", h -> new Work(h).late(ACQUIRER, PaymentRow.Kind.LIVE, NOW)),
                        new Question("uncompleted", h -> new Work(h).uncompleted(ACQUIRER, NOW)),
                        new Question("hasOpen", h -> new Attempts(h).hasOpen(LANE)),
                        new Question("reversalWaits", h -> new Attempts(h).reversalWaits(LANE)),
                        new Question("outstanding", h -> new Batches(h).outstanding(LANE)))
                .map(question -> DynamicTest.dynamicTest(
                        question.name(),
                        () -> assertThat(searches(jdbi, question.asked()))
                                .isNotEmpty()
                                .allMatch(search -> search.contains("_open_lane") || search.contains("_uncompleted"))));
    }

    /** How SQLite goes through payments and attempts by acquirer; what it does for one payment is not in it. */
    private static List<String> searches(Jdbi jdbi, Consumer<Handle> asked) {
        List<String> said = new ArrayList<>();
        try (Handle handle = jdbi.open()) {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    said.add(String.valueOf(context.getParsedSql().getSql()));
                }
            });
            asked.accept(handle);
            handle.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            return said.stream()
                    .flatMap(sql -> handle
                            .createQuery("explain query plan " + sql.replace("?", "'1'"))
                            .map((row, context) -> row.getString("detail"))
                            .list()
                            .stream())
                    .filter(detail ->
                            detail.startsWith("SCAN p") || detail.startsWith("SCAN a") || detail.contains("(acquirer="))
                    .filter(detail -> !detail.contains("card_mark=?") && !detail.contains("deferred_lane"))
                    .toList();
        }
    }
}
