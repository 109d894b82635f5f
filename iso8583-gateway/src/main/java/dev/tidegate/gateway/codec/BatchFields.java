package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import dev.tidegate.gateway.profile.Dialect;
import dev.tidegate.gateway.profile.FieldRule;
import dev.tidegate.gateway.profile.FieldRule.Condition;
import dev.tidegate.gateway.profile.FieldSource;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.Profile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the fields of a reconciliation by the profile's map, and reads those of its answer. */
final class BatchFields {
    private static final int COUNT_DIGITS = 10;
    private static final int AMOUNT_DIGITS = 16;
    /** Without these four an answer names no sums. */
    private static final Set<Integer> SUMS = Set.of(74, 76, 86, 88);

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /** A host's day that is farther off is no day. */
    private static final int DAYS_OFF_MAX = 31;

    private final Profile profile;
    private final Batch rules;
    private final MessageMap message;
    private final int[] dated;

    BatchFields(Profile profile, Batch rules) {
        this.profile = profile;
        this.rules = rules;
        this.message = profile.message(MessageKind.RECONCILIATION);
        this.dated = message.fields().entrySet().stream()
                .filter(e ->
                        e.getValue() instanceof FieldRule.Filled filled && filled.source() == FieldSource.BATCH_DATE)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    MessageMap message() {
        return message;
    }

    /** Where the number of the batch is, in an answer too. */
    int number() {
        return message.holding(FieldSource.BATCH_NUMBER);
    }

    /** All fields, by number. */
    byte[] @Nullable [] of(BatchFacts facts) {
        byte[] @Nullable [] values = new byte[Layout.FIELD_MAX + 1][];
        Condition sending = facts.repeat() ? Condition.REPEAT : Condition.FIRST;
        message.fields().forEach((field, rule) -> {
            if (!rule.when().isEmpty() && !rule.when().contains(sending)) {
                return;
            }
            switch (rule) {
                case FieldRule.Literal(var text, var ignored) -> values[field] = Text.ascii(text);
                case FieldRule.Filled(var source, var ignored, var always) ->
                    values[field] = value(field, source, facts);
                case FieldRule.Chip ignored -> throw new UnsendableException(field, "belongs to a sale");
            }
        });
        return values;
    }

    private byte[] value(int field, FieldSource source, BatchFacts facts) {
        BatchTotals totals = facts.totals();
        return switch (source) {
            case SENT_AT -> Text.sent(facts.sentAt());
            case SENT_LOCAL -> Text.soldAt(facts.firstSentAt(), facts.terminal().zone());
            case STAN -> Text.digits(facts.stan().value(), 6);
            case TERMINAL -> Text.ascii(facts.terminal().tid());
            case MERCHANT -> Text.ascii(facts.terminal().mid());
            case CURRENCY -> Text.digits(facts.terminal().currency().getNumericCode(), 3);
            case INSTITUTION -> Text.ascii(profile.institution());
            case BATCH_NUMBER -> Text.digits(facts.number(), rules.digits());
            case BATCH_DATE -> day(facts.day());
            case CREDITS -> count(totals.credits());
            case CREDITS_REVERSED -> count(totals.creditsReversed());
            case DEBITS -> count(totals.debits());
            case DEBITS_REVERSED -> count(totals.debitsReversed());
            case CREDIT_AMOUNT -> amount(totals.credits());
            case CREDIT_AMOUNT_REVERSED -> amount(totals.creditsReversed());
            case DEBIT_AMOUNT -> amount(totals.debits());
            case DEBIT_AMOUNT_REVERSED -> amount(totals.debitsReversed());
            case NET_AMOUNT -> net(totals.netAmount());
            default -> throw new UnsendableException(field, "belongs to a sale");
        };
    }

    private byte[] day(LocalDate day) {
        byte[] digits = Text.soldAt(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        return profile.dialect() == Dialect.ISO_1987 ? Arrays.copyOfRange(digits, 2, 6) : Arrays.copyOf(digits, 6);
    }

    private static byte[] count(Sum sum) {
        return Text.digits(sum.count(), COUNT_DIGITS);
    }

    private static byte[] amount(Sum sum) {
        return Text.digits(sum.amount(), AMOUNT_DIGITS);
    }

    private static byte[] net(long amount) {
        return Text.joined(Text.ascii(amount < 0 ? "C" : "D"), Text.digits(Math.abs(amount), AMOUNT_DIGITS));
    }

    /**
     * What the host says of a batch.
     *
     * @param near the day that was sent: of a date without a year
     */
    BatchAnswer answer(IsoMessage answer, LocalDate near) {
        BatchTotals totals = answer.fields().keySet().containsAll(SUMS)
                ? new BatchTotals(sum(answer, 76, 88), sum(answer, 77, 89), sum(answer, 74, 86), sum(answer, 75, 87))
                : null;
        return new BatchAnswer(answer.responseCode(), totals, number(answer.text(number())), day(answer, near));
    }

    private int number(String text) {
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        return number > rules.numberMost() ? 0 : number;
    }

    private @Nullable LocalDate day(IsoMessage answer, LocalDate near) {
        for (int field : dated) {
            @Nullable LocalDate day = day(answer.text(field), near);
            if (day != null && Math.abs(day.toEpochDay() - near.toEpochDay()) <= DAYS_OFF_MAX) {
                return day;
            }
        }
        return null;
    }

    private static @Nullable LocalDate day(String text, LocalDate near) {
        try {
            return switch (text.length()) {
                case 6 -> LocalDate.parse("20" + text, DAY);
                // Of two years the one that is nearer.
                case 4 -> {
                    LocalDate same = LocalDate.parse(near.getYear() + text, DAY);
                    int months = near.getMonthValue() - same.getMonthValue();
                    yield months > 6 ? same.plusYears(1) : months < -6 ? same.minusYears(1) : same;
                }
                default -> null;
            };
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Sum sum(IsoMessage answer, int count, int amount) {
        return new Sum(whole(answer.text(count)), whole(answer.text(amount)));
    }

    private static long whole(String text) {
        return text.matches("[0-9]{1,16}") ? Long.parseLong(text) : 0;
    }
}
