package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
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

    private record Question(String name, Consumer<Session> asked) {}

    @TestFactory
    Stream<DynamicTest> question_beforeAMessage_isAnsweredByTheIndexOfWhatIsOpen() {
        Database database = new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", "");
        Store.open(database, UUID.randomUUID()).close();
        Jdbi jdbi = Jdbi.create(database.url());
        return Stream.of(
                        new Question("lanes", s -> new Work(s).lanes(ACQUIRER, NOW)),
                        new Question("reversal", s -> new Work(s).reversal(LANE, NOW)),
                        new Question("completion", s -> new Work(s).completion(LANE, NOW)),
                        new Question("refund", s -> new Work(s).refund(LANE, NOW)),
                        new Question("payment", s -> new Work(s).payment(LANE, NOW)),
                        new Question("late", s -> new Work(s).late(ACQUIRER, PaymentRow.Kind.LIVE, NOW)),
                        new Question("uncompleted", s -> new Work(s).uncompleted(ACQUIRER, NOW)),
                        new Question("hasOpen", s -> new Attempts(s, new Pending(s, false)).hasOpen(LANE)),
                        new Question("reversalWaits", s -> new Attempts(s, new Pending(s, false)).reversalWaits(LANE)),
                        new Question("outstanding", s -> new Batches(s).outstanding(LANE)))
                .map(question -> DynamicTest.dynamicTest(
                        question.name(),
                        () -> assertThat(searches(jdbi, question.asked()))
                                .isNotEmpty()
                                .allMatch(search -> search.contains("_open_lane") || search.contains("_uncompleted"))));
    }

    /** How SQLite goes through payments and attempts by acquirer; what it does for one payment is not in it. */
    private static List<String> searches(Jdbi jdbi, Consumer<Session> asked) {
        List<String> said = new ArrayList<>();
        try (Handle handle = jdbi.open()) {
            Connection listened = listened(handle.getConnection(), said);
            asked.accept(new Session(listened, new KeptStatements(listened)));
            return List.copyOf(said).stream()
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

    /** A connection that writes down what is prepared on it. */
    private static Connection listened(Connection connection, List<String> said) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("prepareStatement")) {
                        said.add((String) given[0]);
                    }
                    return method.invoke(connection, given);
                });
    }
}
