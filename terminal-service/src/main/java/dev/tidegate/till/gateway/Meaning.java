package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.IssuerObjects;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.GatewayClient.News;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.till.refund.RefundCalls;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gateway's words in the house's. What cannot be understood throws {@link UnusableAnswerException}. */
final class Meaning {
    /** As the gateway promises. */
    static final int RESULTS_MAX = 256;

    private static final Set<Tag> FOR_THE_CARD =
            Set.of(Tag.ISSUER_AUTHENTICATION, Tag.ISSUER_SCRIPT_1, Tag.ISSUER_SCRIPT_2);
    private static final Set<Reason> NOT_SENT_CAUSES = Set.of(
            Reason.NO_NETWORK, Reason.GATEWAY_SILENT, Reason.ACQUIRER_SILENT, Reason.LANE_BUSY, Reason.PIN_UNCHECKED);

    /** What a decline may say beside its code. */
    private static final Set<Reason> DECLINES = Set.of(Reason.PIN_WRONG, Reason.PIN_TRIES_EXCEEDED, Reason.CALL_ISSUER);

    private Meaning() {}

    /** The answer to a sale of an amount. */
    static HostVerdict verdict(Wire.Answer answer, Amount asked) {
        return understood(() -> switch (text(answer.answer())) {
            case "APPROVED" ->
                new HostVerdict.Approved(reply(answer), captured(answer), forTheCard(answer.issuerData()));
            case "PARTIALLY_APPROVED" ->
                new HostVerdict.PartlyApproved(
                        reply(answer), captured(answer), forTheCard(answer.issuerData()), part(answer, asked));
            case "DECLINED" ->
                new HostVerdict.Declined(declined(answer.cause()), reply(answer), forTheCard(answer.issuerData()));
            case "NOT_SENT" -> new HostVerdict.NotSent(notSentCause(answer.cause()));
            case "UNKNOWN" -> new HostVerdict.Unknown();
            default -> throw new UnusableAnswerException("an answer of no known kind");
        });
    }

    static RefundCalls.Answer refund(Wire.Answer answer) {
        return switch (text(answer.answer())) {
            case "APPROVED" -> new RefundCalls.Answer.Refunded(text(answer.responseCode()));
            case "DECLINED" -> new RefundCalls.Answer.Declined(text(answer.responseCode()));
            case "NOT_SENT" -> new RefundCalls.Answer.NotSent();
            default -> throw new UnusableAnswerException("an answer of no known kind to a refund");
        };
    }

    /** What has become of a refund whose acquirer gave no answer. */
    static RefundCalls.Answer refundStands(PaymentResult told) {
        return switch (told.state()) {
            case CAPTURED, SETTLED ->
                new RefundCalls.Answer.Refunded(told.reply().responseCode());
            case DECLINED -> new RefundCalls.Answer.Declined(told.reply().responseCode());
            case REVERSED, CANCELLED, VOIDED -> new RefundCalls.Answer.Reversed();
            case REFUSED_OFFLINE -> new RefundCalls.Answer.NotSent();
            default -> new RefundCalls.Answer.BeingReversed();
        };
    }

    private static boolean captured(Wire.Answer answer) {
        if (answer.captured() == null) {
            throw new UnusableAnswerException("an approval that does not say whether it is captured");
        }
        return answer.captured();
    }

    private static Amount part(Wire.Answer answer, Amount asked) {
        if (answer.amount() == null) {
            throw new UnusableAnswerException("an approval in part that does not say of how much");
        }
        Amount part = answer.amount().toAmount();
        if (!part.currency().equals(asked.currency()) || part.minor() < 1 || part.minor() >= asked.minor()) {
            throw new UnusableAnswerException("an approval in part that is no part of what was asked");
        }
        return part;
    }

    // A word that is not known leaves a plain decline.
    private static Reason declined(@Nullable String cause) {
        return DECLINES.stream()
                .filter(known -> known.name().equals(cause))
                .findFirst()
                .orElse(Reason.HOST_DECLINED);
    }

    /** The answer to a call about one payment. */
    static PaymentResult result(Wire.Result told, PaymentId asked) {
        PaymentResult result = understood(() -> result(told, ""));
        if (!result.payment().equals(asked)) {
            throw new UnusableAnswerException("an answer about another payment");
        }
        return result;
    }

    static News news(Wire.Results told, String after) {
        List<Wire.Result> results = told.results();
        if (results == null) {
            throw new UnusableAnswerException("an answer that says nothing of results");
        }
        if (results.size() > RESULTS_MAX) {
            throw new UnusableAnswerException("more results than promised");
        }
        return understood(() -> new News(
                told.cursor() == null ? after : told.cursor(),
                results.stream().map(one -> result(one, text(one.cursor()))).toList()));
    }

    static Receipt receipt(Wire.Verdicts told, int sent) {
        List<String> verdicts = told.verdicts();
        if (verdicts == null) {
            throw new UnusableAnswerException("an answer that says nothing of the records");
        }
        if (verdicts.size() > sent || told.lastSeq() < 0) {
            throw new UnusableAnswerException("verdicts of records that were not sent");
        }
        Wire.ChainWord word = told.receipt();
        return understood(() -> new Receipt(
                verdicts.stream().map(Verdict::valueOf).toList(),
                told.lastSeq(),
                word == null ? ChainReceipt.none() : word.toReceipt()));
    }

    static HttpGateway.Told told(Wire.BeatAnswer answer) {
        Wire.Versions versions = answer.versions();
        return new HttpGateway.Told(
                acquirerUp(answer),
                answer.signedTime(),
                versions == null ? 0 : versions.recipientBundle(),
                versions == null ? 0 : versions.parameters(),
                answer.lastSeq(),
                HttpGateway.Slot.of(answer.drain()));
    }

    static Octets bundle(Wire.Bundle told) {
        return bytes(told.bundle());
    }

    static Octets hotList(Wire.HotList told) {
        return bytes(told.list());
    }

    static Octets parameters(Wire.Parameters told) {
        return bytes(told.parameters());
    }

    private static Octets bytes(@Nullable String base64) {
        try {
            return Octets.of(Base64.getDecoder().decode(text(base64)));
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswerException("signed bytes that are not Base64");
        }
    }

    private static boolean acquirerUp(Wire.BeatAnswer told) {
        return switch (text(told.acquirer())) {
            case "UP" -> true;
            case "DOWN" -> false;
            default -> throw new UnusableAnswerException("an acquirer that is neither up nor down");
        };
    }

    private static PaymentResult result(Wire.Result told, String cursor) {
        return new PaymentResult(
                PaymentId.of(text(told.paymentId())),
                told.version(),
                cursor,
                PaymentState.valueOf(text(told.state())),
                told.reason() == null ? Reason.NONE : Reason.valueOf(told.reason()),
                new HostReply(
                        text(told.responseCode()), text(told.authorisationCode()), text(told.stan()), text(told.rrn())),
                told.captured() == null ? null : told.captured().toAmount(),
                told.capturedAt(),
                told.attempts(),
                told.nextAttempt(),
                told.deadline());
    }

    private static HostReply reply(Wire.Answer answer) {
        return new HostReply(
                text(answer.responseCode()), text(answer.authorisationCode()), text(answer.stan()), text(answer.rrn()));
    }

    private static Reason notSentCause(@Nullable String cause) {
        Reason named = cause == null ? Reason.ACQUIRER_SILENT : Reason.valueOf(cause);
        return NOT_SENT_CAUSES.contains(named) ? named : Reason.ACQUIRER_SILENT;
    }

    private static TlvSet forTheCard(@Nullable String hex) {
        return IssuerObjects.read(Octets.ofHex(text(hex)), FOR_THE_CARD);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    // The words check themselves as they are made; what fails there was not usable.
    private static <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | MalformedTlvException e) {
            throw new UnusableAnswerException("an answer with a value that cannot be");
        }
    }
}
