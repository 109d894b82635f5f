package dev.tidegate.emv.selection;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.step.Step;
import java.util.ArrayList;
import java.util.List;

/** Candidates found by selecting each of the terminal's own applications (EMV 4.4 Book 1, 12.3.3). */
final class ListSearch {
    /** Applications of one card whose names begin alike; a card that has more goes round in circles. */
    static final int OCCURRENCES_MAX = 8;

    private final List<TerminalApplication> supported;

    ListSearch(List<TerminalApplication> supported) {
        this.supported = supported;
    }

    /** The candidates in the terminal's order. */
    Step<List<Candidate>> search() {
        return application(0, List.of());
    }

    private Step<List<Candidate>> application(int index, List<Candidate> found) {
        return index == supported.size() ? Step.done(found) : occurrence(index, 1, found);
    }

    private Step<List<Candidate>> occurrence(int index, int number, List<Candidate> found) {
        if (number > OCCURRENCES_MAX) {
            return application(index + 1, found);
        }
        TerminalApplication application = supported.get(index);
        return Step.send(CommandApdu.select(application.aid().value(), number > 1), answer -> {
            if (answer.statusWord() == ResponseApdu.NOT_SUPPORTED && number == 1) {
                // Book 1, 12.3.3, step 2: the card is blocked, or does not know SELECT.
                return Step.ended(EndReason.BLOCKED);
            }
            if (!answer.succeededOrWarned()) {
                return application(index + 1, found);
            }
            return selected(index, number, found, answer);
        });
    }

    private Step<List<Candidate>> selected(int index, int number, List<Candidate> found, ResponseApdu answer) {
        TerminalApplication application = supported.get(index);
        FileControlInformation information;
        try {
            information = FileControlInformation.read(answer.data());
        } catch (MalformedCardDataException e) {
            return application(index + 1, found);
        }
        if (!information.name().startsWith(application.aid().value())) {
            return application(index + 1, found);
        }
        List<Candidate> more = new ArrayList<>(found);
        boolean known = found.stream().anyMatch(candidate -> candidate.name().equals(information.name()));
        // Book 1, 12.3.3, steps 4 and 5: a blocked application (6283) is no candidate.
        if (answer.succeeded() && application.takes(information.name()) && !known) {
            more.add(Candidate.of(information.name(), application, information.proprietary()));
        }
        boolean whole = information.name().equals(application.aid().value());
        return whole ? application(index + 1, List.copyOf(more)) : occurrence(index, number + 1, List.copyOf(more));
    }
}
