package dev.tidegate.emv.entrypoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Terminal settings of the vectors. */
final class ReaderUnderTest {
    // The numbers of the settings, and tag 9C.
    private static final Map<String, Integer> TYPES =
            Map.of("txn_purchase", 0, "txn_purchase_with_cashback", 1, "txn_cash_advance", 2, "txn_refund", 3);
    private static final List<String> TAG = List.of("00", "09", "01", "20");
    private static final int END_OF_TYPES = 4;

    private final JsonNode settings;

    ReaderUnderTest(JsonNode settings) {
        this.settings = settings;
    }

    boolean runsByItself() {
        return settings.get("autorun").asBoolean();
    }

    int ownType() {
        return settings.get("autorun_txn_type").asInt();
    }

    long ownAmount() {
        return settings.get("autorun_amount").asLong();
    }

    static int type(String name) {
        return Objects.requireNonNull(TYPES.get(name));
    }

    static String tag(int type) {
        return TAG.get(type);
    }

    /** The combinations for one type of transaction. */
    List<Combination> combinations(int type) {
        List<Combination> found = new ArrayList<>();
        for (JsonNode set : settings.get("sets")) {
            if (isFor(set.get("txn_types"), type)) {
                CombinationRules rules = rules(set);
                for (JsonNode one : set.get("combinations")) {
                    found.add(new Combination(
                            new Aid(Octets.ofHex(one.get("aid").asText())),
                            new KernelId(Octets.ofHex(one.get("kernel").asText())),
                            rules));
                }
            }
        }
        return found;
    }

    private static boolean isFor(JsonNode types, int type) {
        for (JsonNode one : types) {
            if (one.asInt() == END_OF_TYPES) {
                return false;
            }
            if (one.asInt() == type) {
                return true;
            }
        }
        return false;
    }

    private static CombinationRules rules(JsonNode set) {
        return new CombinationRules(
                set.path("status_check_support").asBoolean(false),
                set.path("zero_amount_allowed").asBoolean(true),
                set.path("ext_selection_support").asBoolean(false),
                set.path("reader_ctls_txn_limit").asLong(CombinationRules.NO_LIMIT),
                set.path("reader_ctls_floor_limit").asLong(CombinationRules.NO_LIMIT),
                set.path("terminal_floor_limit").asLong(CombinationRules.NO_LIMIT),
                set.path("reader_cvm_reqd_limit").asLong(CombinationRules.NO_LIMIT),
                set.has("ttq")
                        ? new TransactionQualifiers(Octets.ofHex(set.get("ttq").asText()))
                        : null);
    }
}
