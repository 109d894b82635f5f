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
import java.util.Map;
import java.util.Optional;

/**
 * The drawer with the four test cards, and the folder in which they keep their memories. One process at a time has a
 * folder, so that no counter is given out twice.
 */
public final class Drawer implements AutoCloseable {
    private final FileChannel lock;
    private final Map<String, SimulatedCard> cards;

    private Drawer(FileChannel lock, Map<String, SimulatedCard> cards) {
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
        FileChannel lock = lock(state);
        IssuerMasterKey issuerKey = new IssuerMasterKey(issuerMasterKey);
        KeyRing keys = KeyRing.load();
        Map<String, SimulatedCard> cards = new LinkedHashMap<>();
        for (CardProfile profile : CardProfile.all()) {
            CardMemory memory = CardMemory.open(state.resolve(profile.name() + ".memory"), firstCounter);
            CardMasterKey masterKey = issuerKey.optionA(profile.number().digits(), profile.sequence());
            cards.put(profile.name(), new SimulatedCard(profile, keys.keysOf(profile), masterKey, memory));
        }
        return new Drawer(lock, cards);
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
            lock.close();
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
