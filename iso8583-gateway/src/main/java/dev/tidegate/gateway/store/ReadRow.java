package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row at which a {@link KeptStatement} is, by column; not to be kept. Values lie as {@link Columns} says. */
final class ReadRow {
    private final ResultSet rows;
    private final Map<String, Integer> columns;

    ReadRow(ResultSet rows, Map<String, Integer> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    String text(String column) throws SQLException {
        return rows.getString(at(column));
    }

    @Nullable
    String textOrNothing(String column) throws SQLException {
        return rows.getString(at(column));
    }

    long number(String column) throws SQLException {
        return rows.getLong(at(column));
    }

    int small(String column) throws SQLException {
        return rows.getInt(at(column));
    }

    boolean flag(String column) throws SQLException {
        return rows.getInt(at(column)) != 0;
    }

    @Nullable
    Long numberOrNothing(String column) throws SQLException {
        long value = rows.getLong(at(column));
        return rows.wasNull() ? null : value;
    }

    @Nullable
    Instant instant(String column) throws SQLException {
        long millis = rows.getLong(at(column));
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Nullable
    Octets octets(String column) throws SQLException {
        byte[] bytes = rows.getBytes(at(column));
        return bytes == null ? null : Octets.of(bytes);
    }

    /** Whether the column that was read last was empty. */
    boolean wasNothing() throws SQLException {
        return rows.wasNull();
    }

    private int at(String column) {
        Integer place = columns.get(column);
        if (place == null) {
            throw new StoreBrokenException("no column " + column);
        }
        return place;
    }
}
