package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.demo.Audit.Finding;
import dev.tidegate.demo.SaleSeen.Told;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sums of one run, in minor units: what the cashier was told to be stored and did not take back, and what became of
 * it at the acquirer and by the till's own word.
 *
 * @param captured at the acquirer
 * @param declined by the issuer, after the sale
 * @param saysCaptured by the till
 * @param saysDeclined by the till
 */
record Totals(long stored, long captured, long declined, long saysCaptured, long saysDeclined) {
    static Totals of(Audit audit, Http till) {
        Set<String> standing = audit.findings().stream()
                .map(Finding::sale)
                .filter(sale -> sale.told() == Told.STORED && sale.accepted())
                .map(SaleSeen::paymentId)
                .collect(Collectors.toSet());
        long stored = 0;
        long captured = 0;
        long declined = 0;
        for (Finding finding : audit.findings()) {
            if (standing.contains(finding.sale().paymentId())) {
                stored += finding.sale().amount();
                captured += finding.live() * finding.sale().amount();
                declined += finding.live() == 0
                        ? finding.declined() * finding.sale().amount()
                        : 0;
            }
        }
        long saysCaptured = 0;
        long saysDeclined = 0;
        for (String id : standing) {
            JsonNode payment = till.get("/api/v1/payments/" + id).expect(200).body();
            switch (payment.path("state").asText()) {
                case "CAPTURED" ->
                    saysCaptured += payment.path("captured").path("value").asLong();
                case "DECLINED_AFTER_STORE" ->
                    saysDeclined += payment.path("amount").path("value").asLong();
                default -> {
                    // Neither: the sums will differ.
                }
            }
        }
        return new Totals(stored, captured, declined, saysCaptured, saysDeclined);
    }

    boolean agree() {
        return stored == captured + declined && captured == saysCaptured && declined == saysDeclined;
    }

    ObjectNode json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("stored", stored)
                .put("captured", captured)
                .put("declined", declined)
                .put("saysCaptured", saysCaptured)
                .put("saysDeclined", saysDeclined)
                .put("agree", agree());
    }
}
