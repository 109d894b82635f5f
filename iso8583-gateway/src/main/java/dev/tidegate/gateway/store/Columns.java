package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How values lie in columns: times as milliseconds, flags as 0 or 1. */
final class Columns {
    private Columns() {}

    static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    static int flag(boolean value) {
        return value ? 1 : 0;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static boolean flag(ResultSet row, String column) throws SQLException {
        return row.getInt(column) != 0;
    }

    static @Nullable Octets octets(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Octets.of(bytes);
    }

    static byte @Nullable [] bytes(@Nullable Octets octets) {
        return octets == null ? null : octets.toByteArray();
    }

    /** A column that the schema never leaves empty. */
    static <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new StoreBrokenException("column " + column + " is empty");
        }
        return value;
    }
}
