package dev.tidegate.gateway.capture;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.crypto.OpenedBody;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Holds what a till says in the clear against what it sealed, and against what the card signed: a difference means that
 * somebody has changed one of them.
 */
public final class BodyCheck {
    /** Tag 9A. */
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private BodyCheck() {}

    /** As below, of a sale that its issuer approved by telephone: the code agrees, and there is nothing of a chip. */
    public static boolean agrees(OpenedBody body, Amount amount, Instant soldAt, VoiceCode voice) {
        return body.amount().equals(amount)
                && body.soldAt().toEpochMilli() == soldAt.toEpochMilli()
                && body.tags() == null
                && voice.equals(body.voice());
    }

    /** Whether amount, currency and date agree, and whether there is a chip's answer where a chip is said to be. */
    public static boolean agrees(OpenedBody body, Amount amount, Instant soldAt, EntryMode entryMode) {
        FrozenTags frozen = body.tags();
        return body.amount().equals(amount)
                && body.soldAt().toEpochMilli() == soldAt.toEpochMilli()
                && body.voice() == null
                && entryMode.isStripe() == (frozen == null)
                && (frozen == null || agrees(frozen.tags(), amount, soldAt));
    }

    private static boolean agrees(TlvSet tags, Amount amount, Instant soldAt) {
        return tags.value(Tag.AMOUNT_AUTHORISED).hex().equals(String.format(Locale.ROOT, "%012d", amount.minor()))
                && tags.value(Tag.TRANSACTION_CURRENCY)
                        .hex()
                        .equals(String.format(
                                Locale.ROOT, "%04d", amount.currency().getNumericCode()))
                && isSomewhereOn(tags.value(Tag.TRANSACTION_DATE), soldAt);
    }

    // The card signs the shop's own date; a zone that is set differently here and there is no attack.
    private static boolean isSomewhereOn(Octets date, Instant soldAt) {
        LocalDate first = LocalDate.ofInstant(soldAt, ZoneOffset.ofHours(-12));
        LocalDate last = LocalDate.ofInstant(soldAt, ZoneOffset.ofHours(14));
        return first.datesUntil(last.plusDays(1)).map(BASIC::format).anyMatch(date.hex()::equals);
    }
}
