package dev.tidegate.till;

import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.crypto.CertificateLife.Alarm;
import dev.tidegate.crypto.CertificateRejectedException;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.crypto.TillRenewal;
import dev.tidegate.till.gateway.Certifier;
import dev.tidegate.till.gateway.EnrolmentRefusedException;
import dev.tidegate.till.gateway.TillTls;
import dev.tidegate.till.gateway.TlsUnusableException;
import dev.tidegate.till.log.FactLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Renews the till's certificate when two thirds of its life are over, with a new key each time, and says when its end
 * is near: a duty cycle of one look. The new certificate is on disk before it is shown, and shown without a restart.
 */
final class CertificateKeeper {
    private final TillHome home;
    private final TillTls tls;
    private final Certifier certifier;
    private final Runnable renewed;
    private final InstantSource clock;
    private final FactLog log;
    private CertificateLife life;
    private Alarm told = Alarm.NONE;

    /** @param renewed told when another certificate has taken the old one's place */
    CertificateKeeper(
            TillHome home, TillTls tls, Certifier certifier, Runnable renewed, InstantSource clock, FactLog log) {
        this.home = home;
        this.tls = tls;
        this.certifier = certifier;
        this.renewed = renewed;
        this.clock = clock;
        this.log = log;
        this.life = TillRenewal.lifeOf(home);
    }

    /**
     * Looks once. Never throws for the network.
     *
     * @return whether the certificate was renewed
     */
    synchronized boolean doWork() {
        Instant now = clock.instant();
        boolean renewed = life.isToRenew(now) && renew(now);
        Alarm alarm = life.alarm(now);
        if (alarm != told && alarm != Alarm.NONE) {
            log.certificateEnds(alarm, life.daysLeft(now));
        }
        told = alarm;
        return renewed;
    }

    synchronized CertificateLife life() {
        return life;
    }

    private boolean renew(Instant now) {
        try {
            TillRenewal renewal = TillRenewal.of(home);
            renewal.certify(certifier.renew(renewal.request()), now);
            life = TillRenewal.lifeOf(home);
            tls.replace(store(home.keyStore()), store(home.trustStore()));
            renewed.run();
            log.certificateRenewed(life.daysLeft(now));
            return true;
        } catch (GatewayUnavailableException e) {
            // Offline: the next look tries again.
            return false;
        } catch (EnrolmentRefusedException | CertificateRejectedException | KeyFileException | TlsUnusableException e) {
            log.broke("renewal", e);
            return false;
        }
    }

    private static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }
}
