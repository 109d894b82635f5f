package dev.tidegate.till.http;

import dev.tidegate.till.people.Sessions;
import dev.tidegate.till.people.StaffBook;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** What each person did at this till; for managers. */
@Path("/staff")
@Produces(MediaType.APPLICATION_JSON)
public final class StaffResource {
    /** One person; the name is empty for what was done while nobody was signed in. */
    public record StaffView(
            String name,
            int sales,
            int stored,
            List<MoneyView> storedAmounts,
            int voids,
            int refused,
            int approvalsUsed,
            int approvalsGiven,
            int approvalsRefused) {
        static StaffView of(StaffBook.Page page) {
            return new StaffView(
                    page.name(),
                    page.sales(),
                    page.stored(),
                    page.storedSums().stream().map(MoneyView::of).toList(),
                    page.voids(),
                    page.refused(),
                    page.wordsUsed(),
                    page.wordsGiven(),
                    page.wordsRefused());
        }
    }

    /** One row of the audit. */
    public record ActView(
            long number,
            Instant at,
            String act,
            String person,
            String cashier,
            String payment,
            String amount,
            String fact,
            String reason) {
        static ActView of(Audit.Row row) {
            Audit.Entry entry = row.entry();
            return new ActView(
                    row.number(),
                    entry.at(),
                    entry.act().name(),
                    entry.person(),
                    entry.cashier(),
                    entry.payment(),
                    entry.money(),
                    entry.fact(),
                    entry.why());
        }
    }

    /**
     * The last days.
     *
     * @param acts the newest first
     */
    public record BookView(Instant from, List<StaffView> people, List<ActView> acts) {}

    private final StaffBook book;
    private final Sessions sessions;

    StaffResource(StaffBook book, Sessions sessions) {
        this.book = book;
        this.sessions = sessions;
    }

    @GET
    public BookView book(@QueryParam("days") @DefaultValue("7") int days, @Context HttpServletRequest request) {
        SignedIn session = Callers.of(request);
        Person manager = session == null ? null : sessions.manager(session);
        if (session == null || manager == null) {
            throw ProblemException.of(403, "manager_needed", "a manager has to show a PIN first");
        }
        if (days < 1 || days > StaffBook.DAYS_MAX) {
            throw ProblemException.of(400, "invalid_request", "days are 1 to " + StaffBook.DAYS_MAX);
        }
        sessions.managerIsHere(session, manager);
        StaffBook.Book seen = book.of(days);
        return new BookView(
                seen.from(),
                seen.pages().stream().map(StaffView::of).toList(),
                seen.newest().stream().map(ActView::of).toList());
    }
}
