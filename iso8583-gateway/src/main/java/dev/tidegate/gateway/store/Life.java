package dev.tidegate.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of a database: a restored one begins another, whose numbers must not meet those of the lost one. */
public final class Life {
    /** More messages than a terminal sends between two backups. */
    static final int STAN_JUMP = 100_000;
    /** More than an acquirer gets in a day. */
    static final int RRN_JUMP = 20_000_000;
    /** An RRN's counter has 8 digits. */
    private static final int RRN_BASE_MAX = 80_000_000;

    private final Session session;

    Life(Session session) {
        this.session = session;
    }

    static String name(UUID made) {
        return made.toString().replace("-", "").substring(0, 12);
    }

    /** Its name, which cursors carry. */
    public String incarnation() {
        return session.sql("select value from gateway where name = 'incarnation'")
                .first(row -> row.text("value"))
                .orElseThrow();
    }

    /** When the restore began that is not finished, where there is one: until then nothing stored is sent. */
    public Optional<Instant> restoring() {
        return session.sql("select value from gateway where name = 'restored'")
                .first(row -> Instant.parse(row.text("value")));
    }

    /** Begins a new life: cursors of the old one are told everything again, and its numbers are jumped over. */
    public void begin(UUID fresh, Instant now) {
        set("incarnation", name(fresh));
        set("restored", now.toString());
        session.jdbi().execute("update counter set value = value + ? where name like 'stan/%'", STAN_JUMP);
        // Also of terminals and days that the backup does not know.
        int restores = (int) new Counters(session).next("restores");
        base("stan-base", Math.min(restores * STAN_JUMP, 9 * STAN_JUMP));
        int rrns = restores * RRN_JUMP % RRN_BASE_MAX;
        base("rrn-base", rrns);
        session.jdbi().execute("update counter set value = value + ? where name like 'rrn/%'", RRN_JUMP);
    }

    public void finish() {
        session.jdbi().execute("delete from gateway where name = 'restored'");
    }

    /** What the backup has as stored and not under way: the lost life may have sent it. */
    public List<PaymentRow> unsent() {
        return session.sql("select p.* from payment p where p.state in ('STORED', 'FORWARDING', 'RETRY_WAIT')"
                        + " and not exists (select 1 from attempt a where a.payment_id = p.payment_id"
                        + " and a.kind <> 'REVERSAL' and a.state in ('INTENT', 'TIMED_OUT', 'NOT_WRITTEN'))"
                        + " order by p.payment_id")
                .list(PaymentMapper::payment);
    }

    /** What waits for the acquirer's word since a restore. */
    public List<PaymentRow> held() {
        return session.sql(
                        "select * from payment where state = 'HELD' and reason = 'RESTORED'" + " order by payment_id")
                .list(PaymentMapper::payment);
    }

    /** Whether this database knows a message under a reference. */
    public boolean knows(String acquirer, String rrn) {
        return session.sql("select count(*) from attempt where acquirer = :acquirer and rrn = :rrn")
                        .bind("acquirer", acquirer)
                        .bind("rrn", rrn)
                        .number()
                > 0;
    }

    private void set(String name, String value) {
        session.jdbi()
                .execute(
                        "insert into gateway (name, value) values (?, ?) on conflict (name) do update set value = ?",
                        name,
                        value,
                        value);
    }

    private void base(String name, int value) {
        session.jdbi()
                .execute(
                        "insert into counter (name, value) values (?, ?) on conflict (name) do update set value = ?",
                        name,
                        value,
                        value);
    }
}
