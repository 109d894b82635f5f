package dev.tidegate.till.http;

import dev.tidegate.core.payment.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole till at one glance: what the page needs to draw itself from nothing.
 *
 * @param id the till's
 * @param time the till's, which no clock of a machine moves: what ages and windows are counted by
 * @param machineAheadSeconds how far the machine's clock is ahead of it, negative where it is behind; absent where it
 *     is right
 * @param networkStatus {@code online} or {@code offline}
 * @param cause why it is offline: NO_NETWORK, GATEWAY_SILENT, ACQUIRER_SILENT, POLICY when forced; absent online
 * @param since since when it is as it is
 * @param trouble what exactly keeps the calls from their answers, as NAME_UNRESOLVED or REFUSED; absent where nothing
 *     does or nobody can tell
 * @param route FIRST or BACKUP, the one that carries now; absent where there is one alone
 * @param forced who switched it offline by hand; absent where nobody did
 * @param lostReaders of contact, contactless and stripe, those that are not there
 * @param parameters what merchant and acquirer allow; absent until the gateway has told it once
 * @param duties online sales that the gateway has not yet been told the end of
 * @param reversalsPending sales with an unknown outcome; counted, never summed
 * @param current the payment in progress, or finished and not acknowledged; absent where the screen is free
 * @param questions sales of which nobody was told: did the customer leave with the goods?
 */
record TerminalView(
        String id,
        Instant time,
        @Nullable Long machineAheadSeconds,
        String merchant,
        String terminalId,
        String currency,
        String timeZone,
        boolean demo,
        String networkStatus,
        @Nullable String cause,
        Instant since,
        @Nullable Forced forced,
        boolean gatewayReachable,
        @Nullable String trouble,
        @Nullable String route,
        boolean readerPresent,
        List<String> lostReaders,
        Offline offline,
        @Nullable Parameters parameters,
        Saf saf,
        int duties,
        int reversalsPending,
        @Nullable LostRecords lostRecords,
        @Nullable PaymentView current,
        List<PaymentView> questions,
        Floor floor) {

    /**
     * The shop floor.
     *
     * @param catalogue its version: another one where anything of it has changed
     * @param catalogueAsOf since when it is as it is; absent where there is none
     * @param catalogueFaults how many its source has; it is not used until they are mended
     * @param drawerSilent whether the cash drawer did not answer when it was last asked to open
     */
    record Floor(String catalogue, @Nullable Instant catalogueAsOf, int catalogueFaults, boolean drawerSilent) {}

    /** Who switched it offline by hand, and when. */
    record Forced(String person, Instant at) {}

    /**
     * Money that the acquirer does not have yet.
     *
     * @param count the badge
     * @param blockedBy why nothing is taken offline at all; absent where something may be
     * @param oldestStoredAt absent where there is none
     * @param late how many the acquirer should have by now, the next among them
     * @param tooOld how many are not sent any more: the gateway sets them aside when they come
     */
    record Offline(
            boolean enabled,
            @Nullable Reason blockedBy,
            int count,
            List<MoneyView> amountsByCurrency,
            @Nullable Instant oldestStoredAt,
            int late,
            int tooOld,
            Remaining remaining) {}

    /**
     * The age of what merchant and acquirer allow, and some of it.
     *
     * @param confirmedAt when the gateway last said that it holds; absent since the start
     * @param voiceFloor the least sale that an issuer may approve by telephone; absent where the acquirer takes none so
     */
    record Parameters(
            long version,
            Instant issuedAt,
            @Nullable Instant confirmedAt,
            @Nullable MoneyView voiceFloor) {}

    /**
     * What may still be taken offline.
     *
     * @param amount in the till's currency
     * @param until when the window closes; absent while nothing is stored
     */
    record Remaining(int count, MoneyView amount, @Nullable Instant until) {}

    /**
     * The way of the journal to the gateway.
     *
     * @param stoppedBy FORK or REFUSED once the gateway takes no more from this till; absent otherwise
     * @param writable whether the journal takes records; without it nothing can be sold
     */
    record Saf(long unsent, @Nullable String stoppedBy, boolean writable) {}

    /** Records that could not be read at the start: check the last slip. */
    record LostRecords(long from, long to) {}
}
