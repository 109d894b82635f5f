package dev.tidegate.demo;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.OfPayment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a till has on its disk, read past it while it runs: its journal, with no key, and shop.db. */
record TillBooks(Path home) {
    /** The types of the records of the sale of an amount, in their order; empty where there is none. */
    List<RecordType> records(long amount) {
        List<OfPayment> all = entries();
        List<PaymentId> mine = all.stream()
                .filter(each ->
                        saleOf(each) instanceof Sale sale && sale.amount().minor() == amount)
                .map(OfPayment::payment)
                .toList();
        return all.stream()
                .filter(each -> mine.contains(each.payment()))
                .map(JournalEntry::type)
                .toList();
    }

    /** How many sales of an amount are stored. */
    long stored(long amount) {
        return records(amount).stream().filter(RecordType.STORED::equals).count();
    }

    /** The first cell of the one row that a question to shop.db has. */
    String shop(String question) {
        try (Connection shop = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("shop.db"));
                Statement statement = shop.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    private List<OfPayment> entries() {
        List<OfPayment> entries = new ArrayList<>();
        try {
            JournalFolder.of(home.resolve("journal")).scan(piece -> {
                RecordView view = piece instanceof Piece.Record record ? RecordView.of(record.raw()) : null;
                if (view != null && view.record().entry() instanceof OfPayment of) {
                    entries.add(of);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static @Nullable Sale saleOf(OfPayment entry) {
        return switch (entry) {
            case JournalEntry.Asked asked -> asked.sale();
            case JournalEntry.Stored stored -> stored.sale();
            case JournalEntry.Answered ignored -> null;
            case JournalEntry.Shown ignored -> null;
            case JournalEntry.Voided ignored -> null;
            case JournalEntry.Adjusted ignored -> null;
            case JournalEntry.Result ignored -> null;
        };
    }
}
