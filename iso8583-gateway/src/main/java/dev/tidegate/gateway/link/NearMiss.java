package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An open request that an answer does not fit, and why.
 *
 * @param request its message type
 * @param stan its DE 11
 * @param terminal its DE 41
 */
public record NearMiss(String request, String stan, String terminal, List<Difference> differences) {
    private static final int STAN = 11;
    private static final int TERMINAL = 41;

    /**
     * One field that should be the same.
     *
     * @param field 0 for the message type
     * @param asked what the request has
     * @param answered what the answer has, empty where it has none
     */
    public record Difference(int field, String asked, String answered) {
        @Override
        public String toString() {
            return field + ":" + asked.strip() + "/" + answered.strip();
        }
    }

    public NearMiss {
        differences = List.copyOf(differences);
    }

    /** @param fields those by which the profile matches */
    static NearMiss of(Outbound request, IsoMessage answer, List<Integer> fields) {
        List<Difference> differences = new ArrayList<>();
        if (!request.answers().contains(answer.type())) {
            differences.add(new Difference(0, request.type(), answer.type()));
        }
        for (int field : fields) {
            if (!request.text(field).equals(answer.text(field))) {
                differences.add(new Difference(field, request.text(field), answer.text(field)));
            }
        }
        return new NearMiss(request.type(), request.text(STAN), request.text(TERMINAL), differences);
    }

    /** The message type is none. */
    long fieldsThatDiffer() {
        return differences.stream().filter(difference -> difference.field() > 0).count();
    }

    /** The fields alone, for a log: {@code 41:TIDE0001/TIDE0002+11:000017/000018}. */
    String told() {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("+"));
    }
}
