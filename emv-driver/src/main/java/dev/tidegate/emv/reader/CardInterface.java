package dev.tidegate.emv.reader;

import dev.tidegate.core.card.Octets;

/** How a slot meets its card. */
public enum CardInterface {
    /** The chip is touched. */
    CONTACT {
        @Override
        boolean allows(Octets answerToReset) {
            return AnswerToReset.isConforming(answerToReset);
        }
    },
    /** The card is in a field. */
    CONTACTLESS {
        @Override
        boolean allows(Octets answerToReset) {
            return ContactlessAnswer.isOfProcessorCard(answerToReset);
        }
    };

    /** Whether a card with this answer speaks as a payment card does. */
    abstract boolean allows(Octets answerToReset);
}
