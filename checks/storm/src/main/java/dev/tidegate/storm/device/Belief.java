package dev.tidegate.storm.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the till believes of one sale. */
sealed interface Belief {
    record Paid(long minor) implements Belief {}

    record Unpaid() implements Belief {}

    record Reversed() implements Belief {}

    /** Neither: on a person's list. */
    record Unknown(String why) implements Belief {}

    /** Where the till's beliefs and the device's books contradict each other, a sentence each. */
    static List<String> contradictions(Map<String, Belief> beliefs, List<SimulatedDevice.Row> books) {
        Map<String, List<SimulatedDevice.Row>> bySale = books.stream()
                .filter(row -> row.category().equals("Payment"))
                .collect(Collectors.groupingBy(SimulatedDevice.Row::sale));
        List<String> found = new ArrayList<>();
        beliefs.forEach((sale, belief) -> {
            List<SimulatedDevice.Row> rows = bySale.getOrDefault(sale, List.of());
            long booked =
                    rows.stream().filter(row -> row.state().equals("BOOKED")).count();
            long undone =
                    rows.stream().filter(row -> row.state().equals("REVERSED")).count();
            boolean agree = switch (belief) {
                case Paid(var minor) ->
                    booked == 1
                            && undone == 0
                            && rows.stream().anyMatch(row -> row.state().equals("BOOKED") && row.amount() == minor);
                case Unpaid() -> booked == 0 && undone == 0;
                case Reversed() -> booked == 0 && undone == 1;
                case Unknown ignored -> booked + undone <= 1;
            };
            if (!agree) {
                found.add("sale " + sale + ": the till believes " + belief + ", the device's books say " + rows);
            }
        });
        bySale.keySet().stream()
                .filter(sale -> !beliefs.containsKey(sale))
                .forEach(sale -> found.add("sale " + sale + ": the till never asked for it"));
        return found;
    }
}
