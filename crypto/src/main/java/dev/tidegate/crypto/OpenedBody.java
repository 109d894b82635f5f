package dev.tidegate.crypto;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.core.port.EncipheredPin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was sealed, in the clear, owned by one thread; {@link #close()} wipes the card data. */
public final class OpenedBody implements AutoCloseable {
    private static final DateTimeFormatter TAG_9A = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final ClearCard card;
    private final @Nullable FrozenTags tags;
    private final Amount amount;
    private final Instant soldAt;
    private final @Nullable EncipheredPin pin;
    private final @Nullable VoiceCode voice;

    /** Takes the card over: closing this closes it. */
    public OpenedBody(ClearCard card, @Nullable FrozenTags tags, Amount amount, Instant soldAt) {
        this(card, tags, amount, soldAt, null);
    }

    /** As above, with a PIN, which it takes over too. */
    public OpenedBody(
            ClearCard card, @Nullable FrozenTags tags, Amount amount, Instant soldAt, @Nullable EncipheredPin pin) {
        this(card, tags, amount, soldAt, pin, null);
    }

    /** As above, with the code that an issuer gave by telephone. */
    public OpenedBody(
            ClearCard card,
            @Nullable FrozenTags tags,
            Amount amount,
            Instant soldAt,
            @Nullable EncipheredPin pin,
            @Nullable VoiceCode voice) {
        this.voice = voice;
        this.pin = pin;
        this.card = card;
        this.tags = tags;
        this.amount = amount;
        this.soldAt = soldAt;
    }

    public ClearCard card() {
        return card;
    }

    /** Absent where no telephone approved. */
    public @Nullable VoiceCode voice() {
        return voice;
    }

    /** Absent where the stripe was read, or a telephone approved. */
    public @Nullable FrozenTags tags() {
        return tags;
    }

    public Amount amount() {
        return amount;
    }

    public Instant soldAt() {
        return soldAt;
    }

    /** Of the body of one request; absent where the issuer checks none. No column has room for it. */
    public @Nullable EncipheredPin pin() {
        return pin;
    }

    /**
     * Whether sealed and clear say the same sale: amount, currency and time here, in the record's summary, and in the
     * tags that the card signed (9F02, 5F2A, 9A), which a stripe does not have. Where they differ somebody has changed
     * a summary, and the payment is held.
     */
    public boolean agreesWith(Sale sale) {
        return amount.equals(sale.amount()) && soldAt.equals(sale.soldAt()) && agreesWithTags(sale);
    }

    private boolean agreesWithTags(Sale sale) {
        if (tags == null || sale.chip() == null) {
            return tags == null && sale.chip() == null;
        }
        TlvSet values = tags.tags();
        String minor = String.format(Locale.ROOT, "%012d", amount.minor());
        String currency = String.format(Locale.ROOT, "%04d", amount.currency().getNumericCode());
        return values.value(Tag.AMOUNT_AUTHORISED).hex().equals(minor)
                && values.value(Tag.TRANSACTION_CURRENCY).hex().equals(currency)
                && isDayOfSale(values.value(Tag.TRANSACTION_DATE).hex());
    }

    // The card signs the date on the shop's wall; its zone is not in the body, so a day each way is allowed.
    private boolean isDayOfSale(String yearMonthDay) {
        LocalDate day = LocalDate.ofInstant(soldAt, ZoneOffset.UTC);
        return Stream.of(day.minusDays(1), day, day.plusDays(1))
                .anyMatch(each -> TAG_9A.format(each).equals(yearMonthDay));
    }

    @Override
    public void close() {
        card.close();
        if (pin != null) {
            pin.close();
        }
    }

    @Override
    public String toString() {
        return "OpenedBody[" + card + "]";
    }
}
