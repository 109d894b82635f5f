package dev.tidegate.emv.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.DataObjectList;
import dev.tidegate.emv.data.TlvElement;
import dev.tidegate.emv.testcard.DecodedTrace;
import dev.tidegate.emv.testcard.DecodedTrace.Line;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Objects;
import dev.tidegate.emv.testcard.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every tag, length and value that another project read in a recorded transaction is read by ours. */
final class DecodedTraceTest {
    private final Map<String, DataObjectList> lists = new HashMap<>();
    private int compared;
    private int cryptograms;

    @ParameterizedTest
    @CsvSource({
        "contact-visa, 60",
        "contact-mastercard, 100",
        "contact-upi, 100",
        "contactless-mastercard, 60",
        "contactless-msd, 15"
    })
    void answers_ofARecordedTransaction_areReadAsAnotherReadsThem(String scheme, int atLeast) {
        Trace trace = Trace.read("traces/" + scheme + "-in.txt");
        DecodedTrace decoded = DecodedTrace.read("traces/" + scheme + "-out.txt");

        assertThat(trace.exchanges()).hasSameSizeAs(decoded.exchanges());
        for (int i = 0; i < trace.exchanges().size(); i++) {
            compare(trace.exchanges().get(i), decoded.exchanges().get(i));
            compareCommand(trace.exchanges().get(i), decoded.exchanges().get(i));
        }

        System.out.println(scheme + ": " + compared + " tags compared");
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
    }

    private void compare(Trace.Exchange recorded, DecodedTrace.Exchange decoded) {
        if (!recorded.succeeded() || recorded.answer().length() <= 8) {
            return;
        }
        List<TlvElement> elements = flat(recorded.data());
        for (TlvElement element : elements) {
            if (List.of("8C", "8D").contains(element.tag().toString())) {
                lists.put(element.tag().toString(), DataObjectList.read(element.value()));
            }
        }
        Map<String, Integer> used = new HashMap<>();
        for (Line line : decoded.answer()) {
            if (line.asked() >= 0) {
                compareAsked(line, elements, used);
            } else if (ValueText.isComparable(line.tag(), line.value()) && isTag(line.tag())) {
                compareValue(line, elements, decoded.title());
            }
        }
    }

    /** What a terminal told a card: the values of CDOL 1, then of CDOL 2, cut as our lists say. */
    private void compareCommand(Trace.Exchange recorded, DecodedTrace.Exchange decoded) {
        if (!recorded.command().startsWith("80AE")) {
            return;
        }
        DataObjectList list = java.util.Objects.requireNonNull(lists.get(cryptograms++ == 0 ? "8C" : "8D"));
        byte[] values = Hex.bytes(recorded.command().substring(10));
        Map<String, byte[]> told = new HashMap<>();
        int at = 0;
        for (DataObjectList.Entry entry : list.entries()) {
            told.put(entry.tag().toString(), java.util.Arrays.copyOfRange(values, at, at + entry.length()));
            at += entry.length();
        }
        for (Line line : decoded.command()) {
            byte[] value = told.get(line.tag());
            if (value != null && ValueText.isComparable(line.tag(), line.value())) {
                assertThat(ValueText.agrees(line.tag(), line.value(), value))
                        .as("tag %s of %s", line.tag(), decoded.title())
                        .isTrue();
                compared++;
            }
        }
    }

    private void compareValue(Line line, List<TlvElement> elements, String title) {
        List<TlvElement> named = elements.stream()
                .filter(element -> element.tag().toString().equals(line.tag()))
                .toList();
        if (named.isEmpty() && !line.tag().equals("9F4C")) {
            assertThat(line.value())
                    .as("tag %s of %s is in the answer", line.tag(), title)
                    .isEmpty();
            return;
        }
        assertThat(named)
                .as("tag %s of %s", line.tag(), title)
                .anyMatch(element -> ValueText.agrees(
                        line.tag(), line.value(), element.value().copy()));
        compared++;
    }

    private void compareAsked(Line line, List<TlvElement> elements, Map<String, Integer> used) {
        List<DataObjectList.Entry> asked = new ArrayList<>();
        for (TlvElement element : elements) {
            if (List.of("8C", "8D", "9F38", "9F49").contains(element.tag().toString())) {
                asked.addAll(DataObjectList.read(element.value()).entries());
            }
        }
        assertThat(asked).contains(new DataObjectList.Entry(Objects.tag(line.tag()), line.asked()));
        used.merge(line.tag(), 1, Integer::sum);
        assertThat(used.get(line.tag())).isLessThanOrEqualTo((int) asked.stream()
                .filter(entry -> entry.tag().toString().equals(line.tag()))
                .count());
        compared++;
    }

    /** Every element of an answer, templates and what they hold, format 1 answers taken apart as the book says. */
    private static List<TlvElement> flat(String data) {
        List<TlvElement> all = new ArrayList<>();
        for (TlvElement element : TlvElement.readAll(Hex.slice(data))) {
            all.add(element);
            if (element.tag().isConstructed()) {
                all.addAll(flat(Hex.of(element.value())));
            }
            if (element.tag().equals(new Tag(0x80))) {
                all.addAll(format1(Hex.of(element.value())));
            }
        }
        return all;
    }

    private static List<TlvElement> format1(String value) {
        boolean cryptogram = value.length() >= 22 && List.of("80", "40", "00").contains(value.substring(0, 2));
        String run = cryptogram
                ? Hex.tlv("9F27", value.substring(0, 2))
                        + Hex.tlv("9F36", value.substring(2, 6))
                        + Hex.tlv("9F26", value.substring(6, 22))
                        + Hex.tlv("9F10", value.substring(22))
                : Hex.tlv("82", value.substring(0, 4)) + Hex.tlv("94", value.substring(4));
        return TlvElement.readAll(Hex.slice(run));
    }

    private static boolean isTag(String hex) {
        try {
            return Objects.tag(hex).toString().equals(hex);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
