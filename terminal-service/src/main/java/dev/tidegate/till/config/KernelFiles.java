package dev.tidegate.till.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.contactless.ContactlessApplication;
import dev.tidegate.emv.contactless.ContactlessSettings;
import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.entrypoint.CombinationRules;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.TransactionQualifiers;
import dev.tidegate.emv.settings.ActionCodes;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.settings.TerminalApplication;
import dev.tidegate.emv.settings.TerminalCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that tell the kernel what the terminal is and whom it trusts: {@code config/kernel/aids/contact.json} and
 * every {@code *.json} of {@code config/kernel/capks}. Numbers of EMV are hexadecimal texts.
 *
 * <p>Keys of files whose name begins with {@code simulator} are of test cards; a till of a shop does not read them.
 */
public final class KernelFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** TTQ, byte 1 bit 3. */
    private static final int TAP_ONLINE_PIN = 0x04;

    private record TerminalFile(
            String terminalType,
            int countryCode,
            String capabilities,
            String additionalCapabilities,
            String deviceSerial,
            List<ApplicationEntry> applications) {}

    private record ApplicationEntry(
            String aid, boolean partialName, String version, String denial, String online, String unable) {}

    private record TapFile(List<TapEntry> applications) {}

    private record TapEntry(
            String aid,
            String kernel,
            String version,
            @Nullable String qualifiers,
            @Nullable Long limit,
            String denial,
            String online,
            String unable) {}

    private record KeyEntry(
            String rid,
            String index,
            String modulus,
            String exponent,
            LocalDate expiry,
            @Nullable String checksum) {}

    private KernelFiles() {}

    /**
     * What the terminal is.
     *
     * @param folder of {@code contact.json}
     * @param floorLimit minor units, of every application
     * @param pins which PINs its pad takes
     * @throws IllegalArgumentException a file is missing or says what cannot be; the till refuses to start
     */
    public static KernelSettings settings(Path folder, Currency currency, long floorLimit, Pins pins) {
        Path file = folder.resolve("contact.json");
        TerminalFile read = read(file, TerminalFile.class);
        return checked(
                file,
                () -> new KernelSettings(
                        Integer.parseInt(read.terminalType(), 16),
                        read.countryCode(),
                        currency,
                        capabilities(read.capabilities(), pins),
                        Octets.ofHex(read.additionalCapabilities()),
                        read.deviceSerial(),
                        false,
                        read.applications().stream()
                                .map(entry -> application(entry, floorLimit))
                                .toList()));
    }

    /**
     * What the terminal takes by tap.
     *
     * @param folder of {@code contactless.json}
     * @param terminal what it is, as {@link #settings} has it
     * @param floorLimit minor units, of every application
     * @param verificationLimit minor units; from here on the holder is verified
     * @throws IllegalArgumentException a file is missing or says what cannot be; the till refuses to start
     */
    public static ContactlessSettings contactless(
            Path folder, KernelSettings terminal, long floorLimit, long verificationLimit) {
        Path file = folder.resolve("contactless.json");
        TapFile read = read(file, TapFile.class);
        return checked(
                file,
                () -> new ContactlessSettings(
                        terminal,
                        read.applications().stream()
                                .map(entry -> application(
                                        entry,
                                        floorLimit,
                                        verificationLimit,
                                        terminal.capabilities().onlinePin()))
                                .toList()));
    }

    /**
     * Looks whether the kernel would pass what the shop's own limit for taps lets pass: a sale of the kernel's limit or
     * more is not for it (EMV Contactless Book A, 5.6).
     *
     * @param tapped minor units, the greatest tap that the shop stores
     * @throws IllegalArgumentException it would not; the till refuses to start
     */
    public static void requireBelow(Path folder, long tapped) {
        Path file = folder.resolve("contactless.json");
        for (TapEntry entry : read(file, TapFile.class).applications()) {
            if (entry.limit() != null && tapped >= entry.limit()) {
                throw new IllegalArgumentException(
                        "offline.limits: tapMax is not below the limit of " + entry.aid() + " in " + file);
            }
        }
    }

    /**
     * Whom the terminal trusts.
     *
     * @param testCards whether keys of test cards are among them
     * @throws IllegalArgumentException the folder is missing, or a file says what cannot be; the till refuses to start
     */
    public static CertificationAuthorityKeys keys(Path folder, boolean testCards) {
        List<CertificationAuthorityKey> keys = new ArrayList<>();
        for (Path file : jsonFiles(folder)) {
            if (testCards || !file.getFileName().toString().startsWith("simulator")) {
                KeyEntry[] entries = read(file, KeyEntry[].class);
                for (KeyEntry entry : entries) {
                    keys.add(checked(file, () -> key(entry)));
                }
            }
        }
        return checked(folder, () -> new CertificationAuthorityKeys(keys));
    }

    private static TerminalCapabilities capabilities(String hex, Pins pins) {
        TerminalCapabilities written = new TerminalCapabilities(Octets.ofHex(hex));
        byte[] bytes = written.value().toByteArray();
        bytes[1] |= (byte) pins.capabilities();
        return new TerminalCapabilities(Octets.of(bytes));
    }

    private static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read", e);
        }
    }

    private static TerminalApplication application(ApplicationEntry entry, long floorLimit) {
        return TerminalApplication.of(
                new Aid(Octets.ofHex(entry.aid())),
                entry.partialName(),
                Octets.ofHex(entry.version()),
                new ActionCodes(results(entry.denial()), results(entry.online()), results(entry.unable())),
                floorLimit);
    }

    private static ContactlessApplication application(
            TapEntry entry, long floorLimit, long verificationLimit, boolean onlinePin) {
        String qualifiers = entry.qualifiers();
        CombinationRules rules = new CombinationRules(
                false,
                false,
                true,
                entry.limit() == null ? CombinationRules.NO_LIMIT : entry.limit(),
                floorLimit,
                CombinationRules.NO_LIMIT,
                verificationLimit,
                qualifiers == null ? null : qualifiers(qualifiers, onlinePin));
        return new ContactlessApplication(
                new Combination(new Aid(Octets.ofHex(entry.aid())), kernel(entry.kernel()), rules),
                Octets.ofHex(entry.version()),
                new ActionCodes(results(entry.denial()), results(entry.online()), results(entry.unable())),
                CombinationRules.NO_LIMIT,
                CombinationRules.NO_LIMIT);
    }

    private static TransactionQualifiers qualifiers(String hex, boolean onlinePin) {
        byte[] bytes = Octets.ofHex(hex).toByteArray();
        if (onlinePin && bytes.length > 0) {
            bytes[0] |= TAP_ONLINE_PIN;
        }
        return new TransactionQualifiers(Octets.of(bytes));
    }

    private static KernelId kernel(String name) {
        return switch (name) {
            case "C-2" -> KernelId.C2;
            case "C-3" -> KernelId.C3;
            default -> throw new IllegalArgumentException("a contactless kernel is C-2 or C-3");
        };
    }

    private static CertificationAuthorityKey key(KeyEntry entry) {
        Octets rid = Octets.ofHex(entry.rid());
        int index = Integer.parseInt(entry.index(), 16);
        Octets modulus = Octets.ofHex(entry.modulus());
        Octets exponent = Octets.ofHex(entry.exponent());
        return entry.checksum() == null
                ? new CertificationAuthorityKey(rid, index, modulus, exponent, entry.expiry())
                : CertificationAuthorityKey.checked(
                        rid, index, modulus, exponent, entry.expiry(), Octets.ofHex(entry.checksum()));
    }

    private static TerminalVerificationResults results(String hex) {
        return TerminalVerificationResults.of(Octets.ofHex(hex));
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            T value = JSON.readValue(Files.readAllBytes(file), type);
            if (value == null) {
                throw new IllegalArgumentException(file + " is empty");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static <T> T checked(Path file, java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
