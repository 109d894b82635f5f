package dev.tidegate.simulator.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The drawer with the test cards, and the folder in which they keep their memories. One process at a time has a folder,
 * so that no counter is given out twice.
 */
public final class Drawer implements AutoCloseable {
    private final Optional<FileChannel> lock;
    private final Map<String, SimulatedCard> cards;

    private Drawer(Optional<FileChannel> lock, Map<String, SimulatedCard> cards) {
        this.lock = lock;
        this.cards = Collections.unmodifiableMap(cards);
    }

    /**
     * Opens the drawer.
     *
     * @param state the folder, made when it is not there
     * @param issuerMasterKey for application cryptograms, 16 bytes
     * @param firstCounter the transaction counter with which a card begins that has no memory yet
     * @throws StartRefusedException the folder is another process's, damaged or not to be used
     */
    public static Drawer open(Path state, byte[] issuerMasterKey, int firstCounter) {
        return open(state, issuerMasterKey, firstCounter, CardProfile.all());
    }

    /** As above, with cards of one's own. */
    static Drawer open(Path state, byte[] issuerMasterKey, int firstCounter, List<CardProfile> profiles) {
        FileChannel lock = lock(state);
        return new Drawer(
                Optional.of(lock),
                cards(
                        profiles,
                        issuerMasterKey,
                        profile -> CardMemory.open(state.resolve(profile.name() + ".memory"), firstCounter)));
    }

    /** The test cards for use as a library, under the published issuer key; they forget when the process ends. */
    public static Drawer passing() {
        return passing(CardProfile.all());
    }

    /** As above, the card of this name alone, for who wants no other: each costs its signatures. */
    public static Drawer passing(String name) {
        return passing(CardProfile.all().stream()
                .filter(profile -> profile.name().equals(name))
                .toList());
    }

    private static Drawer passing(List<CardProfile> profiles) {
        return new Drawer(
                Optional.empty(), cards(profiles, Bytes.hex(Invocation.TEST_MASTER_KEY), _ -> CardMemory.passing(1)));
    }

    private static Map<String, SimulatedCard> cards(
            List<CardProfile> profiles, byte[] issuerMasterKey, Function<CardProfile, CardMemory> memory) {
        IssuerMasterKey issuerKey = new IssuerMasterKey(issuerMasterKey);
        KeyRing keys = KeyRing.load();
        Map<String, SimulatedCard> cards = new LinkedHashMap<>();
        for (CardProfile profile : profiles) {
            cards.put(profile.name(), new SimulatedCard(profile, keys, issuerKey, memory.apply(profile)));
        }
        return cards;
    }

    /** The cards in their order. */
    public Collection<SimulatedCard> cards() {
        return cards.values();
    }

    /** The card of this name, if there is one. */
    public Optional<SimulatedCard> card(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the drawer was not closed", e);
        }
    }

    private static FileChannel lock(Path state) {
        try {
            Files.createDirectories(state);
            FileChannel channel =
                    FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new StartRefusedException("another process has this state folder");
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new StartRefusedException("this process has opened this state folder already", e);
        } catch (IOException e) {
            throw new StartRefusedException("cannot use the state folder", e);
        }
    }
}
