package dev.tidegate.simulator.acquirer.wire;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One ISO 8583 message: its type and its fields as text, binary fields as upper-case hex.
 *
 * @param fields by number, in order; never changed
 */
public record IsoMessage(Mti mti, SortedMap<Integer, String> fields) {
    public IsoMessage {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public static IsoMessage of(String mti, Map<Integer, String> fields) {
        return new IsoMessage(new Mti(mti), new TreeMap<>(fields));
    }

    public boolean has(int number) {
        return fields.containsKey(number);
    }

    /** The field's text; empty when the message has no such field. */
    public String text(int number) {
        return fields.getOrDefault(number, "");
    }

    public IsoMessage with(int number, String value) {
        var more = new TreeMap<>(fields);
        more.put(number, value);
        return new IsoMessage(mti, more);
    }

    public IsoMessage without(int number) {
        var fewer = new TreeMap<>(fields);
        fewer.remove(number);
        return new IsoMessage(mti, fewer);
    }

    /** The card's number with its last four digits only; empty without one. */
    public String maskedPan() {
        return Secrecy.PAN.masked(text(2));
    }

    /** The fields as they may be shown. */
    public SortedMap<Integer, String> maskedFields() {
        var shown = new TreeMap<Integer, String>();
        fields.forEach((number, value) -> shown.put(number, Secrecy.of(number).masked(value)));
        return shown;
    }

    @Override
    public String toString() {
        return mti.digits() + maskedFields();
    }
}
