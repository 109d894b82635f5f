package dev.tidegate.gateway.enrol;

import dev.tidegate.crypto.CertificateLife;
import dev.tidegate.crypto.CertificateLife.Alarm;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says once for each certificate and each step of its alarm that its end is near. */
final class CertificateWatch {
    private static final FactLog LOG = FactLog.of(CertificateWatch.class);

    private final Map<String, Alarm> told = new HashMap<>();

    /** @return whether something new was told */
    boolean look(String whose, CertificateLife life, Instant now) {
        Alarm alarm = life.alarm(now);
        Alarm before = told.put(whose, alarm);
        if (alarm == Alarm.NONE || alarm == before) {
            return false;
        }
        Map<Field, Object> fields = Map.of(Field.TILL, whose, Field.CODE, alarm, Field.COUNT, life.daysLeft(now));
        switch (alarm) {
            case DAYS_30, DAYS_14 -> LOG.warn("a certificate nears its end", fields);
            case DAYS_3, EXPIRED, NONE -> LOG.error("a certificate nears its end", fields);
        }
        return true;
    }
}
