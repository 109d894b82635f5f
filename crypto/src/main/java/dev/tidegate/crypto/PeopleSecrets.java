package dev.tidegate.crypto;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The secrets by which the gateway's people show at its page's door that they are who they say. Who they are and what
 * they may do stands in the gateway's settings; a name that is not there is let in by no secret. A text file:
 *
 * <pre>
 * tidegate people 1
 * name TAB salt TAB Argon2id
 * </pre>
 *
 * <p>The running gateway reads it with each sign-in and never writes it, so a secret is changed beside it. Two writers
 * at a time: the later one wins.
 */
public final class PeopleSecrets {
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final String HEAD = "tidegate people 1";

    private final Path file;
    private final SecureRandom chance;

    PeopleSecrets(Path file, SecureRandom chance) {
        this.file = file;
        this.chance = chance;
    }

    /**
     * Gives somebody a secret, or another one. The caller wipes it.
     *
     * @throws IllegalArgumentException the secret is shorter than 12 characters, longer than 256, or has the name in
     *     it; or the name has control characters
     * @throws KeyFileException the disk refuses
     */
    public void set(String name, char[] secret) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("this is no name");
        }
        if (!PassphraseHash.fits(secret, name)) {
            throw new IllegalArgumentException("a secret has 12 to 256 characters, and not the name among them");
        }
        Map<String, PassphraseHash> people = read();
        people.put(name, PassphraseHash.of(secret, chance));
        String text = people.entrySet().stream()
                .map(one -> String.join(
                                "\t",
                                one.getKey(),
                                one.getValue().salt(),
                                one.getValue().hash())
                        + "\n")
                .collect(Collectors.joining("", HEAD + "\n", ""));
        KeyFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a secret is somebody's. Takes as long for a name that has none, and 19 MiB meanwhile: the caller asks for
     * one at a time.
     *
     * @throws KeyFileException the file is damaged or cannot be read; nobody is let in
     */
    public boolean matches(String name, char[] secret) {
        PassphraseHash known = read().get(name);
        if (known == null) {
            PassphraseHash.spend(secret);
            return false;
        }
        try {
            return known.matches(secret);
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(file, "is damaged");
        }
    }

    private Map<String, PassphraseHash> read() {
        Map<String, PassphraseHash> people = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return people;
        }
        List<String> lines = new String(KeyFiles.read(file, FILE_BYTES_MAX), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new KeyFileException(file, "is no list of people");
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 3) {
                throw new KeyFileException(file, "is damaged");
            }
            people.put(fields[0], new PassphraseHash(fields[1], fields[2]));
        }
        return people;
    }
}
