package dev.tidegate.emv.selection;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.settings.TerminalApplication;
import java.util.List;

/**
 * An application that card and terminal have in common (EMV 4.4 Book 1, 12.3).
 *
 * @param name as the card calls it, 5 to 16 bytes
 * @param application the terminal's rules for it
 * @param priority 1 to 15, the lowest first; 0 where the card gives none
 * @param label what a person reads; its name in digits where the card gives none
 * @param needsConfirmation whether only the cardholder's word selects it
 */
public record Candidate(
        Octets name, TerminalApplication application, int priority, String label, boolean needsConfirmation) {
    /**
     * Application priority indicator, tag 87 (Book 1, 12.2.3, table 48): bits 1 to 4 the priority, bit 8 the
     * confirmation.
     *
     * @param said the directory's entry, or what the card says of the file
     */
    static Candidate of(Octets name, TerminalApplication application, List<TlvElement> said) {
        int indicator = FileControlInformation.priorityIndicator(said);
        String label = ApplicationLabel.of(said);
        return new Candidate(
                name, application, indicator & 0x0F, label.isEmpty() ? name.hex() : label, (indicator & 0x80) != 0);
    }

    /** Where it stands in the list: no priority comes last (Book 1, 12.4). */
    int rank() {
        return priority == 0 ? 16 : priority;
    }
}
