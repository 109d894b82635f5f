package dev.tidegate.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of an exchange cost by themselves: a program of one thread that asks nothing, finds nothing and decides
 * nothing, and writes what the gateway writes into the database that the gateway has just filled: INTENT with its
 * numbers and its event, answer with its event and its booking, each group of terminals with one flush.
 */
final class StatementFloor {
    private static final int GROUP = 32;
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 10;
    private static final double MICROS = 1_000.0;

    private static final String COURSE = "update payment set state = ?, reason = ?, version = ?, last_event = ?,"
            + " told = ?, stored_seq = ?, shown = ?, completed = ?, tombstone = ?, first_answer = ?, first_cause = ?,"
            + " response_code = ?, authorisation_code = ?, stan = ?, rrn = ?, captured = ?, captured_at = ?,"
            + " attempts = ?, next_attempt_at = ?, deadline = ? where payment_id = ?";
    private static final String EVENT = "insert into event (n, payment_id, at, event, state, reason, version, detail)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ATTEMPT = "insert into attempt (payment_id, number, kind, state, acquirer, tid, stan,"
            + " rrn, business_date, first_sent_at, sends, next_at, original, reason, taken_over, response_code,"
            + " authorisation_code, issuer_data, answered_at, answered_amount, answered_time, remark)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ANSWER = "update attempt set state = ?, sends = ?, next_at = ?, taken_over = ?,"
            + " response_code = ?, authorisation_code = ?, issuer_data = ?, answered_at = ?, answered_amount = ?,"
            + " answered_time = ?, remark = ? where payment_id = ? and number = ?";
    private static final String ITEM =
            "insert into batch_item (event, acquirer, tid, payment_id, side, amount, currency, cancels)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String COUNTER = "update counter set value = value + 1 where name = ?";
    private static final String EVENTS = "update counter set value = ? where name = 'event'";

    private final Path database;
    private final int exchanges;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** A payment that was captured, to be sent once more. */
    private record Sold(String id, String tid, long at) {}

    StatementFloor(Path database, int exchanges) {
        this.database = database;
        this.exchanges = exchanges;
    }

    /** @param whole what the gateway takes for the same rows */
    List<DiskFigure> run(DiskFigure jpos, DiskFigure whole) {
        Properties properties = new Properties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("foreign_keys", "on");
        // As the gateway's own writer: a floor with less of a cache would be none.
        properties.setProperty("wal_autocheckpoint", "8192");
        properties.setProperty("temp_store", "MEMORY");
        properties.setProperty("cache_size", "-32768");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("jdbc.get_generated_keys", "false");
        double[] each = new double[ROUNDS];
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, properties)) {
            List<Sold> sold = sold(connection);
            Writing writing = new Writing(connection);
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                long before = threads.getCurrentThreadCpuTime();
                writing.all(sold, round + WARM_UPS + 1);
                if (round >= 0) {
                    each[round] = (threads.getCurrentThreadCpuTime() - before) / MICROS / sold.size();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Arrays.sort(each);
        DiskFigure floor = DiskFigure.of(
                        "exchangeFloor", "  floor: the same rows by bare JDBC", "us", each[ROUNDS / 2], 0)
                .beside(jpos);
        return List.of(
                floor,
                DiskFigure.of("exchangeAbove", "  exchange beside that floor", "us", whole.value(), 0)
                        .beside(floor));
    }

    private List<Sold> sold(Connection connection) throws SQLException {
        List<Sold> sold = new ArrayList<>();
        try (PreparedStatement newest = connection.prepareStatement("select payment_id, tid, sold_at from payment"
                        + " where state = 'CAPTURED' and kind <> 'LIVE' order by payment_id desc");
                ResultSet rows = newest.executeQuery()) {
            while (rows.next()) {
                sold.add(new Sold(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        }
        // One message of a terminal at a time: each group has other terminals.
        Map<String, Integer> turns = new HashMap<>();
        Map<Integer, List<Sold>> byTurn = new TreeMap<>();
        sold.forEach(one -> byTurn.computeIfAbsent(turns.merge(one.tid(), 1, Integer::sum), turn -> new ArrayList<>())
                .add(one));
        return byTurn.values().stream()
                .flatMap(turn -> turn.subList(0, turn.size() - turn.size() % GROUP).stream())
                .limit(exchanges)
                .toList();
    }

    /** The statements, prepared once. */
    private static final class Writing {
        private final Connection connection;
        private final PreparedStatement course;
        private final PreparedStatement event;
        private final PreparedStatement attempt;
        private final PreparedStatement answer;
        private final PreparedStatement item;
        private final PreparedStatement counter;
        private final PreparedStatement events;
        private long n;
        private int stan = 500_000;

        Writing(Connection connection) throws SQLException {
            this.connection = connection;
            this.course = connection.prepareStatement(COURSE);
            this.event = connection.prepareStatement(EVENT);
            this.attempt = connection.prepareStatement(ATTEMPT);
            this.answer = connection.prepareStatement(ANSWER);
            this.item = connection.prepareStatement(ITEM);
            this.counter = connection.prepareStatement(COUNTER);
            this.events = connection.prepareStatement(EVENTS);
            try (PreparedStatement last = connection.prepareStatement("select max(n) from event");
                    ResultSet rows = last.executeQuery()) {
                rows.next();
                this.n = rows.getLong(1);
            }
        }

        // As the drain does: the answers of a group and the next messages of its terminals share a flush.
        void all(List<Sold> sold, int round) throws SQLException {
            for (int from = 0; from < sold.size() + GROUP; from += GROUP) {
                connection.setAutoCommit(false);
                for (int i = from - GROUP; i < from; i++) {
                    if (i >= 0 && i < sold.size()) {
                        answered(sold.get(i), round);
                    }
                }
                for (int i = from; i < Math.min(from + GROUP, sold.size()); i++) {
                    sent(sold.get(i), round);
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
        }

        private void sent(Sold sale, int round) throws SQLException {
            stan++;
            String rrn = "9" + String.valueOf(100_000_000_00L + stan);
            write(counter, "stan/house/" + sale.tid());
            // In the place of the day's reference numbers: one row that everybody counts up.
            write(counter, "event");
            n++;
            course(sale, "FORWARDING", null, rrn, round);
            write(event, n, sale.id(), sale.at(), "SENT", "FORWARDING", "NONE", 4L, "");
            write(
                    attempt,
                    sale.id(),
                    round + 1,
                    "DEFERRED",
                    "INTENT",
                    "house",
                    sale.tid(),
                    stan,
                    rrn,
                    "2026-11-22",
                    sale.at(),
                    1,
                    null,
                    0,
                    null,
                    0,
                    "",
                    "",
                    "",
                    null,
                    null,
                    "",
                    "");
            write(events, n);
        }

        private void answered(Sold sale, int round) throws SQLException {
            n++;
            write(
                    answer,
                    "ANSWERED",
                    1,
                    null,
                    0,
                    "00",
                    "A00101",
                    "",
                    sale.at(),
                    1250L,
                    "140405",
                    "",
                    sale.id(),
                    round + 1);
            course(sale, "CAPTURED", 1250L, "632600000001", round);
            write(event, n, sale.id(), sale.at(), "CAPTURE", "CAPTURED", "NONE", 5L, "");
            write(item, n, "house", sale.tid(), sale.id(), "DEBIT", 1250L, "EUR", null);
            write(events, n);
        }

        private void course(Sold sale, String state, @Nullable Long captured, String rrn, int round)
                throws SQLException {
            write(
                    course,
                    state,
                    "NONE",
                    5L,
                    n,
                    1,
                    2L,
                    1,
                    0,
                    0,
                    "NONE",
                    "NONE",
                    "00",
                    "A00101",
                    "000017",
                    rrn,
                    captured,
                    captured == null ? null : (Long) sale.at(),
                    round + 1,
                    null,
                    sale.at(),
                    sale.id());
        }

        private static void write(PreparedStatement statement, @Nullable Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
