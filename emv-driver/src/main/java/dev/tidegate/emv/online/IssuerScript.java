package dev.tidegate.emv.online;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.IssuerObjects;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.emv.Tlv;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.step.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that the issuer sends to its card through the terminal, template 71 or 72 (EMV 4.4 Book 3, 10.10; Book 4,
 * 12.2.4).
 *
 * <pre>
 * 71  9F18 identifier 4 | 86 command | 86 command | …
 * </pre>
 */
public enum IssuerScript {
    /** Template 71: before the second GENERATE AC. Annex C5, byte 5 bit 6. */
    BEFORE(0x71, 6),
    /** Template 72: after it. Annex C5, byte 5 bit 5. */
    AFTER(0x72, 5);

    /** Book 3, 10.10: a terminal takes at least 128 bytes of scripts; each command has six or more. */
    static final int COMMANDS_MAX = 32;

    private static final Tag COMMAND = new Tag(0x86);

    private final int template;
    private final int failureBit;

    IssuerScript(int template, int failureBit) {
        this.template = template;
        this.failureBit = failureBit;
    }

    /** Whether the issuer sent such a script. */
    public boolean isIn(TlvSet issuerData) {
        return issuerData.has(new Tag(template));
    }

    /**
     * Runs one script after the other: sends its commands in their order, up to the first that the card refuses.
     *
     * @return the bits of tag 95 that they set; none where there is no script
     */
    public Step<TerminalVerificationResults> run(TlvSet issuerData) {
        return script(IssuerObjects.scripts(issuerData, new Tag(template)), 0, 0, TerminalVerificationResults.none());
    }

    private Step<TerminalVerificationResults> script(
            List<Octets> scripts, int index, int sent, TerminalVerificationResults found) {
        if (index == scripts.size()) {
            return Step.done(found);
        }
        List<Octets> commands;
        try {
            commands = commands(scripts.get(index), sent);
        } catch (MalformedTlvException | MalformedCardDataException e) {
            return script(scripts, index + 1, sent, failed());
        }
        // 10.10: a script that failed does not keep the next one from being run.
        return command(commands, 0)
                .then(passed -> script(scripts, index + 1, sent + commands.size(), passed ? found : failed()));
    }

    private static Step<Boolean> command(List<Octets> commands, int index) {
        if (index == commands.size()) {
            return Step.done(true);
        }
        // 10.10: a success or a warning goes on, an error ends the script.
        return Step.send(
                CommandApdu.ofIssuer(commands.get(index)),
                answer -> answer.succeededOrWarned() ? command(commands, index + 1) : Step.done(false));
    }

    private TerminalVerificationResults failed() {
        return TerminalVerificationResults.none().with(5, failureBit);
    }

    // The whole script is looked at before its first command is sent.
    private static List<Octets> commands(Octets script, int before) {
        List<Octets> commands = new ArrayList<>();
        for (Tlv element : Tlv.readAll(script)) {
            if (element.tag().equals(COMMAND)) {
                CommandApdu.ofIssuer(element.value()).wipe();
                commands.add(element.value());
            }
        }
        if (before + commands.size() > COMMANDS_MAX) {
            throw new MalformedCardDataException("scripts of more commands than a terminal takes");
        }
        return commands;
    }
}
