package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel of the vectors: tells the card what it was activated with, and ends as its script says.
 *
 * <pre>
 * D1  80 floor limit | 40 not allowed | 20 verification | 10 status check | 08 zero amount || 80 beginning again
 * D2  where it begins again: 0A to 0D      D3  status word of SELECT      6F  what the card said of the application
 * </pre>
 */
final class TestKernel implements ContactlessApplicationKernel<String> {
    private static final Tag PDOL = new Tag(0x9F38);

    private final TlvSet terminal;
    private final List<KernelOutcome<String>> script;
    private final List<Map<String, String>> told = new ArrayList<>();

    TestKernel(TlvSet terminal, List<KernelOutcome<String>> script) {
        this.terminal = terminal;
        this.script = List.copyOf(script);
    }

    /** Tag and value of what the card was told, an activation each. */
    List<Map<String, String>> told() {
        return List.copyOf(told);
    }

    @Override
    public Step<Ended<String>> activate(Activation<String> activation) {
        CardObjects card = activation.selected().objects();
        DataObjectList asked = card.has(PDOL) ? DataObjectList.read(card.value(PDOL)) : DataObjectList.empty();
        Map<String, String> values = new LinkedHashMap<>();
        TlvSet known = known(activation);
        for (DataObjectList.Entry entry : asked.entries()) {
            values.put(entry.tag().toString(), value(entry, known, activation));
        }
        told.add(values);
        KernelOutcome<String> outcome = script.get(Math.min(told.size(), script.size()) - 1);
        byte[] template = Hex.bytes(Hex.tlv("83", String.join("", values.values())));
        if (template.length > 255) {
            // What 255 bytes of a command do not carry is not told; nothing of entry point hangs on it.
            return Step.done(new Ended.Known<>(outcome));
        }
        return Step.send(CommandApdu.getProcessingOptions(template), answer -> Step.done(new Ended.Known<>(outcome)));
    }

    private static String value(DataObjectList.Entry entry, TlvSet known, Activation<String> activation) {
        if (entry.tag().value() == 0x6F) {
            return padded(Hex.of(activation.selected().information()), entry.length());
        }
        if (entry.tag().isConstructed() && known.has(entry.tag())) {
            return padded(known.value(entry.tag()).hex(), entry.length());
        }
        return Hex.of(new DataObjectList(List.of(entry))
                .fill(known, activation.selected().objects()));
    }

    private static String padded(String hex, int length) {
        return (hex + "00".repeat(length)).substring(0, 2 * length);
    }

    private TlvSet known(Activation<String> activation) {
        PreparedCombination prepared = activation.selected().prepared();
        TlvSet known = terminal.with(new Tag(0xD1), Octets.ofHex(indicators(prepared.indicators(), activation)))
                .with(new Tag(0x9F2A), prepared.combination().kernel().value())
                .with(new Tag(0x9F06), prepared.combination().aid().value())
                .with(new Tag(0xD3), Octets.ofHex("9000"));
        KernelOutcome<String> before = activation.restartedFrom();
        if (before != null) {
            known = known.with(new Tag(0xD2), Octets.ofHex("0" + before.start().name()));
        }
        TransactionQualifiers qualifiers = prepared.indicators().qualifiers();
        known = qualifiers == null ? known : known.with(new Tag(0x9F66), qualifiers.value());
        for (Tag tag : activation.issuerData().tags()) {
            known = known.with(tag, activation.issuerData().value(tag));
        }
        return known;
    }

    private static String indicators(Indicators found, Activation<String> activation) {
        int first = (found.floorLimitExceeded() ? 0x80 : 0)
                | (found.notAllowed() ? 0x40 : 0)
                | (found.verificationRequired() ? 0x20 : 0)
                | (found.statusCheckRequested() ? 0x10 : 0)
                | (found.zeroAmount() ? 0x08 : 0);
        return Hex.of(new byte[] {(byte) first, (byte) (activation.restartedFrom() == null ? 0 : 0x80)});
    }
}
