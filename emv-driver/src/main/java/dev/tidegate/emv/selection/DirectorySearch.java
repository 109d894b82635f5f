package dev.tidegate.emv.selection;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.step.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Candidates out of the card's directory, the payment system environment, PSE (EMV 4.4 Book 1, 12.3.2). */
final class DirectorySearch {
    /** A directory names a handful of applications; a card that has more records goes round in circles. */
    static final int RECORDS_MAX = 32;

    private static final Octets NAME = Octets.of("1PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII));
    private static final Tag SHORT_FILE = new Tag(0x88);
    private static final Tag RECORD = new Tag(0x70);
    private static final Tag ENTRY = new Tag(0x61);
    private static final Tag APPLICATION_NAME = new Tag(0x4F);

    private final List<TerminalApplication> supported;

    DirectorySearch(List<TerminalApplication> supported) {
        this.supported = supported;
    }

    /** The candidates in the directory's order; none where the card has no directory, or one that cannot be read. */
    Step<List<Candidate>> search() {
        return Step.send(CommandApdu.select(NAME, false), answer -> switch (answer.statusWord()) {
            case ResponseApdu.SUCCESS -> directory(answer.data());
            // Book 1, 12.3.2: the card is blocked, or does not know SELECT.
            case ResponseApdu.NOT_SUPPORTED -> Step.ended(EndReason.BLOCKED);
            default -> Step.done(List.of());
        });
    }

    // Book 1, 12.3.2: on any error in the directory the terminal goes on with its own list.
    private Step<List<Candidate>> directory(Slice answer) {
        try {
            Slice file = FileControlInformation.only(
                    FileControlInformation.read(answer).proprietary(), SHORT_FILE);
            boolean valid = file.length() == 1 && file.at(0) >= 1 && file.at(0) <= 10;
            return valid ? record(file.at(0), 1, List.of()) : Step.done(List.of());
        } catch (MalformedCardDataException e) {
            return Step.done(List.of());
        }
    }

    private Step<List<Candidate>> record(int file, int number, List<Candidate> found) {
        if (number > RECORDS_MAX) {
            return Step.done(found);
        }
        return Step.send(CommandApdu.readRecord(file, number), answer -> switch (answer.statusWord()) {
            case ResponseApdu.SUCCESS -> entries(file, number, found, answer.data());
            case ResponseApdu.NO_RECORD -> Step.done(found);
            default -> Step.done(List.of());
        });
    }

    private Step<List<Candidate>> entries(int file, int number, List<Candidate> found, Slice answer) {
        List<Candidate> more = new ArrayList<>(found);
        try {
            for (TlvElement element : TlvElement.readAll(TlvElement.template(answer, RECORD))) {
                if (element.tag().equals(ENTRY)) {
                    addTo(more, TlvElement.readAll(element.value()));
                }
            }
        } catch (MalformedCardDataException e) {
            return Step.done(List.of());
        }
        return record(file, number + 1, List.copyOf(more));
    }

    private void addTo(List<Candidate> found, List<TlvElement> entry) {
        Octets name = FileControlInformation.only(entry, APPLICATION_NAME).octets();
        if (name.length() < 5 || name.length() > 16) {
            throw new MalformedCardDataException("an application name has 5 to 16 bytes");
        }
        supported.stream()
                .filter(application -> application.takes(name))
                .max(Comparator.comparingInt(
                        application -> application.aid().value().length()))
                .map(application -> Candidate.of(name, application, entry))
                .ifPresent(found::add);
    }
}
