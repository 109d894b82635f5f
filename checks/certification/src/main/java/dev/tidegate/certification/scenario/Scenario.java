package dev.tidegate.certification.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One scenario of the suite, as its file says it.
 *
 * @param id a letter and two digits, such as D01
 * @param proves what an acquirer learns from it, in a sentence
 * @param alone whether it disturbs others: nothing else is played meanwhile
 * @param needs features without which it does not apply
 * @param network network messages that belong to its flow, by their names in the dialect; only of one that is alone
 * @param gateway what the gateway's environment has besides while this is played; the gateway is started anew for it
 * @param given what was arranged before, a sentence each
 * @param drill many payments at once in place of steps of its own; played last
 */
public record Scenario(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String proves,
        boolean alone,
        List<String> needs,
        List<String> network,
        Map<String, String> gateway,
        List<String> given,
        @JsonProperty(required = true) List<Step> steps,
        @JsonProperty(required = true) Expected expect,
        @Nullable Drill drill) {
    /** How a payment is called where only one is spoken of. */
    public static final String FIRST = "sale";

    public Scenario {
        needs = listOf(needs);
        network = listOf(network);
        gateway = gateway == null ? Map.of() : Map.copyOf(gateway);
        given = listOf(given);
        steps = List.copyOf(steps);
    }

    /** The section's letter. */
    public String section() {
        return id.substring(0, 1);
    }

    /** Whether it needs something done at the host's side, which only the simulator does. */
    public boolean needsHost() {
        return drill != null || steps.stream().anyMatch(Step::isAtHost);
    }

    static <T> List<T> listOf(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * What is done: exactly one of the deeds.
     *
     * @param only the profiles in which it is done; all where it names none
     * @param say what the evidence says of it; else the deed's own words
     * @param told what the cashier's screen says after it; nothing is looked at where it is absent
     * @param rules of the simulator; each is for this scenario's terminal, or for everybody's network messages
     * @param doors whether the host lets connections in: open, closed, or mute
     * @param tell the host says something by itself, as the simulator's control names it
     * @param batch the host's batch of the terminal gets this number
     * @param certificate which the host shows from now on
     * @param checkProfile the profile is read and its golden messages are tried
     * @param reconnect the host ends each connection, and lets the next in
     * @param close somebody closes the terminal's batch: how it stands then, CLOSED, OPEN or HELD
     * @param person what somebody does at the gateway's page
     * @param offline a sale without the host, which the till's own rules decide
     * @param forgotten a payment of which nothing may be kept that was for the issuer alone
     * @param scan whether everything that was written is searched for card numbers
     */
    public record Step(
            List<String> only,
            @Nullable String say,
            @Nullable ByProfile told,
            @Nullable List<JsonNode> rules,
            @Nullable String doors,
            @Nullable JsonNode tell,
            @Nullable Integer batch,
            @Nullable String certificate,
            @Nullable Boolean reconnect,
            @Nullable Boolean checkProfile,
            @Nullable Sell sell,
            @Nullable Sell store,
            @JsonProperty("void") @Nullable String voided,
            @Nullable Refund refund,
            @Nullable Await await,
            @Nullable Process gateway,
            @Nullable ByProfile close,
            @Nullable ByHand person,
            @Nullable Offline offline,
            @Nullable String forgotten,
            @Nullable Boolean scan) {
        public Step {
            only = listOf(only);
        }

        /** The deeds that it names: one, or the file is wrong. */
        List<String> deeds() {
            Map<String, @Nullable Object> all = new TreeMap<>();
            all.put("rules", rules);
            all.put("doors", doors);
            all.put("tell", tell);
            all.put("batch", batch);
            all.put("certificate", certificate);
            all.put("reconnect", reconnect);
            all.put("checkProfile", checkProfile);
            all.put("sell", sell);
            all.put("store", store);
            all.put("void", voided);
            all.put("refund", refund);
            all.put("await", await);
            all.put("gateway", gateway);
            all.put("close", close);
            all.put("person", person);
            all.put("offline", offline);
            all.put("forgotten", forgotten);
            all.put("scan", scan);
            return all.entrySet().stream()
                    .filter(deed -> deed.getValue() != null)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        boolean isAtHost() {
            return rules != null
                    || doors != null
                    || tell != null
                    || batch != null
                    || certificate != null
                    || reconnect != null;
        }

        /** Whether it is done in a profile. */
        public boolean isIn(String profile) {
            return only.isEmpty() || only.contains(profile);
        }
    }

    /** How a card comes to be read, and what it says. */
    public enum By {
        CHIP,
        /** The card approves by itself; for what is stored. */
        CERTIFICATE,
        TAP,
        STRIPE,
        FALLBACK,
        TAP_STRIPE
    }

    /** What follows a yes of the host's. */
    public enum Then {
        KEEP,
        /** The chip says no at its second word. */
        CARD_REFUSES,
        CUSTOMER_CANCELS
    }

    /**
     * A sale.
     *
     * @param name by which the rest of the scenario speaks of it
     * @param amount in the currency's units, such as 10.51
     * @param card of the simulator's drawer; else the scenario's own
     * @param pin typed at the pad and checked by the issuer; {@code 1234} is right
     * @param takesPart whether the till can take less than was asked for
     * @param cvm how the holder was verified, a name of {@code CvmResult}; ONLINE_PIN with a PIN, else NONE
     * @param tags of the card besides, or other ones, in hexadecimal digits
     * @param then what follows a yes of the host's; it is kept, where nothing is said
     * @param ago how long before it is told to anybody it was made; for what is stored
     */
    public record Sell(
            @Nullable String name,
            @JsonProperty(required = true) String amount,
            @Nullable By by,
            @Nullable String card,
            @Nullable String pin,
            @Nullable String cvm,
            @Nullable Map<String, String> tags,
            boolean takesPart,
            @Nullable Then then,
            @Nullable Duration ago) {
        /** A plain sale by chip. */
        public static Sell plain(String name, String amount) {
            return new Sell(name, amount, null, null, null, null, null, false, null, null);
        }

        /** How old it is when somebody hears of it. */
        public Duration age() {
            return ago == null ? Duration.ZERO : ago;
        }

        /** How the rest of the scenario calls it. */
        public String called() {
            return name == null ? FIRST : name;
        }

        /** How the card is read; by chip, where nothing is said. */
        public By way() {
            return by == null ? By.CHIP : by;
        }

        /** What follows a yes of the host's. */
        public Then wish() {
            return then == null ? Then.KEEP : then;
        }

        /** In minor units. */
        public long minor() {
            return Scenario.minor(amount);
        }
    }

    /** Money back, for a payment that was captured. */
    public record Refund(
            @Nullable String name,
            @Nullable String of,
            @JsonProperty(required = true) String amount) {
        public String called() {
            return name == null ? "refund" : name;
        }

        public String original() {
            return of == null ? FIRST : of;
        }

        public long minor() {
            return Scenario.minor(amount);
        }
    }

    /**
     * Waits for a payment's state at the gateway, for a message on the line, or for a quiet while.
     *
     * @param state such as CAPTURED
     * @param message a message type in 1987 numbers, x for any digit, and how many of them there must be
     * @param connections how many the host has let in since the scenario began
     * @param quiet how long nothing is done, in the time of a real host
     * @param ends whether the flow ends with the last of these messages
     */
    public record Await(
            @Nullable String of,
            @Nullable String state,
            @Nullable String message,
            @Nullable ByProfile times,
            @Nullable Integer connections,
            @Nullable String quiet,
            boolean ends) {}

    /**
     * What somebody does by hand.
     *
     * @param of the payment, or none for the acquirer's line of stored sales
     * @param does hold, release, retry, write-off, or resume of the line
     */
    public record ByHand(
            @Nullable String of,
            @JsonProperty(required = true) String does) {}

    /**
     * A sale that the till decides alone, by limits of 50.00 for a sale, 120.00 for all that waits, and three sales.
     *
     * @param sale what is wanted; by certificate, the card has approved it
     * @param allowed of {@code certificate}, {@code request} and {@code stripe}: what the acquirer takes later
     * @param waiting how many wait
     * @param waitingSum what they come to
     * @param shut why nothing is taken at all
     * @param expect {@code stored}, or the reason of the refusal
     */
    public record Offline(
            @JsonProperty(required = true) Sell sale,
            List<String> allowed,
            int waiting,
            @Nullable String waitingSum,
            @Nullable String shut,
            @JsonProperty(required = true) String expect) {
        public Offline {
            allowed = listOf(allowed);
        }
    }

    /**
     * Many payments at once.
     *
     * @param kind what is done
     * @param brief how much of it in a run that people wait for
     * @param full how much with {@code --full}
     */
    public record Drill(
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) Size brief,
            @JsonProperty(required = true) Size full) {
        /** What is drilled. */
        public enum Kind {
            /** Stored sales of many terminals go at once, and a live one between them. */
            DRAIN,
            /** The gateway is killed and the line cut while stored sales go. */
            KILLS,
            /** Live sales for a while. */
            LOAD,
            /** A host that is slow, does not read, and says what nobody asked for. */
            SLOW_HOST,
            /** The host dies under load and comes back. */
            HOST_RESTARTS
        }

        /**
         * How much of it.
         *
         * @param tills side by side, 1 to {@link #TILLS_MAX}
         * @param sales of each till in a round
         * @param rounds how often something is done, or seconds of load
         */
        public record Size(int tills, int sales, int rounds) {
            /** One test card each. */
            public static final int TILLS_MAX = 20;

            public Size {
                if (tills < 1 || tills > TILLS_MAX || sales < 1 || rounds < 1) {
                    throw new IllegalArgumentException("a drill has 1 to " + TILLS_MAX + " tills, and something to do");
                }
            }
        }

        public Size size(boolean isFull) {
            return isFull ? full : brief;
        }
    }

    /**
     * What happens to the gateway's process.
     *
     * @param act {@code kill}, {@code stop}, {@code start}, or {@code restart}: in good order, and again
     * @param killAt where it is told to die after its start, a landmark's name and perhaps a number behind a colon; it
     *     is then started again
     */
    public record Process(
            @JsonProperty(required = true) String act,
            @Nullable String killAt,
            @Nullable Map<String, String> environment) {}

    /**
     * What must come of it.
     *
     * @param flow every message with the scenario's terminal, and the network messages it names, in their order
     * @param ledger each entry of the terminal as {@code kind amount state}, then what is not nothing:
     *     {@code standing}, {@code repeats}, {@code reversals}
     * @param states of payments at the gateway: state and reason
     * @param told what the till has heard of payments in the end
     * @param next what happens to payments by itself from now on, as the gateway tells people
     * @param within how soon after the message before it a kind must come, at any time scale
     * @param apart how long at least two of a kind that the gateway sends are apart, in the time of a real host
     */
    public record Expected(
            @Nullable List<Message> flow,
            @Nullable List<ByProfile> ledger,
            Map<String, ByProfile> states,
            Map<String, ByProfile> told,
            Map<String, ByProfile> next,
            Map<String, ByProfile> within,
            Map<String, ByProfile> apart) {
        public Expected {
            within = within == null ? Map.of() : new TreeMap<>(within);
            apart = apart == null ? Map.of() : new TreeMap<>(apart);
            flow = flow == null ? null : List.copyOf(flow);
            ledger = ledger == null ? null : List.copyOf(ledger);
            states = states == null ? Map.of() : new TreeMap<>(states);
            told = told == null ? Map.of() : new TreeMap<>(told);
            next = next == null ? Map.of() : new TreeMap<>(next);
        }
    }

    /**
     * A message on the line: what one side sends.
     *
     * @param send its kind in the dialect, where the gateway sends it
     * @param hear its kind, where the host does
     * @param repeat whether it has the type of a repeat
     * @param times how often, one behind the other
     * @param only the profiles that have it
     * @param of the payment that it is about
     * @param fields what they must be, besides what the dialect says of the kind
     */
    public record Message(
            @Nullable String send,
            @Nullable String hear,
            boolean repeat,
            @Nullable ByProfile times,
            List<String> only,
            @Nullable String of,
            @Nullable ByProfile mti,
            SortedMap<Integer, ByProfile> fields) {
        public Message {
            only = listOf(only);
            fields = fields == null ? new TreeMap<>() : fields;
        }

        /** Its kind in the dialect. */
        public String kind() {
            return send != null ? send : String.valueOf(hear);
        }

        public boolean isFromGateway() {
            return send != null;
        }

        public String about() {
            return of == null ? FIRST : of;
        }

        public boolean isIn(String profile) {
            return only.isEmpty() || only.contains(profile);
        }

        public int timesIn(String profile) {
            return times == null ? 1 : Integer.parseInt(times.in(profile).orElse("1"));
        }
    }

    /** An amount of the currency's units, such as 10.51, in minor ones. */
    public static long minor(String amount) {
        return new java.math.BigDecimal(amount).movePointRight(2).longValueExact();
    }
}
