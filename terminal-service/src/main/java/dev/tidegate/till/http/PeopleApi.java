package dev.tidegate.till.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.till.config.PeopleSettings;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.people.Door;
import dev.tidegate.till.people.ForcedStanding;
import dev.tidegate.till.people.Liability;
import dev.tidegate.till.people.Managers;
import dev.tidegate.till.people.SaleWords;
import dev.tidegate.till.people.Sessions;
import dev.tidegate.till.people.StaffBook;
import dev.tidegate.till.people.VoiceDoor;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.People;
import dev.tidegate.till.store.ShopBrokenException;
import dev.tidegate.till.store.ShopStore;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls about people: who is here, what a manager has said. */
public final class PeopleApi {
    /**
     * What they speak for.
     *
     * @param people who may sign in
     * @param ledger of what stays at the till when somebody signs out
     */
    public record Rooms(
            People people,
            Door door,
            Managers managers,
            Sessions sessions,
            SaleWords words,
            VoiceDoor voice,
            ForcedStanding standing,
            Liability liability,
            StaffBook staff,
            ShopStore shop,
            LedgerQueries ledger,
            Supplier<Limits> limits,
            Supplier<LimitsInUse> inUse,
            Currency currency,
            Identities identities,
            PeopleSettings settings) {}

    private final Rooms rooms;
    private final FactLog log;

    public PeopleApi(Rooms rooms, FactLog log) {
        this.rooms = rooms;
        this.log = log;
    }

    void register(Consumer<Object> jersey, Glance glance, Runnable changed) {
        jersey.accept(new SessionResource(
                rooms.door(),
                rooms.managers(),
                rooms.sessions(),
                rooms.people(),
                rooms.ledger(),
                rooms.settings().signInRequired(),
                log));
        jersey.accept(new ApprovalsResource(rooms.words()));
        jersey.accept(new ForcedResource(rooms.standing(), rooms.managers(), glance));
        jersey.accept(new LimitsResource(this::limits, rooms.liability(), rooms.managers(), changed));
        jersey.accept(new StaffResource(rooms.staff(), rooms.sessions()));
    }

    /** Lets nobody else in, where people have to sign in. */
    void guard(Environment environment, ObjectMapper json) {
        environment
                .servlets()
                .addFilter(
                        "session",
                        new SessionFilter(rooms.sessions(), rooms.settings().signInRequired(), json))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    List<PeopleSettings.DemoPerson> demoPeople() {
        return rooms.settings().demoPeople();
    }

    private LimitsView limits() {
        return LimitsView.of(
                rooms.currency(), rooms.limits().get(), rooms.inUse().get(), rooms.liability());
    }

    VoiceDoor voice() {
        return rooms.voice();
    }

    /** A stored sale was taken back, which the journal knows already; here it is written down by whom. */
    void voided(PaymentId payment, @Nullable String person) {
        note(Audit.Act.VOIDED, payment, "", person);
    }

    /** As above, of a tip. */
    void tipped(PaymentId payment, Amount tip, @Nullable String person) {
        note(Audit.Act.TIPPED, payment, tip.toString(), person);
    }

    private void note(Audit.Act act, PaymentId payment, String money, @Nullable String person) {
        try {
            rooms.shop()
                    .audit()
                    .add(new Audit.Entry(
                            rooms.identities().clock().instant(),
                            act,
                            person == null ? "" : person,
                            person == null ? "" : person,
                            payment.toString(),
                            money,
                            "",
                            ""));
        } catch (ShopBrokenException e) {
            log.broke("audit of a void or a tip", e);
        }
    }
}
