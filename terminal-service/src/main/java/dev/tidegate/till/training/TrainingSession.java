package dev.tidegate.till.training;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One card of the drawer. Its cryptogram is of zeros, which is nobody's, and its label says what it is. */
final class TrainingSession implements CardSession {
    private static final String LABEL = "TRAINING";

    // A proprietary identifier (ISO/IEC 7816-5, category F): of no scheme, so that no table takes it for one.
    private static final Aid AID = new Aid(Octets.ofHex("F05449444554524E"));
    private static final Octets NOTHING_SIGNED = Octets.of(new byte[8]);
    private static final Octets ALL_DONE = Octets.ofHex("E800");

    private final CardRead read;
    private final boolean approvesAlone;
    private final FrozenTags tags;

    private TrainingSession(CardRead read, boolean approvesAlone, FrozenTags tags) {
        this.read = read;
        this.approvesAlone = approvesAlone;
        this.tags = tags;
    }

    static CardSession ended(EndReason reason) {
        return new CardSession() {
            @Override
            public CardRead read() {
                return new CardRead.Ended(reason);
            }

            @Override
            public FinalOutcome finish(HostAnswer answer) {
                throw new IllegalStateException("there is nothing to finish");
            }

            @Override
            public void close() {}
        };
    }

    static CardSession of(TrainingCard card, TransactionParameters parameters) {
        FrozenTags tags = frozen(parameters);
        CardRead read = card.mode().isStripe()
                ? new CardRead.Swiped(card.mode(), card.clear(), card.cvm(), Reason.NONE)
                : new CardRead.Answered(
                        first(card, tags),
                        card.mode(),
                        card.clear(),
                        AID,
                        LABEL,
                        card.cvm(),
                        TerminalVerificationResults.none(),
                        ALL_DONE,
                        true);
        return new TrainingSession(read, card == TrainingCard.CHIP_OFFLINE, tags);
    }

    private static Outcome first(TrainingCard card, FrozenTags tags) {
        return card == TrainingCard.CHIP_REFUSES
                ? new Outcome.Declined(cryptogram(Type.AAC))
                : new Outcome.AskHost(cryptogram(Type.ARQC), tags);
    }

    @Override
    public CardRead read() {
        return read;
    }

    @Override
    public FinalOutcome finish(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Answered host ->
                host.approved() ? new FinalOutcome.Approved(cryptogram(Type.TC), tags) : new FinalOutcome.Declined();
            case HostAnswer.Unable() ->
                approvesAlone
                        ? new FinalOutcome.Approved(cryptogram(Type.TC), tags)
                        : new FinalOutcome.Deferrable(cryptogram(Type.ARQC), tags);
        };
    }

    @Override
    public void close() {
        if (read instanceof CardRead.Taken taken) {
            taken.card().close();
        }
    }

    private static ApplicationCryptogram cryptogram(Type type) {
        return new ApplicationCryptogram(type, NOTHING_SIGNED, 0);
    }

    private static FrozenTags frozen(TransactionParameters parameters) {
        String amount = String.format(Locale.ROOT, "%012d", parameters.amount().minor());
        String currency = String.format(
                Locale.ROOT, "%04d", parameters.amount().currency().getNumericCode());
        String date = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).format(parameters.at());
        return new FrozenTags(TlvSet.empty()
                .with(Tag.APPLICATION_CRYPTOGRAM, NOTHING_SIGNED)
                .with(Tag.CRYPTOGRAM_INFORMATION, Octets.ofHex("80"))
                .with(Tag.ATC, Octets.ofHex("0000"))
                .with(Tag.AMOUNT_AUTHORISED, Octets.ofHex(amount))
                .with(Tag.TRANSACTION_CURRENCY, Octets.ofHex(currency))
                .with(Tag.TRANSACTION_DATE, Octets.ofHex(date)));
    }
}
