package dev.tidegate.crypto;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * From when until when a certificate is good, when it is to be renewed, and when somebody has to hear of its end: a
 * renewal that works leaves a third of the life, so an alarm means that renewals fail.
 */
public record CertificateLife(Instant from, Instant to) {
    /** How near the end is. */
    public enum Alarm {
        NONE,
        DAYS_30,
        DAYS_14,
        DAYS_3,
        EXPIRED
    }

    public CertificateLife {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a life that ends before it begins");
        }
    }

    public static CertificateLife of(X509Certificate certificate) {
        return new CertificateLife(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Two thirds of the life are over. */
    public boolean isToRenew(Instant now) {
        return !now.isBefore(from.plus(Duration.between(from, to).dividedBy(3).multipliedBy(2)));
    }

    /** Whole days left, 0 on the last one and after it. */
    public long daysLeft(Instant now) {
        return now.isBefore(to) ? Duration.between(now, to).toDays() : 0;
    }

    public Alarm alarm(Instant now) {
        if (!now.isBefore(to)) {
            return Alarm.EXPIRED;
        }
        Duration left = Duration.between(now, to);
        if (left.compareTo(Duration.ofDays(3)) <= 0) {
            return Alarm.DAYS_3;
        }
        if (left.compareTo(Duration.ofDays(14)) <= 0) {
            return Alarm.DAYS_14;
        }
        return left.compareTo(Duration.ofDays(30)) <= 0 ? Alarm.DAYS_30 : Alarm.NONE;
    }
}
