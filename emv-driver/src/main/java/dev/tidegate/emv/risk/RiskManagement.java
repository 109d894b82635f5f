package dev.tidegate.emv.risk;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.RandomSelection;
import dev.tidegate.emv.step.Step;
import java.util.List;

/**
 * Terminal risk management: floor limit, selection by chance, velocity (EMV 4.4 Book 3, 10.6). Done for every card,
 * whatever its interchange profile says: it only ever sends more sales online.
 *
 * <p>The exception file and the sum with the last sale of the same card are the terminal's: {@link CardHistory}.
 */
public final class RiskManagement {
    /**
     * What the terminal brings.
     *
     * @param amountMinor tag 9F02
     * @param floorLimitMinor 0 sends every sale online
     * @param chance 1 to 99, each as likely
     * @param forcedOnline whether the merchant wants the issuer asked
     * @param listed whether the card is on the exception file
     * @param lastAmountMinor of the last sale with the same card, 0 where there was none
     */
    public record Terms(
            long amountMinor,
            long floorLimitMinor,
            RandomSelection selection,
            int chance,
            boolean forcedOnline,
            boolean listed,
            long lastAmountMinor) {
        public Terms {
            if (chance < 1 || chance > 99) {
                throw new IllegalArgumentException("chance is 1 to 99");
            }
        }
    }

    private static final Tag LOWER_LIMIT = new Tag(0x9F14);
    private static final Tag UPPER_LIMIT = new Tag(0x9F23);
    private static final Tag LAST_ONLINE = new Tag(0x9F13);

    private RiskManagement() {}

    /** The bits of tag 95 that apply; asks the card for its counters where it has limits for them. */
    public static Step<TerminalVerificationResults> perform(Terms terms, CardObjects card) {
        TerminalVerificationResults found = withoutCard(terms);
        // 10.6.3: velocity is checked only where the card has both limits.
        if (!card.has(LOWER_LIMIT) || !card.has(UPPER_LIMIT)) {
            return Step.done(found);
        }
        Velocity velocity = new Velocity(
                card.value(LOWER_LIMIT, 1).at(0), card.value(UPPER_LIMIT, 1).at(0));
        return counter(Tag.ATC)
                .then(now -> counter(LAST_ONLINE).then(last -> Step.done(velocity.check(found, now, last))));
    }

    private static TerminalVerificationResults withoutCard(Terms terms) {
        TerminalVerificationResults found = TerminalVerificationResults.none();
        if (terms.listed()) {
            found = found.with(1, 5);
        }
        if (terms.forcedOnline()) {
            found = found.with(4, 4);
        }
        // 10.6.1: as much as the limit is above it, together with the last sale of the same card.
        if (Math.addExact(terms.amountMinor(), terms.lastAmountMinor()) >= terms.floorLimitMinor()) {
            return found.with(4, 8);
        }
        boolean selected = terms.chance() <= percent(terms);
        return selected ? found.with(4, 5) : found;
    }

    // 10.6.2: the target below the threshold, from there in a straight line to the highest at the floor limit.
    private static long percent(Terms terms) {
        RandomSelection selection = terms.selection();
        if (terms.amountMinor() < selection.thresholdMinor()) {
            return selection.targetPercent();
        }
        long span = terms.floorLimitMinor() - selection.thresholdMinor();
        long above = terms.amountMinor() - selection.thresholdMinor();
        return selection.targetPercent() + (selection.maximumPercent() - selection.targetPercent()) * above / span;
    }

    /** A counter by GET DATA, two bytes; {@link Velocity#UNKNOWN} where the card does not say. */
    private static Step<Integer> counter(Tag tag) {
        return Step.send(CommandApdu.getData(tag), answer -> {
            if (!answer.succeeded()) {
                return Step.done(Velocity.UNKNOWN);
            }
            List<TlvElement> elements = TlvElement.readAll(answer.data());
            if (elements.size() != 1 || !elements.getFirst().tag().equals(tag)) {
                throw new MalformedCardDataException("an answer to GET DATA is the object asked for");
            }
            Slice value = elements.getFirst().value();
            return Step.done(value.length() == 2 ? (int) value.number() : Velocity.UNKNOWN);
        });
    }
}
