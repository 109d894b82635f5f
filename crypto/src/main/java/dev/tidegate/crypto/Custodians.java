package dev.tidegate.crypto;

import dev.tidegate.crypto.KeyImportRefusedException.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The named people who may bring parts of keys, each with a passphrase. The first two are let in by whoever sets the
 * gateway up; each further one by a custodian who is there. A text file:
 *
 * <pre>
 * tidegate custodians 1
 * name TAB salt TAB Argon2id TAB since TAB wrong passphrases in a row TAB time of the last wrong one
 * </pre>
 *
 * <p>Ten wrong passphrases lock a name for half an hour (PCI DSS 8.3.4). One process at a time: commands hold the
 * gateway's folder.
 */
public final class Custodians {
    static final int WRONG_MAX = 10;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);

    private static final int FREE = 2;
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final String HEAD = "tidegate custodians 1";

    private final Path file;
    private final SecureRandom chance;
    private final InstantSource clock;

    private record Person(String name, PassphraseHash secret, Instant since, int wrong, Instant lastWrong) {
        boolean lockedAt(Instant now) {
            return wrong >= WRONG_MAX && now.isBefore(lastWrong.plus(LOCKED_FOR));
        }

        Person with(int wrongNow, Instant when) {
            return new Person(name, secret, since, wrongNow, when);
        }
    }

    Custodians(Path file, SecureRandom chance, InstantSource clock) {
        this.file = file;
        this.chance = chance;
        this.clock = clock;
    }

    /** Their names, by the time they came. */
    public List<String> names() {
        return List.copyOf(read().keySet());
    }

    /**
     * Lets a custodian in. The caller wipes the passphrases.
     *
     * @param name 2 to 32 small letters, digits, dots and dashes
     * @param sponsor one who is there, with the passphrase; absent for the first two
     * @throws KeyImportRefusedException FORM, PASSPHRASE, KNOWN_ALREADY, SPONSOR, NOT_KNOWN or LOCKED
     * @throws KeyFileException the disk refuses
     */
    public void add(String name, char[] passphrase, @Nullable String sponsor, char[] sponsorsPassphrase) {
        Map<String, Person> people = read();
        require(name.matches("[a-z][a-z0-9.-]{1,31}"), Code.FORM);
        require(!people.containsKey(name), Code.KNOWN_ALREADY);
        require(PassphraseHash.fits(passphrase, name), Code.PASSPHRASE);
        if (sponsor != null) {
            authenticate(sponsor, sponsorsPassphrase);
            people = read();
        } else {
            require(people.size() < FREE, Code.SPONSOR);
        }
        people.put(name, new Person(name, PassphraseHash.of(passphrase, chance), clock.instant(), 0, Instant.EPOCH));
        write(people);
    }

    /**
     * Lets a known custodian through; counts a wrong passphrase.
     *
     * @throws KeyImportRefusedException NOT_KNOWN or LOCKED
     */
    void authenticate(String name, char[] passphrase) {
        Map<String, Person> people = read();
        Person person = people.get(name);
        Instant now = clock.instant();
        if (person == null) {
            PassphraseHash.spend(passphrase);
            throw new KeyImportRefusedException(Code.NOT_KNOWN);
        }
        require(!person.lockedAt(now), Code.LOCKED);
        if (!person.secret.matches(passphrase)) {
            int wrong = person.wrong >= WRONG_MAX ? 1 : person.wrong + 1;
            people.put(name, person.with(wrong, now));
            write(people);
            throw new KeyImportRefusedException(Code.NOT_KNOWN);
        }
        if (person.wrong > 0) {
            people.put(name, person.with(0, Instant.EPOCH));
            write(people);
        }
    }

    private Map<String, Person> read() {
        Map<String, Person> people = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return people;
        }
        List<String> lines = new String(KeyFiles.read(file, FILE_BYTES_MAX), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new KeyFileException(file, "is no list of custodians");
        }
        for (String line : lines.subList(1, lines.size())) {
            Person person = person(line.split("\t", -1));
            people.put(person.name, person);
        }
        return people;
    }

    private Person person(String[] fields) {
        try {
            if (fields.length == 6) {
                return new Person(
                        fields[0],
                        new PassphraseHash(fields[1], fields[2]),
                        Instant.parse(fields[3]),
                        Integer.parseInt(fields[4]),
                        Instant.parse(fields[5]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new KeyFileException(file, "is damaged");
        }
        throw new KeyFileException(file, "is damaged");
    }

    private void write(Map<String, Person> people) {
        String text = people.values().stream()
                .map(one -> String.join(
                                "\t",
                                one.name,
                                one.secret.salt(),
                                one.secret.hash(),
                                one.since.toString(),
                                Integer.toString(one.wrong),
                                one.lastWrong.toString())
                        + "\n")
                .collect(Collectors.joining("", HEAD + "\n", ""));
        KeyFiles.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void require(boolean met, Code code) {
        if (!met) {
            throw new KeyImportRefusedException(code);
        }
    }
}
