package dev.tidegate.till.ledger;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChipFacts;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A payment and its row: there and back without loss. */
final class PaymentRow {
    private static final String WRITE = """
            insert into payment values (
              :id, :firstSeq, :storedSeq, :seq, :minor, :signedMinor, :currency, :state, :reason, :kind,
              :responseCode, :authorisationCode, :stan, :rrn, :partMinor, :capturedMinor,
              :version, :shown, :offered, :duty,
              :soldAt, :entryMode, :brand, :lastFour, :aid, :label, :cvm, :cryptogramType, :cryptogram, :atc,
              :tvr, :tsi, :reference, :requestKey, :fingerprint)
            on conflict (id) do update set
              stored_seq = coalesce(excluded.stored_seq, stored_seq),
              seq = excluded.seq, minor = excluded.minor,
              signed_minor = excluded.signed_minor, currency = excluded.currency,
              state = excluded.state, reason = excluded.reason, kind = excluded.kind,
              response_code = excluded.response_code, authorisation_code = excluded.authorisation_code,
              stan = excluded.stan, rrn = excluded.rrn, part_minor = excluded.part_minor,
              captured_minor = excluded.captured_minor,
              version = excluded.version, shown = excluded.shown, offered = excluded.offered, duty = excluded.duty,
              sold_at = excluded.sold_at, entry_mode = excluded.entry_mode, brand = excluded.brand,
              last_four = excluded.last_four, aid = excluded.aid, label = excluded.label, cvm = excluded.cvm,
              cryptogram_type = excluded.cryptogram_type, cryptogram = excluded.cryptogram, atc = excluded.atc,
              tvr = excluded.tvr, tsi = excluded.tsi, reference = excluded.reference,
              request_key = excluded.request_key, fingerprint = excluded.fingerprint""";

    private PaymentRow() {}

    /**
     * Writes the row, or writes over it.
     *
     * @param recordSeq the record that brought the change; it stays the first where the row is new
     * @param stored whether that record is the STORED of this payment
     */
    static void write(Handle handle, Payment payment, long recordSeq, boolean stored) {
        Sale sale = payment.sale();
        if (sale == null) {
            throw new IllegalStateException("a payment of the journal has a sale: " + payment.id());
        }
        ChipFacts chip = sale.chip();
        handle.createUpdate(WRITE)
                .bind("id", payment.id().toString())
                .bind("firstSeq", recordSeq)
                .bind("storedSeq", stored ? recordSeq : null)
                .bind("seq", payment.seq())
                .bind("minor", payment.amount().minor())
                .bind("signedMinor", sale.amount().minor())
                .bind("currency", payment.amount().currency().getCurrencyCode())
                .bind("state", payment.state().name())
                .bind("reason", payment.reason().name())
                .bind("kind", nameOf(payment.kind()))
                .bind("responseCode", payment.reply().responseCode())
                .bind("authorisationCode", payment.reply().authorisationCode())
                .bind("stan", payment.reply().stan())
                .bind("rrn", payment.reply().rrn())
                .bind("partMinor", minorOf(payment.part()))
                .bind("capturedMinor", minorOf(payment.captured()))
                .bind("version", payment.version())
                .bind("shown", payment.shown())
                .bind("offered", payment.offered())
                .bind("duty", payment.duty().name())
                .bind("soldAt", Nanos.of(sale.soldAt()))
                .bind("entryMode", sale.entryMode().name())
                .bind("brand", sale.card().brand().name())
                .bind("lastFour", sale.card().lastFour())
                .bind("aid", chip == null ? null : chip.aid().value().hex())
                .bind("label", chip == null ? null : chip.label())
                .bind("cvm", sale.cvm().name())
                .bind(
                        "cryptogramType",
                        chip == null ? null : chip.cryptogram().type().name())
                .bind(
                        "cryptogram",
                        chip == null ? null : chip.cryptogram().value().hex())
                .bind("atc", chip == null ? null : chip.cryptogram().atc())
                .bind("tvr", chip == null ? null : chip.tvr().bits())
                .bind("tsi", chip == null ? null : chip.tsi().hex())
                .bind("reference", sale.reference())
                .bind("requestKey", sale.request().key().hex())
                .bind("fingerprint", sale.request().fingerprint().hex())
                .execute();
    }

    static Payment read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Amount amount = new Amount(row.getLong("minor"), currency);
        String kind = row.getString("kind");
        return new Payment(
                PaymentId.of(row.getString("id")),
                row.getLong("seq"),
                amount,
                PaymentState.valueOf(row.getString("state")),
                Reason.valueOf(row.getString("reason")),
                sale(row, new Amount(row.getLong("signed_minor"), currency)),
                kind == null ? null : StoredKind.valueOf(kind),
                new HostReply(
                        row.getString("response_code"),
                        row.getString("authorisation_code"),
                        row.getString("stan"),
                        row.getString("rrn")),
                amount(row, "part_minor", currency),
                amount(row, "captured_minor", currency),
                row.getLong("version"),
                row.getBoolean("shown"),
                row.getBoolean("offered"),
                Payment.Duty.valueOf(row.getString("duty")));
    }

    private static Sale sale(ResultSet row, Amount amount) throws SQLException {
        return new Sale(
                amount,
                Nanos.toInstant(row.getLong("sold_at")),
                EntryMode.valueOf(row.getString("entry_mode")),
                new MaskedPan(Brand.valueOf(row.getString("brand")), row.getString("last_four")),
                CvmResult.valueOf(row.getString("cvm")),
                row.getString("aid") == null ? null : chip(row),
                row.getString("reference"),
                new RequestKey(Octets.ofHex(row.getString("request_key")), Octets.ofHex(row.getString("fingerprint"))));
    }

    private static ChipFacts chip(ResultSet row) throws SQLException {
        return new ChipFacts(
                new Aid(Octets.ofHex(row.getString("aid"))),
                row.getString("label"),
                new ApplicationCryptogram(
                        ApplicationCryptogram.Type.valueOf(row.getString("cryptogram_type")),
                        Octets.ofHex(row.getString("cryptogram")),
                        row.getInt("atc")),
                new TerminalVerificationResults(row.getLong("tvr")),
                Octets.ofHex(row.getString("tsi")));
    }

    private static @Nullable Long minorOf(@Nullable Amount amount) {
        return amount == null ? null : amount.minor();
    }

    private static @Nullable Amount amount(ResultSet row, String column, Currency currency) throws SQLException {
        long minor = row.getLong(column);
        return row.wasNull() ? null : new Amount(minor, currency);
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
