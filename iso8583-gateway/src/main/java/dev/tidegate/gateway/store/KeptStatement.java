package dev.tidegate.gateway.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that stays prepared: parsed once by the database, its values bound by name without a look at their types.
 * A message to the acquirer takes two dozen of them, so what each costs beside the database's own work counts.
 *
 * <p>Of one thread. Each execution has all its values bound anew; one that is forgotten is told, not taken from before.
 */
final class KeptStatement {
    private final NamedSql sql;
    private final PreparedStatement statement;
    private long bound;
    private @Nullable Map<String, Integer> columns;

    /** Makes something of a row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ReadRow row) throws SQLException;
    }

    KeptStatement(NamedSql sql, PreparedStatement statement) {
        this.sql = sql;
        this.statement = statement;
    }

    KeptStatement bind(String name, long value) {
        try {
            for (int place : places(name)) {
                statement.setLong(place, value);
            }
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    KeptStatement bind(String name, int value) {
        try {
            for (int place : places(name)) {
                statement.setInt(place, value);
            }
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    KeptStatement bind(String name, @Nullable Long value) {
        return value == null ? nothing(name, java.sql.Types.BIGINT) : bind(name, value.longValue());
    }

    KeptStatement bind(String name, @Nullable Integer value) {
        return value == null ? nothing(name, java.sql.Types.INTEGER) : bind(name, value.intValue());
    }

    KeptStatement bind(String name, @Nullable String value) {
        if (value == null) {
            return nothing(name, java.sql.Types.VARCHAR);
        }
        try {
            for (int place : places(name)) {
                statement.setString(place, value);
            }
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    KeptStatement bind(String name, byte @Nullable [] value) {
        if (value == null) {
            return nothing(name, java.sql.Types.BINARY);
        }
        try {
            for (int place : places(name)) {
                statement.setBytes(place, value);
            }
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** @return how many rows were written */
    int execute() {
        try {
            allBound();
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Puts a row to those that {@link #executeAll} writes at once. */
    void add() {
        try {
            allBound();
            statement.addBatch();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** @return how many rows each has written, or {@link java.sql.Statement#SUCCESS_NO_INFO} */
    int[] executeAll() {
        try {
            return statement.executeBatch();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    <T> List<T> list(Reading<T> reading) {
        try {
            allBound();
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                ReadRow row = new ReadRow(rows, columns(rows));
                while (rows.next()) {
                    read.add(reading.of(row));
                }
                return read;
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** The first row. */
    <T> Optional<T> first(Reading<T> reading) {
        try {
            allBound();
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(reading.of(new ReadRow(rows, columns(rows)))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** The one number that it asks for. */
    long number() {
        try {
            allBound();
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new StoreBrokenException("no row where there is always one");
                }
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private KeptStatement nothing(String name, int type) {
        try {
            for (int place : places(name)) {
                statement.setNull(place, type);
            }
            return this;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private int[] places(String name) {
        Integer number = sql.names().get(name);
        if (number == null) {
            throw new IllegalArgumentException("no value is called " + name);
        }
        bound |= 1L << number;
        return sql.places().get(number);
    }

    private void allBound() {
        long all = bound;
        bound = 0;
        if (all != sql.all()) {
            throw new IllegalStateException("a value is not bound: " + sql.text());
        }
    }

    private Map<String, Integer> columns(ResultSet rows) throws SQLException {
        Map<String, Integer> known = columns;
        if (known == null) {
            known = new HashMap<>();
            int count = rows.getMetaData().getColumnCount();
            for (int i = 1; i <= count; i++) {
                known.put(rows.getMetaData().getColumnName(i), i);
            }
            columns = known;
        }
        return known;
    }

    // Whatever was half bound is not to go with the next.
    private StoreBrokenException refused(SQLException e) {
        bound = 0;
        try {
            statement.clearBatch();
        } catch (SQLException also) {
            e.addSuppressed(also);
        }
        return new StoreBrokenException("the database refused a statement", e);
    }
}
