package dev.tidegate.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What was prepared on one connection to the database, for as long as that is open. Of one thread at a time. */
final class KeptStatements {
    private final Connection connection;
    private final Map<String, KeptStatement> kept = new HashMap<>();

    /** @param connection the driver's own, behind no proxy */
    KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /** A statement that is prepared now, if it was not before. */
    KeptStatement of(String sql) {
        KeptStatement known = kept.get(sql);
        if (known != null) {
            return known;
        }
        NamedSql named = NamedSql.of(sql);
        KeptStatement made = new KeptStatement(named, prepared(named.text()));
        kept.put(sql, made);
        return made;
    }

    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private PreparedStatement prepared(String text) {
        try {
            return connection.prepareStatement(text);
        } catch (SQLException e) {
            throw new StoreBrokenException("the database refused a statement", e);
        }
    }
}
