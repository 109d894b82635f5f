package dev.tidegate.till.ledger;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.till.store.SqliteFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * What a ledger says, as one hash over every row of it.
 *
 * @param position of the last record folded in
 * @param hash SHA-256
 */
public record LedgerDigest(long position, Octets hash) {
    private static final List<String> ROWS = List.of(
            "select * from projection",
            "select * from payment order by id",
            "select * from payment_event order by payment, seq");

    /** Reads a ledger on a connection of its own, as it is at one moment; nobody waits for it. */
    static LedgerDigest of(Path path) {
        try (SqliteFile file = SqliteFile.open(path)) {
            return file.reading(handle -> handle.inTransaction(LedgerDigest::of));
        } catch (SQLException | JdbiException e) {
            throw new LedgerBrokenException("ledger.db refused to read", e);
        }
    }

    private static LedgerDigest of(Handle handle) {
        MessageDigest hash = sha256();
        for (String sql : ROWS) {
            try (Stream<Map<String, Object>> rows = handle.createQuery(sql).mapToMap().stream()) {
                rows.forEach(row -> row.forEach((column, value) -> put(hash, column, value)));
            }
        }
        long position = handle.createQuery("select position from projection")
                .mapTo(Long.class)
                .one();
        return new LedgerDigest(position, Octets.of(hash.digest()));
    }

    private static void put(MessageDigest hash, String column, Object value) {
        for (String part : List.of(column, String.valueOf(value))) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            hash.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
