package dev.tidegate.till.http;

import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.LimitsInUse;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.till.config.AgreedTerms;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.floor.ShopFloor;
import dev.tidegate.till.gateway.HeardStanding;
import dev.tidegate.till.gateway.HeartbeatStanding;
import dev.tidegate.till.gateway.RouteName;
import dev.tidegate.till.gateway.Trouble;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.people.ForcedStanding;
import dev.tidegate.till.people.SaleWords;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.SaleDesk;
import dev.tidegate.till.store.Orders;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.ShopStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the whole till once. Every number comes from the journal, by the ledger or by its writer's own count. */
public final class Glance {
    /** What is looked at. */
    public record Parts(
            TillSettings settings,
            String till,
            InstantSource clock,
            Supplier<@Nullable Duration> clockOff,
            Supplier<Limits> limits,
            Supplier<@Nullable TillParameters> said,
            Supplier<@Nullable Instant> confirmed,
            AgreedTerms terms,
            Journal journal,
            TillLedger ledger,
            HeardStanding standing,
            Supplier<@Nullable RouteName> route,
            ForcedStanding forced,
            ShopStore shop,
            Kernel kernel,
            Supplier<SortedMap<String, String>> lostReaders,
            SaleDesk desk,
            Results results,
            DrainJournal drain,
            BooleanSupplier journalTakes,
            ShopFloor floor) {}

    private final Parts parts;

    public Glance(Parts parts) {
        this.parts = parts;
    }

    TerminalView terminal() {
        TillSettings settings = parts.settings();
        Duration clockOff = parts.clockOff().get();
        HeartbeatStanding.Seen seen = parts.standing().seen();
        Orders.Forced forced = parts.forced().forced();
        LedgerQueries.Lost lost = parts.ledger().queries().lost();
        Verdict stoppedBy = parts.drain().stoppedBy();
        RouteName route = parts.route().get();
        return new TerminalView(
                parts.till(),
                parts.clock().instant(),
                clockOff == null ? null : clockOff.toSeconds(),
                settings.shop().merchant(),
                settings.shop().terminalId(),
                settings.shop().currency().getCurrencyCode(),
                settings.shop().zone().getId(),
                settings.demo(),
                parts.forced().now() instanceof Standing.Online ? "online" : "offline",
                parts.forced().now() instanceof Standing.Offline(var cause) ? cause.name() : null,
                forced == null ? seen.since() : forced.at(),
                forced == null ? null : new TerminalView.Forced(forced.person(), forced.at()),
                seen.gatewayReachable(),
                seen.trouble() == Trouble.NONE ? null : seen.trouble().name(),
                route == null ? null : route.name(),
                parts.kernel().readerPresent(),
                List.copyOf(parts.lostReaders().get().keySet()),
                offline(),
                parameters(),
                new TerminalView.Saf(
                        parts.journal().head().seq()
                                - parts.journal().acknowledged().contiguous(),
                        stoppedBy == Verdict.OK ? null : stoppedBy.name(),
                        parts.journalTakes().getAsBoolean()),
                parts.ledger().duties().size(),
                parts.ledger().queries().reversalsPending(),
                lost.from() == 0 ? null : new TerminalView.LostRecords(lost.from(), lost.to()),
                current(),
                parts.results().questions().stream().map(this::question).toList(),
                floor());
    }

    private TerminalView.Floor floor() {
        ShopFloor floor = parts.floor();
        return new TerminalView.Floor(
                floor.catalogue().version(),
                floor.keeper().asOf(),
                floor.keeper().standing().faults().size(),
                floor.drawer().silent());
    }

    /** One payment, absent where the till never had it. */
    @Nullable
    PaymentView payment(PaymentId id) {
        Results.View view = parts.results().view(id);
        return view == null ? null : view(view);
    }

    private @Nullable PaymentView current() {
        PaymentId id = parts.desk().current();
        return id == null ? null : payment(id);
    }

    private PaymentView question(Payment payment) {
        return view(parts.results().ofJournal(payment));
    }

    private PaymentView view(Results.View view) {
        PaymentRequest request = parts.shop().requests().of(view.payment().id());
        boolean liftable = view.finished()
                && SaleWords.isLiftable(view.payment(), parts.limits().get());
        return PaymentView.of(view, parts.terms(), liftable, request == null ? null : request.person());
    }

    private TerminalView.Offline offline() {
        Reason blockedBy = parts.limits().get().shut();
        LedgerQueries.Unsynced unsynced = parts.ledger().queries().unsynced();
        return new TerminalView.Offline(
                parts.settings().offline().enabled(),
                blockedBy == Reason.NONE ? null : blockedBy,
                unsynced.count(),
                unsynced.sums().stream().map(MoneyView::of).toList(),
                unsynced.oldest(),
                older(AgreedTerms.Age.LATE),
                older(AgreedTerms.Age.TOO_OLD),
                remaining());
    }

    private int older(AgreedTerms.Age age) {
        return Arrays.stream(StoredKind.values())
                .mapToInt(kind -> older(kind, parts.terms().soldBefore(kind, age)))
                .sum();
    }

    private int older(StoredKind kind, @Nullable Instant soldBefore) {
        return soldBefore == null ? 0 : parts.ledger().queries().unsyncedBefore(kind, soldBefore);
    }

    private TerminalView.@Nullable Parameters parameters() {
        TillParameters said = parts.said().get();
        return said == null
                ? null
                : new TerminalView.Parameters(
                        said.version(),
                        said.issuedAt(),
                        parts.confirmed().get(),
                        MoneyView.ofNullable(parts.terms().voiceFloor()));
    }

    private TerminalView.Remaining remaining() {
        LimitsInUse inUse = parts.journal().limitsInUse();
        Limits limits = parts.limits().get();
        Instant oldest = inUse.oldest();
        return new TerminalView.Remaining(
                limits.shut() == Reason.NONE ? Math.max(0, limits.countMax() - inUse.count()) : 0,
                MoneyView.of(left(limits, inUse)),
                oldest == null ? null : oldest.plus(limits.acceptWindow()));
    }

    private Amount left(Limits limits, LimitsInUse inUse) {
        Currency currency = parts.settings().shop().currency();
        Limits.Row row = limits.rows().get(currency);
        Amount used = inUse.sum(currency);
        return row == null || limits.shut() != Reason.NONE || used.exceeds(row.sumMax())
                ? new Amount(0, currency)
                : row.sumMax().minus(used);
    }
}
