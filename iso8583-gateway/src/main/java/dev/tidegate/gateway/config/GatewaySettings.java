package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.gateway.batch.CloseTime;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.LaneId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes down about the gateway.
 *
 * @param home the folder that {@code init} made
 * @param profiles the folder of the acquirers' profiles
 * @param keys where private keys are, and how recipient keys follow each other
 * @param people who may act on payments by hand; nobody where it is left out
 * @param drainRecordsPerSecond what tills may bring after an outage, together; 2,500 where absent
 * @param cardDataRetentionDays how long card data is kept after the last that happened to its payment; 180 where absent
 * @param certification the folder of evidence packs that reviewers sign off; empty or left out: there is none
 * @param hsm left out: there is none
 * @param demo whether fault drills work
 */
public record GatewaySettings(
        @JsonProperty(required = true) String home,
        @JsonProperty(required = true) String profiles,
        @JsonProperty(required = true) DatabaseSettings database,
        @JsonProperty(required = true) KeySettings keys,
        @JsonProperty @Nullable HsmSettings hsm,
        @JsonProperty(required = true) List<AcquirerSettings> acquirers,
        @JsonProperty(required = true) List<MerchantSettings> merchants,
        @Nullable List<PersonSettings> people,
        @JsonProperty @Nullable Integer drainRecordsPerSecond,
        @JsonProperty @Nullable Integer cardDataRetentionDays,
        @JsonProperty @Nullable String certification,
        @JsonProperty(required = true) boolean demo) {
    /** Half of what two cores take in beside live sales, and enough for a thousand tills within half a minute. */
    private static final int DRAIN_RECORDS_PER_SECOND = 2_500;

    /** As long as refunds and disputes may come. */
    private static final int CARD_DATA_RETENTION_DAYS = 180;

    /** The schemes' longest disputes are over by then. */
    private static final int CARD_DATA_RETENTION_DAYS_MAX = 730;

    private static final int DRAIN_RECORDS_PER_SECOND_MAX = 1_000_000;

    public GatewaySettings {
        Checks.text(home, "gateway.home", 4096);
        Checks.text(profiles, "gateway.profiles", 4096);
        if (drainRecordsPerSecond != null
                && (drainRecordsPerSecond < 1 || drainRecordsPerSecond > DRAIN_RECORDS_PER_SECOND_MAX)) {
            throw new IllegalArgumentException("gateway.drainRecordsPerSecond is 1 to " + DRAIN_RECORDS_PER_SECOND_MAX);
        }
        if (cardDataRetentionDays != null
                && (cardDataRetentionDays < 1 || cardDataRetentionDays > CARD_DATA_RETENTION_DAYS_MAX)) {
            throw new IllegalArgumentException("gateway.cardDataRetentionDays is 1 to " + CARD_DATA_RETENTION_DAYS_MAX);
        }
        acquirers = List.copyOf(acquirers);
        merchants = List.copyOf(merchants);
        people = people == null ? List.of() : List.copyOf(people);
        Set<String> persons = new HashSet<>();
        for (PersonSettings person : people) {
            if (!persons.add(person.name())) {
                throw new IllegalArgumentException("gateway.people: " + person.name() + " is there twice");
            }
        }
        Set<String> names = new HashSet<>();
        for (AcquirerSettings acquirer : acquirers) {
            if (!names.add(acquirer.name())) {
                throw new IllegalArgumentException("gateway.acquirers: " + acquirer.name() + " is there twice");
            }
        }
        for (MerchantSettings merchant : merchants) {
            if (!names.contains(merchant.acquirer())) {
                throw new IllegalArgumentException(
                        "merchants.acquirer: " + merchant.acquirer() + " is none of gateway.acquirers");
            }
        }
    }

    /** Where the payment HSM is, if there is one. */
    public Optional<InetSocketAddress> hsmAddress() {
        return Optional.ofNullable(hsm).flatMap(HsmSettings::address);
    }

    /** Where evidence packs are, if anywhere. */
    public Optional<Path> evidence() {
        return Optional.ofNullable(certification)
                .filter(each -> !each.isBlank())
                .map(Path::of);
    }

    public Path folder() {
        return Path.of(home);
    }

    /** Who may act on payments by hand, by name. */
    public Map<String, Person> persons() {
        return people == null
                ? Map.of()
                : people.stream().collect(Collectors.toMap(PersonSettings::name, PersonSettings::person));
    }

    /** All terminals of all merchants. */
    public List<Terminal> terminals() {
        return merchants.stream().flatMap(MerchantSettings::all).toList();
    }

    /** What tills take offline at most, for those for which the merchant has said so. */
    public Map<TillId, Ceiling> ceilings() {
        Map<TillId, Ceiling> all = new HashMap<>();
        merchants.forEach(merchant -> all.putAll(merchant.ceilings()));
        return all;
    }

    /** How long card data is kept after the last that happened to its payment. */
    public Duration cardDataKept() {
        return Duration.ofDays(cardDataRetentionDays == null ? CARD_DATA_RETENTION_DAYS : cardDataRetentionDays);
    }

    /** When the batches of terminals are closed by the clock, where their merchant has a time of its own. */
    public Map<LaneId, CloseTime> closeTimes() {
        return merchants.stream()
                .flatMap(MerchantSettings::closeTimes)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many records a second tills may bring after an outage. */
    public int drain() {
        return drainRecordsPerSecond == null ? DRAIN_RECORDS_PER_SECOND : drainRecordsPerSecond;
    }
}
