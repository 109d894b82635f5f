package dev.tidegate.till.config;

import dev.tidegate.till.catalogue.BarcodePattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code config/till.yml} says of the till itself. Each part checks itself; a message names the key and
 * never repeats the value.
 *
 * @param home the folder made at enrolment, where the till keeps what it owns
 * @param demo whether this till may be played with: simulators' controls on the page, fault drills
 * @param simulators where the simulators' controls are; used in a demo alone
 */
public record TillSettings(
        Path home,
        Shop shop,
        Gateway gateway,
        OfflineSettings offline,
        Reader reader,
        KeepSettings keep,
        PeopleSettings people,
        boolean demo,
        @Nullable Simulators simulators) {

    /**
     * Who sells.
     *
     * @param terminalId DE 41, eight characters
     * @param zone the shop's, for the date that a card signs
     * @param currency the one that this till takes
     * @param catalogue the folder of items.csv, taxes.csv and discounts.csv; absent where only amounts are typed in
     * @param drawer where the cash drawer hangs, in the words of {@link DrawerAt}; absent where there is no drawer
     * @param weighedCodes what the shop's own barcodes with a price or a weight inside look like
     * @param tips percentages that are offered
     * @param otherTenders what is taken beside cards and cash
     */
    public record Shop(
            String merchant,
            String terminalId,
            ZoneId zone,
            Currency currency,
            @Nullable Path catalogue,
            @Nullable DrawerAt drawer,
            @Nullable List<String> weighedCodes,
            @Nullable List<Integer> tips,
            @Nullable List<String> otherTenders) {
        /** What fits the name line of DE 43. */
        public static final int MERCHANT_LENGTH_MAX = 40;

        public Shop {
            Present.all("shop.merchant", merchant, "shop.terminalId", terminalId, "shop.zone", zone);
            Present.all("shop.currency", currency);
            Present.check(
                    !merchant.isBlank() && merchant.length() <= MERCHANT_LENGTH_MAX,
                    "shop.merchant has 1 to 40 characters");
            Present.check(terminalId.matches("[A-Za-z0-9]{8}"), "shop.terminalId has 8 letters or digits");
            Present.check(currency.getDefaultFractionDigits() >= 0, "shop.currency is not money");
            // What cannot be refuses the start.
            FloorSettings ignored = floor(catalogue, drawer, weighedCodes, tips, otherTenders);
        }

        /** That types amounts in and takes cash. */
        public Shop(String merchant, String terminalId, ZoneId zone, Currency currency) {
            this(merchant, terminalId, zone, currency, null, null, null, null, null);
        }

        /** How it sells. */
        public FloorSettings floor() {
            return floor(catalogue, drawer, weighedCodes, tips, otherTenders);
        }

        private static FloorSettings floor(
                @Nullable Path catalogue,
                @Nullable DrawerAt drawer,
                @Nullable List<String> weighedCodes,
                @Nullable List<Integer> tips,
                @Nullable List<String> otherTenders) {
            return new FloorSettings(
                    catalogue,
                    drawer == null ? new DrawerAt.None() : drawer,
                    weighedCodes == null
                            ? List.of()
                            : weighedCodes.stream().map(TillSettings::pattern).toList(),
                    tips == null ? List.of() : tips,
                    otherTenders == null ? List.of() : otherTenders);
        }
    }

    private static BarcodePattern pattern(String text) {
        try {
            return new BarcodePattern(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("shop.weighedCodes: " + e.getMessage(), e);
        }
    }

    /**
     * The way to the gateway.
     *
     * @param address {@code https://host:port}, nothing after it
     * @param backup another way to the same gateway, {@code https://host:port}; absent where there is none. The same
     *     certificate is insisted on, by the host's name
     * @param connectTimeout for a connection and its handshake
     * @param callTimeout for one call that may be repeated
     * @param liveTimer how long a cardholder waits for the issuer before the outcome counts as not known
     * @param heartbeat between two signs of life, which is also how soon a cut is noticed
     */
    public record Gateway(
            URI address,
            @Nullable URI backup,
            Duration connectTimeout,
            Duration callTimeout,
            Duration liveTimer,
            Duration heartbeat) {
        public Gateway {
            Present.all("gateway.address", address);
            requireAddress(address);
            if (backup != null) {
                requireAddress("gateway.backup", backup);
                Present.check(!backup.equals(address), "gateway.backup is another way than gateway.address");
            }
            Present.span("gateway.connectTimeout", connectTimeout, Duration.ofMillis(100), Duration.ofSeconds(10));
            Present.span("gateway.callTimeout", callTimeout, Duration.ofMillis(100), Duration.ofSeconds(60));
            Present.span("gateway.liveTimer", liveTimer, Duration.ofSeconds(1), Duration.ofSeconds(120));
            Present.span("gateway.heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofSeconds(5));
        }

        /** @throws IllegalArgumentException not {@code https://host:port} */
        public static void requireAddress(URI address) {
            requireAddress("gateway.address", address);
        }

        private static void requireAddress(String key, URI address) {
            Present.check(
                    "https".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0,
                    key + " is https://host:port");
            Present.check(
                    address.getRawPath().isEmpty() && address.getRawQuery() == null && address.getRawUserInfo() == null,
                    key + " has nothing after its port");
        }
    }

    /**
     * The card readers and the kernels' own settings.
     *
     * @param contact {@code none}, {@code virtual:} or {@code pcsc:}
     * @param contactless {@code none}, {@code virtual:} or {@code pcsc:}
     * @param stripe {@code none}, {@code virtual:}, {@code serial:} or {@code hid:}
     * @param pinPad {@code none} or {@code socket:}
     * @param cardWait how long a card may take to come, and a question to its holder may stand
     * @param floorLimit minor units; from here on the kernel asks the issuer (EMV 4.4 Book 3, 10.6.1)
     * @param verificationLimit minor units; from here on a tap needs its holder verified
     * @param aids the folder of applications
     * @param capks the file of the schemes' public keys
     */
    public record Reader(
            ReaderAt contact,
            ReaderAt contactless,
            ReaderAt stripe,
            PadAt pinPad,
            Duration cardWait,
            long floorLimit,
            long verificationLimit,
            Path aids,
            Path capks) {
        public Reader {
            Present.all("reader.aids", aids, "reader.capks", capks);
            Present.all("reader.contact", contact, "reader.contactless", contactless, "reader.stripe", stripe);
            Present.all("reader.pinPad", pinPad);
            Present.check(
                    pinPad instanceof PadAt.None || !(contact instanceof ReaderAt.None),
                    "reader.pinPad: a pad without a contact reader has no card");
            Present.check(isForChips(contact), "reader.contact is none, virtual: or pcsc:");
            Present.check(isForChips(contactless), "reader.contactless is none, virtual: or pcsc:");
            Present.check(!(stripe instanceof ReaderAt.Pcsc), "reader.stripe is none, virtual:, serial: or hid:");
            Present.check(
                    !(contact instanceof ReaderAt.None
                            && contactless instanceof ReaderAt.None
                            && stripe instanceof ReaderAt.None),
                    "reader: all three are none");
            Present.span("reader.cardWait", cardWait, Duration.ofSeconds(1), Duration.ofMinutes(10));
            Present.check(floorLimit >= 0, "reader.floorLimit is not negative");
            Present.check(verificationLimit >= 0, "reader.verificationLimit is not negative");
        }

        private static boolean isForChips(ReaderAt at) {
            return switch (at) {
                case ReaderAt.None ignored -> true;
                case ReaderAt.Virtual ignored -> true;
                case ReaderAt.Pcsc ignored -> true;
                case ReaderAt.Serial ignored -> false;
                case ReaderAt.Hid ignored -> false;
            };
        }
    }

    /** Control addresses of the simulators, {@code http://host:port}. */
    public record Simulators(URI cards, URI network, URI pad) {
        public Simulators {
            Present.all("simulators.cards", cards, "simulators.network", network);
            Present.all("simulators.pad", pad);
            requireAddress("simulators.cards", cards);
            requireAddress("simulators.network", network);
            requireAddress("simulators.pad", pad);
        }

        private static void requireAddress(String key, URI address) {
            Present.check(
                    "http".equals(address.getScheme()) && address.getHost() != null, key + " is http://host:port");
        }
    }

    public TillSettings {
        Present.all("home", home, "shop", shop, "gateway", gateway);
        Present.all("offline", offline, "reader", reader, "keep", keep, "people", people);
        Present.check(!demo || simulators != null, "simulators are needed where demo is true");
    }
}
