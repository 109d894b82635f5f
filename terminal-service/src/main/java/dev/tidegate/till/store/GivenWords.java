package dev.tidegate.till.store;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Managers' words for single sales. On disk when a call returns, with its row of the audit. */
public final class GivenWords {
    private final ShopStore store;

    GivenWords(ShopStore store) {
        this.store = store;
    }

    /** @throws ShopBrokenException nothing was written, and no word was given */
    public void add(GivenWord word, Audit.Entry entry) {
        int rows = store.inTransaction(handle -> {
            long ignored = Audit.add(handle, entry);
            return handle.execute(
                    "insert into approval values (?, ?, ?, ?, ?, ?, ?, ?, null)",
                    word.id().toString(),
                    word.refused().toString(),
                    word.cart().toString(),
                    word.amount().minor(),
                    word.amount().currency().getCurrencyCode(),
                    word.approval().lifts().stream().map(Enum::name).collect(Collectors.joining(" ")),
                    word.manager(),
                    word.givenAt().toEpochMilli());
        });
        if (rows != 1) {
            throw new IllegalStateException("a word is one row");
        }
    }

    /** Absent where there is none. */
    public @Nullable GivenWord word(UUID id) {
        return first("where id = ?", id.toString());
    }

    /** The word by which a payment was tried; absent where there was none. */
    public @Nullable GivenWord usedBy(PaymentId payment) {
        return first("where used_by = ?", payment.toString());
    }

    /**
     * Uses a word up.
     *
     * @return whether this payment is the first
     * @throws ShopBrokenException nothing was written; the sale does not begin
     */
    public boolean use(UUID id, PaymentId payment, Audit.Entry entry) {
        return store.inTransaction(handle -> {
            int rows = handle.execute(
                    "update approval set used_by = ? where id = ? and used_by is null",
                    payment.toString(),
                    id.toString());
            return rows == 1 && Audit.add(handle, entry) > 0;
        });
    }

    private @Nullable GivenWord first(String where, String value) {
        List<GivenWord> found = store.reading(handle -> handle.createQuery("select * from approval " + where)
                .bind(0, value)
                .map((row, context) -> read(row))
                .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static GivenWord read(ResultSet row) throws SQLException {
        Set<Reason> lifts = EnumSet.noneOf(Reason.class);
        Arrays.stream(row.getString("lifts").split(" ")).map(Reason::valueOf).forEach(lifts::add);
        String usedBy = row.getString("used_by");
        return new GivenWord(
                UUID.fromString(row.getString("id")),
                PaymentId.of(row.getString("refused")),
                UUID.fromString(row.getString("cart")),
                new Amount(row.getLong("minor"), Currency.getInstance(row.getString("currency"))),
                new Approval(lifts),
                row.getString("manager"),
                Instant.ofEpochMilli(row.getLong("given_at")),
                usedBy == null ? null : PaymentId.of(usedBy));
    }
}
