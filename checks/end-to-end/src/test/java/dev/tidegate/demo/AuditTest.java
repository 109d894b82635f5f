package dev.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidegate.demo.Audit.Verdict;
import dev.tidegate.demo.SaleSeen.Told;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison itself: it must notice each way of breaking the promise. */
final class AuditTest {
    @ParameterizedTest(name = "told {0}, voided {1}, acquirer has [{2}] → {3}")
    @CsvSource({
        "APPROVED, false, LIVE, HELD",
        "APPROVED, false, '', LOST",
        "APPROVED, false, DECLINED, LOST",
        "APPROVED, false, REVERSED, LOST",
        "APPROVED, false, LIVE LIVE, DOUBLED",
        "STORED, false, LIVE, HELD",
        "STORED, false, DECLINED, HELD",
        "STORED, false, DECLINED DECLINED, LOST",
        "STORED, false, '', LOST",
        "STORED, false, LIVE LIVE, DOUBLED",
        "STORED, true, '', HELD",
        "STORED, true, LIVE, INVENTED",
        "REFUSED, false, '', HELD",
        "REFUSED, false, LIVE, INVENTED",
        "NOT_KNOWN, false, REVERSED, HELD",
        "NOT_KNOWN, false, LIVE, INVENTED",
        "NOTHING, false, LIVE, INVENTED",
        "NOTHING, false, '', HELD",
    })
    void compare_whatWasToldAndBooked_givesTheVerdict(Told told, boolean voided, String booked, Verdict verdict) {
        ArrayNode rows = new ObjectMapper().createArrayNode();
        for (String state : booked.split(" ")) {
            if (!state.isEmpty()) {
                rows.addObject().put("amount", 2001).put("state", state);
            }
        }

        Audit audit = Audit.compare(List.of(new SaleSeen("chip-approves", 2001, "id", told, voided)), Ledger.of(rows));

        assertThat(audit.findings().getFirst().verdict()).isEqualTo(verdict);
    }
}
