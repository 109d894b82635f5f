package dev.tidegate.crypto;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys 20 to 33 of the table at {@link Summary}: what the host said, and what the gateway made of it. */
final class ResultFields {
    private ResultFields() {}

    static void write(CborWriter out, PaymentResult result) {
        out.text(20, result.reason().name());
        writeReply(out, result.reply());
        out.number(25, result.version())
                .text(26, result.cursor())
                .text(27, result.state().name());
        writeCaptured(out, result.captured());
        write(out, 30, result.capturedAt());
        out.number(31, result.attempts());
        write(out, 32, result.nextAttempt());
        write(out, 33, result.deadline());
    }

    static PaymentResult read(PaymentId payment, CborMap in) {
        Reason reason = in.constant(20, Reason.class);
        HostReply reply = readReply(in);
        return new PaymentResult(
                payment,
                in.number(25),
                in.text(26),
                in.constant(27, PaymentState.class),
                reason,
                reply,
                readCaptured(in),
                readTime(in, 30),
                in.number(31, Integer.MAX_VALUE),
                readTime(in, 32),
                readTime(in, 33));
    }

    static void writeCaptured(CborWriter out, @Nullable Amount captured) {
        if (captured != null) {
            out.number(28, captured.minor()).text(29, captured.currency().getCurrencyCode());
        }
    }

    static @Nullable Amount readCaptured(CborMap in) {
        return in.has(28) ? Amount.of(in.number(28), in.text(29)) : null;
    }

    static void writeReply(CborWriter out, HostReply reply) {
        out.text(21, reply.responseCode())
                .text(22, reply.authorisationCode())
                .text(23, reply.stan())
                .text(24, reply.rrn());
    }

    static HostReply readReply(CborMap in) {
        return new HostReply(in.text(21), in.text(22), in.text(23), in.text(24));
    }

    private static void write(CborWriter out, int key, @Nullable Instant time) {
        if (time != null) {
            out.number(key, time.toEpochMilli());
        }
    }

    private static @Nullable Instant readTime(CborMap in, int key) {
        return in.has(key) ? Instant.ofEpochMilli(in.number(key)) : null;
    }
}
