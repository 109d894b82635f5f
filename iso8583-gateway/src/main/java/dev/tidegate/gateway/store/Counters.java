package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import java.time.LocalDate;

/** Numbers that are given once. Only inside {@link Store#write}. */
public final class Counters {
    private final Session session;

    Counters(Session session) {
        this.session = session;
    }

    /**
     * The next STAN of a terminal; those of its open messages and of its business day are passed over.
     *
     * @throws StoreBrokenException all 999,999 are taken
     */
    public Stan nextStan(LaneId lane, LocalDate businessDate) {
        String name = "stan/" + lane;
        for (int tried = 0; tried < Stan.VALUE_MAX; tried++) {
            Stan stan = new Stan((int) (next(name, "stan-base") - 1) % Stan.VALUE_MAX + 1);
            if (isFree(lane, stan, businessDate)) {
                return stan;
            }
        }
        throw new StoreBrokenException("no free STAN on " + lane);
    }

    /** The next RRN of an acquirer's day. */
    public Rrn nextRrn(String acquirer, LocalDate day) {
        return Rrn.of(day, next("rrn/" + acquirer + "/" + day, "rrn-base"));
    }

    long next(String name) {
        return next(name, "");
    }

    /** @param base where a new counter begins behind */
    private long next(String name, String base) {
        return session.sql("insert into counter (name, value)"
                        + " values (:name, coalesce((select b.value from counter b where b.name = :base), 0) + 1)"
                        + " on conflict (name) do update set value = counter.value + 1 returning value")
                .bind("name", name)
                .bind("base", base)
                .number();
    }

    private boolean isFree(LaneId lane, Stan stan, LocalDate businessDate) {
        return session.sql("select (select count(*) from attempt where acquirer = :acquirer and tid = :tid"
                                + " and stan = :stan and (business_date = :date"
                                + " or state in ('QUEUED', 'INTENT', 'TIMED_OUT', 'NOT_WRITTEN', 'PARKED')))"
                                + " + (select count(*) from batch_message where acquirer = :acquirer and tid = :tid"
                                + " and stan = :stan and (business_date = :date"
                                + " or state in ('INTENT', 'TIMED_OUT', 'NOT_WRITTEN')))")
                        .bind("acquirer", lane.acquirer())
                        .bind("tid", lane.terminal())
                        .bind("stan", stan.value())
                        .bind("date", businessDate.toString())
                        .number()
                == 0;
    }
}
